#include "grader/report/result_json.h"

#include <cmath>

#include "grader/base/words.h"
#include "grader/report/json.h"

namespace grader {
namespace {

namespace json = boost::json;

// `name` as the nearest double and `name_exact` as a fraction: 0.6666666666666666 and "2/3".
void add_fraction(json::object& object, const std::string& name, const Fraction& value) {
  object[name] = json_number(value);
  object[name + "_exact"] = to_text(value);
}

json::array json_texts(const std::vector<std::string>& texts) {
  json::array result;
  for (const std::string& text : texts) result.emplace_back(text);
  return result;
}

// NaN says that there is none.
void add_if_number(json::object& object, std::string_view name, double number) {
  if (!std::isnan(number)) object[name] = json_number(number);
}

json::array json_leaves(const std::vector<LeafVerdict>& leaves) {
  json::array result;
  for (const LeafVerdict& leaf : leaves) {
    json::object object;
    object["label"] = leaf.label;
    object["outcome"] = to_text(leaf.outcome);
    add_fraction(object, "credit", leaf.credit);
    object["typed"] = leaf.typed;
    object["read"] = leaf.read;
    object["key"] = leaf.key;
    add_if_number(object, "low", leaf.low);
    add_if_number(object, "high", leaf.high);
    add_if_number(object, "distance", leaf.distance);
    if (!leaf.reason.empty()) object["reason"] = leaf.reason;
    result.push_back(std::move(object));
  }
  return result;
}

json::object json_mistake(const NamedMistake& mistake) {
  json::object object;
  object["id"] = mistake.id;
  if (!mistake.message.empty()) object["message"] = mistake.message;
  if (mistake.credit != 0) add_fraction(object, "credit", mistake.credit);
  return object;
}

json::object json_followed(const Followed& followed) {
  json::object object;
  object["from"] = json_texts(followed.from);
  if (followed.mistake) object["mistake"] = followed.mistake->id;
  object["key"] = json_value(followed.key);
  add_fraction(object, "credit", followed.credit);
  object["leaves"] = json_leaves(followed.leaves);
  return object;
}

json::object json_mark(const Verdict& verdict) {
  json::object object;
  if (verdict.excused) {
    object["excused"] = true;
  } else {
    add_fraction(object, "points", verdict.points);
  }
  object["by"] = verdict.by;
  object["reason"] = verdict.reason;
  return object;
}

json::object json_part(const Exam& exam, const PartScore& score) {
  const Problem& problem = exam.problems[score.problem];
  const Verdict& verdict = score.verdict;
  json::object object;
  object["problem"] = problem.id;
  object["part"] = problem.parts[score.part].id;
  object["outcome"] = to_text(verdict.outcome);
  add_fraction(object, "credit", verdict.credit);
  add_fraction(object, "points", verdict.points);
  object["max"] = json_number(points(exam, score.problem, score.part));
  object["answer"] = verdict.text;
  if (!verdict.read.empty()) object["read"] = verdict.read;
  if (verdict.key) object["key"] = json_value(*verdict.key);
  if (!verdict.leaves.empty()) object["leaves"] = json_leaves(verdict.leaves);
  if (verdict.followed) object["followed"] = json_followed(*verdict.followed);
  if (verdict.mistake) object["mistake"] = json_mistake(*verdict.mistake);
  if (!verdict.notes.empty()) object["notes"] = json_texts(verdict.notes);
  if (verdict.hand_marked) object["by_hand"] = json_mark(verdict);
  return object;
}

json::array json_extra(const Exam& exam, const std::vector<ExtraAnswer>& extra) {
  json::array result;
  for (const ExtraAnswer& answer : extra) {
    json::object object;
    object["problem"] = exam.problems[answer.problem].id;
    object["quantity"] = answer.quantity;
    object["outcome"] = to_text(answer.outcome);
    object["answer"] = answer.text;
    object["read"] = answer.read;
    result.push_back(std::move(object));
  }
  return result;
}

json::array json_messages(const std::vector<Diagnostic>& diagnostics) {
  json::array result;
  for (const Diagnostic& diagnostic : diagnostics) {
    json::object object;
    object["severity"] = to_text(diagnostic.severity);
    object["code"] = diagnostic.code;
    if (diagnostic.where.line > 0) object["line"] = diagnostic.where.line;
    if (diagnostic.where.column > 0) object["column"] = diagnostic.where.column;
    object["message"] = diagnostic.message;
    if (!diagnostic.hint.empty()) object["hint"] = diagnostic.hint;
    result.push_back(std::move(object));
  }
  return result;
}

}  // namespace

std::string result_line(const Exam& exam, const StudentResult& result) {
  const Score& score = result.score;
  json::object object;
  object["student"] = score.student;
  object["name"] = score.name;
  object["input"] = result.input;
  if (!result.submitted.empty()) object["submitted"] = result.submitted;
  object["status"] = to_text(result.status);
  add_fraction(object, "points", score.points);
  object["by_hand"] = json_number(score.by_hand);
  object["possible"] = json_number(score.possible);
  object["final"] = score.final_points ? json_number(*score.final_points) : json::value(nullptr);
  if (!exam.boundaries.empty()) {
    object["grade"] = score.grade.empty() ? json::value(nullptr) : json::value(score.grade);
  }
  json::array parts;
  for (const PartScore& part : score.parts) parts.push_back(json_part(exam, part));
  object["parts"] = std::move(parts);
  if (!score.extra.empty()) object["extra"] = json_extra(exam, score.extra);
  if (!result.diagnostics.empty()) object["messages"] = json_messages(result.diagnostics);
  return json_text(object);
}

}  // namespace grader
