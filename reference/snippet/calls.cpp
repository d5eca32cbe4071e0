#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "reference/snippet/conversions.h"
#include "reference/snippet/interpreter.h"

namespace reference::snippet {
namespace {

using ndarray::type_error;
using Keywords = std::vector<std::pair<std::string_view, Object>>;

constexpr int max_calls = 900;  // Python's limit is 1000, with a few for itself

// What the methods of an object are listed under.
std::string_view family(const Object& object) {
  if (object.array() != nullptr) return "ndarray";
  if (object.get<List>() != nullptr) return "list";
  if (object.get<Tuple>() != nullptr) return "tuple";
  if (object.text() != nullptr) return "str";
  if (object.get<Dictionary>() != nullptr) return "dict";
  if (object.get<DTypeObject>() != nullptr) return "dtype";
  if (object.get<Complex>() != nullptr) return "complex";
  if (object.get<double>() != nullptr) return "float";
  if (object.get<std::int64_t>() != nullptr || object.get<LargeInt>() != nullptr ||
      object.get<bool>() != nullptr) {
    return "int";
  }
  return {};
}

}  // namespace

Object Interpreter::attribute(const Object& object, const std::string& name) {
  if (name.starts_with('_')) ndarray::not_supported(name);
  if (const auto* module = object.get<Module>()) return module_attribute(module->path, name);
  if (const auto* builtin = object.get<const Builtin*>()) {
    const std::string full = fmt::format("{}.{}", (*builtin)->name, name);
    if (const Builtin* function = catalogue_.function(full)) return {function};
    ndarray::not_supported(full);
  }
  const std::string full = fmt::format("{}.{}", family(object), name);
  check_allowed(full);
  if (const Property* property = catalogue_.property(full)) {
    return property->get(environment_.rules, object);
  }
  if (const Builtin* method = catalogue_.function(full)) {
    return {Bound{method, std::make_shared<const Object>(object)}};
  }
  if (catalogue_.exists(full)) ndarray::not_supported(full);
  ndarray::raise("AttributeError", "'{}' object has no attribute '{}'", type_name(object), name);
}

void Interpreter::check_allowed(std::string_view full) const {
  for (const std::string& name : forbidden_) {
    if (full != name && !full.starts_with(name + ".")) continue;
    ndarray::raise("NotAllowed", "`{}` may not be used here", name);
  }
}

Object Interpreter::module_attribute(std::string_view path, const std::string& name) {
  const std::string full = fmt::format("{}.{}", path, name);
  check_allowed(full);
  if (const Property* property = catalogue_.property(full)) {
    return property->get(environment_.rules, {});
  }
  if (const Builtin* function = catalogue_.function(full)) return {function};
  if (const Builtin* indexed = catalogue_.function(full + "[]")) return {indexed};
  if (const Constant* constant = catalogue_.constant(full)) return of_int(constant->value);
  if (const std::string_view module = catalogue_.module(full); !module.empty()) {
    return {Module{module}};
  }
  if (catalogue_.exists(full)) ndarray::not_supported(full);
  const std::string_view module = path == "np" ? "numpy" : path;
  const std::string_view shown = module.starts_with("np.") ? module.substr(3) : module;
  ndarray::raise("AttributeError", "module '{}{}' has no attribute '{}'",
                 shown == module ? "" : "numpy.", shown, name);
}

Object Interpreter::call(const Object& function, std::vector<Object> arguments, Keywords keywords) {
  if (const auto* builtin = function.get<const Builtin*>()) {
    return call(**builtin, std::move(arguments), std::move(keywords));
  }
  if (const auto* bound = function.get<Bound>()) {
    arguments.insert(arguments.begin(), *bound->self);
    return call(*bound->method, std::move(arguments), std::move(keywords));
  }
  if (const auto* defined = function.get<std::shared_ptr<const Function>>()) {
    const std::shared_ptr<const Function> keep = *defined;
    return call(*keep, std::move(arguments), keywords);
  }
  if (const auto* type = function.get<DTypeObject>(); type != nullptr && type->is_class) {
    if (!keywords.empty()) ndarray::not_supported(keywords.front().first, "as a keyword here");
    return call_type(type->dtype, arguments);
  }
  type_error("'{}' object is not callable", type_name(function));
}

Object Interpreter::call(const Builtin& builtin, std::vector<Object> arguments, Keywords keywords) {
  check_stack();
  Call bound(environment_, builtin, std::move(arguments), std::move(keywords));
  return builtin.function(bound);
}

Object Interpreter::call(const Function& function, std::vector<Object> arguments,
                         const Keywords& keywords) {
  if (calls_ >= max_calls) ndarray::raise("RecursionError", "maximum recursion depth exceeded");
  check_stack();
  const auto scope = scopes_.make(function.scope, function.locals);
  bind(function, *scope, std::move(arguments), keywords);
  const std::shared_ptr<Scope> caller = std::exchange(scope_, scope);
  ++calls_;
  const Flow flow = run(function.define->body);
  --calls_;
  scope_ = caller;
  return flow == Flow::leave_function ? std::exchange(returned_, {}) : Object{};
}

void Interpreter::bind(const Function& function, Scope& scope, std::vector<Object> arguments,
                       const Keywords& keywords) {
  const auto& parameters = function.define->parameters;
  const std::string& name = function.define->name;
  const std::vector<Object>& defaults = *function.defaults.items();
  const std::size_t required = parameters.size() - defaults.size();
  if (arguments.size() > parameters.size()) {
    const std::string takes =
        defaults.empty() ? grader::counted(parameters.size(), "positional argument")
                         : fmt::format("from {} to {}", required,
                                       grader::counted(parameters.size(), "positional argument"));
    type_error("{}() takes {} but {} {} given", name, takes, arguments.size(),
               arguments.size() == 1 ? "was" : "were");
  }
  std::vector<bool> bound(parameters.size(), false);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    scope.assign(parameters[i].name, std::move(arguments[i]));
    bound[i] = true;
  }
  for (const auto& passed : keywords) {
    const std::string_view keyword = passed.first;
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [&](const auto& p) { return p.name == keyword; });
    if (found == parameters.end()) {
      type_error("{}() got an unexpected keyword argument '{}'", name, keyword);
    }
    const auto i = static_cast<std::size_t>(found - parameters.begin());
    if (bound[i]) type_error("{}() got multiple values for argument '{}'", name, keyword);
    scope.assign(keyword, passed.second);
    bound[i] = true;
  }
  std::string missing;
  std::size_t count = 0;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (bound[i]) continue;
    if (i >= required) {
      scope.assign(parameters[i].name, defaults[i - required]);
    } else {
      missing += fmt::format("{}'{}'", count == 0 ? "" : " and ", parameters[i].name);
      ++count;
    }
  }
  if (count == 0) return;
  type_error("{}() missing {}: {}", name, grader::counted(count, "required positional argument"),
             missing);
}

Object Interpreter::call_type(DType dtype, const std::vector<Object>& arguments) {
  if (arguments.size() > 1) {
    type_error("function takes at most 1 argument ({} given)", arguments.size());
  }
  if (arguments.empty()) {
    NDArray zero = ndarray::make(budget(), dtype, {});
    zero.scalar = true;
    return of(std::move(zero));
  }
  if (arguments.front().text() != nullptr) ndarray::not_supported("a text", "as a number");
  NDArray made = ndarray::copy(budget(), to_array(budget(), arguments.front(), dtype));
  made.scalar = made.ndim() == 0;
  return of(std::move(made));
}

}  // namespace reference::snippet
