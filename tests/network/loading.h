// A block `network` loaded and solved, for the tests of this folder.
#pragma once

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "grader/graph/evaluate.h"
#include "reference/network/network.h"
#include "tests/kind_loading.h"

namespace reference::network {

using Loaded = grader::LoadedBlock;
using Conventions = grader::ConventionSettings;

inline Loaded load(const std::string& text, const Conventions& conventions) {
  return grader::load_block(kind(), text, conventions);
}

inline Loaded load(const std::string& text, const std::string& bias = "none") {
  return load(text, Conventions{{"bias", bias}});
}

inline grader::QuantityIndex index(const Loaded& loaded, const std::string& name) {
  const auto found = loaded.graph.find(name);
  REQUIRE_MESSAGE(found, name);
  return *found;
}

inline std::string value(const Loaded& loaded, const std::string& name,
                         std::span<const grader::Edit> edits = {}) {
  const auto solved = evaluate(loaded.graph, edits)[index(loaded, name)];
  return solved ? to_text(*solved) : "failed: " + solved.error().message;
}

inline grader::Count count(const Loaded& loaded, const grader::Evaluation& solved,
                           const std::string& name) {
  const auto& quantity = solved[index(loaded, name)];
  REQUIRE_MESSAGE(quantity, name);
  REQUIRE_MESSAGE(std::holds_alternative<grader::Count>(*quantity), name);
  return std::get<grader::Count>(*quantity);
}

inline std::string worked(const Loaded& loaded, const std::string& name) {
  const grader::Evaluation solved = evaluate(loaded.graph);
  const grader::Quantity& quantity = loaded.graph[index(loaded, name)];
  std::vector<const grader::Value*> inputs;
  for (const grader::QuantityIndex i : quantity.inputs) inputs.push_back(&*solved[i]);
  return worked_text(quantity, inputs, 6);
}

inline std::string reports(const Loaded& loaded) {
  std::string report;
  for (const grader::Diagnostic& d : loaded.diagnostics.all()) {
    if (!report.empty()) report += " | ";
    report += fmt::format("{}:{}: {}", d.where.line, d.where.column, d.message);
    if (!d.hint.empty()) report += "; " + d.hint;
    report += fmt::format(" [{}]", d.code);
  }
  return report;
}

class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}
  int operator()(int low, int high) {
    return std::uniform_int_distribution<int>(low, high)(random_);
  }

 private:
  std::mt19937 random_;
};

}  // namespace reference::network
