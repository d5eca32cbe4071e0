// The operands of a calculation: numbers with their units, and what was worked out of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grader/answers/calculation.h"
#include "grader/answers/exact.h"
#include "grader/answers/literal.h"
#include "grader/answers/suffix.h"

namespace grader {

// A value that was read. A lone number is worked out only when something is done with it: its
// digits may be far too many for arithmetic.
struct Operand {
  enum class Form { literal, fraction, arithmetic };
  Form form = Form::literal;
  bool negative = false;  // of a literal
  Fraction value;         // of anything else
};

// Reads literals; the last one that was read is what a literal Operand stands for.
class Operands {
 public:
  // All must outlive it. What is noticed while reading goes into `calculation`.
  Operands(std::string_view text, const CalculationRules& rules, Arithmetic& arithmetic,
           Calculation& calculation)
      : text_(text), rules_(rules), arithmetic_(arithmetic), calculation_(calculation) {}

  // Reads the number at `at`, and its unit, and moves `at` behind it. `before` is the operator in
  // front. False: reason() and failed_at() say why not.
  bool read_literal(std::size_t& at, char before);
  const std::string& reason() const { return scanner_.reason(); }
  std::size_t failed_at() const { return scanner_.failed_at(); }

  // Takes the unit at `at`, behind white space, for that of the literal if it has none.
  void take_unit(std::size_t& at);
  // The factor of the unit at `at`, behind white space, which is moved behind it; empty, and not
  // moved, if there is none.
  std::optional<Suffix> take_suffix(std::size_t& at);

  // Makes an operand ready for arithmetic.
  Fraction worked_out(const Operand& operand);
  Number make_number(const Operand& operand) const;

 private:
  std::string_view text_;
  const CalculationRules& rules_;
  Arithmetic& arithmetic_;
  Calculation& calculation_;
  LiteralScanner scanner_;
  std::string_view unit_;  // of the last literal
  Fraction factor_ = 1;
};

}  // namespace grader
