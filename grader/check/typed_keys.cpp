#include "grader/check/typed_keys.h"

#include <fmt/format.h>

namespace grader {

void check_typed_keys(const Problem& problem, const Evaluation&, Diagnostics& findings) {
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written || !problem.graph[part.quantity].given()) continue;
    findings.note(code::typed_key, part.where,
                  fmt::format("the key of part `{}` is typed, not computed", part.id),
                  "nothing has checked it");
  }
}

}  // namespace grader
