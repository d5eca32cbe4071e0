// Elements taken, put, found and chosen by indices and masks.
#include <algorithm>

#include "reference/ndarray/iterate.h"
#include "reference/numpy/families.h"
#include "reference/numpy/ordering.h"
#include "reference/numpy/ranges.h"

namespace reference::numpy {
namespace {

using ndarray::normalize_axis;
using ndarray::value_error;

enum class Mode : std::uint8_t { raise, wrap, clip };

Mode mode_of(const Call& call, std::size_t i) {
  const std::string mode = call.text(i, "raise");
  if (mode == "raise") return Mode::raise;
  if (mode == "wrap") return Mode::wrap;
  if (mode == "clip") return Mode::clip;
  value_error("clipmode must be one of 'clip', 'raise', or 'wrap' (got '{}')", mode);
}

std::int64_t place_in(std::int64_t index, std::int64_t extent, Mode mode, int axis) {
  if (mode == Mode::clip) return std::clamp<std::int64_t>(index, 0, extent - 1);
  if (mode == Mode::wrap) return ((index % extent) + extent) % extent;
  if (index < -extent || index >= extent) {
    ndarray::index_error("index {} is out of bounds for axis {} with size {}", index, axis, extent);
  }
  return index < 0 ? index + extent : index;
}

NDArray index_array(const Call& call, std::size_t i) {
  const NDArray indices = call.array(i);
  if (indices.size() == 0 && call[i].array() == nullptr) {
    return ndarray::as_type(call.budget(), indices, DType::int64);
  }
  if (!ndarray::can_cast_safely(indices.dtype, DType::int64)) {
    ndarray::type_error(
        "Cannot cast array data from dtype('{}') to dtype('int64') according to the rule 'safe'",
        ndarray::name(indices.dtype));
  }
  return indices;
}

Object take(Call& call) {
  const Budget& budget = call.budget();
  refuse(call, 3, "out");
  NDArray array = as_array(budget, call.array(0));
  if (!call.given(2)) array = ravel(budget, array);
  const int axis = normalize_axis(call.integer(2, 0), array.ndim());
  const std::int64_t extent = array.shape[at(axis)];
  const NDArray indices = index_array(call, 1);
  if (extent == 0 && indices.size() > 0) {
    ndarray::index_error("cannot do a non-empty take from an empty axes.");
  }
  const Mode mode = mode_of(call, 4);
  std::vector<std::int64_t> places = integers_of(budget, indices);
  for (std::int64_t& place : places) place = place_in(place, extent, mode, axis);
  NDArray taken = gather(budget, array, axis, places);
  Extents shape(array.shape.begin(), array.shape.begin() + axis);
  shape.insert(shape.end(), indices.shape.begin(), indices.shape.end());
  shape.insert(shape.end(), array.shape.begin() + axis + 1, array.shape.end());
  return snippet::of(as_scalar(ndarray::reshape(budget, taken, shape)));
}

// Where the element number `flat` in row-major order lies.
std::byte* address(const NDArray& array, std::int64_t flat) {
  std::byte* place = array.data();
  for (std::size_t axis = array.shape.size(); axis > 0; --axis) {
    place += flat % array.shape[axis - 1] * array.strides[axis - 1];
    flat /= array.shape[axis - 1];
  }
  return place;
}

const NDArray& target_of(const Call& call, std::size_t i) {
  const NDArray* array = call[i].array();
  if (array == nullptr || array->scalar) {
    ndarray::type_error("argument 1 must be numpy.ndarray, not {}", snippet::type_name(call[i]));
  }
  if (!array->writeable) value_error("assignment destination is read-only");
  return *array;
}

// array.flat[places[i]] = values[i % size].
void put_flat(const Budget& budget, const NDArray& array, std::span<const std::int64_t> places,
              const NDArray& values) {
  if (values.size() == 0 || places.empty()) return;
  const NDArray line =
      ndarray::as_contiguous(budget, ndarray::cast(budget, ravel(budget, values), array.dtype));
  const auto item = at(ndarray::item_size(array.dtype));
  const std::size_t count = at(line.size());
  budget.work(static_cast<std::int64_t>(places.size()), 20);
  for (std::size_t i = 0; i < places.size(); ++i) {
    std::memcpy(address(array, places[i]), line.data() + i % count * item, item);
  }
}

Object put(Call& call) {
  const Budget& budget = call.budget();
  const NDArray& array = target_of(call, 0);
  const Mode mode = mode_of(call, 3);
  std::vector<std::int64_t> places = integers_of(budget, index_array(call, 1));
  if (array.size() == 0 && !places.empty()) {
    ndarray::index_error("cannot replace elements of an empty array");
  }
  for (std::int64_t& place : places) place = place_in(place, array.size(), mode, 0);
  put_flat(budget, array, places, call.array(2));
  return {};
}

Object place(Call& call) {
  const Budget& budget = call.budget();
  const NDArray& array = target_of(call, 0);
  const NDArray mask = call.array(1);
  if (mask.size() != array.size()) {
    value_error("place: mask and data must be the same size");
  }
  const NDArray values = call.array(2);
  const auto places = true_places(budget, mask);
  if (values.size() == 0 && !places.empty()) {
    value_error("Cannot insert from an empty array!");
  }
  put_flat(budget, array, places, values);
  return {};
}

Object putmask(Call& call) {
  const Budget& budget = call.budget();
  const NDArray& array = target_of(call, 0);
  const NDArray mask = call.array(1);
  if (mask.size() != array.size()) {
    value_error("putmask: mask and data must be the same size");
  }
  const NDArray values = ravel(budget, call.array(2));
  if (values.size() == 0) return {};
  const auto places = true_places(budget, mask);
  std::vector<std::int64_t> which;
  require_table(budget, static_cast<std::int64_t>(places.size()));
  for (const std::int64_t one : places) which.push_back(one % values.size());
  put_flat(budget, array, places, gather(budget, values, 0, which));
  return {};
}

Object copyto(Call& call) {
  const Budget& budget = call.budget();
  const NDArray& target = target_of(call, 0);
  NDArray source = call.array(1);
  const std::string casting = call.text(2, "same_kind");
  // The value of a number counts: any fits that is of the kind.
  const bool fits =
      casting == "unsafe" || source.ndim() == 0
          ? casting == "unsafe" || ndarray::kind(source.dtype) <= ndarray::kind(target.dtype)
      : casting == "safe" ? ndarray::can_cast_safely(source.dtype, target.dtype)
                          : ndarray::can_cast_same_kind(source.dtype, target.dtype);
  if (!fits) {
    ndarray::type_error(
        "Cannot cast array data from dtype('{}') to dtype('{}') according to the "
        "rule '{}'",
        ndarray::name(source.dtype), ndarray::name(target.dtype), casting);
  }
  if (!call.given(3)) {
    ndarray::assign(budget, target, source);
    return {};
  }
  const NDArray mask =
      ndarray::broadcast_to(ndarray::as_type(budget, call.array(3), DType::boolean), target.shape);
  source = ndarray::broadcast_to(ndarray::cast(budget, source, target.dtype), target.shape);
  const auto item = at(ndarray::item_size(target.dtype));
  budget.work(target.size(), 5);
  ndarray::for_each_run<3>({&target, &source, &mask},
                           [&](std::int64_t count, auto places, auto steps) {
                             for (; count > 0; --count) {
                               if (ndarray::load<bool>(places[2]))
                                 std::memcpy(places[0], places[1], item);
                               for (std::size_t k = 0; k < 3; ++k) places[k] += steps[k];
                             }
                           });
  return {};
}

Object choose(Call& call) {
  const Budget& budget = call.budget();
  refuse(call, 2, "out");
  const NDArray a = index_array(call, 0);
  std::vector<NDArray> choices = arrays_of(budget, call[1]);
  if (choices.empty()) value_error("need at least one array to choose from");
  const Mode mode = mode_of(call, 3);
  std::vector<const NDArray*> pointers{&a};
  DType common = choices[0].dtype;
  for (const NDArray& choice : choices) {
    common = ndarray::promote(common, choice.dtype);
    pointers.push_back(&choice);
  }
  const Extents shape = ndarray::broadcast_shape(pointers);
  const auto which = integers_of(budget, ndarray::broadcast_to(a, shape));
  const NDArray result = ndarray::make(budget, common, shape);
  for (NDArray& choice : choices) {
    choice = ndarray::broadcast_to(ndarray::as_type(budget, choice, common), shape);
  }
  const auto item = at(ndarray::item_size(common));
  const auto extent = static_cast<std::int64_t>(choices.size());
  budget.work(result.size(), 20);
  for (std::size_t i = 0; i < which.size(); ++i) {
    std::int64_t index = which[i];
    if (mode == Mode::raise && (index < 0 || index >= extent)) {
      value_error("invalid entry in choice array");
    }
    index = place_in(index, extent, mode, 0);
    std::memcpy(result.data() + i * item, address(choices[at(index)], static_cast<std::int64_t>(i)),
                item);
  }
  return snippet::of(as_scalar(result));
}

Object compressed(const Call& call, std::size_t array, std::size_t condition, std::size_t axis) {
  const Budget& budget = call.budget();
  NDArray a = as_array(budget, call.array(array));
  const NDArray mask = call.array(condition);
  if (mask.ndim() != 1) value_error("condition must be a 1-d array");
  if (!call.given(axis)) a = ravel(budget, a);
  const int along = normalize_axis(call.integer(axis, 0), a.ndim());
  const std::int64_t extent = a.shape[at(along)];
  const auto places = true_places(budget, mask);
  for (const std::int64_t one : places) place_in(one, extent, Mode::raise, along);
  return snippet::of(gather(budget, a, along, places));
}

Object compress(Call& call) {
  refuse(call, 3, "out");
  return compressed(call, 1, 0, 2);
}

Object compress_method(Call& call) {
  refuse(call, 3, "out");
  return compressed(call, 0, 1, 2);
}

Object extract(Call& call) {
  const Budget& budget = call.budget();
  const NDArray line = ravel(budget, call.array(1));
  const auto places = true_places(budget, call.array(0));
  for (const std::int64_t one : places) place_in(one, line.size(), Mode::raise, 0);
  return snippet::of(gather(budget, line, 0, places));
}

// The coordinates of places: one line for each axis.
std::vector<NDArray> coordinates(const Budget& budget, const std::vector<std::int64_t>& places,
                                 const Extents& shape) {
  std::vector<NDArray> lines;
  const auto count = static_cast<std::int64_t>(places.size());
  budget.work(count * static_cast<std::int64_t>(shape.size()), 10);
  std::int64_t inner = 1;
  for (std::size_t axis = shape.size(); axis > 0; --axis) {
    const NDArray line = ndarray::make(budget, DType::int64, {count});
    for (std::size_t i = 0; i < places.size(); ++i) {
      ndarray::elements<std::int64_t>(line)[i] = places[i] / inner % shape[axis - 1];
    }
    inner *= shape[axis - 1];
    lines.insert(lines.begin(), line);
  }
  return lines;
}

Object nonzero(Call& call) {
  NDArray a = as_array(call.budget(), call.array(0));
  if (a.ndim() == 0) a = ndarray::insert_axis(a, 0);
  return tuple_of(call.budget(),
                  coordinates(call.budget(), true_places(call.budget(), a), a.shape));
}

Object argwhere(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = call.array(0);
  const auto places = true_places(budget, a);
  const NDArray found =
      ndarray::make(budget, DType::int64, {static_cast<std::int64_t>(places.size()), a.ndim()});
  if (a.ndim() == 0) return snippet::of(found);
  const auto lines = coordinates(budget, places, a.shape);
  for (int axis = 0; axis < a.ndim(); ++axis) {
    ndarray::assign(budget, ndarray::pick(found, 1, axis), lines[at(axis)]);
  }
  return snippet::of(found);
}

Object flatnonzero(Call& call) {
  return snippet::of(vector_of(call.budget(), true_places(call.budget(), call.array(0))));
}

// The index with which take_along_axis reads and put_along_axis writes.
std::vector<ndarray::Index> along_axis(const Call& call, const NDArray& array,
                                       const NDArray& indices, int axis) {
  if (!ndarray::is_integer(indices.dtype)) {
    ndarray::index_error("`indices` must be an integer array");
  }
  if (array.ndim() != indices.ndim()) {
    value_error("`indices` and `arr` must have the same number of dimensions");
  }
  std::vector<ndarray::Index> index;
  for (int k = 0; k < array.ndim(); ++k) {
    if (k == axis) {
      index.emplace_back(indices);
      continue;
    }
    Extents shape(array.shape.size(), 1);
    shape[at(k)] = array.shape[at(k)];
    index.emplace_back(
        ndarray::reshape(call.budget(), counting(call.budget(), array.shape[at(k)]), shape));
  }
  return index;
}

Object take_along_axis(Call& call) {
  NDArray array = call.array(0);
  if (call[2].is_none()) array = ravel(call.budget(), array);
  const int axis = normalize_axis(call.integer(2, 0), array.ndim());
  return snippet::of(
      ndarray::get_item(call.budget(), array, along_axis(call, array, call.array(1), axis)));
}

Object put_along_axis(Call& call) {
  NDArray array = target_of(call, 0);
  if (call[3].is_none()) {
    if (!array.contiguous())
      ndarray::not_supported("np.put_along_axis", "with axis=None of a view");
    array = ravel(call.budget(), array);
  }
  const int axis = normalize_axis(call.integer(3, 0), array.ndim());
  ndarray::set_item(call.budget(), array, along_axis(call, array, call.array(1), axis),
                    call.array(2));
  return {};
}

bool right_side(const Call& call, std::size_t i) {
  const std::string side = call.text(i, "left");
  if (side == "right") return true;
  if (side == "left") return false;
  value_error("search side must be 'left' or 'right' (got '{}')", side);
}

Object searchsorted(Call& call) {
  NDArray line = call.array(0);
  if (line.ndim() != 1) value_error("object of too small depth for desired array");
  if (call.given(3)) {
    auto order = integers_of(call.budget(), index_array(call, 3));
    for (std::int64_t& one : order) one = place_in(one, line.size(), Mode::raise, 0);
    line = gather(call.budget(), line, 0, order);
  }
  return snippet::of(search_sorted(call.budget(), line, call.array(1), right_side(call, 2)));
}

Object digitize(Call& call) {
  const Budget& budget = call.budget();
  const NDArray x = call.array(0);
  const NDArray bins = call.array(1);
  if (x.dtype == DType::complex128) ndarray::type_error("x may not be complex");
  if (bins.ndim() != 1) value_error("object too deep for desired array");
  const bool right = call.flag(2, false);
  const std::vector<double> edges = reals_of(budget, bins);
  if (std::is_sorted(edges.begin(), edges.end())) {
    return snippet::of(search_sorted(budget, bins, x, !right));
  }
  if (!std::is_sorted(edges.rbegin(), edges.rend())) {
    value_error("bins must be monotonically increasing or decreasing");
  }
  const NDArray found = search_sorted(budget, ndarray::flip(bins, 0), x, !right);
  for (std::int64_t& one : ndarray::elements<std::int64_t>(found)) one = bins.size() - one;
  return snippet::of(found);
}

constexpr Builtin functions[] = {
    {"np.take", "a, indices, axis=, out=, mode=", take},
    {"ndarray.take", "self, indices, axis=, out=, mode=", take},
    {"np.put", "a, ind, v, mode=", put},
    {"ndarray.put", "self, indices, values, mode=", put},
    {"np.place", "arr, mask, vals", place},
    {"np.putmask", "a, mask, values", putmask},
    {"np.copyto", "dst, src, casting=, where=", copyto},
    {"np.choose", "a, choices, out=, mode=", choose},
    {"ndarray.choose", "self, choices, out=, mode=", choose},
    {"np.compress", "condition, a, axis=, out=", compress},
    {"ndarray.compress", "self, condition, axis=, out=", compress_method},
    {"np.extract", "condition, arr", extract},
    {"np.nonzero", "a", nonzero},
    {"ndarray.nonzero", "self", nonzero},
    {"np.argwhere", "a", argwhere},
    {"np.flatnonzero", "a", flatnonzero},
    {"np.take_along_axis", "arr, indices, axis", take_along_axis},
    {"np.put_along_axis", "arr, indices, values, axis", put_along_axis},
    {"np.searchsorted", "a, v, side=, sorter=", searchsorted},
    {"ndarray.searchsorted", "self, v, side=, sorter=", searchsorted},
    {"np.digitize", "x, bins, right=", digitize},
};

}  // namespace

std::vector<std::int64_t> true_places(const Budget& budget, const NDArray& array) {
  const NDArray whole =
      ndarray::as_contiguous(budget, ndarray::as_type(budget, array, DType::boolean));
  const auto values = ndarray::elements<bool>(whole);
  const auto count = std::count(values.begin(), values.end(), true);
  budget.work(array.size());
  require_table(budget, count);
  std::vector<std::int64_t> places;
  places.reserve(at(count));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) places.push_back(static_cast<std::int64_t>(i));
  }
  return places;
}

NDArray search_sorted(const Budget& budget, const NDArray& line, const NDArray& v, bool right) {
  const DType common = ndarray::promote(line.dtype, v.dtype);
  const NDArray known = ndarray::as_contiguous(budget, ndarray::as_type(budget, line, common));
  const NDArray values = ndarray::as_contiguous(budget, ndarray::as_type(budget, v, common));
  NDArray found = ndarray::make(budget, DType::int64, v.shape);
  budget.work(v.size(), 60);
  ndarray::visit_dtype(common, [&](auto type) {
    using T = decltype(type);
    const auto edges = ndarray::elements<T>(known);
    const auto all = ndarray::elements<T>(values);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto place =
          right ? std::upper_bound(edges.begin(), edges.end(), all[i], comes_before<T>)
                : std::lower_bound(edges.begin(), edges.end(), all[i], comes_before<T>);
      ndarray::elements<std::int64_t>(found)[i] = place - edges.begin();
    }
  });
  return as_scalar(found);
}

std::span<const Builtin> element_functions() { return functions; }

}  // namespace reference::numpy
