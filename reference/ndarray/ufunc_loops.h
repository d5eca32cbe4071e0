// What a ufunc consists of: its loops in NumPy's order, and how one is chosen.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reference/ndarray/kernel.h"
#include "reference/ndarray/ufunc.h"

namespace reference::ndarray {

struct Loop {
  std::array<DType, 4> types;  // of the inputs, then of the outputs
  Kernel kernel = nullptr;
  ReduceKernel reduce = nullptr;  // of two inputs of one type that is also the output's
  float nanoseconds = 1;          // an element
};

// How the types of the operands lead to a loop.
enum class Choice : std::uint8_t {
  first_safe,   // the first loop to whose types the inputs cast safely
  common,       // that of the common type of the inputs
  true_divide,  // as first_safe, but float64 for integers
};

// What a reduction starts from.
enum class Start : std::uint8_t {
  identity,     // `identity`
  first,        // the first element; any order of the axes will do
  first_along,  // the first element; the order of the elements counts, so one axis only
};

class Ufunc {
 public:
  std::string_view name;
  int inputs = 2;
  int outputs = 1;
  Choice choice = Choice::first_safe;
  Start start = Start::first_along;
  double identity = 0;
  std::vector<Loop> loops{};
};

// The loop and its place among errors; see ufunc.h for what is thrown.
const Loop& choose_loop(const Rules& rules, const Ufunc& ufunc, std::span<const Operand> operands,
                        const UfuncOptions& options);
// The loop in which an array is reduced, whose types are all the same.
const Loop& choose_reduce_loop(const Rules& rules, const Ufunc& ufunc, const NDArray& array,
                               std::optional<DType> dtype, const std::optional<NDArray>& out);

// The families, each appending its ufuncs.
void add_arithmetic(std::vector<Ufunc>& ufuncs);
void add_division(std::vector<Ufunc>& ufuncs);
void add_powers(std::vector<Ufunc>& ufuncs);
void add_comparisons(std::vector<Ufunc>& ufuncs);
void add_logic(std::vector<Ufunc>& ufuncs);
void add_bits(std::vector<Ufunc>& ufuncs);
void add_real_functions(std::vector<Ufunc>& ufuncs);
void add_exponentials(std::vector<Ufunc>& ufuncs);
void add_trigonometry(std::vector<Ufunc>& ufuncs);
void add_floating(std::vector<Ufunc>& ufuncs);

}  // namespace reference::ndarray
