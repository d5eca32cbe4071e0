// Quantities at the end of a graph, as the kinds of problems add them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/graph.h"
#include "reference/steps/compile.h"

namespace reference::steps {

// The quantity `name: text` of a compiled text, not yet in a graph.
grader::Quantity quantity_of(std::string name, Compiled compiled, const grader::Place& where);

// Appends the quantity `name: text`. Empty iff it reported.
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
