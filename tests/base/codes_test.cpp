#include "grader/base/codes.h"

#include <doctest/doctest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "grader/base/files.h"

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("all_codes lists the registry, whole and in its order") {
  const auto header = DiskFiles().read("grader/base/codes.h");
  REQUIRE(header);
  const std::regex entry(R"re(constexpr Code \w+\{\s*"([^"]*)")re");
  std::vector<std::string> declared;
  for (std::sregex_iterator at((*header).begin(), (*header).end(), entry), end; at != end; ++at) {
    declared.push_back((*at)[1]);
  }
  std::vector<std::string> listed;
  for (const Code* code : all_codes()) listed.emplace_back(code->id);
  CHECK(listed == declared);
}

TEST_CASE("codes are distinct, in kebab case, and explained by a sentence") {
  std::set<std::string_view> seen;
  for (const Code* code : all_codes()) {
    CAPTURE(code->id);
    CHECK(seen.insert(code->id).second);
    CHECK(std::regex_match(std::string(code->id), std::regex("[a-z]+[0-9]*(-[a-z0-9]+)*")));
    CHECK(code->meaning.ends_with('.'));
  }
}

TEST_SUITE_END();

}  // namespace grader
