// Arrays joined, split, repeated and changed in length.
#include <algorithm>

#include "reference/numpy/families.h"
#include "reference/numpy/ranges.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::normalize_axis;
using ndarray::value_error;

// Into out=, or as they are.
Object placed(const Call& call, std::size_t out, const NDArray& result) {
  if (!call.given(out)) return snippet::of(result);
  const NDArray* target = call[out].array();
  if (target == nullptr) ndarray::type_error("return arrays must be of ArrayType");
  if (target->shape != result.shape) {
    value_error("Output array is the wrong shape");
  }
  ndarray::assign(call.budget(), *target, result);
  return call[out];
}

Object concatenate_call(Call& call) {
  const Budget& budget = call.budget();
  refuse(call, 4, "casting");
  std::vector<NDArray> arrays = arrays_of(budget, call[0]);
  if (call.passed(1) && call[1].is_none()) {
    for (NDArray& array : arrays) array = ravel(budget, array);
    return placed(call, 2, concatenate(budget, arrays, 0, call.dtype(3)));
  }
  if (arrays.empty()) value_error("need at least one array to concatenate");
  if (arrays[0].ndim() == 0) value_error("zero-dimensional arrays cannot be concatenated");
  const int axis = normalize_axis(call.integer(1, 0), arrays[0].ndim());
  return placed(call, 2, concatenate(budget, arrays, axis, call.dtype(3)));
}

std::vector<NDArray> stackable(const Call& call) {
  std::vector<NDArray> arrays = arrays_of(call.budget(), call[0]);
  for (NDArray& array : arrays) array = as_array(call.budget(), array);
  return arrays;
}

Object stack(Call& call) {
  refuse(call, 4, "casting");
  std::vector<NDArray> arrays = stackable(call);
  if (arrays.empty()) value_error("need at least one array to stack");
  for (const NDArray& array : arrays) {
    if (array.shape != arrays[0].shape) value_error("all input arrays must have the same shape");
  }
  const int axis = normalize_axis(call.integer(1, 0), arrays[0].ndim() + 1);
  for (NDArray& array : arrays) array = ndarray::insert_axis(array, axis);
  return placed(call, 2, concatenate(call.budget(), arrays, axis, call.dtype(3)));
}

NDArray at_least(NDArray array, int ndim) {
  if (array.ndim() == 0) array = ndarray::insert_axis(array, 0);
  if (ndim >= 2 && array.ndim() == 1) array = ndarray::insert_axis(array, 0);
  if (ndim == 3 && array.ndim() == 2) array = ndarray::insert_axis(array, 2);
  return array;
}

Object stack_along(Call& call, int least, int axis) {
  refuse(call, 2, "casting");
  std::vector<NDArray> arrays = stackable(call);
  for (NDArray& array : arrays) array = at_least(array, least);
  if (least == 1 && !arrays.empty() && arrays[0].ndim() > 1) axis = 1;
  return snippet::of(concatenate(call.budget(), arrays, axis, call.dtype(1)));
}

Object hstack(Call& call) { return stack_along(call, 1, 0); }
Object vstack(Call& call) { return stack_along(call, 2, 0); }
Object dstack(Call& call) { return stack_along(call, 3, 2); }

Object column_stack(Call& call) {
  std::vector<NDArray> arrays = stackable(call);
  for (NDArray& array : arrays) {
    if (array.ndim() < 2) array = ndarray::transpose(at_least(array, 2));
  }
  return snippet::of(concatenate(call.budget(), arrays, 1));
}

// How deep lists nest in np.block; all must nest alike.
int block_depth(const Object& object, int depth) {
  if (depth > ndarray::max_dimensions) ndarray::limit_exceeded("lists nested deeper than 32");
  if (object.get<snippet::Tuple>() != nullptr) {
    ndarray::type_error(
        "{} is a tuple. Only lists can be used to arrange blocks, and np.block does not allow "
        "implicit conversion from tuple to ndarray.",
        "arrays");
  }
  const auto* list = object.get<snippet::List>();
  if (list == nullptr) return depth;
  std::optional<int> all;
  for (const Object& item : list->sequence->items()) {
    const int one = block_depth(item, depth + 1);
    if (all && *all != one) value_error("List depths are mismatched.");
    all = one;
  }
  if (!all) value_error("List at arrays cannot be empty");
  return *all;
}

int block_dimensions(const Budget& budget, const Object& object) {
  const auto* list = object.get<snippet::List>();
  if (list == nullptr) return snippet::to_array(budget, object).ndim();
  int ndim = 0;
  for (const Object& item : list->sequence->items()) {
    ndim = std::max(ndim, block_dimensions(budget, item));
  }
  return ndim;
}

NDArray block(const Budget& budget, const Object& object, int ndim, int levels) {
  const auto* list = object.get<snippet::List>();
  if (list == nullptr) {
    NDArray array = as_array(budget, snippet::to_array(budget, object));
    while (array.ndim() < ndim) array = ndarray::insert_axis(array, 0);
    return array;
  }
  std::vector<NDArray> parts;
  for (const Object& item : list->sequence->items()) {
    parts.push_back(block(budget, item, ndim, levels - 1));
  }
  return concatenate(budget, parts, ndim - levels);
}

Object block(Call& call) {
  const int depth = block_depth(call[0], 0);
  const int ndim = std::max(depth, block_dimensions(call.budget(), call[0]));
  const NDArray whole = block(call.budget(), call[0], ndim, depth);
  return snippet::of(depth == 0 ? ndarray::copy(call.budget(), whole) : whole);
}

// Views between one border and the next.
Object pieces(const Budget& budget, const NDArray& array, int axis,
              const std::vector<std::int64_t>& borders) {
  std::vector<NDArray> views;
  const std::int64_t extent = array.shape[at(axis)];
  require_table(budget, static_cast<std::int64_t>(borders.size()) * 24);
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const auto range = ndarray::resolve({borders[i], borders[i + 1], std::nullopt}, extent);
    views.push_back(ndarray::take_range(array, axis, range.start, range.count, 1));
  }
  return list_of(budget, std::move(views));
}

Object split_along(const Call& call, int axis, bool equal) {
  const Budget& budget = call.budget();
  const NDArray array = as_array(budget, call.array(0));
  const std::int64_t extent = array.shape[at(axis)];
  std::vector<std::int64_t> borders{0};
  if (is_sequence(call[1])) {
    for (const std::int64_t border : call.integers(1)) borders.push_back(border);
    borders.push_back(extent);
    return pieces(budget, array, axis, borders);
  }
  const std::int64_t sections = call.integer(1);
  if (equal && sections == 0) {
    ndarray::raise("ZeroDivisionError", "integer division or modulo by zero");
  }
  if (equal && extent % sections != 0) {
    value_error("array split does not result in an equal division");
  }
  if (sections <= 0) value_error("number sections must be larger than 0.");
  require_table(budget, sections);
  for (std::int64_t i = 0; i < sections; ++i) {
    borders.push_back(borders.back() + extent / sections + (i < extent % sections ? 1 : 0));
  }
  return pieces(budget, array, axis, borders);
}

Object split(Call& call) {
  return split_along(call, normalize_axis(call.integer(2, 0), call.array(0).ndim()), true);
}

Object array_split(Call& call) {
  return split_along(call, normalize_axis(call.integer(2, 0), call.array(0).ndim()), false);
}

Object hsplit(Call& call) {
  const int ndim = call.array(0).ndim();
  if (ndim == 0) value_error("hsplit only works on arrays of 1 or more dimensions");
  return split_along(call, ndim > 1 ? 1 : 0, true);
}

Object vsplit(Call& call) {
  if (call.array(0).ndim() < 2) {
    value_error("vsplit only works on arrays of 2 or more dimensions");
  }
  return split_along(call, 0, true);
}

Object dsplit(Call& call) {
  if (call.array(0).ndim() < 3) {
    value_error("dsplit only works on arrays of 3 or more dimensions");
  }
  return split_along(call, 2, true);
}

NDArray repeat_all(const Budget& budget, const NDArray& array, int axis, std::int64_t times) {
  const std::int64_t extent = array.shape[at(axis)];
  const std::int64_t count = ndarray::element_count({extent, times});
  require_table(budget, count);
  std::vector<std::int64_t> indices;
  indices.reserve(at(count));
  for (std::int64_t i = 0; i < count; ++i) indices.push_back(i % extent);
  return gather(budget, array, axis, indices);
}

Object tile(Call& call) {
  const Budget& budget = call.budget();
  NDArray array = as_array(budget, call.array(0));
  Extents times = call.integers(1);
  if (times.size() > ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  while (array.shape.size() < times.size()) array = ndarray::insert_axis(array, 0);
  while (times.size() < array.shape.size()) times.insert(times.begin(), 1);
  Extents shape = array.shape;
  for (std::size_t axis = 0; axis < times.size(); ++axis) {
    shape[axis] = ndarray::element_count({shape[axis], times[axis]});
  }
  budget.require(ndarray::element_count(shape) * ndarray::item_size(array.dtype));
  bool repeats = false;
  for (std::size_t axis = times.size(); axis > 0; --axis) {
    if (times[axis - 1] == 1) continue;
    array = repeat_all(budget, array, static_cast<int>(axis - 1), times[axis - 1]);
    repeats = true;
  }
  return snippet::of(repeats ? array : ndarray::copy(budget, array));
}

Object repeat(Call& call) {
  const Budget& budget = call.budget();
  NDArray array = as_array(budget, call.array(0));
  if (!call.given(2)) array = ravel(budget, array);
  const int axis = normalize_axis(call.integer(2, 0), array.ndim());
  const std::int64_t extent = array.shape[at(axis)];
  const NDArray repeats = call.array(1);
  if (!ndarray::can_cast_safely(repeats.dtype, DType::int64)) {
    ndarray::type_error(
        "Cannot cast array data from dtype('{}') to dtype('int64') according to "
        "the rule 'safe'",
        ndarray::name(repeats.dtype));
  }
  if (repeats.ndim() > 1) value_error("object too deep for desired array");
  std::vector<std::int64_t> times = integers_of(budget, repeats);
  if (times.size() != 1 && static_cast<std::int64_t>(times.size()) != extent) {
    value_error("operands could not be broadcast together with shape ({},) ({},)", extent,
                times.size());
  }
  std::int64_t count = 0;
  budget.work(extent, 3);  // also of an array whose elements are all the same one
  for (std::int64_t i = 0; i < extent; ++i) {
    const std::int64_t one = times.size() == 1 ? times[0] : times[at(i)];
    if (one < 0) value_error("repeats may not contain negative values.");
    count = std::min(count + std::min(one, std::int64_t{1} << 58), std::int64_t{1} << 58);
  }
  require_table(budget, count);
  std::vector<std::int64_t> indices;
  indices.reserve(at(count));
  for (std::int64_t i = 0; i < extent; ++i) {
    indices.insert(indices.end(), at(times.size() == 1 ? times[0] : times[at(i)]), i);
  }
  return snippet::of(gather(budget, array, axis, indices));
}

Object append(Call& call) {
  const Budget& budget = call.budget();
  const NDArray arr = as_array(budget, call.array(0));
  const NDArray values = as_array(budget, call.array(1));
  if (!call.given(2)) {
    const NDArray parts[] = {ravel(budget, arr), ravel(budget, values)};
    return snippet::of(concatenate(budget, parts, 0));
  }
  if (arr.ndim() == 0) value_error("zero-dimensional arrays cannot be concatenated");
  const NDArray parts[] = {arr, values};
  return snippet::of(concatenate(budget, parts, normalize_axis(call.integer(2), arr.ndim())));
}

// Axis to change along: a line of all elements if none is given.
struct Line {
  NDArray array;
  int axis;
  std::int64_t extent() const { return array.shape[at(axis)]; }
};

Line line_of(const Call& call, std::size_t axis) {
  NDArray array = as_array(call.budget(), call.array(0));
  if (!call.given(axis)) return {ravel(call.budget(), array), 0};
  return {array, normalize_axis(call.integer(axis), array.ndim())};
}

// The places that an int, a list or a slice names.
NDArray places_of(const Call& call, const Object& object, std::int64_t extent) {
  if (const auto* slice = object.get<snippet::Slice>()) {
    const ndarray::Range range = slice_range(*slice, extent);
    std::vector<std::int64_t> places;
    require_table(call.budget(), range.count);
    for (std::int64_t i = 0; i < range.count; ++i) places.push_back(range.start + i * range.step);
    return vector_of(call.budget(), places);
  }
  const NDArray places = snippet::to_array(call.budget(), object);
  return places.size() == 0 ? ndarray::as_type(call.budget(), places, DType::int64) : places;
}

void check_integers(const NDArray& places) {
  if (ndarray::kind(places.dtype) <= DKind::integer) return;
  ndarray::index_error("arrays used as indices must be of integer (or boolean) type");
}

Object insert_one(const Budget& budget, const Line& line, std::int64_t index, bool scalar_index,
                  const Object& given) {
  const std::int64_t extent = line.extent();
  if (index < -extent || index > extent) {
    ndarray::index_error("index {} is out of bounds for axis {} with size {}", index, line.axis,
                         extent);
  }
  if (index < 0) index += extent;
  NDArray values = snippet::to_array(budget, given, line.array.dtype);
  while (values.ndim() < line.array.ndim()) values = ndarray::insert_axis(values, 0);
  if (scalar_index) values = move_axis(values, 0, line.axis);
  const std::int64_t added = values.shape[at(line.axis)];
  Extents shape = line.array.shape;
  shape[at(line.axis)] += added;
  const NDArray made = ndarray::make(budget, line.array.dtype, shape);
  const auto part = [&](const NDArray& array, std::int64_t start, std::int64_t count) {
    return ndarray::take_range(array, line.axis, start, count, 1);
  };
  ndarray::assign(budget, part(made, 0, index), part(line.array, 0, index));
  ndarray::assign(budget, part(made, index, added), values);
  ndarray::assign(budget, part(made, index + added, extent - index),
                  part(line.array, index, extent - index));
  return snippet::of(made);
}

Object insert(Call& call) {
  const Budget& budget = call.budget();
  const Line line = line_of(call, 3);
  const std::int64_t extent = line.extent();
  const NDArray indices = places_of(call, call[1], extent);
  check_integers(indices);
  if (indices.ndim() > 1) {
    value_error("index array argument obj to insert must be one dimensional or scalar");
  }
  std::vector<std::int64_t> places = integers_of(budget, indices);
  if (places.size() == 1) {
    return insert_one(budget, line, places[0], indices.ndim() == 0, call[2]);
  }
  // Each lands where it would be if those before it were inserted already.
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i] < 0) places[i] += extent;
    order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  Extents shape = line.array.shape;
  shape[at(line.axis)] += static_cast<std::int64_t>(places.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    places[order[i]] += static_cast<std::int64_t>(i);
    if (places[order[i]] < 0 || places[order[i]] >= shape[at(line.axis)]) {
      ndarray::index_error("index {} is out of bounds for axis {} with size {}", places[order[i]],
                           line.axis, shape[at(line.axis)]);
    }
  }
  const NDArray made = ndarray::make(budget, line.array.dtype, shape);
  require_table(budget, shape[at(line.axis)]);
  std::vector<bool> taken(at(shape[at(line.axis)]), false);
  for (const std::int64_t place : places) taken[at(place)] = true;
  std::vector<std::int64_t> others;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (!taken[i]) others.push_back(static_cast<std::int64_t>(i));
  }
  std::vector<ndarray::Index> index(at(line.axis), ndarray::SliceIndex{});
  index.emplace_back(vector_of(budget, places));
  ndarray::set_item(budget, made, index, call.array(2));
  index.back() = vector_of(budget, others);
  ndarray::set_item(budget, made, index, line.array);
  return snippet::of(made);
}

Object remove(Call& call) {
  const Budget& budget = call.budget();
  const Line line = line_of(call, 2);
  const std::int64_t extent = line.extent();
  const NDArray places = places_of(call, call[1], extent);
  check_integers(places);
  require_table(budget, extent);
  std::vector<bool> gone(at(extent), false);
  if (places.dtype == DType::boolean) {
    if (places.ndim() != 1 || places.shape[0] != extent) {
      value_error(
          "boolean array argument obj to delete must be one dimensional and match the axis length "
          "of {}",
          extent);
    }
    budget.work(extent, 50);
    for (std::int64_t i = 0; i < extent; ++i) {
      gone[at(i)] = ndarray::to_bool(ndarray::pick(places, 0, i));
    }
  } else {
    for (const std::int64_t place : integers_of(budget, places)) {
      if (place < -extent || place >= extent) {
        ndarray::index_error("index {} is out of bounds for axis {} with size {}", place, line.axis,
                             extent);
      }
      gone[at(place < 0 ? place + extent : place)] = true;
    }
  }
  std::vector<std::int64_t> kept;
  for (std::int64_t i = 0; i < extent; ++i) {
    if (!gone[at(i)]) kept.push_back(i);
  }
  return snippet::of(gather(budget, line.array, line.axis, kept));
}

Object resize(Call& call) {
  const Budget& budget = call.budget();
  const NDArray line = ravel(budget, call.array(0));
  const Extents shape = call.integers(1);
  for (const std::int64_t extent : shape) {
    if (extent < 0) value_error("all elements of `new_shape` must be non-negative");
  }
  const std::int64_t count = ndarray::element_count(shape);
  if (line.size() == 0) return snippet::of(ndarray::make(budget, line.dtype, shape));
  require_table(budget, count);
  std::vector<std::int64_t> indices;
  indices.reserve(at(count));
  for (std::int64_t i = 0; i < count; ++i) indices.push_back(i % line.size());
  return snippet::of(ndarray::reshape(budget, gather(budget, line, 0, indices), shape));
}

Object trim_zeros(Call& call) {
  const NDArray* line = call[0].array();
  if (line == nullptr || line->ndim() != 1) {
    ndarray::not_supported("np.trim_zeros", "of anything but a one-dimensional array");
  }
  const std::string trim = call.text(1, "fb");
  std::int64_t first = 0;
  std::int64_t last = line->shape[0];
  call.budget().work(last, 50);
  const auto zero = [&](std::int64_t i) { return !ndarray::to_bool(ndarray::pick(*line, 0, i)); };
  if (trim.find_first_of("fF") != std::string::npos) {
    while (first < last && zero(first)) ++first;
  }
  if (trim.find_first_of("bB") != std::string::npos) {
    while (last > first && zero(last - 1)) --last;
  }
  return snippet::of(ndarray::take_range(*line, 0, first, last - first, 1));
}

constexpr Builtin functions[] = {
    {"np.concatenate", "arrays, axis=, out=, dtype=, casting=", concatenate_call},
    {"np.stack", "arrays, axis=, out=, *, dtype=, casting=", stack},
    {"np.hstack", "tup, *, dtype=, casting=", hstack},
    {"np.vstack", "tup, *, dtype=, casting=", vstack},
    {"np.row_stack", "tup, *, dtype=, casting=", vstack},
    {"np.dstack", "tup, *, dtype=, casting=", dstack},
    {"np.column_stack", "tup", column_stack},
    {"np.block", "arrays", block},
    {"np.split", "ary, indices_or_sections, axis=", split},
    {"np.array_split", "ary, indices_or_sections, axis=", array_split},
    {"np.hsplit", "ary, indices_or_sections", hsplit},
    {"np.vsplit", "ary, indices_or_sections", vsplit},
    {"np.dsplit", "ary, indices_or_sections", dsplit},
    {"np.tile", "A, reps", tile},
    {"np.repeat", "a, repeats, axis=", repeat},
    {"ndarray.repeat", "self, repeats, axis=", repeat},
    {"np.append", "arr, values, axis=", append},
    {"np.insert", "arr, obj, values, axis=", insert},
    {"np.delete", "arr, obj, axis=", remove},
    {"np.resize", "a, new_shape", resize},
    {"np.trim_zeros", "filt, trim=", trim_zeros},
};

}  // namespace

std::span<const Builtin> joining_functions() { return functions; }

}  // namespace reference::numpy
