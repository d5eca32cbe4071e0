// Settings of an exam that are read by themselves. Internal to grader/exam.
#pragma once

#include <vector>

#include "grader/exam/exam.h"
#include "grader/yaml/map_reader.h"

namespace grader {

// `boundaries:`, highest first.
std::vector<Boundary> read_boundaries(const yaml::Node& node, Diagnostics& diagnostics);

// `policies:`; the follow-through goes to `follow`.
Policies read_policies(const yaml::Node& node, Scheme::Follow& follow, Diagnostics& diagnostics);

// A text or a list of texts under `key`, as paths seen from the file that holds them.
std::vector<std::string> read_paths(const yaml::Node& node, std::string_view key,
                                    Diagnostics& diagnostics);

// Every switch of every kind; kinds that share one allow each setting of either.
std::vector<Switch> all_switches(const Reference& reference);

}  // namespace grader
