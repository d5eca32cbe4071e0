#include "grader/exam/bank.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/exam/exam.h"
#include "grader/yaml/document.h"

namespace grader {
namespace {

bool is_exam_file(const Files& files, const std::string& path) {
  Diagnostics ignored;  // the loader of the problem reports them
  const auto document = yaml::load(files, path, ignored);
  return document && document->is_map() && document->find("problems") != nullptr;
}

std::optional<std::vector<Problem>> load_file(const Files& files, const std::string& path,
                                              const Reference& reference,
                                              Diagnostics& diagnostics) {
  if (is_exam_file(files, path)) {
    auto exam = load_exam(files, path, reference, diagnostics);
    if (!exam) return std::nullopt;
    return std::move(exam->problems);
  }
  auto problem = load_problem(files, path, reference, diagnostics);
  if (!problem) return std::nullopt;
  std::vector<Problem> one;
  one.push_back(std::move(*problem));
  return one;
}

bool is_problem_name(const std::string& name) {
  const bool exam =
      std::find(exam_file_names.begin(), exam_file_names.end(), name) != exam_file_names.end();
  return (name.ends_with(".yaml") || name.ends_with(".yml")) && !exam;
}

}  // namespace

std::optional<std::vector<Problem>> load_bank(const Files& files, const std::string& path,
                                              const Reference& reference,
                                              Diagnostics& diagnostics) {
  if (files.kind(path) != Files::Kind::folder) {
    return load_file(files, path, reference, diagnostics);
  }
  auto exam = load_exam(files, path, reference, diagnostics);
  if (!exam) return std::nullopt;
  std::vector<Problem> problems = std::move(exam->problems);
  const auto names = files.list(path);
  const std::size_t errors = diagnostics.count(Severity::error);
  for (const std::string& name : names ? *names : std::vector<std::string>{}) {
    const std::string file = path + (path.ends_with('/') ? "" : "/") + name;
    const bool loaded = std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
      return beside("", std::string(problem.where.file())) == beside("", file);
    });
    if (loaded || !is_problem_name(name)) continue;
    auto problem = load_problem(files, file, reference, diagnostics);
    if (problem) problems.push_back(std::move(*problem));
  }
  if (diagnostics.count(Severity::error) > errors) return std::nullopt;
  return problems;
}

}  // namespace grader
