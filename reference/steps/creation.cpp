// Functions that make arrays of nothing but numbers.
#include <fmt/core.h>

#include <cmath>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/shapes.h"

namespace reference::steps {
namespace {

Result<Value> filled(std::string_view name, const Value& shape_value, double number, bool counts) {
  auto shape = shape_argument(name, "shape", shape_value);
  if (!shape) return shape.error();
  const auto n = entries(*shape);
  if (!n) return too_large();
  return finish({std::move(*shape), std::vector<double>(*n, number), counts});
}

Result<Value> np_zeros(Inputs a) { return filled("zeros", *a[0], 0, false); }
Result<Value> np_ones(Inputs a) { return filled("ones", *a[0], 1, false); }

Result<Value> np_full(Inputs a) {
  const auto number = number_or("full", "value", a[1], 0);
  if (!number) return number.error();
  return filled("full", *a[0], *number, holds_counts(*a[1]));
}
Result<Cotangents> pull_full(Inputs, const Value&, const Value& cotangent) {
  double sum = 0;
  const View g = *View::of(cotangent);
  for (std::size_t i = 0; i < g.size(); ++i) sum += g.data()[i];
  return Cotangents{std::nullopt, Value(sum)};
}

Result<Value> np_zeros_like(Inputs a) {
  if (!View::of(*a[0])) return not_numbers("zeros_like", *a[0]);
  return finish(zeros_like(*a[0]));
}
Result<Value> np_ones_like(Inputs a) {
  if (!View::of(*a[0])) return not_numbers("ones_like", *a[0]);
  Array ones = zeros_like(*a[0]);
  for (double& entry : ones.data) entry = 1;
  return finish(std::move(ones));
}

Result<Value> np_eye(Inputs a) {
  const auto rows = count_argument("eye", "n", *a[0], 0, max_entries);
  if (!rows) return rows.error();
  const auto columns = count_or("eye", "m", a[1], 0, max_entries, *rows);
  if (!columns) return columns.error();
  const auto k = count_or("eye", "k", a[2], -max_entries, max_entries, 0);
  if (!k) return k.error();
  Array result;
  result.shape = {*rows, *columns};
  const auto n = entries(result.shape);
  if (!n) return too_large();
  result.data.assign(*n, 0);
  for (std::int64_t i = 0; i < *rows; ++i) {
    const std::int64_t j = i + *k;
    if (j >= 0 && j < *columns) result.data[static_cast<std::size_t>(i * *columns + j)] = 1;
  }
  return finish(std::move(result));
}

Result<Value> np_identity(Inputs a) {
  const Value* const all[] = {a[0], nullptr, nullptr};
  return np_eye(all);
}

// start, stop, step, where the one argument is the stop.
Result<Value> np_arange(Inputs a) {
  const auto first = number_or("arange", "start", a[0], 0);
  if (!first) return first.error();
  const double start = a[1] ? *first : 0;
  const auto stop = number_or("arange", "stop", a[1], *first);
  if (!stop) return stop.error();
  const auto step = number_or("arange", "step", a[2], 1);
  if (!step) return step.error();
  if (*step == 0) return Failure{"the step of `arange` is 0"};
  const double n = std::ceil((*stop - start) / *step);
  if (!(n <= static_cast<double>(max_entries))) return too_large();
  Array result;
  result.counts = true;
  for (const Value* argument : a) {
    if (argument != nullptr) result.counts = result.counts && holds_counts(*argument);
  }
  for (double i = 0; i < n; ++i) result.data.push_back(start + i * *step);
  result.shape = {static_cast<std::int64_t>(result.data.size())};
  return finish(std::move(result));
}

// Both ends are among them.
Result<Value> np_linspace(Inputs a) {
  const auto start = number_or("linspace", "start", a[0], 0);
  if (!start) return start.error();
  const auto stop = number_or("linspace", "stop", a[1], 0);
  if (!stop) return stop.error();
  const auto n = count_or("linspace", "num", a[2], 0, max_entries, 50);
  if (!n) return n.error();
  Array result{{*n}, std::vector<double>(static_cast<std::size_t>(*n)), false};
  for (std::size_t i = 0; i < result.data.size(); ++i) {
    const bool last = i > 0 && i + 1 == result.data.size();
    const double step = (*stop - *start) / static_cast<double>(*n - 1);
    result.data[i] = last ? *stop : i == 0 ? *start : *start + static_cast<double>(i) * step;
  }
  return finish(std::move(result));
}

Result<Value> np_array(Inputs a) {
  if (!View::of(*a[0])) return not_numbers("array", *a[0]);
  return *a[0];
}

// Counts become numbers, as with NumPy's astype(float).
Result<Value> as_float(Inputs a) {
  return map("float", *a[0], false, [](double x) { return x; });
}

// Towards zero, as in Python; the number must fit.
Result<Value> as_int(Inputs a) {
  if (std::holds_alternative<Count>(*a[0])) return *a[0];
  const auto view = View::of(*a[0]);
  for (std::size_t i = 0; view && i < view->size(); ++i) {
    if (std::abs(view->data()[i]) <= max_exact) continue;
    return Failure{std::isfinite(view->data()[i])
                       ? std::string(overflow_message)
                       : fmt::format("`int` of {}", grader::to_text(view->data()[i]))};
  }
  return map("int", *a[0], true, [](double x) { return std::trunc(x); });
}

constexpr Builtin table[] = {
    {"np.zeros", "shape", np_zeros, no_cotangents},
    {"np.ones", "shape", np_ones, no_cotangents},
    {"np.full", "shape, value", np_full, pull_full},
    {"np.zeros_like", "x", np_zeros_like, no_cotangents},
    {"np.ones_like", "x", np_ones_like, no_cotangents},
    {"np.eye", "n, m=None, k=0", np_eye, no_cotangents},
    {"np.identity", "n", np_identity, no_cotangents},
    {"np.arange", "start, stop=None, step=1", np_arange, no_cotangents},
    {"np.linspace", "start, stop, num=50", np_linspace, no_cotangents},
    {"np.array", "x", np_array, moved<np_array>},
    {"float", "x", as_float, moved<as_float>},
    {"int", "x", as_int, no_cotangents},
};

}  // namespace

std::span<const Builtin> creation() { return table; }

}  // namespace reference::steps
