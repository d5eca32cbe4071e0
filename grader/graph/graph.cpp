#include "grader/graph/graph.h"

#include <cassert>

namespace grader {

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
  for (const auto& piece : quantity.formula) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      text += *literal;
      continue;
    }
    std::string number = to_text(*inputs[std::get<std::size_t>(piece)], figures);
    const auto before = text.find_last_not_of(' ');
    const bool after_operator =
        before != std::string::npos &&
        std::string_view("+-*/@%^").find(text[before]) != std::string_view::npos;
    text += number.starts_with('-') && after_operator ? "(" + number + ")" : number;
  }
  return text;
}

}  // namespace grader
