#include "grader/base/diagnostics.h"

#include <doctest/doctest.h>

namespace grader {

TEST_SUITE_BEGIN("base");

namespace {

Place place(std::string text, int line, int column) {
  return {std::make_shared<const Source>(Source{"a.yaml", std::move(text)}), line, column};
}

Diagnostic unknown_key(Place where) {
  return {Severity::error, code::unknown_key.id, std::move(where), "unknown key `krnel` in `conv`",
          "did you mean `kernel`?"};
}

}  // namespace

TEST_CASE("a message shows place, severity, situation, hint, code, line and caret") {
  CHECK(to_text(unknown_key(place("conv:\n  krnel: 3\n", 2, 3))) ==
        "a.yaml:2:3: error: unknown key `krnel` in `conv`; did you mean `kernel`? [unknown-key]\n"
        "    krnel: 3\n"
        "    ^");
}

TEST_CASE("a message without hint or place leaves them out") {
  const Diagnostic diagnostic{Severity::warning, code::typed_key.id, {}, "typed", ""};
  CHECK(to_text(diagnostic) == "warning: typed [typed-key]");
  CHECK(to_text(Diagnostic{Severity::note, "x", whole_file("a.yaml"), "m", ""}) ==
        "a.yaml: note: m [x]");
}

TEST_CASE("the caret stands under its character") {
  struct Case {
    std::string_view what;
    std::string text;
    int column;
    std::string expected;  // the caret's line
  };
  const Case cases[] = {
      {"first column", "krnel: 3", 1, "  ^"},
      {"columns count code points, not bytes", "titel: \u00dcbung \u6570 x", 15,
       "                ^"},
      {"a tab stays a tab", "\tkey:\tx", 7, "  \t    \t^"},
      {"just behind the end", "abc", 4, "     ^"},
      {"far behind the end", "abc", 99, "     ^"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const std::string text = to_text(unknown_key(place(c.text, 1, c.column)));
    CHECK(text.substr(text.rfind('\n') + 1) == c.expected);
  }
}

TEST_CASE("there is no line and caret without a column, a kept text or with a very long line") {
  CHECK(to_text(unknown_key(place("krnel: 3", 1, 0))).find('\n') == std::string::npos);
  CHECK(to_text(unknown_key(place("", 1, 1))).find('\n') == std::string::npos);
  CHECK(to_text(unknown_key(place("krnel: 3", 9, 1))).find('\n') == std::string::npos);
  CHECK(to_text(unknown_key(place(std::string(100'000, 'x'), 1, 5))).find('\n') ==
        std::string::npos);
}

TEST_CASE("control characters of a file never reach the terminal") {
  Diagnostic diagnostic = unknown_key(place("k\x1b[2J: 3\x7f", 1, 2));
  diagnostic.message = "unknown key `k\x1b[2J`\nsecond";
  CHECK(to_text(diagnostic) ==
        "a.yaml:1:2: error: unknown key `k\u241b[2J`\u240asecond; did you mean `kernel`? "
        "[unknown-key]\n"
        "  k\u241b[2J: 3\u2421\n"
        "   ^");
}

TEST_CASE("diagnostics count what they collect and keep its order") {
  Diagnostics diagnostics;
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.warning(code::yaml_trap, whole_file("a"), "first");
  diagnostics.note(code::typed_key, whole_file("b"), "second", "hint");
  CHECK_FALSE(diagnostics.has_errors());
  diagnostics.error(code::bad_value, whole_file("c"), "third");
  diagnostics.error(code::bad_id, whole_file("d"), "fourth");
  CHECK(diagnostics.has_errors());
  CHECK(diagnostics.count(Severity::note) == 1);
  CHECK(diagnostics.count(Severity::warning) == 1);
  CHECK(diagnostics.count(Severity::error) == 2);
  REQUIRE(diagnostics.all().size() == 4);
  CHECK(diagnostics.all()[1].message == "second");
  CHECK(diagnostics.all()[1].hint == "hint");
  CHECK(diagnostics.all()[1].code == "typed-key");
  CHECK(diagnostics.all()[3].where.file() == "d");
}

TEST_CASE("a message that quotes a long text is cut between characters") {
  Diagnostics diagnostics;
  std::string text = "x";
  for (int i = 0; i < 1000; ++i) text += "\xc3\xa9";
  diagnostics.error(code::bad_id, whole_file("a"), text, text);
  diagnostics.error(code::bad_id, whole_file("a"), "short");
  diagnostics.shorten(5);
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].message == text.substr(0, 999) + "...");
  CHECK(diagnostics.all()[0].hint == text.substr(0, 999) + "...");
  CHECK(diagnostics.all()[1].message == "short");
}

TEST_CASE("of too many messages the severest are kept, in order") {
  Diagnostics diagnostics;
  diagnostics.note(code::typed_key, whole_file("a"), "a note");
  diagnostics.warning(code::yaml_trap, whole_file("a"), "first");
  diagnostics.warning(code::yaml_trap, whole_file("a"), "second");
  diagnostics.error(code::bad_id, whole_file("a"), "an error");
  diagnostics.shorten(4);
  CHECK(diagnostics.all().size() == 4);
  diagnostics.shorten(2);
  REQUIRE(diagnostics.all().size() == 3);
  CHECK(diagnostics.all()[0].message == "first");
  CHECK(diagnostics.all()[1].message == "an error");
  CHECK(to_text(diagnostics.all()[2]) == "a: warning: and 2 more messages [more-messages]");
}

TEST_SUITE_END();

}  // namespace grader
