// A block of a kind of problem as a graph, for the tests of the kinds.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "grader/exam/kind.h"
#include "grader/yaml/document.h"

namespace grader {

// Settings other than the defaults.
using ConventionSettings = std::map<std::string, std::string>;

struct LoadedBlock {
  Graph graph;
  Diagnostics diagnostics;
  bool good = false;
};

inline void translate(const ProblemKind& kind, const yaml::Node& block,
                      const ConventionSettings& conventions, LoadedBlock& loaded) {
  for (const Switch& known : kind.switches()) {
    const auto stated = conventions.find(std::string(known.name));
    const std::string setting(stated == conventions.end() ? known.values.front() : stated->second);
    loaded.graph.add(given(convention_quantity(known.name), Text(setting), {}));
  }
  loaded.good = kind.translate(block, loaded.graph, loaded.diagnostics);
}

inline LoadedBlock load_block(const ProblemKind& kind, const std::string& text,
                              const ConventionSettings& conventions) {
  LoadedBlock loaded;
  const auto document = yaml::load_text("block.yaml", text, loaded.diagnostics);
  REQUIRE(document);
  translate(kind, *document, conventions, loaded);
  return loaded;
}

}  // namespace grader
