#include "reference/compute/block.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "grader/exam/value_reader.h"
#include "grader/yaml/map_reader.h"
#include "reference/compute/axes.h"
#include "reference/language/words.h"

namespace reference::compute {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

class Reader {
 public:
  explicit Reader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  std::optional<Block> read(const Node& node) {
    MapReader reader(node, "compute", diagnostics_);
    Block block;
    block.where = node.where;
    if (const Node* given = reader.find("given")) read_givens(*given, block);
    if (const Node* steps = reader.require("steps")) read_steps(*steps, block.steps);
    if (const Node* check = reader.find("check")) read_checks(*check, block.checks);
    axes_agree(block, diagnostics_);
    if (!reader.finish()) return std::nullopt;
    return block;
  }

 private:
  // A name that is free, and is taken from then on.
  bool take_name(const Node& node) {
    const std::string_view why = node.is_scalar() ? language::why_no_name(node.text) : "";
    if (!node.is_scalar() || !why.empty()) {
      diagnostics_.error(code::bad_id, node.where, fmt::format("`{}` cannot be a name", node.text),
                         std::string(why));
      return false;
    }
    const auto [entry, is_new] = names_.emplace(node.text, node.where);
    if (is_new) return true;
    diagnostics_.error(
        code::duplicate_id, node.where,
        fmt::format("`{}` is already defined in line {}", node.text, entry->second.line),
        "give this one another name");
    return false;
  }

  void read_givens(const Node& node, Block& block) {
    if (!node.is_map()) {
      diagnostics_.error(
          code::wrong_type, node.where,
          fmt::format("`given` should be a map of names and values, not {}", describe(node)),
          "such as `given: {W: [[5, 4, 3], [3, 4, 2]], step: 2}`");
      return;
    }
    for (const auto& [name, value] : node.entries) {
      const bool free = take_name(name);
      auto given = read_given(name.text, value);
      if (free && given) block.givens.push_back(std::move(*given));
    }
  }

  std::optional<Given> read_given(const std::string& name, const Node& node) {
    Given given;
    given.name = name;
    given.where = node.where;
    if (!node.is_map()) {
      auto value = grader::read_value(node, name, diagnostics_);
      if (!value) return std::nullopt;
      given.value = std::move(*value);
      return given;
    }
    MapReader reader(node, name, diagnostics_);
    if (const Node* index = reader.find("one_hot")) {
      const auto text = grader::expression_text(*index, "one_hot", diagnostics_);
      const auto classes = reader.count("classes");
      if (text && classes) given.one_hot = fmt::format("one_hot({}, {})", *text, *classes);
    } else if (const Node* value = reader.require("value")) {
      auto read = grader::read_value(*value, name, diagnostics_);
      if (read) given.value = std::move(*read);
      if (const Node* axes = reader.find("axes")) read_axes(*axes, given);
    }
    if (!reader.finish()) return std::nullopt;
    return given;
  }

  void read_axes(const Node& node, Given& given) {
    if (!node.is_list()) {
      diagnostics_.error(code::wrong_type, node.where,
                         fmt::format("`axes` should be a list of names, not {}", describe(node)),
                         "such as `axes: [out, in]`");
      return;
    }
    for (const Node& item : node.items) {
      if (const auto name = as_text(item, "axes", diagnostics_)) given.axes.push_back(*name);
    }
    const std::size_t rank = grader::shape_of(given.value).size();
    if (given.axes.size() == rank) return;
    diagnostics_.error(code::shape_mismatch, node.where,
                       fmt::format("`{}` is {} and has {} named axes", given.name,
                                   grader::describe(given.value), node.items.size()));
  }

  // A map, or a list of maps of one entry.
  void read_steps(const Node& node, std::vector<Step>& steps) {
    std::vector<const Node*> maps;
    if (node.is_map()) maps.push_back(&node);
    for (const Node& item : node.items) maps.push_back(&item);
    if (maps.empty()) {
      diagnostics_.error(
          code::wrong_type, node.where,
          fmt::format("`steps` should be a list of steps, not {}",
                      node.is_list() ? "an empty list" : std::string(describe(node))),
          "such as `- z: W @ h`");
    }
    for (const Node* map : maps) {
      if (!map->is_map() || (map != &node && map->entries.size() != 1)) {
        diagnostics_.error(code::wrong_type, map->where, "a step is one name and its expression",
                           "such as `- z: W @ h`");
        continue;
      }
      for (const auto& [name, text] : map->entries) {
        const bool free = take_name(name);
        auto step = read_step(name, text);
        if (free && step) steps.push_back(std::move(*step));
      }
    }
    if (steps.size() <= most_steps) return;
    diagnostics_.error(code::bad_value, steps[most_steps].name_where,
                       fmt::format("`compute` has more than {} steps", most_steps));
  }

  void read_checks(const Node& node, std::vector<Step>& checks) {
    if (!node.is_map()) {
      diagnostics_.error(
          code::wrong_type, node.where,
          fmt::format("`check` should be a map of steps and expressions, not {}", describe(node)),
          "such as `check: {dW: \"grad(L, W)\"}`");
      return;
    }
    for (const auto& [name, text] : node.entries) {
      if (auto check = read_step(name, text)) checks.push_back(std::move(*check));
    }
  }

  std::optional<Step> read_step(const Node& name, const Node& node) {
    auto text = grader::expression_text(node, name.text, diagnostics_);
    if (!text) return std::nullopt;
    return Step{name.text, name.where, std::move(*text),
                node.is_scalar() ? node.text_place() : node.where};
  }

  Diagnostics& diagnostics_;
  std::map<std::string, grader::Place> names_;
};

}  // namespace

const Given* Block::given(std::string_view name) const {
  const auto found = std::find_if(givens.begin(), givens.end(),
                                  [&](const Given& one) { return one.name == name; });
  return found == givens.end() ? nullptr : &*found;
}

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  return Reader(diagnostics).read(node);
}

}  // namespace reference::compute
