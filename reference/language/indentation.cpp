#include "reference/language/indentation.h"

namespace reference::language {
namespace {

constexpr int tab_width = 8;
constexpr int max_levels = 99;  // Python's

}  // namespace

void Indent::add(char c) {
  if (c == '\f') {
    *this = {};
    return;
  }
  column = c == '\t' ? (column / tab_width + 1) * tab_width : column + 1;
  ++narrow;
}

Indentation::Change Indentation::next(Indent indent) {
  const Indent last = levels_.back();
  if (indent.column == last.column) {
    if (indent.narrow == last.narrow) return Change::none;
    return levels() == 0 ? Change::below_base : Change::tabs;
  }
  if (indent.column > last.column) {
    if (indent.narrow <= last.narrow) return Change::tabs;
    if (levels() >= max_levels) return Change::too_deep;
    levels_.push_back(indent);
    return Change::deeper;
  }
  while (levels() > 0 && indent.column < levels_.back().column) levels_.pop_back();
  if (indent.column < levels_.back().column) return Change::below_base;
  if (indent.column != levels_.back().column) return Change::no_such_level;
  return indent.narrow == levels_.back().narrow ? Change::back : Change::tabs;
}

}  // namespace reference::language
