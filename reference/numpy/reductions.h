// Reductions that other functions are made of.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy {

struct Reduction {
  Extents axes;  // normalized
  std::optional<DType> dtype{};
  std::optional<NDArray> out{};
  std::optional<Operand> initial{};
  std::optional<NDArray> where{};
  bool keepdims = false;
};

NDArray reduce(const Rules& rules, std::string_view ufunc, const NDArray& array,
               const Reduction& reduction);

// np.mean and np.var, step by step as NumPy does them: what they round, and where.
NDArray mean(const Rules& rules, const NDArray& array, const Reduction& reduction);
NDArray variance(const Rules& rules, const NDArray& array, double ddof, const Reduction& reduction);
NDArray deviation(const Rules& rules, const NDArray& array, double ddof,
                  const Reduction& reduction);

// All axes of an array.
Extents all_axes(const NDArray& array);

// An `axis=` argument; an array without dimensions has axes 0 and -1 all the same.
Extents reduced_axes(const Call& call, std::size_t i, const NDArray& array);

// An `out=` argument.
std::optional<NDArray> out_of(const Call& call, std::size_t i);
// `array`, or `out` with the array assigned to it.
Object written(const Call& call, const NDArray& array, std::size_t out);
// A `where=` argument; none for True.
std::optional<NDArray> where_of(const Call& call, std::size_t i);

}  // namespace reference::numpy
