#include "grader/answers/operands.h"

#include "grader/answers/number_value.h"
#include "grader/answers/text.h"

namespace grader {

bool Operands::read_literal(std::size_t& at, char before) {
  LiteralRules rules = rules_.literal;
  rules.power_of_ten = before != '/' && before != '^';
  const std::size_t end = scanner_.scan(text_, at, rules);
  if (!reason().empty()) return false;
  calculation_.ambiguous |= scanner_.literal().ambiguous;
  calculation_.decimal_comma |= scanner_.literal().decimal_comma;
  at = end;
  unit_ = {};
  // `1/2 million` is half a million: the unit is that of the fraction.
  const bool space = at < text_.size() && ascii::space(text_[at]);
  if (before != '/' || !space) take_unit(at);
  return true;
}

std::optional<Suffix> Operands::take_suffix(std::size_t& at) {
  std::size_t from = at;
  while (from < text_.size() && ascii::space(text_[from])) ++from;
  auto suffix = read_suffix(text_.substr(from), rules_.units, rules_.count);
  if (!suffix) return std::nullopt;
  calculation_.small_million |= suffix->small_million;
  at = from + suffix->size;
  return suffix;
}

void Operands::take_unit(std::size_t& at) {
  if (!unit_.empty()) return;
  const auto suffix = take_suffix(at);
  if (!suffix) return;
  unit_ = text_.substr(at - suffix->size, suffix->size);
  factor_ = suffix->factor;
}

Fraction Operands::worked_out(const Operand& operand) {
  if (operand.form != Operand::Form::literal) return operand.value;
  Decimal value = scanner_.literal().value;
  value.negative = operand.negative;
  Fraction exact = arithmetic_.from(value);
  return unit_.empty() ? exact : arithmetic_.multiply(exact, factor_);
}

Number Operands::make_number(const Operand& operand) const {
  Number number;
  if (operand.form == Operand::Form::literal) {
    const Literal& literal = scanner_.literal();
    Decimal value = literal.value;
    value.negative = operand.negative;
    number.written = std::move(value);
    number.figures_low = literal.figures_low;
    number.figures_high = literal.figures_high;
    number.decimals = literal.decimals;
    number.scientific = literal.scientific;
    if (!unit_.empty()) {
      number.factor = factor_;
      number.unit = unit_;
    }
  } else {
    number.written = operand.value;
    number.fraction = operand.form == Operand::Form::fraction;
    number.arithmetic = !number.fraction;
  }
  set_value(number);
  return number;
}

}  // namespace grader
