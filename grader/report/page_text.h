// Text on its way to a page: foreign text made harmless, numbers made short.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "grader/report/strings.h"

namespace grader {

// `text` as well-formed UTF-8 that can be shown anywhere (and is still to be escaped for HTML):
// invalid bytes become U+FFFD, control characters their pictures, characters that turn the
// direction of text their numbers in brackets. Tab and line feed stay. At most `limit` characters
// are kept, and `strings` says how many were not.
std::string harmless(std::string_view text, std::size_t limit, const Strings& strings);

// "the shape is 3" -> "The shape is 3.": what other layers say, as a sentence. ASCII only is
// raised.
std::string sentence(std::string_view text);

// "a", "a and b", "a, b and c".
template <typename Names>
std::string enumerated(const Names& names, const Strings& strings) {
  std::string text;
  std::size_t i = 0;
  for (const auto& name : names) {
    if (i > 0) text += i + 1 == names.size() ? strings.list_and : strings.list_comma;
    text += name;
    ++i;
  }
  return text;
}

// An interval for people: three figures of its width, both bounds rounded inwards, so that a bound
// as printed is itself accepted by a rule that forgives `slack` times a bound's size. Where no such
// number lies inside, the shortest texts that read back. Requires: low <= high, both finite.
std::pair<std::string, std::string> interval_text(double low, double high, double slack = 0);

// A distance in tolerances to two decimals (from 10 on to whole ones), rounded away from 1 on its
// own side, so that 0.999 never prints as 1 nor 1.001 as 1. Requires: distance >= 0, not NaN.
std::string distance_text(double distance, const Strings& strings);

}  // namespace grader
