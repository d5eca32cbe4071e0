#include "grader/answers/list_choice.h"

#include "grader/answers/text.h"

namespace grader {
namespace {

using Shape = std::vector<std::int64_t>;

bool fits(const ListTree& tree, const Shape& expected) {
  if (tree.outcome != ListTree::Outcome::readable) return false;
  return squeezed(tree.shape) == squeezed(expected);
}

// The ways to take what could be taken in several, the usual ones first.
constexpr ListMode modes[] = {
    {false, false, false},
    {true, false, false},
    {false, true, false},
    {true, true, false},
    // `1,5; 2,5` with rows on lines
    {false, false, true},
    {true, false, true},
};

bool may_be_decimal(std::string_view list) {
  for (std::size_t i = 1; i + 1 < list.size(); ++i) {
    if (list[i] == ',' && ascii::digit(list[i - 1]) && ascii::digit(list[i + 1])) return true;
  }
  return false;
}

// Nothing fits: with `;` or line ends between the entries of a vector a comma is decimal. Else a
// comma separates, and a reading with even rows is better than one without.
std::size_t fallback(std::string_view list, const Shape& expected,
                     const std::vector<ListChoice>& candidates) {
  const auto readable = [&](std::size_t i) {
    return candidates[i].tree.outcome == ListTree::Outcome::readable;
  };
  const bool rows = list.find_first_of(";\n") != std::string_view::npos;
  if (candidates.size() > 1 && candidates[1].mode.comma_is_decimal && rows && readable(1) &&
      squeezed(candidates[1].tree.shape).size() <= 1 &&
      (!readable(0) || squeezed(expected).size() <= 1)) {
    return 1;
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const ListMode& mode = candidates[i].mode;
    if (readable(i) && !mode.comma_is_decimal && !mode.semicolon_is_comma) return i;
  }
  return 0;
}

// The bytes of a sign between the extents of a shape, as in `256x28 by 28`, or 0.
std::size_t times_sign(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == '*' || text[0] == 'x' || text[0] == 'X') return 1;
  return ascii::equal_folded(text.substr(0, 2), "by") ? 2 : 0;
}

}  // namespace

Shape squeezed(Shape shape) {
  std::erase(shape, 1);
  return shape;
}

ListChoice choose_list(std::string_view list, const Shape& expected) {
  const std::int64_t row_length = expected.empty() ? 0 : expected.back();
  const bool lines = ascii::trim(list).find('\n') != std::string_view::npos;
  const bool commas = may_be_decimal(list);
  const bool semicolons = lines && list.find(';') != std::string_view::npos;
  std::vector<ListChoice> candidates;
  for (const ListMode& mode : modes) {
    if ((mode.newline_is_space && !lines) || (mode.comma_is_decimal && !commas) ||
        (mode.semicolon_is_comma && !semicolons)) {
      continue;
    }
    candidates.push_back({mode, list_tree(list, mode, row_length)});
    if (fits(candidates.back().tree, expected)) return std::move(candidates.back());
  }
  return std::move(candidates[fallback(list, expected, candidates)]);
}

std::string shape_as_list(std::string_view text, std::int64_t size) {
  std::string list(text);
  std::size_t at = 0;
  const auto skip = [&](auto wanted) {
    const std::size_t from = at;
    while (at < text.size() && wanted(text[at])) ++at;
    return at > from;
  };
  for (std::int64_t i = 1;; ++i) {
    skip(ascii::space);
    if (!skip(ascii::digit)) return "";
    skip(ascii::space);
    if (at == text.size()) return i == size ? list : "";
    const std::size_t sign = times_sign(text.substr(at));
    if (sign == 0) return "";
    list.replace(at, sign, std::string(sign - 1, ' ') + ",");
    at += sign;
  }
}

}  // namespace grader
