// Ufuncs over broadcast operands.
#include <algorithm>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/multi_loop.h"
#include "reference/ndarray/order.h"
#include "reference/ndarray/promotion.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc_loops.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

// Elements converted at a time.
constexpr std::int64_t chunk = 1024;

// The loop's kernel with operands of other types converted on the way.
class Converting {
 public:
  Converting(const Ufunc& ufunc, const Loop& loop, std::span<const NDArray> operands)
      : kernel_(loop.kernel), inputs_(static_cast<std::size_t>(ufunc.inputs)) {
    operands_ = inputs_ + static_cast<std::size_t>(ufunc.outputs);
    for (std::size_t k = 0; k < operands_; ++k) {
      const DType inner = loop.types[k];
      if (operands[k].dtype == inner) continue;
      casts_[k] =
          k < inputs_ ? cast_run(operands[k].dtype, inner) : cast_run(inner, operands[k].dtype);
      items_[k] = item_size(inner);
      buffers_[k].resize(static_cast<std::size_t>(chunk * items_[k]));
      converts_ = true;
    }
  }

  void run(std::int64_t count, std::array<std::byte*, most_operands> at,
           const std::array<std::ptrdiff_t, most_operands>& step) {
    if (!converts_) {
      kernel_(count, at.data(), step.data());
      return;
    }
    for (; count > 0; count -= chunk) {
      run_chunk(std::min(count, chunk), at, step);
      for (std::size_t k = 0; k < operands_; ++k) at[k] += chunk * step[k];
    }
  }

  bool undefined() const { return undefined_; }

 private:
  void run_chunk(std::int64_t count, const std::array<std::byte*, most_operands>& at,
                 const std::array<std::ptrdiff_t, most_operands>& step) {
    auto inner = at;
    auto inner_step = step;
    for (std::size_t k = 0; k < operands_; ++k) {
      if (casts_[k] == nullptr) continue;
      inner[k] = buffers_[k].data();
      inner_step[k] = items_[k];
      if (k < inputs_) undefined_ |= casts_[k](count, at[k], step[k], inner[k], items_[k]);
    }
    kernel_(count, inner.data(), inner_step.data());
    for (std::size_t k = inputs_; k < operands_; ++k) {
      if (casts_[k] == nullptr) continue;
      undefined_ |= casts_[k](count, inner[k], items_[k], at[k], step[k]);
    }
  }

  Kernel kernel_;
  std::size_t inputs_;
  std::size_t operands_ = 0;
  bool converts_ = false;
  bool undefined_ = false;
  std::array<CastRun, most_operands> casts_{};
  std::array<std::int64_t, most_operands> items_{};
  std::array<std::vector<std::byte>, most_operands> buffers_;
};

void check_operands(const Ufunc& ufunc, std::span<const Operand> operands,
                    const UfuncOptions& options) {
  if (static_cast<int>(operands.size()) != ufunc.inputs) {
    type_error("{}() takes {} positional arguments but {} were given", ufunc.name, ufunc.inputs,
               operands.size());
  }
  if (!options.out.empty() && static_cast<int>(options.out.size()) != ufunc.outputs) {
    value_error("The 'out' tuple must have exactly one entry per ufunc output");
  }
  for (const auto& out : options.out) {
    if (out && (!out->writeable || out->scalar)) value_error("output array is read-only");
  }
  if (options.where && options.where->dtype != DType::boolean) {
    type_error(
        "Cannot cast array data from dtype('{}') to dtype('bool') according to the rule 'safe'",
        name(options.where->dtype));
  }
}

// The shape of all inputs, outputs and the mask together; an output must have it.
Extents common_shape(std::span<const Operand> operands, const UfuncOptions& options) {
  boost::container::small_vector<const NDArray*, most_operands> arrays;
  for (const Operand& operand : operands) arrays.push_back(&operand.array);
  for (const auto& out : options.out) {
    if (out) arrays.push_back(&*out);
  }
  if (options.where) arrays.push_back(&*options.where);
  Extents shape = broadcast_shape({arrays.data(), arrays.size()});
  for (const auto& out : options.out) {
    if (!out || out->shape == shape) continue;
    value_error(
        "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
        shape_text(out->shape), shape_text(shape));
  }
  return shape;
}

bool same_elements(const NDArray& a, const NDArray& b) {
  return a.dtype == b.dtype && a.offset == b.offset && a.shape == b.shape && a.strides == b.strides;
}

// What is read while `options.out` is written must not lie under it, but for the very same view.
NDArray apart_from_outputs(const Budget& budget, const NDArray& input,
                           const UfuncOptions& options) {
  for (const auto& out : options.out) {
    if (out && may_overlap(*out, input) && !same_elements(*out, input)) return copy(budget, input);
  }
  return input;
}

// Without dimensions nothing needs to be arranged.
std::vector<NDArray> apply_to_scalars(const Budget& budget, const Ufunc& ufunc, const Loop& loop,
                                      std::span<const Operand> operands) {
  budget.work(1, 100 + static_cast<double>(loop.nanoseconds));
  alignas(16) std::array<std::array<std::byte, 16>, most_operands> inputs{};
  std::array<std::byte*, most_operands> at{};
  const std::array<std::ptrdiff_t, most_operands> step{};
  bool undefined = false;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    const NDArray& array = operands[i].array;
    at[i] = inputs[i].data();
    undefined |= cast_run(array.dtype, loop.types[i])(1, array.data(), 0, at[i], 0);
  }
  if (undefined) budget.note_undefined_cast();
  std::vector<NDArray> outputs;
  for (int i = 0; i < ufunc.outputs; ++i) {
    const auto k = static_cast<std::size_t>(ufunc.inputs + i);
    outputs.push_back(make(budget, loop.types[k], {}));
    outputs.back().scalar = true;
    at[k] = outputs.back().data();
  }
  loop.kernel(1, at.data(), step.data());
  return outputs;
}

double nanoseconds_of(const Loop& loop, std::span<const NDArray> arrays) {
  double nanoseconds = static_cast<double>(loop.nanoseconds);
  for (std::size_t k = 0; k < std::min(arrays.size(), loop.types.size()); ++k) {
    if (arrays[k].dtype == loop.types[k]) continue;
    const bool half = arrays[k].dtype == DType::float16 || loop.types[k] == DType::float16;
    nanoseconds += half ? 4 : 1.5;
  }
  return nanoseconds;
}

// All operands have one shape: inputs, outputs, and the mask if there is one.
void run(const Budget& budget, const Ufunc& ufunc, const Loop& loop,
         std::span<const NDArray> arrays, bool masked) {
  const MultiLoop loops = make_multi_loop(arrays);
  const MultiLoop::Axis& inner = loops.axes.back();
  std::array<std::ptrdiff_t, most_operands> step{};
  std::copy(inner.strides.begin(), inner.strides.end(), step.begin());
  Converting kernel(ufunc, loop, arrays);
  const std::size_t mask = arrays.size() - 1;
  for_each_outer(loops, 1, [&](const std::array<std::byte*, most_operands>& at) {
    if (!masked) {
      kernel.run(inner.extent, at, step);
      return;
    }
    for_each_true(at[mask], step[mask], inner.extent, [&](std::int64_t from, std::int64_t count) {
      auto begin = at;
      for (std::size_t k = 0; k < mask; ++k) begin[k] += from * step[k];
      kernel.run(count, begin, step);
    });
  });
  if (kernel.undefined()) budget.note_undefined_cast();
}

}  // namespace

std::vector<NDArray> apply(const Rules& rules, const Ufunc& ufunc,
                           std::span<const Operand> operands, const UfuncOptions& options) {
  const Budget& budget = rules.budget;
  check_operands(ufunc, operands, options);
  const Loop& loop = choose_loop(rules, ufunc, operands, options);
  const Extents shape = common_shape(operands, options);
  if (shape.empty() && options.out.empty() && !options.where) {
    return apply_to_scalars(budget, ufunc, loop, operands);
  }

  std::vector<NDArray> arrays;
  for (const Operand& operand : operands) {
    arrays.push_back(broadcast_to(apart_from_outputs(budget, operand.array, options), shape));
  }
  std::vector<NDArray> seen = arrays;
  for (const auto& out : options.out) {
    if (out) seen.push_back(*out);
  }
  std::optional<NDArray> mask;
  if (options.where) {
    mask = broadcast_to(apart_from_outputs(budget, *options.where, options), shape);
  }
  const Extents axes = axes_by_stride(seen);
  std::vector<NDArray> outputs;
  for (int i = 0; i < ufunc.outputs; ++i) {
    const auto k = static_cast<std::size_t>(i);
    const DType dtype = loop.types[operands.size() + k];
    const bool given = !options.out.empty() && options.out[k];
    outputs.push_back(given ? *options.out[k] : make_in_order(budget, dtype, shape, axes));
  }
  arrays.insert(arrays.end(), outputs.begin(), outputs.end());
  if (mask) arrays.push_back(*mask);
  const double nanoseconds =
      nanoseconds_of(loop, {arrays.data(), operands.size() + outputs.size()});
  const std::int64_t run_length = axes.empty() ? 1 : shape[static_cast<std::size_t>(axes.back())];
  const std::int64_t count = element_count(shape);
  budget.work(count, nanoseconds + (mask ? 3 : 0));
  budget.work(count / std::max<std::int64_t>(run_length, 1), 20);
  for (NDArray& array : arrays) array = reordered(array, axes);
  run(budget, ufunc, loop, arrays, mask.has_value());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    outputs[i].scalar = shape.empty() && (options.out.empty() || !options.out[i]);
  }
  return outputs;
}

NDArray apply(const Rules& rules, std::string_view ufunc, const Operand& a) {
  return apply(rules, *find_ufunc(ufunc), {&a, 1}).front();
}

NDArray apply(const Rules& rules, std::string_view ufunc, const Operand& a, const Operand& b) {
  const Operand operands[] = {a, b};
  return apply(rules, *find_ufunc(ufunc), operands).front();
}

std::vector<NDArray> outer(const Rules& rules, const Ufunc& ufunc, const Operand& a,
                           const Operand& b, const UfuncOptions& options) {
  if (ufunc.inputs != 2) value_error("outer product only supported for binary functions");
  Operand first = a;
  for (int i = 0; i < b.array.ndim(); ++i) {
    first.array = insert_axis(first.array, first.array.ndim());
  }
  const Operand operands[] = {first, b};
  return apply(rules, ufunc, operands, options);
}

}  // namespace reference::ndarray
