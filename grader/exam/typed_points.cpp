#include "grader/exam/typed_points.h"

#include <algorithm>

namespace grader {

bool is_excuse(std::string_view text) { return text == "EX" || text == "Ex" || text == "ex"; }

std::optional<Fraction> parse_points(std::string text) {
  if (std::count(text.begin(), text.end(), ',') == 1) {
    std::replace(text.begin(), text.end(), ',', '.');
  }
  return parse_fraction(text);
}

}  // namespace grader
