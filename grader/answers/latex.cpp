#include "grader/answers/latex.h"

#include <algorithm>
#include <iterator>

namespace grader::latex {
namespace {

struct Command {
  std::string_view name;
  std::string_view to;
};

constexpr Command commands[] = {
    {"times", "*"},       {"cdot", "*"},        {"ast", "*"},
    {"bullet", "*"},      {"div", "/"},         {"approx", "~"},
    {"sim", "~"},         {"simeq", "~"},       {"cong", "~"},
    {"infty", "inf"},     {"to", "->"},         {"rightarrow", "->"},
    {"Rightarrow", "->"}, {"mapsto", "->"},     {"longrightarrow", "->"},
    {"dots", "..."},      {"ldots", "..."},     {"cdots", "..."},
    {"quad", " "},        {"qquad", " "},       {"left", ""},
    {"right", ""},        {"displaystyle", ""}, {"bigl", ""},
    {"bigr", ""},         {"big", ""},          {"hline", ""},
    {"langle", "<"},      {"rangle", ">"},      {"lbrace", "{"},
    {"rbrace", "}"},      {"lbrack", "["},      {"rbrack", "]"},
    {"cr", ";"},          {"top", "T"},         {"intercal", "T"},
    {"prime", "'"},       {"eq", "="},          {"percent", "%"},
};

constexpr std::string_view wrappers[] = {
    "text",   "mathrm", "mathbf",       "mathit",     "mathsf", "mathtt",  "textbf",     "textit",
    "textrm", "texttt", "operatorname", "boldsymbol", "boxed",  "mathcal", "textnormal",
};

constexpr std::string_view fractions[] = {"frac", "dfrac", "tfrac", "cfrac"};

}  // namespace

std::optional<std::string_view> symbol(std::string_view name) {
  const auto known = std::find_if(std::begin(commands), std::end(commands),
                                  [&](const Command& c) { return c.name == name; });
  if (known == std::end(commands)) return std::nullopt;
  return known->to;
}

bool wrapper(std::string_view name) {
  return std::find(std::begin(wrappers), std::end(wrappers), name) != std::end(wrappers);
}

bool fraction(std::string_view name) {
  return std::find(std::begin(fractions), std::end(fractions), name) != std::end(fractions);
}

}  // namespace grader::latex
