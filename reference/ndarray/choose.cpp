// The choice of a ufunc's loop, and NumPy's complaints when there is none.
#include <algorithm>

#include "reference/ndarray/promotion.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc_loops.h"

namespace reference::ndarray {
namespace {

DType output_type(const Ufunc& ufunc, const Loop& loop) {
  return loop.types[static_cast<std::size_t>(ufunc.inputs)];
}

bool tells_truth(const Ufunc& ufunc) {
  return std::all_of(ufunc.loops.begin(), ufunc.loops.end(),
                     [&](const Loop& loop) { return output_type(ufunc, loop) == DType::boolean; });
}

// The loop whose inputs are all of this type; null if there is none.
const Loop* loop_of(const Ufunc& ufunc, DType dtype) {
  const auto inputs = static_cast<std::size_t>(ufunc.inputs);
  for (const Loop& loop : ufunc.loops) {
    if (std::all_of(loop.types.begin(), loop.types.begin() + inputs,
                    [&](DType type) { return type == dtype; })) {
      return &loop;
    }
  }
  return nullptr;
}

[[noreturn]] void fail_for_signature(const Ufunc& ufunc) {
  type_error("No loop matching the specified signature and casting was found for ufunc {}",
             ufunc.name);
}

[[noreturn]] void fail_for_boolean(const Ufunc& ufunc) {
  if (ufunc.name == "subtract") {
    type_error(
        "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` "
        "operator, or the logical_xor function instead.");
  }
  if (ufunc.name == "negative") {
    type_error(
        "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or "
        "the logical_not function instead.");
  }
  raise("numpy.core._exceptions._UFuncNoLoopError",
        "ufunc '{}' did not contain a loop with signature matching types <class "
        "'numpy.dtype[bool_]'> -> None",
        ufunc.name);
}

std::string class_of(DType dtype) {
  return fmt::format("<class 'numpy.dtype[{}]'>", dtype == DType::boolean ? "bool_" : name(dtype));
}

// NumPy names the common type where values had a say in it.
[[noreturn]] void fail_for_types(const Ufunc& ufunc, const Promotion& promotion, DType common) {
  std::string types;
  for (std::size_t i = 0; i < promotion.size(); ++i) {
    types += (i > 0 ? ", " : "") + class_of(promotion.by_value() ? common : promotion.dtype(i));
  }
  raise("numpy.core._exceptions._UFuncNoLoopError",
        "ufunc '{}' did not contain a loop with signature matching types ({}) -> {}", ufunc.name,
        types, promotion.by_value() ? class_of(common) : "None");
}

const Loop& first_safe_loop(const Ufunc& ufunc, const Promotion& promotion) {
  for (const Loop& loop : ufunc.loops) {
    bool fits = true;
    for (std::size_t i = 0; i < promotion.size() && fits; ++i) {
      fits = promotion.can_cast(i, loop.types[i]);
    }
    if (!fits) continue;
    if (loop.types[0] == DType::complex128) {
      bool complex64 = true;
      for (std::size_t i = 0; i < promotion.size(); ++i) {
        complex64 = complex64 && promotion.can_cast_to_complex64(i);
      }
      if (complex64) not_supported("complex64");
    }
    return loop;
  }
  type_error(
      "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to "
      "any supported types according to the casting rule ''safe''",
      ufunc.name);
}

const Loop& common_loop(const Ufunc& ufunc, const Promotion& promotion) {
  const DType dtype = promotion.result();
  if (const Loop* loop = loop_of(ufunc, dtype)) return *loop;
  if (dtype == DType::boolean) fail_for_boolean(ufunc);
  fail_for_types(ufunc, promotion, dtype);
}

const Loop& loop_for_inputs(const Ufunc& ufunc, const Promotion& promotion) {
  if (ufunc.choice == Choice::common) return common_loop(ufunc, promotion);
  if (ufunc.choice == Choice::true_divide) {
    bool integers = true;
    for (std::size_t i = 0; i < promotion.size(); ++i) {
      integers = integers && kind(promotion.dtype(i)) <= DKind::integer;
    }
    if (integers) return *loop_of(ufunc, DType::float64);
  }
  return first_safe_loop(ufunc, promotion);
}

const Loop& loop_for_output(const Ufunc& ufunc, DType dtype) {
  const Loop* loop = loop_of(ufunc, dtype);
  if (loop != nullptr && output_type(ufunc, *loop) == dtype) return *loop;
  for (const Loop& other : ufunc.loops) {
    if (output_type(ufunc, other) == dtype) return other;
  }
  fail_for_signature(ufunc);
}

[[noreturn]] void fail_casting(const Ufunc& ufunc, bool output, int number, int of, DType from,
                               DType to) {
  raise(output ? "numpy.core._exceptions._UFuncOutputCastingError"
               : "numpy.core._exceptions._UFuncInputCastingError",
        "Cannot cast ufunc '{}' {}{} from dtype('{}') to dtype('{}') with casting rule "
        "'same_kind'",
        ufunc.name, output ? "output" : "input", of > 1 ? fmt::format(" {}", number) : "",
        name(from), name(to));
}

void check_casting(const Ufunc& ufunc, const Loop& loop, const Promotion& promotion,
                   const UfuncOptions& options) {
  const auto inputs = static_cast<std::size_t>(ufunc.inputs);
  for (std::size_t i = 0; i < inputs; ++i) {
    const DType from = promotion.dtype(i);
    if (can_cast_same_kind(from, loop.types[i]) || promotion.can_cast(i, loop.types[i])) continue;
    fail_casting(ufunc, false, static_cast<int>(i), ufunc.inputs, from, loop.types[i]);
  }
  for (std::size_t i = 0; i < options.out.size(); ++i) {
    if (!options.out[i]) continue;
    const DType from = loop.types[inputs + i];
    const DType to = options.out[i]->dtype;
    if (can_cast_same_kind(from, to)) continue;
    fail_casting(ufunc, true, static_cast<int>(i), ufunc.outputs, from, to);
  }
}

}  // namespace

const Loop& choose_loop(const Rules& rules, const Ufunc& ufunc, std::span<const Operand> operands,
                        const UfuncOptions& options) {
  const Promotion promotion(rules, operands);
  const bool by_output = options.dtype && !tells_truth(ufunc);
  if (options.dtype && !by_output && *options.dtype != DType::boolean) fail_for_signature(ufunc);
  const Loop& loop =
      by_output ? loop_for_output(ufunc, *options.dtype) : loop_for_inputs(ufunc, promotion);
  if (!options.unsafe_casting) check_casting(ufunc, loop, promotion, options);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    check_python_integer(rules, operands[i], loop.types[i]);
  }
  return loop;
}

const Loop& choose_reduce_loop(const Rules& rules, const Ufunc& ufunc, const NDArray& array,
                               std::optional<DType> dtype, const std::optional<NDArray>& out) {
  const bool sums = ufunc.name == "add" || ufunc.name == "multiply";
  if (!dtype && !out && sums && kind(array.dtype) <= DKind::integer) {
    const bool keeps_sign = array.dtype == DType::boolean || is_signed(array.dtype);
    dtype = keeps_sign ? DType::int64 : DType::uint64;
  }
  const Loop* loop = nullptr;
  if (tells_truth(ufunc)) {
    // Of truth values: logical_and and its kind, of anything that has one.
    const bool logical = ufunc.start == Start::identity;
    if (logical || array.dtype == DType::boolean) loop = loop_of(ufunc, DType::boolean);
    if (dtype && *dtype != DType::boolean) loop = nullptr;
  } else if (dtype) {
    loop = &loop_for_output(ufunc, *dtype);
  } else {
    NDArray first = out && sums ? *out : array;
    const Operand operands[] = {{first}, {array}};
    loop = &loop_for_inputs(ufunc, Promotion(rules, operands));
  }
  if (loop == nullptr || loop->reduce == nullptr) fail_for_signature(ufunc);
  return *loop;
}

}  // namespace reference::ndarray
