#include "grader/exam/mark_scheme.h"

#include "grader/exam/rules.h"
#include "grader/exam/value_reader.h"
#include "grader/yaml/document.h"

namespace grader {
namespace {

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// A whole number is typed for a real one too, unless it is called a count.
Value as_marked(const Value& key, const Scheme& scheme) {
  const auto* whole = std::get_if<Count>(&key);
  return whole != nullptr && !scheme.count.value_or(false) ? Value(static_cast<Real>(*whole)) : key;
}

}  // namespace

std::optional<Scheme> load_scheme(const std::string& name, std::string_view accept,
                                  const Value& key, Diagnostics& diagnostics) {
  Rules rules;
  if (is_blank(accept)) return rules.scheme;
  const auto root = yaml::load_text(name, std::string(accept), diagnostics);
  if (!root) return std::nullopt;
  const Graph none;
  if (!read_rules(*root, RuleLevel::part, &none, rules, diagnostics)) return std::nullopt;
  if (rules.of_change) {
    diagnostics.error(code::bad_value, root->find("of")->where,
                      "a key by itself is no change of anything", "write `rel` or `abs` alone");
    return std::nullopt;
  }
  const yaml::Node* any_of = root->find("any_of");
  if (any_of &&
      !read_alternatives(*any_of, none, as_marked(key, rules.scheme), rules.scheme, diagnostics)) {
    return std::nullopt;
  }
  const yaml::Node* weights = root->find("weights");
  if (weights && !check_weights(rules.scheme, key, weights->where, diagnostics)) {
    return std::nullopt;
  }
  return rules.scheme;
}

std::optional<Value> load_key(const std::string& name, std::string_view key,
                              Diagnostics& diagnostics) {
  if (is_blank(key)) {
    diagnostics.error(code::wrong_type, whole_file(name), "`key` has no value");
    return std::nullopt;
  }
  const auto root = yaml::load_text(name, std::string(key), diagnostics);
  if (!root) return std::nullopt;
  return read_value(*root, "key", diagnostics);
}

Problem problem_of(Value key, Scheme scheme) {
  key = as_marked(key, scheme);
  if (!scheme.count) scheme.count = false;
  Problem problem;
  problem.id = "mark";
  Part part;
  part.id = "answer";
  part.points = 1;
  part.ask = Ask::key;
  part.quantity = problem.graph.add(given("key", std::move(key), {}));
  part.scheme = std::move(scheme);
  problem.parts.push_back(std::move(part));
  return problem;
}

}  // namespace grader
