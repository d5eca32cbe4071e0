#include <array>

#include "grader/check/doubtful_rows.h"
#include "grader/check/printed_values.h"
#include "grader/check/rule.h"
#include "grader/check/solvable.h"
#include "grader/check/typed_keys.h"
#include "grader/check/unused_steps.h"

namespace grader {
namespace {

constexpr std::array all_rules = {
    Rule{"solvable", "every part that is computed has a finite key", check_solvable},
    Rule{"printed", "printed keys and working are the computed values", check_printed_values},
    Rule{"typed-key", "keys that nothing computes", check_typed_keys},
    Rule{"unused-step", "steps that nobody asks for or needs", check_unused_steps},
    Rule{"doubtful-row", "rows of computed tables that are not beyond doubt", check_doubtful_rows},
};

}  // namespace

std::span<const Rule> rules() { return all_rules; }

void check_problem(const Problem& problem, Diagnostics& findings) {
  const Evaluation evaluation = evaluate(problem.graph);
  for (const Rule& rule : rules()) rule.run(problem, evaluation, findings);
}

}  // namespace grader
