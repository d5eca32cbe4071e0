// The tokens of a written list.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace grader {

// How to take what could be taken in two ways.
struct ListMode {
  bool comma_is_decimal = false;    // between two digits
  bool newline_is_space = false;    // instead of the end of a row
  bool semicolon_is_comma = false;  // instead of the end of a row
};

struct ListToken {
  enum class Kind { open, close, comma, semicolon, newline, entry, quoted, call, transposed };
  Kind kind;
  std::size_t from, to;   // bytes of the text; of a quoted entry what is between the quotes
  char character = '\0';  // of a bracket
};

// At most `most` of them; of several line ends in a row the first.
std::vector<ListToken> list_tokens(std::string_view text, const ListMode& mode, std::size_t most);

}  // namespace grader
