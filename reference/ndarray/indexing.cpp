// Indexing with ints, slices, `...` and None: views. See fancy_indexing.h for arrays.
#include "reference/ndarray/indexing.h"

#include <algorithm>

#include "reference/ndarray/fancy_indexing.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

std::size_t at(int axis) { return static_cast<std::size_t>(axis); }

// How many axes an index takes; `...` is asked for elsewhere.
int axes_of(const Index& index) {
  if (const auto* array = std::get_if<NDArray>(&index)) {
    return array->dtype == DType::boolean ? array->ndim() : 1;
  }
  return std::holds_alternative<NewAxisIndex>(index) || std::holds_alternative<EllipsisIndex>(index)
             ? 0
             : 1;
}

// An integer array without dimensions is an int.
Index simplified(const Index& index) {
  const auto* array = std::get_if<NDArray>(&index);
  if (array == nullptr || array->dtype == DType::boolean) return index;
  if (!is_integer(array->dtype)) {
    index_error("arrays used as indices must be of integer (or boolean) type");
  }
  if (array->ndim() != 0) return index;
  return to_int64(*array);
}

struct Parsed {
  std::vector<Index> items;
  bool fancy = false;
  bool ellipsis = false;
  int rest = 0;  // axes that `...` stands for
};

// Masks are looked at before the other indices.
void check_masks(const NDArray& array, const std::vector<Index>& items, int rest) {
  int axis = 0;
  for (const Index& item : items) {
    const auto* mask = std::get_if<NDArray>(&item);
    if (mask != nullptr && mask->dtype == DType::boolean) {
      for (int i = 0; i < mask->ndim(); ++i) {
        const std::int64_t extent = array.shape[at(axis + i)];
        if (mask->shape[at(i)] == extent) continue;
        index_error(
            "boolean index did not match indexed array along dimension {}; dimension is {} but "
            "corresponding boolean dimension is {}",
            axis + i, extent, mask->shape[at(i)]);
      }
    }
    axis += std::holds_alternative<EllipsisIndex>(item) ? rest : axes_of(item);
  }
}

Parsed parse(const NDArray& array, const std::vector<Index>& index) {
  Parsed parsed;
  int taken = 0;
  for (const Index& one : index) {
    parsed.items.push_back(simplified(one));
    const Index& item = parsed.items.back();
    taken += axes_of(item);
    parsed.fancy = parsed.fancy || std::holds_alternative<NDArray>(item);
    if (!std::holds_alternative<EllipsisIndex>(item)) continue;
    if (parsed.ellipsis) index_error("an index can only have a single ellipsis ('...')");
    parsed.ellipsis = true;
  }
  if (array.scalar && taken > 0) index_error("invalid index to scalar variable.");
  if (taken > array.ndim()) {
    index_error("too many indices for array: array is {}-dimensional, but {} were indexed",
                array.ndim(), taken);
  }
  parsed.rest = array.ndim() - taken;
  check_masks(array, parsed.items, parsed.rest);
  return parsed;
}

NDArray sliced(const NDArray& array, int axis, const SliceIndex& slice) {
  const Range range = resolve(slice, array.shape[at(axis)]);
  return take_range(array, axis, range.start, range.count, range.step);
}

// The view, and the axes of it that arrays (and ints beside them) index.
FancyIndex arranged(const NDArray& array, const Parsed& parsed) {
  FancyIndex fancy;
  NDArray view = array;
  int axis = 0;    // of the view
  int number = 0;  // of the array, for messages
  for (const Index& item : parsed.items) {
    if (const auto* slice = std::get_if<SliceIndex>(&item)) {
      view = sliced(view, axis++, *slice);
      ++number;
      fancy.interrupt();
    } else if (std::holds_alternative<NewAxisIndex>(item)) {
      view = insert_axis(view, axis++);
      fancy.interrupt();
    } else if (std::holds_alternative<EllipsisIndex>(item)) {
      axis += parsed.rest;
      number += parsed.rest;
      fancy.interrupt();
    } else if (const auto* integer = std::get_if<std::int64_t>(&item)) {
      const std::int64_t place = checked_index(*integer, array.shape[at(number)], number);
      view = pick(view, axis, place);
      ++number;
      if (parsed.fancy) fancy.start(axis);
    } else {
      const auto& indices = std::get<NDArray>(item);
      const int taken = axes_of(item);
      fancy.start(axis);
      fancy.parts.push_back({indices, number, Extents(), Extents()});
      for (int i = 0; i < taken; ++i) {
        fancy.parts.back().extents.push_back(view.shape[at(axis)]);
        fancy.parts.back().strides.push_back(view.strides[at(axis)]);
        // What is left of the view starts at the first element; offsets lead to the others.
        view.shape.erase(view.shape.begin() + axis);
        view.strides.erase(view.strides.begin() + axis);
      }
      number += taken;
    }
  }
  fancy.rest = std::move(view);
  return fancy;
}

}  // namespace

std::int64_t checked_index(std::int64_t index, std::int64_t extent, int axis) {
  if (index < -extent || index >= extent) {
    index_error("index {} is out of bounds for axis {} with size {}", index, axis, extent);
  }
  return index < 0 ? index + extent : index;
}

Range resolve(const SliceIndex& slice, std::int64_t extent) {
  const std::int64_t step = slice.step.value_or(1);
  if (step == 0) value_error("slice step cannot be zero");
  const bool backward = step < 0;
  const std::int64_t lowest = backward ? -1 : 0;
  const std::int64_t highest = backward ? extent - 1 : extent;
  const auto bound = [&](const std::optional<std::int64_t>& given, std::int64_t otherwise) {
    if (!given) return otherwise;
    if (*given >= 0) return std::min(*given, highest);
    return *given < -extent ? lowest : std::max(*given + extent, lowest);
  };
  const std::int64_t start = bound(slice.start, backward ? highest : lowest);
  const std::int64_t stop = bound(slice.stop, backward ? lowest : highest);
  Range range{start, 0, step};
  if (!backward && start < stop) range.count = (stop - start - 1) / step + 1;
  if (backward && stop < start) {
    // -step overflows for the smallest integer, which steps over everything.
    const bool whole = step < -extent;
    range.count = whole ? 1 : (start - stop - 1) / -step + 1;
  }
  return range;
}

NDArray get_item(const Budget& budget, const NDArray& array, const std::vector<Index>& index) {
  const Parsed parsed = parse(array, index);
  const FancyIndex fancy = arranged(array, parsed);
  if (parsed.fancy) return fancy_get(budget, fancy);
  if (fancy.rest.ndim() > 0 || parsed.ellipsis) {
    NDArray view = fancy.rest;
    view.scalar = false;
    return view;
  }
  NDArray scalar = copy(budget, fancy.rest);
  scalar.scalar = true;
  return scalar;
}

void set_item(const Budget& budget, const NDArray& array, const std::vector<Index>& index,
              const NDArray& value) {
  if (array.scalar) {
    type_error("'numpy.{}' object does not support item assignment",
               array.dtype == DType::boolean ? "bool_" : name(array.dtype));
  }
  const Parsed parsed = parse(array, index);
  if (!array.writeable) value_error("assignment destination is read-only");
  const FancyIndex fancy = arranged(array, parsed);
  if (!parsed.fancy) {
    const bool element = fancy.rest.ndim() == 0 && !parsed.ellipsis;
    if (element && value.size() != 1) value_error("setting an array element with a sequence.");
    assign(budget, fancy.rest, value);
    return;
  }
  const NDArray from = may_overlap(array, value) ? copy(budget, value) : value;
  const bool whole_mask = parsed.items.size() == 1 &&
                          fancy.parts.front().indices.dtype == DType::boolean &&
                          fancy.parts.front().indices.ndim() == array.ndim();
  if (whole_mask) {
    mask_set(budget, fancy, from);
  } else {
    fancy_set(budget, fancy, from);
  }
}

}  // namespace reference::ndarray
