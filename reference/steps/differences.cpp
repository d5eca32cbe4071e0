#include "reference/steps/differences.h"

#include <array>
#include <cmath>
#include <limits>

namespace reference::steps {
namespace {

using grader::Array;
using grader::Value;

using Time = std::chrono::steady_clock::time_point;

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr double first_steps[] = {0.05, 3e-3, 2e-4};  // shares of the variable's size

// The number as a function of one entry.
class Line {
 public:
  Line(const grader::Graph& graph, grader::QuantityIndex of, grader::QuantityIndex by,
       std::size_t entry, const grader::Evaluation& base, Time end)
      : graph_(graph), of_(of), by_(by), entry_(entry), base_(base), end_(end) {
    const std::vector<double> all = grader::numbers(*base[by]);
    at_ = all[entry];
    const double largest = grader::largest_size(all);
    size_ = std::max(std::abs(at_), largest > 0 ? 0.1 * largest : 1.0);
  }

  double size() const { return size_; }
  bool late() const { return std::chrono::steady_clock::now() > end_; }

  // (f(x + h) - f(x - h)) / 2 h, with the h that the doubles really make.
  double slope(double h) const {
    if (late()) return nothing;
    const double up = at_ + h;
    const double down = at_ - h;
    return (value(up) - value(down)) / (up - down);
  }

 private:
  double value(double x) const {
    Value changed = *base_[by_];
    if (auto* array = std::get_if<Array>(&changed)) {
      array->counts = false;
      array->data[entry_] = x;
    } else {
      changed = x;
    }
    const grader::Edit edits[] = {{by_, std::move(changed)}};
    grader::Solution solution(graph_, edits, &base_);
    const grader::Solved& solved = solution[of_];
    return solved ? grader::numbers(*solved).front() : nothing;
  }

  const grader::Graph& graph_;
  grader::QuantityIndex of_;
  grader::QuantityIndex by_;
  std::size_t entry_;
  const grader::Evaluation& base_;
  Time end_;
  double at_ = 0;
  double size_ = 1;
};

// Neville's tableau over steps that shrink by a fixed factor; the entry with the least error.
Difference extrapolate(const Line& line, double step) {
  constexpr std::size_t rows = 7;
  constexpr double shrink = 1.6;
  std::array<std::array<double, rows>, rows> table{};
  Difference best{nothing, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 0; i < rows; ++i, step /= shrink) {
    table[0][i] = line.slope(step);
    double factor = shrink * shrink;
    for (std::size_t j = 1; j <= i; ++j, factor *= shrink * shrink) {
      table[j][i] = (table[j - 1][i] * factor - table[j - 1][i - 1]) / (factor - 1);
      const double error = std::max(std::abs(table[j][i] - table[j - 1][i]),
                                    std::abs(table[j][i] - table[j - 1][i - 1]));
      if (error < best.error) best = {table[j][i], error};
    }
  }
  return best;
}

}  // namespace

std::vector<Difference> central_differences(const grader::Graph& graph, grader::QuantityIndex of,
                                            grader::QuantityIndex by,
                                            const std::vector<std::size_t>& entries,
                                            const grader::Evaluation& base,
                                            std::chrono::steady_clock::time_point end) {
  std::vector<Difference> all;
  for (const std::size_t entry : entries) {
    const Line line(graph, of, by, entry, base, end);
    Difference best{nothing, std::numeric_limits<double>::infinity()};
    for (const double step : first_steps) {
      const Difference one = extrapolate(line, step * line.size());
      if (one.error < best.error) best = one;
    }
    if (line.late()) break;
    if (!std::isfinite(best.slope)) return {};
    all.push_back(best);
  }
  return all;
}

}  // namespace reference::steps
