// Sorting, and counting what lies where.
#include "reference/steps/order.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

bool before(double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); }

// f(order, first, stride) of each line along `axis`, the last if null; for an array.
template <typename F>
Result<Array> in_order(std::string_view name, Inputs a, F f) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  const auto along = lines(name, *view, a[1], -1);
  if (!along) return along.error();
  Array result = zeros_like(*a[0]);
  along->for_each([&](std::size_t first, std::size_t) {
    const auto order = ascending(view->data() + first, along->n, along->inner);
    for (std::size_t i = 0; i < order.size(); ++i) {
      f(result.data, first + i * along->inner, first + order[i] * along->inner, order[i]);
    }
  });
  return result;
}

Result<Value> np_sort(Inputs a) {
  auto sorted = in_order(
      "sort", a, [&](std::vector<double>& out, std::size_t to, std::size_t from, std::size_t) {
        out[to] = View::of(*a[0])->data()[from];
      });
  if (!sorted) return sorted.error();
  sorted->counts = holds_counts(*a[0]);
  return finish(std::move(*sorted));
}

Result<Cotangents> pull_sort(Inputs a, const Value&, const Value& cotangent) {
  const View g = *View::of(cotangent);
  auto back = in_order(
      "sort", a, [&](std::vector<double>& out, std::size_t to, std::size_t from, std::size_t) {
        out[from] = g.data()[to];
      });
  if (!back) return back.error();
  return only_first(a.size(), std::move(*back));
}

Result<Value> np_argsort(Inputs a) {
  auto places = in_order(
      "argsort", a, [](std::vector<double>& out, std::size_t to, std::size_t, std::size_t place) {
        out[to] = static_cast<double>(place);
      });
  if (!places) return places.error();
  places->counts = true;
  return finish(std::move(*places));
}

Result<Value> np_unique(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("unique", *a[0]);
  Array result;
  result.counts = view->counts();
  result.data.assign(view->data(), view->data() + view->size());
  std::sort(result.data.begin(), result.data.end(), before);
  const auto alike = [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  result.data.erase(std::unique(result.data.begin(), result.data.end(), alike), result.data.end());
  result.shape = {static_cast<std::int64_t>(result.data.size())};
  return finish(std::move(result));
}

Result<Value> np_bincount(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view || !view->counts() || view->is_scalar()) {
    return Failure{
        fmt::format("`bincount` takes a vector of counts, not {}", grader::describe(*a[0]))};
  }
  const auto least = count_or("bincount", "minlength", a[2], 0, max_entries, 0);
  if (!least) return least.error();
  const auto weights = a[1] ? View::of(*a[1]) : std::nullopt;
  if (a[1] != nullptr && !weights) return not_numbers("bincount", *a[1]);
  if (weights && weights->size() != view->size()) return shapes_differ("bincount", *a[0], *a[1]);
  Array result;
  result.counts = !weights || weights->counts();
  result.data.assign(static_cast<std::size_t>(*least), 0);
  for (std::size_t i = 0; i < view->size(); ++i) {
    const double bin = view->data()[i];
    if (bin < 0 || bin >= static_cast<double>(max_entries)) {
      return Failure{fmt::format("`bincount` takes counts from 0 to {}, not {}", max_entries, bin)};
    }
    const auto at = static_cast<std::size_t>(bin);
    if (at >= result.data.size()) result.data.resize(at + 1, 0);
    result.data[at] += weights ? weights->data()[i] : 1;
  }
  result.shape = {static_cast<std::int64_t>(result.data.size())};
  return finish(std::move(result));
}

// A vector that never falls.
Result<View> ascending_vector(std::string_view name, std::string_view what, const Value& value,
                              std::size_t least) {
  const auto view = View::of(value);
  if (view && view->shape().size() == 1 && view->size() >= least &&
      std::is_sorted(view->data(), view->data() + view->size())) {
    return *view;
  }
  return Failure{fmt::format(
      "`{}` of `{}` is an ascending vector of {} numbers or more, not {}", what, name, least,
      view && view->shape().size() == 1 && view->size() >= least ? grader::to_text(value, 6)
                                                                 : grader::describe(value))};
}

// The edges are given; the last bin holds its right edge too.
Result<Value> np_histogram(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("histogram", *a[0]);
  const auto edges = ascending_vector("histogram", "edges", *a[1], 2);
  if (!edges) return edges.error();
  const double* first = edges->data();
  const double* last = first + edges->size();
  Array result;
  result.counts = true;
  result.data.assign(edges->size() - 1, 0);
  for (std::size_t i = 0; i < view->size(); ++i) {
    const double x = view->data()[i];
    if (!(x >= *first && x <= last[-1])) continue;
    const auto bin = std::upper_bound(first, last, x) - first - 1;
    ++result.data[std::min(static_cast<std::size_t>(bin), result.data.size() - 1)];
  }
  result.shape = {static_cast<std::int64_t>(result.data.size())};
  return finish(std::move(result));
}

Result<Value> np_searchsorted(Inputs a) {
  static constexpr std::string_view sides[] = {"left", "right"};
  const auto sorted = ascending_vector("searchsorted", "sorted", *a[0], 0);
  if (!sorted) return sorted.error();
  const auto side = choice("searchsorted", "side", a[2], sides);
  if (!side) return side.error();
  const double* first = sorted->data();
  const double* last = first + sorted->size();
  return map("searchsorted", *a[1], true, [&](double x) {
    const auto found = *side == 0 ? std::lower_bound(first, last, x, before)
                                  : std::upper_bound(first, last, x, before);
    return static_cast<double>(found - first);
  });
}

constexpr Builtin table[] = {
    {"np.sort", "x, axis=-1", np_sort, pull_sort},
    {"np.argsort", "x, axis=-1", np_argsort, no_cotangents},
    {"np.unique", "x", np_unique},
    {"np.bincount", "x, weights=None, minlength=0", np_bincount},
    {"np.histogram", "x, edges", np_histogram, no_cotangents},
    {"np.searchsorted", "sorted, x, side='left'", np_searchsorted, no_cotangents},
};

}  // namespace

std::vector<std::size_t> ascending(const double* line, std::size_t n, std::size_t stride) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return before(line[a * stride], line[b * stride]);
  });
  return order;
}

std::span<const Builtin> ordering() { return table; }

}  // namespace reference::steps
