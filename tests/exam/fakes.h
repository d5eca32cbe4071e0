// A kind and a language small enough to see through, for tests of the loaders.
#pragma once

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string>

#include "grader/base/words.h"
#include "grader/exam/kind.h"
#include "grader/yaml/map_reader.h"

namespace grader::fakes {

// `numbers: {a: 1, b: 2.5, c: [1, 2]}`: each a given quantity.
class Numbers final : public ProblemKind {
 public:
  std::string_view name() const override { return "numbers"; }
  std::span<const Switch> switches() const override { return switches_; }
  bool translate(const yaml::Node& block, Graph& graph, Diagnostics& diagnostics) const override {
    const std::size_t before = diagnostics.all().size();
    for (const auto& [name, node] : block.entries) {
      Array array;
      for (const yaml::Node& item : node.items) {
        array.data.push_back(yaml::as_number(item, name.text, diagnostics).value_or(0));
      }
      array.shape = {static_cast<std::int64_t>(array.data.size())};
      Value value = std::move(array);
      if (!node.is_list()) value = yaml::as_number(node, name.text, diagnostics).value_or(0);
      graph.add(given(name.text, std::move(value), node.where));
    }
    return diagnostics.all().size() == before;
  }
  std::string_view schema() const override {
    return R"({"type": "object", "description": "Named numbers.", "examples": [{"a": 1}]})";
  }

 private:
  std::vector<Switch> switches_{{"bias", {"none", "per_filter"}, "Whether biases count."},
                                {"log", {"natural", "2", "10"}, "The base of logarithms."}};
};

// `tables: {name: {a: 1}}`, to have a second kind; of one named `worth` only what is in it is worth
// anything.
class Tables final : public ProblemKind {
 public:
  std::string_view name() const override { return "tables"; }
  std::span<const Switch> switches() const override { return switches_; }
  bool translate(const yaml::Node& block, Graph& graph, Diagnostics&) const override {
    for (const auto& [name, node] : block.entries) {
      Table table;
      for (const auto& [label, choice] : node.entries) {
        table.rows.emplace_back(label.text, choice.text);
      }
      if (name.text == "worth") {
        for (const auto& row : table.rows) table.choices.push_back(row.second);
        const std::vector<Fraction> all(table.choices.size(), 1);
        table.worth = std::make_shared<const std::vector<std::vector<Fraction>>>(
            std::vector<std::vector<Fraction>>(table.rows.size(), all));
      }
      graph.add(given(name.text, std::move(table), node.where));
    }
    return true;
  }
  std::string_view schema() const override {
    return R"({"type": "object", "description": "Named tables.", "examples": [{"t": {"a": 1}}]})";
  }

 private:
  std::vector<Switch> switches_{{"log", {"natural", "e"}, "The same switch, another setting."}};
};

// Sums of names and numbers: `a + b + 1`, and `[a, b]` without meaning.
class Sums final : public ExpressionLanguage {
 public:
  std::optional<Definition> compile(std::string_view text, const Place& where, const Graph& graph,
                                    Diagnostics& diagnostics) const override {
    Definition definition;
    double constant = 0;
    bool good = true;
    while (!text.empty()) {
      const auto end = std::min(text.find('+'), text.size());
      std::string word(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      word.erase(0, word.find_first_not_of(" [\n"));
      word.erase(word.find_last_not_of(" ]\n") + 1);
      double number = 0;
      if (std::from_chars(word.data(), word.data() + word.size(), number).ec == std::errc()) {
        constant += number;
      } else if (const auto index = graph.find(word)) {
        definition.inputs.push_back(*index);
      } else {
        diagnostics.error(code::unknown_name, where, fmt::format("no quantity is named `{}`", word),
                          suggestion(word, graph.names()));
        good = false;
      }
    }
    definition.function = [constant](Inputs inputs) -> Result<Value> {
      double sum = constant;
      for (const Value* input : inputs) sum += numbers(*input).at(0);
      return Value(sum);
    };
    definition.formula = {std::string("a sum")};
    if (!good) return std::nullopt;
    return definition;
  }
};

struct World {
  Numbers numbers;
  Tables tables;
  Sums sums;
  Reference reference() const { return {{&numbers, &tables}, &sums}; }
};

}  // namespace grader::fakes
