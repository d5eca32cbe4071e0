// Messages about input, as data. Only grader/cli prints them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/codes.h"
#include "grader/base/place.h"

namespace grader {

enum class Severity { note, warning, error };

std::string_view to_text(Severity severity);

struct Diagnostic {
  Severity severity = Severity::error;
  std::string_view code;  // id of an entry of codes.h
  Place where;
  std::string message;  // the situation: lower case, no full stop, code in back-ticks
  std::string hint;     // what to do, or empty
};

// "problems/a.yaml:3:5: error: unknown key `krnel` in `conv`; did you mean `kernel`?
// [unknown-key]", then the source line and a caret where the source is kept. No trailing line
// break.
std::string to_text(const Diagnostic& diagnostic);

// Collects messages. A loading function that takes one returns an empty optional iff it reported an
// error, and goes on after an error to find more.
class Diagnostics {
 public:
  void error(const Code& code, Place where, std::string message, std::string hint = "");
  void warning(const Code& code, Place where, std::string message, std::string hint = "");
  void note(const Code& code, Place where, std::string message, std::string hint = "");
  void add(Diagnostic diagnostic);

  // Keeps `most` messages, the severest first, in the order in which they came; one more says how
  // many are left out. Messages of more than a thousand bytes are cut.
  void shorten(std::size_t most);

  std::span<const Diagnostic> all() const { return all_; }
  std::size_t count(Severity severity) const;
  bool has_errors() const { return count(Severity::error) > 0; }

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace grader
