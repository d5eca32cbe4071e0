// `mistakes:` of a problem.
#include <fmt/format.h>

#include <set>

#include "grader/base/words.h"
#include "grader/exam/part_loader.h"
#include "grader/exam/problem_loader.h"
#include "grader/exam/value_reader.h"

namespace grader {
namespace {

constexpr std::string_view convention_prefix = "conventions.";

// `conventions.bias: per_filter` sets a switch; anything else is an expression.
std::optional<Edit> read_convention_edit(QuantityIndex quantity, const yaml::Node& node,
                                         const PartContext& context) {
  const std::string& name = context.problem.graph[quantity].name;
  const auto text = yaml::as_text(node, name, context.diagnostics);
  if (!text) return std::nullopt;
  for (const Switch& known : context.switches) {
    if (convention_quantity(known.name) != name) continue;
    const std::vector<std::string> words(known.values.begin(), known.values.end());
    if (std::find(words.begin(), words.end(), *text) != words.end()) break;
    context.diagnostics.error(code::bad_value, node.where,
                              fmt::format("`{}` has no setting `{}`", name, *text),
                              suggestion(*text, words));
    return std::nullopt;
  }
  return Edit{quantity, Value(Text(*text))};
}

std::optional<Edit> read_edit(const yaml::Node& name, const yaml::Node& node,
                              const PartContext& context) {
  const Graph& graph = context.problem.graph;
  const auto quantity = graph.find(name.text);
  if (!quantity) {
    context.diagnostics.error(code::unknown_name, name.where,
                              fmt::format("no quantity is named `{}`", name.text),
                              suggestion(name.text, graph.names()));
    return std::nullopt;
  }
  if (name.text.starts_with(convention_prefix)) {
    return read_convention_edit(*quantity, node, context);
  }
  const auto text = expression_text(node, name.text, context.diagnostics);
  if (!text) return std::nullopt;
  const Place place = node.is_scalar() ? node.text_place() : node.where;
  auto definition = context.reference.language->compile(*text, place, graph, context.diagnostics);
  if (!definition) return std::nullopt;
  for (const QuantityIndex input : definition->inputs) {
    if (!depends(graph, input, *quantity)) continue;
    context.diagnostics.error(code::bad_value, place,
                              fmt::format("`{}` depends on `{}`, which this edit replaces",
                                          graph[input].name, name.text));
    return std::nullopt;
  }
  return Edit{*quantity, std::move(*definition)};
}

void read_edits(yaml::MapReader& reader, const PartContext& context, std::vector<Edit>& edits) {
  const yaml::Node* node = reader.require("edit");
  if (!node) return;
  if (!node->is_map() || node->entries.empty()) {
    context.diagnostics.error(code::wrong_type, node->where,
                              "`edit` should be a map of quantities and expressions",
                              "such as `edit: {dz: y - p}`");
    return;
  }
  if (!context.solvable) return;
  for (const auto& [name, value] : node->entries) {
    if (auto edit = read_edit(name, value, context)) edits.push_back(std::move(*edit));
  }
}

Mistake read_mistake(const yaml::Node& node, const PartContext& context) {
  yaml::MapReader reader(node, "mistake", context.diagnostics);
  Mistake mistake;
  mistake.where = node.where;
  mistake.id = read_id(reader, "id").value_or("");
  read_edits(reader, context, mistake.edits);
  mistake.message = reader.text("message").value_or("");
  mistake.credit = reader.fraction("credit", Fraction(0)).value_or(0);
  if (mistake.credit < 0 || mistake.credit > 1) {
    context.diagnostics.error(code::bad_value, node.find("credit")->where,
                              "`credit` should be within 0 and 1");
  }
  reader.finish();
  return mistake;
}

}  // namespace

void read_mistakes(const yaml::Node& node, const PartContext& context) {
  if (!node.is_list()) {
    context.diagnostics.error(code::wrong_type, node.where,
                              fmt::format("`mistakes` should be a list, not {}", describe(node)));
    return;
  }
  std::set<std::string> ids;
  for (const yaml::Node& item : node.items) {
    Mistake mistake = read_mistake(item, context);
    if (!mistake.id.empty() && !ids.insert(mistake.id).second) {
      context.diagnostics.error(code::duplicate_id, item.find("id")->where,
                                fmt::format("another mistake has the id `{}`", mistake.id));
    }
    context.problem.mistakes.push_back(std::move(mistake));
  }
}

}  // namespace grader
