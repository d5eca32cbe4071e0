#include "reference/training/builder.h"

#include <fmt/core.h>

#include "grader/exam/conventions.h"
#include "reference/steps/append.h"

namespace reference::training {

using grader::Place;
using grader::QuantityIndex;

void Builder::given(const std::string& name, grader::Value value, const Place& where) {
  add(grader::given(name, std::move(value), where));
}

void Builder::step(const std::string& name, const std::string& text, const Place& where) {
  if (good_) add(name, steps::compile(text, where, graph_, diagnostics_), where);
}

void Builder::switched(const std::string& name, std::string_view convention,
                       const std::vector<steps::Setting>& settings, const Place& where) {
  if (!good_) return;
  add(name, steps::compile_switched(convention, settings, where, graph_, diagnostics_), where);
}

void Builder::wrapped(const std::string& name, const std::string& text, const std::string& natural,
                      const Wrap& wrap, const std::vector<QuantityIndex>& further,
                      const Place& where) {
  if (!good_) return;
  auto shown = steps::compile(text, where, graph_, diagnostics_);
  const auto computed = steps::compile(natural, where, graph_, diagnostics_);
  good_ = shown && computed;
  if (!good_) return;
  auto& definition = shown->definition;
  definition.function = wrap(computed->definition.function);
  definition.inputs.insert(definition.inputs.end(), further.begin(), further.end());
  add(name, std::move(shown), where);
}

std::string Builder::stated(std::string_view convention) const {
  const auto index = graph_.find(grader::convention_quantity(convention));
  if (!index) return "";
  const auto value = graph_[*index].function({});
  return value ? std::get<grader::Text>(*value) : "";
}

QuantityIndex Builder::convention(std::string_view name) const {
  return *graph_.find(grader::convention_quantity(name));
}

void Builder::add(grader::Quantity quantity) {
  if (!good_) return;
  if (graph_.find(quantity.name)) {
    diagnostics_.error(grader::code::duplicate_id, quantity.where,
                       fmt::format("two quantities would be called `{}`", quantity.name),
                       "give the layer another `name`");
    good_ = false;
    return;
  }
  graph_.add(std::move(quantity));
}

void Builder::add(const std::string& name, std::optional<steps::Compiled> compiled,
                  const Place& where) {
  good_ = good_ && compiled.has_value();
  if (!good_) return;
  grader::Quantity quantity = steps::quantity_of(name, std::move(*compiled), where);
  quantity.restates_given = name == "y";
  add(std::move(quantity));
}

}  // namespace reference::training
