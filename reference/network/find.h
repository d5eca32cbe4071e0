// Inverse questions: which settings of the network make a condition true?
//   find: {name: k, over: {kernel(c): 1..11, stride(c): [1, 2, 4]}, so_that: "height(c) == 56"}
// adds `k`, the first combination that does, as a vector in the order of `over` (a number where it
// has one entry), and `solutions(k)`, all of them, a row each.
#pragma once

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "grader/yaml/node.h"

namespace reference::network {

inline constexpr std::int64_t max_solutions = 1000;

// `find` is a map as above or a list of them. The graph holds the network's quantities. False iff
// it reported an error; whether there are solutions is only known when the graph is solved.
bool add_finds(const grader::yaml::Node& find, grader::Graph& graph,
               grader::Diagnostics& diagnostics);

}  // namespace reference::network
