#include "reference/numpy/support.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <numeric>

#include "reference/numpy/reductions.h"

namespace reference::numpy {
namespace {

using ndarray::item_size;
using ndarray::value_error;

// The axes from the outermost in memory to the innermost.
Extents axes_in_memory(const NDArray& array, Order order) {
  Extents axes(array.shape.size(), 0);
  std::iota(axes.begin(), axes.end(), 0);
  const bool fortran = order == Order::fortran ||
                       (order == Order::any && column_major(array) && !array.contiguous());
  if (fortran) std::reverse(axes.begin(), axes.end());
  if (order == Order::keep) {
    std::stable_sort(axes.begin(), axes.end(), [&](std::int64_t a, std::int64_t b) {
      if (array.shape[at(a)] == 1 || array.shape[at(b)] == 1) return false;
      return std::abs(array.strides[at(a)]) > std::abs(array.strides[at(b)]);
    });
  }
  return axes;
}

void check_joinable(const NDArray& first, const NDArray& other, std::size_t index, int axis) {
  if (other.ndim() != first.ndim()) {
    value_error(
        "all the input arrays must have same number of dimensions, but the array at index 0 has {} "
        "dimension(s) and the array at index {} has {} dimension(s)",
        first.ndim(), index, other.ndim());
  }
  for (int k = 0; k < first.ndim(); ++k) {
    if (k == axis || first.shape[at(k)] == other.shape[at(k)]) continue;
    value_error(
        "all the input array dimensions except for the concatenation axis must match exactly, but "
        "along dimension {}, the array at index 0 has size {} and the array at index {} has size "
        "{}",
        k, first.shape[at(k)], index, other.shape[at(k)]);
  }
}

}  // namespace

Operand number(const Rules& rules, std::int64_t value) {
  NDArray array = ndarray::make(rules.budget, DType::int64, {});
  ndarray::store(array.data(), value);
  return {array, true};
}

Operand number(const Rules& rules, double value) {
  NDArray array = ndarray::make(rules.budget, DType::float64, {});
  ndarray::store(array.data(), value);
  return {array, true};
}

NDArray calculate(const Rules& rules, std::string_view ufunc, const NDArray& a) {
  return ndarray::apply(rules, ufunc, Operand{a});
}

NDArray calculate(const Rules& rules, std::string_view ufunc, const NDArray& a, const NDArray& b) {
  return ndarray::apply(rules, ufunc, Operand{a}, Operand{b});
}

void update(const Rules& rules, std::string_view ufunc, const NDArray& a, const Operand& b) {
  const Operand operands[] = {Operand{a}, b};
  ndarray::UfuncOptions options;
  options.out = {a};
  ndarray::apply(rules, *ndarray::find_ufunc(ufunc), operands, options);
}

NDArray reduced(const Rules& rules, std::string_view ufunc, const NDArray& array, int axis,
                bool keepdims, std::optional<DType> dtype) {
  ndarray::ReduceOptions options;
  options.keepdims = keepdims;
  options.dtype = dtype;
  return ndarray::reduce(rules, *ndarray::find_ufunc(ufunc), array, {axis}, options);
}

NDArray mean(const Rules& rules, const NDArray& array, int axis, bool keepdims) {
  Reduction reduction;
  reduction.axes = {axis};
  reduction.keepdims = keepdims;
  return mean(rules, array, reduction);
}

void refuse(const Call& call, std::size_t i, std::string_view parameter) {
  if (call.given(i)) ndarray::not_supported(call.name(), fmt::format("with `{}`", parameter));
}

Order order_of(const Call& call, std::size_t i, Order fallback) {
  if (!call.given(i)) return fallback;
  const std::string text = call.text(i, "");
  if (text == "C" || text == "c") return Order::c;
  if (text == "F" || text == "f") return Order::fortran;
  if (text == "A" || text == "a") return Order::any;
  if (text == "K" || text == "k") return Order::keep;
  value_error("order must be one of 'C', 'F', 'A', or 'K' (got '{}')", text);
}

bool column_major(const NDArray& array) { return ndarray::transpose(array).contiguous(); }

NDArray make_like(const Budget& budget, const NDArray& prototype, DType dtype, Order order) {
  const Extents axes = axes_in_memory(prototype, order);
  Extents shape;
  for (const std::int64_t axis : axes) shape.push_back(prototype.shape[at(axis)]);
  const NDArray made = ndarray::make(budget, dtype, shape);
  NDArray seen = made;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    seen.shape[at(axes[i])] = made.shape[i];
    seen.strides[at(axes[i])] = made.strides[i];
  }
  return seen;
}

NDArray copy_in(const Budget& budget, const NDArray& array, DType dtype, Order order) {
  const NDArray made = make_like(budget, array, dtype, order);
  ndarray::assign(budget, made, array);
  return made;
}

NDArray as_array(const Budget& budget, NDArray array) {
  if (!array.scalar) return array;
  NDArray made = ndarray::copy(budget, array);
  made.scalar = false;
  return made;
}

NDArray as_scalar(NDArray array) {
  array.scalar = array.shape.empty();
  return array;
}

NDArray ravel(const Budget& budget, const NDArray& array) {
  return ndarray::reshape(budget, array, {array.size()});
}

NDArray move_axis(const NDArray& array, int from, int to) {
  Extents axes;
  for (int axis = 0; axis < array.ndim(); ++axis) {
    if (axis != from) axes.push_back(axis);
  }
  axes.insert(axes.begin() + to, from);
  return ndarray::transpose(array, axes);
}

std::vector<NDArray> arrays_of(const Budget& budget, const Object& sequence) {
  std::vector<NDArray> arrays;
  if (const NDArray* array = sequence.array(); array != nullptr && array->ndim() > 0) {
    require_table(budget, array->shape[0] * 12);
    for (std::int64_t i = 0; i < array->shape[0]; ++i) {
      arrays.push_back(ndarray::pick(*array, 0, i));
    }
    return arrays;
  }
  snippet::for_each(budget, sequence, [&](const Object& item) {
    arrays.push_back(snippet::to_array(budget, item));
    return true;
  });
  return arrays;
}

NDArray concatenate(const Budget& budget, std::span<const NDArray> arrays, int axis,
                    std::optional<DType> dtype) {
  if (arrays.empty()) value_error("need at least one array to concatenate");
  const NDArray& first = arrays.front();
  Extents shape = first.shape;
  shape[at(axis)] = 0;
  DType common = first.dtype;
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    check_joinable(first, arrays[i], i, axis);
    shape[at(axis)] += arrays[i].shape[at(axis)];
    ndarray::element_count({shape[at(axis)]});
    common = ndarray::promote(common, arrays[i].dtype);
  }
  const NDArray joined = ndarray::make(budget, dtype.value_or(common), shape);
  std::int64_t start = 0;
  for (const NDArray& array : arrays) {
    const std::int64_t count = array.shape[at(axis)];
    budget.work(1, 100);
    ndarray::assign(budget, ndarray::take_range(joined, axis, start, count, 1), array);
    start += count;
  }
  return joined;
}

NDArray gather(const Budget& budget, const NDArray& array, int axis,
               std::span<const std::int64_t> indices) {
  const NDArray source = ndarray::as_contiguous(budget, array);
  Extents shape = array.shape;
  shape[at(axis)] = static_cast<std::int64_t>(indices.size());
  NDArray result = ndarray::make(budget, array.dtype, shape);
  if (result.size() == 0) return result;
  std::int64_t outer = 1;
  for (int k = 0; k < axis; ++k) outer *= array.shape[at(k)];
  const std::int64_t extent = array.shape[at(axis)];
  const std::int64_t chunk = result.size() / shape[at(axis)] / outer * item_size(array.dtype);
  budget.work(outer * shape[at(axis)], 3 + 0.2 * static_cast<double>(chunk));
  const std::byte* from = source.data();
  std::byte* to = result.data();
  for (std::int64_t i = 0; i < outer; ++i, from += extent * chunk) {
    for (const std::int64_t index : indices) {
      std::memcpy(to, from + index * chunk, at(chunk));
      to += chunk;
    }
  }
  return result;
}

std::vector<std::int64_t> integers_of(const Budget& budget, const NDArray& array) {
  const NDArray whole =
      ndarray::as_contiguous(budget, ndarray::as_type(budget, array, DType::int64));
  const auto values = ndarray::elements<std::int64_t>(whole);
  require_table(budget, array.size());
  return {values.begin(), values.end()};
}

std::vector<double> reals_of(const Budget& budget, const NDArray& array) {
  const NDArray whole =
      ndarray::as_contiguous(budget, ndarray::as_type(budget, array, DType::float64));
  const auto values = ndarray::elements<double>(whole);
  require_table(budget, array.size());
  return {values.begin(), values.end()};
}

Object list_of(const Budget& budget, std::vector<NDArray> arrays) {
  std::vector<Object> items;
  for (NDArray& array : arrays) items.push_back(snippet::of(std::move(array)));
  return snippet::make_list(budget, std::move(items));
}

Object tuple_of(const Budget& budget, std::vector<NDArray> arrays) {
  std::vector<Object> items;
  for (NDArray& array : arrays) items.push_back(snippet::of(std::move(array)));
  return snippet::make_tuple(budget, std::move(items));
}

bool is_sequence(const Object& object) {
  if (const NDArray* array = object.array()) return array->ndim() > 0;
  return object.items() != nullptr || object.get<snippet::Range>() != nullptr;
}

ndarray::Range slice_range(const snippet::Slice& slice, std::int64_t extent) {
  return ndarray::resolve(snippet::to_slice(*slice.bounds), extent);
}

void require_table(const Budget& budget, std::int64_t count) {
  budget.work(count);
  budget.require(count > (std::int64_t{1} << 57) ? count : count * 32);
}

}  // namespace reference::numpy
