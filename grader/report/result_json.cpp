#include "grader/report/result_json.h"

#include "grader/base/words.h"
#include "grader/report/json.h"
#include "grader/report/verdict_json.h"

namespace grader {
namespace {

namespace json = boost::json;

json::object json_part(const Exam& exam, const PartScore& score) {
  const Problem& problem = exam.problems[score.problem];
  json::object object;
  object["problem"] = problem.id;
  object["part"] = problem.parts[score.part].id;
  object["max"] = json_number(points(exam, score.problem, score.part));
  for (const auto& [name, value] : json_verdict(score.verdict)) object[name] = value;
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
