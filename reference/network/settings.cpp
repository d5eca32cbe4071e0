#include "reference/network/settings.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "grader/base/words.h"

namespace reference::network {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

std::optional<std::int64_t> as_extent(const YamlNode& node, std::string_view key,
                                      std::int64_t least, Diagnostics& diagnostics) {
  const auto extent = as_count(node, key, diagnostics);
  if (!extent || *extent >= least) return extent;
  diagnostics.error(
      code::bad_value, node.where,
      fmt::format("`{}` should be {}, not {}", key, least > 0 ? "positive" : "0 or more", *extent));
  return std::nullopt;
}

std::optional<std::int64_t> read_positive(MapReader& reader, std::string_view key) {
  const YamlNode* node = reader.require(key);
  if (node == nullptr) return std::nullopt;
  return as_extent(*node, key, 1, reader.diagnostics());
}

std::int64_t read_positive(MapReader& reader, std::string_view key, std::int64_t fallback) {
  const YamlNode* node = reader.find(key);
  if (node == nullptr) return fallback;
  return as_extent(*node, key, 1, reader.diagnostics()).value_or(fallback);
}

std::optional<std::vector<std::int64_t>> read_positives(const YamlNode& node, std::string_view key,
                                                        std::size_t n, Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.size() != n) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of {} whole numbers, not {}", key, n,
                                  node.is_list() ? fmt::format("of {}", node.items.size())
                                                 : std::string(describe(node))));
    return std::nullopt;
  }
  std::vector<std::int64_t> counts;
  for (const YamlNode& item : node.items) {
    if (const auto count = as_extent(item, key, 1, diagnostics)) counts.push_back(*count);
  }
  if (counts.size() != n) return std::nullopt;
  return counts;
}

std::optional<Extent> as_extents(const YamlNode& node, std::string_view key, std::int64_t least,
                                 Diagnostics& diagnostics) {
  if (!node.is_list()) {
    const auto both = as_extent(node, key, least, diagnostics);
    if (!both) return std::nullopt;
    return Extent{*both, *both};
  }
  if (node.items.size() != 2) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a number or [height, width]", key));
    return std::nullopt;
  }
  const auto height = as_extent(node.items[0], key, least, diagnostics);
  const auto width = as_extent(node.items[1], key, least, diagnostics);
  if (!height || !width) return std::nullopt;
  return Extent{*height, *width};
}

Extent read_extents(MapReader& reader, std::string_view key, std::int64_t least, Extent fallback) {
  const YamlNode* node = reader.find(key);
  if (node == nullptr) return fallback;
  return as_extents(*node, key, least, reader.diagnostics()).value_or(fallback);
}

Bias read_bias(MapReader& reader, Bias fallback) {
  const YamlNode* node = reader.find("bias");
  if (node == nullptr) return fallback;
  if (node->is_scalar() && node->text == "none") return Bias::none;
  if (node->is_scalar() && node->text == "per_filter") return Bias::per_filter;
  if (node->is_scalar() && node->text == "per_layer") return Bias::per_layer;
  reader.diagnostics().error(code::bad_value, node->where,
                             "`bias` should be `none`, `per_filter` or `per_layer`");
  return fallback;
}

std::size_t read_word(MapReader& reader, std::string_view key,
                      const std::vector<std::string>& words, std::size_t fallback) {
  const YamlNode* node = reader.find(key);
  if (node == nullptr) return fallback;
  const auto found = std::find(words.begin(), words.end(), node->text);
  if (node->is_scalar() && found != words.end()) {
    return static_cast<std::size_t>(found - words.begin());
  }
  reader.diagnostics().error(code::bad_value, node->where,
                             fmt::format("`{}` should be `{}`", key, fmt::join(words, "` or `")),
                             node->is_scalar() ? grader::suggestion(node->text, words) : "");
  return fallback;
}

}  // namespace reference::network
