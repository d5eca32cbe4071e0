#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/ndarray/arrays.h"

using namespace reference::ndarray;

namespace {

const Ufunc& ufunc(std::string_view name) { return *find_ufunc(name); }

struct Case {
  std::string_view ufunc;
  DType dtype;
  std::initializer_list<double> a;
  std::initializer_list<double> b;
  std::string result;
};

void check(std::initializer_list<Case> cases) {
  const Rules rules;
  for (const Case& one : cases) {
    CAPTURE(one.ufunc);
    CAPTURE(name(one.dtype));
    const NDArray a = row(rules, one.dtype, one.a);
    const NDArray b = row(rules, one.dtype, one.b);
    CHECK(outcome(rules, [&] { return apply(rules, one.ufunc, {a}, {b}); }) == one.result);
  }
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_SUITE("ndarray") {
  TEST_CASE("integers wrap around, divide by zero to 0 and shift beyond their width") {
    check({
        {"add", DType::uint8, {200, 255}, {100, 1}, "uint8 (2,) 44 0"},
        {"multiply", DType::int16, {-32768, 300}, {-1, 300}, "int16 (2,) -32768 24464"},
        {"multiply", DType::uint16, {65535}, {65535}, "uint16 (1,) 1"},
        {"floor_divide", DType::int8, {-128, 5, -7, 7}, {-1, 0, 2, -2}, "int8 (4,) -128 0 -4 -4"},
        {"floor_divide",
         DType::int64,
         {-9223372036854775808.0},
         {-1},
         "int64 (1,) -9223372036854775808"},
        {"remainder", DType::int8, {-128, 5, -7, 7}, {-1, 0, 3, -3}, "int8 (4,) 0 0 2 -2"},
        {"fmod", DType::int8, {-128, 5, -7}, {-1, 0, 3}, "int8 (3,) 0 0 -1"},
        {"remainder", DType::uint8, {5, 7}, {0, 4}, "uint8 (2,) 0 3"},
        {"left_shift", DType::int8, {1, -1, 1}, {9, 7, -1}, "int8 (3,) 0 -128 0"},
        {"right_shift", DType::int8, {1, -1, -5}, {9, 9, -1}, "int8 (3,) 0 -1 -1"},
        {"right_shift", DType::uint8, {200, 200}, {3, 9}, "uint8 (2,) 25 0"},
        {"power", DType::uint8, {2, 3, 0}, {9, 5, 0}, "uint8 (3,) 0 243 1"},
        {"power",
         DType::int8,
         {2},
         {-1},
         "ValueError: Integers to negative integer powers are not allowed."},
        {"gcd", DType::int8, {-128, 12}, {0, -18}, "int8 (2,) -128 6"},
        {"lcm", DType::int8, {-4, 0}, {6, 5}, "int8 (2,) 12 0"},
        {"greater", DType::uint64, {9223372036854775808.0}, {1}, "bool (1,) 1"},
    });
  }

  TEST_CASE("floats divide as Python's do") {
    check({
        {"floor_divide",
         DType::float64,
         {5, -5, 0, 7.5},
         {0, 0, 0, -2},
         "float64 (4,) inf -inf nan -4"},
        {"remainder",
         DType::float64,
         {5, -5, 7.5, 5},
         {-infinity, 3, -2, 0},
         "float64 (4,) -inf 1 -0.5 nan"},
        {"fmod", DType::float32, {-7.5, 7.5}, {2, -2}, "float32 (2,) -1.5 1.5"},
        {"heaviside",
         DType::float64,
         {-1, 0, 2, no_number},
         {0.5, 0.5, 0.5, 0.5},
         "float64 (4,) 0 0.5 1 nan"},
    });
  }

  TEST_CASE("NaN spreads through maximum and minimum, not through fmax and fmin") {
    check({
        {"maximum", DType::float64, {1, no_number, 3}, {2, 1, no_number}, "float64 (3,) 2 nan nan"},
        {"minimum", DType::float32, {1, no_number, 3}, {2, 1, no_number}, "float32 (3,) 1 nan nan"},
        {"fmax",
         DType::float64,
         {1, no_number, 3, no_number},
         {2, 1, no_number, no_number},
         "float64 (4,) 2 1 3 nan"},
        {"fmin", DType::float16, {1, no_number, 3}, {2, 1, no_number}, "float16 (3,) 1 1 3"},
    });
  }

  TEST_CASE("float16 is computed in float and rounded once") {
    check({
        {"add", DType::float16, {2048, 1}, {1, 0.0004882812}, "float16 (2,) 2048 1"},
        {"multiply", DType::float16, {60000, 0.0001}, {2, 0.001}, "float16 (2,) inf 1.1920929e-07"},
        {"nextafter",
         DType::float16,
         {0, 1, -0.0},
         {1, 2, -1},
         "float16 (3,) 5.9604645e-08 1.0009766 -5.9604645e-08"},
    });
    for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
      const Half half = Half::from_bits(static_cast<std::uint16_t>(bits));
      const auto value = static_cast<double>(half);
      if (std::isnan(value)) continue;
      CHECK(Half(value).bits() == half.bits());
      if (std::isinf(value)) continue;
      // Just below half a unit rounds back, from either side.
      const bool last = (bits & 0x7FFFU) == 0x7BFFU;
      if (last) continue;
      const auto next = static_cast<double>(Half::from_bits(static_cast<std::uint16_t>(bits + 1)));
      const double middle = (value + next) / 2;
      const Half even = (bits & 1U) == 0 ? half : Half(next);
      CHECK(Half(middle).bits() == even.bits());
      CHECK(Half(std::nextafter(middle, value)).bits() == half.bits());
    }
  }

  TEST_CASE("out may be an operand, also shifted, and is converted to") {
    const Rules rules;
    const NDArray a = counted(rules, DType::int32, {100});
    UfuncOptions options;
    options.out = {take_range(a, 0, 1, 99, 1)};
    const Operand shifted[] = {{take_range(a, 0, 0, 99, 1)}, python(rules, std::int64_t{10})};
    apply(rules, ufunc("add"), shifted, options);
    CHECK(text_of(rules, take_range(a, 0, 0, 4, 1)) == "int32 (4,) 0 10 11 12");
    CHECK(text_of(rules, take_range(a, 0, 97, 3, 1)) == "int32 (3,) 106 107 108");
    options.out = {flip(a, 0)};
    const Operand same[] = {{a}, {a}};
    apply(rules, ufunc("add"), same, options);
    CHECK(text_of(rules, take_range(a, 0, 97, 3, 1)) == "int32 (3,) 22 20 0");
    const NDArray real = make(rules.budget, DType::float32, {2, 3});
    options.out = {real};
    const Operand narrow[] = {{row(rules, DType::uint8, {1, 2, 250})},
                              {row(rules, DType::uint8, {1, 2, 250})}};
    apply(rules, ufunc("add"), narrow, options);
    CHECK(text_of(rules, real) == "float32 (2,3) 2 4 244 2 4 244");
    options.out = {make(rules.budget, DType::uint8, {1})};
    CHECK(
        outcome(rules, [&] { return apply(rules, ufunc("add"), narrow, options)[0]; }) ==
        "ValueError: non-broadcastable output operand with shape (1,) doesn't match the broadcast "
        "shape (3,)");
  }

  TEST_CASE("assigning an array to a shifted view of itself reads it first") {
    const Rules rules;
    const NDArray a = counted(rules, DType::uint8, {6});
    assign(rules.budget, take_range(a, 0, 1, 5, 1), take_range(a, 0, 0, 5, 1));
    CHECK(text_of(rules, a) == "uint8 (6,) 0 0 1 2 3 4");
  }

  TEST_CASE("where leaves the rest of out alone") {
    const Rules rules;
    const NDArray a = counted(rules, DType::int64, {2, 3});
    UfuncOptions options;
    options.out = {make(rules.budget, DType::int64, {2, 3})};
    options.where = row(rules, DType::boolean, {1, 0, 1});
    const Operand operands[] = {{a}, python(rules, std::int64_t{7})};
    CHECK(text_of(rules, apply(rules, ufunc("add"), operands, options)[0]) ==
          "int64 (2,3) 7 0 9 10 0 12");
    options.where = row(rules, DType::int64, {1, 0, 1});
    CHECK(outcome(rules, [&] { return apply(rules, ufunc("add"), operands, options)[0]; }) ==
          "TypeError: Cannot cast array data from dtype('int64') to dtype('bool') according to the "
          "rule 'safe'");
  }

  TEST_CASE("results lie in memory as their operands do") {
    const Rules rules;
    const NDArray a = transpose(counted(rules, DType::int16, {2, 3}));
    const NDArray sum = apply(rules, "add", {a}, {a});
    CHECK(text_of(rules, sum) == "int16 (3,2) 0 6 2 8 4 10");
    CHECK(sum.strides == Extents{2, 6});
    CHECK(apply(rules, "add", {a}, {flip(a, 1)}).strides == Extents{2, 6});
  }

  TEST_CASE("long runs and short ones agree, whatever the strides are") {
    const Rules rules;
    const NDArray wide = counted(rules, DType::uint8, {3, 1000});
    const NDArray every = take_range(wide, 1, 0, 500, 2);
    const NDArray product = apply(rules, "multiply", {every}, {flip(every, 1)});
    const NDArray dense = as_contiguous(rules.budget, product);
    const auto results = elements<std::uint8_t>(dense);
    for (std::int64_t r = 0; r < 3; ++r) {
      for (std::int64_t i = 0; i < 500; ++i) {
        const std::int64_t a = (r * 1000 + 2 * i) % 256;
        const std::int64_t b = (r * 1000 + 998 - 2 * i) % 256;
        REQUIRE(results[static_cast<std::size_t>(r * 500 + i)] == a * b % 256);
      }
    }
  }

  TEST_CASE("some powers have loops of their own") {
    const Rules rules;
    const NDArray u8 = row(rules, DType::uint8, {3, 20});
    CHECK(text_of(rules, raise_to_power(rules, {u8}, python(rules, std::int64_t{2}))) ==
          "uint8 (2,) 9 144");
    CHECK(text_of(rules, raise_to_power(rules, {u8}, python(rules, 2.0))) == "float64 (2,) 9 400");
    const NDArray f = row(rules, DType::float32, {4, 9});
    CHECK(text_of(rules, raise_to_power(rules, {f}, python(rules, 0.5))) == "float32 (2,) 2 3");
    CHECK(text_of(rules, raise_to_power(rules, {f}, python(rules, std::int64_t{-1}))) ==
          "float32 (2,) 0.25 0.11111111");
  }

  TEST_CASE("ufunc.at counts repeated indices each time") {
    const Rules rules;
    const NDArray a = make(rules.budget, DType::int64, {4});
    const NDArray places = row(rules, DType::int64, {1, 1, -1, 1});
    apply_at(rules, ufunc("add"), a, {places}, python(rules, std::int64_t{2}));
    CHECK(text_of(rules, a) == "int64 (4,) 0 6 0 2");
  }

  TEST_CASE("operands that broadcast to more than the budget are refused before any work") {
    const Rules rules;
    const NDArray column = make(rules.budget, DType::float64, {100000, 1});
    const NDArray line = make(rules.budget, DType::float64, {100000});
    CHECK(outcome(rules, [&] { return apply(rules, "add", {column}, {line}); }) ==
          "LimitExceeded: more than 256 MB of memory");
    UfuncOptions options;
    const NDArray one = make(rules.budget, DType::uint8, {1, 1});
    const Extents huge{std::int64_t{1} << 40, std::int64_t{1} << 40};
    CHECK(outcome(rules, [&] { return broadcast_to(one, huge); }).starts_with("ValueError"));
    const NDArray wide = broadcast_to(one, {std::int64_t{1} << 20, std::int64_t{1} << 20});
    CHECK(outcome(rules, [&] {
            return reduce(rules, ufunc("add"), wide, {0, 1});
          }).starts_with("LimitExceeded: more work"));
  }
}
