// Softmax, its losses and one-hot targets.
#include "reference/steps/losses.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

// Applies f(line, n, out) to each line along the last axis.
template <typename F>
Result<Value> along_last_axis(std::string_view name, const Value& value, F f) {
  const auto* array = std::get_if<Array>(&value);
  if (array == nullptr || array->data.empty()) {
    return Failure{
        fmt::format("`{}` takes a vector or a matrix, not {}", name, grader::describe(value))};
  }
  Array result;
  result.shape = array->shape;
  result.data.resize(array->data.size());
  const auto n = static_cast<std::size_t>(array->shape.back());
  for (std::size_t i = 0; i < array->data.size(); i += n) {
    f(array->data.data() + i, n, result.data.data() + i);
  }
  return Value(std::move(result));
}

// The largest entry is taken away first: no exponential overflows.
void softmax_line(const double* z, std::size_t n, double* out) {
  const double top = *std::max_element(z, z + n);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += out[i] = std::exp(z[i] - top);
  for (std::size_t i = 0; i < n; ++i) out[i] /= sum;
}

double log_sum_exp(const double* z, std::size_t n) {
  const double top = *std::max_element(z, z + n);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += std::exp(z[i] - top);
  return top + std::log(sum);
}

Result<Value> softmax(Inputs a) { return along_last_axis("softmax", *a[0], softmax_line); }

Result<Value> log_softmax(Inputs a) {
  return along_last_axis("log_softmax", *a[0], [](const double* z, std::size_t n, double* out) {
    const double all = log_sum_exp(z, n);
    for (std::size_t i = 0; i < n; ++i) out[i] = z[i] - all;
  });
}

struct Vectors {
  const Array* first;
  const Array* target;
  double scale;
};

Result<Vectors> loss_arguments(std::string_view name, Inputs a) {
  const auto* first = std::get_if<Array>(a[0]);
  const auto* target = std::get_if<Array>(a[1]);
  for (std::size_t i = 0; i < 2; ++i) {
    const auto* array = i == 0 ? first : target;
    if (array != nullptr && array->shape.size() == 1 && !array->data.empty()) continue;
    return Failure{fmt::format("`{}` takes vectors, not {}", name, grader::describe(*a[i]))};
  }
  if (first->shape != target->shape) return shapes_differ(name, *a[0], *a[1]);
  const auto scale = log_scale(a[2]);
  if (!scale) return scale.error();
  return Vectors{first, target, *scale};
}

// -sum y log p; a class that the target leaves out adds nothing, whatever its probability.
Result<Value> cross_entropy(Inputs a) {
  const auto arguments = loss_arguments("cross_entropy", a);
  if (!arguments) return arguments.error();
  double sum = 0;
  for (std::size_t i = 0; i < arguments->first->data.size(); ++i) {
    const double y = arguments->target->data[i];
    if (y != 0) sum -= y * std::log(arguments->first->data[i]);
  }
  return Value(sum * arguments->scale);
}

Result<Value> one_hot(Inputs a) {
  const auto classes = count_argument("one_hot", "classes", *a[1], 1, max_entries);
  if (!classes) return classes.error();
  std::int64_t first = 0;
  if (a[2] != nullptr) {
    const auto* from = std::get_if<Text>(a[2]);
    const bool one = from != nullptr && *from == "from_one";
    if (!one && (from == nullptr || *from != "from_zero")) {
      return Failure{"classes are counted `from_zero` or `from_one`"};
    }
    first = one ? 1 : 0;
  }
  const auto index = count_argument("one_hot", "index", *a[0], first, first + *classes - 1);
  if (!index) return index.error();
  Array result;
  result.shape = {*classes};
  result.data.assign(static_cast<std::size_t>(*classes), 0);
  result.data[static_cast<std::size_t>(*index - first)] = 1;
  return Value(std::move(result));
}

constexpr Builtin table[] = {
    {"softmax", "x", softmax},
    {"log_softmax", "x", log_softmax},
    {"cross_entropy", "p, y, base=conventions.log", cross_entropy},
    {"one_hot", "index, classes, first=conventions.class_index", one_hot},
};

}  // namespace

Result<double> log_scale(const Value* base) {
  if (base == nullptr) return 1.0;
  if (const auto* text = std::get_if<Text>(base)) {
    if (*text == "natural") return 1.0;
    if (*text == "base2") return 1 / std::log(2.0);
    if (*text == "base10") return 1 / std::log(10.0);
    return Failure{fmt::format("unknown logarithm `{}`", *text)};
  }
  const auto number = View::of(*base);
  if (!number || !number->is_scalar() || !(*number->data() > 0) || *number->data() == 1) {
    return Failure{"the base of a logarithm is positive and not 1"};
  }
  return 1 / std::log(*number->data());
}

Result<Value> cross_entropy_of_logits(Inputs a) {
  const auto arguments = loss_arguments("cross_entropy", a);
  if (!arguments) return arguments.error();
  const std::vector<double>& z = arguments->first->data;
  const double all = log_sum_exp(z.data(), z.size());
  double sum = 0;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double y = arguments->target->data[i];
    if (y != 0) sum += y * (all - z[i]);
  }
  return Value(sum * arguments->scale);
}

std::span<const Builtin> losses() { return table; }

}  // namespace reference::steps
