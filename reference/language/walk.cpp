#include "reference/language/walk.h"

#include "reference/language/printer.h"

namespace reference::language {

// The printer goes through all of a tree and asks about each part.
void for_each_part(const Expression& expression,
                   const std::function<void(const Expression&)>& visit) {
  print(
      expression, [](std::string_view) {},
      [&](const Expression& part) {
        visit(part);
        return false;
      });
}

}  // namespace reference::language
