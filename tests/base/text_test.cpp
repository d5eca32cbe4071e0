#include "grader/base/text.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("base");

TEST_CASE("white space around a text goes, within it stays") {
  CHECK(trimmed(" \t a b\r\n") == "a b");
  CHECK(trimmed("a") == "a");
  CHECK(trimmed(" \n").empty());
  CHECK(trimmed("").empty());
}

TEST_CASE("only the letters of ASCII have a lower case here") {
  CHECK(lower_case("AZaz09_\u00c4") == "azaz09_\u00c4");
}

TEST_CASE("a byte-order mark goes, once and at the beginning only") {
  for (const auto& [text, rest] : {std::pair("\uFEFFa", "a"), std::pair("\uFEFF\uFEFF", "\uFEFF"),
                                   std::pair("a\uFEFF", "a\uFEFF"), std::pair("", "")}) {
    std::string dropped = text;
    drop_byte_order_mark(dropped);
    CHECK(dropped == rest);
  }
}

TEST_CASE("the line that is not UTF-8 is found") {
  CHECK(to_text(bad_utf8_line("f", "\xFF")) == "f:1");
  CHECK(to_text(bad_utf8_line("f", "a\n\u00e4\n\n\xE4\nb")) == "f:4");
  CHECK(to_text(bad_utf8_line("f", "a\nb\xC3")) == "f:2");
  CHECK(bad_utf8_line("f", "\xFF").source->text.empty());
}

TEST_SUITE_END();

}  // namespace grader
