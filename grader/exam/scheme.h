// A mark scheme: how a response is read, compared and credited (`accept:`). Rules are resolved when
// the exam is loaded: exam, problem, part; the nearest wins.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/answers/units.h"
#include "grader/base/fraction.h"
#include "grader/base/place.h"
#include "grader/graph/value.h"

namespace grader {

// Accepted iff |s - t| <= A + 1e-14 max(A, |t|), A = max(abs, rel |t|).
struct Tolerance {
  bool stated = false;  // by the author; a count is exact unless a tolerance is stated
  double abs = 0;
  double rel = 5e-3;  // right to three figures
  // `of: change`: rel is taken of |t - before|, `before` being the value of this quantity (an
  // update is measured by how much it changes, so that an unchanged weight is not "right").
  std::optional<std::size_t> change_from;
};

// `sigfigs: n` or `decimals: n`: equal after rounding both half away from zero.
struct Digits {
  enum class Of { figures, decimals };
  Of of = Of::figures;
  int n = 3;
  bool strict = false;    // the answer must be written with exactly n digits
  Fraction too_many = 1;  // credit for right digits but too many written
  Fraction too_few = 0;
};

// Where a rule was stated; the nearest wins.
enum class RuleLevel { exam, problem, part };

// A rule in force that somebody stated; one without is at its default.
struct StatedRule {
  std::string name;   // "rel"
  std::string value;  // "0.05"
  RuleLevel level = RuleLevel::part;
  Place where;
};

// `unit:`: the answer should name its unit.
struct UnitRule {
  // Accepted units with their factors; the first is that of the key, with factor 1.
  std::vector<std::pair<std::string, Fraction>> units;
  Fraction without = Fraction(1, 2);  // credit of a right number without any of them
};

// From this share of right entries on, this credit.
struct CreditStep {
  Fraction from;
  Fraction credit;
};

// One more accepted value with rules of its own (`any_of`).
struct Alternative;

struct Scheme {
  Tolerance tolerance;
  std::optional<Digits> digits;
  std::optional<int> rounded;         // also accept t correctly rounded to >= n figures as written
  std::optional<int> working_digits;  // widen by what rounding intermediates to n figures can do
  std::optional<std::pair<double, double>> interval;  // closed
  bool exact = false;
  std::vector<Alternative> any_of;
  std::optional<bool> count;  // whether the key is compared as a count; empty: as its type says

  Units units;
  std::optional<UnitRule> unit;
  bool ignore_tail = false;  // unknown words behind a number are dropped with a note
  Fraction working = 0;      // credit for right terms behind a wrong result; 0: workings not read

  bool strict_shape = false;  // n, 1 x n and n x 1 are different
  enum class Sharing { proportional, all_or_nothing, steps };
  Sharing sharing = Sharing::proportional;
  std::vector<CreditStep> steps;  // for Sharing::steps
  std::vector<Fraction> weights;  // an entry each, row-major, or a row of a table; empty: equal
  Fraction penalty = 0;           // a wrong row of a table costs this many rows

  enum class Follow { none, original_first, always };
  Follow follow = Follow::original_first;
  Fraction follow_cap = 1;
  Fraction follow_penalty = 0;

  std::vector<StatedRule> stated;  // in the order in which they were read
};

// Whether the numbers of a key are counts: as its type says, unless the scheme says otherwise.
bool is_counted(const Value& key, const Scheme& scheme);

struct Alternative {
  Value value;
  Scheme scheme;
  Fraction credit = 1;
};

}  // namespace grader
