// Where something stands in a file, for messages.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace grader {

// A text that was read. `text` may be empty when it is not kept (a stream of submissions); messages
// then come without the line and its caret.
struct Source {
  std::string name;  // as the user named it; what messages show
  std::string text;
};

struct Place {
  std::shared_ptr<const Source> source;
  int line = 0;    // from 1; 0: the whole file
  int column = 0;  // from 1, in code points; 0: the whole line

  std::string_view file() const { return source ? std::string_view(source->name) : ""; }
};

// The place of a file as a whole.
Place whole_file(std::string name);

// The text of line `line` (from 1) without its line end; empty if there is none.
std::string_view line_of(std::string_view text, int line);

// "file:3:5", "file:3" or "file".
std::string to_text(const Place& place);

}  // namespace grader
