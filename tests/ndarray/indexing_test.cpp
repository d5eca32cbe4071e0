#include <doctest/doctest.h>

#include <limits>

#include "reference/ndarray/indexing.h"
#include "tests/ndarray/arrays.h"

using namespace reference::ndarray;

namespace {

using I = std::vector<Index>;
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

Index slice(std::optional<std::int64_t> start, std::optional<std::int64_t> stop,
            std::optional<std::int64_t> step = std::nullopt) {
  return SliceIndex{start, stop, step};
}
const Index all = SliceIndex{};
const Index new_axis = NewAxisIndex{};
const Index ellipsis = EllipsisIndex{};

Index ints(const Rules& rules, std::initializer_list<double> values) {
  return row(rules, DType::int64, values);
}
Index mask(const Rules& rules, std::initializer_list<double> values) {
  return row(rules, DType::boolean, values);
}

}  // namespace

TEST_SUITE("ndarray") {
  TEST_CASE("slices resolve as Python's do, also enormous ones") {
    struct Case {
      SliceIndex slice;
      std::int64_t extent;
      std::int64_t start;
      std::int64_t count;
    };
    const Case cases[] = {
        {{{}, {}, {}}, 5, 0, 5},        {{1, -1, {}}, 5, 1, 3},     {{{}, {}, -1}, 5, 4, 5},
        {{5, 1, -2}, 5, 4, 2},          {{3, 1, {}}, 5, 3, 0},      {{least, most, {}}, 5, 0, 5},
        {{{}, {}, most}, 5, 0, 1},      {{{}, {}, least}, 5, 4, 1}, {{most, least, least}, 5, 4, 1},
        {{least, most, most}, 5, 0, 1}, {{{}, {}, -1}, 0, -1, 0},   {{-100, 100, 3}, 5, 0, 2},
    };
    for (const Case& one : cases) {
      const Range range = resolve(one.slice, one.extent);
      CHECK(range.count == one.count);
      if (one.count > 0) CHECK(range.start == one.start);
    }
    const Rules rules;
    CHECK(outcome(rules, [&] {
            return get_item(rules.budget, counted(rules, DType::int8, {3}), {slice({}, {}, 0)});
          }) == "ValueError: slice step cannot be zero");
  }

  TEST_CASE("ints, slices, ellipsis and None give views, arrays give copies") {
    const Rules rules;
    const NDArray a = counted(rules, DType::int64, {3, 4});
    const NDArray three = counted(rules, DType::int64, {2, 3, 4});
    struct Case {
      NDArray array;
      I index;
      std::string result;
      bool view = true;
    };
    const Case cases[] = {
        {a, {std::int64_t{1}, std::int64_t{-1}}, "scalar int64 () 7", false},
        {a, {ellipsis, std::int64_t{1}, std::int64_t{2}}, "int64 () 6"},
        {a, {}, "int64 (3,4) 0 1 2 3 4 5 6 7 8 9 10 11"},
        {a, {all, new_axis, std::int64_t{0}}, "int64 (3,1) 0 4 8"},
        {a, {slice({}, {}, -2), slice(1, 3)}, "int64 (2,2) 9 10 1 2"},
        {a, {slice(3, 1)}, "int64 (0,4)"},
        {a, {ints(rules, {2, 0, -1})}, "int64 (3,4) 8 9 10 11 0 1 2 3 8 9 10 11", false},
        {a, {ints(rules, {0, 1}), ints(rules, {3, 2})}, "int64 (2,) 3 6", false},
        {a, {mask(rules, {1, 0, 1}), std::int64_t{1}}, "int64 (2,) 1 9", false},
        {a, {all, mask(rules, {0, 1, 0, 1})}, "int64 (3,2) 1 3 5 7 9 11", false},
        {a,
         {apply(rules, "greater", {a}, python(rules, std::int64_t{8}))},
         "int64 (3,) 9 10 11",
         false},
        {a, {make_scalar(rules.budget, std::int64_t{1})}, "int64 (4,) 4 5 6 7"},
        {a, {make_scalar(rules.budget, false)}, "int64 (0,3,4)", false},
        // Apart from each other the arrays' axes go to the front, next to each other they stay.
        {three, {std::int64_t{0}, all, ints(rules, {0, 1})}, "int64 (2,3) 0 4 8 1 5 9", false},
        {three, {all, std::int64_t{0}, ints(rules, {0, 1})}, "int64 (2,2) 0 1 12 13", false},
        {counted(rules, DType::int64, {2, 2, 2, 2}),
         {all, ints(rules, {0, 1}), all, ints(rules, {1, 0})},
         "int64 (2,2,2) 1 3 9 11 4 6 12 14",
         false},
        {three, {all, ints(rules, {2})}, "int64 (2,1,4) 8 9 10 11 20 21 22 23", false},
    };
    for (const Case& one : cases) {
      CAPTURE(one.result);
      const NDArray found = get_item(rules.budget, one.array, one.index);
      CHECK(text_of(rules, found) == one.result);
      CHECK((found.buffer == one.array.buffer) == one.view);
    }
    // The elements of an array that was indexed along a later axis lie by the index.
    const NDArray columns = get_item(rules.budget, a, {all, ints(rules, {0, 1})});
    CHECK(columns.strides == Extents{8, 24});
  }

  TEST_CASE("items are set with broadcasting, the last of repeated ones wins") {
    const Rules rules;
    const Budget& budget = rules.budget;
    const NDArray a = counted(rules, DType::uint8, {3, 4});
    set_item(budget, a, {std::int64_t{0}}, row(rules, DType::int64, {300, 1, 2, -1}));
    CHECK(text_of(rules, get_item(budget, a, {std::int64_t{0}})) == "uint8 (4,) 44 1 2 255");
    set_item(budget, a, {all, ints(rules, {1, 1})}, row(rules, DType::int64, {7, 9}));
    CHECK(text_of(rules, get_item(budget, a, {all, std::int64_t{1}})) == "uint8 (3,) 9 9 9");
    set_item(budget, a, {apply(rules, "greater", {a}, python(rules, std::int64_t{8}))},
             row(rules, DType::int64, {0}));
    CHECK(text_of(rules, a) == "uint8 (3,4) 0 0 2 0 4 0 6 7 8 0 0 0");
    set_item(budget, a, {ints(rules, {2, 1, 0})}, a);
    CHECK(text_of(rules, a) == "uint8 (3,4) 8 0 0 0 4 0 6 7 0 0 2 0");
  }

  TEST_CASE("what is no index is refused in NumPy's words") {
    const Rules rules;
    const NDArray a = counted(rules, DType::int64, {3, 4});
    const auto get = [&](const NDArray& array, const I& index) {
      return outcome(rules, [&] { return get_item(rules.budget, array, index); });
    };
    const auto set = [&](const I& index, const NDArray& value) {
      return outcome(rules, [&] {
        set_item(rules.budget, a, index, value);
        return a;
      });
    };
    CHECK(get(a, {std::int64_t{5}}) ==
          "IndexError: index 5 is out of bounds for axis 0 with size 3");
    CHECK(get(a, {all, std::int64_t{-5}}) ==
          "IndexError: index -5 is out of bounds for axis 1 with size 4");
    CHECK(get(a, {std::int64_t{least}, std::int64_t{most}}) ==
          "IndexError: index -9223372036854775808 is out of bounds for axis 0 with size 3");
    CHECK(get(a, {all, all, all}) ==
          "IndexError: too many indices for array: array is 2-dimensional, but 3 were indexed");
    CHECK(get(a, {ellipsis, ellipsis}) ==
          "IndexError: an index can only have a single ellipsis ('...')");
    CHECK(get(a, {ints(rules, {0, 9})}) ==
          "IndexError: index 9 is out of bounds for axis 0 with size 3");
    CHECK(get(a, {row(rules, DType::float64, {1})}) ==
          "IndexError: arrays used as indices must be of integer (or boolean) type");
    CHECK(get(a, {mask(rules, {1, 0})}) ==
          "IndexError: boolean index did not match indexed array along dimension 0; dimension is 3 "
          "but corresponding boolean dimension is 2");
    CHECK(get(a, {ints(rules, {0, 1}), ints(rules, {0, 1, 2})}) ==
          "IndexError: shape mismatch: indexing arrays could not be broadcast together with shapes "
          "(2,) (3,) ");
    CHECK(get(make_scalar(rules.budget, 3.0), {std::int64_t{0}}) ==
          "IndexError: invalid index to scalar variable.");
    CHECK(
        set({ints(rules, {0, 1})}, row(rules, DType::int64, {1, 2, 3})) ==
        "ValueError: shape mismatch: value array of shape (3,) could not be broadcast to indexing "
        "result of shape (2,4)");
    CHECK(
        set({apply(rules, "greater", {a}, python(rules, std::int64_t{8}))},
            row(rules, DType::int64, {1, 2})) ==
        "ValueError: NumPy boolean array indexing assignment cannot assign 2 input values to the 3 "
        "output values where the mask is true");
    CHECK(set({slice(0, 1)}, row(rules, DType::int64, {1, 2, 3})) ==
          "ValueError: could not broadcast input array from shape (3,) into shape (1,4)");
    CHECK(set({std::int64_t{0}, std::int64_t{0}}, row(rules, DType::int64, {1, 2})) ==
          "ValueError: setting an array element with a sequence.");
    NDArray fixed = a;
    fixed.writeable = false;
    CHECK_THROWS_AS(set_item(rules.budget, fixed, {std::int64_t{0}}, a), Raised);
  }

  TEST_CASE("what lies between the places of elements is copied to be read as a row") {
    const Rules rules;
    NDArray shifted = make(rules.budget, DType::uint8, {17});
    shifted.dtype = DType::float64;
    shifted.shape = {2};
    shifted.strides = {8};
    CHECK(shifted.contiguous());
    shifted.offset = 1;
    CHECK(!shifted.contiguous());
    CHECK(as_contiguous(rules.budget, shifted).offset == 0);
    shifted.offset = 8;
    shifted.dtype = DType::complex128;
    shifted.shape = {1};
    CHECK(shifted.contiguous());
  }

  TEST_CASE("shapes without elements are refused where their strides would not fit") {
    const Rules rules;
    const std::int64_t much = std::int64_t{1} << 40;
    CHECK_THROWS(element_count({much, much, 0}));
    CHECK(element_count({much, 0}) == 0);
  }

  TEST_CASE("32 dimensions are as many as there are") {
    const Rules rules;
    const NDArray a = make(rules.budget, DType::uint8, Extents(32, 1));
    CHECK(get_item(rules.budget, a, I(32, all)).ndim() == 32);
    CHECK(get_item(rules.budget, a, I(31, std::int64_t{0})).ndim() == 1);
    CHECK(outcome(rules, [&] { return get_item(rules.budget, a, {new_axis}); }) ==
          "ValueError: maximum supported dimension for an ndarray is 32, found 33");
    const NDArray pair = reshape(rules.budget, counted(rules, DType::int64, {1}), {1, 1});
    CHECK(outcome(rules, [&] { return get_item(rules.budget, a, {pair}); }) ==
          "ValueError: maximum supported dimension for an ndarray is 32, found 33");
  }

  TEST_CASE("indices that choose more than the budget are refused before any work") {
    const Rules rules;
    const NDArray a = make(rules.budget, DType::float64, {1, 100000});
    const NDArray many = make(rules.budget, DType::int64, {100000});
    CHECK(outcome(rules, [&] { return get_item(rules.budget, a, {many}); }) ==
          "LimitExceeded: more than 256 MB of memory");
    const NDArray column = reshape(rules.budget, many, {100000, 1});
    CHECK(outcome(rules, [&] {
            return get_item(rules.budget, a, {column, many});
          }) == "LimitExceeded: more than 256 MB of memory");
    set_item(rules.budget, a, {all, slice(0, 2)}, row(rules, DType::float64, {1, 2}));
    CHECK(outcome(rules, [&] {
            set_item(rules.budget, a, {broadcast_to(many, {100, 100000})},
                     make_scalar(rules.budget, 1.0));
            return a;
          }).starts_with("LimitExceeded"));
  }
}
