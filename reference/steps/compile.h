// Text of the author's language -> a definition over the quantities of a graph. The canonical text
// of a sub-expression that is the name of a quantity (`dW`, `parameters(m)`, `channels(m.concat)`)
// is that quantity; names of quantities win over functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/evaluate.h"

namespace reference::steps {

struct Compiled {
  grader::Definition definition;
  std::vector<grader::QuantityIndex> terms;  // if it is a plain sum of quantities; see Quantity
};

// Reports, at its place within `where`, the first thing that is wrong with the syntax, or every
// unknown name and wrong argument. Empty iff it reported.
std::optional<Compiled> compile(std::string_view text, const grader::Place& where,
                                const grader::Graph& graph, grader::Diagnostics& diagnostics);

}  // namespace reference::steps
