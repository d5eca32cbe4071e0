// Types, their limits, and the constants of NumPy.
#include <cmath>
#include <limits>
#include <numbers>

#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

template <DType dtype>
Object dtype_class(const Rules&, const Object&) {
  return {snippet::DTypeObject{dtype, true}};
}

Object pi(const Rules&, const Object&) { return snippet::of_float(std::numbers::pi); }
Object e(const Rules&, const Object&) { return snippet::of_float(std::numbers::e); }
Object gamma(const Rules&, const Object&) { return snippet::of_float(std::numbers::egamma); }
Object newaxis(const Rules&, const Object&) { return {}; }
Object infinity(const Rules&, const Object&) {
  return snippet::of_float(std::numeric_limits<double>::infinity());
}
Object negative_infinity(const Rules&, const Object&) {
  return snippet::of_float(-std::numeric_limits<double>::infinity());
}
Object nan(const Rules&, const Object&) {
  return snippet::of_float(std::numeric_limits<double>::quiet_NaN());
}

// The names that NumPy 1.24 took away.
[[noreturn]] void removed(std::string_view name, std::string_view advice) {
  ndarray::raise(
      "AttributeError",
      "module 'numpy' has no attribute '{0}'.\n`np.{0}` was a deprecated alias for the builtin "
      "`{0}`. To avoid this error in existing code, use `{0}` by itself. Doing this will not "
      "modify any behavior and is safe. {1}\nThe aliases was originally deprecated in NumPy 1.20; "
      "for more details and guidance see the original release note at:\n    "
      "https://numpy.org/devdocs/release/1.20.0-notes.html#deprecations",
      name, advice);
}

Object removed_float(const Rules&, const Object&) {
  removed("float", "If you specifically wanted the numpy scalar type, use `np.float64` here.");
}
Object removed_int(const Rules&, const Object&) {
  removed("int",
          "When replacing `np.int`, you may wish to use e.g. `np.int64` or `np.int32` to specify "
          "the precision. If you wish to review your current use, check the release note link for "
          "additional information.");
}
Object removed_bool(const Rules&, const Object&) {
  removed("bool", "If you specifically wanted the numpy scalar type, use `np.bool_` here.");
}
Object removed_complex(const Rules&, const Object&) {
  removed("complex", "If you specifically wanted the numpy scalar type, use `np.complex128` here.");
}
Object removed_object(const Rules&, const Object&) { removed("object", ""); }
Object removed_str(const Rules&, const Object&) {
  removed("str", "If you specifically wanted the numpy scalar type, use `np.str_` here.");
}

// What stands for np.integer and the like, which only issubdtype() knows.
constexpr std::string_view abstract_types[] = {
    "np.generic",         "np.number",  "np.integer",  "np.signedinteger",
    "np.unsignedinteger", "np.inexact", "np.floating", "np.complexfloating"};

template <std::size_t i>
Object abstract_type(const Rules&, const Object&) {
  return {snippet::Module{abstract_types[i]}};
}

bool belongs(DType dtype, std::string_view type) {
  if (type == "np.generic") return true;
  if (type == "np.number") return dtype != DType::boolean;
  if (type == "np.integer") return ndarray::is_integer(dtype);
  if (type == "np.signedinteger") return ndarray::is_integer(dtype) && ndarray::is_signed(dtype);
  if (type == "np.unsignedinteger") return ndarray::is_integer(dtype) && !ndarray::is_signed(dtype);
  if (type == "np.floating") return ndarray::is_float(dtype);
  if (type == "np.complexfloating") return dtype == DType::complex128;
  return ndarray::is_float(dtype) || dtype == DType::complex128;
}

Object issubdtype(Call& call) {
  const DType dtype = snippet::to_dtype(call[0]);
  if (const auto* type = call[1].get<snippet::Module>()) {
    return snippet::of_bool(belongs(dtype, type->path));
  }
  return snippet::of_bool(dtype == snippet::to_dtype(call[1]));
}

Object dtype(Call& call) { return {snippet::DTypeObject{snippet::to_dtype(call[0]), false}}; }

// The type that an argument of iinfo() and finfo() means: a type, or that of a value.
DType type_of(const Call& call) {
  if (const NDArray* array = call[0].array()) return array->dtype;
  if (call[0].get<std::int64_t>() != nullptr) return DType::int64;
  if (call[0].get<double>() != nullptr) return DType::float64;
  return snippet::to_dtype(call[0]);
}

// What iinfo() and finfo() return: a module of that name, whose attributes are in the table below.
constexpr std::string_view integer_infos[] = {
    "np.iinfo(int8)",  "np.iinfo(int16)",  "np.iinfo(int32)",  "np.iinfo(int64)",
    "np.iinfo(uint8)", "np.iinfo(uint16)", "np.iinfo(uint32)", "np.iinfo(uint64)"};
constexpr std::string_view float_infos[] = {"np.finfo(float16)", "np.finfo(float32)",
                                            "np.finfo(float64)"};

Object iinfo(Call& call) {
  const DType type = type_of(call);
  if (!ndarray::is_integer(type)) {
    const char kind = type == DType::boolean ? 'b' : ndarray::is_float(type) ? 'f' : 'c';
    value_error("Invalid integer data type '{}'.", kind);
  }
  return {snippet::Module{
      integer_infos[static_cast<std::size_t>(type) - static_cast<std::size_t>(DType::int8)]}};
}

Object finfo(Call& call) {
  DType type = type_of(call);
  if (ndarray::kind(type) <= DKind::integer) {
    value_error("data type <class 'numpy.{}'> not inexact",
                type == DType::boolean ? "bool_" : ndarray::name(type));
  }
  if (type == DType::complex128) type = DType::float64;
  return {snippet::Module{
      float_infos[static_cast<std::size_t>(type) - static_cast<std::size_t>(DType::float16)]}};
}

template <typename T>
Object lowest_integer(const Rules&, const Object&) {
  return snippet::of_int(static_cast<std::int64_t>(std::numeric_limits<T>::min()));
}
template <typename T>
Object highest_integer(const Rules& rules, const Object&) {
  if constexpr (std::is_same_v<T, std::uint64_t>) {
    return snippet::of(ndarray::make_scalar(rules.budget, std::numeric_limits<T>::max()));
  }
  return snippet::of_int(static_cast<std::int64_t>(std::numeric_limits<T>::max()));
}
template <typename T>
Object bits_of(const Rules&, const Object&) {
  return snippet::of_int(static_cast<std::int64_t>(8 * sizeof(T)));
}

// A number of a float type as a NumPy scalar.
template <typename T>
Object scalar(const Rules& rules, double value) {
  return snippet::of(ndarray::make_scalar(rules.budget, ndarray::convert<T>(value)));
}

// Bits of the fraction, the largest exponent, decimal digits that are exact.
template <typename T>
struct FloatTraits {
  static constexpr int digits = std::numeric_limits<T>::digits - 1;
  static constexpr int exponent = std::numeric_limits<T>::max_exponent;
  static constexpr int precision = std::numeric_limits<T>::digits10;
};
template <>
struct FloatTraits<ndarray::Half> {
  static constexpr int digits = 10;
  static constexpr int exponent = 16;
  static constexpr int precision = 3;
};

template <typename T>
double largest() {
  return std::ldexp(2.0 - std::ldexp(1.0, -FloatTraits<T>::digits), FloatTraits<T>::exponent - 1);
}
template <typename T>
Object highest_float(const Rules& rules, const Object&) {
  return scalar<T>(rules, largest<T>());
}
template <typename T>
Object lowest_float(const Rules& rules, const Object&) {
  return scalar<T>(rules, -largest<T>());
}
template <typename T>
Object epsilon(const Rules& rules, const Object&) {
  return scalar<T>(rules, std::ldexp(1.0, -FloatTraits<T>::digits));
}
template <typename T>
Object smallest_normal(const Rules& rules, const Object&) {
  return scalar<T>(rules, std::ldexp(1.0, 2 - FloatTraits<T>::exponent));
}
template <typename T>
Object resolution(const Rules& rules, const Object&) {
  return scalar<T>(rules, std::pow(10.0, -FloatTraits<T>::precision));
}

DType self_type(const Object& self) { return self.get<snippet::DTypeObject>()->dtype; }

Object type_name(const Rules&, const Object& self) {
  return snippet::of(std::string(ndarray::name(self_type(self))));
}
Object item_size(const Rules&, const Object& self) {
  return snippet::of_int(ndarray::item_size(self_type(self)));
}
Object type_kind(const Rules&, const Object& self) {
  const DType type = self_type(self);
  if (type == DType::boolean) return snippet::of(std::string("b"));
  if (ndarray::is_integer(type)) {
    return snippet::of(std::string(ndarray::is_signed(type) ? "i" : "u"));
  }
  return snippet::of(std::string(ndarray::is_float(type) ? "f" : "c"));
}
Object type_character(const Rules&, const Object& self) {
  constexpr std::string_view characters = "?bhilBHILefdD";
  return snippet::of(std::string(1, characters[static_cast<std::size_t>(self_type(self))]));
}
Object type_class(const Rules&, const Object& self) {
  return {snippet::DTypeObject{self_type(self), true}};
}

// An argument that may be a type, as an operand whose value does not count.
Operand typed_operand(const Call& call, const Object& object) {
  if (object.get<snippet::DTypeObject>() == nullptr && object.text() == nullptr &&
      object.get<const Builtin*>() == nullptr) {
    return snippet::to_operand(call.budget(), object);
  }
  return {ndarray::make(call.budget(), snippet::to_dtype(object), {0}), false};
}

Object result_type(Call& call) {
  std::vector<Operand> operands;
  for (const Object& one : call.rest()) operands.push_back(typed_operand(call, one));
  if (operands.empty()) value_error("at least one array or dtype is required");
  return {snippet::DTypeObject{ndarray::result_type(call.rules(), operands), false}};
}

Object promote_types(Call& call) {
  return {snippet::DTypeObject{
      ndarray::promote(snippet::to_dtype(call[0]), snippet::to_dtype(call[1])), false}};
}

Object can_cast(Call& call) {
  const Operand from = typed_operand(call, call[0]);
  if (from.array.ndim() == 0) ndarray::not_supported("np.can_cast", "of numbers");
  const DType to = snippet::to_dtype(call[1]);
  const std::string casting = call.text(2, "safe");
  if (casting == "unsafe") return snippet::of_bool(true);
  if (casting == "safe") return snippet::of_bool(ndarray::can_cast_safely(from.array.dtype, to));
  if (casting == "same_kind") {
    return snippet::of_bool(ndarray::can_cast_same_kind(from.array.dtype, to));
  }
  if (casting == "no" || casting == "equiv") return snippet::of_bool(from.array.dtype == to);
  value_error("casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '{}')",
              casting);
}

Object isscalar(Call& call) {
  if (const NDArray* array = call[0].array()) return snippet::of_bool(array->scalar);
  return snippet::of_bool(call[0].get<bool>() != nullptr || call[0].get<double>() != nullptr ||
                          call[0].get<std::int64_t>() != nullptr ||
                          call[0].get<Complex>() != nullptr || call[0].text() != nullptr);
}

Object iscomplexobj(Call& call) {
  return snippet::of_bool(call.array(0).dtype == DType::complex128);
}
Object isrealobj(Call& call) { return snippet::of_bool(call.array(0).dtype != DType::complex128); }

// np.errstate, np.seterr and np.set_printoptions change nothing that a snippet could see.
Object nothing(Call&) { return {}; }

constexpr Builtin functions[] = {
    {"np.dtype", "dtype, align=, copy=", dtype},
    {"np.iinfo", "type", iinfo},
    {"np.finfo", "dtype", finfo},
    {"np.issubdtype", "arg1, arg2", issubdtype},
    {"np.result_type", "*arrays_and_dtypes", result_type},
    {"np.promote_types", "type1, type2", promote_types},
    {"np.can_cast", "from_, to, casting=", can_cast},
    {"np.isscalar", "element", isscalar},
    {"np.iscomplexobj", "x", iscomplexobj},
    {"np.isrealobj", "x", isrealobj},
    {"np.set_printoptions",
     "precision=, threshold=, edgeitems=, linewidth=, suppress=, nanstr=, infstr=, formatter=, "
     "sign=, floatmode=, *, legacy=",
     nothing},
    {"np.seterr", "all=, divide=, over=, under=, invalid=", nothing},
};

constexpr Property properties[] = {
    {"np.bool_", dtype_class<DType::boolean>},
    {"np.bool8", dtype_class<DType::boolean>},
    {"np.int8", dtype_class<DType::int8>},
    {"np.byte", dtype_class<DType::int8>},
    {"np.int16", dtype_class<DType::int16>},
    {"np.short", dtype_class<DType::int16>},
    {"np.int32", dtype_class<DType::int32>},
    {"np.intc", dtype_class<DType::int32>},
    {"np.int64", dtype_class<DType::int64>},
    {"np.int_", dtype_class<DType::int64>},
    {"np.intp", dtype_class<DType::int64>},
    {"np.longlong", dtype_class<DType::int64>},
    {"np.uint8", dtype_class<DType::uint8>},
    {"np.ubyte", dtype_class<DType::uint8>},
    {"np.uint16", dtype_class<DType::uint16>},
    {"np.ushort", dtype_class<DType::uint16>},
    {"np.uint32", dtype_class<DType::uint32>},
    {"np.uintc", dtype_class<DType::uint32>},
    {"np.uint64", dtype_class<DType::uint64>},
    {"np.uint", dtype_class<DType::uint64>},
    {"np.uintp", dtype_class<DType::uint64>},
    {"np.ulonglong", dtype_class<DType::uint64>},
    {"np.float16", dtype_class<DType::float16>},
    {"np.half", dtype_class<DType::float16>},
    {"np.float32", dtype_class<DType::float32>},
    {"np.single", dtype_class<DType::float32>},
    {"np.float64", dtype_class<DType::float64>},
    {"np.float_", dtype_class<DType::float64>},
    {"np.double", dtype_class<DType::float64>},
    {"np.complex128", dtype_class<DType::complex128>},
    {"np.complex_", dtype_class<DType::complex128>},
    {"np.cdouble", dtype_class<DType::complex128>},
    {"np.cfloat", dtype_class<DType::complex128>},
    {"np.generic", abstract_type<0>},
    {"np.number", abstract_type<1>},
    {"np.integer", abstract_type<2>},
    {"np.signedinteger", abstract_type<3>},
    {"np.unsignedinteger", abstract_type<4>},
    {"np.inexact", abstract_type<5>},
    {"np.floating", abstract_type<6>},
    {"np.complexfloating", abstract_type<7>},
    {"np.pi", pi},
    {"np.e", e},
    {"np.euler_gamma", gamma},
    {"np.inf", infinity},
    {"np.Inf", infinity},
    {"np.infty", infinity},
    {"np.Infinity", infinity},
    {"np.PINF", infinity},
    {"np.NINF", negative_infinity},
    {"np.nan", nan},
    {"np.NaN", nan},
    {"np.NAN", nan},
    {"np.newaxis", newaxis},
    {"np.float", removed_float},
    {"np.int", removed_int},
    {"np.bool", removed_bool},
    {"np.complex", removed_complex},
    {"np.object", removed_object},
    {"np.str", removed_str},
    {"np.iinfo(int8).min", lowest_integer<std::int8_t>},
    {"np.iinfo(int8).max", highest_integer<std::int8_t>},
    {"np.iinfo(int8).bits", bits_of<std::int8_t>},
    {"np.iinfo(int16).min", lowest_integer<std::int16_t>},
    {"np.iinfo(int16).max", highest_integer<std::int16_t>},
    {"np.iinfo(int16).bits", bits_of<std::int16_t>},
    {"np.iinfo(int32).min", lowest_integer<std::int32_t>},
    {"np.iinfo(int32).max", highest_integer<std::int32_t>},
    {"np.iinfo(int32).bits", bits_of<std::int32_t>},
    {"np.iinfo(int64).min", lowest_integer<std::int64_t>},
    {"np.iinfo(int64).max", highest_integer<std::int64_t>},
    {"np.iinfo(int64).bits", bits_of<std::int64_t>},
    {"np.iinfo(uint8).min", lowest_integer<std::uint8_t>},
    {"np.iinfo(uint8).max", highest_integer<std::uint8_t>},
    {"np.iinfo(uint8).bits", bits_of<std::uint8_t>},
    {"np.iinfo(uint16).min", lowest_integer<std::uint16_t>},
    {"np.iinfo(uint16).max", highest_integer<std::uint16_t>},
    {"np.iinfo(uint16).bits", bits_of<std::uint16_t>},
    {"np.iinfo(uint32).min", lowest_integer<std::uint32_t>},
    {"np.iinfo(uint32).max", highest_integer<std::uint32_t>},
    {"np.iinfo(uint32).bits", bits_of<std::uint32_t>},
    {"np.iinfo(uint64).min", lowest_integer<std::uint64_t>},
    {"np.iinfo(uint64).max", highest_integer<std::uint64_t>},
    {"np.iinfo(uint64).bits", bits_of<std::uint64_t>},
    {"np.finfo(float16).max", highest_float<ndarray::Half>},
    {"np.finfo(float16).min", lowest_float<ndarray::Half>},
    {"np.finfo(float16).eps", epsilon<ndarray::Half>},
    {"np.finfo(float16).tiny", smallest_normal<ndarray::Half>},
    {"np.finfo(float16).resolution", resolution<ndarray::Half>},
    {"np.finfo(float16).bits", bits_of<ndarray::Half>},
    {"np.finfo(float32).max", highest_float<float>},
    {"np.finfo(float32).min", lowest_float<float>},
    {"np.finfo(float32).eps", epsilon<float>},
    {"np.finfo(float32).tiny", smallest_normal<float>},
    {"np.finfo(float32).resolution", resolution<float>},
    {"np.finfo(float32).bits", bits_of<float>},
    {"np.finfo(float64).max", highest_float<double>},
    {"np.finfo(float64).min", lowest_float<double>},
    {"np.finfo(float64).eps", epsilon<double>},
    {"np.finfo(float64).tiny", smallest_normal<double>},
    {"np.finfo(float64).resolution", resolution<double>},
    {"np.finfo(float64).bits", bits_of<double>},
    {"dtype.name", type_name},
    {"dtype.itemsize", item_size},
    {"dtype.kind", type_kind},
    {"dtype.char", type_character},
    {"dtype.type", type_class},
};

}  // namespace

std::span<const Builtin> dtype_functions() { return functions; }
std::span<const Property> dtype_properties() { return properties; }

}  // namespace reference::numpy
