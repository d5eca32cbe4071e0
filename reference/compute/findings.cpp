#include "reference/compute/findings.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "grader/base/words.h"
#include "reference/compute/axes.h"
#include "reference/steps/gradient.h"
#include "reference/steps/kinks.h"
#include "reference/steps/noise.h"

namespace reference::compute {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::Evaluation;
using grader::Graph;
using grader::Quantity;
using grader::QuantityIndex;
using grader::Value;
using steps::Trace;

// The expression that a quantity is computed by, with its inputs' values.
struct Run {
  std::shared_ptr<const steps::Operation>
      operation;  // null: no expression, or an input has no value
  const std::vector<QuantityIndex>* inputs = nullptr;
  std::vector<const Value*> values;
};

Run run_of(const Graph& graph, QuantityIndex index, const Evaluation& evaluation) {
  const Quantity& quantity = graph[index];
  const bool shortcut = quantity.shortcut.has_value();
  Run run;
  run.inputs = shortcut ? &quantity.shortcut->inputs : &quantity.inputs;
  for (const QuantityIndex input : *run.inputs) {
    if (!evaluation[input]) return {};
    run.values.push_back(&*evaluation[input]);
  }
  run.operation = steps::operation_of(shortcut ? quantity.shortcut->function : quantity.function);
  return run;
}

bool finite(const Value& value) {
  const std::vector<double> all = grader::numbers(value);
  return std::all_of(all.begin(), all.end(), [](double x) { return std::isfinite(x); });
}

bool has_nan(const Value& value) {
  const std::vector<double> all = grader::numbers(value);
  return std::any_of(all.begin(), all.end(), [](double x) { return std::isnan(x); });
}

// The first function whose value is not finite though its arguments are; or null.
const Trace* first_nonfinite(const Trace& trace) {
  bool arguments_finite = true;
  for (const Trace& argument : trace.arguments) {
    if (const Trace* found = first_nonfinite(argument)) return found;
    arguments_finite = arguments_finite && (argument.value == nullptr || finite(*argument.value));
  }
  const bool leaf = trace.arguments.empty();
  if (trace.value == nullptr || leaf || !arguments_finite || finite(*trace.value)) return nullptr;
  return &trace;
}

class Findings {
 public:
  Findings(const Block& block, const Graph& graph, const Evaluation& evaluation,
           Diagnostics& diagnostics)
      : block_(block), graph_(graph), evaluation_(evaluation), diagnostics_(diagnostics) {}

  // False iff it is an error.
  bool report(QuantityIndex index) {
    if (!evaluation_[index]) {
      if (evaluation_[index].error().quantity == index) report_failure(index);
      return false;
    }
    const Run run = run_of(graph_, index, evaluation_);
    if (!run.operation) return true;
    if (!finite(*evaluation_[index])) {
      report_nonfinite(index, run);
    } else if (steps::rounding_noise(*run.operation, run.values) > steps::most_noise) {
      diagnostics_.warning(
          code::unstable_step, graph_[index].where,
          fmt::format("`{}` loses more than six digits to rounding", graph_[index].name),
          "the difference of nearly equal results, or a function undone by the next; write it in "
          "another form");
    }
    return true;
  }

 private:
  void report_failure(QuantityIndex index) {
    const std::string& message = evaluation_[index].error().message;
    const Quantity& quantity = graph_[index];
    const Run run = run_of(graph_, index, evaluation_);
    grader::Place place = quantity.where;
    if (run.operation) {
      const auto traced = steps::trace(*run.operation, run.values);
      if (!traced) place = language::within(place, traced.error().where);
    }
    const bool shapes = message.starts_with("shapes ");
    const grader::Code& kind = message == steps::overflow_message ? code::overflow
                               : shapes                           ? code::shape_mismatch
                                                                  : code::not_solvable;
    diagnostics_.error(kind, place, fmt::format("`{}`: {}", quantity.name, message),
                       shapes ? shapes_of(run) : "");
  }

  // "`W` is out 2 x in 3, `h` is 4".
  std::string shapes_of(const Run& run) const {
    std::string text;
    for (std::size_t i = 0; i < run.values.size(); ++i) {
      const std::string& name = graph_[(*run.inputs)[i]].name;
      if (name.starts_with("conventions.")) continue;
      const Given* given = block_.given(name);
      text += fmt::format("{}`{}` is {}", text.empty() ? "" : ", ", name,
                          named_shape(*run.values[i], given ? given->axes : Names{}));
    }
    return text;
  }

  void report_nonfinite(QuantityIndex index, const Run& run) {
    const auto traced = steps::trace(*run.operation, run.values);
    const Trace* first = traced ? first_nonfinite(*traced) : nullptr;
    if (first == nullptr) return;  // an input was not finite already
    diagnostics_.warning(
        code::nonfinite_value, language::within(graph_[index].where, first->operation->where),
        fmt::format("`{}` gives {} in `{}`", first->operation->name,
                    has_nan(*first->value) ? "NaN" : "infinity", graph_[index].name),
        "everything before it is finite");
  }

  using Names = std::vector<std::string>;
  const Block& block_;
  const Graph& graph_;
  const Evaluation& evaluation_;
  Diagnostics& diagnostics_;
};

// A kink with the quantity in whose expression it is.
using Corner = std::pair<QuantityIndex, steps::Kink>;

std::vector<Corner> all_corners(const Graph& graph, const Derivative& derivative,
                                const Evaluation& evaluation) {
  std::vector<Corner> all;
  const std::vector<bool> between = steps::between(graph, derivative.of, derivative.by);
  for (QuantityIndex i = derivative.by + 1; i <= derivative.of; ++i) {
    if (!between[i]) continue;
    const Run run = run_of(graph, i, evaluation);
    if (!run.operation) continue;
    std::vector<bool> active;
    for (const QuantityIndex input : *run.inputs) active.push_back(between[input]);
    const auto traced = steps::trace(*run.operation, run.values);
    if (!traced) continue;
    for (const steps::Kink& kink : steps::kinks(*traced, active)) all.emplace_back(i, kink);
  }
  return all;
}

}  // namespace

bool report_findings(const Block& block, const Graph& graph, QuantityIndex first,
                     const Evaluation& evaluation, const std::vector<Derivative>& derivatives,
                     Diagnostics& diagnostics) {
  Findings findings(block, graph, evaluation, diagnostics);
  bool good = true;
  for (QuantityIndex i = first; i < graph.size(); ++i) good = findings.report(i) && good;
  std::set<std::tuple<QuantityIndex, int, int>> seen;
  for (const Derivative& derivative : derivatives) {
    for (const auto& [index, kink] : all_corners(graph, derivative, evaluation)) {
      if (!seen.emplace(index, kink.where.line, kink.where.column).second) continue;
      diagnostics.warning(
          code::kink, language::within(graph[index].where, kink.where),
          fmt::format("`{}` has a corner here, and a derivative goes through it", kink.function),
          "what the derivative is there is a convention");
    }
  }
  return good;
}

std::vector<std::string> corners(const Graph& graph, const Derivative& derivative,
                                 const Evaluation& evaluation) {
  std::vector<std::string> words;
  for (const auto& [index, kink] : all_corners(graph, derivative, evaluation)) {
    words.push_back(fmt::format("`{}` in `{}`", kink.function, graph[index].name));
  }
  return words;
}

}  // namespace reference::compute
