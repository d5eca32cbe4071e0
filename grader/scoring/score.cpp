#include "grader/scoring/score.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <optional>

#include "grader/scoring/follow.h"
#include "grader/scoring/mark_value.h"
#include "grader/scoring/response.h"
#include "grader/scoring/target.h"

namespace grader {
namespace {

const RawAnswer* find_answer(std::span<const RawAnswer> answers, std::size_t problem,
                             std::string_view name) {
  for (const RawAnswer& answer : answers) {
    if (answer.problem == problem && answer.name == name) return &answer;
  }
  return nullptr;
}

// The option that a letter (`b`, `B)`) stands for, else the answer itself.
std::string chosen_option(const Part& part, const std::string& text) {
  const std::string folded = fold_label(text);
  for (const std::string& option : part.options) {
    if (fold_label(option) == folded) return option;
  }
  const bool letter = folded.size() == 1 && folded[0] >= 'a' && folded[0] <= 'z';
  const auto index = letter ? static_cast<std::size_t>(folded[0] - 'a') : part.options.size();
  return index < part.options.size() ? part.options[index] : text;
}

// A part before follow-through.
struct Original {
  std::string text;
  Response response;
  Marked marked;
};

Original mark_original(const Problem& problem, const Part& part, const std::string& text,
                       const Target& target) {
  Original original;
  original.text = part.options.empty() ? text : chosen_option(part, text);
  const std::string& name = problem.graph[part.quantity].name;
  original.response = read_response(original.text, target.key, name, part.scheme);
  original.marked = mark_value(original.response, original.text, target, part.scheme);
  return original;
}

Verdict failed(std::string why) {
  Verdict verdict;
  verdict.outcome = Outcome::not_marked;
  verdict.notes.push_back("we could not mark this part: " + std::move(why) +
                          "; it is not held against you");
  return verdict;
}

void set_outcome(Verdict& verdict) {
  if (verdict.credit == 1) {
    verdict.outcome = Outcome::correct;
  } else if (verdict.credit > 0) {
    verdict.outcome = Outcome::partly_correct;
  }
}

// Adds an own value if the reading is whole and worth following.
void keep_own_value(std::vector<OwnValue>& own, const Graph& graph, const Evaluation& base,
                    QuantityIndex quantity, const Response& response, bool right) {
  if (!base[quantity]) return;
  std::optional<Value> value = value_of(response, *base[quantity]);
  if (!value || !worth_following(graph, base, quantity, *value)) return;
  own.push_back(OwnValue{quantity, std::move(*value), right});
}

void apply_mark(Verdict& verdict, const Mark& mark, const Fraction& part_points) {
  verdict.hand_marked = true;
  verdict.by = mark.by;
  verdict.reason = mark.reason;
  verdict.excused = !mark.points.has_value();
  if (verdict.excused) return;
  verdict.points = *mark.points;
  verdict.credit = part_points == 0 ? Fraction(1) : Fraction(*mark.points / part_points);
  verdict.outcome = Outcome::incorrect;
  set_outcome(verdict);
}

}  // namespace

// Keys of one problem: its evaluation without edits, and a target a part.
struct Marker::ProblemKeys {
  struct PartKey {
    std::optional<Target> target;
    std::string failure;  // why there is none
  };
  Evaluation base;
  std::vector<PartKey> parts;
};

Marker::Marker(const Exam& exam) : exam_(exam) {
  for (const Problem& problem : exam.problems) {
    ProblemKeys keys{evaluate(problem.graph), {}};
    for (const Part& part : problem.parts) {
      ProblemKeys::PartKey& key = keys.parts.emplace_back();
      if (part.ask == Ask::written) continue;
      const Evaluation own = part.conventions.empty()
                                 ? keys.base
                                 : evaluate(problem.graph, part.conventions, &keys.base);
      if (own[part.quantity]) {
        key.target = make_target(problem.graph, part.quantity, part.scheme, own, keys.base,
                                 part.conventions);
      } else {
        key.failure = own[part.quantity].error().message;
      }
    }
    keys_.push_back(std::move(keys));
  }
}

Marker::~Marker() = default;

const Value* Marker::key(std::size_t problem, std::size_t part) const {
  const auto& target = keys_[problem].parts[part].target;
  return target ? &target->key : nullptr;
}

const Evaluation& Marker::evaluation(std::size_t problem) const { return keys_[problem].base; }

void Marker::mark_problem(std::size_t index, std::span<const RawAnswer> answers,
                          Score& score) const {
  const Problem& problem = exam_.problems[index];
  const ProblemKeys& keys = keys_[index];
  std::vector<Original> originals(problem.parts.size());
  std::vector<OwnValue> own = own_extra_values(index, answers, score);
  for (std::size_t i = 0; i < problem.parts.size(); ++i) {
    const Part& part = problem.parts[i];
    const RawAnswer* answer = find_answer(answers, index, part.id);
    originals[i].text = answer != nullptr ? answer->text : "";
    if (!keys.parts[i].target) continue;
    originals[i] = mark_original(problem, part, originals[i].text, *keys.parts[i].target);
    keep_own_value(own, problem.graph, keys.base, part.quantity, originals[i].response,
                   originals[i].marked.credit == 1);
  }
  for (std::size_t i = 0; i < problem.parts.size(); ++i) {
    const Part& part = problem.parts[i];
    Verdict verdict;
    if (part.ask == Ask::written) {
      verdict.outcome = Outcome::pending;
    } else if (!keys.parts[i].target) {
      verdict = failed(keys.parts[i].failure);
    } else {
      Marked& marked = originals[i].marked;
      verdict.outcome = marked.outcome;
      verdict.credit = marked.credit;
      verdict.leaves = std::move(marked.leaves);
      verdict.notes = std::move(marked.notes);
      verdict.key = keys.parts[i].target->key;
      if (part.scheme.follow != Scheme::Follow::none && verdict.outcome != Outcome::blank) {
        apply_follow(problem, part, keys.base, own, originals[i].response, originals[i].text,
                     verdict);
      }
    }
    verdict.text = originals[i].text;
    score.parts.push_back(PartScore{index, i, std::move(verdict)});
  }
}

void Marker::apply_follow(const Problem& problem, const Part& part, const Evaluation& base,
                          std::span<const OwnValue> own, const Response& response,
                          std::string_view text, Verdict& verdict) {
  const bool always = part.scheme.follow == Scheme::Follow::always;
  if (verdict.credit == 1 && !always) return;
  std::optional<Followed> followed = follow(problem, part, base, own, response, text);
  if (!followed) return;
  const Fraction credit = credit_after(verdict.credit, *followed, part.scheme);
  if (credit == verdict.credit) return;
  verdict.credit = credit;
  if (credit == 0) verdict.outcome = Outcome::incorrect;
  set_outcome(verdict);
  verdict.followed = std::move(followed);
}

std::vector<OwnValue> Marker::own_extra_values(std::size_t index,
                                               std::span<const RawAnswer> answers,
                                               Score& score) const {
  const Problem& problem = exam_.problems[index];
  const Evaluation& base = keys_[index].base;
  std::vector<OwnValue> own;
  for (const RawAnswer& answer : answers) {
    if (answer.problem != index || problem.find(answer.name) != nullptr) continue;
    const auto quantity = problem.graph.find(answer.name);
    if (!quantity || !base[*quantity]) continue;
    const Target target = make_target(problem.graph, *quantity, problem.scheme, base, base, {});
    const Response response = read_response(answer.text, target.key, answer.name, problem.scheme);
    const Marked marked = mark_value(response, answer.text, target, problem.scheme);
    const std::optional<Value> value = value_of(response, target.key);
    score.extra.push_back(
        ExtraAnswer{index, answer.name, answer.text, marked.outcome, value ? to_text(*value) : ""});
    keep_own_value(own, problem.graph, base, *quantity, response, marked.credit == 1);
  }
  return own;
}

Score Marker::mark(const std::string& student, const std::string& name,
                   std::span<const RawAnswer> answers, std::span<const Mark> marks) const {
  Score score;
  score.student = student;
  score.name = name;
  for (std::size_t i = 0; i < exam_.problems.size(); ++i) {
    const std::size_t before = score.parts.size();
    try {
      mark_problem(i, answers, score);
    } catch (const std::exception& error) {
      // A failure of ours costs this problem's marks, not the student, and not the class.
      score.parts.resize(before);
      for (std::size_t part = 0; part < exam_.problems[i].parts.size(); ++part) {
        score.parts.push_back(PartScore{i, part, failed(error.what())});
      }
    }
  }
  for (PartScore& part : score.parts) {
    const Fraction possible = points(exam_, part.problem, part.part);
    part.verdict.points = part.verdict.credit * possible;
    for (const Mark& mark : marks) {
      if (mark.problem != part.problem || mark.part != part.part) continue;
      apply_mark(part.verdict, mark, possible);
    }
  }
  sum_up(score);
  return score;
}

void Marker::sum_up(Score& score) const {
  for (const PartScore& part : score.parts) {
    const Verdict& verdict = part.verdict;
    if (verdict.excused) continue;
    score.possible += points(exam_, part.problem, part.part);
    score.points += verdict.points;
    if (verdict.hand_marked) score.by_hand += verdict.points;
    score.pending = score.pending || verdict.outcome == Outcome::pending;
    score.failed = score.failed || verdict.outcome == Outcome::not_marked;
  }
  if (score.pending || score.failed) return;
  const bool excused = std::all_of(score.parts.begin(), score.parts.end(),
                                   [](const PartScore& part) { return part.verdict.excused; });
  if (excused) return;  // from everything, which is not zero points
  const auto& round = exam_.policies.round;
  score.final_points = round ? round_half_up(score.points, *round) : score.points;
  const Fraction percent =
      score.possible == 0 ? Fraction(0) : Fraction(*score.final_points * 100 / score.possible);
  for (const Boundary& boundary : exam_.boundaries) {
    if (percent < boundary.percent) continue;
    score.grade = boundary.grade;
    return;
  }
}

}  // namespace grader
