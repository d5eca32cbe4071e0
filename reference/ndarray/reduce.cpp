// Ufuncs as reductions, in the order in which NumPy adds up.
#include <algorithm>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/multi_loop.h"
#include "reference/ndarray/order.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc_loops.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

// The size of NumPy's buffers: no run of a reduction is longer, which shows in sums of floats.
constexpr std::int64_t chunk = 8192;

bool contains(const Extents& axes, std::int64_t axis) {
  return std::find(axes.begin(), axes.end(), axis) != axes.end();
}

// The result's shape; reduced axes have extent 1 iff they are kept.
Extents reduced_shape(const Extents& shape, const Extents& axes, bool keepdims) {
  Extents reduced;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool gone = contains(axes, static_cast<std::int64_t>(i));
    if (!gone) reduced.push_back(shape[i]);
    if (gone && keepdims) reduced.push_back(1);
  }
  return reduced;
}

// The result seen with the array's axes: stride 0 along those that are reduced.
NDArray spread(const NDArray& result, const Extents& shape, const Extents& axes, bool keepdims) {
  NDArray view = result;
  view.shape = shape;
  view.strides.clear();
  std::size_t from = 0;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    const bool gone = contains(axes, static_cast<std::int64_t>(i));
    view.strides.push_back(gone ? 0 : result.strides[from]);
    if (!gone || keepdims) ++from;
  }
  return view;
}

// One run of at most a chunk, both operands of the loop's types.
class Runs {
 public:
  Runs(const Loop& loop, DType from, bool masked)
      : loop_(loop),
        cast_(cast_run(from, loop.types[0])),
        item_(item_size(loop.types[0])),
        converts_(from != loop.types[0]),
        masked_(masked) {}

  // accumulated = f(accumulated, x) along a reduced axis.
  void reduce(std::byte* accumulated, const std::byte* x, std::ptrdiff_t step,
              const std::byte* mask, std::ptrdiff_t mask_step, std::int64_t count) {
    for (; count > 0; count -= chunk, x += chunk * step, mask += chunk * mask_step) {
      const std::int64_t now = std::min(count, chunk);
      const std::byte* from = convert(x, step, now);
      const std::ptrdiff_t from_step = converts_ ? item_ : step;
      if (!masked_) {
        loop_.reduce(now, accumulated, from, from_step);
        continue;
      }
      for_each_true(mask, mask_step, now, [&](std::int64_t begin, std::int64_t length) {
        loop_.reduce(length, accumulated, from + begin * from_step, from_step);
      });
    }
  }

  // The same for several results next to each other.
  void combine(std::byte* accumulated, std::ptrdiff_t accumulated_step, const std::byte* x,
               std::ptrdiff_t step, const std::byte* mask, std::ptrdiff_t mask_step,
               std::int64_t count) {
    for (; count > 0; count -= chunk) {
      const std::int64_t now = std::min(count, chunk);
      const std::byte* from = convert(x, step, now);
      const std::ptrdiff_t from_step = converts_ ? item_ : step;
      const auto run = [&](std::int64_t begin, std::int64_t length) {
        std::byte* to = accumulated + begin * accumulated_step;
        std::byte* at[] = {to, const_cast<std::byte*>(from) + begin * from_step, to};
        const std::ptrdiff_t steps[] = {accumulated_step, from_step, accumulated_step};
        loop_.kernel(length, at, steps);
      };
      if (masked_) {
        for_each_true(mask, mask_step, now, run);
      } else {
        run(0, now);
      }
      accumulated += chunk * accumulated_step;
      x += chunk * step;
      mask += chunk * mask_step;
    }
  }

  bool undefined() const { return undefined_; }

 private:
  const std::byte* convert(const std::byte* x, std::ptrdiff_t step, std::int64_t count) {
    if (!converts_) return x;
    if (buffer_.empty()) buffer_.resize(static_cast<std::size_t>(chunk * item_));
    undefined_ |= cast_(count, x, step, buffer_.data(), item_);
    return buffer_.data();
  }

  const Loop& loop_;
  CastRun cast_;
  std::int64_t item_;
  bool converts_;
  bool masked_;
  bool undefined_ = false;
  std::vector<std::byte> buffer_;
};

// The innermost axes, reduced but not mergeable, one after the other into chunks.
class Gathered {
 public:
  Gathered(const MultiLoop& loop, std::size_t inner, std::int64_t item, bool masked)
      : item_(item), masked_(masked) {
    for (std::size_t i = loop.axes.size() - inner; i < loop.axes.size(); ++i) {
      axes_.axes.push_back(loop.axes[i]);
    }
    axes_.operands = loop.operands;
    elements_.resize(static_cast<std::size_t>(chunk * item));
    if (masked) mask_.resize(chunk);
  }

  void reduce(Runs& runs, const std::array<std::byte*, most_operands>& at, CastRun copy) {
    axes_.begin = at;
    const MultiLoop::Axis& innermost = axes_.axes.back();
    std::int64_t filled = 0;
    const auto flush = [&] {
      runs.reduce(at[0], elements_.data(), item_, masked_ ? mask_.data() : elements_.data(),
                  masked_ ? 1 : 0, filled);
      filled = 0;
    };
    for_each_outer(axes_, 1, [&](const std::array<std::byte*, most_operands>& from) {
      for (std::int64_t done = 0; done < innermost.extent;) {
        const std::int64_t now = std::min(innermost.extent - done, chunk - filled);
        copy(now, from[1] + done * innermost.strides[1], innermost.strides[1],
             elements_.data() + filled * item_, item_);
        for (std::int64_t i = 0; masked_ && i < now; ++i) {
          mask_[static_cast<std::size_t>(filled + i)] = from[2][(done + i) * innermost.strides[2]];
        }
        done += now;
        filled += now;
        if (filled == chunk) flush();
      }
    });
    flush();
  }

 private:
  std::int64_t item_;
  bool masked_;
  MultiLoop axes_;
  std::vector<std::byte> elements_;
  std::vector<std::byte> mask_;
};

// `arrays`: the result spread over the array's shape, the array, and the mask if there is one.
void run(const Budget& budget, const Loop& loop, std::span<const NDArray> arrays) {
  const MultiLoop loops = make_multi_loop(arrays);
  const bool masked = arrays.size() > 2;
  const DType from = arrays[1].dtype;
  Runs runs(loop, from, masked);
  const MultiLoop::Axis& inner = loops.axes.back();
  std::size_t group = 0;  // innermost axes that are reduced
  while (group < loops.axes.size() && loops.axes[loops.axes.size() - 1 - group].strides[0] == 0) {
    ++group;
  }
  if (group > 1) {
    Gathered gathered(loops, group, item_size(from), masked);
    const CastRun copy = cast_run(from, from);
    for_each_outer(loops, group, [&](const auto& at) { gathered.reduce(runs, at, copy); });
  } else {
    for_each_outer(loops, 1, [&](const auto& at) {
      // Without a mask something that can be pointed at.
      const std::byte* mask = masked ? at[2] : at[1];
      const std::ptrdiff_t mask_step = masked ? inner.strides[2] : 0;
      if (group == 1) {
        runs.reduce(at[0], at[1], inner.strides[1], mask, mask_step, inner.extent);
      } else {
        runs.combine(at[0], inner.strides[0], at[1], inner.strides[1], mask, mask_step,
                     inner.extent);
      }
    });
  }
  if (runs.undefined()) budget.note_undefined_cast();
}

void check_reducible(const Ufunc& ufunc) {
  if (ufunc.inputs != 2) value_error("reduce only supported for binary functions");
  if (ufunc.outputs != 1) {
    value_error("reduce only supported for functions returning a single value");
  }
}

void check(const Ufunc& ufunc, const NDArray& array, const Extents& axes,
           const ReduceOptions& options) {
  if (ufunc.start == Start::first_along && axes.size() > 1) {
    value_error("reduction operation '{}' is not reorderable, so at most one axis may be specified",
                ufunc.name);
  }
  if (ufunc.start != Start::identity && options.where && !options.initial) {
    value_error(
        "reduction operation '{}' does not have an identity, so to use a where mask one has to "
        "specify 'initial'",
        ufunc.name);
  }
  if (options.where && options.where->dtype != DType::boolean) {
    type_error(
        "Cannot cast array data from dtype('{}') to dtype('bool') according to the rule 'safe'",
        name(options.where->dtype));
  }
  const Extents shape = reduced_shape(array.shape, axes, options.keepdims);
  if (options.out && (options.out->scalar || !options.out->writeable)) {
    value_error("output array is read-only");
  }
  if (options.out && options.out->ndim() != static_cast<int>(shape.size())) {
    value_error(
        "output parameter for reduction operation {} has the wrong number of dimensions: Found {} "
        "but expected {}",
        ufunc.name, options.out->ndim(), shape.size());
  }
  if (options.out && options.out->shape != shape) {
    value_error(
        "output parameter for reduction operation {} has a non-reduction dimension not equal to "
        "the input one.",
        ufunc.name);
  }
}

}  // namespace

NDArray reduce(const Rules& rules, const Ufunc& ufunc, const NDArray& array, const Extents& axes,
               const ReduceOptions& options) {
  const Budget& budget = rules.budget;
  check_reducible(ufunc);
  const Loop& loop = choose_reduce_loop(rules, ufunc, array, options.dtype, options.out);
  check(ufunc, array, axes, options);
  const DType dtype = loop.types[0];
  const std::int64_t count = element_count(array.shape);
  std::optional<NDArray> mask;
  if (options.where) mask = broadcast_to(*options.where, array.shape);

  std::vector<NDArray> arrays{array, array};
  arrays[0].strides.assign(array.shape.size(), 0);
  if (options.out) arrays[0] = spread(*options.out, array.shape, axes, options.keepdims);
  const Extents order = axes_by_stride(arrays);

  // The result lies in memory as the array does.
  NDArray kept = make_in_order(budget, dtype, reduced_shape(array.shape, axes, true), order);
  NDArray result = kept;
  if (!options.keepdims) {
    for (int i = array.ndim(); i > 0; --i) {
      if (contains(axes, i - 1)) result = remove_axis(result, i - 1);
    }
  }

  NDArray rest = array;
  if (options.initial) {
    assign(budget, result, options.initial->array);
  } else if (ufunc.start == Start::identity) {
    // As a whole number where the type is: -1 is all bits of an unsigned one.
    assign(budget, result,
           is_float(dtype) || dtype == DType::complex128
               ? make_scalar(budget, ufunc.identity)
               : make_scalar(budget, static_cast<std::int64_t>(ufunc.identity)));
  } else {
    if (count == 0 && result.size() != 0) {
      value_error("zero-size array to reduction operation {} which has no identity", ufunc.name);
    }
    if (count != 0) {
      NDArray first = array;
      for (const std::int64_t axis : axes)
        first = take_range(first, static_cast<int>(axis), 0, 1, 1);
      assign(budget, kept, first);
      if (axes.size() == 1) {
        const auto axis = static_cast<int>(axes.front());
        rest = take_range(array, axis, 1, array.shape[static_cast<std::size_t>(axis)] - 1, 1);
      }
    }
  }
  if (!axes.empty() || ufunc.start == Start::identity || options.initial) {
    budget.work(count, 2 + 2 * static_cast<double>(loop.nanoseconds) + (mask ? 3 : 0));
    const std::int64_t run_length =
        order.empty() ? 1 : array.shape[static_cast<std::size_t>(order.back())];
    budget.work(count / std::max<std::int64_t>(run_length, 1), 20);
    arrays[0] = spread(result, rest.shape, axes, options.keepdims);
    arrays[1] = rest;
    if (mask) arrays.push_back(*mask);
    for (NDArray& one : arrays) one = reordered(one, order);
    run(budget, loop, arrays);
  }
  if (options.out) {
    assign(budget, *options.out, result);
    return *options.out;
  }
  result.scalar = result.ndim() == 0;
  return result;
}

NDArray accumulate(const Rules& rules, const Ufunc& ufunc, const NDArray& array, int axis,
                   std::optional<DType> dtype) {
  if (ufunc.inputs != 2) value_error("accumulate only supported for binary functions");
  if (ufunc.outputs != 1) {
    value_error("accumulate only supported for functions returning a single value");
  }
  if (array.ndim() == 0) type_error("cannot accumulate on a scalar");
  const Budget& budget = rules.budget;
  const Loop& loop = choose_reduce_loop(rules, ufunc, array, dtype, std::nullopt);
  NDArray result = cast(budget, array, loop.types[0]);
  const std::int64_t length = array.shape[static_cast<std::size_t>(axis)];
  if (array.size() == 0) return result;
  budget.work(array.size(), 10 + static_cast<double>(loop.nanoseconds));
  const std::vector<NDArray> slab{pick(result, axis, 0)};
  const MultiLoop loops = make_multi_loop(slab);
  const MultiLoop::Axis& inner = loops.axes.back();
  const std::int64_t stride = result.strides[static_cast<std::size_t>(axis)];
  const std::ptrdiff_t step[] = {inner.strides[0], inner.strides[0], inner.strides[0]};
  for (std::int64_t i = 1; i < length; ++i) {
    for_each_outer(loops, 1, [&](const std::array<std::byte*, most_operands>& from) {
      std::byte* before = from[0] + (i - 1) * stride;
      std::byte* at[] = {before, before + stride, before + stride};
      loop.kernel(inner.extent, at, step);
    });
  }
  return result;
}

}  // namespace reference::ndarray
