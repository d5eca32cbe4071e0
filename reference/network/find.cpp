#include "reference/network/find.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "grader/base/words.h"
#include "grader/exam/solutions.h"
#include "grader/yaml/map_reader.h"
#include "reference/language/words.h"
#include "reference/network/search.h"
#include "reference/network/settings.h"
#include "reference/steps/compile.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Count;
using grader::Diagnostics;
using grader::Graph;
using grader::Inputs;
using grader::Place;
using grader::QuantityIndex;
using grader::Result;
using grader::Value;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

constexpr Count most_values = 100'000;         // of one setting
constexpr std::int64_t most_work = 2'000'000;  // function calls of a search

std::optional<Count> whole_number(std::string_view text) {
  Count number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// `1..11`, or a list of whole numbers.
std::vector<Count> read_domain(const YamlNode& node, std::string_view key,
                               Diagnostics& diagnostics) {
  std::vector<Count> domain;
  if (node.is_list() && !node.items.empty()) {
    for (const YamlNode& item : node.items) {
      if (const auto value = as_extent(item, key, 0, diagnostics)) domain.push_back(*value);
    }
    return domain;
  }
  const auto dots = node.is_scalar() ? node.text.find("..") : std::string::npos;
  const auto low =
      dots == std::string::npos ? std::nullopt : whole_number(node.text.substr(0, dots));
  const auto high =
      dots == std::string::npos ? std::nullopt : whole_number(node.text.substr(dots + 2));
  if (!low || !high || *low < 0 || *high < *low || *high - *low >= most_values) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("`{}` should range over whole numbers", key),
                      "such as `1..11` or `[1, 2, 4]`");
    return domain;
  }
  for (Count value = *low; value <= *high; ++value) domain.push_back(value);
  return domain;
}

// `stride(c)` stands for stride_height(c) and stride_width(c); anything else for itself.
std::vector<std::string> names_of(const std::string& name, const Graph& graph) {
  const auto open = name.find('(');
  if (graph.find(name) || open == std::string::npos) return {name};
  std::vector<std::string> both;
  for (const std::string_view axis : axes) {
    both.push_back(fmt::format("{}_{}{}", name.substr(0, open), axis, name.substr(open)));
    if (!graph.find(both.back())) return {name};
  }
  return both;
}

// What may stand in `over`: givens of layers, and pairs of them under one name.
std::vector<std::string> settings_of(const Graph& graph) {
  std::vector<std::string> names;
  for (QuantityIndex i = 0; i < graph.size(); ++i) {
    std::string name = graph[i].name;
    if (!graph[i].given() || !name.ends_with(')')) continue;
    names.push_back(name);
    const auto height = name.find("_height(");
    if (height != std::string::npos) names.push_back(name.erase(height, 7));
  }
  return names;
}

std::optional<Variable> read_variable(const YamlNode::Entry& entry, const Graph& graph,
                                      Diagnostics& diagnostics) {
  Variable variable;
  for (const std::string& name : names_of(entry.first.text, graph)) {
    const auto quantity = graph.find(name);
    if (!quantity) {
      diagnostics.error(code::unknown_name, entry.first.where,
                        fmt::format("no quantity is named `{}`", name),
                        grader::suggestion(name, settings_of(graph)));
      return std::nullopt;
    }
    const Result<Value> held =
        graph[*quantity].given() ? graph[*quantity].function({}) : Value(grader::Text());
    if (!held || !std::holds_alternative<Count>(*held)) {
      diagnostics.error(code::bad_value, entry.first.where,
                        fmt::format("`{}` is computed, so it cannot be searched for", name),
                        "`over` holds settings of layers, such as `kernel(c)`");
      return std::nullopt;
    }
    variable.quantities.push_back(*quantity);
  }
  variable.domain = read_domain(entry.second, entry.first.text, diagnostics);
  if (variable.domain.empty()) return std::nullopt;
  return variable;
}

std::vector<Variable> read_over(const YamlNode& node, const Graph& graph,
                                Diagnostics& diagnostics) {
  std::vector<Variable> variables;
  if (!node.is_map() || node.entries.empty()) {
    diagnostics.error(code::wrong_type, node.where,
                      "`over` should be a map of settings and what they may be",
                      "such as `over: {kernel(c): 1..11}`");
    return variables;
  }
  for (const YamlNode::Entry& entry : node.entries) {
    if (auto variable = read_variable(entry, graph, diagnostics)) {
      variables.push_back(std::move(*variable));
    }
  }
  if (variables.size() != node.entries.size()) variables.clear();
  return variables;
}

bool is_free(const std::string& name, const Graph& graph, const Place& where,
             Diagnostics& diagnostics) {
  if (const auto why = language::why_no_name(name); !why.empty()) {
    diagnostics.error(code::bad_id, where, fmt::format("`{}` cannot be a name", name),
                      std::string(why));
    return false;
  }
  if (!graph.find(name)) return true;
  diagnostics.error(code::duplicate_id, where, fmt::format("the name `{}` is taken", name));
  return false;
}

bool is_feasible(const Search& search, const YamlNode& over, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < over.entries.size(); ++i) {
    if (search.depends_on(i)) continue;
    diagnostics.error(code::bad_value, over.entries[i].first.where,
                      fmt::format("`so_that` does not depend on `{}`", over.entries[i].first.text));
    return false;
  }
  const auto work = search.work();
  if (work && *work <= most_work) return true;
  diagnostics.error(code::too_large, over.where, "there are too many combinations to try",
                    "let the settings range over fewer numbers");
  return false;
}

// The first row of an array, or its first number.
Result<Value> first_row(Inputs inputs) {
  const auto* all = std::get_if<grader::Array>(inputs[0]);
  if (all == nullptr || all->data.empty()) return grader::Failure{"there are no solutions"};
  if (all->shape.size() == 1) return Value(static_cast<Count>(all->data[0]));
  grader::Array row;
  row.counts = all->counts;
  row.shape = {all->shape[1]};
  row.data.assign(all->data.begin(), all->data.begin() + all->shape[1]);
  return Value(std::move(row));
}

// "kernel(c), stride(c) with height(c) == 56"
std::string words_of(const YamlNode& over, std::string_view condition) {
  std::string words;
  for (const YamlNode::Entry& entry : over.entries) {
    words += (words.empty() ? "" : ", ") + entry.first.text;
  }
  return fmt::format("all {} with {}", words, condition);
}

void add_quantities_of(const std::string& name, std::shared_ptr<const Search> search,
                       std::string words, const Place& where, Graph& graph) {
  grader::Quantity all;
  all.name = grader::solutions_quantity(name);
  all.inputs = search->inputs();
  all.function = [search = std::move(search)](Inputs inputs) { return search->run(inputs); };
  all.formula = {std::move(words)};
  all.where = where;
  grader::Quantity first;
  first.name = name;
  first.inputs = {graph.add(std::move(all))};
  first.function = first_row;
  first.formula = {std::string("the first of "), std::size_t{0}};
  first.where = where;
  graph.add(std::move(first));
}

void add_find(const YamlNode& node, Graph& graph, Diagnostics& diagnostics) {
  MapReader reader(node, "find", diagnostics);
  const auto name = reader.text("name");
  const YamlNode* over = reader.require("over");
  const YamlNode* so_that = reader.require("so_that");
  if (!reader.finish() || !name || over == nullptr || so_that == nullptr) return;
  const std::vector<Variable> variables = read_over(*over, graph, diagnostics);
  const auto condition = as_text(*so_that, "so_that", diagnostics);
  const bool free = is_free(*name, graph, reader.find("name")->where, diagnostics);
  if (!condition) return;
  const auto compiled = steps::compile(*condition, so_that->text_place(), graph, diagnostics);
  if (!compiled || variables.empty() || !free) return;
  auto search = std::make_shared<const Search>(graph, variables, compiled->definition);
  if (!is_feasible(*search, *over, diagnostics)) return;
  add_quantities_of(*name, std::move(search), words_of(*over, *condition), so_that->where, graph);
}

}  // namespace

bool add_finds(const YamlNode& find, Graph& graph, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(grader::Severity::error);
  if (find.is_list()) {
    for (const YamlNode& one : find.items) add_find(one, graph, diagnostics);
  } else {
    add_find(find, graph, diagnostics);
  }
  return diagnostics.count(grader::Severity::error) == before;
}

}  // namespace reference::network
