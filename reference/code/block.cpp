#include "reference/code/block.h"

#include <fmt/core.h>

#include <array>

#include "grader/yaml/map_reader.h"
#include "reference/language/position.h"

namespace reference::code {
namespace {

namespace code = grader::code;
using evaluator::Code;
using evaluator::Failure;
using grader::Diagnostics;
using grader::Place;
using grader::yaml::MapReader;
using grader::yaml::Node;

std::optional<std::int64_t> read_extent(MapReader& reader, std::string_view key,
                                        std::optional<std::int64_t> fallback) {
  const auto extent = fallback ? reader.count(key, *fallback) : reader.count(key);
  constexpr std::int64_t most = 2048;
  if (!extent || (*extent >= 1 && *extent <= most)) return extent;
  reader.diagnostics().error(code::bad_value, reader.node().find(key)->where,
                             fmt::format("`{}` should be between 1 and {}", key, most));
  return std::nullopt;
}

void read_image(const Node& node, Block& block, Diagnostics& diagnostics) {
  MapReader reader(node, "image", diagnostics);
  const auto height = read_extent(reader, "height", std::nullopt);
  const auto width = read_extent(reader, "width", std::nullopt);
  const auto channels = reader.count("channels", 3);
  if (channels && *channels != 1 && *channels != 3) {
    diagnostics.error(code::bad_value, node.find("channels")->where, "`channels` should be 1 or 3");
  }
  block.image_where = node.where;
  if (reader.finish()) block.image = {*height, *width, *channels};
}

std::optional<Snippet> read_snippet(MapReader& reader, std::string_view key, bool required) {
  const Node* node = required ? reader.require(key) : reader.find(key);
  if (node == nullptr) return std::nullopt;
  const auto text = as_text(*node, key, reader.diagnostics());
  if (!text) return std::nullopt;
  return Snippet{*text, node->text_place()};
}

void read_names(MapReader& reader, std::string_view key, std::vector<std::string>& names) {
  const Node* node = reader.find(key);
  if (node == nullptr) return;
  if (!node->is_list()) {
    reader.diagnostics().error(
        code::wrong_type, node->where,
        fmt::format("`{}` should be a list of names, not {}", key, describe(*node)));
    return;
  }
  names.clear();
  for (const Node& item : node->items) {
    if (auto name = as_text(item, key, reader.diagnostics())) names.push_back(std::move(*name));
  }
}

void read_worth(const Node& node, Worth& worth, Diagnostics& diagnostics) {
  MapReader reader(node, "credit", diagnostics);
  struct Entry {
    std::string_view key;
    grader::Fraction* value;
  };
  const std::array<Entry, 5> entries{{{"equal", &worth.equal},
                                      {"within1", &worth.within1},
                                      {"within_eps", &worth.within_eps},
                                      {"related", &worth.related},
                                      {"elsewhere", &worth.elsewhere}}};
  for (const Entry& entry : entries) {
    const auto value = reader.fraction(entry.key, *entry.value);
    if (!value) continue;
    *entry.value = *value;
    if (*value >= 0 && *value <= 1) continue;
    diagnostics.error(code::bad_value, node.find(entry.key)->where,
                      fmt::format("`{}` should be between 0 and 1", entry.key));
  }
  reader.finish();
}

void report(const Failure& failure, const Snippet& snippet, std::string_view key,
            Diagnostics& diagnostics) {
  diagnostics.error(code::snippet_fails, language::within(snippet.where, failure.where),
                    fmt::format("`{}` fails: {}: {}", key, failure.type, failure.message));
}

std::optional<Code> parse(const Snippet& snippet, std::string_view key, Diagnostics& diagnostics) {
  auto parsed = Code::parse(snippet.text);
  if (parsed) return std::move(*parsed);
  report(parsed.error(), snippet, key, diagnostics);
  return std::nullopt;
}

std::optional<std::vector<relation::Scene>> scenes_of(const Block& block,
                                                      Diagnostics& diagnostics) {
  if (!block.setup) return relation::scenes(block.image);
  const auto setup = parse(*block.setup, "setup", diagnostics);
  if (!setup) return std::nullopt;
  auto scenes = relation::scenes(block.image, *setup, block.options);
  if (scenes) return std::move(*scenes);
  report(scenes.error(), *block.setup, "setup", diagnostics);
  return std::nullopt;
}

}  // namespace

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "code", diagnostics);
  Block block;
  block.image_where = node.where;
  if (const Node* image = reader.find("image")) read_image(*image, block, diagnostics);
  block.setup = read_snippet(reader, "setup", false);
  if (auto solution = read_snippet(reader, "solution", true)) block.solution = *solution;
  read_names(reader, "arguments", block.arguments);
  read_names(reader, "forbid", block.forbid);
  if (const Node* credit = reader.find("credit")) read_worth(*credit, block.worth, diagnostics);
  const auto numpy = reader.count("numpy", 1);
  if (numpy && *numpy != 1 && *numpy != 2) {
    diagnostics.error(code::bad_value, node.find("numpy")->where, "`numpy` should be 1 or 2");
  } else if (numpy) {
    block.options.numpy = static_cast<ndarray::Numpy>(*numpy);
  }
  if (!reader.finish()) return std::nullopt;
  return block;
}

std::optional<Task> solve(const Block& block, Diagnostics& diagnostics) {
  const auto solution = parse(block.solution, "solution", diagnostics);
  auto scenes = scenes_of(block, diagnostics);
  if (!solution || !scenes) return std::nullopt;
  auto task = solve(std::move(*scenes), *solution, block.arguments, block.options);
  if (!task) {
    report(task.error(), block.solution, "solution", diagnostics);
    return std::nullopt;
  }
  task->options.forbidden = block.forbid;
  task->options.numpy = block.options.numpy;
  task->worth = block.worth;
  return std::move(*task);
}

}  // namespace reference::code
