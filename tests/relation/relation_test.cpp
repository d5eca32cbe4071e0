#include "reference/relation/relation.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "reference/ndarray/views.h"
#include "tests/relation/arrays.h"

namespace reference::relation {

TEST_SUITE_BEGIN("relation");

namespace {

using ndarray::NDArray;
using snippet::make_list;
using snippet::make_tuple;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

Kind kind_of(const Object& left, const Object& right) {
  const Kind kind = relate(left, right).kind;
  CHECK(relate(right, left).kind == kind);
  return kind;
}

std::vector<double> ramp(std::size_t size, double step = 1, double from = 0) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < size; ++i) numbers.push_back(from + static_cast<double>(i) * step);
  return numbers;
}

// `array` moved by whole pixels, zeros coming in.
NDArray shifted(const NDArray& array, std::int64_t down, std::int64_t right) {
  const ndarray::Budget budget;
  NDArray result = make(budget, array.dtype, array.shape);
  const auto part = [](const NDArray& whole, std::int64_t y, std::int64_t x, std::int64_t down_by,
                       std::int64_t right_by) {
    const NDArray rows = ndarray::take_range(whole, 0, y, whole.shape[0] - down_by, 1);
    return ndarray::take_range(rows, 1, x, whole.shape[1] - right_by, 1);
  };
  const auto high = [](std::int64_t n) { return std::max<std::int64_t>(n, 0); };
  const std::int64_t rows = std::abs(down);
  const std::int64_t columns = std::abs(right);
  assign(budget, part(result, high(down), high(right), rows, columns),
         part(array, high(-down), high(-right), rows, columns));
  return result;
}

NDArray turned(const NDArray& array) { return ndarray::flip(ndarray::swap_axes(array, 0, 1), 0); }

std::string how(const NDArray& left, const NDArray& right) {
  const Relation relation = relate(snippet::of(left), snippet::of(right));
  CHECK(std::string(id(relation.kind)) == "related");
  return relation.how;
}

}  // namespace

TEST_CASE("the same numbers are equal, whatever their type and their axes of extent 1") {
  CHECK(kind_of(object_of<std::uint8_t>({2, 2}, {1, 2, 3, 4}),
                object_of<double>({1, 2, 2, 1}, {1, 2, 3, 4})) == Kind::equal);
  CHECK(kind_of(object_of<bool>({2}, {true, false}), object_of<std::int32_t>({2}, {1, 0})) ==
        Kind::equal);
  CHECK(kind_of(object_of<double>({3}, {1, nan, inf}), object_of<float>({3}, {1, NAN, INFINITY})) ==
        Kind::equal);
  CHECK(kind_of(snippet::of_int(3), object_of<double>({1}, {3})) == Kind::equal);
  CHECK(kind_of(object_of<ndarray::Complex>({1}, {{2, 0}}), snippet::of_float(2)) == Kind::equal);
  const ndarray::Budget budget;
  const Object list = make_list(budget, {snippet::of_int(1), snippet::of_float(2.5)});
  CHECK(kind_of(list, object_of<double>({2}, {1, 2.5})) == Kind::equal);
  const Object image = snippet::of(uneven(5, 6, 3));
  CHECK(kind_of(make_tuple(budget, {snippet::of_float(40), image}), image) == Kind::equal);
  const Object planes = make_tuple(budget, {image, image});
  CHECK(kind_of(planes, make_list(budget, {image, image})) == Kind::equal);
}

TEST_CASE("numbers that differ are different") {
  CHECK(kind_of(object_of<bool>({2}, {true, false}), object_of<std::uint8_t>({2}, {255, 0})) ==
        Kind::different);
  CHECK(kind_of(object_of<double>({2}, {1, nan}), object_of<double>({2}, {1, 2})) ==
        Kind::different);
  CHECK(kind_of(object_of<double>({2}, {1, inf}), object_of<double>({2}, {1, -inf})) ==
        Kind::different);
  const std::int64_t large = 9007199254740993;
  CHECK(kind_of(object_of<std::int64_t>({1}, {large}), object_of<std::int64_t>({1}, {large - 1})) ==
        Kind::different);
  CHECK(kind_of(object_of<std::uint64_t>({1}, {UINT64_MAX}), object_of<std::int64_t>({1}, {-1})) ==
        Kind::different);
  const Relation relation =
      relate(object_of<double>({4}, {1, 2, 3, 4}), object_of<double>({4}, {1, 2, 3, 7}));
  CHECK(relation.max_abs_diff == 3);
  CHECK(relation.share_different == 0.25);
}

TEST_CASE("whole numbers may be off by one if they range over 16") {
  std::vector<std::uint8_t> numbers;
  for (int i = 0; i <= 16; ++i) numbers.push_back(static_cast<std::uint8_t>(2 * i));
  auto off = numbers;
  off[3] += 1;
  const Relation relation =
      relate(object_of<std::uint8_t>({17}, numbers), object_of<std::uint8_t>({17}, off));
  CHECK(relation.kind == Kind::within1);
  CHECK(relation.max_abs_diff == 1);
  CHECK(relation.share_different == doctest::Approx(1.0 / 17));
  // Types do not count: whole numbers held as floats are whole numbers.
  CHECK(kind_of(object_of<double>({17}, ramp(17)), object_of<double>({17}, ramp(17, 1, 1))) ==
        Kind::within1);
  CHECK(kind_of(object_of<double>({16}, ramp(16)), object_of<double>({16}, ramp(16, 1, 1))) !=
        Kind::within1);
  CHECK(kind_of(object_of<double>({17}, ramp(17)), object_of<double>({17}, ramp(17, 1, 0.5))) !=
        Kind::within1);
  off[5] += 1;
  off[5] += 1;
  CHECK(kind_of(object_of<std::uint8_t>({17}, numbers), object_of<std::uint8_t>({17}, off)) ==
        Kind::different);
  // 0 and 255 are not neighbours.
  numbers = {0, 100};
  off = {255, 100};
  CHECK(kind_of(object_of<std::uint8_t>({2}, numbers), object_of<std::uint8_t>({2}, off)) ==
        Kind::different);
}

TEST_CASE("fractions may be off by a share of the largest size that suits the type") {
  struct Case {
    double off;
    Kind of_double, of_float, of_half;
  };
  constexpr Case cases[] = {
      {0.9e-7, Kind::within_eps, Kind::within_eps, Kind::within_eps},
      {1.1e-7, Kind::different, Kind::within_eps, Kind::within_eps},
      {0.9e-3, Kind::different, Kind::within_eps, Kind::within_eps},
      {1.1e-3, Kind::different, Kind::different, Kind::within_eps},
      {0.25, Kind::different, Kind::different, Kind::different},
  };
  for (const Case& c : cases) {
    CAPTURE(c.off);
    const Object off = object_of<double>({2}, {0.5 + c.off, -100});
    CHECK(kind_of(object_of<double>({2}, {0.5, -100}), off) == c.of_double);
    CHECK(kind_of(object_of<float>({2}, {0.5, -100}), off) == c.of_float);
    const std::vector<ndarray::Half> halves{ndarray::Half(0.5), ndarray::Half(-100)};
    CHECK(kind_of(object_of<ndarray::Half>({2}, halves), off) == c.of_half);
  }
  CHECK(kind_of(object_of<std::int64_t>({2}, {1, 10'000'000'000}),
                object_of<std::int64_t>({2}, {1, 10'000'000'000 - 2})) == Kind::different);
}

TEST_CASE("what holds no numbers is different, with the reason") {
  const ndarray::Budget budget;
  const Object number = snippet::of_int(1);
  CHECK(relate(Object{}, number).how == "the left one gives nothing (None)");
  CHECK(relate(number, snippet::of(std::string("a"))).how == "the right one gives a text");
  const Object ragged = make_list(budget, {number, object_of<double>({2}, {1, 2})});
  CHECK(relate(number, make_list(budget, {ragged, ragged})).how ==
        "the right one gives a list of arrays of different shapes");
  const Relation shapes = relate(object_of<double>({2}, {1, 2}), object_of<double>({3}, {1, 2, 3}));
  CHECK(shapes.kind == Kind::different);
  CHECK(shapes.how == "shapes (2,) and (3,) differ");
  CHECK(std::isnan(shapes.max_abs_diff));
}

TEST_CASE("flips, turns, shifts and reversed channels are named") {
  for (const std::int64_t channels : {1, 3}) {
    const NDArray image = uneven(9, 7, channels);
    CHECK(how(image, ndarray::flip(image, 0)) == "flipped upside down");
    CHECK(how(image, ndarray::flip(image, 1)) == "flipped left to right");
    CHECK(how(image, turned(image)) == "rotated by 90 degrees counter-clockwise");
    CHECK(how(turned(image), image) == "rotated by 90 degrees clockwise");
    CHECK(how(image, turned(turned(image))) == "rotated by 180 degrees");
    CHECK(how(image, ndarray::swap_axes(image, 0, 1)) == "transposed");
    CHECK(how(image, turned(ndarray::flip(image, 0))) == "transposed along the other diagonal");
    CHECK(how(image, shifted(image, 1, 0)) == "shifted down by one row");
    CHECK(how(image, shifted(image, -1, 0)) == "shifted up by one row");
    CHECK(how(image, shifted(image, 0, 1)) == "shifted to the right by one column");
    CHECK(how(image, shifted(image, 0, -1)) == "shifted to the left by one column");
    CHECK(how(image, shifted(image, 1, 1)) == "shifted by one row and one column");
    CHECK(how(image, shifted(ndarray::flip(image, 0), 1, 0)) ==
          "flipped upside down and shifted by one row");
    CHECK(how(image, shifted(turned(image), 0, -1)) ==
          "rotated by 90 degrees counter-clockwise and shifted by one column");
  }
  const NDArray image = uneven(9, 7, 3);
  const NDArray reversed = ndarray::flip(image, 2);
  CHECK(how(image, reversed) == "with its channels reversed");
  CHECK(how(image, ndarray::flip(reversed, 0)) ==
        "flipped upside down and with its channels reversed");
  CHECK(how(image, shifted(reversed, 0, 1)) ==
        "with its channels reversed and shifted by one column");
  const NDArray vector = uneven(9, 1, 1);
  CHECK(how(vector, ndarray::flip(vector, 0)) == "reversed");
}

TEST_CASE("a flip may be off by one, and one too many makes it none") {
  const ndarray::Budget budget;
  NDArray image = copy(budget, ndarray::flip(uneven(8, 8, 1), 0));
  auto pixels = ndarray::elements<std::uint8_t>(image);
  pixels[9] = static_cast<std::uint8_t>(pixels[9] ^ 1U);
  CHECK(how(uneven(8, 8, 1), image) == "flipped upside down");
  pixels[9] = static_cast<std::uint8_t>(pixels[9] ^ 4U);
  CHECK(kind_of(snippet::of(uneven(8, 8, 1)), snippet::of(image)) == Kind::different);
}

TEST_CASE("three changes at once, or a shift by two, are not looked for") {
  const NDArray image = uneven(9, 7, 3);
  const Object object = snippet::of(image);
  CHECK(kind_of(object, snippet::of(shifted(image, 2, 0))) == Kind::different);
  const NDArray three = shifted(ndarray::flip(ndarray::flip(image, 0), 2), 1, 0);
  CHECK(kind_of(object, snippet::of(three)) == Kind::different);
}

TEST_CASE("what is constant where both overlap is related to nothing") {
  const NDArray black = array_of<std::uint8_t>({6, 6}, std::vector<std::uint8_t>(36, 0));
  const ndarray::Budget budget;
  for (const std::int64_t at : {0, 5, 30, 35}) {
    NDArray speck = copy(budget, black);
    ndarray::elements<std::uint8_t>(speck)[static_cast<std::size_t>(at)] = 200;
    CHECK(kind_of(snippet::of(black), snippet::of(speck)) == Kind::different);
  }
  const NDArray tall = array_of<std::uint8_t>({6, 4}, std::vector<std::uint8_t>(24, 0));
  CHECK(kind_of(snippet::of(tall), snippet::of(ndarray::swap_axes(tall, 0, 1))) == Kind::different);
}

TEST_CASE("the worst of several images counts") {
  const Relation equal{Kind::equal, 0, 0, ""};
  const Relation near{Kind::within1, 1, 0.25, ""};
  const Relation flipped{Kind::related, 90, 0.5, "flipped upside down", Transform{}};
  const Relation turned{Kind::related, 80, 0.75, "transposed", Transform{}};
  Relation worst = relation::worst(std::vector{equal, near, equal});
  CHECK(worst.kind == Kind::within1);
  CHECK(worst.max_abs_diff == 1);
  CHECK(worst.share_different == 0.25);
  worst = relation::worst(std::vector{flipped, equal});
  CHECK(worst.kind == Kind::related);
  CHECK(worst.how == "flipped upside down");
  CHECK(worst.max_abs_diff == 90);
  worst = relation::worst(std::vector{flipped, turned});
  CHECK(worst.kind == Kind::different);
  CHECK(worst.how.empty());
  CHECK(worst.share_different == 0.75);
  CHECK(std::isnan(relation::worst(std::vector{not_comparable("x"), near}).max_abs_diff));
}

TEST_SUITE_END();

}  // namespace reference::relation
