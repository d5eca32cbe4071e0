#include "reference/ndarray/fancy_indexing.h"

#include <algorithm>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/multi_loop.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

std::size_t at(int axis) { return static_cast<std::size_t>(axis); }

// The places of true values in a mask, in row-major order, as offsets in bytes.
NDArray offsets_of_mask(const Budget& budget, const FancyIndex::Part& part) {
  const NDArray& mask = part.indices;
  budget.work(mask.size(), 4);
  NDArray places = mask;  // never read, only its strides are
  places.strides = part.strides;
  const NDArray pair[] = {mask, places};
  const MultiLoop loops = make_multi_loop(pair);
  const MultiLoop::Axis& inner = loops.axes.back();
  std::int64_t count = 0;
  for_each_outer(loops, 1, [&](const auto& begin) {
    for_each_true(begin[0], inner.strides[0], inner.extent,
                  [&](std::int64_t, std::int64_t length) { count += length; });
  });
  NDArray offsets = make(budget, DType::int64, {count});
  std::int64_t* next = elements<std::int64_t>(offsets).data();
  for_each_outer(loops, 1, [&](const auto& begin) {
    const std::int64_t base = begin[1] - loops.begin[1];
    for_each_true(begin[0], inner.strides[0], inner.extent,
                  [&](std::int64_t from, std::int64_t length) {
                    for (std::int64_t i = from; i < from + length; ++i) {
                      *next++ = base + i * inner.strides[1];
                    }
                  });
  });
  return offsets;
}

NDArray offsets_of_integers(const Budget& budget, const FancyIndex::Part& part) {
  budget.work(part.indices.size(), 2);
  NDArray offsets = cast(budget, part.indices, DType::int64);
  for (std::int64_t& offset : elements<std::int64_t>(offsets)) {
    offset = checked_index(offset, part.extents[0], part.axis) * part.strides[0];
  }
  return offsets;
}

[[noreturn]] void fail_for_shapes(const std::vector<NDArray>& offsets, const FancyIndex& index) {
  std::string shapes;
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    const int times = index.parts[i].indices.dtype == DType::boolean
                          ? std::max(index.parts[i].indices.ndim(), 1)
                          : 1;
    for (int k = 0; k < times; ++k) shapes += shape_text(offsets[i].shape) + " ";
  }
  index_error("shape mismatch: indexing arrays could not be broadcast together with shapes {}",
              shapes);
}

// Where the elements are that all arrays together choose, in bytes from the start of `rest`.
NDArray offsets_of(const Budget& budget, const FancyIndex& index) {
  std::vector<NDArray> offsets;
  std::vector<const NDArray*> all;
  for (const FancyIndex::Part& part : index.parts) {
    const bool mask = part.indices.dtype == DType::boolean;
    offsets.push_back(mask ? offsets_of_mask(budget, part) : part.indices);
  }
  for (const NDArray& one : offsets) all.push_back(&one);
  Extents shape;
  try {
    shape = broadcast_shape(all);
  } catch (const Raised& raised) {
    if (raised.fault != Fault::python) throw;
    fail_for_shapes(offsets, index);
  }
  // Where nothing is chosen NumPy does not look at the indices.
  if (element_count(shape) == 0 || index.rest.size() == 0) {
    return make(budget, DType::int64, shape);
  }
  for (std::size_t i = 0; i < offsets.size(); ++i) {
    if (index.parts[i].indices.dtype == DType::boolean) continue;
    offsets[i] = offsets_of_integers(budget, index.parts[i]);
  }
  if (offsets.size() == 1) return offsets.front();
  NDArray sum = make(budget, DType::int64, shape);
  for (const NDArray& one : offsets) {
    budget.work(sum.size(), 2);
    const NDArray pair[] = {sum, broadcast_to(one, shape)};
    const MultiLoop loops = make_multi_loop(pair);
    const MultiLoop::Axis& inner = loops.axes.back();
    for_each_outer(loops, 1, [&](const auto& begin) {
      for (std::int64_t i = 0; i < inner.extent; ++i) {
        std::byte* to = begin[0] + i * inner.strides[0];
        store(to, load<std::int64_t>(to) + load<std::int64_t>(begin[1] + i * inner.strides[1]));
      }
    });
  }
  return sum;
}

// The result's shape with the axes of the arrays in front.
Extents shape_in_front(const NDArray& offsets, const NDArray& rest) {
  Extents shape = offsets.shape;
  shape.insert(shape.end(), rest.shape.begin(), rest.shape.end());
  return shape;
}

// The axes of the result, by their number with the axes of the arrays in front.
Extents placed(int fancy, int rest, int place) {
  Extents axes;
  for (int i = 0; i < place; ++i) axes.push_back(fancy + i);
  for (int i = 0; i < fancy; ++i) axes.push_back(i);
  for (int i = place; i < rest; ++i) axes.push_back(fancy + i);
  return axes;
}

// Calls copy(count, chosen, chosen_step, other, other_step) for runs of the chosen elements and
// those of `other`, which has the axes of the arrays in front.
template <typename Copy>
void for_each_chosen(const Budget& budget, const NDArray& offsets, const NDArray& rest,
                     const NDArray& other, Copy copy) {
  const int fancy = offsets.ndim();
  NDArray part = other;
  part.shape = rest.shape;
  part.strides.erase(part.strides.begin(), part.strides.begin() + fancy);
  const NDArray pair[] = {rest, part};
  MultiLoop inner = make_multi_loop(pair);
  const MultiLoop::Axis& run = inner.axes.back();
  const std::int64_t runs = rest.size() / std::max<std::int64_t>(run.extent, 1);
  budget.work(offsets.size(),
              10 + 20 * static_cast<double>(runs) + 1.5 * static_cast<double>(rest.size()));
  if (rest.size() == 0) return;
  NDArray outer = other;
  outer.shape = offsets.shape;
  outer.strides.resize(at(fancy));
  const NDArray choices[] = {offsets, outer};
  const MultiLoop loops = make_multi_loop(choices);
  const MultiLoop::Axis& row = loops.axes.back();
  const std::byte* start = rest.data();
  for_each_outer(loops, 1, [&](const auto& begin) {
    for (std::int64_t i = 0; i < row.extent; ++i) {
      const auto offset = load<std::int64_t>(begin[0] + i * row.strides[0]);
      std::byte* chosen = const_cast<std::byte*>(start) + offset;
      std::byte* there = begin[1] + i * row.strides[1];
      if (inner.axes.size() == 1) {
        copy(run.extent, chosen, run.strides[0], there, run.strides[1]);
        continue;
      }
      inner.begin[0] = chosen;
      inner.begin[1] = there;
      for_each_outer(inner, 1, [&](const auto& from) {
        copy(run.extent, from[0], run.strides[0], from[1], run.strides[1]);
      });
    }
  });
}

void set_at(const Budget& budget, const NDArray& offsets, const NDArray& rest,
            const NDArray& value) {
  const CastRun cast = cast_run(value.dtype, rest.dtype);
  bool undefined = false;
  for_each_chosen(
      budget, offsets, rest, value,
      [&](std::int64_t count, std::byte* chosen, std::ptrdiff_t chosen_step, const std::byte* from,
          std::ptrdiff_t step) { undefined |= cast(count, from, step, chosen, chosen_step); });
  if (undefined) budget.note_undefined_cast();
}

}  // namespace

void FancyIndex::start(int axis) {
  if (state_ == State::before) place = axis;
  if (state_ == State::after) place = 0;
  state_ = state_ == State::after || state_ == State::split ? State::split : State::within;
}

void FancyIndex::interrupt() {
  if (state_ == State::within) state_ = State::after;
}

NDArray fancy_get(const Budget& budget, const FancyIndex& index) {
  const NDArray offsets = offsets_of(budget, index);
  NDArray result = make(budget, index.rest.dtype, shape_in_front(offsets, index.rest));
  const CastRun copy = cast_run(result.dtype, result.dtype);
  for_each_chosen(
      budget, offsets, index.rest, result,
      [&](std::int64_t count, const std::byte* chosen, std::ptrdiff_t chosen_step, std::byte* to,
          std::ptrdiff_t step) { copy(count, chosen, chosen_step, to, step); });
  return transpose(result, placed(offsets.ndim(), index.rest.ndim(), index.place));
}

void fancy_set(const Budget& budget, const FancyIndex& index, const NDArray& value) {
  const NDArray offsets = offsets_of(budget, index);
  const Extents axes = placed(offsets.ndim(), index.rest.ndim(), index.place);
  const Extents front = shape_in_front(offsets, index.rest);
  if (front.size() > max_dimensions) index_error("too many dimensions");
  Extents shape;
  for (const std::int64_t axis : axes) shape.push_back(front[static_cast<std::size_t>(axis)]);
  NDArray from = value;
  while (from.ndim() > static_cast<int>(shape.size()) && from.shape.front() == 1) {
    from = remove_axis(from, 0);
  }
  bool fits = from.shape.size() <= shape.size();
  for (std::size_t i = 1; fits && i <= from.shape.size(); ++i) {
    const std::int64_t extent = from.shape[from.shape.size() - i];
    fits = extent == 1 || extent == shape[shape.size() - i];
  }
  if (!fits) {
    value_error(
        "shape mismatch: value array of shape {} could not be broadcast to indexing result of "
        "shape {}",
        shape_text(value.shape), shape_text(shape));
  }
  from = broadcast_to(from, shape);
  Extents back(axes.size(), 0);
  for (std::size_t i = 0; i < axes.size(); ++i) {
    back[static_cast<std::size_t>(axes[i])] = static_cast<std::int64_t>(i);
  }
  set_at(budget, offsets, index.rest, transpose(from, back));
}

void mask_set(const Budget& budget, const FancyIndex& index, const NDArray& value) {
  if (value.ndim() > 1) {
    value_error(
        "NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has {} "
        "dimensions",
        value.ndim());
  }
  const NDArray offsets = offsets_of(budget, index);
  if (value.ndim() == 1 && value.shape[0] != 1 && value.shape[0] != offsets.size()) {
    value_error(
        "NumPy boolean array indexing assignment cannot assign {} input values to the {} output "
        "values where the mask is true",
        value.shape[0], offsets.size());
  }
  set_at(budget, offsets, index.rest, broadcast_to(value, offsets.shape));
}

}  // namespace reference::ndarray
