#include "grader/report/page_name.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <random>
#include <string>

namespace {

using namespace grader;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

TEST_SUITE("report") {
  TEST_CASE("ids become file names that stay in their folder") {
    struct Case {
      std::string id;
      std::string name;
    };
    const Case cases[] = {
        {"s0042", "s0042"},
        {"S0042", "_s0042"},
        {"a_b-c.d", "a__b-c.d"},
        {"../../x", "~2e.~2f..~2fx"},
        {"..", "~2e~2e"},
        {".", "~2e"},
        {"/etc/passwd", "~2fetc~2fpasswd"},
        {"a\\b:c", "a~5cb~3ac"},
        {"con", "co~6e"},
        {"Con", "_con"},
        {"nul.txt", "nu~6c.txt"},
        {"lpt1", "lp~741"},
        {"console", "console"},
        {"-rf", "~2drf"},
        {"a b", "a~20b"},
        {"~41", "~7e41"},
        {"\xc3\xa9", "~c3~a9"},
        {std::string("a\0b", 3), "a~00b"},
        {"x.", "x~2e"},
    };
    for (const auto& [id, name] : cases) CHECK(page_name(id) == name);
  }

  TEST_CASE("a long id is cut, and still has a name of its own") {
    const std::string a(1000, 'a');
    CHECK(page_name(a).size() < 200);
    CHECK(page_name(a) != page_name(a + "a"));
    CHECK(page_name(a) != page_name(std::string(1000, 'A')));
    CHECK(page_name(std::string(200, 'a')).size() == 200);
  }

  TEST_CASE("no two ids share a name, even where case is ignored") {
    std::mt19937 random(7);
    const std::string alphabet = "aAbB_~-.cConN2e/\\ \xc3\xa9";
    std::map<std::string, std::string> ids;  // name in lower case -> id
    for (int i = 0; i < 20000; ++i) {
      std::string id;
      const std::size_t length = 1 + random() % 6;
      for (std::size_t k = 0; k < length; ++k) id += alphabet[random() % alphabet.size()];
      const std::string name = page_name(id);
      CHECK(name.find('/') == std::string::npos);
      const auto [found, is_new] = ids.emplace(lower(name), id);
      CAPTURE(name);
      CHECK(found->second == id);
    }
  }
}

}  // namespace
