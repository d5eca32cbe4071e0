// Text of the author's language -> a definition over the quantities of a graph. The canonical text
// of a sub-expression that is the name of a quantity (`dW`, `parameters(m)`, `channels(m.concat)`)
// is that quantity; names of quantities win over functions.
//
// Beside the operators and the functions of builtin.h there are `grad(L, W)` of two quantities
// (gradient.h); `a if c else b`, `and`, `or`, `not` with conditions that are numbers; True and
// False (1 and 0), and None for an argument that may be left out; of an array `x.T`, `x.shape`,
// `x.size`, `x.ndim`, and the functions that NumPy's arrays have as methods: `x.sum(axis=0)`.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/evaluate.h"

namespace reference::steps {

struct Compiled {
  grader::Definition definition;
  std::vector<grader::QuantityIndex> terms;  // if it is a plain sum of quantities; see Quantity
  std::optional<grader::Shortcut> shortcut;  // see fuse.h
  // L and W of each `grad(L, W)` in it.
  std::vector<std::pair<grader::QuantityIndex, grader::QuantityIndex>> gradients;
};

// Names that the graph does not have yet, and where they will be defined.
using LaterNames = std::vector<std::pair<std::string, grader::Place>>;

// Reports, at its place within `where`, the first thing that is wrong with the syntax, or every
// unknown name and wrong argument; one of `later` is told from others. Empty iff it reported.
std::optional<Compiled> compile(std::string_view text, const grader::Place& where,
                                const grader::Graph& graph, grader::Diagnostics& diagnostics,
                                const LaterNames& later = {});

}  // namespace reference::steps
