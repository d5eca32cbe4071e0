// A block `training` as a graph, for tests.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grader/graph/evaluate.h"
#include "reference/training/training.h"
#include "tests/kind_loading.h"

namespace reference::training {

using namespace grader;

using Loaded = LoadedBlock;

inline Loaded load(const std::string& text, const ConventionSettings& conventions = {}) {
  return load_block(kind(), text, conventions);
}

inline std::vector<double> values(const Loaded& loaded, const Evaluation& evaluation,
                                  const char* name) {
  const auto index = loaded.graph.find(name);
  REQUIRE_MESSAGE(index, name);
  REQUIRE_MESSAGE(evaluation[*index], name);
  return numbers(*evaluation[*index]);
}

}  // namespace reference::training
