#include "grader/report/mathml.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace grader {
namespace {

// Without the elements around it, a space where a line may break, and the invisible signs as `^`
// (times) and `~` (of a function).
std::string inside(const std::string& line) {
  std::string text = mathml(line);
  const std::size_t begin = text.find("<math>") + 6;
  text = text.substr(begin, text.rfind("</math>") - begin);
  const std::pair<std::string, std::string> shorter[] = {
      {"\u2062", "^"}, {"\u2061", "~"}, {"</math> <math>", " "}, {" form=\"infix\"", ""}};
  for (const auto& [sign, shown] : shorter) {
    for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign)) {
      text.replace(at, sign.size(), shown);
    }
  }
  return text;
}

// Every element is closed in order, and what is between them is escaped.
bool well_formed(const std::string& text) {
  std::vector<std::string> open;
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == std::string::npos) return false;
    std::string name = text.substr(at + 1, end - at - 1);
    name = name.substr(0, name.find(' '));
    if (!name.starts_with('/')) {
      open.push_back(name);
      continue;
    }
    if (open.empty() || open.back() != name.substr(1)) return false;
    open.pop_back();
  }
  return open.empty();
}

TEST_SUITE("report") {
  TEST_CASE("formulas are set as people write them") {
    struct Case {
      const char* line;
      const char* markup;
    };
    const Case cases[] = {
        {"p - y", "<mi>p</mi> <mo>\u2212</mo><mi>y</mi>"},
        {"163,328", "<mn>163,328</mn>"},
        {"1 x 64", "<mn>1</mn><mo>\u00d7</mo><mn>64</mn>"},
        {"x x x", "<mi>x</mi><mo>\u00d7</mo><mi>x</mi>"},
        {"W_next", "<msub><mi>W</mi><mi>next</mi></msub>"},
        {"-y / p", "<mo>\u2212</mo><mfrac><mrow><mi>y</mi></mrow><mrow><mi>p</mi></mrow></mfrac>"},
        {"(a + b) / 2",
         "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mrow><mn>2</mn></mrow></mfrac>"},
        {"a ** 2", "<msup><mi>a</mi><mrow><mn>2</mn></mrow></msup>"},
        {"W.T @ dz", "<msup><mi>W</mi><mi>T</mi></msup><mo>^</mo><mi>dz</mi>"},
        {"np.exp(z)",
         "<mrow><mi>exp</mi><mo>~</mo><mrow><mo>(</mo><mi>z</mi><mo>)</mo></mrow></mrow>"},
        {"channels(m.concat)",
         "<mrow><mi>channels</mi><mo>~</mo><mrow><mo>(</mo><mi>m.concat</mi><mo>)</mo></mrow>"
         "</mrow>"},
        {"[1, -2.5e-07]",
         "<mrow><mo>[</mo><mn>1</mn><mo>,</mo><mo>\u2212</mo><mn>2.5e-07</mn><mo>]</mo></mrow>"},
        {"[[1, 2], [3, 4]]",
         "<mrow><mo>[</mo><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr>"
         "<mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable><mo>]</mo></mrow>"},
        {"z > 0", "<mi>z</mi> <mo>&gt;</mo><mn>0</mn>"},
        {"n // 2", "<mi>n</mi> <mo>//</mo><mn>2</mn>"},
    };
    for (const Case& one : cases) {
      CAPTURE(std::string(one.line));
      CHECK(inside(one.line) == one.markup);
    }
  }

  TEST_CASE("the line itself stays readable") {
    CHECK(mathml("a < \"b\"").starts_with("<span title=\"a &lt; &quot;b&quot;\"><math>"));
  }

  TEST_CASE("any line gives well-formed markup, and all of it is there") {
    for (const char* line : {"", ")", "]", ",", "((", "[[", "[[1], 2", "a)b]c,d", "**", "/", "a /",
                             "- - -", "1,2,3", "caf\u00e9 \u2248 3", "<script>", "[1, [2, 3]]"}) {
      CAPTURE(std::string(line));
      CHECK(well_formed(mathml(line)));
    }
    CHECK(inside("a)b").find("<mi>b</mi>") != std::string::npos);
    CHECK(well_formed(mathml(std::string(100000, '('))));
    CHECK(well_formed(mathml(std::string(100000, '['))));
    CHECK(well_formed(mathml(std::string(100000, '-'))));
    std::mt19937 random(1);
    const std::string signs = "a1 x()[],.+-*/@<>&\"_T=";
    for (int i = 0; i < 3000; ++i) {
      std::string line;
      for (int k = 0; k < 20; ++k) line += signs[random() % signs.size()];
      CAPTURE(line);
      CHECK(well_formed(mathml(line)));
    }
  }
}

}  // namespace
}  // namespace grader
