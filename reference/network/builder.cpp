#include "reference/network/builder.h"

#include <fmt/core.h>

#include <algorithm>

#include "reference/language/words.h"

namespace reference::network {

namespace code = grader::code;
using grader::Diagnostics;
using grader::Place;

bool Builder::taken(std::string_view name) const {
  return std::find(names_.begin(), names_.end(), name) != names_.end();
}

bool Builder::claim(const std::string& name, const Place& where) {
  if (taken(name)) {
    diagnostics_.error(code::duplicate_id, where, fmt::format("the name `{}` is taken", name));
    return false;
  }
  names_.push_back(name);
  return true;
}

std::optional<std::string> Builder::name(grader::yaml::MapReader& reader, std::string_view kind) {
  const grader::yaml::Node* node = reader.find("name");
  if (node == nullptr) {
    int number = 1;
    while (taken(fmt::format("{}{}", kind, number))) ++number;
    names_.push_back(fmt::format("{}{}", kind, number));
    return names_.back();
  }
  auto name = as_text(*node, "name", diagnostics_);
  if (!name) return std::nullopt;
  if (const auto why = language::why_no_name(*name); !why.empty()) {
    diagnostics_.error(code::bad_id, node->where, fmt::format("`{}` cannot be a name", *name),
                       std::string(why));
    return std::nullopt;
  }
  if (!claim(*name, node->where)) return std::nullopt;
  return name;
}

bool Builder::expect_spatial(std::size_t index, bool spatial, std::string_view kind,
                             const Place& where) {
  const Node& input = network_.nodes[index];
  if (input.spatial == spatial) return true;
  diagnostics_.error(code::shape_mismatch, where,
                     fmt::format("`{}` takes {}, but `{}` gives {}", kind,
                                 spatial ? "channels x height x width" : "features", input.name,
                                 input.spatial ? "channels x height x width" : "features"),
                     spatial ? "" : "put a `flatten` in between");
  return false;
}

std::size_t Builder::add(Node node) {
  network_.nodes.push_back(std::move(node));
  return network_.nodes.size() - 1;
}

void Builder::finish_unit(std::string name, bool block, const Place& where) {
  Unit unit{std::move(name), {}, block, where};
  for (std::size_t i = unit_begin_; i < network_.nodes.size(); ++i) unit.nodes.push_back(i);
  unit_begin_ = network_.nodes.size();
  last_ = unit_begin_ - 1;
  network_.units.push_back(std::move(unit));
}

std::optional<std::int64_t> as_extent(const grader::yaml::Node& node, std::string_view key,
                                      std::int64_t least, Diagnostics& diagnostics) {
  const auto extent = as_count(node, key, diagnostics);
  if (!extent || *extent >= least) return extent;
  diagnostics.error(
      code::bad_value, node.where,
      fmt::format("`{}` should be {}, not {}", key, least > 0 ? "positive" : "0 or more", *extent));
  return std::nullopt;
}

std::optional<std::int64_t> read_positive(grader::yaml::MapReader& reader, std::string_view key) {
  const grader::yaml::Node* node = reader.require(key);
  if (node == nullptr) return std::nullopt;
  return as_extent(*node, key, 1, reader.diagnostics());
}

std::optional<std::vector<std::int64_t>> read_positives(const grader::yaml::Node& node,
                                                        std::string_view key, std::size_t n,
                                                        Diagnostics& diagnostics) {
  if (!node.is_list() || node.items.size() != n) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be a list of {} whole numbers, not {}", key, n,
                                  node.is_list() ? fmt::format("of {}", node.items.size())
                                                 : std::string(describe(node))));
    return std::nullopt;
  }
  std::vector<std::int64_t> counts;
  for (const grader::yaml::Node& item : node.items) {
    if (const auto count = as_extent(item, key, 1, diagnostics)) counts.push_back(*count);
  }
  if (counts.size() != n) return std::nullopt;
  return counts;
}

}  // namespace reference::network
