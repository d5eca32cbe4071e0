#include "reference/language/position.h"

namespace reference::language {

grader::Place within(const grader::Place& where, Position position) {
  if (where.line == 0 || where.column == 0) return where;
  grader::Place place = where;
  place.line += position.line - 1;
  place.column += position.column - 1;
  return place;
}

}  // namespace reference::language
