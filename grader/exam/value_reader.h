// Values typed in YAML: keys that nothing computes, more accepted values, printed values. Internal
// to grader/exam.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/graph/value.h"
#include "grader/yaml/node.h"

namespace grader {

// A whole number is a Count, another number a Real, a list an Array (of counts if all are whole), a
// map a Table, and any other scalar a Text. Empty iff it reported.
std::optional<Value> read_value(const yaml::Node& node, std::string_view key,
                                Diagnostics& diagnostics);

// A value of the type and shape of `like`: a whole number is a Real where `like` is one, a table
// has the rows of `like`, in its order, and its choices. Empty iff it reported.
std::optional<Value> read_value_like(const yaml::Node& node, std::string_view key,
                                     const Value& like, Diagnostics& diagnostics);

// A list of lists as a shape and its scalars in row-major order; a scalar has the shape {}. Reports
// ragged and mixed lists; returns false iff it reported.
bool read_shape(const yaml::Node& node, std::string_view key, std::vector<std::int64_t>& shape,
                std::vector<const yaml::Node*>& scalars, Diagnostics& diagnostics);

// A scalar as it is; a list (`[P, R]` without quotes is one in YAML) as "[P, R]". Empty and
// reported for anything else.
std::optional<std::string> expression_text(const yaml::Node& node, std::string_view key,
                                           Diagnostics& diagnostics);

}  // namespace grader
