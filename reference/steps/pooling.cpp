// Pooling of the last two axes, [.., rows, columns]: max and average in windows.
#include <fmt/core.h>

#include <cmath>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/products.h"
#include "reference/steps/windows.h"

namespace reference::steps {
namespace {

struct Pooling {
  Window window;
  std::size_t planes = 1;
  Shape shape;  // of the result
};

// x, kernel, stride, padding, rounding, ..; the stride is the kernel if it is left out.
Result<Pooling> plan(std::string_view name, Inputs a) {
  const auto* x = std::get_if<Array>(a[0]);
  if (x == nullptr || x->shape.size() < 2) {
    return Failure{fmt::format("`{}` takes [rows, columns] or [.., rows, columns], not {}", name,
                               grader::describe(*a[0]))};
  }
  const auto kernel = pair_argument(name, "kernel", a[1], 2, 1, 1);
  if (!kernel) return kernel.error();
  const auto stride = pair_argument(name, "stride", a[2] ? a[2] : a[1], 2, 1, 1);
  if (!stride) return stride.error();
  const auto padding = pair_argument(name, "padding", a[3], 2, 0, 0);
  if (!padding) return padding.error();
  static constexpr std::string_view roundings[] = {"floor", "ceil"};
  const auto rounding = choice(name, "rounding", a[4], roundings);
  if (!rounding) return rounding.error();
  Pooling p;
  const std::size_t leading = x->shape.size() - 2;
  p.shape.assign(x->shape.begin(), x->shape.begin() + static_cast<std::ptrdiff_t>(leading));
  p.planes = entries(p.shape).value_or(0);
  for (std::size_t i = 0; i < 2; ++i) {
    if ((*padding)[i] > (*kernel)[i] / 2) {
      return Failure{fmt::format("`padding` of `{}` is at most half of its kernel", name)};
    }
    p.window[i] = {x->shape[leading + i], (*kernel)[i],  1, (*stride)[i],
                   (*padding)[i],         (*padding)[i], 1};
  }
  if (auto failure = slide(name, p.window, 2, *rounding == 1)) return *failure;
  for (const Sliding& axis : p.window) p.shape.push_back(axis.out);
  const auto n = entries(p.shape);
  if (!n) return too_large();
  const double work = static_cast<double>(*n) * static_cast<double>(p.window[0].kernel) *
                      static_cast<double>(p.window[1].kernel);
  if (work > static_cast<double>(max_multiplications)) return too_much_work(name);
  return p;
}

// visit(entry of the result, entry of x where its plane begins, row and column of the window)
template <typename Visit>
void for_each_window(const Pooling& p, Visit visit) {
  std::size_t to = 0;
  const auto plane = static_cast<std::size_t>(p.window[0].in * p.window[1].in);
  for (std::size_t i = 0; i < p.planes; ++i) {
    for (std::int64_t y = 0; y < p.window[0].out; ++y) {
      for (std::int64_t x = 0; x < p.window[1].out; ++x) visit(to++, i * plane, y, x);
    }
  }
}

bool alike(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Padding never wins; NaN does.
Result<Value> max_pool2d(Inputs a) {
  if (const auto tie = tie_of(a[5]); !tie) return tie.error();
  const auto p = plan("max_pool2d", a);
  if (!p) return p.error();
  const auto& x = std::get<Array>(*a[0]);
  Array result{p->shape, std::vector<double>(*entries(p->shape)), x.counts};
  for_each_window(*p,
                  [&](std::size_t to, std::size_t plane, std::int64_t row, std::int64_t column) {
                    double best = -HUGE_VAL;
                    for_each_tap(p->window, row, column, [&](std::int64_t, std::int64_t place) {
                      const double entry = x.data[plane + static_cast<std::size_t>(place)];
                      if (entry > best || std::isnan(entry)) best = entry;
                    });
                    result.data[to] = best;
                  });
  return finish(std::move(result));
}

Result<Cotangents> pull_max_pool2d(Inputs a, const Value& value, const Value& cotangent) {
  const auto tie = tie_of(a[5]);
  if (!tie) return tie.error();
  const auto p = plan("max_pool2d", a);
  if (!p) return p.error();
  const auto& x = std::get<Array>(*a[0]);
  const auto& y = std::get<Array>(value);
  const auto& g = std::get<Array>(cotangent);
  Array result = zeros_like(*a[0]);
  std::vector<std::size_t> winners;
  for_each_window(
      *p, [&](std::size_t from, std::size_t plane, std::int64_t row, std::int64_t column) {
        winners.clear();
        for_each_tap(p->window, row, column, [&](std::int64_t, std::int64_t place) {
          const std::size_t at = plane + static_cast<std::size_t>(place);
          if (alike(x.data[at], y.data[from])) winners.push_back(at);
        });
        if (*tie == Tie::first && !winners.empty()) winners.resize(1);
        const double share = *tie == Tie::split ? static_cast<double>(winners.size()) : 1;
        for (const std::size_t at : winners) result.data[at] += g.data[from] / share;
      });
  return only_first(a.size(), std::move(result));
}

// Entries of a window that are counted: with padding all within the padded input.
double counted(const Window& window, std::int64_t row, std::int64_t column, bool with_padding) {
  double n = 1;
  const std::int64_t at[] = {row, column};
  for (std::size_t i = 0; i < 2; ++i) {
    const Sliding& axis = window[i];
    const std::int64_t first = axis.place(at[i], 0);
    const std::int64_t low = with_padding ? -axis.before : 0;
    const std::int64_t high = with_padding ? axis.in + axis.after : axis.in;
    n *= static_cast<double>(std::min(first + axis.kernel, high) - std::max(first, low));
  }
  return n;
}

// x, kernel, stride, padding, rounding, count_include_pad
Result<bool> counts_padding(Inputs a) {
  if (a[5] == nullptr) return true;
  return flag("avg_pool2d", "count_include_pad", a[5]);
}

Result<Value> avg_pool2d(Inputs a) {
  const auto with_padding = counts_padding(a);
  if (!with_padding) return with_padding.error();
  const auto p = plan("avg_pool2d", a);
  if (!p) return p.error();
  const auto& x = std::get<Array>(*a[0]);
  Array result{p->shape, std::vector<double>(*entries(p->shape)), false};
  for_each_window(*p,
                  [&](std::size_t to, std::size_t plane, std::int64_t row, std::int64_t column) {
                    double sum = 0;
                    for_each_tap(p->window, row, column, [&](std::int64_t, std::int64_t place) {
                      sum += x.data[plane + static_cast<std::size_t>(place)];
                    });
                    result.data[to] = sum / counted(p->window, row, column, *with_padding);
                  });
  return finish(std::move(result));
}

Result<Cotangents> pull_avg_pool2d(Inputs a, const Value&, const Value& cotangent) {
  const auto with_padding = counts_padding(a);
  if (!with_padding) return with_padding.error();
  const auto p = plan("avg_pool2d", a);
  if (!p) return p.error();
  const auto& g = std::get<Array>(cotangent);
  Array result = zeros_like(*a[0]);
  for_each_window(*p,
                  [&](std::size_t from, std::size_t plane, std::int64_t row, std::int64_t column) {
                    const double by = g.data[from] / counted(p->window, row, column, *with_padding);
                    for_each_tap(p->window, row, column, [&](std::int64_t, std::int64_t place) {
                      result.data[plane + static_cast<std::size_t>(place)] += by;
                    });
                  });
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"max_pool2d",
     "x, kernel, stride=None, padding=0, rounding=conventions.pooling_rounding, "
     "tie=conventions.tie",
     max_pool2d, pull_max_pool2d},
    {"avg_pool2d",
     "x, kernel, stride=None, padding=0, rounding=conventions.pooling_rounding, "
     "count_include_pad=True",
     avg_pool2d, pull_avg_pool2d},
};

}  // namespace

std::span<const Builtin> poolings() { return table; }

}  // namespace reference::steps
