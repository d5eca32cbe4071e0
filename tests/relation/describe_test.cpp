#include "reference/relation/describe.h"

#include <doctest/doctest.h>

#include "reference/ndarray/views.h"
#include "reference/relation/study.h"
#include "tests/relation/arrays.h"

namespace reference::relation {

TEST_SUITE_BEGIN("describe");

namespace {

using ndarray::NDArray;

// What a value is that is made from `img` of each probe that decides.
template <typename Make>
std::string described(Make make, const ImageSize& size = {}) {
  std::vector<Scene> all = scenes(size);
  std::vector<Object> values;
  std::vector<Observation> observations;
  for (const Scene& scene : all) {
    if (scene.decides) values.push_back(make(*find_variable(scene.inputs, "img")->array()));
  }
  std::size_t next = 0;
  for (const Scene& scene : all) {
    if (scene.decides) observations.push_back({&values[next++], &scene.inputs});
  }
  return describe(observations);
}

std::string described(const Object& value) {
  return described([&](const NDArray&) { return value; });
}

}  // namespace

TEST_CASE("an image is described by what was done to it") {
  const auto of_view = [](auto view) {
    return described([view](const NDArray& image) { return snippet::of(view(image)); });
  };
  CHECK(of_view([](const NDArray& a) { return a; }) == "the image unchanged");
  CHECK(of_view([](const NDArray& a) { return ndarray::flip(a, 2); }) ==
        "a colour image with its channels reversed");
  CHECK(of_view([](const NDArray& a) { return ndarray::flip(a, 0); }) ==
        "a colour image flipped upside down");
  CHECK(of_view([](const NDArray& a) { return ndarray::swap_axes(a, 0, 1); }) ==
        "a transposed colour image");
  CHECK(of_view([](const NDArray& a) { return ndarray::flip(ndarray::swap_axes(a, 0, 1), 0); }) ==
        "a rotated colour image");
  CHECK(of_view([](const NDArray& a) { return ndarray::flip(ndarray::flip(a, 2), 0); }) ==
        "a colour image flipped upside down and with its channels reversed");
  CHECK(of_view([](const NDArray& a) { return ndarray::pick(a, 2, 2); }) == "the red channel");
  CHECK(of_view([](const NDArray& a) { return ndarray::take_range(a, 0, 10, 40, 1); }) ==
        "a colour image of 40 x 100");
  CHECK(of_view([](const NDArray& a) {
          return ndarray::take_range(ndarray::pick(a, 2, 0), 0, 10, 40, 1);
        }) == "one channel of 40 x 100");
  const ImageSize grey{40, 50, 1};
  CHECK(described([](const NDArray& a) { return snippet::of(ndarray::flip(a, 1)); }, grey) ==
        "an image flipped left to right");
}

TEST_CASE("what is no image is told by its form") {
  CHECK(described(snippet::of_int(3)) == "a number");
  CHECK(described(snippet::of_bool(true)) == "True or False");
  CHECK(described(Object{}) == "nothing");
  CHECK(described(snippet::of(std::string("x"))) == "a text");
  CHECK(described(object_of<double>({5, 1}, {0.1, 0.2, 0.4, 0.2, 0.1})) ==
        "a vector of 5 numbers that add up to 1");
  CHECK(described(object_of<double>({3}, {1, 2, 3})) == "a vector of 3 numbers");
  CHECK(described(object_of<double>({2, 3}, {1, 2, 3, 4, 5, 6})) == "a 2 x 3 matrix");
  CHECK(described(object_of<double>({2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8})) == "a 2 x 2 x 2 array");
  std::vector<std::uint8_t> spots(10000, 0);
  spots[77] = 255;
  CHECK(described(object_of<std::uint8_t>({100, 100}, spots)) == "a black-and-white image");
  CHECK(described(object_of<bool>({100, 100}, std::vector<bool>(10000, true))) ==
        "a mask of True and False");
}

TEST_CASE("what does not hold on every image is not said") {
  bool first = true;
  const std::string text = described([&first](const NDArray& image) {
    const NDArray result = first ? image : ndarray::flip(image, 0);
    first = false;
    return snippet::of(result);
  });
  CHECK(text == "a colour image");
}

TEST_CASE("where two snippets differ is said in general words") {
  const std::vector<Scene> all = scenes({});
  std::vector<std::string> oblong;
  std::vector<std::string> others;
  for (const Scene& scene : all) {
    if (scene.decides) continue;
    others.push_back(scene.name);
    if (scene.name != "square") oblong.push_back(scene.name);
  }
  CHECK(caveat_of(all, {}).empty());
  CHECK(caveat_of(all, oblong) == "only for square images");
  CHECK(caveat_of(all, others) == "only for images of this size");
  CHECK(caveat_of(all, {"dark"}) == "not where the image is dark");
  CHECK(caveat_of(all, {"tiny", "zeros"}) == "not for very small images or where img2 has zeros");
  CHECK(caveat_of(all, {"tiny", "dark", "zeros"}) == "not for every image");
  CHECK(caveat_of(all, {"natural_other"}) == "not for every image");
}

TEST_SUITE_END();

}  // namespace reference::relation
