// NumPy's value-based promotion: which types the operands of one ufunc have for the choice of a
// loop.
#pragma once

#include <span>
#include <vector>

#include "reference/ndarray/ufunc.h"

namespace reference::ndarray {

// What the smallest type is that holds a value (np.min_scalar_type).
struct SmallestType {
  DType dtype;
  // complex64, which no array has: `dtype` is complex128.
  bool complex64 = false;
  // An unsigned type whose value also fits its signed twin.
  bool small_unsigned = false;
};

// Requires: no dimensions.
SmallestType smallest_type(const NDArray& scalar);

// The operands of one call, seen as the rules see them.
class Promotion {
 public:
  Promotion(const Rules& rules, std::span<const Operand> operands);

  std::size_t size() const { return types_.size(); }
  // The type of an operand. Under NEP 50 a Python number takes that of the others.
  DType dtype(std::size_t i) const { return types_[i].dtype; }
  // Whether operand i may become `to` without loss, as the rules see it.
  bool can_cast(std::size_t i, DType to) const;
  bool can_cast_to_complex64(std::size_t i) const;
  // Whether the values of scalars count.
  bool by_value() const { return by_value_; }
  // np.result_type of the operands.
  DType result() const;

 private:
  struct Type {
    DType dtype;
    bool by_value = false;
    SmallestType smallest{};
  };
  std::vector<Type> types_;
  bool by_value_ = false;
};

// Throws OverflowError under NEP 50 if a Python integer does not fit `dtype`.
void check_python_integer(const Rules& rules, const Operand& operand, DType dtype);

}  // namespace reference::ndarray
