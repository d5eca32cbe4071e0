// ufunc.at: element after element, so that repeated indices count each time.
#include <algorithm>

#include "reference/ndarray/casts.h"
#include "reference/ndarray/indexing.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc_loops.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

using Cell = std::array<std::byte, 16>;

// The row-major numbers of the elements that an index chooses.
NDArray numbers_of(const Budget& budget, const NDArray& array, const std::vector<Index>& index) {
  NDArray numbers = make(budget, DType::int64, array.shape);
  std::int64_t next = 0;
  for (std::int64_t& number : elements<std::int64_t>(numbers)) number = next++;
  NDArray chosen = get_item(budget, numbers, index);
  chosen.scalar = false;
  return chosen;
}

std::int64_t offset_of(const NDArray& array, std::int64_t number) {
  std::int64_t offset = 0;
  for (std::size_t i = array.shape.size(); i > 0; --i) {
    offset += number % array.shape[i - 1] * array.strides[i - 1];
    number /= array.shape[i - 1];
  }
  return offset;
}

}  // namespace

void apply_at(const Rules& rules, const Ufunc& ufunc, const NDArray& array,
              const std::vector<Index>& index, const std::optional<Operand>& value) {
  const Budget& budget = rules.budget;
  if (ufunc.outputs != 1) value_error("Only single output ufuncs supported at this time");
  if (ufunc.inputs == 1 && value) value_error("second operand provided when ufunc is unary");
  if (ufunc.inputs == 2 && !value) value_error("second operand needed for ufunc");
  if (ufunc.inputs > 2) value_error("Only unary and binary ufuncs supported at this time");
  if (!array.writeable || array.scalar) value_error("output array is read-only");
  std::vector<Operand> operands{{array, false}};
  if (value) operands.push_back(*value);
  UfuncOptions options;
  options.out = {array};
  options.unsafe_casting = true;  // NumPy asks no more of ufunc.at
  const Loop& loop = choose_loop(rules, ufunc, operands, options);
  const NDArray chosen = numbers_of(budget, array, index);
  const NDArray numbers = as_contiguous(budget, chosen);
  NDArray values;
  if (value) {
    values = as_contiguous(budget,
                           broadcast_to(cast(budget, value->array, loop.types[1]), chosen.shape));
  }
  budget.work(numbers.size(), 40 + static_cast<double>(loop.nanoseconds));
  const std::size_t last = operands.size();
  const CastRun in = cast_run(array.dtype, loop.types[0]);
  const CastRun out = cast_run(loop.types[last], array.dtype);
  bool undefined = false;
  std::array<Cell, 3> cells{};
  const std::array<std::ptrdiff_t, 3> step{};
  const std::int64_t item = value ? item_size(values.dtype) : 0;
  std::int64_t i = 0;
  for (const std::int64_t number : elements<std::int64_t>(numbers)) {
    std::byte* place = array.data() + offset_of(array, number);
    std::array<std::byte*, 3> at{cells[0].data(), cells[1].data(), cells[2].data()};
    if (value) at[1] = values.data() + i++ * item;
    undefined |= in(1, place, 0, at[0], 0);
    loop.kernel(1, at.data(), step.data());
    undefined |= out(1, at[last], 0, place, 0);
  }
  if (undefined) budget.note_undefined_cast();
}

}  // namespace reference::ndarray
