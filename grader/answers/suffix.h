// Unit suffixes behind a number.
#pragma once

#include <optional>
#include <string_view>

#include "grader/answers/units.h"
#include "grader/base/fraction.h"

namespace grader {

struct Suffix {
  std::size_t size;  // bytes it takes
  Fraction factor;
  bool small_million = false;  // `m` of a count was taken as million
};

// The unit that `text` begins with: a declared one, longest first, else a built-in one. A unit ends
// where its word ends: `Kx` is none.
std::optional<Suffix> read_suffix(std::string_view text, const Units& units, bool count);

}  // namespace grader
