#include "reference/ndarray/dtype.h"

#include <algorithm>
#include <iterator>

namespace reference::ndarray {
namespace {

struct Traits {
  std::string_view name;
  std::int64_t size;
  DKind kind;
  bool is_signed;
};

constexpr Traits traits[] = {
    {"bool", 1, DKind::boolean, false},       {"int8", 1, DKind::integer, true},
    {"int16", 2, DKind::integer, true},       {"int32", 4, DKind::integer, true},
    {"int64", 8, DKind::integer, true},       {"uint8", 1, DKind::integer, false},
    {"uint16", 2, DKind::integer, false},     {"uint32", 4, DKind::integer, false},
    {"uint64", 8, DKind::integer, false},     {"float16", 2, DKind::real, true},
    {"float32", 4, DKind::real, true},        {"float64", 8, DKind::real, true},
    {"complex128", 16, DKind::complex, true},
};

const Traits& traits_of(DType dtype) { return traits[static_cast<int>(dtype)]; }

struct Alias {
  std::string_view name;
  DType dtype;
};

// The names of C types are those of 64-bit Linux.
constexpr Alias aliases[] = {
    {"?", DType::boolean},
    {"b1", DType::boolean},
    {"bool8", DType::boolean},
    {"bool_", DType::boolean},
    {"i1", DType::int8},
    {"b", DType::int8},
    {"byte", DType::int8},
    {"i2", DType::int16},
    {"h", DType::int16},
    {"short", DType::int16},
    {"i4", DType::int32},
    {"i", DType::int32},
    {"intc", DType::int32},
    {"i8", DType::int64},
    {"l", DType::int64},
    {"q", DType::int64},
    {"int", DType::int64},
    {"int_", DType::int64},
    {"intp", DType::int64},
    {"longlong", DType::int64},
    {"long", DType::int64},
    {"u1", DType::uint8},
    {"B", DType::uint8},
    {"ubyte", DType::uint8},
    {"u2", DType::uint16},
    {"H", DType::uint16},
    {"ushort", DType::uint16},
    {"u4", DType::uint32},
    {"I", DType::uint32},
    {"uintc", DType::uint32},
    {"u8", DType::uint64},
    {"L", DType::uint64},
    {"Q", DType::uint64},
    {"uint", DType::uint64},
    {"uintp", DType::uint64},
    {"ulonglong", DType::uint64},
    {"f2", DType::float16},
    {"e", DType::float16},
    {"half", DType::float16},
    {"f4", DType::float32},
    {"f", DType::float32},
    {"single", DType::float32},
    {"f8", DType::float64},
    {"d", DType::float64},
    {"double", DType::float64},
    {"float", DType::float64},
    {"float_", DType::float64},
    {"c16", DType::complex128},
    {"D", DType::complex128},
    {"complex", DType::complex128},
    {"complex_", DType::complex128},
    {"cdouble", DType::complex128},
};

DType integer_of(bool is_signed, std::int64_t size) {
  for (const DType dtype : all_dtypes) {
    const Traits& t = traits_of(dtype);
    if (t.kind == DKind::integer && t.is_signed == is_signed && t.size == size) return dtype;
  }
  return DType::float64;  // what int64 and uint64 have in common
}

DType promote_integers(DType a, DType b) {
  const Traits& x = traits_of(a);
  const Traits& y = traits_of(b);
  if (x.is_signed == y.is_signed) return integer_of(x.is_signed, std::max(x.size, y.size));
  const Traits& with_sign = x.is_signed ? x : y;
  const Traits& without = x.is_signed ? y : x;
  return integer_of(true, std::max(with_sign.size, 2 * without.size));
}

// The smallest float that holds the integers: of 8 bits float16, of 16 float32, else float64.
DType float_for_integer(std::int64_t size) {
  if (size == 1) return DType::float16;
  return size == 2 ? DType::float32 : DType::float64;
}

}  // namespace

std::string_view name(DType dtype) { return traits_of(dtype).name; }
std::int64_t item_size(DType dtype) { return traits_of(dtype).size; }
DKind kind(DType dtype) { return traits_of(dtype).kind; }
bool is_signed(DType dtype) { return traits_of(dtype).is_signed; }
bool is_integer(DType dtype) { return kind(dtype) == DKind::integer; }
bool is_float(DType dtype) { return kind(dtype) == DKind::real; }

std::optional<DType> dtype_named(std::string_view name) {
  if (name.size() > 1 && (name.front() == '<' || name.front() == '=' || name.front() == '|')) {
    name.remove_prefix(1);
  }
  for (const DType dtype : all_dtypes) {
    if (traits_of(dtype).name == name) return dtype;
  }
  const auto* found = std::find_if(std::begin(aliases), std::end(aliases),
                                   [&](const Alias& alias) { return alias.name == name; });
  if (found == std::end(aliases)) return std::nullopt;
  return found->dtype;
}

DType promote(DType a, DType b) {
  if (a == b) return a;
  if (kind(a) > kind(b)) std::swap(a, b);
  if (kind(a) == DKind::boolean) return b;
  if (kind(b) == DKind::complex) return b;
  if (kind(b) == DKind::real) {
    const DType least = kind(a) == DKind::integer ? float_for_integer(item_size(a)) : a;
    return item_size(least) > item_size(b) ? least : b;
  }
  return promote_integers(a, b);
}

bool can_cast_safely(DType from, DType to) { return promote(from, to) == to; }

bool can_cast_same_kind(DType from, DType to) {
  if (can_cast_safely(from, to)) return true;
  if (kind(from) != kind(to)) return kind(from) < kind(to);
  // Of one kind, but not from signed to unsigned.
  return kind(from) != DKind::integer || !is_signed(from) || is_signed(to);
}

}  // namespace reference::ndarray
