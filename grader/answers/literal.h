// One written number: digits, grouping, point, exponent. No sign, no unit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/decimal.h"

namespace grader {

struct LiteralRules {
  bool in_list = false;               // a space never groups, and a comma separates ...
  bool comma_is_decimal = false;      // ... unless it is decimal, as everywhere in this text
  bool ambiguous_is_decimal = false;  // how to take `1,234` this time
  bool power_of_ten = true;           // `x 10^3` behind it may be its exponent
};

struct Literal {
  Decimal value;
  std::string_view text;  // as folded
  int figures_low = 0;
  int figures_high = 0;
  int decimals = 0;
  bool scientific = false;
  bool ambiguous = false;      // `1,234`
  bool decimal_comma = false;  // a comma was taken as the point
};

class LiteralScanner {
 public:
  // Reads the number at `at`, where a digit or a point and a digit (or a decimal comma and a digit)
  // stands. Returns the end of it; on failure reason() is not empty, and failed_at() says where.
  std::size_t scan(std::string_view text, std::size_t at, const LiteralRules& rules);

  Literal& literal() { return literal_; }
  const Literal& literal() const { return literal_; }
  const std::string& reason() const { return reason_; }
  std::size_t failed_at() const { return failed_at_; }

 private:
  struct Run {
    char separator;  // in front of it; NUL for the first
    std::size_t begin, end;
  };

  void collect_runs();
  std::size_t find_point();
  bool well_grouped(std::size_t from, std::size_t to) const;
  bool thirds(std::size_t from, std::size_t to) const;
  void build(std::size_t point);
  void exponent();
  enum class Exponent { letter, power, bracketed_power };
  void exponent_digits(std::size_t at, Exponent style);
  std::size_t skip_spaces(std::size_t at) const;
  void fail(std::string reason, std::size_t at);
  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
  LiteralRules rules_;
  std::vector<Run> runs_;
  bool trailing_point_ = false;
  Literal literal_;
  std::string reason_;
  std::size_t failed_at_ = 0;
};

// Whether a number begins at `at`.
bool number_begins(std::string_view text, std::size_t at, const LiteralRules& rules);

}  // namespace grader
