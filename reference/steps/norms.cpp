// Norms, and the trace.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// Which norm of each line: 1, 2 (also null), infinity; of everything the root of the squares.
enum class Norm { one, two, infinity };

Result<Norm> norm_of(const Value* order) {
  const auto number = number_or("norm", "ord", order, 2);
  if (!number) return number.error();
  if (*number == 1) return Norm::one;
  if (*number == 2) return Norm::two;
  if (std::isinf(*number) && *number > 0) return Norm::infinity;
  return Failure{"`ord` of `norm` is 1, 2 or infinity"};
}

struct Folded {
  Norm norm;
  Fold fold;
};

// x, ord, axis, keepdims
Result<Folded> norm_arguments(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("norm", *a[0]);
  const auto norm = norm_of(a[1]);
  if (!norm) return norm.error();
  if (a[1] != nullptr && a[2] == nullptr && view->shape().size() > 1) {
    return Failure{fmt::format("`norm` with `ord` takes a vector or an `axis`, not {}",
                               grader::describe(*a[0]))};
  }
  auto folded = fold("norm", *view, a[2], a[3]);
  if (!folded) return folded.error();
  return Folded{*norm, std::move(*folded)};
}

Result<Value> np_norm(Inputs a) {
  auto folded = norm_arguments(a);
  if (!folded) return folded.error();
  const View x = *View::of(*a[0]);
  std::vector<double> norms(folded->fold.size, 0);
  folded->fold.for_each([&](std::size_t i, std::size_t j) {
    const double size = std::abs(x.data()[i]);
    if (folded->norm == Norm::one) norms[j] += size;
    if (folded->norm == Norm::two) norms[j] += size * size;
    if (folded->norm == Norm::infinity && !(size <= norms[j])) norms[j] = size;
  });
  if (folded->norm == Norm::two) {
    for (double& norm : norms) norm = std::sqrt(norm);
  }
  return finish({std::move(folded->fold.result), std::move(norms), false});
}

Result<Cotangents> pull_norm(Inputs a, const Value& value, const Value& cotangent) {
  const auto folded = norm_arguments(a);
  if (!folded) return folded.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(value);
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  std::vector<bool> taken(folded->fold.size, false);  // the first of equal ones, for infinity
  folded->fold.for_each([&](std::size_t i, std::size_t j) {
    const double entry = x.data()[i];
    const double sign = entry > 0 ? 1 : entry < 0 ? -1 : 0;
    double slope = folded->norm == Norm::two ? entry / y.data()[j] : sign;
    if (folded->norm == Norm::infinity) {
      const bool largest = !taken[j] && std::abs(entry) == y.data()[j];
      if (largest) taken[j] = true;
      if (!largest) slope = 0;
    }
    result.data[i] = passed(slope, g.data()[j]);
  });
  return only_first(a.size(), std::move(result));
}

Result<Value> np_trace(Inputs a) {
  const auto* array = std::get_if<Array>(a[0]);
  if (array == nullptr || array->shape.size() != 2) {
    return Failure{fmt::format("`trace` takes a matrix, not {}", grader::describe(*a[0]))};
  }
  Array result{{}, {0}, array->counts};
  for (std::int64_t i = 0; i < std::min(array->shape[0], array->shape[1]); ++i) {
    result.data[0] += array->data[static_cast<std::size_t>(i * array->shape[1] + i)];
  }
  return finish(std::move(result));
}

Result<Cotangents> pull_trace(Inputs a, const Value&, const Value& cotangent) {
  Array result = zeros_like(*a[0]);
  for (std::int64_t i = 0; i < std::min(result.shape[0], result.shape[1]); ++i) {
    result.data[static_cast<std::size_t>(i * result.shape[1] + i)] = *View::of(cotangent)->data();
  }
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"np.trace", "x", np_trace, pull_trace},
    {"np.linalg.norm", "x, ord=None, axis=None, keepdims=False", np_norm, pull_norm},
};

}  // namespace

std::span<const Builtin> norms() { return table; }

}  // namespace reference::steps
