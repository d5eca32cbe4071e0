#include "grader/yaml/document.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

namespace grader::yaml {
namespace {

// Loads a text that is fine.
Node loaded(const std::string& text) {
  Diagnostics diagnostics;
  auto node = load_text("a.yaml", text, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) FAIL_CHECK(to_text(diagnostic));
  REQUIRE(node);
  return std::move(*node);
}

// The messages of a text that is not, without the source lines; "" if there are none.
std::string refused(const std::string& text) {
  Diagnostics diagnostics;
  const bool loaded = load_text("a.yaml", text, diagnostics).has_value();
  CHECK(loaded == !diagnostics.has_errors());
  std::string messages;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const std::string message = to_text(diagnostic);
    messages += (messages.empty() ? "" : "\n") + message.substr(0, message.find('\n'));
  }
  return messages;
}

std::string at(const Node& node) {
  return fmt::format("{}:{}", node.where.line, node.where.column);
}
std::string text_at(const Node& node) {
  return fmt::format("{}:{}", node.text_line, node.text_column);
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

TEST_SUITE_BEGIN("yaml");

TEST_CASE("a document becomes a tree of maps, lists, scalars and nulls") {
  const Node root = loaded("a: 1\nb: [x, 'y', \"z\"]\nc: {d: ~, e: null, f:}\ng: |\n  text\n");
  REQUIRE(root.is_map());
  CHECK(root.entries.size() == 4);
  CHECK(root.find("a")->text == "1");
  CHECK_FALSE(root.find("a")->quoted);
  CHECK(root.find("b")->items.size() == 3);
  CHECK_FALSE(root.find("b")->items[0].quoted);
  CHECK(root.find("b")->items[1].quoted);
  CHECK(root.find("b")->items[2].quoted);
  CHECK(root.find("c")->find("d")->is_null());
  CHECK(root.find("c")->find("d")->text == "~");
  CHECK(root.find("c")->find("e")->text == "null");
  CHECK(root.find("c")->find("f")->is_null());
  CHECK(root.find("c")->find("f")->text.empty());
  CHECK(root.find("g")->text == "text\n");
  CHECK(root.find("g")->quoted);
  CHECK(root.find("nothing") == nullptr);
}

TEST_CASE("positions count code points and lines, whatever stands in front") {
  const Node root = loaded("\xEF\xBB\xBF# ü\r\nä: {ö: 'ß', u: [é, 1]}\r\nx: 日本 # 語\r\n");
  CHECK(at(root) == "2:1");
  const Node& map = *root.find("ä");
  CHECK(at(map) == "2:4");
  CHECK(at(*map.find("ö")) == "2:8");
  CHECK(at(*map.find("u")) == "2:16");
  CHECK(at(map.find("u")->items[1]) == "2:20");
  CHECK(at(*root.find("x")) == "3:4");
}

TEST_CASE("a scalar knows where its text begins") {
  const Node root = loaded(
      "plain: L\n"
      "quoted: 'dW'\n"
      "block: |\n"
      "\n"
      "  z = W @ h\n"
      "  p\n"
      "folded: >-\n"
      "   x\n"
      "named: &n !!str \"q\"\n");
  CHECK(text_at(*root.find("plain")) == "1:8");
  CHECK(text_at(*root.find("quoted")) == "2:10");
  CHECK(at(*root.find("quoted")) == "2:9");
  CHECK(text_at(*root.find("block")) == "4:3");
  CHECK(at(*root.find("block")) == "3:8");
  CHECK(text_at(*root.find("folded")) == "8:4");
  CHECK(text_at(*root.find("named")) == "9:18");
}

TEST_CASE("places count the lines that messages show") {
  Diagnostics diagnostics;
  CHECK_FALSE(load_text("a.yaml", "a: \"x\ry\"\r\nb: !t z\n", diagnostics));
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(to_text(diagnostics.all()[0].where) == "a.yaml:3:4");
  CHECK(to_text(diagnostics.all()[0]).ends_with("\n  b: !t z\n     ^"));
}

TEST_CASE("a missing value stands at its key, not at whatever comes next") {
  const Node root = loaded("a:\n\n\nb: 1\n");
  CHECK(at(*root.find("a")) == "1:1");
}

TEST_CASE("a text tag makes text of a number") {
  const Node root = loaded("a: !!str 12\nb: 12\n");
  CHECK(root.find("a")->quoted);
  CHECK_FALSE(root.find("b")->quoted);
  CHECK(
      loaded("a: [!!int 1, !!float 2.5, !!bool true, !!null '', ! x]\n").find("a")->items.size() ==
      5);
}

TEST_CASE("aliases are expanded where they stand") {
  const Node root = loaded("a: &x {p: 1}\nb: *x\nc: [*x, *x]\n");
  CHECK(root.find("b")->find("p")->text == "1");
  CHECK(root.find("c")->items[1].find("p")->text == "1");
  CHECK(at(*root.find("b")) == "1:4");  // where it is written: what is wrong is wrong there
}

TEST_CASE("<< merges maps: own keys win, then the earlier map") {
  const Node root = loaded(
      "base: &base {a: 1, b: 1}\n"
      "more: &more {b: 2, c: 2}\n"
      "one: {<<: *base, b: 3}\n"
      "two: {<<: [*more, *base], d: 4}\n"
      "not: {'<<': 5}\n");
  const Node& one = *root.find("one");
  CHECK(one.entries.size() == 2);
  CHECK(one.find("a")->text == "1");
  CHECK(one.find("b")->text == "3");
  const Node& two = *root.find("two");
  CHECK(two.entries.size() == 4);
  CHECK(two.find("b")->text == "2");
  CHECK(two.find("a")->text == "1");
  CHECK(root.find("not")->find("<<")->text == "5");
}

TEST_CASE("labels of a map may look like numbers, booleans and nulls") {
  const Node root = loaded("{1: a, 010: b, y: c, ~: d, null: e}");
  CHECK(root.find("1")->text == "a");
  CHECK(root.find("010")->text == "b");
  CHECK(root.find("y")->text == "c");
  CHECK(root.find("~")->text == "d");
  CHECK(root.find("null")->text == "e");
}

TEST_CASE("a document marker and an end marker are fine") {
  CHECK(loaded("%YAML 1.2\n---\na: 1\n...\n").find("a")->text == "1");
  CHECK(loaded("--- # first\na: 1\n").find("a")->text == "1");
}

TEST_CASE("every trap has its message") {
  struct Case {
    std::string_view about;
    std::string text;
    std::string_view message;
  };
  const Case cases[] = {
      {"a duplicate key", "a: 1\nb: {c: 1, c: 2}\na: 3\n",
       "a.yaml:2:11: error: key `c` is given twice in this map [duplicate-key]\n"
       "a.yaml:3:1: error: key `a` is given twice in this map [duplicate-key]"},
      {"a duplicate key, once quoted", "1: a\n'1': b\n",
       "a.yaml:2:1: error: key `1` is given twice in this map [duplicate-key]"},
      {"a second document", "a: 1\n---\nb: 2\n",
       "a.yaml:2:1: error: a second document begins here; keep one document a file, without a "
       "`---` between [second-document]"},
      {"text behind the document", "[1, 2] x\n",
       "a.yaml:1:8: error: this stands behind the end of the document; check brackets and "
       "indentation above [yaml-syntax]"},
      {"an open double quote", "a: 1\nb: \"x: y\nc: 2\n",
       "a.yaml:2:4: error: this quote is never closed [yaml-syntax]"},
      {"an open double quote in brackets", "a: [\"x\", \"y]\nc: 2\n",
       "a.yaml:1:10: error: this quote is never closed [yaml-syntax]"},
      {"an open single quote", "a: 1\nb: 'it''s\nc: 2\n",
       "a.yaml:2:4: error: this quote is never closed [yaml-syntax]"},
      {"an alias within what it names", "a: &x [1, *x]\n",
       "a.yaml:1:11: error: alias `*x` stands inside what it names [alias-limit]"},
      {"an alias of nothing", "a: *b\n",
       "a.yaml:1:4: error: no `&` above names what this `*` stands for; put a text that begins "
       "with `*` into quotes [yaml-syntax]"},
      {"a key that is a list", "? [1, 2]\n: 3\n",
       "a.yaml:1:3: error: a key should be a text, not a list [yaml-syntax]"},
      {"a key that is nothing", ": 1\n",
       "a.yaml:1:1: error: a key should be a text, not nothing [yaml-syntax]"},
      {"a merge of no map", "a: {<<: 1}\n",
       "a.yaml:1:9: error: `<<` merges maps, not a text [wrong-type]"},
      {"a tag", "a: !formula x\n",
       "a.yaml:1:4: error: tag `!formula` has no meaning here; put a text that begins with `!` "
       "into quotes [yaml-trap]"},
      {"a tag of another program", "a: !!python/object:os.system x\n",
       "a.yaml:1:4: error: tag `!!python/object:os.system` has no meaning here; the tags of texts "
       "and numbers are !!str, !!int, !!float, !!bool and !!null [yaml-trap]"},
      {"bytes", "a: !!binary AAAA\n",
       "a.yaml:1:4: error: tag `!!binary` has no meaning here; the tags of texts and numbers are "
       "!!str, !!int, !!float, !!bool and !!null [yaml-trap]"},
      {"a set", "a: !!set {x, y}\n",
       "a.yaml:1:4: error: tag `!!set` has no meaning here; the tags of texts and numbers are "
       "!!str, !!int, !!float, !!bool and !!null [yaml-trap]"},
      {"a text's tag at a list", "a: !!str [x]\n",
       "a.yaml:1:4: error: tag `!!str` has no meaning here; the tags of texts and numbers are "
       "!!str, !!int, !!float, !!bool and !!null [yaml-trap]"},
      {"a tag of one letter", "a: !<b> x\n",
       "a.yaml:1:4: error: tag `b` has no meaning here; put a text that begins with `!` into "
       "quotes [yaml-trap]"},
      {"a tab", "a:\n\tb: 1\n",
       "a.yaml:2:1: error: a tab in the indentation; indent with blanks [yaml-syntax]"},
      {"a colon in plain text", "prompt: The loss: L\n",
       "a.yaml:1:17: error: a `:` stands where no value can begin; put a text that holds `: ` into "
       "quotes, and check the indentation [yaml-syntax]"},
      {"an open brace", "a: {b: c\nd: e\n",
       "a.yaml:2:2: error: a `{` is not closed by here, or a `,` is missing [yaml-syntax]"},
      {"a bracket too many", "a: 1\n]\n",
       "a.yaml:2:1: error: a closing bracket without an opening one [yaml-syntax]"},
      {"text behind quotes", "a: \"x\" y\n",
       "a.yaml:1:8: error: this does not continue the map above it; check the indentation and "
       "quotes of this line and the one before [yaml-syntax]"},
      {"a map behind a list", "- a\nb: 1\n",
       "a.yaml:2:1: error: this stands behind the end of the document; check brackets and "
       "indentation above [yaml-syntax]"},
      {"a list beside its key", "a: - b\n",
       "a.yaml:1:4: error: a `- ` stands where no list can begin; begin the list on a line of its "
       "own, or put the text into quotes [yaml-syntax]"},
      {"a back-tick", "a: `b`\n",
       "a.yaml:1:4: error: this character cannot stand here; put the text into quotes "
       "[yaml-syntax]"},
      {"an escape", "a: \"\\sum\"\n",
       "a.yaml:1:5: error: a backslash in double quotes, and no escape that YAML knows; use single "
       "quotes, or write `\\\\` [yaml-syntax]"},
      {"no content", "", "a.yaml: error: the file is empty [empty-file]"},
      {"a byte-order mark alone", "\xEF\xBB\xBF", "a.yaml: error: the file is empty [empty-file]"},
      {"only comments", "# nothing\n\n# at all\n", "a.yaml: error: the file is empty [empty-file]"},
      {"only a marker", "---\n", "a.yaml: error: the file is empty [empty-file]"},
      {"Latin-1", "a: 1\nb: \xE4\n",
       "a.yaml:2: error: the file is not UTF-8 text; save it with the encoding UTF-8 [not-utf8]"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "a\0:\0",
                   6),
       "a.yaml:1: error: the file is not UTF-8 text; save it with the encoding UTF-8 [not-utf8]"},
      {"the character that ends the parser's input", "a: 1\nb: x\x04y\n",
       "a.yaml:2:5: error: control character U+0004; is this a YAML file, saved as UTF-8? "
       "[yaml-syntax]"},
      {"a zero byte", std::string("a: \0", 4),
       "a.yaml:1:4: error: control character U+0000; is this a YAML file, saved as UTF-8? "
       "[yaml-syntax]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.about);
    CHECK(refused(c.text) == c.message);
  }
}

TEST_CASE("nesting is limited long before the stack is") {
  for (const std::string_view opening : {"[", "{a: ", "- ", "? ", "[{", "{? ["}) {
    CAPTURE(opening);
    CHECK(refused(repeated(opening, 100'000))
              .ends_with("error: lists and maps are nested more than 100 deep [too-deep]"));
  }
  CHECK(refused(repeated("[", 100) + "1" + repeated("]", 100)) == "");
  CHECK(refused(repeated("[", 101) + "1" + repeated("]", 101)).ends_with("[too-deep]"));
}

TEST_CASE("aliases cannot nest deeper than lists can") {
  std::string text = "- &a0 [x]\n";
  for (int i = 1; i < 150; ++i) text += fmt::format("- &a{} [*a{}]\n", i, i - 1);
  CHECK(refused(text).ends_with("lists and maps are nested more than 100 deep [too-deep]"));
}

TEST_CASE("a bomb of aliases does not go off") {
  std::string text = "- &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    text += fmt::format("- &a{} [{}*a{}]\n", i, repeated(fmt::format("*a{}, ", i - 1), 9), i - 1);
  }
  CHECK(refused(text) ==
        "a.yaml:5:38: error: aliases expand to more than 100000 values [alias-limit]");
}

TEST_CASE("aliases of long texts do not fill the memory") {
  const std::string line = "- *x\n";
  CHECK(refused("- &x " + std::string(1 << 20, 'y') + "\n" + repeated(line, 50'000)) ==
        "a.yaml:17:3: error: aliases expand to more than 16 MiB [alias-limit]");
}

TEST_CASE("a file is limited in size and in values") {
  const std::size_t most = largest::problem_file;
  const MemoryFiles files(
      {{"a.yaml", std::string(most, '#')}, {"b.yaml", std::string(most + 1, '#')}});
  Diagnostics diagnostics;
  CHECK_FALSE(load(files, "a.yaml", diagnostics));
  CHECK_FALSE(load(files, "b.yaml", diagnostics));
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(to_text(diagnostics.all()[0]) == "a.yaml: error: the file is empty [empty-file]");
  CHECK(to_text(diagnostics.all()[1]) ==
        "b.yaml: error: the file is larger than 32 MiB [too-large]");
  CHECK(refused("[" + repeated("1,", 1'000'001) + "]")
            .ends_with("the file holds more than 1000000 values [too-large]"));
}

TEST_CASE("no text crashes the reader") {
  const std::string seed =
      "a: &x {b: [1, 'two', \"three\"], c: ~}\nd: *x\ne: |\n  text\nf: !!str >-\n  g\n<<: *x\n";
  const std::string_view pieces = "[]{}:,-?&*!|>'\"%@`#~ \t\n\\<0a\xC3";
  unsigned state = 1;
  const auto random = [&state](std::size_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  for (int i = 0; i < 5000; ++i) {
    std::string text = seed;
    for (std::size_t edits = 1 + random(6); edits > 0; --edits) {
      const std::size_t place = random(text.size());
      if (random(3) == 0) {
        text.erase(place, 1 + random(4));
      } else {
        text.insert(place, 1, pieces[random(pieces.size())]);
      }
    }
    Diagnostics diagnostics;
    const bool loaded = load_text("a.yaml", text, diagnostics).has_value();
    CHECK(loaded == !diagnostics.has_errors());
  }
}

TEST_CASE("files that cannot be read are reported with their path") {
  const MemoryFiles files(std::map<std::string, std::string>{{"bank/a.yaml", "x: 1\n"}});
  Diagnostics diagnostics;
  CHECK(load(files, "bank/a.yaml", diagnostics));
  CHECK_FALSE(load(files, "bank", diagnostics));
  CHECK_FALSE(load(files, "bank/b.yaml", diagnostics));
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(to_text(diagnostics.all()[0]) == "bank: error: the file is a folder [unreadable-file]");
  CHECK(to_text(diagnostics.all()[1]) ==
        "bank/b.yaml: error: the file does not exist [unreadable-file]");
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader::yaml
