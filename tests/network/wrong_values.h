// What a known mistake leads to.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "reference/steps/language.h"
#include "tests/network/loading.h"

namespace reference::network {

inline std::vector<grader::Edit> edits_of(const grader::KindMistake& mistake,
                                          const grader::Graph& graph) {
  std::vector<grader::Edit> edits;
  for (const auto& edit : mistake.edits) {
    const std::string& name = edit.first;
    const std::string& text = edit.second;
    CAPTURE(name);
    CAPTURE(text);
    const auto quantity = graph.find(name);
    REQUIRE(quantity);
    if (name.starts_with("conventions.")) {
      edits.push_back({*quantity, grader::Value(grader::Text(text))});
      continue;
    }
    grader::Diagnostics diagnostics;
    auto definition = steps::language().compile(text, {}, graph, diagnostics);
    for (const grader::Diagnostic& diagnostic : diagnostics.all()) MESSAGE(to_text(diagnostic));
    REQUIRE(definition);
    edits.push_back({*quantity, *std::move(definition)});
  }
  return edits;
}

// The values of `asked` under each mistake of that id; those that have none left out.
inline std::vector<std::string> wrong_values(const Loaded& loaded, const std::string& id,
                                             const std::string& asked) {
  std::vector<std::string> values;
  for (const grader::KindMistake& mistake : kind().mistakes(loaded.graph)) {
    if (mistake.id != id) continue;
    CHECK_FALSE(mistake.message.empty());
    const auto edits = edits_of(mistake, loaded.graph);
    const auto solved = evaluate(loaded.graph, edits)[index(loaded, asked)];
    if (solved) values.push_back(to_text(*solved));
  }
  return values;
}

// That a mistake of that id gives this value, and that it is wrong.
inline void check_mistake(const Loaded& loaded, const std::string& id, const std::string& asked,
                          const std::string& expected) {
  CAPTURE(id);
  CAPTURE(asked);
  CAPTURE(expected);
  const std::vector<std::string> values = wrong_values(loaded, id, asked);
  std::string found;
  for (const std::string& one : values) found += one + "; ";
  CAPTURE(found);
  CHECK(std::count(values.begin(), values.end(), expected) > 0);
  CHECK_NE(value(loaded, asked), expected);
}

inline std::string text(grader::Count count) { return to_text(grader::Value(count)); }

}  // namespace reference::network
