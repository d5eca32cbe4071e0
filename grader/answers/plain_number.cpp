#include "grader/answers/plain.h"
#include "grader/answers/plain_decimal.h"

namespace grader {
namespace {

// Figures are counted in the significand; zeros in front of a missing point may or may not count.
void count_figures(const plain::Decimal& decimal, PlainNumber& number) {
  const char* first = decimal.begin;
  while (first != decimal.end && (*first == '0' || *first == '.')) ++first;
  number.significand = {first, static_cast<std::size_t>(decimal.end - first)};
  if (first == decimal.end) {
    number.figures_low = number.figures_high = std::max(1, number.decimals);
    return;
  }
  const bool point_behind = number.has_point && first < decimal.point;
  number.figures_high = static_cast<int>(decimal.end - first) - (point_behind ? 1 : 0);
  number.figures_low = number.figures_high;
  if (number.has_point) return;
  for (const char* last = decimal.end; *--last == '0';) --number.figures_low;
}

}  // namespace

std::optional<PlainNumber> read_plain_number(std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  if (end - at > plain::longest_decimal) return std::nullopt;
  while (at != end && plain::blank(*at)) ++at;
  plain::Decimal decimal;
  if (!plain::scan(at, end, decimal)) return std::nullopt;
  for (at = decimal.end; at != end; ++at) {
    if (!plain::blank(*at)) return std::nullopt;
  }
  PlainNumber number;
  number.value = plain::value_of(decimal);
  number.negative = decimal.negative;
  number.has_point = decimal.end != decimal.point;
  number.decimals = static_cast<int>(decimal.decimals());
  count_figures(decimal, number);
  return number;
}

}  // namespace grader
