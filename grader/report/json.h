// JSON as text: Boost.JSON's values, with doubles as people write them.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "grader/base/fraction.h"
#include "grader/graph/value.h"

namespace grader {

// One line (or, with `pretty`, indented lines) of JSON. A double has the shortest digits that read
// back (`0.5`, not `5E-1`).
std::string json_text(const boost::json::value& value, bool pretty = false);

// A number, or "nan", "inf", "-inf", which JSON has no numbers for. Never -0.
boost::json::value json_number(double number);

// The nearest double of a fraction; whole numbers as integers.
boost::json::value json_number(const Fraction& fraction);

// Counts and reals as numbers, arrays as nested lists, tables as maps, texts as strings.
boost::json::value json_value(const Value& value);

}  // namespace grader
