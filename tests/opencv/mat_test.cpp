#include <string>
#include <vector>

#include "reference/ndarray/views.h"
#include "tests/opencv/calls.h"

namespace reference::opencv {

TEST_SUITE_BEGIN("opencv");

using Bytes = std::vector<std::uint8_t>;

TEST_CASE("Element types are taken, converted or refused as the binding does") {
  struct Case {
    DType dtype;
    std::string_view result;  // of the sum's type, or the refusal
  };
  const Case cases[] = {
      {DType::uint8, "uint8"},
      {DType::int8, "int8"},
      {DType::uint16, "uint16"},
      {DType::int16, "int16"},
      {DType::int32, "int32"},
      {DType::int64, "int32"},
      {DType::uint64, "int32"},
      {DType::float32, "float32"},
      {DType::float64, "float64"},
      {DType::boolean, "cv2.error: src1 data type = 0 is not supported"},
      {DType::uint32, "cv2.error: src1 data type = 6 is not supported"},
      {DType::complex128, "cv2.error: src1 data type = 15 is not supported"},
      {DType::float16, "cv2.error: src1 data type = 23 is not supported"},
  };
  const Caller cv2;
  for (const Case& c : cases) {
    CAPTURE(ndarray::name(c.dtype));
    const Object array = of(ndarray::make(cv2.budget, c.dtype, {2, 3}));
    const std::string fault = cv2.fault("cv2.add", {array, array});
    CHECK((fault.empty() ? ndarray::name(cv2.call("cv2.add", {array, array}).array()->dtype)
                         : std::string_view(fault)) == c.result);
  }
}

TEST_CASE("The last of three axes becomes channels, if there are at most 512") {
  const Caller cv2;
  struct Case {
    Extents from;
    std::string_view to;
  };
  const Case cases[] = {
      {{4}, "(4,1)"},
      {{2, 3}, "(2,3)"},
      {{2, 3, 1}, "(2,3)"},
      {{2, 3, 3}, "(2,3,3)"},
      {{2, 3, 512}, "(2,3,512)"},
      {{2, 3, 513}, "(2,3,513)"},
      {{2, 3, 4, 2}, "(2,3,4,2)"},
  };
  for (const Case& c : cases) {
    const Object array = of(cv2.counting(c.from));
    CHECK(shape(cv2.call("cv2.add", {array, array})) == c.to);
  }
}

TEST_CASE("Views are read in place where their rows allow it, else copied") {
  const Caller cv2;
  const NDArray array = cv2.counting({2, 3});
  const auto negated = [&](const NDArray& view) {
    return values<std::uint8_t>(cv2.call("cv2.bitwise_not", {of(view)}));
  };
  CHECK(negated(array) == Bytes{255, 254, 253, 252, 251, 250});
  CHECK(negated(ndarray::transpose(array)) == Bytes{255, 252, 254, 251, 253, 250});
  CHECK(negated(ndarray::flip(array, 0)) == Bytes{252, 251, 250, 255, 254, 253});
  CHECK(negated(ndarray::flip(array, 1)) == Bytes{253, 254, 255, 250, 251, 252});
  CHECK(negated(ndarray::take_range(array, 1, 1, 2, 1)) == Bytes{254, 253, 251, 250});
  CHECK(negated(ndarray::broadcast_to(ndarray::pick(array, 0, 1), {2, 3})) ==
        Bytes{252, 251, 250, 252, 251, 250});
  SUBCASE("rows that overlap, where Python's cv2 reads past the array") {
    NDArray windows = cv2.counting({5});
    windows.shape = {3, 3};
    windows.strides = {1, 1};
    CHECK(negated(windows) == Bytes{255, 254, 253, 254, 253, 252, 253, 252, 251});
  }
}

TEST_CASE("Results are written into the array that is passed for them") {
  const Caller cv2;
  const NDArray source = cv2.counting({2, 3});
  SUBCASE("of the same shape and type") {
    const Object target = of(cv2.counting({2, 3}));
    const Object result = cv2.call("cv2.flip", {of(source), of_int(0), target});
    CHECK(result.array() == target.array());
    CHECK(values<std::uint8_t>(target) == Bytes{3, 4, 5, 0, 1, 2});
  }
  SUBCASE("a part of another array") {
    const NDArray whole = cv2.counting({2, 5});
    const Object part = of(ndarray::take_range(whole, 1, 1, 3, 1));
    cv2.call("cv2.flip", {of(source), of_int(0)}, {{"dst", part}});
    CHECK(values<std::uint8_t>(of(whole)) == Bytes{0, 3, 4, 5, 4, 5, 0, 1, 2, 9});
  }
  SUBCASE("another shape gets a new array") {
    const Object target = of(cv2.counting({3, 3}));
    const Object result = cv2.call("cv2.flip", {of(source), of_int(0), target});
    CHECK(shape(result) == "(2,3)");
    CHECK(values<std::uint8_t>(target) == Bytes{0, 1, 2, 3, 4, 5, 6, 7, 8});
  }
  SUBCASE("not without a copy") {
    const std::string refusal =
        "cv2.error: Layout of the output array dst is incompatible with cv::Mat";
    CHECK(cv2.fault("cv2.flip", {of(source), of_int(0), of(ndarray::flip(source, 1))}) == refusal);
    CHECK(cv2.fault("cv2.flip", {of(source), of_int(0),
                                 of(ndarray::make(cv2.budget, DType::int64, {2, 3}))}) == refusal);
  }
}

TEST_CASE("Numbers and tuples stand for four channels or a column") {
  const Caller cv2;
  const Object image = of(cv2.counting({1, 2, 3}));
  const auto sum = [&](const Object& other) {
    return values<std::uint8_t>(cv2.call("cv2.add", {image, other}));
  };
  CHECK(sum(of_int(50)) == Bytes{50, 1, 2, 53, 4, 5});
  CHECK(sum(of_float(50.5)) == Bytes{50, 1, 2, 53, 4, 5});
  CHECK(sum(snippet::of_bool(true)) == Bytes{1, 1, 2, 4, 4, 5});
  CHECK(sum(cv2.ints({1, 2, 3, 4})) == Bytes{1, 3, 5, 4, 6, 8});
  CHECK(sum(of(ndarray::make_scalar(cv2.budget, 5.0))) == Bytes{5, 1, 2, 8, 4, 5});
  CHECK(cv2.fault("cv2.add", {image, of(ndarray::make_scalar(cv2.budget, std::uint8_t{5}))}) ==
        "cv2.error: src2 is not a numpy array, neither a scalar");
  CHECK(cv2.fault("cv2.add", {image, snippet::make_list(cv2.budget, {of_int(1)})}) ==
        "cv2.error: src2 is not a numpy array, neither a scalar");
  CHECK(cv2.fault("cv2.add", {image, cv2.ints({1, 2, 3})}).starts_with("cv2.error: OpenCV(4.6.0)"));
  CHECK(shape(cv2.call("cv2.flip", {of_int(5), of_int(1)})) == "(4,1)");
  CHECK(shape(cv2.call("cv2.flip", {cv2.ints({1, 2, 3}), of_int(1)})) == "(3,1)");
}

TEST_CASE("The first line of a refusal names the function") {
  const Caller cv2;
  try {
    cv2.call("cv2.blur", {of(cv2.counting({4, 4})), of_int(3)});
    FAIL("was accepted");
  } catch (const ndarray::Raised& raised) {
    CHECK(raised.fault == ndarray::Fault::python);
    CHECK(raised.message ==
          "OpenCV(4.6.0) :-1: error: (-5:Bad argument) in function 'blur'\n"
          "> Overload resolution failed:\n"
          ">  - Can't parse 'ksize'. Input argument doesn't provide sequence protocol\n"
          ">  - Can't parse 'ksize'. Input argument doesn't provide sequence protocol\n");
  }
}

TEST_CASE("Arguments are converted as the binding does") {
  const Caller cv2;
  const Object image = of(cv2.counting({4, 4}));
  const Object floats = cv2.tuple({of_float(2), of_int(2)});
  CHECK(cv2.fault("cv2.resize", {image, floats}) ==
        "cv2.error: Can't parse 'dsize'. Sequence item with index 0 has a wrong type");
  CHECK(cv2.fault("cv2.resize", {image, cv2.ints({2, 2, 2})}) ==
        "cv2.error: Can't parse 'dsize'. Expected sequence length 2, got 3");
  CHECK(cv2.fault("cv2.threshold", {image, snippet::of_bool(true), of_int(9), of_int(0)}) ==
        "cv2.error: Argument 'thresh' must be double, not bool");
  CHECK(cv2.fault("cv2.flip", {image, of_float(1)}) ==
        "cv2.error: Argument 'flipCode' is required to be an integer");
  CHECK(cv2.fault("cv2.flip", {image, of_int(std::int64_t{1} << 31)}) ==
        "cv2.error: integer won't fit into a C int");
  SUBCASE("functions without arrays raise TypeError") {
    CHECK(cv2.fault("cv2.getGaussianKernel", {of_float(5), of_int(1)}) ==
          "TypeError: Argument 'ksize' is required to be an integer");
    CHECK(cv2.fault("cv2.getRotationMatrix2D", {cv2.ints({1, 2, 3}), of_int(90), of_int(1)}) ==
          "TypeError: Can't parse 'center'. Expected sequence length 2, got 3");
  }
  SUBCASE("borders take numbers and sequences") {
    const Object one = of_int(1);
    const auto corner = [&](const Object& value) {
      return values<std::uint8_t>(cv2.call(
          "cv2.copyMakeBorder", {image, one, one, one, one, of_int(0), Object{}, value}))[0];
    };
    CHECK(corner(of_int(7)) == 7);
    CHECK(corner(snippet::make_list(cv2.budget, {of_float(8)})) == 8);
    CHECK(cv2.fault("cv2.copyMakeBorder",
                    {image, one, one, one, one, of_int(0), Object{}, cv2.ints({1, 2, 3, 4, 5})}) ==
          "cv2.error: Scalar value for argument 'value' is longer than 4");
  }
}

TEST_SUITE_END();

}  // namespace reference::opencv
