#include "reference/matching/matching.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"
#include "matching_schema.embedded.h"
#include "reference/matching/block.h"

namespace reference::matching {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::Graph;
using grader::yaml::Node;

std::vector<std::string> labels(const std::vector<Item>& items) {
  std::vector<std::string> labels;
  for (const Item& item : items) labels.push_back(item.label);
  return labels;
}

bool contains(const std::vector<std::string>& labels, std::string_view label) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

// What the first part that asks `matching` printed, or null. Faults of parts are reported by
// whoever reads parts.
const Node* printed_key(const Node& problem) {
  const Node* parts = problem.find("parts");
  if (parts == nullptr) return nullptr;
  for (const Node& part : parts->items) {
    const Node* ask = part.find("ask");
    const Node* printed = part.find("printed");
    if (ask != nullptr && ask->text == "matching" && printed != nullptr) return printed;
  }
  return nullptr;
}

void unknown_label(const Node& label, std::string_view column,
                   const std::vector<std::string>& known, Diagnostics& diagnostics) {
  diagnostics.error(code::unknown_name, label.where,
                    fmt::format("`{}` is no label of `{}`", label.text, column),
                    grader::suggestion(label.text, known));
}

std::optional<grader::Table> read_key(const Node& key, const Block& block,
                                      Diagnostics& diagnostics) {
  if (!key.is_map()) {
    diagnostics.error(
        code::wrong_type, key.where,
        fmt::format("the key should be a map from the labels of `left`, not {}", describe(key)));
    return std::nullopt;
  }
  const std::size_t before = diagnostics.count(grader::Severity::error);
  const std::vector<std::string> rows = labels(block.left);
  const std::vector<std::string> choices = labels(block.right);
  for (const auto& [row, choice] : key.entries) {
    if (!contains(rows, row.text)) unknown_label(row, "left", rows, diagnostics);
    if (!choice.is_scalar()) {
      grader::yaml::as_text(choice, row.text, diagnostics);
    } else if (!contains(choices, choice.text)) {
      unknown_label(choice, "right", choices, diagnostics);
    }
  }
  grader::Table table;
  table.choices = choices;
  for (const std::string& row : rows) {
    if (const Node* choice = key.find(row)) {
      table.rows.emplace_back(row, choice->text);
    } else {
      diagnostics.error(code::missing_key, key.where, fmt::format("the key has no row `{}`", row));
    }
  }
  if (diagnostics.count(grader::Severity::error) > before) return std::nullopt;
  return table;
}

void add_givens(const Block& block, Graph& graph) {
  if (block.image) {
    const auto add = [&](std::string_view name, std::int64_t extent) {
      graph.add(
          grader::given(fmt::format("image.{}", name), grader::Count{extent}, block.image->where));
    };
    add("height", block.image->height);
    add("width", block.image->width);
    add("channels", block.image->channels);
  }
  if (block.setup) graph.add(grader::given("setup", block.setup->text, block.setup->where));
  const auto add_column = [&](std::string_view column, const std::vector<Item>& items) {
    for (const Item& item : items) {
      graph.add(grader::given(fmt::format("{}.{}", column, item.label), item.text, item.where));
    }
  };
  add_column("left", block.left);
  add_column("right", block.right);
}

class MatchingKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "matching"; }
  std::span<const grader::Switch> switches() const override { return {}; }
  std::string_view schema() const override { return embedded::matching_schema; }

  bool translate(const Node& node, Graph& graph, Diagnostics& diagnostics) const override {
    return translate(node, nullptr, graph, diagnostics);
  }

  bool translate_within(const Node& problem, const Node& node, Graph& graph,
                        Diagnostics& diagnostics) const override {
    return translate(node, printed_key(problem), graph, diagnostics);
  }

 private:
  static bool translate(const Node& node, const Node* printed, Graph& graph,
                        Diagnostics& diagnostics) {
    const auto block = read_block(node, diagnostics);
    if (!block) return false;
    const Node* key = block->key != nullptr ? block->key : printed;
    if (key == nullptr) {
      diagnostics.error(code::missing_key, node.where, "missing key `key` in `matching`",
                        "or give the part that asks `matching` a `printed`");
      return false;
    }
    auto table = read_key(*key, *block, diagnostics);
    if (!table) return false;
    add_givens(*block, graph);
    graph.add(grader::given("matching", std::move(*table), key->where));
    return true;
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const MatchingKind kind;
  return kind;
}

}  // namespace reference::matching
