// What the families have in common.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reference/ndarray/convert.h"
#include "reference/ndarray/ndarray.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc.h"
#include "reference/ndarray/views.h"
#include "reference/snippet/builtin.h"
#include "reference/snippet/conversions.h"

namespace reference::numpy {

using ndarray::Budget;
using ndarray::Complex;
using ndarray::DKind;
using ndarray::DType;
using ndarray::Extents;
using ndarray::NDArray;
using ndarray::Operand;
using ndarray::Rules;
using snippet::Builtin;
using snippet::Call;
using snippet::Object;
using snippet::Property;

inline std::size_t at(std::int64_t index) { return static_cast<std::size_t>(index); }

// Python's numbers as operands.
Operand number(const Rules& rules, std::int64_t value);
Operand number(const Rules& rules, double value);

// ufunc(a, b) of arrays.
NDArray calculate(const Rules& rules, std::string_view ufunc, const NDArray& a);
NDArray calculate(const Rules& rules, std::string_view ufunc, const NDArray& a, const NDArray& b);
// The same written into a, as `a += b`: Python's numbers and casting as there.
void update(const Rules& rules, std::string_view ufunc, const NDArray& a, const Operand& b);
// ufunc.reduce over one axis.
NDArray reduced(const Rules& rules, std::string_view ufunc, const NDArray& array, int axis,
                bool keepdims = false, std::optional<DType> dtype = std::nullopt);
// np.mean over one axis.
NDArray mean(const Rules& rules, const NDArray& array, int axis, bool keepdims = false);

// Refuses argument i, a parameter of NumPy's that is not handled, if it is given.
void refuse(const Call& call, std::size_t i, std::string_view parameter);

// Row-major, column-major, whichever the prototype has, or as the prototype's axes lie.
enum class Order : std::uint8_t { c, fortran, any, keep };
Order order_of(const Call& call, std::size_t i, Order fallback);

// A new array with the prototype's shape whose axes lie in memory as `order` says.
NDArray make_like(const Budget& budget, const NDArray& prototype, DType dtype, Order order);
NDArray copy_in(const Budget& budget, const NDArray& array, DType dtype, Order order);
bool column_major(const NDArray& array);

// An array that is no NumPy scalar, but may be written to; without copying unless it is one.
NDArray as_array(const Budget& budget, NDArray array);
// A NumPy scalar, if it has no dimensions.
NDArray as_scalar(NDArray array);

NDArray ravel(const Budget& budget, const NDArray& array);
// Axis `from` becomes axis `to`.
NDArray move_axis(const NDArray& array, int from, int to);

// The arrays of a sequence, or of an array along its first axis.
std::vector<NDArray> arrays_of(const Budget& budget, const Object& sequence);
// np.concatenate. Axes normalized; throws ValueError for shapes that do not fit.
NDArray concatenate(const Budget& budget, std::span<const NDArray> arrays, int axis,
                    std::optional<DType> dtype = std::nullopt);

// array[..., indices, ...] along an axis; requires 0 <= index < extent.
NDArray gather(const Budget& budget, const NDArray& array, int axis,
               std::span<const std::int64_t> indices);

// The elements in row-major order as int64; requires integers (or bools).
std::vector<std::int64_t> integers_of(const Budget& budget, const NDArray& array);
// The elements in row-major order as doubles.
std::vector<double> reals_of(const Budget& budget, const NDArray& array);

Object list_of(const Budget& budget, std::vector<NDArray> arrays);
Object tuple_of(const Budget& budget, std::vector<NDArray> arrays);

// Whether an argument is a list, tuple, range or array with at least one dimension.
bool is_sequence(const Object& object);

// A slice over an axis, resolved.
ndarray::Range slice_range(const snippet::Slice& slice, std::int64_t extent);

// The elements of a vector as an array.
template <typename T>
NDArray vector_of(const Budget& budget, const std::vector<T>& values) {
  return ndarray::make_vector<T>(budget, std::span<const T>(values));
}

// Charges for a table of `count` numbers of 8 bytes that a function keeps while it works, and of
// which there may be four.
void require_table(const Budget& budget, std::int64_t count);

}  // namespace reference::numpy
