#include "reference/network/builder.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "reference/language/words.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Place;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

std::string_view words_of(Layout layout) {
  switch (layout) {
    case Layout::image:
      return "channels x height x width";
    case Layout::features:
      return "features";
    case Layout::sequence:
      return "length x features";
  }
  return "";
}

}  // namespace

Builder::Builder(Network& network, grader::Diagnostics& diagnostics)
    : network_(network), diagnostics_(diagnostics) {}

bool Builder::claim(const std::string& name, const Place& where) {
  if (names_.insert(name).second) return true;
  diagnostics_.error(code::duplicate_id, where, fmt::format("the name `{}` is taken", name));
  return false;
}

std::string Builder::prefixed(std::string_view name) const {
  return (open_.empty() ? "" : open_.back().prefix) + std::string(name);
}

std::string Builder::free_name(std::string_view kind) {
  int& number = numbers_[prefixed(kind)];
  std::string name;
  do {
    name = prefixed(fmt::format("{}{}", kind, ++number));
  } while (!names_.insert(name).second);
  return name;
}

Start Builder::start(MapReader& reader, std::string_view kind) {
  Start start;
  start.where = reader.node().where;
  start.input = last_;
  const YamlNode* node = reader.find("name");
  start.frozen = !reader.boolean("trainable", true).value_or(true);
  if (const YamlNode* input = reader.find("input")) {
    start.input = find(*input, "input").value_or(last_);
  }
  if (node == nullptr) {
    start.name = free_name(kind);
    return start;
  }
  start.name = read_name(*node, *this, prefixed("")).value_or("");
  return start;
}

std::optional<std::string> read_name(const YamlNode& node, Builder& builder,
                                     std::string_view prefix) {
  const auto name = as_text(node, "name", builder.diagnostics());
  if (!name) return std::nullopt;
  if (const auto why = language::why_no_name(*name); !why.empty()) {
    builder.diagnostics().error(code::bad_id, node.where,
                                fmt::format("`{}` cannot be a name", *name), std::string(why));
    return std::nullopt;
  }
  std::string whole = std::string(prefix) + *name;
  if (!builder.claim(whole, node.where)) return std::nullopt;
  return whole;
}

std::vector<std::string> Builder::names_from_here() const {
  std::vector<std::string> names;
  for (const auto& [name, node] : outputs_) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<std::size_t> Builder::find(const YamlNode& node, std::string_view key) {
  const auto name = as_text(node, key, diagnostics_);
  if (!name) return std::nullopt;
  for (std::size_t i = open_.size() + 1; i-- > 0;) {
    const auto found = outputs_.find((i > 0 ? open_[i - 1].prefix : "") + *name);
    if (found != outputs_.end()) return found->second;
  }
  diagnostics_.error(code::unknown_name, node.where,
                     fmt::format("no layer before this one is named `{}`", *name),
                     grader::suggestion(*name, names_from_here()));
  return std::nullopt;
}

bool Builder::expect(std::size_t index, std::initializer_list<Layout> layouts,
                     std::string_view kind, const Place& where) {
  const Node& input = network_.nodes[index];
  if (std::find(layouts.begin(), layouts.end(), input.layout) != layouts.end()) return true;
  std::string wanted;
  for (const Layout layout : layouts) {
    if (!wanted.empty()) wanted += " or ";
    wanted += words_of(layout);
  }
  const bool flatten = input.layout != Layout::features &&
                       std::count(layouts.begin(), layouts.end(), Layout::features) > 0;
  diagnostics_.error(code::shape_mismatch, where,
                     fmt::format("`{}` takes {}, but `{}` gives {}", kind, wanted, input.name,
                                 words_of(input.layout)),
                     flatten ? "put a `flatten` in between" : "");
  return false;
}

bool Builder::full(const Place& where) {
  if (network_.nodes.size() < max_nodes) return false;
  if (!full_) {
    diagnostics_.error(code::too_large, where,
                       fmt::format("the network has more than {} layers", max_nodes));
  }
  full_ = true;
  return true;
}

std::vector<Unit>& Builder::units() {
  return open_.empty() ? network_.units : open_.back().unit.units;
}

void Builder::add_input(Node node) {
  outputs_.emplace(node.name, network_.nodes.size());
  network_.nodes.push_back(std::move(node));
}

std::size_t Builder::add(const Start& start, std::shared_ptr<const Layer> layer, Layout layout,
                         std::int64_t channels) {
  return add(start, {start.input}, std::move(layer), layout, channels);
}

std::size_t Builder::add(const Start& start, std::vector<std::size_t> inputs,
                         std::shared_ptr<const Layer> layer, Layout layout, std::int64_t channels) {
  const std::size_t index = network_.nodes.size();
  Node node;
  node.name = start.name;
  node.inputs = std::move(inputs);
  node.layer = std::move(layer);
  node.layout = layout;
  node.channels = channels;
  node.frozen = start.frozen || (!open_.empty() && open_.back().frozen);
  node.where = start.where;
  network_.nodes.push_back(std::move(node));
  outputs_.emplace(start.name, index);
  Unit unit;
  unit.name = start.name;
  unit.node = index;
  unit.where = start.where;
  units().push_back(std::move(unit));
  last_ = index;
  return index;
}

void Builder::open(const Start& start) {
  Open block;
  block.unit.name = start.name;
  block.unit.block = true;
  block.unit.where = start.where;
  block.prefix = start.name + ".";
  block.frozen = start.frozen || (!open_.empty() && open_.back().frozen);
  open_.push_back(std::move(block));
  last_ = start.input;
}

void Builder::close() {
  Unit unit = std::move(open_.back().unit);
  open_.pop_back();
  unit.node = last_;
  outputs_.emplace(unit.name, last_);
  units().push_back(std::move(unit));
}

Start Builder::part(std::string_view name) const {
  Start start;
  start.name = prefixed(name);
  start.input = last_;
  start.where = open_.back().unit.where;
  return start;
}

}  // namespace reference::network
