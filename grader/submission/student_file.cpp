#include "grader/submission/student_file.h"

#include <fmt/format.h>

#include <filesystem>

#include "grader/base/text.h"
#include "grader/submission/answer_collector.h"
#include "grader/submission/ids.h"
#include "grader/yaml/document.h"
#include "grader/yaml/flow_text.h"
#include "grader/yaml/map_reader.h"

namespace grader {
namespace {

// Names and ids are text whatever YAML takes them for: a student may be called Null or No.
std::string plain_text(const yaml::Node& node) {
  if (node.is_null() && node.text == "~") return "";
  return std::string(trimmed(node.text));
}

class StudentFile {
 public:
  explicit StudentFile(const AnswerNames& names) : names_(names) {}

  // The submission as far as it could be read; whether it counts is for the errors to say.
  Submission read(const yaml::Node& root, Diagnostics& diagnostics) {
    Submission submission = read_root(root);
    for (Diagnostic diagnostic : diagnostics_.all()) {
      // A key too many costs nobody the exam.
      if (diagnostic.code == code::unknown_key.id) diagnostic.severity = Severity::warning;
      diagnostics.add(std::move(diagnostic));
    }
    return submission;
  }

 private:
  Submission read_root(const yaml::Node& root) {
    yaml::MapReader reader(root, "the submission", diagnostics_);
    submission_.where = root.where;
    if (const yaml::Node* format = reader.find("format")) check_format(*format);
    if (const yaml::Node* student = reader.require("student")) read_student(*student);
    if (const yaml::Node* submitted = reader.find("submitted")) {
      submission_.submitted = kept_text(plain_text(*submitted));
    }
    if (const yaml::Node* answers = reader.require("answers")) read_answers(*answers);
    reader.finish();
    return std::move(submission_);
  }

  void check_format(const yaml::Node& node) {
    if (node.text == "1") return;
    diagnostics_.error(code::bad_format_version, node.where,
                       fmt::format("unknown format `{}`", node.text), "this grader reads format 1");
  }

  void read_student(const yaml::Node& node) {
    if (node.is_scalar()) {
      submission_.student = plain_text(node);
      diagnostics_.error(code::wrong_type, node.where, "`student` is not a map",
                         fmt::format("write `student: {{id: {}, name: ...}}`", node.text));
      return;
    }
    yaml::MapReader reader(node, "student", diagnostics_);
    if (const yaml::Node* id = reader.require("id"); id && is_text(*id, "id")) {
      submission_.student = plain_text(*id);
      check_id(submission_.student, id->where, diagnostics_);
    }
    if (const yaml::Node* name = reader.find("name"); name && is_text(*name, "name")) {
      submission_.name = kept_text(plain_text(*name));
    }
    reader.finish();
  }

  bool is_text(const yaml::Node& node, std::string_view key) {
    if (node.is_scalar() || node.is_null()) return true;
    diagnostics_.error(code::wrong_type, node.where,
                       fmt::format("`{}` is {}, not a text", key, yaml::describe(node)));
    return false;
  }

  void read_answers(const yaml::Node& node) {
    if (node.is_null()) return;  // handed in, and blank
    if (!node.is_map()) {
      diagnostics_.error(code::wrong_type, node.where,
                         fmt::format("`answers` is {}, not a map", yaml::describe(node)),
                         "write `answers: {problem: {part: answer}}`");
      return;
    }
    for (const auto& [key, value] : node.entries) {
      const Problem* problem = names_.problem(key.text);
      if (!problem) {
        unknown_problem(key);
      } else if (value.is_map()) {
        read_problem(*problem, value);
      } else if (!value.is_null()) {
        diagnostics_.warning(
            code::wrong_type, value.where,
            fmt::format("the answers to `{}` are {}, not a map; they are not marked", key.text,
                        yaml::describe(value)),
            fmt::format("write `{}: {{part: answer}}`", key.text));
      }
    }
  }

  void unknown_problem(const yaml::Node& key) {
    const auto joined = names_.resolve(key.text);
    diagnostics_.warning(code::unknown_part, key.where,
                         fmt::format("unknown problem `{}`; its answers are not marked", key.text),
                         joined
                             ? fmt::format("write `{}: {{{}: ...}}`", joined->problem, joined->name)
                             : names_.suggest_problem(key.text));
  }

  void read_problem(const Problem& problem, const yaml::Node& answers) {
    for (const auto& [key, value] : answers.entries) {
      if (!names_.has(problem, key.text)) {
        unknown_part(problem, key, value);
        continue;
      }
      answers_.add({problem.id, key.text, yaml::flow_text(value), value.where},
                   problem.find(key.text) != nullptr);
    }
  }

  void unknown_part(const Problem& problem, const yaml::Node& key, const yaml::Node& value) {
    // `{i: 0,371}` is two entries to YAML: `i: 0` and `371` without a value.
    if (value.is_null() && value.text.empty()) {
      diagnostics_.warning(
          code::yaml_trap, key.where,
          fmt::format("`{}` stands for itself in the answers to `{}`", key.text, problem.id),
          "in braces a comma ends an answer; put quotes around an answer that holds one");
      return;
    }
    diagnostics_.warning(
        code::unknown_part, key.where,
        fmt::format("unknown part `{}` of `{}`; its answer is not marked", key.text, problem.id),
        names_.suggest_name(problem, key.text));
  }

  const AnswerNames& names_;
  Diagnostics diagnostics_;
  Submission submission_;
  AnswerCollector answers_{submission_, diagnostics_};
};

}  // namespace

Received read_student_file(const std::string& path, const std::string& input, std::string text,
                           const AnswerNames& names) {
  Received received;
  received.input = input;
  received.student = std::filesystem::path(input).stem().string();
  const auto root = yaml::load_text(path, std::move(text), received.diagnostics);
  if (!root) return received;
  Submission submission = StudentFile(names).read(*root, received.diagnostics);
  if (!submission.student.empty()) received.student = kept_text(submission.student);
  if (!received.diagnostics.has_errors()) received.submission = std::move(submission);
  return received;
}

}  // namespace grader
