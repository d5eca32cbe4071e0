#include "grader/report/student_page.h"

#include <fmt/format.h>

#include <vector>

#include "grader/report/comparison.h"
#include "grader/report/mathml.h"
#include "grader/report/page_text.h"
#include "grader/report/part_page.h"
#include "grader/report/templates.h"
#include "grader/report/worked_steps.h"
#include "page_css.embedded.h"

namespace grader {
namespace {

constexpr std::size_t longest_name = 200;  // characters
constexpr std::size_t longest_answer = 300;

// The working of one part as HTML, or empty.
std::string steps_html(const WorkedSteps& worked, const Templates& templates,
                       const Strings& strings) {
  if (worked.empty()) return "";
  Dictionary page("steps");
  Templates::set_words(page, strings);
  if (worked.left_out) add_section(page, "MORE");
  if (!worked.above.empty()) {
    set_optional(page, "ABOVE",
                 fill(strings.shown_above, {{"names", enumerated(worked.above, strings)}}));
  }
  Dictionary* steps = worked.steps.empty() ? nullptr : &add_section(page, "STEPS");
  for (const Step& step : worked.steps) {
    Dictionary& row = add_section(*steps, "STEP");
    set(row, "NAME", harmless(step.name, longest_name, strings));
    for (const std::string& line : step.told) {
      set(add_section(row, "TOLD"), "TEXT", harmless(line, longest_answer, strings));
    }
    for (const std::string& line : step.formulas) {
      set(add_section(row, "FORMULA"), "MATH", mathml(harmless(line, longest_answer, strings)));
    }
  }
  return templates.expand("steps.html", page);
}

std::string part_anchor(const PartScore& score) {
  return fmt::format("part-{}-{}", score.problem + 1, score.part + 1);
}

std::string problem_title(const Exam& exam, std::size_t problem, const Strings& strings) {
  const Problem& shown = exam.problems[problem];
  const std::string& title = shown.title.empty() ? shown.id : shown.title;
  return fmt::format("{}. {}", problem + 1, harmless(title, longest_name, strings));
}

// What of the exam's points is open, and in how many parts.
struct Open {
  int parts = 0;
  int waiting = 0;  // of these, for a person
  Fraction points = 0;
  Fraction waiting_points = 0;
};

}  // namespace

struct StudentPages::Shared {
  const Exam& exam;
  const Strings& strings;
  Templates templates;
  std::vector<std::vector<Fraction>> possible;  // problem, part
  std::vector<std::vector<std::string>> steps;  // problem, part: HTML

  explicit Shared(const Exam& of);
  Open open(const Score& score) const;
  void fill_head(Dictionary& page, const Score& score) const;
  void fill_score(Dictionary& page, const Score& score) const;
  void fill_overview(Dictionary& page, const Score& score) const;
  void fill_problems(Dictionary& page, const Score& score) const;
  void fill_extra(Dictionary& page, const Score& score, std::size_t problem) const;
};

StudentPages::Shared::Shared(const Exam& of) : exam(of), strings(english()) {
  for (std::size_t problem = 0; problem < exam.problems.size(); ++problem) {
    possible.emplace_back();
    steps.emplace_back();
    for (const WorkedSteps& worked : worked_steps(exam.problems[problem])) {
      possible.back().push_back(points(exam, problem, possible.back().size()));
      steps.back().push_back(steps_html(worked, templates, strings));
    }
  }
}

Open StudentPages::Shared::open(const Score& score) const {
  Open open;
  for (const PartScore& part : score.parts) {
    if (!is_open(part.verdict)) continue;
    const Fraction& worth = possible[part.problem][part.part];
    ++open.parts;
    open.points += worth;
    if (part.verdict.outcome != Outcome::pending) continue;
    ++open.waiting;
    open.waiting_points += worth;
  }
  return open;
}

void StudentPages::Shared::fill_head(Dictionary& page, const Score& score) const {
  const std::string student = harmless(score.student, longest_name, strings);
  const std::string name = harmless(score.name, longest_name, strings);
  const std::string title = harmless(exam.title, longest_name, strings);
  set(page, "PAGE_TITLE",
      fill(strings.page_title, {{"student", name.empty() ? student : name}, {"exam", title}}));
  if (!title.empty()) set(add_section(page, "EXAM"), "EXAM_TITLE", title);
  set(page, "NAME", name.empty() ? student : name);
  if (!name.empty() && name != student) set(add_section(page, "ID"), "STUDENT", student);
}

void StudentPages::Shared::fill_score(Dictionary& page, const Score& score) const {
  const Open open = this->open(score);
  set(page, "SCORE",
      fill(open.parts > 0 ? strings.so_far : strings.score,
           {{"points", to_decimal(score.points)}, {"possible", to_decimal(score.possible)}}));
  if (score.final_points && *score.final_points != score.points) {
    set_optional(page, "FINAL", fill(strings.final, {{"points", to_decimal(*score.final_points)}}));
  }
  if (!score.grade.empty()) {
    const std::string grade = harmless(score.grade, longest_name, strings);
    set_optional(page, "GRADE", fill(strings.grade, {{"grade", grade}}));
  }
  if (open.waiting > 0) {
    Dictionary& waiting = add_section(page, "WAITING");
    set(waiting, "PENDING_SYMBOL", strings.pending_outcome.symbol);
    set(waiting, "WAITING_TEXT",
        fill(open.waiting == 1 ? strings.waiting1 : strings.waiting,
             {{"parts", fmt::format("{}", open.waiting)},
              {"points", to_decimal(open.waiting_points)}}));
  }
  if (open.parts > open.waiting) {
    set(add_section(page, "FAILED"), "FAILED_SYMBOL", strings.not_marked.symbol);
  }
  const auto add_fact = [&](std::string_view what, const Fraction& value) {
    Dictionary& fact = add_section(page, "FACT");
    set(fact, "WHAT", what);
    set(fact, "POINTS", to_decimal(value));
  };
  add_fact(strings.by_machine, score.points - score.by_hand);
  add_fact(strings.by_hand, score.by_hand);
  if (open.parts > 0) add_fact(strings.pending, open.points);
}

void StudentPages::Shared::fill_overview(Dictionary& page, const Score& score) const {
  Dictionary* rows = nullptr;
  std::size_t last = exam.problems.size();
  for (const PartScore& part : score.parts) {
    if (part.problem != last) {
      last = part.problem;
      rows = &add_section(page, "PROBLEM_ROWS");
      set(*rows, "PROBLEM_TITLE", problem_title(exam, part.problem, strings));
    }
    const Told told = tell(part.verdict, possible[part.problem][part.part], strings);
    Dictionary& row = add_section(*rows, "ROW");
    set(row, "ANCHOR", part_anchor(part));
    set(row, "LABEL", part_label(exam.problems[part.problem].parts[part.part], strings));
    set(row, "KIND", told.look);
    set(row, "SYMBOL", told.words->symbol);
    set(row, "WORD", told.words->name);
    set(row, "EARNED", told.earned);
  }
  set(page, "TOTAL_POINTS",
      fmt::format("{} / {}", to_decimal(score.points), to_decimal(score.possible)));
}

void StudentPages::Shared::fill_extra(Dictionary& page, const Score& score,
                                      std::size_t problem) const {
  Dictionary* extra = nullptr;
  for (const ExtraAnswer& answer : score.extra) {
    if (answer.problem != problem) continue;
    if (extra == nullptr) extra = &add_section(page, "EXTRA");
    Dictionary& row = add_section(*extra, "VALUE");
    const bool agrees = answer.outcome == Outcome::correct;
    const bool compared =
        agrees || answer.outcome == Outcome::partly_correct || answer.outcome == Outcome::incorrect;
    const OutcomeWords& outcome = words(answer.outcome, strings);
    set(row, "QUANTITY", harmless(answer.quantity, longest_name, strings));
    set(row, "TYPED", harmless(answer.text, longest_answer, strings));
    set(row, "KIND", look(answer.outcome));
    set(row, "SYMBOL", outcome.symbol);
    set(row, "WORD", agrees ? strings.agrees : compared ? strings.differs : outcome.entry);
  }
}

void StudentPages::Shared::fill_problems(Dictionary& page, const Score& score) const {
  Dictionary* section = nullptr;
  std::size_t last = exam.problems.size();
  for (const PartScore& part : score.parts) {
    const Problem& problem = exam.problems[part.problem];
    if (part.problem != last) {
      last = part.problem;
      section = &add_section(page, "PROBLEM");
      set(*section, "PROBLEM_TITLE", problem_title(exam, last, strings));
      set(*section, "PROBLEM_ANCHOR", fmt::format("problem-{}", last + 1));
      fill_extra(*section, score, last);
    }
    Dictionary& filled =
        Templates::include(add_section(*section, "PART"), "PART_PAGE", "part.html");
    fill_part(filled,
              {problem, problem.parts[part.part], part.verdict, possible[part.problem][part.part],
               part_anchor(part), steps[part.problem][part.part]},
              strings);
  }
}

StudentPages::StudentPages(const Exam& exam) : shared_(std::make_unique<const Shared>(exam)) {}

StudentPages::~StudentPages() = default;

std::string StudentPages::page(const Score& score) const {
  Dictionary page("student");
  Templates::set_words(page, shared_->strings);
  set(page, "STYLE", embedded::page_css);
  shared_->fill_head(page, score);
  shared_->fill_score(page, score);
  shared_->fill_overview(page, score);
  shared_->fill_problems(page, score);
  return shared_->templates.expand("student_page.html", page);
}

}  // namespace grader
