#include "grader/report/run_json.h"

#include "grader/base/version.h"
#include "grader/report/json.h"

namespace grader {
namespace {

namespace json = boost::json;

json::object json_inputs(const Exam& exam, const RunFacts& facts) {
  json::object files;
  for (const auto& [name, hash] : exam.inputs) files[name] = hash;
  json::array answers;
  for (const InputFile& file : facts.answers) {
    answers.push_back({{"name", file.name}, {"sha256", file.sha256}});
  }
  json::object inputs;
  inputs["exam"] = std::move(files);
  inputs["answers"] = std::move(answers);
  return inputs;
}

json::object json_counts(const RunSummary& summary) {
  json::object counts;
  counts["submissions"] = summary.submissions;
  for (const Status status : {Status::graded, Status::pending, Status::missing, Status::error,
                              Status::excused, Status::unknown_id}) {
    counts[to_text(status)] = summary.count(status);
  }
  counts["not_graded"] = summary.not_graded;
  counts["warnings"] = summary.warnings;
  return counts;
}

}  // namespace

std::string run_json(const Exam& exam, const RunSummary& summary, const RunFacts& facts) {
  json::object object;
  object["format"] = 1;
  object["grader"] = version;
  object["exam"] = exam.title;
  object["points"] = json_number(points(exam));
  if (!facts.only.empty()) object["only"] = facts.only;
  if (!facts.students.empty()) {
    object["students"] = json::array(facts.students.begin(), facts.students.end());
  }
  object["inputs"] = json_inputs(exam, facts);
  object["counts"] = json_counts(summary);
  return json_text(object, true) + "\n";
}

std::vector<std::string> students_of_results(std::string_view results) {
  std::vector<std::string> students;
  while (!results.empty()) {
    const std::string_view line = results.substr(0, results.find('\n'));
    results.remove_prefix(std::min(line.size() + 1, results.size()));
    json::error_code error;
    const json::value value = json::parse(line, error);
    if (error || !value.is_object()) continue;
    const json::value* student = value.as_object().if_contains("student");
    if (student && student->is_string()) students.emplace_back(student->as_string());
  }
  return students;
}

}  // namespace grader
