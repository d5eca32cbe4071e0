// NumPy's universal functions: element by element over broadcast operands, with NumPy's choice of
// types, and the same functions as reductions and accumulations.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "reference/ndarray/indexing.h"
#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {

// Whose type rules: 1 is NumPy 1.24 (the value of a scalar counts), 2 is NEP 50 (the type counts,
// Python's numbers are weak).
enum class Numpy : std::uint8_t { v1 = 1, v2 = 2 };

struct Rules {
  Budget budget;
  Numpy numpy = Numpy::v1;
};

struct Operand {
  NDArray array;
  bool python_number = false;  // a Python int, float or complex, not a NumPy scalar
};

// np.result_type.
DType result_type(const Rules& rules, std::span<const Operand> operands);

class Ufunc;
// "add", "sqrt", "logical_and", "divmod"; null for names that are no (supported) ufunc.
const Ufunc* find_ufunc(std::string_view name);
std::span<const std::string_view> ufunc_names();
int inputs_of(const Ufunc& ufunc);
int outputs_of(const Ufunc& ufunc);
std::string_view name_of(const Ufunc& ufunc);

struct UfuncOptions {
  std::vector<std::optional<NDArray>> out;  // as many as outputs, or empty
  std::optional<NDArray> where;             // bool, broadcast
  std::optional<DType> dtype;
  // "same_kind" is checked against `out`, as NumPy does: "Cannot cast ufunc 'multiply' output from
  // dtype('float64') to dtype('uint8') with casting rule 'same_kind'" (type numpy.core._exceptions.
  // _UFuncOutputCastingError, or _UFuncInputCastingError).
  bool unsafe_casting = false;
};

// The outputs; NumPy scalars if all operands have no dimensions and no `out` is given. An `out` is
// written to, overlap with operands notwithstanding, and returned. Charged before it runs.
std::vector<NDArray> apply(const Rules& rules, const Ufunc& ufunc,
                           std::span<const Operand> operands, const UfuncOptions& options = {});
// Of one output.
NDArray apply(const Rules& rules, std::string_view ufunc, const Operand& a);
NDArray apply(const Rules& rules, std::string_view ufunc, const Operand& a, const Operand& b);

struct ReduceOptions {
  std::optional<DType> dtype;
  std::optional<NDArray> out;
  std::optional<Operand> initial;
  std::optional<NDArray> where;
  bool keepdims = false;
};

// Over `axes` (normalized; all axes: the whole array, empty: none). Types as np.add.reduce: sums
// and products of small integers are (u)int64. Sums of floats are pairwise where NumPy's are.
NDArray reduce(const Rules& rules, const Ufunc& ufunc, const NDArray& array, const Extents& axes,
               const ReduceOptions& options = {});
NDArray accumulate(const Rules& rules, const Ufunc& ufunc, const NDArray& array, int axis,
                   std::optional<DType> dtype = std::nullopt);
// One output array each.
std::vector<NDArray> outer(const Rules& rules, const Ufunc& ufunc, const Operand& a,
                           const Operand& b, const UfuncOptions& options = {});
// ufunc.at: array[index] = ufunc(array[index], value), each time that an index is repeated.
void apply_at(const Rules& rules, const Ufunc& ufunc, const NDArray& array,
              const std::vector<Index>& index, const std::optional<Operand>& value);

// `a ** b` and `a **= b`: some exponents without dimensions have ways of their own, as `a ** 2` is
// np.square(a). `out` as in UfuncOptions.
NDArray raise_to_power(const Rules& rules, const Operand& a, const Operand& b,
                       const std::optional<NDArray>& out = std::nullopt);

}  // namespace reference::ndarray
