#include "grader/submission/names.h"

#include <set>

#include "grader/base/text.h"
#include "grader/base/words.h"

namespace grader {

AnswerNames::AnswerNames(const Exam& exam) : exam_(exam) {
  for (const Problem& problem : exam.problems) {
    problem_ids_.push_back(problem.id);
    std::set<std::string> names;
    for (const Part& part : problem.parts) {
      joined_.push_back(problem.id + "." + part.id);
      names.insert(part.id);
    }
    for (const std::string& quantity : problem.graph.names()) names.insert(quantity);
    for (const std::string& name : names) {
      folded_[lower_case(problem.id + "." + name)].push_back({problem.id, name});
    }
  }
}

const Problem* AnswerNames::problem(std::string_view id) const {
  for (const Problem& problem : exam_.problems) {
    if (problem.id == id) return &problem;
  }
  return nullptr;
}

bool AnswerNames::has(const Problem& problem, std::string_view name) const {
  return problem.find(name) != nullptr || problem.graph.find(name).has_value();
}

std::optional<AnswerName> AnswerNames::resolve(std::string_view joined) const {
  if (auto exact = resolve_exactly(joined)) return exact;
  const auto found = folded_.find(lower_case(joined));
  if (found == folded_.end()) return std::nullopt;
  std::vector<AnswerName> alike = found->second;
  if (alike.size() > 1) {
    // `P.L` is the quantity `p.L` beside a part `p.l`.
    std::erase_if(alike,
                  [&](const AnswerName& name) { return !joined.ends_with("." + name.name); });
  }
  return alike.size() == 1 ? std::optional(alike.front()) : std::nullopt;
}

std::optional<AnswerName> AnswerNames::resolve_exactly(std::string_view joined) const {
  for (std::size_t point = joined.rfind('.'); point != std::string_view::npos && point > 0;
       point = joined.rfind('.', point - 1)) {
    const Problem* found = problem(joined.substr(0, point));
    const std::string_view name = joined.substr(point + 1);
    if (found && has(*found, name)) return AnswerName{found->id, std::string(name)};
  }
  return std::nullopt;
}

std::string AnswerNames::suggest_problem(std::string_view id) const {
  return suggestion(id, problem_ids_);
}

std::string AnswerNames::suggest_name(const Problem& problem, std::string_view name) const {
  std::vector<std::string> parts;
  for (const Part& part : problem.parts) parts.push_back(part.id);
  if (const auto near = closest(name, parts)) return suggestion(name, parts);
  const std::vector<std::string> quantities = problem.graph.names();
  if (const auto near = closest(name, quantities)) return suggestion(name, quantities);
  return suggestion(name, parts);
}

std::string AnswerNames::suggest_joined(std::string_view joined) const {
  return suggestion(joined, joined_);
}

bool AnswerNames::resembles(std::string_view joined) const {
  const auto point = joined.find('.');
  if (point != std::string_view::npos && problem(joined.substr(0, point))) return true;
  return closest(joined, joined_).has_value();
}

}  // namespace grader
