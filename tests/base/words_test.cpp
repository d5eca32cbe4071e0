#include "grader/base/words.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
  struct Case {
    std::string_view a;
    std::string_view b;
    int expected;
  };
  const Case cases[] = {
      {"", "", 0},
      {"kernel", "kernel", 0},
      {"krnel", "kernel", 1},
      {"kernels", "kernel", 1},
      {"karnel", "kernel", 1},
      {"kenrel", "kernel", 1},
      {"", "abc", 3},
      {"abc", "", 3},
      {"ab", "ba", 1},
      {"ca", "abc", 3},  // optimal string alignment: no edit inside a swapped pair
      {"sitting", "kitten", 3},
  };
  for (const Case& c : cases) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(edit_distance(c.a, c.b) == c.expected);
    CHECK(edit_distance(c.b, c.a) == c.expected);
  }
}

TEST_CASE("a suggestion is the nearest word if it may be a slip, else what is known") {
  const std::vector<std::string> keys{"stride", "kernel", "padding", "filters", "kernels"};
  CHECK(suggestion("krnel", keys) == "did you mean `kernel`?");
  CHECK(suggestion("kernelx", keys) == "did you mean `kernel`?");  // the first of equals
  CHECK(suggestion("filtres", keys) == "did you mean `filters`?");
  CHECK(suggestion("colour", keys) == "known here: stride, kernel, padding, filters, kernels");
  CHECK(suggestion("x", {}) == "");
  CHECK_FALSE(closest("kernel", std::vector<std::string>{"kernel"}));  // no slip at all
  CHECK(suggestion(std::string(1'000'000, 'k'), keys).starts_with("known here:"));
}

TEST_CASE("a suggestion lists at most twelve words") {
  std::vector<std::string> many;
  for (int i = 0; i < 13; ++i) many.push_back("word" + std::to_string(i));
  CHECK(suggestion("quite-else", many) ==
        "known here: word0, word1, word2, word3, word4, word5, word6, word7, word8, word9, word10, "
        "word11, ...");
  many.pop_back();
  CHECK(suggestion("quite-else", many).ends_with("word11"));
}

TEST_CASE("text is UTF-8 or it is not, and its code points are counted either way") {
  struct Case {
    std::string_view what;
    std::string text;
    bool valid;
    int code_points;
  };
  const Case cases[] = {
      {"nothing", "", true, 0},
      {"ASCII", "abc", true, 3},
      {"two bytes", "\u00dcb", true, 2},
      {"three bytes", "\u6570\u5b57", true, 2},
      {"four bytes", "\U0001F600", true, 1},
      {"a NUL", std::string("a\0b", 3), true, 3},
      {"the last code point", "\xF4\x8F\xBF\xBF", true, 1},
      {"a continuation alone", "\x80", false, 1},
      {"cut off", "a\xE6\x95", false, 3},
      {"cut off, then ASCII", "\xE6\x95z", false, 3},
      {"overlong slash", "\xC0\xAF", false, 2},
      {"overlong, three bytes", "\xE0\x80\xAF", false, 3},
      {"overlong, four bytes", "\xF0\x80\x80\xAF", false, 4},
      {"a surrogate", "\xED\xA0\x80", false, 3},
      {"beyond U+10FFFF", "\xF4\x90\x80\x80", false, 4},
      {"0xFF", "\xFF\xFE", false, 2},
      {"Latin-1", "M\xFCller", false, 6},
      {"a stray continuation behind a letter", "\u00dc\x9C", false, 2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    CHECK(is_utf8(c.text) == c.valid);
    CHECK(code_points(c.text) == c.code_points);
  }
}

TEST_CASE("a noun agrees with its number") {
  CHECK(counted(0, "student") == "0 students");
  CHECK(counted(1, "student") == "1 student");
  CHECK(counted(40, "student") == "40 students");
}

TEST_SUITE_END();

}  // namespace grader
