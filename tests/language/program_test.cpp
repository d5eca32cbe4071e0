#include <doctest/doctest.h>

#include <random>

#include "reference/language/parser.h"
#include "tests/language/written.h"

namespace reference::language {

TEST_SUITE_BEGIN("language");

namespace {

std::string written(std::string_view text) {
  const auto program = parse_program(text);
  if (!program) return "error: " + program.error().message;
  return Written::text(program->statements);
}

std::string repeated(std::string_view piece, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += piece;
  return text;
}

// `n` blocks, each in the one before.
std::string nested(std::string_view head, int n) {
  std::string text;
  for (int i = 0; i < n; ++i) (text.append(static_cast<std::size_t>(i), ' ') += head) += '\n';
  return text.append(static_cast<std::size_t>(n), ' ') + "pass\n";
}

}  // namespace

TEST_CASE("statements are read as in Python") {
  struct Case {
    std::string text;
    std::string written;
  };
  static const Case cases[] = {
      {"", ""},
      {"\n  \n# only a comment\n\t# and one more", ""},
      {"a", "a\n"},
      {"a,", "(a,)\n"},
      {"a, b", "(a, b)\n"},
      {"*a, b", "(*a, b)\n"},
      {"x=1;y = 2 ;", "x = 1\ny = 2\n"},
      {"x = y[0] = [a, (b)] = c, d", "x = y[0] = [a, b] = (c, d)\n"},
      {"a, b[1:] = b, a", "(a, b[1:]) = (b, a)\n"},
      {"() = [] = x", "() = [] = x\n"},
      {"x+=1;x-=1;x*=1;x/=1;x//=1;x%=1;x@=1",
       "x += 1\nx -= 1\nx *= 1\nx /= 1\nx //= 1\nx %= 1\n"
       "x @= 1\n"},
      {"x**=1;x&=1;x|=1;x^=1;x<<=1;x>>=1", "x **= 1\nx &= 1\nx |= 1\nx ^= 1\nx <<= 1\nx >>= 1\n"},
      {"x[0] += 1, 2", "x[0] += (1, 2)\n"},
      {"(x) += 1", "x += 1\n"},
      {"for i in x: a; b", "for i in x:\n    a\n    b\n"},
      {"for i, (j, k) in x, y:\n  a\n  b", "for (i, (j, k)) in (x, y):\n    a\n    b\n"},
      {"for i, in x: break", "for (i,) in x:\n    break\n"},
      {"for x[0] in y: continue", "for x[0] in y:\n    continue\n"},
      {"if a: b", "if a:\n    b\n"},
      {"if a:\n b\nelif c:\n d\nelif e: f\nelse:\n g",
       "if a:\n    b\nelif c:\n    d\nelif e:\n    f\nelse:\n    g\n"},
      {"if a:\n  if b:\n    c\n  else:\n    d",
       "if a:\n    if b:\n        c\n    else:\n        d\n"},
      {"def f(): return", "def f():\n    return\n"},
      {"def f(a, b=1, c=2 if d else e,):\n  return a, b",
       "def f(a, b=1, c=2 if d else e):\n    return (a, b)\n"},
      {"def f():\n  def g(): pass\n  for i in x:\n    if i: break\n    return i\na",
       "def f():\n    def g():\n        pass\n    for i in x:\n        if i:\n            break\n"
       "        return i\na\n"},
      {"import numpy as np", "import cv2\n"},
      {"import cv2, numpy as np", "import cv2\n"},
      {"import cv2; import cv2", "import cv2\nimport cv2\n"},
      {"print = 1; print(x)", "print = 1\nprint(x)\n"},
      {"x = '\\d'", "x = '\\\\d'\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK_EQ(written(c.text), c.written);
    CHECK_EQ(written(c.written), c.written);
  }
}

TEST_CASE("lines and blocks are told as in Python") {
  struct Case {
    std::string text;
    std::string written;
  };
  static const Case cases[] = {
      {"a\r\nb\rc\n", "a\nb\nc\n"},
      {"x = '''a\r\nb'''", "x = 'a\\nb'\n"},
      {"f(a,\n\n  b, # c\nc)\nd", "f(a, b, c)\nd\n"},
      {"x = [1,\n2\n]", "x = [1, 2]\n"},
      {"a + \\\n  b", "a + b\n"},
      {"a  # b\n  # c\nd", "a\nd\n"},
      {"if a:\n\n  # c\n  b\n # c\n\n  d\n\ne", "if a:\n    b\n    d\ne\n"},
      {"if a:\n\tb\n\tc", "if a:\n    b\n    c\n"},
      {"if a:\n\tif b:\n\t  c\n\td", "if a:\n    if b:\n        c\n    d\n"},
      {"if a:\n        b\n    # c\n \f        c", "if a:\n    b\n    c\n"},
      {"if a:\n    \\\n b\n    c", "if a:\n    b\n    c\n"},
      {"if a:\n  b", "if a:\n    b\n"},
      {"    a\n    b", "a\nb\n"},
      {"\n  # c\n    if a:\n      b\n\n    c\n  # d\n", "if a:\n    b\nc\n"},
      {"\ta\n\tb", "a\nb\n"},
      {"  f(a,\nb)\n  c", "f(a, b)\nc\n"},
      {"  a\nb", "error: the line is indented, but begins no block"},
      {"  if a:\n    b\nc", "error: the line is indented, but begins no block"},
      {"a\n  b", "error: the line is indented, but begins no block"},
      {"\ta\n        b", "error: the line is indented, but begins no block"},
      {"if a:\n\tb\n        c", "error: the indentation mixes tabs and spaces"},
      {"if a:\n        b\n\tc", "error: the indentation mixes tabs and spaces"},
      {"if a:\n        if b:\n\t\tc\n", "error: the indentation mixes tabs and spaces"},
      {"if a:\n    b\n  c", "error: the line is indented as no line before"},
      {"  if a:\n      b\n    c", "error: the line is indented as no line before"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK_EQ(written(c.text), c.written);
  }
}

TEST_CASE("a statement knows where it begins, also in a text that is indented as a whole") {
  const auto program = parse_program("  a\n  for i in x:\n    b; return_ = 1\n");
  REQUIRE(program);
  REQUIRE_EQ(program->statements.size(), 2);
  CHECK_EQ(program->statements[0].where.column, 3);
  const Statement& loop = program->statements[1];
  CHECK_EQ(loop.where.line, 2);
  CHECK_EQ(loop.where.column, 3);
  const Block& body = std::get<For>(loop.node).body;
  REQUIRE_EQ(body.size(), 2);
  CHECK_EQ(body[1].where.line, 3);
  CHECK_EQ(body[1].where.column, 8);
}

TEST_CASE("what Python has and snippets have not is refused by name, in both wordings") {
  struct Case {
    std::string text;
    int column;
    std::string message;
    std::string hint;
  };
  static const Case cases[] = {
      {"while a: b", 1, "`while` is not supported", ""},
      {"class A: pass", 1, "`class` is not supported", ""},
      {"try:\n  a\nexcept: b", 1, "`try` is not supported", ""},
      {"with a: b", 1, "`with` is not supported", ""},
      {"global a", 1, "`global` is not supported", ""},
      {"nonlocal a", 1, "`nonlocal` is not supported", ""},
      {"del a", 1, "`del` is not supported", ""},
      {"assert a", 1, "`assert` is not supported", ""},
      {"raise a", 1, "`raise` is not supported", ""},
      {"yield a", 1, "`yield` is not supported", ""},
      {"x = yield a", 5, "`yield` is not supported", ""},
      {"async def f(): pass", 1, "`async` is not supported", ""},
      {"await a", 1, "`await` is not supported", ""},
      {"x = lambda: 1", 5, "`lambda` is not supported", ""},
      {"from a import b", 1, "`from` is not supported", ""},
      {"import numpy", 1, "this import is not supported",
       "`import numpy as np` and `import cv2` are known"},
      {"import cv2 as c", 1, "this import is not supported",
       "`import numpy as np` and `import cv2` are known"},
      {"import cv2, os.path", 1, "this import is not supported",
       "`import numpy as np` and `import cv2` are known"},
      {"@a\ndef f(): pass", 1, "a decorator (`@`) is not supported", ""},
      {"x: int = 1", 2, "a type annotation (`:`) is not supported", ""},
      {"def f(a: int): pass", 8, "a type annotation (`:`) is not supported", ""},
      {"def f() -> int: pass", 9, "a type annotation (`->`) is not supported", ""},
      {"def f(*a): pass", 7, "`*` among parameters is not supported", ""},
      {"def f(**a): pass", 7, "`**` among parameters is not supported", ""},
      {"def f(a, /): pass", 10, "`/` among parameters is not supported", ""},
      {"for a in b: c\nelse: d", 1, "`else` of a loop is not supported", ""},
      {"a.b = 1", 1, "assignment to an attribute is not supported", ""},
      {"a, b.c[0].d = 1", 4, "assignment to an attribute is not supported", ""},
      {"a.b += 1", 1, "assignment to an attribute is not supported", ""},
      {"for a.b in c: d", 5, "assignment to an attribute is not supported", ""},
      {"a, *b = c", 4, "`*` in front of a target is not supported", ""},
      {"x = {1: 2}", 5, "a dictionary or a set (`{`) is not supported", ""},
      {"if (x := 1): y", 7, "`:=` is not supported", ""},
      {"x = f'{a}'", 5, "`f` in front of a string is not supported", ""},
      {"\u00e4 = 1", 1, "`\u00e4` is not supported",
       "a name is made of the letters a to z, digits and `_`"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto program = parse_program(c.text);
    REQUIRE_FALSE(program);
    const SyntaxError& error = program.error();
    CHECK_EQ(error.message, c.message);
    CHECK_EQ(error.hint, c.hint);
    CHECK_EQ(error.where.column, c.column);
    CHECK_EQ(error.python, c.hint.empty() ? c.message : c.message + "; " + c.hint);
    CHECK_EQ(error.python_type, "NotSupported");
  }
}

TEST_CASE("statements that differ are not the same") {
  static const char* const texts[] = {"a",
                                      "b",
                                      "a; a",
                                      "a = b",
                                      "a = b = c",
                                      "b = a",
                                      "a += b",
                                      "a -= b",
                                      "for a in b: c",
                                      "for a in b: d",
                                      "if a: b",
                                      "if a: c",
                                      "if a: b\nelse: c",
                                      "if a: b\nelif a: b",
                                      "def f(): a",
                                      "def g(): a",
                                      "def f(x): a",
                                      "def f(x=1): a",
                                      "def f(): return",
                                      "def f(): return a",
                                      "import cv2",
                                      "pass",
                                      ""};
  for (const char* a : texts) {
    for (const char* b : texts) {
      CAPTURE(a);
      CAPTURE(b);
      CHECK_EQ(same(parse_program(a)->statements, parse_program(b)->statements),
               std::string_view(a) == b);
    }
  }
}

TEST_CASE("no program is too deep or too long for the stack") {
  struct Case {
    std::string text;
    std::string message;
  };
  const Case cases[] = {
      {nested("if a:", 150), "too many levels of indentation"},
      {nested("def f():", 5'000), "too many levels of indentation"},
      {repeated("a\n", 60'000), "more than 100000 tokens"},
      {"if a: b\n" + repeated("elif a: b\n", 40'000), "more than 100000 tokens"},
      {repeated("a = ", 60'000) + "1", "more than 100000 tokens"},
      {nested("if a:", 90) + repeated(" ", 90) + repeated("(", 150) + "a" + repeated(")", 150),
       "nested more than 200 levels deep"},
  };
  for (const Case& c : cases) {
    const auto program = parse_program(c.text);
    REQUIRE_FALSE(program);
    CHECK_EQ(program.error().message, c.message);
  }
  CHECK(parse_program(nested("for a in b:", 99)));
  CHECK(parse_program(repeated("a\n", 49'000)));
  CHECK(parse_program(repeated("a;", 49'000)));
  CHECK(parse_program("if a: b\n" + repeated("elif a: b\n", 19'000)));
  CHECK(parse_program(repeated("a = ", 49'000) + "1"));
  CHECK(parse_program(repeated("\n", 500'000)));
}

TEST_CASE("no bytes crash the parser of programs, and what it reads it reads again from its tree") {
  std::mt19937 random(11);
  static const std::string_view pieces[] = {
      "a",     "1",    "=",          "+=",    "(",       ")",    "[",        "]",      ",",
      ":",     ";",    "\n",         "\n",    " ",       "  ",   "\t",       "#",      "\\",
      "'",     "'''",  "if ",        "else:", "elif a:", "for ", " in ",     "def f(", "return ",
      "break", "not ", "import cv2", "*",     ".",       "\r",   "\xc3\xa4", "\xff"};
  for (int i = 0; i < 40'000; ++i) {
    std::string text;
    for (int n = std::uniform_int_distribution<int>(0, 14)(random); n > 0; --n) {
      text += pieces[std::uniform_int_distribution<std::size_t>(0, std::size(pieces) - 1)(random)];
    }
    const auto program = parse_program(text);
    if (!program) {
      CHECK_FALSE(program.error().message.empty());
      CHECK_FALSE(program.error().python.empty());
      continue;
    }
    CAPTURE(text);
    const auto again = parse_program(Written::text(program->statements));
    REQUIRE(again);
    CHECK(same(program->statements, again->statements));
  }
}

TEST_SUITE_END();

}  // namespace reference::language
