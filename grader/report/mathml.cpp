#include "grader/report/mathml.h"

#include <ctemplate/template_modifiers.h>
#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

namespace grader {
namespace {

constexpr int deepest = 32;
constexpr std::string_view line_break = "</math> <math>";

std::string escaped(std::string_view text) { return ctemplate::html_escape(std::string(text)); }

std::string element(std::string_view name, std::string_view content) {
  return fmt::format("<{0}>{1}</{0}>", name, content);
}

std::string symbol(std::string_view text) { return element("mo", escaped(text)); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// The sign that stands for an operator of the language, longer ones first.
struct Sign {
  std::string_view written;
  std::string_view shown;
};
constexpr std::array<Sign, 13> signs{{{"==", "="},
                                      {"!=", "\u2260"},
                                      {"<=", "\u2264"},
                                      {">=", "\u2265"},
                                      {"//", "//"},
                                      {"+", "+"},
                                      {"-", "\u2212"},
                                      {"*", "\u00d7"},
                                      {"@", "\u2062"},  // invisible times
                                      {"<", "<"},
                                      {">", ">"},
                                      {"%", "mod"},
                                      {"=", "="}}};

// A matrix or a vector: rows of cells.
std::string matrix(const std::vector<std::vector<std::string>>& rows) {
  std::string body;
  for (const auto& row : rows) {
    std::string cells;
    for (const std::string& cell : row) cells += element("mtd", cell);
    body += element("mtr", cells);
  }
  return element("mrow", symbol("[") + element("mtable", body) + symbol("]"));
}

// Reads from left to right and never goes back; each function leaves the rest of the line behind
// what it took. What it does not know it takes as text.
class Reader {
 public:
  explicit Reader(std::string_view line) : rest_(line) {}

  std::string whole() {
    std::string all;
    while (!rest_.empty()) all += sequence(0);
    return all;
  }

 private:
  // Whether `shown` is an operand, and without the brackets that enclose it whole.
  struct Piece {
    std::string shown;
    std::string inner;  // empty: no brackets
    bool operand = true;
  };

  bool take(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  void skip_spaces() {
    while (take(" ")) {
    }
  }
  bool at_end() const {
    return rest_.empty() || rest_[0] == ')' || rest_[0] == ']' || rest_[0] == ',';
  }

  static std::string joined(const std::vector<Piece>& pieces) {
    std::string all;
    for (const Piece& piece : pieces) all += piece.shown;
    return all;
  }
  // What stands above or below the line of a fraction needs no brackets.
  static std::string unbracketed(const Piece& piece) {
    return element("mrow", piece.inner.empty() ? piece.shown : piece.inner);
  }

  // Until a closing bracket or a comma; at the top these are text.
  std::string sequence(int depth) {
    std::vector<Piece> pieces;
    for (skip_spaces(); !at_end(); skip_spaces()) {
      const bool after_operand = !pieces.empty() && pieces.back().operand;
      if (after_operand && divides()) {
        const Piece below = operand(depth);
        Piece& above = pieces.back();
        above = {element("mfrac", unbracketed(above) + unbracketed(below)), "", true};
      } else if (after_operand && rest_.starts_with("x ")) {
        take("x");
        pieces.push_back({symbol("\u00d7"), "", false});
      } else {
        pieces.push_back(piece(depth, after_operand));
      }
    }
    if (depth == 0 && !rest_.empty()) {
      pieces.push_back({symbol(rest_.substr(0, 1)), "", false});
      rest_.remove_prefix(1);
    }
    return joined(pieces);
  }

  bool divides() { return !rest_.starts_with("//") && take("/"); }

  Piece piece(int depth, bool after_operand) {
    const auto sign = this->sign();
    if (sign.empty()) return operand(depth);
    const bool breaks = depth == 0 && after_operand && sign != "\u2062";
    if (!breaks) return {symbol(sign), "", false};
    // At the beginning of an element it would be taken for a sign of the term behind it.
    return {fmt::format("{}<mo form=\"infix\">{}</mo>", line_break, escaped(sign)), "", false};
  }

  std::string_view sign() {
    for (const Sign& sign : signs) {
      if (take(sign.written)) return sign.shown;
    }
    return {};
  }

  // Something with a value, with its powers; a sign in front belongs to it.
  Piece operand(int depth) {
    skip_spaces();
    if (depth < deepest && take("-")) {
      const Piece of = operand(depth + 1);
      return {element("mrow", symbol("\u2212") + of.shown), "", true};
    }
    Piece base = atom(depth);
    for (;;) {
      if (take(".T")) {
        base = {element("msup", base.shown + element("mi", "T")), "", true};
        continue;
      }
      skip_spaces();
      if (!take("**")) return base;
      const Piece power = depth < deepest ? operand(depth + 1) : Piece{};
      base = {element("msup", base.shown + unbracketed(power)), "", true};
    }
  }

  Piece atom(int depth) {
    if (at_end() || depth >= deepest) return other();
    if (is_digit(rest_[0]) || (rest_[0] == '.' && rest_.size() > 1 && is_digit(rest_[1]))) {
      return {element("mn", number()), "", true};
    }
    if (is_letter(rest_[0])) return name(depth);
    if (take("(")) return group(depth);
    if (take("[")) return list(depth);
    return other();
  }

  // What is left at a place where nothing known stands: one character, however many bytes it has.
  Piece other() {
    if (rest_.empty()) return {"", "", true};
    std::size_t length = 1;
    while (length < rest_.size() && (static_cast<unsigned char>(rest_[length]) & 0xC0U) == 0x80U) {
      ++length;
    }
    const std::string text = element("mtext", escaped(rest_.substr(0, length)));
    rest_.remove_prefix(length);
    return {text, "", true};
  }

  // 163,328 or 1.5e-07.
  std::string number() {
    std::size_t end = 0;
    const auto digit_at = [&](std::size_t i) { return i < rest_.size() && is_digit(rest_[i]); };
    while (end < rest_.size()) {
      const char c = rest_[end];
      const bool thousands = c == ',' && digit_at(end + 1) && digit_at(end + 2) &&
                             digit_at(end + 3) && !digit_at(end + 4);
      const bool exponent =
          (c == 'e' || c == 'E') &&
          (digit_at(end + 1) ||
           (end + 1 < rest_.size() && (rest_[end + 1] == '-' || rest_[end + 1] == '+') &&
            digit_at(end + 2)));
      if (!is_digit(c) && c != '.' && !thousands && !exponent) break;
      end += exponent ? 2 : 1;
    }
    const std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return escaped(text);
  }

  // A name with its arguments: `W_next`, `np.exp(z)`, `parameters(m.conv3x3)`.
  Piece name(int depth) {
    std::size_t end = 0;
    while (end < rest_.size() && (is_letter(rest_[end]) || is_digit(rest_[end]) ||
                                  (rest_[end] == '.' && !ends_here(end)))) {
      ++end;
    }
    std::string_view text = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (text.starts_with("np.")) text.remove_prefix(3);
    std::string shown = subscripted(text);
    if (!take("(")) return {shown, "", true};
    return {element("mrow", shown + symbol("\u2061") + group(depth).shown), "", true};
  }

  // Whether the point at `dot` is followed by no further name, or by the T of a transposition.
  bool ends_here(std::size_t dot) const {
    if (dot + 1 >= rest_.size() || !is_letter(rest_[dot + 1])) return true;
    const bool transposed = rest_[dot + 1] == 'T';
    return transposed &&
           (dot + 2 >= rest_.size() || (!is_letter(rest_[dot + 2]) && !is_digit(rest_[dot + 2])));
  }

  static std::string subscripted(std::string_view name) {
    const std::size_t line = name.find('_');
    if (line == 0 || line == std::string_view::npos || line + 1 == name.size()) {
      return element("mi", escaped(name));
    }
    return element("msub", element("mi", escaped(name.substr(0, line))) +
                               element("mi", escaped(name.substr(line + 1))));
  }

  // Behind its opening bracket.
  Piece group(int depth) {
    std::string inner = sequence(depth + 1);
    bool several = false;
    while (take(",")) {
      inner += symbol(",") + sequence(depth + 1);
      several = true;
    }
    if (rest_.starts_with("]")) inner += other().shown;
    take(")");
    return {element("mrow", symbol("(") + inner + symbol(")")), several ? "" : inner, true};
  }

  // Behind its opening bracket: a list of lists is a matrix.
  Piece list(int depth) {
    skip_spaces();
    std::vector<std::vector<std::string>> rows;
    const bool nested = rest_.starts_with("[");
    std::string cells;
    do {
      skip_spaces();
      if (nested && take("[")) {
        rows.push_back(row(depth + 1));
        skip_spaces();
      } else {
        if (!cells.empty()) cells += symbol(",");
        cells += sequence(depth + 1);
      }
    } while (take(","));
    take("]");
    if (nested && cells.empty()) return {matrix(rows), "", true};
    if (nested) cells = matrix(rows) + symbol(",") + cells;
    return {element("mrow", symbol("[") + cells + symbol("]")), "", true};
  }

  std::vector<std::string> row(int depth) {
    std::vector<std::string> cells;
    do cells.push_back(sequence(depth + 1));
    while (take(","));
    take("]");
    return cells;
  }

  std::string_view rest_;
};

}  // namespace

std::string mathml(std::string_view line) {
  return fmt::format("<span title=\"{}\"><math>{}</math></span>", escaped(line),
                     Reader(line).whole());
}

}  // namespace grader
