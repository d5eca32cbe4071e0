#include "reference/steps/signature.h"

#include <fmt/core.h>

#include "grader/base/words.h"

namespace reference::steps {
namespace {

struct Parameter {
  enum class Kind { one, rest, list };  // x, *x, [x]
  Kind kind = Kind::one;
  std::string name;
  std::string_view fallback;
  bool required = true;
};

Parameter parameter_of(std::string_view text) {
  Parameter parameter;
  if (text.starts_with('*')) {
    parameter.kind = Parameter::Kind::rest;
    text.remove_prefix(1);
  } else if (text.starts_with('[')) {
    parameter.kind = Parameter::Kind::list;
    text = text.substr(1, text.size() - 2);
  }
  const std::size_t equals = text.find('=');
  parameter.name = text.substr(0, equals);
  parameter.required = equals == std::string_view::npos;
  if (!parameter.required) parameter.fallback = text.substr(equals + 1);
  return parameter;
}

std::vector<Parameter> parameters_of(std::string_view signature) {
  std::vector<Parameter> parameters;
  while (!signature.empty()) {
    const std::size_t comma = std::min(signature.find(", "), signature.size());
    parameters.push_back(parameter_of(signature.substr(0, comma)));
    signature.remove_prefix(std::min(comma + 2, signature.size()));
  }
  return parameters;
}

// The items of a display of several, else the one value.
void add_items(const language::Expression& argument, std::vector<Bound>& items) {
  const auto* list = std::get_if<language::List>(&argument.node);
  const auto* tuple = std::get_if<language::Tuple>(&argument.node);
  if (list == nullptr && tuple == nullptr) return items.push_back({&argument, ""});
  const auto& children = list != nullptr ? list->items : tuple->items;
  if (children.size() < 2) return items.push_back({&argument, ""});
  for (const language::Child& child : children) items.push_back({child.get(), ""});
}

using Arguments = std::vector<const language::Expression*>;

// Positional arguments to parameters; those of a `*x` to `rest`.
std::optional<BindError> bind_positional(const Builtin& builtin, const Arguments& arguments,
                                         const std::vector<Parameter>& parameters,
                                         std::vector<Bound>& bound, std::vector<Bound>& rest) {
  std::size_t at = 0;
  for (const language::Expression* argument : arguments) {
    if (at == parameters.size()) {
      return BindError{
          argument->where,
          fmt::format("`{}` takes {}, not {}", builtin.name,
                      grader::counted(parameters.size(), "argument"), arguments.size()),
          fmt::format("write `{}({})`", builtin.name, builtin.parameters)};
    }
    if (parameters[at].kind == Parameter::Kind::rest) {
      rest.push_back({argument, ""});
    } else {
      bound[at++].argument = argument;
    }
  }
  return std::nullopt;
}

std::optional<BindError> bind_keyword(const Builtin& builtin, const language::Keyword& keyword,
                                      const std::vector<Parameter>& parameters,
                                      std::vector<Bound>& bound) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].kind == Parameter::Kind::rest) continue;
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

bool is_none(const language::Expression* argument) {
  return argument != nullptr && std::holds_alternative<language::None>(argument->node);
}

}  // namespace

Result<std::vector<Bound>, BindError> bind(const Builtin& builtin,
                                           const language::Expression* object,
                                           const language::Call& call, language::Position where) {
  Arguments arguments;
  if (object != nullptr) arguments.push_back(object);
  for (const language::Child& argument : call.arguments) arguments.push_back(argument.get());
  const std::vector<Parameter> parameters = parameters_of(builtin.parameters);
  std::vector<Bound> bound(parameters.size());
  std::vector<Bound> rest;
  if (auto error = bind_positional(builtin, arguments, parameters, bound, rest)) {
    return std::move(*error);
  }
  for (const language::Keyword& keyword : call.keywords) {
    if (auto error = bind_keyword(builtin, keyword, parameters, bound)) return std::move(*error);
  }
  std::vector<Bound> ordered;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    if (parameter.kind == Parameter::Kind::rest) {
      if (!rest.empty()) continue;
      return BindError{where, fmt::format("`{}` needs an argument", builtin.name), ""};
    }
    if (bound[i].argument == nullptr && parameter.required) {
      return BindError{where,
                       fmt::format("`{}` needs its argument `{}`", builtin.name, parameter.name),
                       fmt::format("write `{}({})`", builtin.name, builtin.parameters)};
    }
    if (parameter.kind == Parameter::Kind::list) {
      add_items(*bound[i].argument, rest);
    } else if (is_none(bound[i].argument) && !parameter.required) {
      ordered.push_back({nullptr, "None"});
    } else {
      ordered.push_back({bound[i].argument, bound[i].argument ? "" : parameter.fallback});
    }
  }
  ordered.insert(ordered.end(), rest.begin(), rest.end());
  return ordered;
}

}  // namespace reference::steps
