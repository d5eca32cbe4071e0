#include "reference/network/mistake_rules.h"

namespace reference::network {
namespace {

using grader::KindMistake;

// `text` with each {key} of the subject replaced.
std::string filled(std::string_view text, const Subject& subject) {
  std::string result(text);
  for (const auto& [key, value] : subject) {
    const std::string hole = "{" + std::string(key) + "}";
    for (auto at = result.find(hole); at != std::string::npos; at = result.find(hole, at)) {
      result.replace(at, hole.size(), value);
      at += value.size();
    }
  }
  return result;
}

KindMistake mistake_of(const Rule& rule, std::span<const Subject> subjects) {
  KindMistake mistake;
  mistake.id = rule.id;
  mistake.message = rule.message;
  for (const Subject& subject : subjects) {
    for (const Change& change : rule.changes) {
      mistake.edits.emplace_back(filled(change.quantity, subject),
                                 filled(change.expression, subject));
    }
  }
  return mistake;
}

}  // namespace

void add_mistakes(std::span<const Rule> rules, const std::vector<Subject>& subjects,
                  std::vector<KindMistake>& mistakes) {
  if (subjects.empty()) return;
  const std::span<const Subject> all(subjects);
  for (const Rule& rule : rules) {
    if (all.size() > 1 && all.size() <= most_subjects) mistakes.push_back(mistake_of(rule, all));
    if (all.size() > most_single_subjects) continue;
    for (std::size_t i = 0; i < all.size(); ++i) {
      mistakes.push_back(mistake_of(rule, all.subspan(i, 1)));
    }
  }
}

std::vector<std::string> names_with(const grader::Graph& graph, std::string_view front,
                                    std::string_view back) {
  std::vector<std::string> names;
  for (grader::QuantityIndex i = 0; i < graph.size(); ++i) {
    const std::string& name = graph[i].name;
    if (name.size() <= front.size() + back.size()) continue;
    if (!name.starts_with(front) || !name.ends_with(back)) continue;
    names.push_back(name.substr(front.size(), name.size() - front.size() - back.size()));
  }
  return names;
}

}  // namespace reference::network
