#include "reference/compute/check.h"

#include <fmt/core.h>

#include <chrono>
#include <cmath>

#include "grader/base/words.h"
#include "reference/compute/findings.h"
#include "reference/steps/compile.h"
#include "reference/steps/differences.h"

namespace reference::compute {
namespace {

namespace code = grader::code;
using grader::Evaluation;
using grader::Graph;
using grader::QuantityIndex;
using grader::Value;

constexpr int figures = 10;
constexpr double formula_tolerance = 1e-9;
constexpr double difference_tolerance = 1e-7;
constexpr std::size_t most_entries = 64;

// The first entry in which they differ by more than `tolerance` of the largest one, or none.
std::optional<std::size_t> first_difference(const std::vector<double>& a,
                                            const std::vector<double>& b, double tolerance) {
  const double largest = std::max(grader::largest_size(a), grader::largest_size(b));
  for (std::size_t i = 0; i < a.size(); ++i) {
    const bool same = a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i]));
    if (!same && !(std::abs(a[i] - b[i]) <= tolerance * largest)) return i;
  }
  return std::nullopt;
}

class Checks {
 public:
  Checks(const Block& block, const Graph& graph, const Evaluation& evaluation,
         grader::Diagnostics& diagnostics)
      : block_(block), graph_(graph), evaluation_(evaluation), diagnostics_(diagnostics) {}

  // False iff it reported an error.
  bool check(const Step& entry, std::vector<Derivative>& derivatives) {
    const auto quantity = graph_.find(entry.name);
    if (!quantity || block_.given(entry.name) != nullptr) return report_unknown(entry);
    const auto compiled = steps::compile(entry.text, entry.where, graph_, diagnostics_);
    if (!compiled) return false;
    for (const auto& [of, by] : compiled->gradients) derivatives.push_back({of, by});
    std::vector<const Value*> inputs;
    for (const QuantityIndex input : compiled->definition.inputs) {
      if (!evaluation_[input]) return true;  // reported where it fails
      inputs.push_back(&*evaluation_[input]);
    }
    if (!evaluation_[*quantity]) return true;
    const auto other = compiled->definition.function(inputs);
    if (!other) {
      diagnostics_.error(code::not_solvable, entry.where,
                         fmt::format("`{}`: {}", entry.text, other.error().message));
      return false;
    }
    const Value& own = *evaluation_[*quantity];
    if (!compare(entry, own, *other)) return false;
    if (compiled->gradients.size() != 1 || !is_gradient(entry, compiled->gradients[0])) return true;
    return compare_differences(entry, {compiled->gradients[0].first, compiled->gradients[0].second},
                               *other);
  }

 private:
  bool report_unknown(const Step& entry) {
    std::vector<std::string> names;
    for (const Step& step : block_.steps) names.push_back(step.name);
    diagnostics_.error(code::unknown_name, entry.name_where,
                       fmt::format("no step is named `{}`", entry.name),
                       grader::suggestion(entry.name, names));
    return false;
  }

  // Whether the whole expression is `grad(of, by)`.
  bool is_gradient(const Step& entry, std::pair<QuantityIndex, QuantityIndex> pair) const {
    std::string text;
    for (const char c : entry.text) {
      if (c != ' ') text += c;
    }
    std::string expected;
    for (const char c :
         fmt::format("grad({},{})", graph_[pair.first].name, graph_[pair.second].name)) {
      if (c != ' ') expected += c;
    }
    return text == expected;
  }

  bool compare(const Step& entry, const Value& own, const Value& other) {
    if (grader::shape_of(own) != grader::shape_of(other)) {
      diagnostics_.error(code::gradient_differs, entry.where,
                         fmt::format("`{}` is {}, and `{}` is {}", entry.name,
                                     grader::describe(own), entry.text, grader::describe(other)));
      return false;
    }
    const auto at =
        first_difference(grader::numbers(own), grader::numbers(other), formula_tolerance);
    if (!at) return true;
    report_values(entry, own, fmt::format("`{}` gives", entry.text), grader::numbers(other)[*at],
                  *at);
    return false;
  }

  void report_values(const Step& entry, const Value& own, const std::string& way, double expected,
                     std::size_t at) {
    diagnostics_.error(
        code::gradient_differs, entry.where,
        fmt::format("`{}` is {}, and {} {}",
                    grader::entry_name(entry.name, grader::shape_of(own), at),
                    grader::to_text(grader::numbers(own)[at], figures), way,
                    grader::to_text(expected, figures)),
        fmt::format("the formula of `{}` stands in line {}", entry.name, line_of(entry.name)));
  }

  int line_of(const std::string& name) const {
    for (const Step& step : block_.steps) {
      if (step.name == name) return step.where.line;
    }
    return 0;
  }

  bool compare_differences(const Step& entry, const Derivative& derivative, const Value& value) {
    if (!corners(graph_, derivative, evaluation_).empty()) return true;  // a warning says so
    const std::vector<double> all = grader::numbers(value);
    std::vector<std::size_t> entries;
    const std::size_t stride = (all.size() + most_entries - 1) / most_entries;
    for (std::size_t i = 0; i < all.size(); i += stride) entries.push_back(i);
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    const auto differences =
        steps::central_differences(graph_, derivative.of, derivative.by, entries, evaluation_, end);
    const double largest = grader::largest_size(all);
    for (std::size_t i = 0; i < differences.size(); ++i) {
      const auto& [slope, error] = differences[i];
      const double off = std::abs(slope - all[entries[i]]);
      const double size = std::max(largest, std::abs(slope));
      if (error > difference_tolerance * size || off <= difference_tolerance * size) continue;
      report_values(entry, value, "central differences give", slope, entries[i]);
      return false;
    }
    return true;
  }

  const Block& block_;
  const Graph& graph_;
  const Evaluation& evaluation_;
  grader::Diagnostics& diagnostics_;
};

}  // namespace

bool check_steps(const Block& block, const Graph& graph, const Evaluation& evaluation,
                 std::vector<Derivative>& derivatives, grader::Diagnostics& diagnostics) {
  Checks checks(block, graph, evaluation, diagnostics);
  bool good = true;
  for (const Step& entry : block.checks) good = checks.check(entry, derivatives) && good;
  return good;
}

}  // namespace reference::compute
