// LaTeX and HTML around numbers, and fractions of one character, unwrapped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

struct Unwrapped {
  std::string text;
  std::vector<std::uint32_t> origins;  // for each byte of `text`, the byte it came from
};

// Whether there may be something to unwrap.
bool has_markup(std::string_view text);

// `\times` to `*`, `\frac{a}{b}` to `a/b` or `((a)/(b))`, `^{..}` and `<sup>` to `^(..)`, matrix
// environments to `[..; ..]` with `&` kept, `\text{..}` to its content; ½ to `1/2`, 1½ to `3/2`;
// typographic spaces to spaces. An unknown command keeps its name without the backslash, so that no
// backslash is left.
Unwrapped unwrap_markup(std::string_view text);

}  // namespace grader
