// Settings in YAML that several kinds of layers share. Each reports what is wrong at its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/map_reader.h"
#include "reference/network/nodes.h"
#include "reference/network/quantities.h"

namespace reference::network {

// A count of at least `least`, at most 2^31.
std::optional<std::int64_t> as_extent(const grader::yaml::Node& node, std::string_view key,
                                      std::int64_t least, grader::Diagnostics& diagnostics);

// A positive count; `fallback` if the key is missing or wrong.
std::optional<std::int64_t> read_positive(grader::yaml::MapReader& reader, std::string_view key);
std::int64_t read_positive(grader::yaml::MapReader& reader, std::string_view key,
                           std::int64_t fallback);

// A list of exactly `n` positive counts.
std::optional<std::vector<std::int64_t>> read_positives(const grader::yaml::Node& node,
                                                        std::string_view key, std::size_t n,
                                                        grader::Diagnostics& diagnostics);

// A number for both directions, or [height, width].
std::optional<Extent> as_extents(const grader::yaml::Node& node, std::string_view key,
                                 std::int64_t least, grader::Diagnostics& diagnostics);
Extent read_extents(grader::yaml::MapReader& reader, std::string_view key, std::int64_t least,
                    Extent fallback);

// none, per_filter or per_layer.
Bias read_bias(grader::yaml::MapReader& reader, Bias fallback = Bias::by_convention);

// One of a few words; reports others with their list.
std::size_t read_word(grader::yaml::MapReader& reader, std::string_view key,
                      const std::vector<std::string>& words, std::size_t fallback);

}  // namespace reference::network
