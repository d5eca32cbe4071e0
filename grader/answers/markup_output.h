// Unwrapped text as it grows.
#pragma once

#include <string>
#include <string_view>

#include "grader/answers/markup.h"

namespace grader {

class MarkupOutput {
 public:
  // `expected` bytes are set aside.
  explicit MarkupOutput(std::size_t expected);

  const std::string& text() const { return out_.text; }
  char last() const { return out_.text.empty() ? '\0' : out_.text.back(); }
  Unwrapped take() { return std::move(out_); }

  // The byte of the input that what follows comes from.
  void set_origin(std::size_t origin) { origin_ = static_cast<std::uint32_t>(origin); }

  // Adds a character; with it `<sup>`, `^{` and `{,}` become what they mean.
  void emit(char c);
  void emit(std::string_view text) {
    for (const char c : text) emit(c);
  }
  // Adds text that means the same whatever stands in front of it.
  void append(std::string_view text);
  // Replaces the last bytes; they came from where the first of them came from.
  void replace_tail(std::size_t size, std::string_view by);

 private:
  bool replace_tag(std::string_view tag, std::string_view by);

  std::uint32_t origin_ = 0;
  Unwrapped out_;
};

}  // namespace grader
