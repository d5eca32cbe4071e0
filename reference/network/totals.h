// What all nodes, blocks and the whole have: sums, operations, memory.
#pragma once

#include <string>
#include <vector>

#include "grader/graph/graph.h"
#include "reference/network/nodes.h"

namespace reference::network {

// bytes_per_element and training_factor.
void add_memory_givens(const Network& network, grader::Graph& graph);

// flops(name) from macs(name); memory(name) in bytes from activations(name).
void add_operations(grader::Graph& graph, const std::string& name, const grader::Place& where);
void add_memory(grader::Graph& graph, const std::string& name, const grader::Place& where);

// "{0} + {1} + .." of n inputs; "0" of none.
std::string sum_formula(std::size_t n);

// As steps::add_sum, with a faster function.
grader::QuantityIndex add_sum_of(grader::Graph& graph, std::string name,
                                 std::vector<grader::QuantityIndex> inputs, std::size_t shown,
                                 const grader::Place& where);

// Appends the quantities of blocks and of the whole, `network`: sums over their layers, whose own
// quantities the graph holds, and the extents of their last node.
void add_totals(const Network& network, grader::Graph& graph);

}  // namespace reference::network
