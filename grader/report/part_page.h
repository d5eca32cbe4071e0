// One part on a student's page.
#pragma once

#include <string>
#include <string_view>

#include "grader/exam/exam.h"
#include "grader/report/templates.h"
#include "grader/scoring/verdict.h"

namespace grader {

// How a part ended, in words for its student.
struct Told {
  const OutcomeWords* words;
  std::string_view look;  // class of the style sheet
  std::string sentence;
  std::string earned;        // "3 / 5", for the overview
  std::string earned_words;  // "3 of 5 points"
};

// `possible`: the part's points.
Told tell(const Verdict& verdict, const Fraction& possible, const Strings& strings);

// True while a person has yet to mark the part, or to look at it after a failure of ours.
bool is_open(const Verdict& verdict);

// What the part is called on the page: its prompt where that is short, else "Part id".
std::string part_label(const Part& part, const Strings& strings);

struct PartInput {
  const Problem& problem;
  const Part& part;
  const Verdict& verdict;
  const Fraction& possible;
  std::string_view anchor;
  std::string_view steps;  // HTML of the working, or empty
};

// Fills the template part.html.
void fill_part(Dictionary& page, const PartInput& input, const Strings& strings);

}  // namespace grader
