#include "grader/scoring/score.h"

#include <algorithm>
#include <exception>

#include "grader/scoring/decide.h"
#include "grader/scoring/explain.h"

namespace grader {
namespace {

Verdict failed(std::string_view why) {
  Verdict verdict;
  verdict.outcome = Outcome::not_marked;
  verdict.notes.push_back("we could not mark this part: " + std::string(why) +
                          "; it is not held against you");
  return verdict;
}

void apply_mark(Verdict& verdict, const Mark& mark, const Fraction& part_points) {
  verdict.hand_marked = true;
  verdict.by = mark.by;
  verdict.reason = mark.reason;
  verdict.excused = !mark.points.has_value();
  if (verdict.excused) return;
  verdict.points = *mark.points;
  verdict.credit = part_points == 0 ? Fraction(1) : Fraction(*mark.points / part_points);
  verdict.outcome = outcome_of(verdict.credit);
}

// The answers to one problem. Of two to the same name the first counts.
ProblemTexts texts_of(const Problem& problem, std::size_t index,
                      std::span<const RawAnswer> answers) {
  ProblemTexts texts;
  texts.parts.resize(problem.parts.size());
  std::vector<bool> answered(problem.parts.size());
  for (const RawAnswer& answer : answers) {
    if (answer.problem != index) continue;
    const Part* part = problem.find(answer.name);
    if (part != nullptr) {
      const auto i = static_cast<std::size_t>(part - problem.parts.data());
      if (!answered[i]) texts.parts[i] = answer.text;
      answered[i] = true;
    } else if (const auto quantity = problem.graph.find(answer.name)) {
      texts.extra.push_back({*quantity, answer.text});
    }
  }
  return texts;
}

}  // namespace

Marker::Marker(const Exam& exam) : exam_(exam) {
  for (const Problem& problem : exam.problems) keys_.emplace_back(problem);
  for (std::size_t p = 0; p < exam.problems.size(); ++p) {
    for (std::size_t i = 0; i < exam.problems[p].parts.size(); ++i) {
      points_.push_back(points(exam, p, i));
    }
  }
}

const Value* Marker::key(std::size_t problem, std::size_t part) const {
  const auto& target = keys_[problem].part(part).target;
  return target ? &target->key : nullptr;
}

std::optional<ReadAnswer> Marker::read(const RawAnswer& answer) const {
  const Problem& problem = exam_.problems[answer.problem];
  const ProblemKey& key = keys_[answer.problem];
  if (const Part* part = problem.find(answer.name)) {
    const PartKey& known = key.part(static_cast<std::size_t>(part - problem.parts.data()));
    if (!known.target) return std::nullopt;
    return read_answer(*known.reader, known.target->key, answer.text);
  }
  const auto quantity = problem.graph.find(answer.name);
  if (!quantity || !key.base()[*quantity]) return std::nullopt;
  const Value& value = *key.base()[*quantity];
  return read_answer(ResponseReader(value, answer.name, problem.scheme), value, answer.text);
}

const Evaluation& Marker::evaluation(std::size_t problem) const { return keys_[problem].base(); }

void Marker::mark_problem(std::size_t index, std::span<const RawAnswer> answers,
                          Score& score) const {
  const Problem& problem = exam_.problems[index];
  const ProblemKey& key = keys_[index];
  const ProblemTexts texts = texts_of(problem, index, answers);
  const std::vector<Decision> decisions = decide(key, texts, Reading::full);
  for (std::size_t i = 0; i < problem.parts.size(); ++i) {
    const PartKey& part = key.part(i);
    Verdict verdict = decisions[i].outcome == Outcome::not_marked
                          ? failed(part.failure)
                          : explain(key, i, decisions[i], texts.parts[i]);
    verdict.text = texts.parts[i];
    score.parts.push_back(PartScore{index, i, std::move(verdict)});
  }
  for (const QuantityText& answer : texts.extra) {
    const auto extra = read_extra(key, answer);
    if (extra) score.extra.push_back(explain(key, index, answer, *extra));
  }
}

void Marker::tally(std::span<const ProblemTexts> texts, Tally& tally) const {
  tally.parts.clear();
  tally.points = 0;
  tally.pending = tally.failed = false;
  for (std::size_t p = 0; p < keys_.size(); ++p) {
    std::vector<Decision> decisions;
    try {
      decisions = decide(keys_[p], texts[p], Reading::fast);
    } catch (const std::exception&) {
      decisions.resize(exam_.problems[p].parts.size());
      for (Decision& decision : decisions) decision.outcome = Outcome::not_marked;
    }
    for (Decision& decision : decisions) add(std::move(decision), tally);
  }
}

void Marker::add(Decision decision, Tally& tally) const {
  const Fraction& possible = points_[tally.parts.size()];
  PartTally& part = tally.parts.emplace_back();
  part.outcome = decision.outcome;
  part.mistake = decision.mistake;
  part.followed = decision.carried.has_value();
  if (decision.credit == 1) {
    part.points = possible;
  } else if (decision.credit != 0) {
    part.points = decision.credit * possible;
  }
  part.credit = std::move(decision.credit);
  part.leaves =
      std::move(decision.carried ? decision.carried->marked.leaves : decision.original.leaves);
  tally.points += part.points;
  tally.pending = tally.pending || part.outcome == Outcome::pending;
  tally.failed = tally.failed || part.outcome == Outcome::not_marked;
}

Score Marker::mark(const std::string& student, const std::string& name,
                   std::span<const RawAnswer> answers, std::span<const Mark> marks) const {
  Score score;
  score.student = student;
  score.name = name;
  for (std::size_t i = 0; i < exam_.problems.size(); ++i) {
    const std::size_t before = score.parts.size();
    const std::size_t extra_before = score.extra.size();
    try {
      mark_problem(i, answers, score);
    } catch (const std::exception& error) {
      // A failure of ours costs this problem's marks, not the student, and not the class.
      score.parts.resize(before);
      score.extra.resize(extra_before);
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
