// Exam files and folders of problems.
#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "grader/base/sha256.h"
#include "grader/exam/exam.h"
#include "grader/exam/exam_settings.h"
#include "grader/exam/problem_loader.h"
#include "grader/exam/tables.h"
#include "grader/yaml/document.h"

namespace grader {
namespace {

// One entry of `problems:`.
struct Wanted {
  std::string name;  // as written
  std::string path;
  Place where;  // what asks for it
  std::optional<Fraction> points;
};

// Loads an exam; goes on after an error to find more.
class ExamLoader {
 public:
  ExamLoader(const Files& files, const Reference& reference, Diagnostics& diagnostics)
      : files_(files), reference_(reference), diagnostics_(diagnostics) {}

  std::optional<Exam> load_file(const std::string& path) {
    auto text = read(path, whole_file(path), largest::problem_file);
    if (!text) return std::nullopt;
    const std::string hash = sha256(*text);
    const auto root = yaml::load_text(path, *text, diagnostics_);
    if (!root) return std::nullopt;
    const bool single = !root->find("problems") && (root->find("parts") || root->find("id"));
    if (single) return load_single(path, root->where);
    exam_.inputs["exam:" + file_name(path)] = hash;
    read_exam(*root);
    return finish();
  }

  std::optional<Exam> load_folder(const std::string& path) {
    const auto names = files_.list(path);
    if (!names) {
      diagnostics_.error(code::unreadable_file, whole_file(path),
                         fmt::format("the folder {}", names.error().message));
      return std::nullopt;
    }
    const std::string name = std::filesystem::path(path).lexically_normal().filename().string();
    exam_.title = name.empty() || name == "." ? "Exam" : name;
    for (const std::string& file : *names) {
      if (!file.ends_with(".yaml") && !file.ends_with(".yml")) continue;
      const std::string full = path + "/" + file;
      if (files_.kind(full) != Files::Kind::file) continue;
      load_one({file, full, whole_file(full), std::nullopt});
    }
    if (!tried_) {
      diagnostics_.error(code::no_problems, whole_file(path), "the folder holds no problems",
                         "problems are files that end in .yaml");
    }
    return finish();
  }

 private:
  static std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
  }

  // The content of a file that `place` asks for.
  std::optional<std::string> read(const std::string& path, const Place& place, std::size_t most) {
    auto text = files_.read(path, most);
    if (text) return std::move(*text);
    diagnostics_.error(*text.error().code, place,
                       place.file() == path ? fmt::format("the file {}", text.error().message)
                                            : fmt::format("`{}` {}", path, text.error().message));
    return std::nullopt;
  }

  std::optional<Exam> load_single(const std::string& path, const Place& place) {
    load_one({file_name(path), path, place, std::nullopt});
    if (!exam_.problems.empty()) exam_.title = exam_.problems.front().title;
    return finish();
  }

  std::optional<Exam> finish() {
    if (diagnostics_.count(Severity::error) > errors_before_) return std::nullopt;
    return std::move(exam_);
  }

  void read_exam(const yaml::Node& root) {
    yaml::MapReader reader(root, "exam", diagnostics_);
    if (!root.is_map()) return;
    read_format(reader);
    exam_.title = reader.text("title").value_or("");
    if (const yaml::Node* node = reader.find("policies")) {
      exam_.policies = read_policies(*node, inherited_.rules.scheme.follow, diagnostics_);
      const yaml::Node* follow = node->find("follow");
      if (follow) note_rule(inherited_.rules.scheme, "follow", *follow, RuleLevel::exam);
    }
    read_inherited(reader);
    read_problems(reader);
    if (const yaml::Node* node = reader.find("boundaries")) {
      exam_.boundaries = read_boundaries(*node, diagnostics_);
    }
    if (const yaml::Node* node = reader.find("answers")) {
      exam_.answers = read_paths(*node, "answers", diagnostics_);
    }
    const auto roster = read_file(reader, "roster");
    const auto marks = read_file(reader, "marks");
    reader.finish();
    const bool parts_known = !failed_problems_;
    bool roster_known = true;
    if (roster) {
      exam_.roster = read_roster(roster->path, roster->text, exam_, diagnostics_);
      roster_known = exam_.roster.has_value();
    }
    if (marks && parts_known && roster_known) {
      read_marks(marks->path, marks->text, exam_, diagnostics_);
    }
  }

  // Conventions of every kind may be stated for all problems at once.
  void read_inherited(yaml::MapReader& exam) {
    if (const yaml::Node* node = exam.find("conventions")) {
      read_conventions(*node, all_switches(reference_), inherited_.switches,
                       inherited_.rules.scheme.units, diagnostics_);
    }
    if (const yaml::Node* node = exam.find("accept")) {
      read_rules(*node, RuleLevel::exam, nullptr, inherited_.rules, diagnostics_);
    }
  }

  void read_problems(yaml::MapReader& exam) {
    const yaml::Node* node = exam.require("problems");
    if (!node) {
      failed_problems_ = true;
      return;
    }
    if (!node->is_list() || node->items.empty()) {
      failed_problems_ = true;
      diagnostics_.error(code::no_problems, node->where, "the exam has no problems",
                         "such as `problems: [a.yaml, {file: b.yaml, points: 15}]`");
      return;
    }
    for (const yaml::Node& item : node->items) {
      const auto wanted = read_wanted(item);
      failed_problems_ = failed_problems_ || !wanted;
      if (wanted) load_one(*wanted);
    }
  }

  std::optional<Wanted> read_wanted(const yaml::Node& node) {
    const std::string exam_path(node.where.file());
    if (!node.is_map()) {
      const auto name = yaml::as_text(node, "problems", diagnostics_);
      if (!name) return std::nullopt;
      return Wanted{*name, beside(exam_path, *name), node.where, std::nullopt};
    }
    yaml::MapReader reader(node, "problems", diagnostics_);
    const auto name = reader.text("file");
    std::optional<Fraction> points;
    if (const yaml::Node* found = reader.find("points")) {
      points = yaml::as_fraction(*found, "points", diagnostics_);
      if (points && *points <= 0) {
        diagnostics_.error(code::bad_value, found->where, "`points` should be positive");
      }
    }
    if (!reader.finish() || !name) return std::nullopt;
    return Wanted{*name, beside(exam_path, *name), node.find("file")->where, points};
  }

  void load_one(const Wanted& wanted) {
    tried_ = true;
    auto text = read(wanted.path, wanted.where, largest::problem_file);
    std::optional<LoadedProblem> loaded;
    if (text) {
      loaded = load_problem_text(files_, {wanted.path, std::move(*text)}, inherited_, reference_,
                                 diagnostics_);
    }
    failed_problems_ = failed_problems_ || !loaded;
    if (loaded) add(std::move(*loaded), wanted);
  }

  void add(LoadedProblem loaded, const Wanted& wanted) {
    const std::string& id = loaded.problem.id;
    const auto [first, added] = ids_.emplace(id, loaded.id);
    if (!added) {
      diagnostics_.error(code::duplicate_id, loaded.id,
                         fmt::format("another problem has the id `{}`", id),
                         fmt::format("first in {}", to_text(first->second)));
    }
    const Fraction own = points(loaded.problem);
    if (wanted.points && own == 0) {
      diagnostics_.error(code::bad_value, wanted.where,
                         fmt::format("`{}` has no points to scale", id));
    }
    exam_.scale.push_back(wanted.points && own != 0 ? Fraction(*wanted.points / own) : Fraction(1));
    exam_.inputs["problem:" + wanted.name] = loaded.problem.sha256;
    exam_.problems.push_back(std::move(loaded.problem));
  }

  // A file that the exam names under `key`.
  std::optional<ProblemText> read_file(yaml::MapReader& exam, std::string_view key) {
    const yaml::Node* node = exam.find(key);
    if (!node) return std::nullopt;
    const auto name = yaml::as_text(*node, key, diagnostics_);
    if (!name) return std::nullopt;
    const std::string path = beside(std::string(node->where.file()), *name);
    auto text = read(path, node->where, largest::table);
    if (!text) return std::nullopt;
    exam_.inputs[fmt::format("{}:{}", key, *name)] = sha256(*text);
    return ProblemText{path, std::move(*text)};
  }

  const Files& files_;
  const Reference& reference_;
  Diagnostics& diagnostics_;
  std::size_t errors_before_ = diagnostics_.count(Severity::error);
  Exam exam_;
  Inherited inherited_;
  std::map<std::string, Place> ids_;
  bool tried_ = false;            // a problem was named
  bool failed_problems_ = false;  // so that parts may be missing
};

}  // namespace

std::optional<Exam> load_exam(const Files& files, const std::string& path,
                              const Reference& reference, Diagnostics& diagnostics) {
  ExamLoader loader(files, reference, diagnostics);
  std::string folder = path;
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  if (files.kind(folder) != Files::Kind::folder) return loader.load_file(path);
  std::vector<std::string> exam_files;
  for (const std::string_view name : exam_file_names) {
    const std::string file = folder + "/" + std::string(name);
    if (files.kind(file) == Files::Kind::file) exam_files.push_back(file);
  }
  if (exam_files.empty()) return loader.load_folder(folder);
  if (exam_files.size() == 1) return loader.load_file(exam_files.front());
  diagnostics.error(
      code::duplicate_id, whole_file(exam_files.back()),
      fmt::format("this folder holds `{}` and `{}`", exam_file_names[0], exam_file_names[1]),
      "keep one of them, or name the one that counts");
  return std::nullopt;
}

}  // namespace grader
