// tests/scoring/marking_*.yaml: what each answer earns, worked out by hand.
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "grader/exam/mark_scheme.h"
#include "grader/scoring/decide.h"
#include "tests/answers/cases.h"

namespace grader {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The node as YAML again: the way in which `grader mark` gets keys and rules.
std::string yaml_text(const yaml::Node& node) {
  std::string text;
  switch (node.kind) {
    case yaml::Node::Kind::null:
      return "";
    case yaml::Node::Kind::scalar:
      return node.quoted ? '"' + node.text + '"' : node.text;
    case yaml::Node::Kind::list:
      for (const yaml::Node& item : node.items) {
        text += (text.empty() ? "" : ", ") + yaml_text(item);
      }
      return "[" + text + "]";
    case yaml::Node::Kind::map:
      for (const yaml::Node::Entry& entry : node.entries) {
        text +=
            (text.empty() ? "" : ", ") + yaml_text(entry.first) + ": " + yaml_text(entry.second);
      }
      return "{" + text + "}";
  }
  return "";
}

std::optional<double> nonfinite(const std::string& text) {
  if (text == ".inf") return infinity;
  if (text == "-.inf") return -infinity;
  if (text == ".nan") return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

// No key that is typed may be infinite, but a computed one may; here they are typed, alone and in
// vectors.
std::optional<Value> nonfinite_key(const yaml::Node& node) {
  if (node.is_scalar()) {
    const auto number = nonfinite(node.text);
    return number ? std::optional<Value>(*number) : std::nullopt;
  }
  Array array{{static_cast<std::int64_t>(node.items.size())}, {}, false};
  bool any = false;
  for (const yaml::Node& item : node.items) {
    const auto number = nonfinite(item.text);
    any = any || number;
    if (item.is_scalar())
      array.data.push_back(number ? *number : std::strtod(item.text.c_str(), nullptr));
  }
  return any ? std::optional<Value>(array) : std::nullopt;
}

Value key_of(const yaml::Node& node) {
  if (auto key = nonfinite_key(node)) return *std::move(key);
  Diagnostics diagnostics;
  auto key = load_key("key", yaml_text(node), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
  REQUIRE(key.has_value());
  return *std::move(key);
}

Scheme scheme_of(const yaml::Node& node, const Value& key) {
  Diagnostics diagnostics;
  auto scheme = load_scheme("accept", yaml_text(node), key, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
  REQUIRE(scheme.has_value());
  return *std::move(scheme);
}

// Every leaf of a decision, also where all are as the whole.
std::vector<LeafMark> leaves_of(const Decision& decision, std::size_t size) {
  const Marked& marked = decision.original;
  if (!marked.leaves.empty()) return marked.leaves;
  return std::vector<LeafMark>(size, LeafMark{marked.outcome, marked.credit});
}

std::string outcomes_of(const std::vector<LeafMark>& leaves) {
  std::string text;
  for (const LeafMark& leaf : leaves) {
    text += (text.empty() ? "" : " ") + std::string(to_text(leaf.outcome));
  }
  return text;
}

std::string implied_outcome(const Fraction& credit) {
  return credit == 1 ? "correct" : credit > 0 ? "partly_correct" : "incorrect";
}

bool is_known(const std::string& key) {
  for (const char* known : {"typed", "key", "accept", "credit", "outcome", "leaves", "why"}) {
    if (key == known) return true;
  }
  return false;
}

void check_row(const yaml::Node& row, const TestGroup& group) {
  const std::string typed = text_of(row, "typed");
  const std::string why = text_of(row, "why");
  const yaml::Node& key_node = row.find("key") != nullptr ? *row.find("key") : group.key;
  const yaml::Node& accept = row.find("accept") != nullptr ? *row.find("accept") : group.accept;
  CAPTURE(typed);
  CAPTURE(yaml_text(key_node));
  CAPTURE(yaml_text(accept));
  CAPTURE(why);
  CHECK_FALSE(why.empty());
  for (const yaml::Node::Entry& entry : row.entries) CHECK(is_known(entry.first.text));
  const auto credit = parse_fraction(text_of(row, "credit"));
  REQUIRE(credit.has_value());
  const std::string outcome = text_of(row, "outcome", implied_outcome(*credit));

  const Value value = key_of(key_node);
  const Problem problem = problem_of(value, scheme_of(accept, value));
  const ProblemKey key(problem);
  const Decision full = decide(key, {{typed}, {}}, Reading::full)[0];
  const Decision fast = decide(key, {{typed}, {}}, Reading::fast)[0];
  CHECK(to_text(full.credit) == to_text(*credit));
  CHECK(to_text(full.outcome) == outcome);
  CHECK(to_text(fast.credit) == to_text(full.credit));
  CHECK(fast.outcome == full.outcome);
  const std::size_t size = key.part(0).reader->size();
  const std::vector<LeafMark> leaves = leaves_of(full, size);
  const std::vector<LeafMark> fast_leaves = leaves_of(fast, size);
  REQUIRE(leaves.size() == fast_leaves.size());
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    CHECK(leaves[i].outcome == fast_leaves[i].outcome);
    CHECK(leaves[i].credit == fast_leaves[i].credit);
  }
  if (row.find("leaves") != nullptr) CHECK(outcomes_of(leaves) == text_of(row, "leaves"));
}

TEST_SUITE("scoring") {
  TEST_CASE("answers earn what the tables say, read in full and read fast") {
    constexpr std::size_t fewest_rows = 1000;
    std::size_t rows = 0;
    for (const char* file :
         {"marking_arrays.yaml", "marking_counts.yaml", "marking_digits.yaml",
          "marking_notation.yaml", "marking_tables.yaml", "marking_tolerance.yaml"}) {
      CAPTURE(std::string(file));
      for (const TestGroup& group : load_groups(file, "scoring")) {
        CAPTURE(group.title);
        for (const yaml::Node& row : group.rows) check_row(row, group);
        rows += group.rows.size();
      }
    }
    MESSAGE(rows, " rows");
    CHECK(rows >= fewest_rows);
  }
}

}  // namespace
}  // namespace grader
