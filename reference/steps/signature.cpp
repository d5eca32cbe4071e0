#include "reference/steps/signature.h"

#include <fmt/core.h>

#include "grader/base/words.h"

namespace reference::steps {
namespace {

struct Parameter {
  std::string name;
  std::string_view fallback;
  bool required = true;
};

std::vector<Parameter> parameters_of(std::string_view signature) {
  std::vector<Parameter> parameters;
  while (!signature.empty()) {
    const std::size_t comma = std::min(signature.find(", "), signature.size());
    const std::string_view one = signature.substr(0, comma);
    const std::size_t equals = one.find('=');
    Parameter& parameter = parameters.emplace_back();
    parameter.name = one.substr(0, equals);
    parameter.required = equals == std::string_view::npos;
    if (!parameter.required) parameter.fallback = one.substr(equals + 1);
    signature.remove_prefix(std::min(comma + 2, signature.size()));
  }
  return parameters;
}

Result<std::vector<Bound>, BindError> bind_any(const Builtin& builtin, const language::Call& call,
                                               language::Position where) {
  if (!call.keywords.empty()) {
    return BindError{call.keywords.front().value->where,
                     fmt::format("`{}` takes no keyword arguments", builtin.name), ""};
  }
  if (call.arguments.empty()) {
    return BindError{where, fmt::format("`{}` needs an argument", builtin.name), ""};
  }
  std::vector<Bound> bound;
  for (const language::Child& argument : call.arguments) bound.push_back({argument.get(), ""});
  return bound;
}

std::optional<BindError> bind_keyword(const Builtin& builtin, const language::Keyword& keyword,
                                      const std::vector<Parameter>& parameters,
                                      std::vector<Bound>& bound) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    names.push_back(parameters[i].name);
    if (parameters[i].name != keyword.name) continue;
    if (bound[i].argument != nullptr) {
      return BindError{keyword.value->where,
                       fmt::format("`{}` of `{}` is given twice", keyword.name, builtin.name), ""};
    }
    bound[i].argument = keyword.value.get();
    return std::nullopt;
  }
  return BindError{keyword.value->where,
                   fmt::format("`{}` has no argument `{}`", builtin.name, keyword.name),
                   grader::suggestion(keyword.name, names)};
}

}  // namespace

Result<std::vector<Bound>, BindError> bind(const Builtin& builtin, const language::Call& call,
                                           language::Position where) {
  if (builtin.parameters == "*") return bind_any(builtin, call, where);
  const std::vector<Parameter> parameters = parameters_of(builtin.parameters);
  const std::string hint = fmt::format("write `{}({})`", builtin.name, builtin.parameters);
  if (call.arguments.size() > parameters.size()) {
    return BindError{
        call.arguments[parameters.size()]->where,
        fmt::format("`{}` takes {}, not {}", builtin.name,
                    grader::counted(parameters.size(), "argument"), call.arguments.size()),
        hint};
  }
  std::vector<Bound> bound(parameters.size());
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    bound[i].argument = call.arguments[i].get();
  }
  for (const language::Keyword& keyword : call.keywords) {
    if (auto error = bind_keyword(builtin, keyword, parameters, bound)) return std::move(*error);
  }
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (bound[i].argument != nullptr) continue;
    if (parameters[i].required) {
      return BindError{
          where, fmt::format("`{}` needs its argument `{}`", builtin.name, parameters[i].name),
          hint};
    }
    bound[i].fallback = parameters[i].fallback;
  }
  return bound;
}

}  // namespace reference::steps
