// The values of rules: shares, numbers of digits, weights. Internal to grader/exam. Each reports
// what is wrong at its place.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grader/exam/scheme.h"
#include "grader/yaml/map_reader.h"

namespace grader {

// A fraction within 0 and 1 under `key`; a missing key changes nothing.
void read_share(yaml::MapReader& reader, std::string_view key, Fraction& target);

// A fraction of at least 0 under `key`; a missing key changes nothing.
void read_not_negative(yaml::MapReader& reader, std::string_view key, Fraction& target);

// A number of digits, from `least` to as many as a double has.
std::optional<int> read_digit_count(const yaml::Node& node, std::string_view key, int least,
                                    Diagnostics& diagnostics);

// `sigfigs:` or `decimals:`: a number, or a map with `n` and more.
Digits read_digits(const yaml::Node& node, Digits::Of of, Diagnostics& diagnostics);

// `weights:`, row by row.
std::vector<Fraction> read_weights(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace grader
