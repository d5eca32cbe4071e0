// A block `training` as a graph, for tests.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "grader/graph/evaluate.h"
#include "grader/yaml/document.h"
#include "reference/training/training.h"

namespace reference::training {

using namespace grader;

// Settings other than the defaults.
using Conventions = std::map<std::string, std::string>;

struct Loaded {
  Graph graph;
  Diagnostics diagnostics;
  bool good = false;
};

inline Loaded load(const std::string& text, const Conventions& conventions = {}) {
  Loaded loaded;
  const auto document = yaml::load_text("t.yaml", text, loaded.diagnostics);
  REQUIRE(document);
  for (const Switch& one : kind().switches()) {
    const auto stated = conventions.find(std::string(one.name));
    const std::string setting(stated == conventions.end() ? one.values.front() : stated->second);
    loaded.graph.add(given(convention_quantity(one.name), Text(setting), {}));
  }
  loaded.good = kind().translate(*document, loaded.graph, loaded.diagnostics);
  return loaded;
}

inline std::vector<double> values(const Loaded& loaded, const Evaluation& evaluation,
                                  const char* name) {
  const auto index = loaded.graph.find(name);
  REQUIRE_MESSAGE(index, name);
  REQUIRE_MESSAGE(evaluation[*index], name);
  return numbers(*evaluation[*index]);
}

}  // namespace reference::training
