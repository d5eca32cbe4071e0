#include "reference/ndarray/promotion.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/ndarray/convert.h"
#include "reference/ndarray/raised.h"

namespace reference::ndarray {
namespace {

// Of NumPy's three categories: booleans, integers, everything with a point.
int category(DType dtype) { return std::min(static_cast<int>(kind(dtype)), 2); }

DType signed_twin(DType dtype) {
  switch (dtype) {
    case DType::uint8:
      return DType::int8;
    case DType::uint16:
      return DType::int16;
    case DType::uint32:
      return DType::int32;
    case DType::uint64:
      return DType::int64;
    default:
      return dtype;
  }
}

bool is_unsigned(DType dtype) { return is_integer(dtype) && !is_signed(dtype); }

template <typename Unsigned>
bool holds(std::uint64_t value) {
  return value <= std::numeric_limits<Unsigned>::max();
}

SmallestType smallest_unsigned(std::uint64_t value) {
  const auto made = [&](DType dtype, std::uint64_t signed_largest) {
    return SmallestType{dtype, false, value <= signed_largest};
  };
  if (holds<std::uint8_t>(value)) return made(DType::uint8, 0x7F);
  if (holds<std::uint16_t>(value)) return made(DType::uint16, 0x7FFF);
  if (holds<std::uint32_t>(value)) return made(DType::uint32, 0x7FFFFFFF);
  return made(DType::uint64, 0x7FFFFFFFFFFFFFFF);
}

SmallestType smallest_negative(std::int64_t value) {
  if (value >= std::numeric_limits<std::int8_t>::min()) return {DType::int8};
  if (value >= std::numeric_limits<std::int16_t>::min()) return {DType::int16};
  if (value >= std::numeric_limits<std::int32_t>::min()) return {DType::int32};
  return {DType::int64};
}

// The bounds are NumPy's.
bool fits_half(double value) { return std::fabs(value) < 65000 || !std::isfinite(value); }
bool fits_float(double value) { return std::fabs(value) < 3.4e38; }

SmallestType smallest_real(DType dtype, double value) {
  if (dtype == DType::float16 || fits_half(value)) return {DType::float16};
  if (dtype == DType::float32 || fits_float(value)) return {DType::float32};
  return {DType::float64};
}

// np.promote_types, where a small unsigned value also passes for a signed one.
DType promote_smallest(const SmallestType& a, const SmallestType& b) {
  if (a.small_unsigned && kind(b.dtype) != DKind::boolean && !is_unsigned(b.dtype)) {
    return promote(signed_twin(a.dtype), b.dtype);
  }
  if (b.small_unsigned && kind(a.dtype) != DKind::boolean && !is_unsigned(a.dtype)) {
    return promote(a.dtype, signed_twin(b.dtype));
  }
  return promote(a.dtype, b.dtype);
}

// Whether complex64 holds all that `dtype` holds.
bool casts_to_complex64(DType dtype) {
  return can_cast_safely(dtype, DType::float32) && dtype != DType::complex128;
}

// What a Python number becomes next to arrays and NumPy scalars of the type `others` (NEP 50).
DType weak_type(DType number, DType others) {
  if (category(others) < category(number)) return number;
  if (kind(number) != DKind::complex || kind(others) == DKind::complex) return others;
  if (others == DType::float64) return DType::complex128;
  not_supported("complex64");
}

}  // namespace

SmallestType smallest_type(const NDArray& scalar) {
  switch (kind(scalar.dtype)) {
    case DKind::boolean:
      return {DType::boolean};
    case DKind::integer: {
      if (!is_signed(scalar.dtype)) {
        return visit_dtype(scalar.dtype, [&](auto type) {
          return smallest_unsigned(convert<std::uint64_t>(load<decltype(type)>(scalar.data())));
        });
      }
      const std::int64_t value = to_int64(scalar);
      return value < 0 ? smallest_negative(value)
                       : smallest_unsigned(static_cast<std::uint64_t>(value));
    }
    case DKind::real:
      return smallest_real(scalar.dtype, to_double(scalar));
    case DKind::complex:
      break;
  }
  const Complex value = to_complex(scalar);
  return {DType::complex128, fits_float(value.real()) && fits_float(value.imag()), false};
}

Promotion::Promotion(const Rules& rules, std::span<const Operand> operands) {
  for (const Operand& operand : operands) types_.push_back({operand.array.dtype, false, {}});
  if (rules.numpy == Numpy::v2) {
    std::optional<DType> others;
    for (const Operand& operand : operands) {
      if (operand.python_number) continue;
      others = others ? promote(*others, operand.array.dtype) : operand.array.dtype;
    }
    if (!others) return;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      if (operands[i].python_number) types_[i].dtype = weak_type(types_[i].dtype, *others);
    }
    return;
  }
  // Values count as soon as there is an array of a category as high as that of every scalar.
  int arrays = -1;
  int scalars = -1;
  for (const Operand& operand : operands) {
    int& highest = operand.array.ndim() == 0 ? scalars : arrays;
    highest = std::max(highest, category(operand.array.dtype));
  }
  if (arrays < 0 || scalars < 0 || arrays < scalars) return;
  by_value_ = true;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (operands[i].array.ndim() != 0) continue;
    types_[i].by_value = true;
    types_[i].smallest = smallest_type(operands[i].array);
  }
}

bool Promotion::can_cast(std::size_t i, DType to) const {
  const Type& type = types_[i];
  if (!type.by_value) return can_cast_safely(type.dtype, to);
  if (type.dtype == to) return true;
  const bool as_signed = type.smallest.small_unsigned && !is_unsigned(to);
  return can_cast_safely(as_signed ? signed_twin(type.smallest.dtype) : type.smallest.dtype, to);
}

bool Promotion::can_cast_to_complex64(std::size_t i) const {
  const Type& type = types_[i];
  if (!type.by_value) return casts_to_complex64(type.dtype);
  if (type.smallest.complex64) return true;
  const DType smallest = type.smallest.dtype;
  return casts_to_complex64(type.smallest.small_unsigned ? signed_twin(smallest) : smallest);
}

DType Promotion::result() const {
  std::optional<SmallestType> result;
  for (std::size_t i = 0; i < types_.size(); ++i) {
    const SmallestType one =
        types_[i].by_value ? types_[i].smallest : SmallestType{types_[i].dtype};
    if (!result) {
      result = one;
      continue;
    }
    const bool complex64 =
        (result->complex64 && (one.complex64 || casts_to_complex64(one.dtype))) ||
        (one.complex64 && casts_to_complex64(result->dtype));
    const bool small = result->small_unsigned && one.small_unsigned;
    result = SmallestType{promote_smallest(one, *result), complex64, small};
  }
  if (result->complex64) not_supported("complex64");
  return result->dtype;
}

DType result_type(const Rules& rules, std::span<const Operand> operands) {
  if (operands.empty()) value_error("at least one array or dtype is required");
  return Promotion(rules, operands).result();
}

void check_python_integer(const Rules& rules, const Operand& operand, DType dtype) {
  if (rules.numpy != Numpy::v2 || !operand.python_number) return;
  if (!is_integer(operand.array.dtype) || !is_integer(dtype)) return;
  visit_dtype(operand.array.dtype, [&](auto from) {
    using From = decltype(from);
    if constexpr (std::is_integral_v<From> && !std::is_same_v<From, bool>) {
      const From value = load<From>(operand.array.data());
      const bool fits = visit_dtype(dtype, [&](auto to) {
        using To = decltype(to);
        if constexpr (std::is_integral_v<To> && !std::is_same_v<To, bool>) {
          return std::in_range<To>(value);
        } else {
          return true;
        }
      });
      if (fits) return;
      raise("OverflowError", "Python integer {} out of bounds for {}", value, name(dtype));
    }
  });
}

}  // namespace reference::ndarray
