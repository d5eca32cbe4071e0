// What an answer earned and why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/answers/outcome.h"
#include "grader/base/fraction.h"
#include "grader/graph/value.h"

namespace grader {

// One scalar, one entry of a vector or matrix, or one row of a table.
struct LeafVerdict {
  std::string label;  // "[1][0]", a row's label, or empty for a scalar
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;  // of the leaf, 0..1
  std::string typed;    // as typed
  std::string read;     // as it was read; empty if it was not
  std::string key;      // what was expected
  // The accepted interval for numbers under a tolerance; NaN where there is none (counts, tables).
  double low, high;
  double distance;     // |s - t| / allowance; NaN where there is none
  std::string reason;  // a sentence: why it is unreadable, or what to look at
  int column = 0;      // of the answer, from 1 in code points, where reading failed; 0: nowhere
};

// A known wrong way that explains an answer.
struct NamedMistake {
  std::string id;
  std::string message;  // a sentence for the student; may be empty
  Fraction credit;      // that it gives to the part
};

// Follow-through: the part marked against what follows from what the student gave earlier.
struct Followed {
  std::vector<std::string> from;  // names of the quantities whose values were the student's
  bool used_right = false;        // these values were right, at most rounded
  Value key;                      // what follows from them
  Fraction credit = 0;            // against that key, before cap and penalty
  std::vector<LeafVerdict> leaves;
  std::optional<NamedMistake> mistake;  // of an earlier part, that stays in place
};

struct Verdict {
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;  // 0..1, exact
  std::string text;     // the answer as typed
  std::optional<Value> key;
  std::string read;                     // the answer as it was read; empty if it was not
  std::vector<LeafVerdict> leaves;      // against the key
  std::optional<Followed> followed;     // only if it raised the credit
  std::optional<NamedMistake> mistake;  // that explains the answer, where it shows first
  std::vector<std::string> notes;       // sentences for the student

  bool hand_marked = false;
  std::string by, reason;  // of a mark by hand
  bool excused = false;
  Fraction points = 0;  // credit x the part's points, or the points by hand; exact
};

struct PartScore {
  std::size_t problem;
  std::size_t part;
  Verdict verdict;
};

// A student's answer to a quantity that no part asks for: it earns nothing and feeds
// follow-through.
struct ExtraAnswer {
  std::size_t problem;
  std::string quantity;
  std::string text;
  Outcome outcome = Outcome::unreadable;  // correct/incorrect: whether it agrees with the computed
  std::string read;
};

struct Score {
  std::string student;
  std::string name;
  std::vector<PartScore> parts;  // every part of the exam, in order
  std::vector<ExtraAnswer> extra;
  Fraction points = 0;    // sum of the parts' points that are known
  Fraction by_hand = 0;   // of these, given by hand
  Fraction possible = 0;  // the exam's points, less excused parts
  bool pending = false;   // a part waits for a person
  bool failed = false;    // a part is not_marked

  // Points rounded by the exam's policy and the grade of the boundaries; empty while pending.
  std::optional<Fraction> final_points;
  std::string grade;
};

}  // namespace grader
