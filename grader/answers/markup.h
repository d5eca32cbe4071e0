// LaTeX and HTML around numbers, unwrapped.
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

// `\times` to `*`, `\frac{a}{b}` to `a/b` or `((a)/(b))`, `^{..}` and `<sup>` to `^(..)`, matrix
// environments to `[..; ..]` with `&` kept, `\text{..}` to its content; typographic spaces to
// spaces. An unknown command keeps its name without the backslash, so that no backslash is left.
Unwrapped unwrap_markup(std::string_view text);

}  // namespace grader
