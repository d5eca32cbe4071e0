// Exact arithmetic with limits: students' calculations are evaluated as fractions, and one that
// would get too big or take too long is refused with its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "grader/answers/decimal.h"
#include "grader/base/fraction.h"

namespace grader {

// How much one answer may have us calculate, in some 5 ns; all calculations in it take from the
// same.
struct WorkBudget {
  std::int64_t left = 100'000;
};

// Evaluates within a budget of work, so that a hostile text of 64 KiB takes milliseconds. After a
// refusal reason() says why, and results mean nothing.
class Arithmetic {
 public:
  // `budget` must outlive it.
  explicit Arithmetic(WorkBudget& budget) : budget_(budget.left) {}

  Fraction from(const Decimal& value);
  Fraction add(const Fraction& a, const Fraction& b);
  Fraction subtract(const Fraction& a, const Fraction& b);
  Fraction multiply(const Fraction& a, const Fraction& b);
  Fraction divide(const Fraction& a, const Fraction& b);
  Fraction power(const Fraction& base, const Fraction& exponent);

  bool refused() const { return !reason_.empty(); }
  std::string_view reason() const { return reason_; }

 private:
  void refuse(std::string_view reason);
  // Whether an operation may be done; pays for it.
  bool afford();
  bool afford(const Fraction& a, const Fraction& b);
  Fraction checked(Fraction result);

  std::string_view reason_;
  std::int64_t& budget_;
};

}  // namespace grader
