// The same elements in another shape or order of axes; as functions and as methods.
#include <algorithm>
#include <cstdlib>

#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::normalize_axes;
using ndarray::normalize_axis;
using ndarray::value_error;

Extents reversed(const Extents& extents) { return {extents.rbegin(), extents.rend()}; }

void check_dimensions(std::size_t count) {
  if (count <= ndarray::max_dimensions) return;
  value_error("maximum supported dimension for an ndarray is {}, found {}", ndarray::max_dimensions,
              count);
}

// Ints, or one sequence of them.
Extents rest_numbers(const Call& call) {
  const auto& rest = call.rest();
  Extents numbers;
  if (rest.size() == 1 && is_sequence(rest[0])) {
    snippet::for_each(call.budget(), rest[0], [&](const Object& item) {
      numbers.push_back(snippet::to_index(item));
      check_dimensions(numbers.size());
      return true;
    });
    return numbers;
  }
  check_dimensions(rest.size());
  for (const Object& item : rest) numbers.push_back(snippet::to_index(item));
  return numbers;
}

bool reads_columns_first(const NDArray& array, Order order) {
  if (order == Order::fortran) return true;
  return order == Order::any && column_major(array) && !array.contiguous();
}

NDArray reshape_in(const Budget& budget, const NDArray& array, const Extents& shape, Order order) {
  if (order == Order::keep) value_error("order 'K' is not permitted for reshaping");
  if (!reads_columns_first(array, order)) return ndarray::reshape(budget, array, shape);
  return ndarray::transpose(ndarray::reshape(budget, ndarray::transpose(array), reversed(shape)));
}

Object reshape(Call& call) {
  return snippet::of(reshape_in(call.budget(), as_array(call.budget(), call.array(0)),
                                call.integers(1), order_of(call, 2, Order::c)));
}

Object reshape_method(Call& call) {
  if (call.rest().empty()) {
    ndarray::type_error("reshape() takes exactly 1 argument (0 given)");
  }
  return snippet::of(reshape_in(call.budget(), as_array(call.budget(), call.array(0)),
                                rest_numbers(call), order_of(call, 1, Order::c)));
}

// The axes as they lie in memory, outermost first.
NDArray in_memory_order(const NDArray& array) {
  Extents axes;
  for (int axis = 0; axis < array.ndim(); ++axis) axes.push_back(axis);
  std::stable_sort(axes.begin(), axes.end(), [&](std::int64_t a, std::int64_t b) {
    return std::abs(array.strides[at(a)]) > std::abs(array.strides[at(b)]);
  });
  return ndarray::transpose(array, axes);
}

NDArray line_of(const Budget& budget, const NDArray& array, Order order) {
  if (order == Order::keep) return ravel(budget, in_memory_order(array));
  return ravel(budget, reads_columns_first(array, order) ? ndarray::transpose(array) : array);
}

Object ravel_call(Call& call) {
  return snippet::of(
      line_of(call.budget(), as_array(call.budget(), call.array(0)), order_of(call, 1, Order::c)));
}

Object flatten(Call& call) {
  const NDArray array = call.array(0);
  const NDArray line = line_of(call.budget(), array, order_of(call, 1, Order::c));
  return snippet::of(ndarray::may_overlap(line, array) ? ndarray::copy(call.budget(), line) : line);
}

NDArray permuted(const NDArray& array, const Extents& axes) {
  if (axes.size() != array.shape.size()) value_error("axes don't match array");
  Extents normalized;
  for (const std::int64_t axis : axes) {
    const int one = normalize_axis(axis, array.ndim());
    if (std::find(normalized.begin(), normalized.end(), one) != normalized.end()) {
      value_error("repeated axis in transpose");
    }
    normalized.push_back(one);
  }
  return ndarray::transpose(array, normalized);
}

Object transpose(Call& call) {
  const NDArray a = call.array(0);
  return snippet::of(call.given(1) ? permuted(a, call.integers(1)) : ndarray::transpose(a));
}

Object transpose_method(Call& call) {
  const NDArray a = call.array(0);
  const auto& rest = call.rest();
  const bool reverses = rest.empty() || (rest.size() == 1 && rest[0].is_none());
  return snippet::of(reverses ? ndarray::transpose(a) : permuted(a, rest_numbers(call)));
}

Object swapaxes(Call& call) {
  const NDArray a = call.array(0);
  return snippet::of(ndarray::swap_axes(a, normalize_axis(call.integer(1), a.ndim()),
                                        normalize_axis(call.integer(2), a.ndim())));
}

Extents axes_named(const Call& call, std::size_t i, int ndim, std::string_view name) {
  const Extents given = call.integers(i);
  Extents axes;
  for (const std::int64_t axis : given) {
    if (axis < -ndim || axis >= ndim) {
      ndarray::raise("numpy.AxisError", "{}: axis {} is out of bounds for array of dimension {}",
                     name, axis, ndim);
    }
    axes.push_back(axis < 0 ? axis + ndim : axis);
    if (std::count(axes.begin(), axes.end(), axes.back()) > 1) {
      value_error("repeated axis in `{}` argument", name);
    }
  }
  return axes;
}

Object moveaxis(Call& call) {
  const NDArray a = call.array(0);
  const Extents source = axes_named(call, 1, a.ndim(), "source");
  const Extents destination = axes_named(call, 2, a.ndim(), "destination");
  if (source.size() != destination.size()) {
    value_error("`source` and `destination` arguments must have the same number of elements");
  }
  Extents order;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    if (std::find(source.begin(), source.end(), axis) == source.end()) order.push_back(axis);
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> moves;
  for (std::size_t i = 0; i < source.size(); ++i) moves.emplace_back(destination[i], source[i]);
  std::sort(moves.begin(), moves.end());
  for (const auto& [to, from] : moves) order.insert(order.begin() + to, from);
  return snippet::of(ndarray::transpose(a, order));
}

Object rollaxis(Call& call) {
  const NDArray a = call.array(0);
  const int n = a.ndim();
  const int axis = normalize_axis(call.integer(1), n);
  std::int64_t start = call.integer(2, 0);
  if (start < 0) start += n;
  if (start < 0 || start > n) {
    ndarray::raise("numpy.AxisError", "'start' arg requires {} <= start < {}, but {} was passed in",
                   -n, n + 1, call.integer(2, 0));
  }
  if (axis < start) --start;
  return snippet::of(move_axis(a, axis, static_cast<int>(start)));
}

Object squeeze(Call& call) {
  NDArray a = call.array(0);
  Extents axes;
  if (call.given(1)) {
    axes = normalize_axes(call.integers(1), a.ndim());
    for (const std::int64_t axis : axes) {
      if (a.shape[at(axis)] == 1) continue;
      value_error("cannot select an axis to squeeze out which has size not equal to one");
    }
  } else {
    for (int axis = 0; axis < a.ndim(); ++axis) {
      if (a.shape[at(axis)] == 1) axes.push_back(axis);
    }
  }
  std::sort(axes.begin(), axes.end());
  for (std::size_t i = axes.size(); i > 0; --i) {
    a = ndarray::remove_axis(a, static_cast<int>(axes[i - 1]));
  }
  return snippet::of(a);
}

Object expand_dims(Call& call) {
  NDArray a = as_array(call.budget(), call.array(0));
  const Extents given = call.integers(1);
  check_dimensions(given.size() + a.shape.size());
  const int ndim = a.ndim() + static_cast<int>(given.size());
  Extents axes = normalize_axes(given, ndim);
  std::sort(axes.begin(), axes.end());
  for (const std::int64_t axis : axes) a = ndarray::insert_axis(a, static_cast<int>(axis));
  return snippet::of(a);
}

NDArray with_least(NDArray array, int ndim) {
  if (array.ndim() == 0) array = ndarray::insert_axis(array, 0);
  if (ndim >= 2 && array.ndim() == 1) array = ndarray::insert_axis(array, 0);
  if (ndim == 3 && array.ndim() == 2) array = ndarray::insert_axis(array, 2);
  return array;
}

Object atleast(const Call& call, int ndim) {
  std::vector<NDArray> made;
  for (const Object& one : call.rest()) {
    made.push_back(
        with_least(as_array(call.budget(), snippet::to_array(call.budget(), one)), ndim));
  }
  if (made.size() == 1) return snippet::of(made[0]);
  return list_of(call.budget(), std::move(made));
}

Object atleast_1d(Call& call) { return atleast(call, 1); }
Object atleast_2d(Call& call) { return atleast(call, 2); }
Object atleast_3d(Call& call) { return atleast(call, 3); }

Object broadcast_to(Call& call) {
  const Extents shape = call.integers(1);
  check_dimensions(shape.size());
  for (const std::int64_t extent : shape) {
    if (extent < 0) value_error("all elements of broadcast shape must be non-negative");
  }
  return snippet::of(ndarray::broadcast_to(as_array(call.budget(), call.array(0)), shape));
}

Object broadcast_arrays(Call& call) {
  std::vector<NDArray> arrays;
  std::vector<const NDArray*> pointers;
  for (const Object& one : call.rest()) {
    arrays.push_back(as_array(call.budget(), snippet::to_array(call.budget(), one)));
  }
  for (const NDArray& array : arrays) pointers.push_back(&array);
  const Extents shape = ndarray::broadcast_shape(pointers);
  for (NDArray& array : arrays) {
    const bool writeable = array.writeable;
    array = ndarray::broadcast_to(array, shape);
    array.writeable = writeable;
  }
  return list_of(call.budget(), std::move(arrays));
}

Object flip(Call& call) {
  NDArray m = call.array(0);
  for (const std::int64_t axis : call.axes(1, m.ndim())) {
    m = ndarray::flip(m, static_cast<int>(axis));
  }
  return snippet::of(m);
}

Object fliplr(Call& call) {
  const NDArray m = call.array(0);
  if (m.ndim() < 2) value_error("Input must be >= 2-d.");
  return snippet::of(ndarray::flip(m, 1));
}

Object flipud(Call& call) {
  const NDArray m = call.array(0);
  if (m.ndim() < 1) value_error("Input must be >= 1-d.");
  return snippet::of(ndarray::flip(m, 0));
}

Object rot90(Call& call) {
  const NDArray m = call.array(0);
  const Extents given = call.given(2) ? call.integers(2) : Extents{0, 1};
  if (given.size() != 2) value_error("len(axes) must be 2.");
  if (given[0] == given[1] || std::abs(given[0] - given[1]) == m.ndim()) {
    value_error("Axes must be different.");
  }
  for (const std::int64_t axis : given) {
    if (axis >= m.ndim() || axis < -m.ndim()) {
      value_error("Axes={} out of range for array of ndim={}.",
                  fmt::format("({}, {})", given[0], given[1]), m.ndim());
    }
  }
  const int first = normalize_axis(given[0], m.ndim());
  const int second = normalize_axis(given[1], m.ndim());
  const std::int64_t turns = ((call.integer(1, 1) % 4) + 4) % 4;
  if (turns == 0) return snippet::of(m);
  if (turns == 2) return snippet::of(ndarray::flip(ndarray::flip(m, first), second));
  if (turns == 1) {
    return snippet::of(ndarray::swap_axes(ndarray::flip(m, second), first, second));
  }
  return snippet::of(ndarray::flip(ndarray::swap_axes(m, first, second), second));
}

NDArray rolled(const Budget& budget, const NDArray& array, int axis, std::int64_t shift) {
  const std::int64_t extent = array.shape[at(axis)];
  if (extent == 0) return array;
  const std::int64_t offset = ((shift % extent) + extent) % extent;
  std::vector<std::int64_t> indices;
  require_table(budget, extent);
  for (std::int64_t i = 0; i < extent; ++i) indices.push_back((i + extent - offset) % extent);
  return gather(budget, array, axis, indices);
}

Object roll(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = as_array(budget, call.array(0));
  Extents shifts = call.integers(1);
  if (!call.given(2)) {
    NDArray line = ravel(budget, a);
    for (const std::int64_t shift : shifts) line = rolled(budget, line, 0, shift);
    return snippet::of(ndarray::reshape(
        budget, line.buffer == a.buffer ? ndarray::copy(budget, line) : line, a.shape));
  }
  Extents axes = call.integers(2);
  if (shifts.size() == 1) shifts.resize(axes.size(), shifts[0]);
  if (axes.size() == 1) axes.resize(shifts.size(), axes[0]);
  if (axes.size() != shifts.size()) {
    value_error(
        "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between arg 0 "
        "with shape ({},) and arg 1 with shape ({},).",
        shifts.size(), axes.size());
  }
  NDArray result = a;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    result = rolled(budget, result, normalize_axis(axes[i], a.ndim()), shifts[i]);
  }
  return snippet::of(result.buffer == a.buffer ? ndarray::copy(budget, result) : result);
}

Object shape(Call& call) { return snippet::make_int_tuple(call.budget(), call.array(0).shape); }
Object ndim(Call& call) { return snippet::of_int(call.array(0).ndim()); }

Object size(Call& call) {
  const NDArray a = call.array(0);
  if (!call.given(1)) return snippet::of_int(a.size());
  return snippet::of_int(a.shape[at(normalize_axis(call.integer(1), a.ndim()))]);
}

Object sliding_window_view(Call& call) {
  refuse(call, 3, "subok");
  NDArray view = as_array(call.budget(), call.array(0));
  const Extents window = call.integers(1);
  for (const std::int64_t extent : window) {
    if (extent < 0) value_error("`window_shape` cannot contain negative values");
  }
  check_dimensions(view.shape.size() + window.size());
  Extents axes;
  if (call.given(2)) {
    for (const std::int64_t axis : call.integers(2)) {
      axes.push_back(normalize_axis(axis, view.ndim()));
    }
    if (window.size() != axes.size()) {
      value_error(
          "Must provide matching length window_shape and axis; got {} window_shape elements and {} "
          "axes elements.",
          window.size(), axes.size());
    }
  } else {
    for (int axis = 0; axis < view.ndim(); ++axis) axes.push_back(axis);
    if (window.size() != axes.size()) {
      value_error(
          "Since axis is None, must provide window_shape for all dimensions of `x`; got {} "
          "window_shape elements and `x.ndim` is {}.",
          window.size(), view.ndim());
    }
  }
  const Extents strides = view.strides;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    const std::size_t axis = at(axes[i]);
    if (view.shape[axis] < window[i])
      value_error("window shape cannot be larger than input array shape");
    view.shape[axis] -= window[i] - 1;
  }
  for (std::size_t i = 0; i < axes.size(); ++i) {
    view.shape.push_back(window[i]);
    view.strides.push_back(strides[at(axes[i])]);
  }
  ndarray::element_count(view.shape);
  view.writeable = call.flag(4, false) && view.writeable;
  return snippet::of(view);
}

// Whether all elements lie inside the buffer.
bool inside(const NDArray& view) {
  std::int64_t low = view.offset;
  std::int64_t high = view.offset + ndarray::item_size(view.dtype);
  for (std::size_t axis = 0; axis < view.shape.size(); ++axis) {
    if (view.shape[axis] == 0) return true;
    std::int64_t reach = 0;
    if (__builtin_mul_overflow(view.shape[axis] - 1, view.strides[axis], &reach)) return false;
    std::int64_t& end = reach < 0 ? low : high;
    if (__builtin_add_overflow(end, reach, &end)) return false;
  }
  return low >= 0 && high <= static_cast<std::int64_t>(view.buffer->bytes.size());
}

Object as_strided(Call& call) {
  NDArray view = as_array(call.budget(), call.array(0));
  if (call.given(1)) view.shape = call.integers(1);
  if (call.given(2)) view.strides = call.integers(2);
  if (view.shape.size() != view.strides.size()) {
    value_error("'strides' in __array_interface__ must be the same length as 'shape'");
  }
  check_dimensions(view.shape.size());
  ndarray::element_count(view.shape);
  if (!inside(view)) {
    ndarray::not_supported("np.lib.stride_tricks.as_strided",
                           "with elements outside of the array's memory");
  }
  view.writeable = call.flag(4, true) && view.writeable;
  return snippet::of(view);
}

// The flat index of coordinates, or the coordinates of a flat index.
Object unravel_index(Call& call) {
  const Budget& budget = call.budget();
  const NDArray indices = call.array(0);
  if (!ndarray::is_integer(indices.dtype)) {
    ndarray::type_error("only int indices permitted");
  }
  Extents shape = call.integers(1);
  check_dimensions(shape.size());
  const std::int64_t count = ndarray::element_count(shape);
  const bool fortran = order_of(call, 2, Order::c) == Order::fortran;
  if (fortran) shape = reversed(shape);
  const std::vector<std::int64_t> flat = integers_of(budget, indices);
  std::vector<NDArray> found;
  for (std::size_t k = 0; k < shape.size(); ++k) {
    found.push_back(ndarray::make(budget, DType::int64, indices.shape));
  }
  budget.work(indices.size() * static_cast<std::int64_t>(shape.size()), 10);
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (flat[i] < 0 || flat[i] >= count) {
      value_error("index {} is out of bounds for array with size {}", flat[i], count);
    }
    std::int64_t rest = flat[i];
    for (std::size_t k = shape.size(); k > 0; --k) {
      ndarray::elements<std::int64_t>(found[k - 1])[i] = rest % shape[k - 1];
      rest /= shape[k - 1];
    }
  }
  if (fortran) std::reverse(found.begin(), found.end());
  for (NDArray& one : found) one = as_scalar(one);
  return tuple_of(budget, std::move(found));
}

Object ravel_multi_index(Call& call) {
  const Budget& budget = call.budget();
  const std::vector<NDArray> given = arrays_of(budget, call[0]);
  const Extents shape = call.integers(1);
  const std::string mode = call.text(2, "raise");
  if (given.size() != shape.size()) {
    value_error("parameter multi_index must be a sequence of length {}", shape.size());
  }
  ndarray::element_count(shape);
  std::vector<const NDArray*> pointers;
  for (const NDArray& one : given) pointers.push_back(&one);
  const Extents whole = ndarray::broadcast_shape(pointers);
  const NDArray result = ndarray::make(budget, DType::int64, whole);
  const bool fortran = order_of(call, 3, Order::c) == Order::fortran;
  const auto flat = ndarray::elements<std::int64_t>(result);
  for (std::size_t step = 0; step < shape.size(); ++step) {
    const std::size_t k = fortran ? shape.size() - 1 - step : step;
    const std::vector<std::int64_t> line =
        integers_of(budget, ndarray::broadcast_to(given[k], whole));
    for (std::size_t i = 0; i < line.size(); ++i) {
      std::int64_t index = line[i];
      if (mode == "clip") {
        // As NumPy does it, also where the extent is 0.
        index = index < 0 ? 0 : std::min(index, shape[k] - 1);
      } else if (mode == "wrap" && shape[k] > 0) {
        index = ((index % shape[k]) + shape[k]) % shape[k];
      } else if (index < 0 || index >= shape[k]) {
        value_error("invalid entry in coordinates array");
      }
      flat[i] = flat[i] * shape[k] + index;
    }
  }
  return snippet::of(as_scalar(result));
}

Object shares_memory(Call& call) {
  return snippet::of_bool(ndarray::may_overlap(call.array(0), call.array(1)));
}

constexpr Builtin functions[] = {
    {"np.reshape", "a, newshape, order=", reshape},
    {"ndarray.reshape", "self, *shape, order=", reshape_method},
    {"np.ravel", "a, order=", ravel_call},
    {"ndarray.ravel", "self, order=", ravel_call},
    {"ndarray.flatten", "self, order=", flatten},
    {"np.transpose", "a, axes=", transpose},
    {"ndarray.transpose", "self, *axes", transpose_method},
    {"np.swapaxes", "a, axis1, axis2", swapaxes},
    {"ndarray.swapaxes", "self, axis1, axis2", swapaxes},
    {"np.moveaxis", "a, source, destination", moveaxis},
    {"np.rollaxis", "a, axis, start=", rollaxis},
    {"np.squeeze", "a, axis=", squeeze},
    {"ndarray.squeeze", "self, axis=", squeeze},
    {"np.expand_dims", "a, axis", expand_dims},
    {"np.atleast_1d", "*arys", atleast_1d},
    {"np.atleast_2d", "*arys", atleast_2d},
    {"np.atleast_3d", "*arys", atleast_3d},
    {"np.broadcast_to", "array, shape, subok=", broadcast_to},
    {"np.broadcast_arrays", "*args, subok=", broadcast_arrays},
    {"np.flip", "m, axis=", flip},
    {"np.fliplr", "m", fliplr},
    {"np.flipud", "m", flipud},
    {"np.rot90", "m, k=, axes=", rot90},
    {"np.roll", "a, shift, axis=", roll},
    {"np.shape", "a", shape},
    {"np.ndim", "a", ndim},
    {"np.size", "a, axis=", size},
    {"np.lib.stride_tricks.sliding_window_view",
     "x, window_shape, axis=, *, subok=, writeable=", sliding_window_view},
    {"np.lib.stride_tricks.as_strided", "x, shape=, strides=, subok=, writeable=", as_strided},
    {"np.unravel_index", "indices, shape, order=", unravel_index},
    {"np.ravel_multi_index", "multi_index, dims, mode=, order=", ravel_multi_index},
    {"np.shares_memory", "a, b, max_work=", shares_memory},
    {"np.may_share_memory", "a, b, max_work=", shares_memory},
};

}  // namespace

std::span<const Builtin> shape_functions() { return functions; }

}  // namespace reference::numpy
