#include <doctest/doctest.h>

#include "reference/language/parser.h"
#include "reference/snippet/session.h"
#include "tests/snippet/repr.h"

using namespace reference::snippet;

namespace {

const Catalogue& python_only() {
  static const Catalogue catalogue({});
  return catalogue;
}

std::string run(std::string_view text, Settings settings = {}) {
  const auto program = reference::language::parse_program(text);
  if (!program) return fmt::format("{}: {}", program.error().python_type, program.error().python);
  Session session(python_only(), std::move(settings));
  const auto value = session.execute(*program);
  if (value) return repr(*value);
  const Failure& failure = value.error();
  return fmt::format("{}:{}: {}: {}", failure.where.line, failure.where.column, failure.type,
                     failure.message);
}

struct Case {
  std::string text;
  std::string result;
};

void check(std::initializer_list<Case> cases, const Settings& settings = {}) {
  for (const Case& one : cases) {
    CAPTURE(one.text);
    CHECK(run(one.text, settings) == one.result);
  }
}

}  // namespace

TEST_SUITE("snippet") {
  TEST_CASE("numbers are Python's") {
    check({
        {"7 // 2, -7 // 2, 7 % -3, -7 % 3", "(3, -4, -2, 2)"},
        {"7.5 // 2, -7.5 // 2, 7.5 % -2, -0.0 // 1", "(3.0, -4.0, -0.5, -0.0)"},
        {"2 ** 10, 2 ** -1, 2 ** 0.5, (-8) ** (1 / 3)",
         "(1024, 0.5, 1.4142135623730951, (1.0000000000000002+1.7320508075688772j))"},
        {"1 / 3, 4 / 2", "(0.3333333333333333, 2.0)"},
        {"True + True, True & False, True ^ True", "(2, False, False)"},
        {"1 << 3, -9 >> 1, ~5, 6 & 3, 6 | 3, 6 ^ 3", "(8, -5, -6, 2, 7, 5)"},
        {"-2 ** 2, 2 ** 3 ** 2", "(-4, 512)"},
        {"1 == 1.0, 2 ** 53 == 2.0 ** 53 + 1, 1 < 2 < 3, 1 < 3 < 2", "(True, True, True, False)"},
        {"9007199254740993 == 9007199254740992.0", "False"},
        {"round(2.5), round(3.5), round(2.675, 2), round(-1250, -2), round(1250.0, -2)",
         "(2, 4, 2.67, -1200, 1200.0)"},
        {"round(-2 ** 63, -2), round(4 * 10 ** 18, -19), round(5 * 10 ** 18, -19), round(7, -30)",
         "(-9223372036854775800, 0, 0, 0)"},
        {"abs(2 ** 63)", "1:1: NotSupported: `int` is not supported beyond 64 bits"},
        {"int(3.9), int(-3.9), int('12'), float('1e3'), bool(0.0)", "(3, -3, 12, 1000.0, False)"},
        {"abs(-3), abs(-2.5), abs(3 + 4j), divmod(-7, 2)", "(3, 2.5, 5.0, (-4, 1))"},
        {"9223372036854775807 + 1, 2 ** 64 // 2 - 2 ** 63",
         "1:26: NotSupported: `int` is not supported beyond 64 bits"},
        {"2 ** 63 - 1, -2 ** 63, 18446744073709551615 - 2 ** 63 // 1",
         "(9223372036854775807, -9223372036854775808, 9223372036854775807)"},
        {"int('18446744073709551615') == 0xFFFF_FFFF_FFFF_FFFF, 2 ** 63 > 2.0 ** 62, not 2 ** 63",
         "(True, True, False)"},
        {"2 ** 630", "1:1: NotSupported: `int` is not supported beyond 64 bits"},
        {"(-1) ** 629, 0 ** 10 ** 18, 1 ** 2 ** 63", "(-1, 0, 1)"},
        {"2 ** 64", "1:1: NotSupported: `int` is not supported beyond 64 bits"},
        {"1 / 0", "1:1: ZeroDivisionError: division by zero"},
        {"x = 3\ny = x % 0", "2:5: ZeroDivisionError: integer modulo by zero"},
        {"1 + 'a'", "1:1: TypeError: unsupported operand type(s) for +: 'int' and 'str'"},
    });
  }

  TEST_CASE("sequences are Python's") {
    check({
        {"[1, 2] + [3], (1,) * 3, 'ab' * 2, [0] * -1", "([1, 2, 3], (1, 1, 1), 'abab', [])"},
        {"a = [1, 2, 3]\na[-1], a[::-1], a[5:], a[1:2]", "(3, [3, 2, 1], [], [2])"},
        {"a = [1, 2, 3, 4]\na[1:3] = [9]\na[-1] = 7", "[1, 9, 7]"},
        {"a = [3, 1, 2]\nb = a\nb.append(0)\na", "[3, 1, 2, 0]"},
        {"sorted([3, 1, 2]), sorted([1, 3, 2], reverse=True)", "([1, 2, 3], [3, 2, 1])"},
        {"def neg(x):\n  return -x\nsorted([1, 3, 2], key=neg)", "[3, 2, 1]"},
        {"list(zip([1, 2], 'ab')), list(enumerate('ab', 1))",
         "([(1, 'a'), (2, 'b')], [(1, 'a'), (2, 'b')])"},
        {"len(range(10, 0, -3)), list(range(10, 0, -3)), range(10)[2:5][1]",
         "(4, [10, 7, 4, 1], 3)"},
        {"min(3, 1), max([2, 5]), sum([1, 2], 10), min([], default=4)", "(1, 5, 13, 4)"},
        {"list(range(5, 10)[::2 ** 63 - 1]), list(range(0, 10, 2)[::2 ** 63 - 1])", "([5], [0])"},
        {"list(range(9, 0, -2)[::-2 ** 63]), list(range(9, 0, -2)[1::2])", "([1], [7, 3])"},
        {"any(x > 2 for x in [1, 2, 3]), all([])", "(True, True)"},
        {"[x * y for x in range(3) if x for y in (1, 2)]", "[1, 2, 2, 4]"},
        {"[1, [2, 3]] == [1, [2, 3]], (1, 2) < (1, 3), [1] == (1,)", "(True, True, False)"},
        {"3 in [1, 2, 3], 4 not in (1,), 'b' in 'abc', None is None", "(True, True, True, True)"},
        {"a, (b, c) = 1, (2, 3)\na + b + c", "6"},
        {"a, b = [1, 2, 3]", "1:1: ValueError: too many values to unpack (expected 2)"},
        {"[1, 2][5]", "1:1: IndexError: list index out of range"},
        {"[1]['a']", "1:1: TypeError: list indices must be integers or slices, not str"},
        {"5[0]", "1:1: TypeError: 'int' object is not subscriptable"},
        {"len(5)", "1:1: TypeError: object of type 'int' has no len()"},
        {"(x for x in [1, 2])", "<generator>"},
        {"g = (x for x in [1, 2])\nlist(g), list(g)", "([1, 2], [])"},
    });
  }

  TEST_CASE("statements run in order, functions have variables of their own") {
    check({
        {"x = 1\nx += 2\nx *= x", "9"},
        {"a = b = [1]\na.append(2)\nb", "[1, 2]"},
        {"s = 0\nfor i in range(10):\n  if i == 3: continue\n  if i == 6: break\n  s += i\ns",
         "12"},
        {"def f(x, y=2):\n  return x * y\nf(3), f(3, 4), f(y=5, x=1)", "(6, 12, 5)"},
        {"def f():\n  def g(): return y\n  y = 3\n  return g()\nf()", "3"},
        {"def f(n):\n  return 1 if n == 0 else n * f(n - 1)\nf(10)", "3628800"},
        {"x = 1\ndef f():\n  x = 2\n  return x\nf(), x", "(2, 1)"},
        {"x = 1\ndef f():\n  y = x\n  x = 2\n  return y\nf()",
         "3:7: UnboundLocalError: cannot access local variable 'x' where it is not associated with "
         "a value"},
        {"def f(a, b): pass\nf(1)",
         "2:1: TypeError: f() missing 1 required positional argument: 'b'"},
        {"def f(a): pass\nf(1, 2)",
         "2:1: TypeError: f() takes 1 positional argument but 2 were given"},
        {"f = 3\nf()", "2:1: TypeError: 'int' object is not callable"},
        {"foo", "1:1: NameError: name 'foo' is not defined"},
        {"x = [i for i in range(3)]\ni", "2:1: NameError: name 'i' is not defined"},
        {"1 if [] else 2", "2"},
        {"0 or [] or 'x', 1 and 0", "('x', 0)"},
        {"print(3)\n", "None"},
        {"x = 4\nprint(x)\n", "4"},
        {"def f(x): return x", "<function>"},
        {"1, 2\nx = [5]\nx[0] = 3", "[3]"},
        {"eval('1')", "1:1: NotSupported: `eval` is not supported"},
        {"x = 1\nx.__class__", "2:1: NotSupported: `__class__` is not supported"},
        {"[].foo", "1:1: AttributeError: 'list' object has no attribute 'foo'"},
        {"[].sort", "1:1: NotSupported: `list.sort` is not supported"},
    });
  }

  TEST_CASE("hostile snippets end soon and name the limit") {
    Settings settings;
    settings.limits.steps = 1'000'000;  // soon done with sanitizers, too
    check(
        {
            {"x = 0\nfor i in range(10 ** 9):\n  x += i",
             "3:3: LimitExceeded: more than 1000000 steps"},
            {"[0] * 10 ** 9", "1:1: LimitExceeded: more than 256 MB of memory"},
            {"'a' * 10 ** 12", "1:1: LimitExceeded: a text of more than 1000000 characters"},
            {"[x for x in range(10 ** 8)]", "1:2: LimitExceeded: more than 1000000 steps"},
            {"a = []\na.append(a)",
             "2:1: NotSupported: `list` is not supported that contains itself"},
            {"a = []\nfor i in range(100000):\n  a = [a]\nlen(a)", "1"},
            {"a = ()\nfor i in range(100000):\n  a = (a,)\na = 1", "1"},
            {"a = []\nfor i in range(3000):\n  a = [a]\na == [a]",
             "4:1: RecursionError: maximum recursion depth exceeded in comparison"},
            {"e = [1]\nfor i in range(1000):\n  e = enumerate(e)",
             "3:7: RecursionError: maximum recursion depth exceeded"},
            {"def make(f):\n  def g(): return f\n  return g\nf = 1\nfor i in range(100000):\n  f = "
             "make(f)\nf = 2",
             "2"},
            {"f = 1\nfor i in range(100000):\n  def g(x=f): return x\n  f = g\nf = 2", "2"},
        },
        settings);
  }

  TEST_CASE("a limit of our own wins") {
    Settings settings;
    settings.limits.steps = 100;
    CHECK(run("for i in range(1000): i", settings) == "1:23: LimitExceeded: more than 100 steps");
  }
}
