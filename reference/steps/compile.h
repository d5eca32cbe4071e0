// Text of the author's language -> a definition over the quantities of a graph. The canonical text
// of a sub-expression that is the name of a quantity (`dW`, `parameters(m)`, `channels(m.concat)`)
// is that quantity; names of quantities win over functions.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/graph/evaluate.h"

namespace reference::steps {

struct Compiled {
  grader::Definition definition;
  std::vector<grader::QuantityIndex> terms;  // if it is a plain sum of quantities; see Quantity
};

// Reports, at its place within `where`, the first thing that is wrong with the syntax, or every
// unknown name and wrong argument.
std::optional<Compiled> compile(std::string_view text, const grader::Place& where,
                                const grader::Graph& graph, grader::Diagnostics& diagnostics);

// Appends the quantity `name: text`.
std::optional<grader::QuantityIndex> add_step(grader::Graph& graph, std::string name,
                                              std::string_view text, const grader::Place& where,
                                              grader::Diagnostics& diagnostics);

// Appends a quantity of counts: a sum or a product of many, without a tree as high. The formula
// shows the first `shown` inputs, and a sum of several has them as its terms; the others count all
// the same (a pooling layer's parameters: 0, but an edit may change it). `0` where none is shown.
grader::QuantityIndex add_sum(grader::Graph& graph, std::string name,
                              std::vector<grader::QuantityIndex> inputs, std::size_t shown,
                              const grader::Place& where);
grader::QuantityIndex add_product(grader::Graph& graph, std::string name,
                                  std::vector<grader::QuantityIndex> inputs,
                                  const grader::Place& where);

// Appends a quantity that is another one: its formula is nothing but that one.
grader::QuantityIndex add_alias(grader::Graph& graph, std::string name, grader::QuantityIndex other,
                                const grader::Place& where);

}  // namespace reference::steps
