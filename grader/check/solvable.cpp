#include "grader/check/solvable.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace grader {

void check_solvable(const Problem& problem, const Evaluation& evaluation, Diagnostics& findings) {
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written) continue;
    const Evaluation own = evaluate(problem, part, evaluation);
    const std::string& name = problem.graph[part.quantity].name;
    const Solved& key = own[part.quantity];
    if (!key) {
      findings.error(code::not_solvable, part.where,
                     fmt::format("`{}` of part `{}` has no value: `{}`: {}", name, part.id,
                                 problem.graph[key.error().quantity].name, key.error().message));
      continue;
    }
    const std::vector<double> values = numbers(*key);
    if (std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) {
      continue;
    }
    findings.warning(code::not_solvable, part.where,
                     fmt::format("the key of part `{}` is not finite: {} = {}", part.id, name,
                                 to_text(*key, 6)));
  }
}

}  // namespace grader
