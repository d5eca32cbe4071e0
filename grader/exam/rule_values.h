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

// `credit: {1/2: 0.4, 1: 1}`: from which share of right entries on which credit is given. All of
// them are worth 1, said or not.
std::vector<CreditStep> read_credit_steps(const yaml::Node& node, Diagnostics& diagnostics);

// `unit: m`, or `unit: {name: m, also: {cm: 0.01}, without: 0.5}`.
UnitRule read_unit_rule(const yaml::Node& node, Diagnostics& diagnostics);

// The factor of a unit: a positive number, exactly. 1 and reported for anything else.
Fraction read_unit_factor(const yaml::Node& unit, const yaml::Node& factor,
                          Diagnostics& diagnostics);

// `weights:`, row by row.
std::vector<Fraction> read_weights(const yaml::Node& node, Diagnostics& diagnostics);

}  // namespace grader
