// Arrays as sets: unique values, and what two arrays share.
#include <algorithm>
#include <numeric>

#include "reference/numpy/families.h"
#include "reference/numpy/ordering.h"
#include "reference/numpy/ranges.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

// Where groups of equal neighbours begin in `count` elements; `equal` compares an element with the
// one before it.
template <typename Equal>
std::vector<std::int64_t> group_starts(const Budget& budget, std::int64_t count, Equal equal) {
  std::vector<std::int64_t> starts;
  require_table(budget, count);
  for (std::int64_t i = 0; i < count; ++i) {
    if (i == 0 || !equal(i)) starts.push_back(i);
  }
  return starts;
}

// Fills all but the values, from an order that sorts the elements and the groups in it.
void describe(const Budget& budget, Unique& found, const std::vector<std::int64_t>& order,
              const std::vector<std::int64_t>& starts) {
  std::vector<std::int64_t> first;
  std::vector<std::int64_t> counts;
  std::vector<std::int64_t> inverse(order.size());
  for (std::size_t g = 0; g < starts.size(); ++g) {
    const std::size_t end = g + 1 < starts.size() ? at(starts[g + 1]) : order.size();
    first.push_back(order[at(starts[g])]);
    counts.push_back(static_cast<std::int64_t>(end) - starts[g]);
    for (std::size_t i = at(starts[g]); i < end; ++i) {
      inverse[at(order[i])] = static_cast<std::int64_t>(g);
    }
  }
  found.first = vector_of(budget, first);
  found.counts = vector_of(budget, counts);
  found.inverse = vector_of(budget, inverse);
}

// Unique slices along axis 0, ordered as tuples of their elements.
Unique unique_slices(const Budget& budget, const NDArray& array) {
  const std::int64_t count = array.shape[0];
  const std::int64_t width = count == 0 ? 0 : array.size() / count;
  const NDArray rows = ndarray::as_contiguous(budget, array);
  require_table(budget, 4 * count);
  std::vector<std::int64_t> order(at(count));
  std::iota(order.begin(), order.end(), 0);
  Unique found;
  std::vector<std::int64_t> starts;
  budget.work(count * 20 + array.size(), 20);
  ndarray::visit_dtype(array.dtype, [&](auto type) {
    using T = decltype(type);
    const T* values = ndarray::elements<T>(rows).data();
    std::stable_sort(order.begin(), order.end(), [&](std::int64_t a, std::int64_t b) {
      return std::lexicographical_compare(values + a * width, values + (a + 1) * width,
                                          values + b * width, values + (b + 1) * width,
                                          comes_before<T>);
    });
    starts = group_starts(budget, count, [&](std::int64_t i) {
      const T* a = values + order[at(i - 1)] * width;
      return std::equal(a, a + width, values + order[at(i)] * width, same<T>);
    });
  });
  describe(budget, found, order, starts);
  found.values = gather(budget, array, 0, integers_of(budget, found.first));
  return found;
}

Object unique_call(Call& call) {
  const Budget& budget = call.budget();
  const NDArray ar = as_array(budget, call.array(0));
  Unique found;
  if (call.given(4)) {
    const int axis = ndarray::normalize_axis(call.integer(4), ar.ndim());
    found = unique_slices(budget, move_axis(ar, axis, 0));
    found.values = move_axis(found.values, 0, axis);
  } else {
    found = unique(budget, ravel(budget, ar), call.flag(5, true));
  }
  std::vector<NDArray> results{found.values};
  if (call.flag(1, false)) results.push_back(found.first);
  if (call.flag(2, false)) results.push_back(found.inverse);
  if (call.flag(3, false)) results.push_back(found.counts);
  if (results.size() == 1) return snippet::of(results[0]);
  return tuple_of(budget, std::move(results));
}

NDArray line(const Budget& budget, const NDArray& array) {
  return as_array(budget, ravel(budget, array));
}

// For each element of a line whether it is among `others`.
std::vector<bool> members(const Budget& budget, const NDArray& elements, const NDArray& others) {
  const DType common = ndarray::promote(elements.dtype, others.dtype);
  const NDArray values = ndarray::as_contiguous(budget, ndarray::as_type(budget, elements, common));
  const NDArray known = sorted(budget, ndarray::as_type(budget, others, common), 0);
  std::vector<bool> found(at(values.size()), false);
  budget.work(values.size(), 60);
  ndarray::visit_dtype(common, [&](auto type) {
    using T = decltype(type);
    const auto sorted_values = ndarray::elements<T>(known);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const T value = ndarray::elements<T>(values)[i];
      const auto place =
          std::lower_bound(sorted_values.begin(), sorted_values.end(), value, comes_before<T>);
      found[i] = place != sorted_values.end() && same<T>(*place, value);
    }
  });
  return found;
}

NDArray mask_of(const Budget& budget, const std::vector<bool>& values, bool invert,
                const Extents& shape) {
  const NDArray mask = ndarray::make(budget, DType::boolean, shape);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ndarray::elements<bool>(mask)[i] = values[i] != invert;
  }
  return mask;
}

NDArray selected(const Budget& budget, const NDArray& array, const std::vector<bool>& keep,
                 bool invert) {
  std::vector<std::int64_t> places;
  require_table(budget, array.size());
  for (std::size_t i = 0; i < keep.size(); ++i) {
    if (keep[i] != invert) places.push_back(static_cast<std::int64_t>(i));
  }
  return gather(budget, array, 0, places);
}

Object isin(Call& call) {
  const NDArray elements = call.array(0);
  const auto found =
      members(call.budget(), line(call.budget(), elements), line(call.budget(), call.array(1)));
  return snippet::of(mask_of(call.budget(), found, call.flag(3, false), elements.shape));
}

Object in1d(Call& call) {
  const NDArray elements = line(call.budget(), call.array(0));
  const auto found = members(call.budget(), elements, line(call.budget(), call.array(1)));
  return snippet::of(mask_of(call.budget(), found, call.flag(3, false), elements.shape));
}

NDArray unique_line(const Call& call, std::size_t i) {
  return unique(call.budget(), line(call.budget(), call.array(i)), true).values;
}

Object intersect1d(Call& call) {
  refuse(call, 3, "return_indices");
  const Budget& budget = call.budget();
  const NDArray a = unique_line(call, 0);
  const NDArray b = unique_line(call, 1);
  const DType common = ndarray::promote(a.dtype, b.dtype);
  return snippet::of(
      ndarray::as_type(budget, selected(budget, a, members(budget, a, b), false), common));
}

Object union1d(Call& call) {
  const NDArray both[] = {line(call.budget(), call.array(0)), line(call.budget(), call.array(1))};
  return snippet::of(unique(call.budget(), concatenate(call.budget(), both, 0), true).values);
}

Object setdiff1d(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = call.flag(2, false) ? line(budget, call.array(0)) : unique_line(call, 0);
  return snippet::of(selected(budget, a, members(budget, a, line(budget, call.array(1))), true));
}

Object setxor1d(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = unique_line(call, 0);
  const NDArray b = unique_line(call, 1);
  const NDArray both[] = {selected(budget, a, members(budget, a, b), true),
                          selected(budget, b, members(budget, b, a), true)};
  return snippet::of(sorted(budget, concatenate(budget, both, 0), 0));
}

constexpr Builtin functions[] = {
    {"np.unique",
     "ar, return_index=, return_inverse=, return_counts=, axis=, *, equal_nan=", unique_call},
    {"np.isin", "element, test_elements, assume_unique=, invert=, *, kind=", isin},
    {"np.in1d", "ar1, ar2, assume_unique=, invert=, *, kind=", in1d},
    {"np.intersect1d", "ar1, ar2, assume_unique=, return_indices=", intersect1d},
    {"np.union1d", "ar1, ar2", union1d},
    {"np.setdiff1d", "ar1, ar2, assume_unique=", setdiff1d},
    {"np.setxor1d", "ar1, ar2, assume_unique=", setxor1d},
};

}  // namespace

Unique unique(const Budget& budget, const NDArray& line, bool equal_nan) {
  const std::int64_t count = line.size();
  require_table(budget, 4 * count);
  const std::vector<std::int64_t> order = integers_of(budget, sorting_order(budget, line, 0, true));
  const NDArray ordered = gather(budget, line, 0, order);
  std::vector<std::int64_t> starts;
  ndarray::visit_dtype(line.dtype, [&](auto type) {
    using T = decltype(type);
    const auto values = ndarray::elements<T>(ordered);
    starts = group_starts(budget, count, [&](std::int64_t i) {
      const T a = values[at(i - 1)];
      const T b = values[at(i)];
      return same<T>(a, b) || (equal_nan && is_nan(a) && is_nan(b));
    });
  });
  Unique found;
  describe(budget, found, order, starts);
  found.values = gather(budget, ordered, 0, starts);
  return found;
}

std::span<const Builtin> set_functions() { return functions; }

}  // namespace reference::numpy
