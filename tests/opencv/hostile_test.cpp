#include <chrono>
#include <limits>
#include <string>
#include <vector>

#include "tests/opencv/calls.h"

namespace reference::opencv {

TEST_SUITE_BEGIN("opencv");

TEST_CASE("What is too large is refused before OpenCV allocates or works") {
  const Caller cv2;
  const Object image = of(cv2.counting({40, 50, 3}));
  const Object grey = of(cv2.counting({40, 50}));
  const std::int64_t huge = 1'000'000'000;
  const Object big = of_int(huge);
  const Object one = of_int(1);
  const Object none;
  const Object size = cv2.ints({huge, huge});
  const Object affine = of(cv2.array<double>({2, 3}, {1, 0, 0, 0, 1, 0}));
  struct Case {
    std::string_view name;
    std::vector<Object> arguments;
  };
  const std::vector<Case> cases = {
      {"cv2.resize", {image, size}},
      {"cv2.resize", {image, cv2.ints({80'000'000, 1})}},
      {"cv2.resize", {image, none, none, of_float(1e6), of_float(1e6)}},
      {"cv2.copyMakeBorder", {image, big, big, big, big, of_int(0)}},
      {"cv2.copyMakeBorder", {grey, one, one, of_int(1'000'000), one, of_int(2)}},
      {"cv2.getGaussianKernel", {big, one}},
      {"cv2.getStructuringElement", {of_int(0), size}},
      {"cv2.warpAffine", {image, affine, size}},
      {"cv2.warpAffine", {image, affine, cv2.ints({30000, 30000})}},
      {"cv2.repeat", {image, big, big}},
      {"cv2.GaussianBlur", {image, cv2.ints({0, 0}), of_float(1e7)}},
      {"cv2.GaussianBlur", {image, cv2.ints({1'000'001, 1'000'001}), of_float(1)}},
      {"cv2.blur", {image, cv2.ints({100'000, 100'000})}},
      {"cv2.medianBlur", {image, of_int(999'999'999)}},
      {"cv2.bilateralFilter", {image, of_int(1'000'000), one, one}},
      {"cv2.bilateralFilter", {image, of_int(-1), one, of_float(1e9)}},
      {"cv2.erode", {image, none, none, cv2.ints({-1, -1}), of_int(1'000'000)}},
      {"cv2.adaptiveThreshold", {grey, one, one, of_int(0), of_int(1'000'001), one}},
      {"cv2.cornerHarris", {grey, of_int(1'000'000), of_int(3), of_float(0.04)}},
      {"cv2.borderInterpolate", {of_int(2'000'000'000), of_int(2), of_int(2)}},
      {"cv2.circle", {image, cv2.ints({0, 0}), big, one}},
      {"cv2.putText",
       {image, snippet::of(std::string("x")), cv2.ints({0, 0}), one, of_float(1e30), one}},
      {"cv2.getGaborKernel", {cv2.ints({0, 0}), of_float(1e5), one, one, one}},
      {"cv2.createHanningWindow", {size, of_int(5)}},
      {"cv2.calcHist",
       {snippet::make_list(cv2.budget, {grey}), cv2.ints({0}), none, cv2.ints({huge}),
        cv2.ints({0, 256})}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const auto start = std::chrono::steady_clock::now();
    CHECK(cv2.fault(c.name, c.arguments).starts_with("LimitExceeded"));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(200));
  }
}

TEST_CASE("A transform of a prime length costs its square") {
  const Caller cv2;
  const Object prime = of(ndarray::make(cv2.budget, DType::float64, {1, 1'000'003}));
  const Object smooth = of(ndarray::make(cv2.budget, DType::float64, {1, 1'048'576}));
  CHECK(cv2.fault("cv2.dft", {prime}).starts_with("LimitExceeded"));
  CHECK(cv2.fault("cv2.dft", {smooth}).empty());
}

TEST_CASE("Results are charged while they live") {
  const Caller cv2;
  const Object image = of(cv2.counting({1000, 1000}));
  std::vector<Object> kept;
  std::string fault;
  for (int i = 0; i < 300 && fault.empty(); ++i) {
    try {
      kept.push_back(cv2.call("cv2.bitwise_not", {image}));
    } catch (const ndarray::Raised& raised) {
      fault = raised.message;
    }
  }
  CHECK(fault == "more than 256 MB of memory");
  CHECK(kept.size() > 250);
  kept.clear();
  CHECK(cv2.fault("cv2.bitwise_not", {image}).empty());
}

TEST_CASE("What breaks Python's cv2 is refused") {
  const Caller cv2;
  const Object empty = of(ndarray::make(cv2.budget, DType::uint8, {0, 3}));
  const Object four = of(cv2.counting({3, 4, 5, 2}));
  const Object grey = of(cv2.counting({4, 4}));
  const Object one = of_int(1);
  CHECK_FALSE(cv2.fault("cv2.connectedComponents", {empty}).empty());
  CHECK_FALSE(cv2.fault("cv2.integral3", {empty}).empty());
  CHECK_FALSE(cv2.fault("cv2.integral", {four}).empty());
  CHECK_FALSE(cv2.fault("cv2.copyMakeBorder", {empty, one, one, one, one, of_int(2)}).empty());
  CHECK_FALSE(cv2.fault("cv2.borderInterpolate", {one, of_int(0), of_int(2)}).empty());
  CHECK_FALSE(
      cv2.fault("cv2.add", {of(ndarray::make(cv2.budget, DType::uint8, {2, 2, 0})), one}).empty());
  CHECK_FALSE(cv2.fault("cv2.fillPoly",
                        {grey,
                         snippet::make_list(cv2.budget,
                                            {of(ndarray::make(cv2.budget, DType::int32, {0, 2}))}),
                         one})
                  .empty());
  const Object none;
  CHECK_FALSE(
      cv2.fault("cv2.filter2D", {of(cv2.counting({24, 30})), of_int(7), of(cv2.counting({24, 30}))})
          .empty());
  CHECK_FALSE(cv2.fault("cv2.reduceArgMax", {none, of_int(-1)}).empty());
  CHECK_FALSE(cv2.fault("cv2.fillPoly", {none, cv2.tuple({}), one}).empty());
  const Object infinite =
      of(cv2.array<float>({3, 1}, {0, std::numeric_limits<float>::infinity(), 1}));
  CHECK_FALSE(cv2.fault("cv2.bilateralFilter", {infinite, of_int(9), one, one}).empty());
  CHECK(cv2.fault("cv2.drawContours", {grey, cv2.tuple({}), one, one}, {{"hierarchy", grey}})
            .starts_with("NotSupported"));
}

TEST_SUITE_END();

}  // namespace reference::opencv
