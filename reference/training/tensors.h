// Vectors and matrices of a block. Internal to reference/training.
#pragma once

#include "reference/training/block.h"

namespace reference::training {

// Each is empty iff it reported.
std::optional<Tensor> read_vector(const grader::yaml::Node& node, std::string_view key,
                                  grader::Diagnostics& diagnostics);
std::optional<Tensor> read_matrix(const grader::yaml::Node& node, std::string_view key,
                                  grader::Diagnostics& diagnostics);
// A matrix if its first item is a list.
std::optional<Tensor> read_vector_or_matrix(const grader::yaml::Node& node, std::string_view key,
                                            grader::Diagnostics& diagnostics);

// One of the words of a key, as its place among them.
std::optional<std::size_t> read_word(const grader::yaml::Node& node, std::string_view key,
                                     const std::vector<std::string>& words,
                                     grader::Diagnostics& diagnostics);

}  // namespace reference::training
