#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "tests/opencv/calls.h"

namespace reference::opencv {

TEST_SUITE_BEGIN("opencv");

using Bytes = std::vector<std::uint8_t>;

TEST_CASE("Functions give what Python's cv2 4.6 gives") {
  const Caller cv2;
  const Object image = of(cv2.counting({2, 3, 3}));
  const Object grey = of(cv2.counting({3, 4}));
  SUBCASE("colour to grey is rounded half up") {
    CHECK(values<std::uint8_t>(cv2.call("cv2.cvtColor", {image, of_int(6)})) ==
          Bytes{1, 4, 7, 10, 13, 16});
  }
  SUBCASE("a threshold is a number and an array") {
    const Object result = cv2.call("cv2.threshold", {grey, of_int(8), of_int(255), of_int(0)});
    REQUIRE(result.items() != nullptr);
    CHECK(*result.items()->at(0).get<double>() == 8);
    CHECK(values<std::uint8_t>(result.items()->at(1)) ==
          Bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255});
  }
  SUBCASE("small Gaussian kernels without sigma are a table") {
    CHECK(values<double>(cv2.call("cv2.getGaussianKernel", {of_int(5), of_int(0)})) ==
          std::vector<double>{0.0625, 0.25, 0.375, 0.25, 0.0625});
  }
  SUBCASE("a mean has four channels") {
    const Object mean = cv2.call("cv2.mean", {image});
    REQUIRE(mean.items()->size() == 4);
    CHECK(*mean.items()->at(1).get<double>() == 8.5);
    CHECK(*mean.items()->at(3).get<double>() == 0);
  }
  SUBCASE("extremes come with places as x, y") {
    const Object extremes = cv2.call("cv2.minMaxLoc", {grey});
    CHECK(*extremes.items()->at(1).get<double>() == 11);
    CHECK(*extremes.items()->at(3).items()->at(0).get<std::int64_t>() == 3);
    CHECK(*extremes.items()->at(3).items()->at(1).get<std::int64_t>() == 2);
  }
  SUBCASE("moments are a dict, which HuMoments takes") {
    const Object moments = cv2.call("cv2.moments", {grey});
    const auto* dictionary = moments.get<snippet::Dictionary>();
    REQUIRE(dictionary != nullptr);
    CHECK(dictionary->entries->size() == 24);
    CHECK(dictionary->entries->at(0).first == "m00");
    CHECK(*dictionary->entries->at(0).second.get<double>() == 66);
    CHECK(shape(cv2.call("cv2.HuMoments", {moments})) == "(7,1)");
  }
  SUBCASE("two forms of a call are told apart") {
    CHECK(*cv2.call("cv2.norm", {grey, of_int(2)}).get<double>() == 66);
    CHECK(*cv2.call("cv2.norm", {grey, grey}).get<double>() == 0);
    CHECK(*cv2.call("cv2.norm", {grey, grey, of_int(2)}).get<double>() == 0);
    CHECK(values<std::uint8_t>(cv2.call("cv2.divide", {of_float(22), grey}))[2] == 11);
  }
  SUBCASE("lists of arrays") {
    const Object planes = cv2.call("cv2.split", {image});
    REQUIRE(planes.get<snippet::Tuple>() != nullptr);
    CHECK(planes.items()->size() == 3);
    CHECK(values<std::uint8_t>(cv2.call("cv2.merge", {planes})) == values<std::uint8_t>(image));
    CHECK(shape(cv2.call("cv2.hconcat", {cv2.tuple({grey, grey})})) == "(3,8)");
  }
  SUBCASE("drawing writes into the array") {
    cv2.call("cv2.rectangle", {grey, cv2.ints({0, 0}), cv2.ints({1, 1}), of_int(99)});
    CHECK(values<std::uint8_t>(grey) == Bytes{99, 99, 2, 3, 99, 99, 6, 7, 8, 9, 10, 11});
  }
}

// The lines "name value" of a program's output; empty if it fails.
std::vector<std::pair<std::string, std::int64_t>> lines_of(const std::string& command) {
  std::vector<std::pair<std::string, std::int64_t>> lines;
  FILE* pipe = popen(command.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char name[128];
  long long value = 0;
  while (std::fscanf(pipe, "%127s %lld", name, &value) == 2) lines.emplace_back(name, value);
  pclose(pipe);
  return lines;
}

TEST_CASE("Constants are sorted and those of Python's cv2, where that is installed") {
  const Caller cv2;
  std::vector<std::pair<std::string, std::int64_t>> ours;
  for (const auto& table : cv2.library.constants) {
    for (const snippet::Constant& constant : table) {
      ours.emplace_back(constant.name.substr(4), constant.value);
    }
  }
  CHECK(ours.size() > 500);
  CHECK(std::is_sorted(ours.begin(), ours.end()));
  const auto theirs =
      lines_of("/usr/bin/python3 " GRADER_SOURCE_DIR "/tests/opencv/constants.py 2>/dev/null");
  if (theirs.empty()) {
    MESSAGE("no python3-opencv: constants were not compared");
  } else {
    CHECK(ours == theirs);
  }
}

TEST_SUITE_END();

}  // namespace reference::opencv
