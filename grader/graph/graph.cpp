#include "grader/graph/graph.h"

#include <cassert>

namespace grader {
namespace {

bool ends_in_operator(std::string_view text) {
  constexpr std::string_view operators = "+-*/@%";
  if (text.ends_with(" x ")) return true;  // of a product of counts
  const auto last = text.find_last_not_of(' ');
  return last != std::string_view::npos && operators.find(text[last]) != std::string_view::npos;
}

// Whether piece `i` is the base of a power, which binds closer than a sign.
bool power_follows(const Formula& formula, std::size_t i) {
  if (i + 1 == formula.size()) return false;
  const auto* next = std::get_if<std::string>(&formula[i + 1]);
  return next != nullptr && next->starts_with(" **");
}

}  // namespace

Quantity given(std::string name, Value value, Place where) {
  Quantity quantity;
  quantity.name = std::move(name);
  quantity.function = [value = std::move(value)](Inputs) -> Result<Value> { return value; };
  quantity.where = std::move(where);
  return quantity;
}

QuantityIndex Graph::add(Quantity quantity) {
  const QuantityIndex index = quantities_.size();
  for ([[maybe_unused]] const QuantityIndex input : quantity.inputs) assert(input < index);
  if (const auto& shortcut = quantity.shortcut) {
    assert(shortcut->unless_edited < index);
    for ([[maybe_unused]] const QuantityIndex input : shortcut->inputs) assert(input < index);
  }
  [[maybe_unused]] const bool is_new = by_name_.emplace(quantity.name, index).second;
  assert(is_new);
  quantities_.push_back(std::move(quantity));
  return index;
}

std::optional<QuantityIndex> Graph::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return std::nullopt;
  return found->second;
}

std::vector<std::string> Graph::names() const {
  std::vector<std::string> names;
  names.reserve(quantities_.size());
  for (const Quantity& quantity : quantities_) names.push_back(quantity.name);
  return names;
}

std::string formula_text(const Graph& graph, const Quantity& quantity) {
  std::string text;
  for (const auto& piece : quantity.formula) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      text += *literal;
    } else {
      text += graph[quantity.inputs[std::get<std::size_t>(piece)]].name;
    }
  }
  return text;
}

std::string worked_text(const Quantity& quantity, Inputs inputs, int figures) {
  std::string text;
  for (std::size_t i = 0; i < quantity.formula.size(); ++i) {
    if (const auto* literal = std::get_if<std::string>(&quantity.formula[i])) {
      text += *literal;
      continue;
    }
    const std::string number =
        to_text(*inputs[std::get<std::size_t>(quantity.formula[i])], figures);
    const bool bracketed =
        number.starts_with('-') && (ends_in_operator(text) || power_follows(quantity.formula, i));
    text += bracketed ? "(" + number + ")" : number;
  }
  return text;
}

}  // namespace grader
