#include "grader/base/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("a result holds a value or an error") {
  const Result<int> value = 3;
  REQUIRE(value);
  CHECK(value.has_value());
  CHECK(*value == 3);
  const Result<int> error = Failure{"is a folder"};
  REQUIRE_FALSE(error);
  CHECK(error.error().message == "is a folder");
}

TEST_CASE("a result is made from what converts to its value") {
  const Result<std::string> text = "text";
  CHECK(text->size() == 4);
}

TEST_CASE("a value can be moved out") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> taken = *std::move(result);
  REQUIRE(taken);
  CHECK(*taken == 7);
}

TEST_CASE("a result of nothing is a success or an error") {
  CHECK(Result<void>());
  const Result<void> failed = Failure{"no"};
  CHECK_FALSE(failed);
  CHECK(failed.error().message == "no");
}

TEST_SUITE_END();

}  // namespace grader
