#include "reference/matching/matching.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"
#include "matching_schema.embedded.h"
#include "reference/language/position.h"
#include "reference/matching/block.h"
#include "reference/matching/derive.h"

namespace reference::matching {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::Graph;
using grader::Place;
using grader::yaml::Node;

std::vector<std::string> labels(const std::vector<Item>& items) {
  std::vector<std::string> labels;
  for (const Item& item : items) labels.push_back(item.label);
  return labels;
}

bool contains(const std::vector<std::string>& labels, std::string_view label) {
  return std::find(labels.begin(), labels.end(), label) != labels.end();
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

void add_columns(const Block& block, Graph& graph) {
  const auto add_column = [&](std::string_view column, const std::vector<Item>& items) {
    for (const Item& item : items) {
      graph.add(grader::given(fmt::format("{}.{}", column, item.label), item.text, item.where));
    }
  };
  add_column("left", block.left);
  add_column("right", block.right);
}

// A table of plain text.
bool add_typed(const Block& block, Graph& graph, Diagnostics& diagnostics) {
  auto table = read_key(*block.key, block, diagnostics);
  if (!table) return false;
  add_columns(block, graph);
  graph.add(grader::given("matching", std::move(*table), block.key->where));
  return true;
}

// The graph of a table of snippets.
class Derived {
 public:
  Derived(const Block& block, const Node& node) : block_(block), where_(node.where) {
    labels_->left = labels(block.left);
    labels_->right = labels(block.right);
  }

  // Runs the snippets as they are written; false iff it reported.
  bool check(Diagnostics& diagnostics) {
    const std::size_t most = 100;
    if (block_.left.size() > most || block_.right.size() > most) {
      diagnostics.error(code::too_large, where_,
                        fmt::format("a column has more than {} snippets", most));
      return false;
    }
    const auto study = runs_->of(snippets());
    if (study) return true;
    for (const Fault& fault : study.error()) report(fault, diagnostics);
    return false;
  }

  void add_to(Graph& graph) const {
    const stage::Stage& stage = block_.stage;
    const relation::ImageSize& image = stage.image;
    const auto add_extent = [&](std::string_view name, std::int64_t extent) {
      graph.add(
          grader::given(fmt::format("image.{}", name), grader::Count{extent}, stage.image_where));
    };
    add_extent("height", image.height);
    add_extent("width", image.width);
    add_extent("channels", image.channels);
    const Place setup_place = stage.setup ? stage.setup->where : where_;
    graph.add(grader::given("setup", stage.setup ? stage.setup->text : "", setup_place));
    graph.add(grader::given("numpy", grader::Count{stage.numpy}, where_));
    const grader::QuantityIndex first = *graph.find("image.height");
    add_columns(block_, graph);
    std::vector<grader::QuantityIndex> all;
    for (grader::QuantityIndex i = first; i < graph.size(); ++i) all.push_back(i);
    const auto results = add(graph, "results", all, "run", study_function(matching::results));
    const auto relations =
        add(graph, "relations", all, "compare", study_function(matching::relations));
    add(graph, "matching", {results, relations}, "match", match_function());
  }

 private:
  using Function = grader::Function;
  using MakeTable = grader::Table (*)(const relation::Study&, const Labels&);

  Snippets snippets() const {
    Snippets snippets;
    snippets.image = block_.stage.image;
    if (block_.stage.setup) snippets.setup = block_.stage.setup->text;
    for (const Item& item : block_.left) snippets.left.push_back(item.text);
    for (const Item& item : block_.right) snippets.right.push_back(item.text);
    snippets.numpy = block_.stage.numpy;
    return snippets;
  }

  const stage::Snippet& snippet_of(const Fault& fault) const {
    if (fault.column == Fault::Column::setup) return *block_.stage.setup;
    return fault.column == Fault::Column::left ? block_.left[fault.index]
                                               : block_.right[fault.index];
  }

  void report(const Fault& fault, Diagnostics& diagnostics) const {
    const bool ours = fault.failure.fault != ndarray::Fault::python;
    diagnostics.error(code::snippet_fails,
                      language::within(snippet_of(fault).text_place, fault.failure.where),
                      message(fault, name_of(fault, *labels_)),
                      ours ? "type the `key` of what cannot be run here" : "");
  }

  static std::string name_of(const Fault& fault, const Labels& labels) {
    if (fault.column == Fault::Column::setup) return "setup";
    return fault.column == Fault::Column::left ? "left." + labels.left[fault.index]
                                               : "right." + labels.right[fault.index];
  }

  // The snippets as the graph has them, in the order of add_to().
  static grader::Result<Snippets> snippets_of(grader::Inputs inputs, const Labels& labels) {
    const auto number = [&](std::size_t i) { return std::get_if<grader::Count>(inputs[i]); };
    const auto text = [&](std::size_t i) { return std::get_if<grader::Text>(inputs[i]); };
    constexpr std::size_t height = 0, width = 1, channels = 2, setup = 3, numpy = 4, column = 5;
    Snippets snippets;
    for (const std::size_t i : {height, width, channels, numpy}) {
      if (number(i) == nullptr) return grader::Failure{"the image and `numpy` are whole numbers"};
    }
    snippets.image = {*number(height), *number(width), *number(channels)};
    snippets.numpy = *number(numpy) == 2 ? 2 : 1;
    const relation::ImageSize& image = snippets.image;
    if (image.height < 1 || image.width < 1 || image.height > relation::most_pixels / image.width ||
        (image.channels != 1 && image.channels != 3)) {
      return grader::Failure{"no image has this size"};
    }
    for (std::size_t i = setup; i < inputs.size(); ++i) {
      if (i == numpy) continue;
      if (text(i) == nullptr) return grader::Failure{"a snippet should be a text"};
      if (i == setup) snippets.setup = *text(i);
      if (i < column) continue;
      auto& texts = i - column < labels.left.size() ? snippets.left : snippets.right;
      texts.push_back(*text(i));
    }
    return snippets;
  }

  Function study_function(MakeTable make) const {
    return [make, runs = runs_,
            labels = labels_](grader::Inputs inputs) -> grader::Result<grader::Value> {
      const auto snippets = snippets_of(inputs, *labels);
      if (!snippets) return snippets.error();
      const auto study = runs->of(*snippets);
      if (study) return grader::Value(make(**study, *labels));
      const Fault& fault = study.error().front();
      return grader::Failure{message(fault, name_of(fault, *labels))};
    };
  }

  Function match_function() const {
    return [labels = labels_](grader::Inputs inputs) -> grader::Result<grader::Value> {
      const auto* results = std::get_if<grader::Table>(inputs[0]);
      const auto* relations = std::get_if<grader::Table>(inputs[1]);
      if (results == nullptr || relations == nullptr) {
        return grader::Failure{"a matching is made from tables"};
      }
      auto table = matching::matching(*results, *relations, *labels);
      if (!table) return table.error();
      return grader::Value(std::move(*table));
    };
  }

  grader::QuantityIndex add(Graph& graph, std::string name,
                            std::vector<grader::QuantityIndex> inputs, const std::string& verb,
                            Function function) const {
    grader::Quantity quantity;
    quantity.name = std::move(name);
    quantity.inputs = std::move(inputs);
    quantity.function = std::move(function);
    quantity.formula = {verb + " the snippets"};
    quantity.where = where_;
    return graph.add(std::move(quantity));
  }

  const Block& block_;
  Place where_;
  std::shared_ptr<Labels> labels_ = std::make_shared<Labels>();
  std::shared_ptr<Runs> runs_ = std::make_shared<Runs>();
};

class MatchingKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "matching"; }
  std::span<const grader::Switch> switches() const override { return {}; }
  std::string_view schema() const override { return embedded::matching_schema; }

  bool translate(const Node& node, Graph& graph, Diagnostics& diagnostics) const override {
    const std::size_t before = diagnostics.count(grader::Severity::error);
    const auto block = read_block(node, diagnostics);
    if (!block || diagnostics.count(grader::Severity::error) > before) return false;
    if (block->key != nullptr) return add_typed(*block, graph, diagnostics);
    Derived derived(*block, node);
    if (!derived.check(diagnostics)) return false;
    derived.add_to(graph);
    return true;
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const MatchingKind kind;
  return kind;
}

}  // namespace reference::matching
