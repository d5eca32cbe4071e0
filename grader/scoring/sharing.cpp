#include "grader/scoring/sharing.h"

#include <algorithm>

namespace grader {
namespace {

// The share of the leaves' weights that was earned; never below 0.
Fraction earned_share(const std::vector<LeafMark>& leaves, const Scheme& scheme,
                      const Fraction& penalty) {
  Fraction earned = 0;
  Fraction possible = 0;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const Fraction weight = i < scheme.weights.size() ? scheme.weights[i] : Fraction(1);
    possible += weight;
    if (leaves[i].outcome == Outcome::incorrect) {
      earned -= penalty;
    } else if (leaves[i].credit == 1) {
      earned += weight;
    } else {
      earned += weight * leaves[i].credit;
    }
  }
  if (possible == 0 || earned <= 0) return 0;
  return earned / possible;
}

Fraction shared(const Fraction& share, const Scheme& scheme) {
  switch (scheme.sharing) {
    case Scheme::Sharing::proportional:
      return share;
    case Scheme::Sharing::all_or_nothing:
      return share == 1 ? share : Fraction(0);
    case Scheme::Sharing::steps: {
      Fraction credit = 0;
      for (const CreditStep& step : scheme.steps) {
        if (share >= step.from) credit = std::max(credit, step.credit);
      }
      return credit;
    }
  }
  return 0;
}

// What became of leaves that earned nothing together: where none was compared, what kept the first
// that is not blank from it.
Outcome outcome_of_nothing(const std::vector<LeafMark>& leaves) {
  Outcome outcome = Outcome::blank;
  for (const LeafMark& leaf : leaves) {
    if (was_compared(leaf.outcome)) return Outcome::incorrect;
    if (outcome == Outcome::blank) outcome = leaf.outcome;
  }
  return outcome;
}

}  // namespace

void share_credit(Marked& marked, const Scheme& scheme, const Fraction& penalty) {
  marked.credit = shared(earned_share(marked.leaves, scheme, penalty), scheme);
  if (marked.credit == 1) {
    marked.outcome = Outcome::correct;
  } else if (marked.credit > 0) {
    marked.outcome = Outcome::partly_correct;
  } else {
    marked.outcome = outcome_of_nothing(marked.leaves);
  }
}

void share_worst(Marked& marked) {
  const auto worst =
      std::min_element(marked.leaves.begin(), marked.leaves.end(),
                       [](const LeafMark& a, const LeafMark& b) { return a.credit < b.credit; });
  marked.credit = worst->credit;
  marked.outcome = outcome_of(worst->credit);
}

}  // namespace grader
