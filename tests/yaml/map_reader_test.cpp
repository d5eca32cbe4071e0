#include "grader/yaml/map_reader.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "grader/yaml/document.h"

namespace grader::yaml {
namespace {

Node loaded(const std::string& text) {
  Diagnostics diagnostics;
  auto node = load_text("a.yaml", text, diagnostics);
  REQUIRE(node);
  return std::move(*node);
}

std::string messages(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const std::string message = to_text(diagnostic);
    all += (all.empty() ? "" : "\n") + message.substr(0, message.find('\n'));
  }
  return all;
}

// What a reader says of `text`; "" if it takes it.
template <typename Reader>
std::string complaint(const std::string& text, Reader reader) {
  Diagnostics diagnostics;
  const Node root = loaded("k: " + text + "\n");
  const bool read = reader(*root.find("k"), "k", diagnostics).has_value();
  CHECK(read == diagnostics.all().empty());
  return messages(diagnostics);
}

TEST_SUITE_BEGIN("yaml");

TEST_CASE("numbers are read in plain decimal digits") {
  Diagnostics diagnostics;
  const Node root = loaded("[12, -3, +4, 1e-8, .5, 5., -0.0, 2/3, 0]");
  CHECK(as_count(root.items[0], "k", diagnostics) == 12);
  CHECK(as_count(root.items[1], "k", diagnostics) == -3);
  CHECK(as_count(root.items[2], "k", diagnostics) == 4);
  CHECK(as_count(root.items[8], "k", diagnostics) == 0);
  CHECK(as_number(root.items[3], "k", diagnostics) == 1e-8);
  CHECK(as_number(root.items[4], "k", diagnostics) == 0.5);
  CHECK(as_number(root.items[5], "k", diagnostics) == 5.0);
  CHECK(as_number(root.items[6], "k", diagnostics) == 0.0);
  CHECK(as_fraction(root.items[7], "k", diagnostics) == Fraction(2, 3));
  CHECK(as_fraction(root.items[4], "k", diagnostics) == Fraction(1, 2));
  CHECK(messages(diagnostics) == "");
}

TEST_CASE("what is no count says so") {
  struct Case {
    std::string text, message;
  };
  const Case cases[] = {
      {"abc", "a.yaml:1:4: error: `k` should be a whole number, not `abc` [wrong-type]"},
      {"1.5", "a.yaml:1:4: error: `k` should be a whole number, not `1.5` [wrong-type]"},
      {"'12'",
       "a.yaml:1:4: error: `k` should be a whole number, not `12`; drop the quotes [wrong-type]"},
      {"[1]", "a.yaml:1:4: error: `k` should be a whole number, not a list [wrong-type]"},
      {"", "a.yaml:1:1: error: `k` should be a whole number, not nothing [wrong-type]"},
      {"~", "a.yaml:1:4: error: `k` should be a whole number, not `~` [wrong-type]"},
      {"010",
       "a.yaml:1:4: error: `010` is a number that YAML reads otherwise than it looks; write it in "
       "plain decimal digits [yaml-trap]"},
      {"0x1F",
       "a.yaml:1:4: error: `0x1F` is a number that YAML reads otherwise than it looks; write it in "
       "plain decimal digits [yaml-trap]"},
      {"1_000",
       "a.yaml:1:4: error: `1_000` is a number that YAML reads otherwise than it looks; write it "
       "in plain decimal digits [yaml-trap]"},
      {"1:30",
       "a.yaml:1:4: error: `1:30` is a number that YAML reads otherwise than it looks; write it in "
       "plain decimal digits [yaml-trap]"},
      {"9223372036854775808", "a.yaml:1:4: error: `k` does not fit 64 bits [bad-value]"},
  };
  for (const Case& c : cases) CHECK(complaint(c.text, as_count) == c.message);
}

TEST_CASE("what is no finite number says so") {
  struct Case {
    std::string text, message;
  };
  const Case cases[] = {
      {".nan", "a.yaml:1:4: error: `k` should be finite, not `.nan` [bad-value]"},
      {"-.inf", "a.yaml:1:4: error: `k` should be finite, not `-.inf` [bad-value]"},
      {"NaN", "a.yaml:1:4: error: `k` should be finite, not `NaN` [bad-value]"},
      {"1e999", "a.yaml:1:4: error: `k` is beyond the range of a double [bad-value]"},
      {"+-1", "a.yaml:1:4: error: `k` should be a number, not `+-1` [wrong-type]"},
      {"1,5", "a.yaml:1:4: error: `k` should be a number, not `1,5` [wrong-type]"},
      {"nan(1)", "a.yaml:1:4: error: `k` should be a number, not `nan(1)` [wrong-type]"},
  };
  for (const Case& c : cases) CHECK(complaint(c.text, as_number) == c.message);
  CHECK(complaint("1/0", as_fraction) ==
        "a.yaml:1:4: error: `k` should be a number, not `1/0`; such as `5`, `0.6` or `2/3` "
        "[wrong-type]");
  CHECK(complaint(".inf", as_fraction) ==
        "a.yaml:1:4: error: `k` should be finite, not `.inf` [bad-value]");
}

TEST_CASE("only true and false are booleans") {
  Diagnostics diagnostics;
  const Node root = loaded("[true, false]");
  CHECK(as_bool(root.items[0], "k", diagnostics) == true);
  CHECK(as_bool(root.items[1], "k", diagnostics) == false);
  for (const std::string word : {"yes", "no", "on", "off", "y", "n", "True"}) {
    CHECK(complaint(word, as_bool) == "a.yaml:1:4: error: `k` should be `true` or `false`, not `" +
                                          word + "`; write `true` or `false` [wrong-type]");
  }
}

TEST_CASE("any scalar is a text, but a word for nothing is not") {
  Diagnostics diagnostics;
  CHECK(as_text(loaded("no"), "k", diagnostics) == "no");
  CHECK(as_text(loaded("010"), "k", diagnostics) == "010");
  CHECK(complaint("null", as_text) ==
        "a.yaml:1:4: error: `k` should be a text, not `null`; put the word into quotes "
        "[wrong-type]");
  CHECK(complaint("{a: 1}", as_text) ==
        "a.yaml:1:4: error: `k` should be a text, not a map [wrong-type]");
}

TEST_CASE("a map is read key by key, and its other keys are reported") {
  const Node root = loaded("krnel: 3\nname: c\nstride: 2\n");
  Diagnostics diagnostics;
  MapReader reader(root, "conv", diagnostics);
  CHECK(reader.text("name") == "c");
  CHECK(reader.count("kernel", 1) == 1);
  CHECK(reader.count("stride") == 2);
  CHECK(reader.fraction("padding", Fraction(1, 2)) == Fraction(1, 2));
  CHECK(reader.boolean("bias", true) == true);
  CHECK(reader.text("kind", "plain") == "plain");
  CHECK_FALSE(reader.finish());
  CHECK(messages(diagnostics) ==
        "a.yaml:1:1: error: unknown key `krnel` in `conv`; did you mean `kernel`? [unknown-key]");
}

TEST_CASE("a map whose keys are all known finishes well") {
  const Node root = loaded("a: 1\n");
  Diagnostics diagnostics;
  diagnostics.error(code::bad_value, {}, "an error from before");
  MapReader reader(root, "m", diagnostics);
  CHECK(reader.count("a") == 1);
  CHECK(reader.finish());
}

TEST_CASE("missing keys and values of another type are reported") {
  const Node root = loaded("a: x\n");
  Diagnostics diagnostics;
  MapReader reader(root, "m", diagnostics);
  CHECK_FALSE(reader.count("a"));
  CHECK_FALSE(reader.text("b"));
  CHECK(reader.find("c") == nullptr);
  CHECK_FALSE(reader.finish());
  CHECK(messages(diagnostics) ==
        "a.yaml:1:4: error: `a` should be a whole number, not `x` [wrong-type]\n"
        "a.yaml:1:1: error: missing key `b` in `m` [missing-key]");
}

TEST_CASE("something else than a map is reported once and then has no keys") {
  const Node root = loaded("[a]\n");
  Diagnostics diagnostics;
  MapReader reader(root, "m", diagnostics);
  CHECK(reader.require("a") == nullptr);
  CHECK_FALSE(reader.finish());
  CHECK(messages(diagnostics) == "a.yaml:1:1: error: `m` should be a map, not a list [wrong-type]");
}

TEST_CASE("a colon without a blank behind it gets a hint") {
  const Node root = loaded("{a:1, b: 2}\n");
  Diagnostics diagnostics;
  MapReader reader(root, "m", diagnostics);
  CHECK(reader.count("a", 0) == 0);
  CHECK(reader.count("b") == 2);
  CHECK_FALSE(reader.finish());
  CHECK(messages(diagnostics) ==
        "a.yaml:1:2: error: unknown key `a:1` in `m`; put a blank behind the colon [unknown-key]");
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader::yaml
