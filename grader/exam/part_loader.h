// Loads the parts of a problem, its printed values and its mistakes. Internal to grader/exam.
#pragma once

#include <span>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/exam/kind.h"
#include "grader/exam/problem.h"
#include "grader/exam/rules.h"

namespace grader {

// What the parts of one problem are read with.
struct PartContext {
  const Reference& reference;
  const ProblemKind* kind;           // null: the problem has no block
  const yaml::Node* block;           // of the kind
  std::span<const Switch> switches;  // of the problem's kind
  const Rules& rules;                // of the exam and the problem
  bool solvable;                     // false: the block was refused, so that names mean nothing
  Problem& problem;                  // expressions that are asked for are added to its graph
  Diagnostics& diagnostics;
};

// `parts:`; appended to the problem.
void read_parts(const yaml::Node& node, const PartContext& context);

// `printed:` of the problem: quantity -> value.
void read_printed_working(const yaml::Node& node, const PartContext& context);

// `mistakes:` (null: there are none) and the mistakes of the kind. To be read last, when every part
// and every quantity is known.
void read_mistakes(const yaml::Node* node, const PartContext& context);

// The key of a part that is not written; empty if solving fails.
std::optional<Value> key_of(const Part& part, const Graph& graph);

// A printed value, entry by entry. Empty iff it reported.
std::optional<Printed> read_printed(const yaml::Node& node, QuantityIndex quantity,
                                    Diagnostics& diagnostics);

// The quantity that an expression names; any other expression becomes a quantity whose name is its
// text. Empty iff it reported.
std::optional<QuantityIndex> bind_quantity(const std::string& text, const Place& place,
                                           const PartContext& context);

}  // namespace grader
