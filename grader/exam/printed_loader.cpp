// Printed keys and printed working.
#include <fmt/format.h>

#include "grader/exam/part_loader.h"
#include "grader/exam/value_reader.h"

namespace grader {

std::optional<Printed> read_printed(const yaml::Node& node, QuantityIndex quantity,
                                    Diagnostics& diagnostics) {
  Printed printed;
  printed.quantity = quantity;
  if (node.is_map()) {
    for (const auto& [label, choice] : node.entries) {
      const auto text = yaml::as_text(choice, "printed", diagnostics);
      if (!text) return std::nullopt;
      printed.entries.push_back({label.text, *text, choice.where});
    }
    return printed;
  }
  std::vector<const yaml::Node*> scalars;
  if (!read_shape(node, "printed", printed.shape, scalars, diagnostics)) return std::nullopt;
  for (const yaml::Node* scalar : scalars) {
    printed.entries.push_back({"", scalar->text, scalar->where});
  }
  return printed;
}

void read_printed_working(const yaml::Node& node, const PartContext& context) {
  if (!node.is_map()) {
    context.diagnostics.error(
        code::wrong_type, node.where,
        fmt::format("`printed` should be a map of quantities, not {}", describe(node)));
    return;
  }
  for (const auto& [name, value] : node.entries) {
    std::optional<QuantityIndex> quantity;
    if (context.solvable) quantity = bind_quantity(name.text, name.text_place(), context);
    auto printed = read_printed(value, quantity.value_or(0), context.diagnostics);
    if (!printed || !quantity) continue;
    printed->working = true;
    context.problem.printed.push_back(std::move(*printed));
  }
}

}  // namespace grader
