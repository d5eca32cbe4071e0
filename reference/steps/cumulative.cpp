// Running sums and products, and differences, along an axis.
#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// f(line, n, stride, out) of each line; without an axis of all entries as one.
template <typename F>
Result<Value> running(std::string_view name, Inputs a, bool counts, F f) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  const auto along = lines(name, *view, a[1]);
  if (!along) return along.error();
  Array result{along->with(static_cast<std::int64_t>(along->n)), std::vector<double>(view->size()),
               counts};
  along->for_each([&](std::size_t first, std::size_t) {
    f(view->data() + first, along->n, along->inner, result.data.data() + first);
  });
  return finish(std::move(result));
}

Result<Value> np_cumsum(Inputs a) {
  return running("cumsum", a, holds_counts(*a[0]),
                 [](const double* x, std::size_t n, std::size_t stride, double* out) {
                   double sum = 0;
                   for (std::size_t i = 0; i < n * stride; i += stride) out[i] = sum += x[i];
                 });
}

Result<Cotangents> pull_cumsum(Inputs a, const Value&, const Value& cotangent) {
  const auto along = lines("cumsum", *View::of(*a[0]), a[1]);
  if (!along) return along.error();
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  along->for_each([&](std::size_t first, std::size_t) {
    double sum = 0;
    for (std::size_t i = along->n; i-- > 0;) {
      const std::size_t at = first + i * along->inner;
      result.data[at] = sum += g.data()[at];
    }
  });
  return only_first(a.size(), std::move(result));
}

Result<Value> np_cumprod(Inputs a) {
  return running("cumprod", a, holds_counts(*a[0]),
                 [](const double* x, std::size_t n, std::size_t stride, double* out) {
                   double product = 1;
                   for (std::size_t i = 0; i < n * stride; i += stride) out[i] = product *= x[i];
                 });
}

// Entry i acts on all products from i on. Behind the first zero only that zero itself has a slope,
// by the products without it, up to the next zero.
void pull_products(const double* x, const double* g, std::size_t n, std::size_t stride,
                   double* out) {
  std::size_t zero = 0;
  while (zero < n && x[zero * stride] != 0) ++zero;
  std::vector<double> products(n);
  double product = 1;
  for (std::size_t i = 0; i < n; ++i) {
    if (i != zero) product *= x[i * stride];
    products[i] = product;
  }
  double sum = 0;
  for (std::size_t i = n; i-- > zero;) sum += g[i * stride] * products[i];
  if (zero < n) out[zero * stride] = sum;
  sum = 0;
  for (std::size_t i = zero; i-- > 0;) {
    sum += g[i * stride] * products[i];
    out[i * stride] = sum / x[i * stride];
  }
}

Result<Cotangents> pull_cumprod(Inputs a, const Value&, const Value& cotangent) {
  const View x = *View::of(*a[0]);
  const auto along = lines("cumprod", x, a[1]);
  if (!along) return along.error();
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  along->for_each([&](std::size_t first, std::size_t) {
    pull_products(x.data() + first, g.data() + first, along->n, along->inner,
                  result.data.data() + first);
  });
  return only_first(a.size(), std::move(result));
}

struct Differences {
  Lines along;
  std::size_t times = 1;
  std::size_t left = 0;  // entries of a line of the result
};

Result<Differences> differences(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("diff", *a[0]);
  auto along = lines("diff", *view, a[2], -1);
  if (!along) return along.error();
  const auto times = count_or("diff", "n", a[1], 0, 100, 1);
  if (!times) return times.error();
  const auto n = static_cast<std::size_t>(*times);
  const std::size_t left = along->n > n ? along->n - n : 0;
  return Differences{std::move(*along), n, left};
}

Result<Value> np_diff(Inputs a) {
  const auto d = differences(a);
  if (!d) return d.error();
  const View x = *View::of(*a[0]);
  Array result{d->along.with(static_cast<std::int64_t>(d->left)),
               std::vector<double>(d->left * d->along.count()), x.counts()};
  std::vector<double> line(d->along.n);
  const std::size_t inner = d->along.inner;
  d->along.for_each([&](std::size_t first, std::size_t number) {
    for (std::size_t i = 0; i < line.size(); ++i) line[i] = x.data()[first + i * inner];
    for (std::size_t k = 0; k < d->times; ++k) {
      for (std::size_t i = 0; i + 1 < line.size(); ++i) line[i] = line[i + 1] - line[i];
    }
    const std::size_t to = number / inner * d->left * inner + number % inner;
    for (std::size_t i = 0; i < d->left; ++i) result.data[to + i * inner] = line[i];
  });
  return finish(std::move(result));
}

Result<Cotangents> pull_diff(Inputs a, const Value&, const Value& cotangent) {
  const auto d = differences(a);
  if (!d) return d.error();
  const View g = *View::of(cotangent);
  Array result = zeros_like(*a[0]);
  std::vector<double> line(d->along.n);
  const std::size_t inner = d->along.inner;
  d->along.for_each([&](std::size_t first, std::size_t number) {
    std::fill(line.begin(), line.end(), 0);
    const std::size_t from = number / inner * d->left * inner + number % inner;
    for (std::size_t i = 0; i < d->left; ++i) line[i] = g.data()[from + i * inner];
    for (std::size_t k = 0; k < d->times; ++k) {
      for (std::size_t i = line.size(); i-- > 1;) line[i] = line[i - 1] - line[i];
      if (!line.empty()) line[0] = -line[0];
    }
    for (std::size_t i = 0; i < line.size(); ++i) result.data[first + i * inner] = line[i];
  });
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"np.cumsum", "x, axis=None", np_cumsum, pull_cumsum},
    {"np.cumprod", "x, axis=None", np_cumprod, pull_cumprod},
    {"np.diff", "x, n=1, axis=-1", np_diff, pull_diff},
};

}  // namespace

std::span<const Builtin> cumulative() { return table; }

}  // namespace reference::steps
