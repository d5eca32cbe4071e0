#include "grader/answers/calculation.h"

#include "grader/answers/folded.h"
#include "grader/answers/number_value.h"
#include "grader/answers/operands.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

constexpr int deepest = 64;

class Parser {
 public:
  Parser(std::string_view text, const CalculationRules& rules)
      : text_(text),
        rules_(rules),
        arithmetic_(rules.budget),
        operands_(text, rules, arithmetic_, calculation_) {}

  Calculation run() {
    Operand result = expression(0);
    if (ok()) finish(result);
    if (!ok()) {
      calculation_.number.reset();
      calculation_.terms.clear();
    }
    return std::move(calculation_);
  }

 private:
  bool ok() const { return calculation_.reason.empty(); }

  Operand fail(std::string reason, std::size_t at) {
    if (ok()) {
      calculation_.reason = std::move(reason);
      calculation_.failed_at = at;
    }
    return {};
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  char peek_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  std::size_t next_at(std::size_t at) const {
    while (ascii::space(peek_at(at))) ++at;
    return at;
  }
  void skip_spaces() { at_ = next_at(at_); }

  Fraction worked_out(const Operand& operand) { return operands_.worked_out(operand); }

  Operand combined(Fraction value, Operand::Form form = Operand::Form::arithmetic) {
    if (arithmetic_.refused()) return fail(std::string(arithmetic_.reason()), operator_at_);
    return {form, false, std::move(value)};
  }

  // A sum. At depth 0 its terms are kept.
  Operand expression(int depth) {
    if (skip_ellipsis(depth)) skip_plus();
    Operand sum = term(depth, false);
    const bool keep = depth == 0 && rules_.terms;
    if (keep) keep_term(sum);
    while (ok()) {
      if (skip_ellipsis(depth)) continue;
      const std::size_t at = next_at(at_);
      const char sign = peek_at(at);
      if (sign != '+' && sign != '-') break;
      if (!rules_.sums && depth == 0) {
        return fail("an entry of a list holds one number, not a sum", at);
      }
      at_ = at + 1;
      if (skip_ellipsis(depth)) continue;
      const Fraction left = worked_out(sum);
      const Operand right = term(depth, true);
      if (!ok()) break;
      if (keep) keep_term(right, sign == '-');
      const Fraction value = worked_out(right);
      operator_at_ = at;
      sum =
          combined(sign == '+' ? arithmetic_.add(left, value) : arithmetic_.subtract(left, value));
    }
    return sum;
  }

  // A literal `...` among the terms of a working.
  bool skip_ellipsis(int depth) {
    if (depth != 0 || !rules_.terms) return false;
    const std::size_t at = next_at(at_);
    if (at >= text_.size() || !text_.substr(at).starts_with("...")) return false;
    calculation_.elided = true;
    at_ = at;
    while (peek() == '.') ++at_;
    return true;
  }

  void skip_plus() {
    skip_spaces();
    if (peek() == '+') ++at_;
  }

  void keep_term(const Operand& operand, bool minus = false) {
    if (!ok()) return;
    Number number = operands_.make_number(operand);
    if (minus) negate(number);
    calculation_.terms.push_back(std::move(number));
  }

  // Factors. `x` multiplies between numbers.
  Operand term(int depth, bool inner) {
    Operand product = signed_power(depth, inner, '\0');
    bool simple = product.form == Operand::Form::literal;
    while (ok()) {
      const std::size_t at = next_at(at_);
      const char c = peek_at(at);
      const bool times = c == '*' || ((c == 'x' || c == 'X') && operand_begins(next_at(at + 1)));
      if (!times && c != '/') break;
      const Fraction left = worked_out(product);
      operator_at_ = at;
      at_ = at + 1;
      const Operand factor = signed_power(depth, true, c);
      if (!ok()) break;
      const Fraction right = worked_out(factor);
      operator_at_ = at;
      const bool fraction = c == '/' && simple && factor.form == Operand::Form::literal;
      product = times ? combined(arithmetic_.multiply(left, right))
                      : combined(arithmetic_.divide(left, right),
                                 fraction ? Operand::Form::fraction : Operand::Form::arithmetic);
      simple = false;
    }
    return product;
  }

  bool operand_begins(std::size_t at) const {
    return number_begins(text_, at, rules_.literal) || peek_at(at) == '(' || peek_at(at) == '-';
  }

  // A power with at most one sign in front.
  Operand signed_power(int depth, bool inner, char before) {
    skip_spaces();
    const char sign = peek();
    if (sign != '+' && sign != '-') return power(depth, inner, before);
    ++at_;
    skip_spaces();
    if (peek() == '+' || peek() == '-') return fail("there are two signs in a row", at_);
    Operand operand = power(depth, true, before);
    if (!ok() || sign == '+') return operand;
    if (operand.form == Operand::Form::literal) {
      operand.negative = !operand.negative;
    } else {
      operand.value = arithmetic_.subtract(0, operand.value);
    }
    return operand;
  }

  Operand power(int depth, bool inner, char before) {
    const Operand base = primary(depth, inner, before);
    if (!ok()) return {};
    const std::size_t at = next_at(at_);
    const bool stars = peek_at(at) == '*' && peek_at(at + 1) == '*';
    if (peek_at(at) != '^' && !stars) return base;
    const Fraction left = worked_out(base);
    if (depth >= deepest) return too_deep();
    at_ = at + (stars ? 2 : 1);
    const Operand exponent = signed_power(depth + 1, true, '^');
    if (!ok()) return {};
    const Fraction right = worked_out(exponent);
    operator_at_ = at;
    return combined(arithmetic_.power(left, right));
  }

  Operand too_deep() { return fail("the brackets are nested too deeply", at_); }

  Operand primary(int depth, bool inner, char before) {
    skip_spaces();
    const char c = peek();
    if (c == '(' || c == '[' || c == '{') return bracketed(depth, c);
    if (hexadecimal()) {
      return fail(quoted(text_.substr(at_)) + " is hexadecimal; write a decimal number", at_);
    }
    if (number_begins(text_, at_, rules_.literal)) return literal(before);
    return fail(missing(inner), std::min(at_, text_.size()));
  }

  // `0x1F`
  bool hexadecimal() const {
    if (peek() != '0' || (peek_at(at_ + 1) != 'x' && peek_at(at_ + 1) != 'X')) return false;
    const char digit = ascii::lower(peek_at(at_ + 2));
    return ascii::digit(digit) || (digit >= 'a' && digit <= 'f');
  }

  // What to say where a number should stand.
  std::string missing(bool inner) const {
    if (at_ >= text_.size()) return "a number is missing at the end";
    if (text_.substr(at_).starts_with("...")) return "`...` leaves numbers out";
    if (inner) return "a number is missing in front of " + quoted(text_.substr(at_));
    return quoted(text_.substr(at_)) + " is not a number";
  }

  Operand bracketed(int depth, char open) {
    if (depth >= deepest) return too_deep();
    const std::size_t from = at_++;
    Operand inside = expression(depth + 1);
    if (!ok()) return {};
    skip_spaces();
    const char close = open == '(' ? ')' : open == '[' ? ']' : '}';
    if (peek() != close) {
      return at_ < text_.size()
                 ? fail(quoted(text_.substr(at_)) + " does not belong into the brackets", at_)
                 : fail("a bracket is opened and not closed", from);
    }
    ++at_;
    if (inside.form == Operand::Form::literal) {
      operands_.take_unit(at_);
    } else if (const auto suffix = operands_.take_suffix(at_)) {  // `(3 * 4) K`
      return combined(arithmetic_.multiply(inside.value, suffix->factor));
    }
    return inside;
  }

  Operand literal(char before) {
    if (!operands_.read_literal(at_, before)) {
      return fail(operands_.reason(), operands_.failed_at());
    }
    return {};
  }

  void finish(const Operand& result) {
    if (arithmetic_.refused()) {
      fail(std::string(arithmetic_.reason()), operator_at_);
      return;
    }
    Number number = operands_.make_number(result);
    if (number.fraction) {
      if (const auto suffix = operands_.take_suffix(at_)) {
        number.unit = text_.substr(at_ - suffix->size, suffix->size);
        number.factor = suffix->factor;
        set_value(number);
      }
    }
    calculation_.after_number = number_begins(text_, next_at(at_), rules_.literal);
    calculation_.end = at_;
    calculation_.number = std::move(number);
  }

  std::string_view text_;
  const CalculationRules& rules_;
  std::size_t at_ = 0;
  std::size_t operator_at_ = 0;
  Arithmetic arithmetic_;
  Calculation calculation_;
  Operands operands_;
};

}  // namespace

Calculation calculate(std::string_view text, const CalculationRules& rules) {
  return Parser(text, rules).run();
}

}  // namespace grader
