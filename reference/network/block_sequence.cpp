// Blocks of layers that the author lists: a named sequence, repetitions, stages, branches.
#include <fmt/core.h>

#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Severity;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

constexpr std::int64_t most_times = 10'000;

// block: {name: stem, layers: [..]}
void read_block(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const YamlNode* layers = reader.require("layers");
  reader.finish();
  if (layers == nullptr) return;
  builder.open(start);
  read_layers(*layers, "layers", builder);
  builder.close();
}

std::int64_t as_times(const YamlNode& node, Builder& builder) {
  const std::int64_t times = as_extent(node, "times", 1, builder.diagnostics()).value_or(1);
  if (times <= most_times) return times;
  builder.diagnostics().error(code::bad_value, node.where,
                              fmt::format("`times` should be at most {}", most_times));
  return 1;
}

// A block within the one that is open: false and a report if it cannot be.
bool open_part(Builder& builder, const std::string& name, const Start& whole) {
  Start part = builder.part(name);
  part.where = whole.where;
  if (!builder.claim(part.name, part.where)) return false;
  builder.open(part);
  return true;
}

// repeat: {times: 3, name: r, layers: [..]}: block r of blocks r.unit1, r.unit2, r.unit3.
void read_repeat(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const YamlNode* times = reader.require("times");
  const YamlNode* layers = reader.require("layers");
  reader.finish();
  if (times == nullptr || layers == nullptr) return;
  const std::int64_t often = as_times(*times, builder);
  const std::size_t before = builder.diagnostics().count(Severity::error);
  builder.open(start);
  for (std::int64_t i = 1; i <= often && !builder.full(start.where); ++i) {
    if (!open_part(builder, fmt::format("unit{}", i), start)) break;
    read_layers(*layers, "layers", builder);
    builder.close();
    if (builder.diagnostics().count(Severity::error) > before) break;
  }
  builder.close();
}

// What is one value of a block's settings for all stages, or a list with one a stage.
struct StageSettings {
  std::vector<const YamlNode::Entry*> entries;
  std::size_t count = 0;  // of stages

  const YamlNode& value(const YamlNode::Entry& entry, std::size_t stage) const {
    return entry.second.is_list() ? entry.second.items[stage] : entry.second;
  }
};

// The settings that go to the block; their lists have one length, that of `times`.
std::optional<StageSettings> read_stage_settings(const YamlNode& settings, const YamlNode& times,
                                                 Builder& builder) {
  StageSettings stages;
  if (!times.is_list() || times.items.empty()) {
    builder.diagnostics().error(code::wrong_type, times.where,
                                "`times` should be a list with one number for each stage",
                                "such as `times: [3, 4, 6, 3]`");
    return std::nullopt;
  }
  stages.count = times.items.size();
  bool fits = true;
  for (const YamlNode::Entry& entry : settings.entries) {
    const std::string& key = entry.first.text;
    if (key == "block" || key == "name" || key == "times" || key == "input" || key == "trainable") {
      continue;
    }
    stages.entries.push_back(&entry);
    if (!entry.second.is_list() || entry.second.items.size() == stages.count) continue;
    fits = false;
    builder.diagnostics().error(code::bad_value, entry.second.where,
                                fmt::format("`{}` has {} entries for {} stages", key,
                                            entry.second.items.size(), stages.count));
  }
  if (!fits) return std::nullopt;
  return stages;
}

// Settings of one block of a stage: strides belong to the first of them.
YamlNode unit_settings(const StageSettings& stages, std::size_t stage, std::int64_t unit,
                       const YamlNode& like) {
  YamlNode settings;
  settings.kind = YamlNode::Kind::map;
  settings.where = like.where;
  for (const YamlNode::Entry* entry : stages.entries) {
    if (entry->first.text == "stride" && unit > 1) continue;
    settings.entries.push_back({entry->first, stages.value(*entry, stage)});
  }
  YamlNode key;
  key.kind = YamlNode::Kind::scalar;
  key.text = "name";
  key.where = like.where;
  YamlNode name = key;
  name.text = fmt::format("unit{}", unit);
  settings.entries.push_back({std::move(key), std::move(name)});
  return settings;
}

void read_stage(const StageSettings& stages, std::size_t stage, std::int64_t often,
                const LayerKind& block, const YamlNode& settings, Builder& builder) {
  const std::size_t before = builder.diagnostics().count(Severity::error);
  for (std::int64_t unit = 1; unit <= often; ++unit) {
    if (builder.diagnostics().count(Severity::error) > before || builder.full(settings.where)) {
      return;
    }
    block.read(unit_settings(stages, stage, unit, settings), block.name, builder);
  }
}

// stages: {name: s, block: bottleneck_residual, width: [64, 128], times: [3, 4], stride: [1, 2]}:
// block s of blocks s.stage1, s.stage2 of blocks s.stage1.unit1, ..
void read_stages(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const auto name = reader.text("block");
  const YamlNode* times = reader.require("times");
  if (!name || times == nullptr) return;
  const LayerKind* block = find_layer(*name);
  if (block == nullptr) {
    report_unknown_layer(*reader.find("block"), builder);
    return;
  }
  const auto stages = read_stage_settings(settings, *times, builder);
  if (!stages) return;
  const std::size_t before = builder.diagnostics().count(Severity::error);
  builder.open(start);
  for (std::size_t stage = 0; stage < stages->count; ++stage) {
    const std::int64_t often = as_times(times->items[stage], builder);
    if (!open_part(builder, fmt::format("stage{}", stage + 1), start)) break;
    read_stage(*stages, stage, often, *block, settings, builder);
    builder.close();
    if (builder.diagnostics().count(Severity::error) > before) break;
  }
  builder.close();
}

// One branch; an empty one is the block's input as it is.
std::optional<std::size_t> read_branch(const YamlNode& branch, std::size_t input,
                                       Builder& builder) {
  if (!branch.is_list()) {
    builder.diagnostics().error(
        code::wrong_type, branch.where,
        fmt::format("a branch is a list of layers, not {}", describe(branch)),
        "`[]` is the input as it is");
    return std::nullopt;
  }
  builder.continue_from(input);
  for (const YamlNode& layer : branch.items) read_layer(layer, builder);
  return builder.last();
}

// branches: {name: m, concat: [[..], [..]]}, or `add`.
void read_branches(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const YamlNode* concat = reader.find("concat");
  const YamlNode* add = reader.find("add");
  reader.finish();
  const YamlNode* branches = concat != nullptr ? concat : add;
  if (branches == nullptr || (concat != nullptr && add != nullptr)) {
    builder.diagnostics().error(code::missing_key, settings.where,
                                "`branches` has either `concat` or `add`",
                                "such as `branches: {add: [[conv: {..}], []]}`");
    return;
  }
  if (!branches->is_list() || branches->items.size() < 2) {
    builder.diagnostics().error(code::wrong_type, branches->where,
                                "two or more branches are needed, each a list of layers");
    return;
  }
  builder.open(start);
  std::vector<std::size_t> ends;
  for (const YamlNode& branch : branches->items) {
    if (const auto end = read_branch(branch, start.input, builder)) ends.push_back(*end);
  }
  const std::string_view merge = concat != nullptr ? "concat" : "add";
  Start last = builder.part(merge);
  last.where = branches->where;
  bool fits = !ends.empty();
  for (const std::size_t end : ends) {
    fits = fits && builder.expect(end, {builder.node(ends.front()).layout}, merge, last.where);
  }
  if (fits && builder.claim(last.name, last.where)) {
    concat != nullptr ? add_concat(builder, last, std::move(ends))
                      : add_sum(builder, last, std::move(ends));
  }
  builder.close();
}

constexpr LayerKind table[] = {
    {"block", read_block},
    {"repeat", read_repeat},
    {"stages", read_stages},
    {"branches", read_branches},
};

}  // namespace

std::span<const LayerKind> sequences() { return table; }

}  // namespace reference::network
