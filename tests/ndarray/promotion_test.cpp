#include <doctest/doctest.h>

#include "tests/ndarray/arrays.h"

using namespace reference::ndarray;

namespace {

// NumPy's letters of the types, in the order of all_dtypes.
constexpr std::string_view letters = "?bhilBHILefdD";

// np.promote_types of a row's type and a column's.
constexpr std::string_view promoted[] = {
    "?bhilBHILefdD",  // bool
    "bbhilhildefdD",  // int8
    "hhhilhildffdD",  // int16
    "iiiiliilddddD",  // int32
    "llllllllddddD",  // int64
    "BhhilBHILefdD",  // uint8
    "HiiilHHILffdD",  // uint16
    "IllllIIILdddD",  // uint32
    "LddddLLLLdddD",  // uint64
    "eefddefddefdD",  // float16
    "fffddffddffdD",  // float32
    "ddddddddddddD",  // float64
    "DDDDDDDDDDDDD",  // complex128
};
// np.can_cast from a row's type to a column's: by 'safe' (s), by 'same_kind' only (k), not (-).
constexpr std::string_view castable[] = {
    "sssssssssssss",  // bool
    "-ssss----ssss",  // int8
    "-ksss----ksss",  // int16
    "-kkss----kkss",  // int32
    "-kkks----kkss",  // int64
    "-ksssssssssss",  // uint8
    "-kkssksssksss",  // uint16
    "-kkkskksskkss",  // uint32
    "-kkkkkkkskkss",  // uint64
    "---------ssss",  // float16
    "---------ksss",  // float32
    "---------kkss",  // float64
    "------------s",  // complex128
};

const Ufunc& ufunc(std::string_view name) { return *find_ufunc(name); }

Rules nep50() { return {Budget(), Numpy::v2}; }

DType type_of(const Rules& rules, const Operand& a, const Operand& b) {
  const Operand both[] = {a, b};
  return result_type(rules, both);
}

}  // namespace

TEST_SUITE("ndarray") {
  TEST_CASE("types promote and cast as NumPy's tables say") {
    for (std::size_t a = 0; a < letters.size(); ++a) {
      for (std::size_t b = 0; b < letters.size(); ++b) {
        const DType from = all_dtypes[a];
        const DType to = all_dtypes[b];
        CAPTURE(name(from));
        CAPTURE(name(to));
        CHECK(letters[static_cast<std::size_t>(promote(from, to))] == promoted[a][b]);
        CHECK(can_cast_safely(from, to) == (castable[a][b] == 's'));
        CHECK(can_cast_same_kind(from, to) == (castable[a][b] != '-'));
      }
    }
  }

  TEST_CASE("the value of a scalar counts next to an array") {
    const Rules rules;
    struct Case {
      DType array;
      Operand scalar;
      DType result;
    };
    const Case cases[] = {
        {DType::uint8, python(rules, std::int64_t{5}), DType::uint8},
        {DType::uint8, python(rules, std::int64_t{255}), DType::uint8},
        {DType::uint8, python(rules, std::int64_t{256}), DType::uint16},
        {DType::uint8, python(rules, std::int64_t{300}), DType::uint16},
        {DType::uint8, python(rules, std::int64_t{-1}), DType::int16},
        {DType::uint8, python(rules, std::int64_t{-129}), DType::int16},
        {DType::uint8, python(rules, std::int64_t{70000}), DType::uint32},
        {DType::uint8, python(rules, 1.5), DType::float64},
        {DType::uint8, scalar(rules, DType::int16, 5.0), DType::uint8},
        {DType::uint8, scalar(rules, DType::int16, 300.0), DType::uint16},
        {DType::uint8, scalar(rules, DType::float32, 1.0), DType::float32},
        {DType::uint8, scalar(rules, DType::uint64, 7.0), DType::uint8},
        {DType::int8, python(rules, std::int64_t{127}), DType::int8},
        {DType::int8, python(rules, std::int64_t{128}), DType::int16},
        {DType::int8, python(rules, std::int64_t{255}), DType::int16},
        {DType::int8, python(rules, std::int64_t{256}), DType::int16},
        {DType::int8, python(rules, std::int64_t{-128}), DType::int8},
        {DType::int8, python(rules, std::int64_t{-129}), DType::int16},
        {DType::int8, python(rules, std::int64_t{32768}), DType::int32},
        {DType::int16, python(rules, std::int64_t{40000}), DType::int32},
        {DType::int16, python(rules, std::int64_t{65536}), DType::int32},
        {DType::uint16, python(rules, std::int64_t{32767}), DType::uint16},
        {DType::uint16, python(rules, std::int64_t{-1}), DType::int32},
        {DType::int64, python(rules, 1.5), DType::float64},
        {DType::int64, scalar(rules, DType::uint64, 7.0), DType::int64},
        {DType::uint64, python(rules, std::int64_t{1}), DType::uint64},
        {DType::uint64, python(rules, std::int64_t{-1}), DType::float64},
        {DType::float16, python(rules, 1.5), DType::float16},
        {DType::float16, python(rules, 70000.0), DType::float32},
        {DType::float16, python(rules, 1e+39), DType::float64},
        {DType::float16, python(rules, std::int64_t{65503}), DType::float32},
        {DType::float16, scalar(rules, DType::float64, 2.0), DType::float16},
        {DType::float32, python(rules, 1e+39), DType::float64},
        {DType::float32, python(rules, 1e+38), DType::float32},
        {DType::float32, python(rules, std::int64_t{65535}), DType::float32},
        {DType::float32, python(rules, std::int64_t{65536}), DType::float64},
        {DType::float32, python(rules, 0.1), DType::float32},
        {DType::boolean, python(rules, std::int64_t{1}), DType::int64},
        {DType::boolean, python(rules, 1.5), DType::float64},
        {DType::boolean, scalar(rules, DType::uint8, 3.0), DType::uint8},
    };
    for (const Case& one : cases) {
      const NDArray array = make(rules.budget, one.array, {2});
      CAPTURE(name(one.array));
      CAPTURE(text_of(rules, one.scalar.array));
      CHECK(name(type_of(rules, {array}, one.scalar)) == name(one.result));
    }
    // Among scalars alone the types count.
    CHECK(type_of(rules, scalar(rules, DType::uint8, 1), python(rules, std::int64_t{100})) ==
          DType::int64);
    CHECK(type_of(rules, scalar(rules, DType::uint8, 1), scalar(rules, DType::uint8, 255)) ==
          DType::uint8);
  }

  TEST_CASE("under NEP 50 Python's numbers take the type of the others") {
    const Rules rules = nep50();
    const NDArray u8 = make(rules.budget, DType::uint8, {2});
    CHECK(type_of(rules, {u8}, python(rules, std::int64_t{300})) == DType::uint8);
    CHECK(type_of(rules, {u8}, scalar(rules, DType::int16, 5)) == DType::int16);
    CHECK(type_of(rules, {u8}, python(rules, 1.5)) == DType::float64);
    CHECK(type_of(rules, scalar(rules, DType::uint8, 1), python(rules, std::int64_t{100})) ==
          DType::uint8);
    CHECK(type_of(rules, scalar(rules, DType::float32, 1), python(rules, 0.5)) == DType::float32);
    CHECK(outcome(rules, [&] {
            return apply(rules, "add", {u8}, python(rules, std::int64_t{300}));
          }) == "OverflowError: Python integer 300 out of bounds for uint8");
  }

  TEST_CASE("loops are chosen as NumPy's lists of loops say") {
    const Rules rules;
    struct Case {
      std::string_view ufunc;
      DType type;
      DType result;
    };
    const Case cases[] = {
        {"sqrt", DType::boolean, DType::float16},
        {"sqrt", DType::uint8, DType::float16},
        {"sqrt", DType::int16, DType::float32},
        {"sqrt", DType::uint16, DType::float32},
        {"sqrt", DType::int32, DType::float64},
        {"sqrt", DType::float16, DType::float16},
        {"sqrt", DType::complex128, DType::complex128},
        {"exp", DType::boolean, DType::float16},
        {"exp", DType::uint8, DType::float16},
        {"exp", DType::int16, DType::float32},
        {"exp", DType::uint16, DType::float32},
        {"exp", DType::int32, DType::float64},
        {"exp", DType::float16, DType::float16},
        {"exp", DType::complex128, DType::complex128},
        {"floor", DType::boolean, DType::float16},
        {"floor", DType::uint8, DType::float16},
        {"floor", DType::int16, DType::float32},
        {"floor", DType::uint16, DType::float32},
        {"floor", DType::int32, DType::float64},
        {"floor", DType::float16, DType::float16},
        {"absolute", DType::boolean, DType::boolean},
        {"absolute", DType::uint8, DType::uint8},
        {"absolute", DType::int16, DType::int16},
        {"absolute", DType::uint16, DType::uint16},
        {"absolute", DType::int32, DType::int32},
        {"absolute", DType::float16, DType::float16},
        {"absolute", DType::complex128, DType::float64},
        {"negative", DType::uint8, DType::uint8},
        {"negative", DType::int16, DType::int16},
        {"negative", DType::uint16, DType::uint16},
        {"negative", DType::int32, DType::int32},
        {"negative", DType::float16, DType::float16},
        {"negative", DType::complex128, DType::complex128},
        {"square", DType::boolean, DType::int8},
        {"square", DType::uint8, DType::uint8},
        {"square", DType::int16, DType::int16},
        {"square", DType::uint16, DType::uint16},
        {"square", DType::int32, DType::int32},
        {"square", DType::float16, DType::float16},
        {"square", DType::complex128, DType::complex128},
        {"isnan", DType::boolean, DType::boolean},
        {"isnan", DType::uint8, DType::boolean},
        {"isnan", DType::int16, DType::boolean},
        {"isnan", DType::uint16, DType::boolean},
        {"isnan", DType::int32, DType::boolean},
        {"isnan", DType::float16, DType::boolean},
        {"isnan", DType::complex128, DType::boolean},
        {"invert", DType::boolean, DType::boolean},
        {"invert", DType::uint8, DType::uint8},
        {"invert", DType::int16, DType::int16},
        {"invert", DType::uint16, DType::uint16},
        {"invert", DType::int32, DType::int32},
    };
    for (const Case& one : cases) {
      CAPTURE(one.ufunc);
      CAPTURE(name(one.type));
      const NDArray array = make(rules.budget, one.type, {2});
      CHECK(name(apply(rules, one.ufunc, {array}).dtype) == name(one.result));
    }
    const NDArray u8 = make(rules.budget, DType::uint8, {2});
    CHECK(apply(rules, "true_divide", {u8}, {u8}).dtype == DType::float64);
    CHECK(apply(rules, "arctan2", {u8}, {u8}).dtype == DType::float16);
    // add takes the common type, power the first loop that holds both.
    CHECK(apply(rules, "add", {u8}, python(rules, std::int64_t{300})).dtype == DType::uint16);
    CHECK(apply(rules, "power", {u8}, python(rules, std::int64_t{300})).dtype == DType::int16);
  }

  TEST_CASE("what has no loop is refused in NumPy's words") {
    const Rules rules;
    const NDArray flags = make(rules.budget, DType::boolean, {2});
    const NDArray reals = make(rules.budget, DType::float64, {2});
    const NDArray bytes = make(rules.budget, DType::uint8, {2});
    CHECK(outcome(rules, [&] { return apply(rules, "subtract", {flags}, {flags}); }) ==
          "TypeError: numpy boolean subtract, the `-` operator, is not supported, use the "
          "bitwise_xor, the `^` operator, or the logical_xor function instead.");
    CHECK(outcome(rules, [&] { return apply(rules, "negative", {flags}); }) ==
          "TypeError: The numpy boolean negative, the `-` operator, is not supported, use the `~` "
          "operator or the logical_not function instead.");
    CHECK(outcome(rules, [&] { return apply(rules, "bitwise_and", {reals}, {bytes}); }) ==
          "TypeError: ufunc 'bitwise_and' not supported for the input types, and the inputs could "
          "not be safely coerced to any supported types according to the casting rule ''safe''");
    const Operand operands[] = {{bytes}, python(rules, 0.5)};
    UfuncOptions options;
    options.out = {bytes};
    CHECK(outcome(rules, [&] { return apply(rules, ufunc("multiply"), operands, options)[0]; }) ==
          "numpy.core._exceptions._UFuncOutputCastingError: Cannot cast ufunc 'multiply' output "
          "from dtype('float64') to dtype('uint8') with casting rule 'same_kind'");
    options.out.clear();
    options.dtype = DType::uint8;
    CHECK(outcome(rules, [&] { return apply(rules, ufunc("add"), operands, options)[0]; }) ==
          "numpy.core._exceptions._UFuncInputCastingError: Cannot cast ufunc 'add' input 1 from "
          "dtype('float64') to dtype('uint8') with casting rule 'same_kind'");
    const Operand imaginary{make_scalar(rules.budget, Complex(0, 1)), true};
    const NDArray singles = make(rules.budget, DType::float32, {2});
    CHECK(outcome(rules, [&] { return apply(rules, "add", {singles}, imaginary); }) ==
          "NotSupported: `complex64` is not supported");
  }
}
