// Exact arithmetic with limits: students' calculations are evaluated as fractions, and one that
// would get too big or take too long is refused with its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "grader/answers/decimal.h"
#include "grader/base/fraction.h"

namespace grader {

// A whole number of 64 bits as long as it is one, else a fraction of any size.
class Exact {
 public:
  Exact() = default;
  explicit Exact(std::int64_t whole) : whole_(whole) {}
  explicit Exact(Fraction fraction);

  bool is_whole() const { return !big_; }
  std::int64_t whole() const { return whole_; }
  bool is_zero() const { return !big_ && whole_ == 0; }
  Fraction fraction() const { return big_ ? *big_ : Fraction(whole_); }

 private:
  std::int64_t whole_ = 0;
  std::optional<Fraction> big_;
};

// Evaluates within a budget of work, so that a hostile text of 64 KiB takes milliseconds. After a
// refusal reason() says why, and results mean nothing.
class Arithmetic {
 public:
  Exact from(const Decimal& value);
  Exact add(const Exact& a, const Exact& b);
  Exact subtract(const Exact& a, const Exact& b);
  Exact multiply(const Exact& a, const Exact& b);
  Exact divide(const Exact& a, const Exact& b);
  Exact power(const Exact& base, const Exact& exponent);

  bool refused() const { return !reason_.empty(); }
  std::string_view reason() const { return reason_; }

 private:
  void refuse(std::string_view reason);
  // Whether an operation may be done; pays for it.
  bool afford();
  bool afford(const Fraction& a, const Fraction& b);
  Exact checked(Fraction result);

  std::string_view reason_;
  std::int64_t budget_ = 100'000;
};

}  // namespace grader
