// Runs the snippets of two columns and finds out how every pair relates.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reference/relation/relation.h"
#include "reference/relation/scenes.h"

namespace reference::relation {

struct Columns {
  std::vector<Scene> scenes;
  std::vector<evaluator::Code> left;
  std::vector<evaluator::Code> right;
  evaluator::Options options;
};

struct Pair {
  Relation relation;   // the worst, over the scenes that decide
  std::string caveat;  // where it does not hold, of those that settle: "only for square images"
};

// A snippet that failed where it decides.
struct SnippetFailure {
  bool left;          // the column
  std::size_t index;  // in its column
  std::string scene;
  evaluator::Failure failure;
};

struct Study {
  std::vector<std::string> left;  // what each gives, see describe()
  std::vector<std::string> right;
  std::vector<std::vector<Pair>> pairs;  // [left][right]
  // Snippets that convert a float to an integer which cannot hold it; other processors may differ.
  std::vector<bool> left_undefined;
  std::vector<bool> right_undefined;
};

// Every snippet runs once a scene, on the others only if its column has a pair that they may limit.
grader::Result<Study, std::vector<SnippetFailure>> study(const Columns& columns);

// In general words, where two snippets that agree on the scenes that decide do not: `differ` names
// the others on which they do not.
std::string caveat_of(const std::vector<Scene>& scenes, const std::vector<std::string>& differ);

}  // namespace reference::relation
