#include "grader/report/worked_steps.h"

#include <algorithm>
#include <map>

#include "grader/graph/evaluate.h"
#include "grader/graph/working.h"

namespace grader {
namespace {

constexpr int figures = 5;
constexpr std::size_t most_steps = 24;
constexpr std::size_t longest_line = 240;  // bytes; a longer line helps nobody on paper

using Shown = std::map<QuantityIndex, std::string>;  // by an earlier part, with its value

Step to_step(const WorkedStep& worked) {
  Step step{worked.name, worked.lines, {}};
  // What came about in words has a value in words.
  std::vector<std::string>& lines = worked.lines.empty() ? step.formulas : step.told;
  for (const std::string& line : {worked.formula, worked.worked, worked.value}) {
    const bool known = std::find(lines.begin(), lines.end(), line) != lines.end();
    const bool useful = !line.empty() && line != worked.name && line.size() <= longest_line;
    if (useful && !known) lines.push_back(line);
  }
  return step;
}

WorkedSteps steps_of(std::vector<WorkedStep> working, Shown& shown) {
  WorkedSteps result;
  std::erase_if(working, [&](const WorkedStep& step) {
    const auto earlier = shown.find(step.quantity);
    const bool above = earlier != shown.end() && earlier->second == step.value;
    if (above) result.above.push_back(step.name);
    return above;
  });
  result.left_out = working.size() > most_steps;
  if (result.left_out) working.erase(working.begin(), working.end() - most_steps);
  for (const WorkedStep& step : working) {
    shown.emplace(step.quantity, step.value);
    result.steps.push_back(to_step(step));
  }
  std::erase_if(result.steps, [](const Step& step) { return step.empty(); });
  return result;
}

}  // namespace

std::vector<WorkedSteps> worked_steps(const Problem& problem) {
  std::vector<WorkedSteps> all;
  Shown shown;
  const Evaluation plain = evaluate(problem.graph);
  for (const Part& part : problem.parts) {
    all.emplace_back();
    const bool computed = part.ask == Ask::quantity && part.quantity < problem.graph.size();
    if (!computed) continue;
    const Evaluation values = evaluate(problem, part, plain);
    all.back() = steps_of(working(problem.graph, values, part.quantity, figures), shown);
  }
  return all;
}

}  // namespace grader
