#include "grader/check/slip.h"

#include <algorithm>
#include <vector>

namespace grader {
namespace {

std::string without(std::string_view text, std::string_view dropped) {
  std::string rest;
  for (const char c : text) {
    if (dropped.find(c) == std::string_view::npos) rest += c;
  }
  return rest;
}

std::string digits_only(std::string_view text) {
  std::string digits = without(text, "-.,");
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (digits.ends_with('0')) digits.pop_back();
  return digits;
}

}  // namespace

std::string likely_slip(std::string_view printed, std::string_view computed) {
  const std::string a = without(printed, "-,");
  const std::string b = without(computed, "-,");
  const bool same_sign = printed.starts_with('-') == computed.starts_with('-');
  if (a == b) return same_sign ? "" : "the sign differs";
  if (digits_only(printed).empty() || digits_only(computed).empty()) return "";
  if (digits_only(printed) == digits_only(computed)) return "the point is misplaced";
  if (a.size() != b.size() || !same_sign) return "";
  std::vector<std::size_t> differ;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) differ.push_back(i);
  }
  if (differ.size() == 1) return "one digit differs";
  const bool swapped = differ.size() == 2 && differ[1] == differ[0] + 1 &&
                       a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]];
  return swapped ? "two digits are swapped" : "";
}

}  // namespace grader
