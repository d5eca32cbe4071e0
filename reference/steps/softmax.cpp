#include "reference/steps/softmax.h"

#include <fmt/core.h>

#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

double largest(const double* z, std::size_t n, std::size_t stride) {
  double top = z[0];
  for (std::size_t i = 1; i < n; ++i) top = z[i * stride] > top ? z[i * stride] : top;
  return top;
}

// The lines of an array along `axis`, the last if null.
Result<Lines> lines_of(std::string_view name, const Value& value, const Value* axis) {
  const auto* array = std::get_if<Array>(&value);
  if (array == nullptr || array->data.empty()) {
    return Failure{
        fmt::format("`{}` takes a vector or a matrix, not {}", name, grader::describe(value))};
  }
  return lines(name, *View::of(value), axis, -1);
}

// f(line, n, stride, out) of each line.
template <typename F>
Result<Value> along_axis(std::string_view name, Inputs a, F f) {
  const auto along = lines_of(name, *a[0], a[1]);
  if (!along) return along.error();
  const auto& z = std::get<Array>(*a[0]);
  Array result{z.shape, std::vector<double>(z.data.size()), false};
  along->for_each([&](std::size_t first, std::size_t) {
    f(z.data.data() + first, along->n, along->inner, result.data.data() + first);
  });
  return Value(std::move(result));
}

// f(value, cotangent, n, stride, out) of each line.
template <typename F>
Result<Cotangents> pull_along_axis(Inputs a, const Value& value, const Value& cotangent, F f) {
  const auto along = lines_of("softmax", *a[0], a[1]);
  if (!along) return along.error();
  const double* y = View::of(value)->data();
  const double* g = View::of(cotangent)->data();
  Array result = zeros_like(*a[0]);
  along->for_each([&](std::size_t first, std::size_t) {
    f(y + first, g + first, along->n, along->inner, result.data.data() + first);
  });
  return only_first(a.size(), std::move(result));
}

Result<Value> softmax(Inputs a) { return along_axis("softmax", a, softmax_line); }

// p (g - p . g)
Result<Cotangents> pull_softmax(Inputs a, const Value& value, const Value& cotangent) {
  return pull_along_axis(
      a, value, cotangent,
      [](const double* p, const double* g, std::size_t n, std::size_t stride, double* out) {
        double all = 0;
        for (std::size_t i = 0; i < n * stride; i += stride) all += p[i] * g[i];
        for (std::size_t i = 0; i < n * stride; i += stride) {
          out[i] = p[i] * (g[i] - all);
        }
      });
}

Result<Value> log_softmax(Inputs a) {
  return along_axis("log_softmax", a,
                    [](const double* z, std::size_t n, std::size_t stride, double* out) {
                      const double all = log_sum_exp(z, n, stride);
                      for (std::size_t i = 0; i < n * stride; i += stride) out[i] = z[i] - all;
                    });
}

// g - p sum g
Result<Cotangents> pull_log_softmax(Inputs a, const Value& value, const Value& cotangent) {
  return pull_along_axis(
      a, value, cotangent,
      [](const double* logs, const double* g, std::size_t n, std::size_t stride, double* out) {
        double all = 0;
        for (std::size_t i = 0; i < n * stride; i += stride) all += g[i];
        for (std::size_t i = 0; i < n * stride; i += stride) {
          out[i] = g[i] - std::exp(logs[i]) * all;
        }
      });
}

Result<Value> logsumexp(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("logsumexp", *a[0]);
  const auto along = lines("logsumexp", *view, a[1]);
  if (!along) return along.error();
  const auto keep = flag("logsumexp", "keepdims", a[2]);
  if (!keep) return keep.error();
  if (along->n == 0) return Failure{"`logsumexp` of nothing"};
  Array result{along->without(*keep), std::vector<double>(along->count()), false};
  along->for_each([&](std::size_t first, std::size_t line) {
    result.data[line] = log_sum_exp(view->data() + first, along->n, along->inner);
  });
  return finish(std::move(result));
}

Result<Cotangents> pull_logsumexp(Inputs a, const Value&, const Value& cotangent) {
  const View z = *View::of(*a[0]);
  const View g = *View::of(cotangent);
  const auto along = lines("logsumexp", z, a[1]);
  if (!along) return along.error();
  Array result = zeros_like(*a[0]);
  along->for_each([&](std::size_t first, std::size_t line) {
    double* out = result.data.data() + first;
    softmax_line(z.data() + first, along->n, along->inner, out);
    for (std::size_t i = 0; i < along->n; ++i) out[i * along->inner] *= g.data()[line];
  });
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"softmax", "x, axis=-1", softmax, pull_softmax},
    {"log_softmax", "x, axis=-1", log_softmax, pull_log_softmax},
    {"logsumexp", "x, axis=None, keepdims=False", logsumexp, pull_logsumexp},
};

}  // namespace

double log_sum_exp(const double* z, std::size_t n, std::size_t stride) {
  const double top = largest(z, n, stride);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += std::exp(z[i * stride] - top);
  return top + std::log(sum);
}

void softmax_line(const double* z, std::size_t n, std::size_t stride, double* out) {
  const double top = largest(z, n, stride);
  double sum = 0;
  for (std::size_t i = 0; i < n; ++i) sum += out[i * stride] = std::exp(z[i * stride] - top);
  for (std::size_t i = 0; i < n; ++i) out[i * stride] /= sum;
}

std::span<const Builtin> softmaxes() { return table; }

}  // namespace reference::steps
