#include "reference/language/parser.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <limits>
#include <random>

#include "reference/language/printer.h"

namespace reference::language {

TEST_SUITE_BEGIN("language");

namespace {

std::string canonical(std::string_view text) {
  const auto tree = parse_expression(text);
  if (!tree) return "error: " + tree.error().message;
  return print(**tree);
}

// Every operation in brackets: shows how a text was read.
std::string bracketed(const Expression& expression) {
  if (const auto* binary = std::get_if<Binary>(&expression.node)) {
    return fmt::format("({} {} {})", bracketed(*binary->left), symbol(binary->op),
                       bracketed(*binary->right));
  }
  if (const auto* unary = std::get_if<Unary>(&expression.node)) {
    const std::string_view space = unary->op == UnaryOperator::logical_not ? " " : "";
    return fmt::format("({}{}{})", symbol(unary->op), space, bracketed(*unary->operand));
  }
  if (const auto* logical = std::get_if<Logical>(&expression.node)) {
    std::string text = "(" + bracketed(*logical->operands.front());
    for (std::size_t i = 1; i < logical->operands.size(); ++i) {
      text += fmt::format(" {} {}", symbol(logical->op), bracketed(*logical->operands[i]));
    }
    return text + ")";
  }
  if (const auto* conditional = std::get_if<Conditional>(&expression.node)) {
    return fmt::format("({} if {} else {})", bracketed(*conditional->then),
                       bracketed(*conditional->condition), bracketed(*conditional->otherwise));
  }
  if (const auto* comparison = std::get_if<Comparison>(&expression.node)) {
    std::string text = "(" + bracketed(*comparison->first);
    for (const auto& [op, operand] : comparison->rest) {
      text += fmt::format(" {} {}", symbol(op), bracketed(*operand));
    }
    return text + ")";
  }
  return print(expression);
}

// A random tree of at most `depth` levels, of everything that can be written.
class Trees {
 public:
  explicit Trees(unsigned seed) : random_(seed) {}

  Child tree(int depth) {
    auto made = std::make_unique<Expression>();
    made->node = node(depth);
    return made;
  }

 private:
  int pick(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }

  std::string word() {
    static const char* const words[] = {"a", "W", "conv1x1", "_x", "np", "T", "dW_next"};
    return words[pick(7)];
  }

  double real() {
    static const double reals[] = {0.5, 1e-300, 3.0, 1e22, 0.1, 1.7976931348623157e308, 0.0};
    return reals[pick(7)];
  }

  std::vector<Child> some(int least, int depth) {
    std::vector<Child> items;
    for (int n = least + pick(3); n > 0; --n) items.push_back(tree(depth));
    return items;
  }

  Child optional(int depth) { return pick(2) == 0 ? nullptr : tree(depth); }

  Child slice(int depth) {
    auto made = std::make_unique<Expression>();
    made->node = Slice{optional(depth), optional(depth), optional(depth)};
    return made;
  }

  Child index(int depth) {
    const int kind = pick(4);
    if (kind == 0) return slice(depth);
    if (kind == 1) return tree(depth);
    auto made = std::make_unique<Expression>();
    Tuple tuple;
    for (int n = pick(3); n >= 0; --n) {
      tuple.items.push_back(pick(2) == 0 ? slice(depth) : tree(depth));
    }
    made->node = std::move(tuple);
    return made;
  }

  Expression::Node call(int depth) {
    Call call{tree(depth), some(0, depth), {}};
    if (pick(4) == 0) call.arguments.push_back(wrapped(Starred{tree(depth)}));
    if (pick(2) == 0) call.keywords.push_back({"axis", tree(depth)});
    if (pick(3) == 0) call.keywords.push_back({"keepdims", tree(depth)});
    return call;
  }

  static Child wrapped(Expression::Node node) {
    auto made = std::make_unique<Expression>();
    made->node = std::move(node);
    return made;
  }

  Child target(int depth) {
    if (depth <= 1 || pick(2) == 0) return wrapped(Name{word()});
    if (pick(2) == 0) return wrapped(Subscript{tree(depth - 1), index(depth - 1)});
    std::vector<Child> items;
    for (int n = pick(3); n >= 0; --n) items.push_back(target(depth - 1));
    if (pick(2) == 0) return wrapped(Tuple{std::move(items)});
    return wrapped(List{std::move(items)});
  }

  Expression::Node comprehension(int depth) {
    Comprehension node{pick(2) == 0, tree(depth), {}};
    for (int n = pick(2); n >= 0; --n) {
      node.clauses.push_back({target(depth), tree(depth), some(0, depth)});
    }
    return node;
  }

  Expression::Node comparison(int depth) {
    Comparison node{tree(depth), {}};
    for (int n = pick(2); n >= 0; --n) {
      node.rest.emplace_back(static_cast<ComparisonOperator>(pick(10)), tree(depth));
    }
    return node;
  }

  Expression::Node leaf() {
    switch (pick(8)) {
      case 0:
        return Integer{pick(2) == 0 ? pick(100) : std::numeric_limits<std::int64_t>::max()};
      case 1:
        return Real{real()};
      case 2:
        return String{pick(2) == 0 ? "it's \"\\\n\ta\r\x01" : ""};
      case 3:
        return Imaginary{real()};
      case 4:
        return Boolean{pick(2) == 0};
      case 5:
        return None{};
      case 6:
        return Ellipsis{};
      default:
        return Name{word()};
    }
  }

  Expression::Node node(int depth) {
    if (depth <= 1) return leaf();
    switch (pick(13)) {
      case 0:
        return Attribute{tree(depth - 1), word()};
      case 1:
        return call(depth - 1);
      case 2:
        return Subscript{tree(depth - 1), index(depth - 1)};
      case 3:
        return Unary{static_cast<UnaryOperator>(pick(4)), tree(depth - 1)};
      case 4:
        return comparison(depth - 1);
      case 5:
        return List{some(0, depth - 1)};
      case 6:
        return Tuple{some(0, depth - 1)};
      case 7:
        return Logical{static_cast<LogicalOperator>(pick(2)), some(2, depth - 1)};
      case 8:
        return Conditional{tree(depth - 1), tree(depth - 1), tree(depth - 1)};
      case 9:
        return comprehension(depth - 1);
      default:
        return Binary{static_cast<BinaryOperator>(pick(13)), tree(depth - 1), tree(depth - 1)};
    }
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("operators bind as in Python") {
  struct Case {
    std::string text;
    std::string read;
  };
  static const Case cases[] = {
      {"a - b - c", "((a - b) - c)"},
      {"a - b * c", "(a - (b * c))"},
      {"a / b / c", "((a / b) / c)"},
      {"a // b % c @ d", "(((a // b) % c) @ d)"},
      {"-a ** 2", "(-(a ** 2))"},
      {"a ** b ** c", "(a ** (b ** c))"},
      {"2 ** -1", "(2 ** (-1))"},
      {"2 ** -1 ** 3", "(2 ** (-(1 ** 3)))"},
      {"-a * b", "((-a) * b)"},
      {"- -a", "(-(-a))"},
      {"a + b < c * d", "((a + b) < (c * d))"},
      {"a < b <= c", "(a < b <= c)"},
      {"(a < b) == c", "((a < b) == c)"},
      {"-a.T @ b", "((-a.T) @ b)"},
      {"(a + b) * c", "((a + b) * c)"},
      {"W - step * dW", "(W - (step * dW))"},
      {"~x & y | z ^ w << 1", "(((~x) & y) | (z ^ (w << 1)))"},
      {"a << b + c >> d", "((a << (b + c)) >> d)"},
      {"a & b == c", "((a & b) == c)"},
      {"a ^ b & c | d ^ e << f", "((a ^ (b & c)) | (d ^ (e << f)))"},
      {"a | b & c ^ d", "(a | ((b & c) ^ d))"},
      {"-~x ** ~y", "(-(~(x ** (~y))))"},
      {"not a == b", "(not (a == b))"},
      {"not not a", "(not (not a))"},
      {"not a and b or c and not d", "(((not a) and b) or (c and (not d)))"},
      {"a and b and c", "(a and b and c)"},
      {"a or b or c and d", "(a or b or (c and d))"},
      {"(a or b) or c", "((a or b) or c)"},
      {"a in b is not c not in d is e", "(a in b is not c not in d is e)"},
      {"a is not b", "(a is not b)"},
      {"a is (not b)", "(a is (not b))"},
      {"a < b in c", "(a < b in c)"},
      {"not a in b", "(not (a in b))"},
      {"a + b if c or d else e", "((a + b) if (c or d) else e)"},
      {"a if b else c if d else e", "(a if b else (c if d else e))"},
      {"(a if b else c) if d else e", "((a if b else c) if d else e)"},
      {"1if x else 2", "(1 if x else 2)"},
  };
  for (const Case& c : cases) {
    const auto tree = parse_expression(c.text);
    REQUIRE(tree);
    CHECK_EQ(bracketed(**tree), c.read);
  }
}

TEST_CASE("one canonical text for each tree, with as few brackets as it takes") {
  struct Case {
    std::string text;
    std::string canonical;
  };
  static const Case cases[] = {
      {"parameters( m )", "parameters(m)"},
      {"channels(m . concat)", "channels(m.concat)"},
      {"((a))+(b*c)", "a + b * c"},
      {"(a-(b-c))", "a - (b - c)"},
      {"(a-b)-c", "a - b - c"},
      {"(-a)**2", "(-a) ** 2"},
      {"(a**b)**c", "(a ** b) ** c"},
      {"2**(-1)", "2 ** -1"},
      {"x[0,1:,::2,:-1]", "x[0, 1:, ::2, :-1]"},
      {"x[(0,1)]", "x[0, 1]"},
      {"x[0,]", "x[0,]"},
      {"f(a,b,axis=0,)", "f(a, b, axis=0)"},
      {"[P,R,]", "[P, R]"},
      {"(a,)", "(a,)"},
      {"()", "()"},
      {"'a' \"b\"'''c'''", "'abc'"},
      {"'a\\x41\\101\\u00fc\\n'", "'aAA\u00fc\\n'"},
      {"r'\\d'", "'\\\\d'"},
      {"u'\\0'", "'\\x00'"},
      {"\"\"\"a\nb\"\"\"", "'a\\nb'"},
      {"'a\\\nb'", "'ab'"},
      {"0xFf+0o17-0B1_1", "255 + 15 - 3"},
      {"00", "0"},
      {"09.5", "9.5"},
      {"2j*1.5J", "2j * 1.5j"},
      {"1e3j", "1000j"},
      {"[True,False,None,...]", "[True, False, None, ...]"},
      {"x[...,None]", "x[..., None]"},
      {"(not a)+b", "(not a) + b"},
      {"not(a+b)", "not a + b"},
      {"~(a)|(b&c)", "~a | b & c"},
      {"(a and b) or c", "a and b or c"},
      {"a and (b or c)", "a and (b or c)"},
      {"(a if b else c)+d", "(a if b else c) + d"},
      {"f(a if b else c)", "f(a if b else c)"},
      {"[i*2 for i in x if i if j]", "[i * 2 for i in x if i if j]"},
      {"[i for i,j in x for k in(i or j)]", "[i for (i, j) in x for k in i or j]"},
      {"[i for i in (a if b else c)]", "[i for i in (a if b else c)]"},
      {"[i for x[0] in y]", "[i for x[0] in y]"},
      {"(i for i in x)", "(i for i in x)"},
      {"f((i for i in x))", "f(i for i in x)"},
      {"f(i for i in x)", "f(i for i in x)"},
      {"f((i for i in x),1)", "f((i for i in x), 1)"},
      {"f(*a,b,*c,k=1)", "f(*a, b, *c, k=1)"},
      {"f(a=1,*b)", "f(*b, a=1)"},
      {"[*a,b]", "[*a, b]"},
      {"(*a,)", "(*a,)"},
      {"x[*a]", "x[*a,]"},
      {"1_000+0x", "error: `0x` is not a number"},
      {"1_000", "1000"},
      {"1.", "1.0"},
      {".5", "0.5"},
      {"1e5", "100000.0"},
      {"1_0.0_1E-1_0", "1.001e-09"},
      {"5e-324", "5e-324"},
      {"1e-400", "0.0"},
      {"\"a'b\"", "'a\\'b'"},
      {"(1).T", "(1).T"},
      {"a\n  + b  # and no more", "a + b"},
      {"(a+b).T", "(a + b).T"},
      {"(a < b) * c", "(a < b) * c"},
  };
  for (const Case& c : cases) CHECK_EQ(canonical(c.text), c.canonical);
}

TEST_CASE("every error has a line and a column, in code points") {
  struct Case {
    std::string text;
    int line;
    int column;
    std::string message;
    std::string hint;
  };
  static const Case cases[] = {
      {"", 1, 1, "the expression ends too early", ""},
      {"a +", 1, 4, "the expression ends too early", ""},
      {"a b", 1, 3, "unexpected `b`", ""},
      {"a = b", 1, 3, "unexpected `=`", "compare with `==`"},
      {"(a", 1, 1, "`(` is never closed", ""},
      {"[a, (b]", 1, 7, "`]` does not close `(`", "write `)`"},
      {"a)", 1, 2, "unexpected `)`", ""},
      {"f(a=1, b)", 1, 8, "a positional argument follows a keyword argument", ""},
      {"f(a=1, a=2)", 1, 8, "`a` is given twice", ""},
      {"x[]", 1, 2, "an index is missing", ""},
      {"x[,]", 1, 3, "unexpected `,`", ""},
      {"x[::::]", 1, 5, "unexpected `:`", ""},
      {"a.1", 1, 2, "unexpected `.1`", ""},
      {"a..b", 1, 3, "unexpected `.`", ""},
      {"2x", 1, 1, "`2x` is not a number", ""},
      {"1__0", 1, 1, "`1__0` is not a number", ""},
      {"010", 1, 1, "`010` is not a number", "an integer has no leading zeros"},
      {"18446744073709551616", 1, 1, "`18446744073709551616` does not fit 64 bits", ""},
      {"1e999", 1, 1, "`1e999` is too large", ""},
      {"'a", 1, 1, "a string is never closed", ""},
      {"'\\q'", 1, 1, "`\\q` is not supported in a string", ""},
      {"a \u00d7 b", 1, 3, "unexpected `\u00d7`", "write `*`"},
      {"'\u00fc' \u2212 b", 1, 5, "unexpected `\u2212`", "write `-`"},
      {"a +\n  * b", 2, 3, "unexpected `*`", ""},
      {"a if b", 1, 3, "an `else` is missing behind `if`", ""},
      {"if", 1, 1, "unexpected `if`", ""},
      {"a not b", 1, 3, "unexpected `not`", ""},
      {"-not a", 1, 2, "unexpected `not`", ""},
      {"lambda: 1", 1, 1, "`lambda` is not supported", ""},
      {"while", 1, 1, "`while` is not supported", ""},
      {"{}", 1, 1, "a dictionary or a set (`{`) is not supported", ""},
      {"(a := 1)", 1, 4, "`:=` is not supported", ""},
      {"f(**a)", 1, 3, "`**` in front of an argument is not supported", ""},
      {"f(True=1)", 1, 3, "`True` is no name of an argument", ""},
      {"f(a.b=1)", 1, 6, "unexpected `=`", "compare with `==`"},
      {"f(i for i in x, 1)", 1, 3, "a generator needs brackets of its own beside other arguments",
       ""},
      {"f(1, i for i in x)", 1, 6, "a generator needs brackets of its own beside other arguments",
       ""},
      {"(*a)", 1, 2, "unexpected `*`", ""},
      {"*a", 1, 1, "unexpected `*`", ""},
      {"[*a for a in b]", 1, 2, "unexpected `*`", ""},
      {"[a, b for a in c]", 1, 7, "unexpected `for`",
       "write brackets around the items in front of it"},
      {"[a for f() in b]", 1, 8, "cannot assign to function call", "compare with `==`"},
      {"[a for a.b in c]", 1, 8, "assignment to an attribute is not supported", ""},
      {"[a for *b in c]", 1, 8, "`*` in front of a target is not supported", ""},
      {"[a async for a in b]", 1, 4, "`async` is not supported", ""},
      {"f'a'", 1, 1, "`f` in front of a string is not supported", ""},
      {"Rb'a'", 1, 1, "`b` in front of a string is not supported", ""},
      {"gr\u00f6\u00dfe", 1, 1, "`gr\u00f6\u00dfe` is not supported",
       "a name is made of the letters a to z, digits and `_`"},
      {"a \u2019b\u2019", 1, 3, "unexpected `\u2019`", "write `'`"},
      {"'\\x1'", 1, 1, "`\\x` takes 2 hexadecimal digits", ""},
      {"'\\ud800'", 1, 1, "`\\ud800` is no character", ""},
      {"'\\N{DIGIT ONE}'", 1, 1, "`\\N` is not supported in a string", ""},
      {"'''a''", 1, 1, "a string is never closed", ""},
      {"0b2", 1, 1, "`0b2` is not a number", ""},
      {"0x", 1, 1, "`0x` is not a number", ""},
      {"2and3", 1, 1, "`2and3` is not a number", ""},
      {"a $ b", 1, 3, "unexpected `$`", ""},
      {"a <> b", 1, 3, "unexpected `<>`", ""},
      {"a; b", 1, 2, "unexpected `;`", ""},
      {"a \\\n b", 1, 3, "unexpected `\\`", ""},
      {"a \x01", 1, 3, "unexpected control character", ""},
      {"\xff", 1, 1, "unexpected `\xff`", ""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const auto tree = parse_expression(c.text);
    REQUIRE_FALSE(tree);
    CHECK_EQ(tree.error().message, c.message);
    CHECK_EQ(tree.error().hint, c.hint);
    CHECK_EQ(tree.error().where.line, c.line);
    CHECK_EQ(tree.error().where.column, c.column);
  }
}

TEST_CASE("parsing what was printed gives the same tree, for 5,000 random trees") {
  Trees trees(20261122);
  for (int i = 0; i < 5'000; ++i) {
    const Child tree = trees.tree(1 + i % 6);
    const std::string text = print(*tree);
    CAPTURE(text);
    const auto again = parse_expression(text);
    REQUIRE(again);
    REQUIRE(same(*tree, **again));
    REQUIRE_EQ(print(**again), text);
  }
}

TEST_CASE("trees that differ are not the same") {
  static const char* const texts[] = {"a",
                                      "b",
                                      "a.T",
                                      "a(b)",
                                      "a(b=c)",
                                      "a[b]",
                                      "a[b:]",
                                      "a[:b]",
                                      "a + b",
                                      "a - b",
                                      "b + a",
                                      "-a",
                                      "a < b",
                                      "a > b",
                                      "[a]",
                                      "(a,)",
                                      "a < b < c",
                                      "1",
                                      "1.0",
                                      "'a'",
                                      "[a, b]",
                                      "a(b, c)",
                                      "+a",
                                      "~a",
                                      "not a",
                                      "a and b",
                                      "a or b",
                                      "a and b and c",
                                      "a if b else c",
                                      "b if a else c",
                                      "[a for a in b]",
                                      "(a for a in b)",
                                      "[a for a in b if c]",
                                      "True",
                                      "False",
                                      "None",
                                      "...",
                                      "2j",
                                      "a(*b)",
                                      "a in b",
                                      "a not in b",
                                      "a is b",
                                      "a is not b",
                                      "a & b",
                                      "a | b",
                                      "a ^ b",
                                      "a << b",
                                      "a >> b"};
  for (const char* a : texts) {
    for (const char* b : texts) {
      CHECK_EQ(same(**parse_expression(a), **parse_expression(b)), std::string_view(a) == b);
    }
  }
}

TEST_CASE("no text is too deep, too high or too long for the stack") {
  const auto repeated = [](std::string_view piece, int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += piece;
    return text;
  };
  struct Case {
    std::string text;
    std::string message;
  };
  const Case cases[] = {
      {repeated("(", 90'000), "nested more than 200 levels deep"},
      {repeated("-", 90'000) + "a", "nested more than 200 levels deep"},
      {repeated("a**", 40'000) + "a", "nested more than 200 levels deep"},
      {repeated("f(", 40'000), "nested more than 200 levels deep"},
      {repeated("x[", 40'000), "nested more than 200 levels deep"},
      {repeated("a+", 40'000) + "a", "the expression is more than 1000 levels high"},
      {"a" + repeated("[0]", 30'000), "the expression is more than 1000 levels high"},
      {"a" + repeated(".T", 40'000), "the expression is more than 1000 levels high"},
      {repeated("not ", 20'000) + "a", "nested more than 200 levels deep"},
      {repeated("a if b else ", 20'000) + "a", "nested more than 200 levels deep"},
      {repeated("[a for a in ", 10'000), "nested more than 200 levels deep"},
      {repeated("a|", 40'000) + "a", "the expression is more than 1000 levels high"},
      {repeated("a,", 100'000), "more than 100000 tokens"},
  };
  for (const Case& c : cases) {
    const auto tree = parse_expression(c.text);
    REQUIRE_FALSE(tree);
    CHECK_EQ(tree.error().message, c.message);
  }
  CHECK(parse_expression(repeated("(", 200) + "a" + repeated(")", 200)));
  CHECK(parse_expression(repeated("a + ", 999) + "a"));
  CHECK(parse_expression("[" + repeated("a,", 49'000) + "]"));
  CHECK(parse_expression(repeated("a and ", 49'000) + "a"));
  CHECK(parse_expression("[a" + repeated(" for a in a", 19'000) + "]"));
  CHECK(parse_expression(repeated("'a'", 90'000)));
}

TEST_CASE("no bytes crash the parser") {
  std::mt19937 random(7);
  static const std::string_view pieces[] = {"(",  ")",  "[", "]", ",", ":",    ".",
                                            "=",  "**", "-", "a", "1", "1.",   "'",
                                            "\\", "\n", "#", " ", "e", "\xc3", "if"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int n = std::uniform_int_distribution<int>(0, 12)(random); n > 0; --n) {
      text += pieces[std::uniform_int_distribution<std::size_t>(0, std::size(pieces) - 1)(random)];
    }
    const auto tree = parse_expression(text);
    if (tree) CHECK(same(**tree, **parse_expression(print(**tree))));
  }
}

TEST_CASE("a position in an expression is found in its file") {
  struct Case {
    grader::Place where;  // the expression's first character
    Position position;
    int line;
    int column;
  };
  static const Case cases[] = {
      {{nullptr, 1, 6}, {1, 1}, 1, 6}, {{nullptr, 3, 6}, {1, 5}, 3, 10},
      {{nullptr, 2, 3}, {2, 3}, 3, 5},  // ask: |\n  a +\n    b
      {{nullptr, 7, 0}, {1, 5}, 7, 0},  // a line, a file: no better is known
      {{nullptr, 0, 0}, {2, 5}, 0, 0},
  };
  for (const Case& c : cases) {
    const grader::Place place = within(c.where, c.position);
    CHECK_EQ(place.line, c.line);
    CHECK_EQ(place.column, c.column);
  }
}

TEST_SUITE_END();

}  // namespace reference::language
