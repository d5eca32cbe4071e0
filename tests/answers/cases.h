// Tables of tests: groups of rows in YAML that an instructor can read.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/answers/number.h"
#include "grader/base/files.h"
#include "grader/yaml/document.h"

namespace grader {

struct TestGroup {
  std::string title;
  yaml::Node rules;        // of reading; null if it has none
  yaml::Node key, accept;  // of marking, for the rows that have none of their own
  std::vector<yaml::Node> rows;
};

// Every group of tests/<folder>/<file>; fails the test if the file cannot be read.
inline std::vector<TestGroup> load_groups(const std::string& file,
                                          const std::string& folder = "answers") {
  Diagnostics diagnostics;
  const std::string path = std::string(GRADER_SOURCE_DIR) + "/tests/" + folder + "/" + file;
  const auto document = yaml::load(DiskFiles(), path, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
  REQUIRE(document.has_value());
  std::vector<TestGroup> groups;
  for (const yaml::Node& item : document->items) {
    TestGroup group;
    group.title = item.find("title")->text;
    if (const yaml::Node* rules = item.find("rules")) group.rules = *rules;
    if (const yaml::Node* key = item.find("key")) group.key = *key;
    if (const yaml::Node* accept = item.find("accept")) group.accept = *accept;
    group.rows = item.find("rows")->items;
    groups.push_back(std::move(group));
  }
  return groups;
}

// The text under a key, or `fallback`.
inline std::string text_of(const yaml::Node& row, std::string_view key,
                           const std::string& fallback = "") {
  const yaml::Node* node = row.find(key);
  return node == nullptr ? fallback : node->text;
}

// The texts of a list under a key, or the one text.
inline std::vector<std::string> texts_of(const yaml::Node& row, std::string_view key) {
  std::vector<std::string> texts;
  const yaml::Node* node = row.find(key);
  if (node == nullptr) return texts;
  if (node->is_scalar()) return {node->text};
  for (const yaml::Node& item : node->items) texts.push_back(item.text);
  return texts;
}

inline NumberRules number_rules(const yaml::Node& node) {
  NumberRules rules;
  if (const yaml::Node* units = node.find("units")) {
    for (const auto& [name, factor] : units->entries) {
      rules.units.declared.emplace_back(name.text, Fraction(std::int64_t{std::stoll(factor.text)}));
    }
  }
  const auto on = [&](std::string_view key) { return text_of(node, key) == "true"; };
  rules.count = on("count");
  rules.ignore_tail = on("ignore_tail");
  rules.working = on("working");
  rules.in_list = on("in_list");
  rules.comma_is_decimal = on("comma_is_decimal");
  rules.own_words = texts_of(node, "own_words");
  rules.related_words = texts_of(node, "related_words");
  return rules;
}

inline std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : " | ") + text;
  return all;
}

}  // namespace grader
