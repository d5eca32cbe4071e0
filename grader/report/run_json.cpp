#include "grader/report/run_json.h"

#include "grader/base/version.h"
#include "grader/exam/rule_words.h"
#include "grader/report/json.h"
#include "grader/report/verdict_json.h"

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

std::string_view to_text(RuleLevel level) {
  switch (level) {
    case RuleLevel::exam:
      return "exam";
    case RuleLevel::problem:
      return "problem";
    case RuleLevel::part:
      return "part";
  }
  return "";
}

// "last-layers.yaml:47:13": without the folders, so that a moved exam gives the same bytes.
std::string short_place(const Place& place) {
  const std::string text = to_text(place);
  const std::size_t folder = std::string_view(text).substr(0, place.file().size()).rfind('/');
  return folder == std::string::npos ? text : text.substr(folder + 1);
}

// `base`: the problem's quantities without edits.
json::object json_rules(const Exam& exam, const PartIndex& index, const Evaluation& base) {
  const Problem& problem = exam.problems[index.problem];
  const Part& part = problem.parts[index.part];
  json::object object;
  object["part"] = part_name(exam, index.problem, index.part);
  object["points"] = json_number(points(exam, index.problem, index.part));
  if (part.ask == Ask::written) return object;
  object["asks"] = problem.graph[part.quantity].name;
  const Evaluation own = evaluate(problem, part, base);
  const Solved& key = own[part.quantity];
  if (!key) return object;
  object["rules"] = json_texts(rules_in_words(part.scheme, *key, problem.graph));
  json::array stated;
  for (const StatedRule& rule : part.scheme.stated) {
    stated.push_back({{"rule", rule.name},
                      {"value", rule.value},
                      {"level", to_text(rule.level)},
                      {"where", short_place(rule.where)}});
  }
  object["stated"] = std::move(stated);
  return object;
}

json::array json_parts(const Exam& exam) {
  json::array parts;
  for (std::size_t p = 0; p < exam.problems.size(); ++p) {
    const Evaluation base = evaluate(exam.problems[p].graph);
    for (std::size_t i = 0; i < exam.problems[p].parts.size(); ++i) {
      parts.push_back(json_rules(exam, {p, i}, base));
    }
  }
  return parts;
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
  object["parts"] = json_parts(exam);
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
