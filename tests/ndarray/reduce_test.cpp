#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "tests/ndarray/arrays.h"

using namespace reference::ndarray;

namespace {

const Ufunc& ufunc(std::string_view name) { return *find_ufunc(name); }

// A straightforward version of NumPy's pairwise sum.
template <typename T>
T pairwise(const std::vector<T>& x) {
  if (x.size() < 8) {
    T sum = 0;
    for (const T value : x) sum += value;
    return sum;
  }
  if (x.size() > 128) {
    const auto middle = x.begin() + static_cast<std::ptrdiff_t>(x.size() / 2 - x.size() / 2 % 8);
    return pairwise(std::vector<T>(x.begin(), middle)) + pairwise(std::vector<T>(middle, x.end()));
  }
  std::vector<T> lanes(8, 0);
  const std::size_t whole = x.size() - x.size() % 8;
  for (std::size_t i = 0; i < whole; ++i) lanes[i % 8] = i < 8 ? x[i] : lanes[i % 8] + x[i];
  T sum = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) +
          ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
  for (std::size_t i = whole; i < x.size(); ++i) sum += x[i];
  return sum;
}

// NumPy's sums see no more than a buffer at once.
template <typename T>
T buffered(const std::vector<T>& x) {
  T sum = 0;
  for (std::size_t i = 0; i < x.size(); i += 8192) {
    const auto end = x.begin() + static_cast<std::ptrdiff_t>(std::min(i + 8192, x.size()));
    sum += pairwise(std::vector<T>(x.begin() + static_cast<std::ptrdiff_t>(i), end));
  }
  return sum;
}

template <typename T>
std::vector<T> random_numbers(std::size_t count) {
  std::mt19937 engine(static_cast<unsigned>(count));
  std::vector<T> values;
  while (values.size() < count) {
    values.push_back(static_cast<T>(static_cast<double>(engine()) / 4e9));
  }
  return values;
}

template <typename T>
NDArray shaped(const Rules& rules, const std::vector<T>& values, const Extents& shape) {
  return reshape(rules.budget, make_vector<T>(rules.budget, std::span<const T>(values)), shape);
}

}  // namespace

TEST_SUITE("ndarray") {
  TEST_CASE("sums of floats are pairwise in buffers of 8192") {
    const Rules rules;
    for (const std::size_t count :
         {1U, 7U, 8U, 9U, 127U, 128U, 129U, 1000U, 8192U, 8193U, 30001U}) {
      CAPTURE(count);
      const auto values = random_numbers<float>(count);
      const auto extent = static_cast<std::int64_t>(count);
      const NDArray array = shaped(rules, values, {extent});
      CHECK(load<float>(reduce(rules, ufunc("add"), array, {0}).data()) == buffered(values));
      const auto doubles = random_numbers<double>(count);
      const NDArray wide = shaped(rules, doubles, {extent});
      CHECK(load<double>(reduce(rules, ufunc("add"), wide, {0}).data()) == buffered(doubles));
    }
  }

  TEST_CASE("axes are added up in the order of memory") {
    const Rules rules;
    const auto values = random_numbers<float>(std::size_t{200} * 105);
    const NDArray whole = shaped(rules, values, {200, 105});
    const NDArray cut = take_range(whole, 1, 0, 100, 1);
    std::vector<float> kept;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i % 105 < 100) kept.push_back(values[i]);
    }
    const auto sum = [&](const NDArray& array, const Extents& axes) {
      return reduce(rules, ufunc("add"), array, axes);
    };
    CHECK(load<float>(sum(whole, {0, 1}).data()) == buffered(values));
    CHECK(load<float>(sum(transpose(whole), {0, 1}).data()) == buffered(values));
    // Rows with gaps are gathered into the buffer one after the other.
    CHECK(load<float>(sum(cut, {0, 1}).data()) == buffered(kept));
    CHECK(load<float>(sum(transpose(cut), {0, 1}).data()) == buffered(kept));
    // Along the outer axis one row is added to the other.
    float first = 0;
    for (std::size_t r = 0; r < 200; ++r) first += values[r * 105];
    CHECK(load<float>(sum(whole, {0}).data()) == first);
    const std::vector<float> row(values.begin() + 105, values.begin() + 210);
    const NDArray rows = sum(whole, {1});
    CHECK(elements<float>(rows)[1] == pairwise(row));
  }

  TEST_CASE("small integers add up in 64 bits, unless told otherwise") {
    const Rules rules;
    const NDArray u8 = row(rules, DType::uint8, {200, 100, 3});
    CHECK(text_of(rules, reduce(rules, ufunc("add"), u8, {0})) == "scalar uint64 () 303");
    CHECK(text_of(rules, accumulate(rules, ufunc("add"), u8, 0)) == "uint64 (3,) 200 300 303");
    CHECK(text_of(rules, reduce(rules, ufunc("multiply"), row(rules, DType::int8, {100, 100}),
                                {0})) == "scalar int64 () 10000");
    CHECK(text_of(rules, reduce(rules, ufunc("add"), row(rules, DType::boolean, {1, 1}), {0})) ==
          "scalar int64 () 2");
    ReduceOptions options;
    options.dtype = DType::uint8;
    CHECK(text_of(rules, reduce(rules, ufunc("add"), u8, {0}, options)) == "scalar uint8 () 47");
    CHECK(text_of(rules, reduce(rules, ufunc("maximum"), u8, {0})) == "scalar uint8 () 200");
    CHECK(text_of(rules, accumulate(rules, ufunc("subtract"), u8, 0)) == "uint8 (3,) 200 100 97");
  }

  TEST_CASE("reductions begin with all bits of an unsigned number without an undefined cast") {
    const Rules rules;
    const NDArray bits = row(rules, DType::uint8, {7, 14});
    CHECK(text_of(rules, reduce(rules, ufunc("bitwise_and"), bits, {0})) == "scalar uint8 () 6");
    CHECK(!rules.budget.undefined_cast());
  }

  TEST_CASE("products of float16 are rounded at the end") {
    const Rules rules;
    const NDArray large = row(rules, DType::float16, {60000, 60000, 0.0001, 0.0001});
    CHECK(text_of(rules, reduce(rules, ufunc("multiply"), large, {0})) == "scalar float16 () 36");
    const NDArray powers = row(rules, DType::float16, {60000, 2, 0});
    CHECK(text_of(rules, reduce(rules, ufunc("power"), powers, {0})) == "scalar float16 () 1");
  }

  TEST_CASE("reductions keep axes, start from a value and leave out what a mask hides") {
    const Rules rules;
    const NDArray a = counted(rules, DType::int64, {2, 3});
    ReduceOptions options;
    options.keepdims = true;
    CHECK(text_of(rules, reduce(rules, ufunc("add"), a, {0}, options)) == "int64 (1,3) 3 5 7");
    options.initial = python(rules, std::int64_t{10});
    CHECK(text_of(rules, reduce(rules, ufunc("maximum"), a, {1}, options)) == "int64 (2,1) 10 10");
    options.where = row(rules, DType::boolean, {1, 0, 1});
    CHECK(text_of(rules, reduce(rules, ufunc("add"), a, {1}, options)) == "int64 (2,1) 12 18");
    CHECK(text_of(rules, reduce(rules, ufunc("add"), a, {0, 1}, options)) == "int64 (1,1) 20");
    CHECK(text_of(rules, reduce(rules, ufunc("subtract"), a, {1})) == "int64 (2,) -3 -6");
    CHECK(text_of(rules, reduce(rules, ufunc("logical_and"), a, {1})) == "bool (2,) 0 1");
    CHECK(text_of(rules, reduce(rules, ufunc("add"), a, {})) == "int64 (2,3) 0 1 2 3 4 5");
  }

  TEST_CASE("what cannot be reduced is refused in NumPy's words") {
    const Rules rules;
    const NDArray none = make(rules.budget, DType::float64, {0, 3});
    const auto reduced = [&](std::string_view name, const Extents& axes,
                             const ReduceOptions& options = {}) {
      return outcome(rules, [&] { return reduce(rules, ufunc(name), none, axes, options); });
    };
    CHECK(reduced("maximum", {0}) ==
          "ValueError: zero-size array to reduction operation maximum which has no identity");
    CHECK(reduced("maximum", {1}) == "float64 (0,)");
    CHECK(reduced("add", {0}) == "float64 (3,) 0 0 0");
    CHECK(
        reduced("subtract", {0, 1}) ==
        "ValueError: reduction operation 'subtract' is not reorderable, so at most one axis may be "
        "specified");
    CHECK(reduced("sqrt", {0}) == "ValueError: reduce only supported for binary functions");
    CHECK(reduced("divmod", {0}) ==
          "ValueError: reduce only supported for functions returning a single value");
    CHECK(reduced("greater", {0}) ==
          "TypeError: No loop matching the specified signature and casting was found for ufunc "
          "greater");
    ReduceOptions masked;
    masked.where = row(rules, DType::boolean, {1, 0, 1});
    CHECK(reduced("maximum", {0}, masked) ==
          "ValueError: reduction operation 'maximum' does not have an identity, so to use a where "
          "mask one has to specify 'initial'");
  }
}
