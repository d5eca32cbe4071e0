// A problem solved once and made ready for marking many students: the key of each part, the readers
// of its answers, and the wrong answers that known mistakes lead to.
#pragma once

#include <array>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/exam/problem.h"
#include "grader/scoring/response.h"
#include "grader/scoring/target.h"

namespace grader {

struct KnownMistake {
  std::string_view id;
  std::string_view message;
  Fraction credit;
  const std::vector<Edit>* edits = nullptr;  // null for one that serves every part
};

// A part's key under a mistake.
struct MistakeTarget {
  const KnownMistake* mistake;
  Target target;
  bool explains = true;      // false: it only stays in place, from the part that it explains
  bool other_shape = false;  // than the key's, under the part's scheme
};

// One of `any_of`.
struct AlternativeTarget {
  Target target;
  const Scheme* scheme;
  Fraction credit;
};

struct PartKey {
  std::optional<Target> target;  // empty for a written part, and where solving failed
  std::string failure;           // why it failed
  std::optional<ResponseReader> reader;
  bool plain = false;  // a plain reading decides as a full one does
  std::vector<AlternativeTarget> alternatives;
  std::vector<bool> uses;               // for each quantity whether the part depends on it
  std::vector<MistakeTarget> mistakes;  // of the problem and its kind, in order

 private:
  friend class ProblemKey;
  // Made when first asked for: many a key never meets a wrong answer.
  mutable std::once_flag common_once_;
  mutable std::vector<MistakeTarget> common_;
};

class ProblemKey {
 public:
  explicit ProblemKey(const Problem& problem);  // `problem` must outlive it
  ProblemKey(const ProblemKey&) = delete;
  ProblemKey& operator=(const ProblemKey&) = delete;

  const Problem& problem() const { return problem_; }
  const Evaluation& base() const { return base_; }
  const PartKey& part(std::size_t index) const { return parts_[index]; }
  // A mistake that serves every part, and what those that do lead to in one part. The part has a
  // target.
  const KnownMistake& common(CommonMistake mistake) const;
  const std::vector<MistakeTarget>& common_mistakes(std::size_t part) const;

  // How many numbers and table rows the parts' answers have, all together.
  std::size_t size() const { return size_; }

  // Whether a student's value of a quantity may feed follow-through: it is not trivial, and the
  // quantity is no given. Requires: the quantity has a value.
  bool worth_following(QuantityIndex quantity, const Value& value) const;

  // Whether a value is nothing that takes work: zeros (beside numbers of size `scale`), or a given
  // of its shape.
  bool trivial(const Value& value, double scale) const;

 private:
  void add_part(const Part& part);
  void add_mistakes(const Part& part, std::size_t index, PartKey& key);
  bool has_other_shape(const Target& target, std::size_t part) const;

  const Problem& problem_;
  Evaluation base_;
  std::deque<KnownMistake> own_mistakes_;  // in the order of problem.mistakes
  std::array<KnownMistake, common_mistake_count> common_;
  std::deque<PartKey> parts_;
  struct Numbers {
    std::vector<std::int64_t> shape;
    std::vector<double> entries;
  };
  std::vector<Numbers> givens_;  // what is stated in numbers
  std::size_t size_ = 0;
};

}  // namespace grader
