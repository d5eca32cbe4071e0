#include <doctest/doctest.h>
#include <fmt/core.h>

#include <fstream>
#include <sstream>
#include <string>

#include "reference/steps/builtin.h"

namespace reference::steps {

TEST_SUITE_BEGIN("steps/docs");

TEST_CASE("docs/steps.md has a row for every function, and says which have no derivative") {
  std::ifstream file(GRADER_SOURCE_DIR "/docs/steps.md");
  std::stringstream read;
  read << file.rdbuf();
  const std::string text = read.str();
  REQUIRE_FALSE(text.empty());
  for (const auto& family : builtin_families()) {
    for (const Builtin& builtin : family) {
      const std::string row = fmt::format("\n| `{}({})` | ", builtin.name, builtin.parameters);
      CAPTURE(row);
      const std::size_t at = text.find(row);
      REQUIRE(at != std::string::npos);
      const std::string line = text.substr(at + 1, text.find('\n', at + 1) - at - 1);
      const bool refuses = line.find("no derivative") != std::string::npos;
      const bool has_none = builtin.pullback == nullptr;
      CHECK_EQ(refuses, has_none);
    }
  }
}

TEST_SUITE_END();

}  // namespace reference::steps
