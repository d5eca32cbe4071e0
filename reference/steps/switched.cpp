#include "reference/steps/switched.h"

#include "grader/exam/conventions.h"
#include "reference/steps/derivative.h"
#include "reference/steps/operation.h"

namespace reference::steps {
namespace {

// Whether two texts are the same.
Result<Value> same_text(Inputs arguments) {
  return Value(Count{*arguments[0] == *arguments[1] ? 1 : 0});
}

// `then` where the input is `setting`, else `otherwise`.
Operation choose(std::size_t input, std::string_view setting, Operation then, Operation otherwise) {
  std::vector<Operation> compared;
  compared.push_back(Operation::of_input(input));
  compared.push_back(Operation::of_constant(Text(setting)));
  Operation choice;
  choice.kind = Operation::Kind::choice;
  choice.arguments.push_back(
      Operation::of_call(same_text, no_cotangents, "==", std::move(compared)));
  choice.arguments.push_back(std::move(then));
  choice.arguments.push_back(std::move(otherwise));
  return choice;
}

std::size_t stated_setting(const grader::Quantity& convention, std::span<const Setting> settings) {
  const Result<Value> stated = convention.function({});
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (stated && *stated == Value(Text(settings[i].setting))) return i;
  }
  return 0;
}

}  // namespace

std::optional<Compiled> compile_switched(std::string_view convention,
                                         std::span<const Setting> settings,
                                         const grader::Place& where, const grader::Graph& graph,
                                         grader::Diagnostics& diagnostics) {
  const auto index = graph.find(grader::convention_quantity(convention));
  if (!index) return compile(settings[0].text, where, graph, diagnostics);
  const std::size_t stated = stated_setting(graph[*index], settings);
  auto result = compile(settings[stated].text, where, graph, diagnostics);
  if (!result) return std::nullopt;
  std::vector<grader::QuantityIndex>& inputs = result->definition.inputs;
  Operation chosen = *operation_of(result->definition.function);
  const std::size_t input = slot_of(inputs, *index);
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (i == stated) continue;
    const auto other = compile(settings[i].text, where, graph, diagnostics);
    if (!other) return std::nullopt;
    std::vector<std::size_t> slots;
    for (const auto quantity : other->definition.inputs) slots.push_back(slot_of(inputs, quantity));
    chosen =
        choose(input, settings[i].setting,
               with_inputs(*operation_of(other->definition.function), slots), std::move(chosen));
  }
  result->definition.function = StepFunction(std::move(chosen));
  result->terms.clear();
  return result;
}

}  // namespace reference::steps
