// (Exam, submission) -> score. Knows values and rules; no kind of problem, no file.
#pragma once

#include <deque>
#include <span>
#include <string>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/decide.h"
#include "grader/scoring/read_answer.h"
#include "grader/scoring/verdict.h"

namespace grader {

// A raw answer to a part or a quantity of a problem.
struct RawAnswer {
  std::size_t problem;
  std::string name;
  std::string text;
};

// What a part earned, without words.
struct PartTally {
  Outcome outcome = Outcome::blank;
  Fraction credit = 0;
  Fraction points = 0;
  const KnownMistake* mistake = nullptr;  // that explains the answer, where it shows first
  bool followed = false;                  // by follow-through
  std::vector<LeafMark> leaves;           // entries or rows; empty: each is as the part
};

// What a submission earned from the machine, without words: what statistics need.
struct Tally {
  std::vector<PartTally> parts;  // every part of the exam, in order
  Fraction points = 0;
  bool pending = false;
  bool failed = false;
};

// Keys and rules of an exam, solved once and used for every student. Thread-safe for const use.
class Marker {
 public:
  explicit Marker(const Exam& exam);  // `exam` must outlive it

  // Marks one student, with words. `marks` are the marks by hand that concern the student; they
  // override. Never throws for what a student wrote: a problem that we fail at is not_marked.
  Score mark(const std::string& student, const std::string& name,
             std::span<const RawAnswer> answers, std::span<const Mark> marks) const;

  // The same decisions without words and without marks by hand, as fast as can be. `texts` has one
  // element a problem; `tally` is overwritten.
  void tally(std::span<const ProblemTexts> texts, Tally& tally) const;

  // How an answer to a part or a quantity would be read. Empty for a written part, for a name that
  // the problem does not have, and where solving failed.
  std::optional<ReadAnswer> read(const RawAnswer& answer) const;

  // The key of a part (its conventions applied); null for a written part and where solving failed.
  const Value* key(std::size_t problem, std::size_t part) const;

  // All quantities of a problem, without edits.
  const Evaluation& evaluation(std::size_t problem) const;

 private:
  void mark_problem(std::size_t index, std::span<const RawAnswer> answers, Score& score) const;
  void sum_up(Score& score) const;
  // Appends the next part.
  void add(Decision decision, Tally& tally) const;

  const Exam& exam_;
  std::deque<ProblemKey> keys_;   // a problem each
  std::vector<Fraction> points_;  // of every part, in order
};

}  // namespace grader
