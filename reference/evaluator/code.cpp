#include "reference/evaluator/code.h"

#include <fmt/core.h>

#include <algorithm>
#include <limits>

#include "reference/language/parser.h"
#include "reference/numpy/numpy.h"
#include "reference/opencv/opencv.h"

namespace reference::evaluator {
namespace {

using snippet::Session;

snippet::Settings settings_of(const Inputs& inputs, const Options& options) {
  return {options.limits, options.numpy, inputs.image_file, options.forbidden};
}

std::optional<Failure> define_all(Session& session, const Inputs& inputs) {
  for (const auto& [name, value] : inputs.variables) {
    if (auto failure = session.define(name, value)) return failure;
  }
  return std::nullopt;
}

// Of a function, also one of NumPy's (`turn = np.rot90`); empty for what cannot be called.
std::optional<std::size_t> most_arguments(const Object& value) {
  if (const auto* defined = value.get<std::shared_ptr<const snippet::Function>>()) {
    return parameter_count(**defined);
  }
  if (value.get<const snippet::Builtin*>() == nullptr) return std::nullopt;
  return std::numeric_limits<std::size_t>::max();
}

// Whoever gets a value goes through all of it, as often as parts are in it: [x, x] holds x twice.
std::optional<Failure> too_large(const Object& value) {
  constexpr std::size_t most_items = 1'000'000;
  constexpr std::int64_t most_elements = 1 << 24;
  constexpr int deepest = 32;
  const auto failure = [](const char* message) {
    return Failure{ndarray::Fault::limit, "LimitExceeded", message, {1, 1}};
  };
  std::vector<std::pair<const Object*, int>> open{{&value, 0}};
  std::size_t items = 0;
  while (!open.empty()) {
    const auto [object, depth] = open.back();
    open.pop_back();
    const ndarray::NDArray* array = object->array();
    if (array != nullptr && array->size() > most_elements) {
      return failure("an array of more than 16777216 elements as a value");
    }
    if (object->items() == nullptr) continue;
    items += object->items()->size();
    if (items > most_items) return failure("a value of more than 1000000 items");
    if (depth >= deepest) return failure("a value nested deeper than 32");
    for (const Object& item : *object->items()) open.emplace_back(&item, depth + 1);
  }
  return std::nullopt;
}

}  // namespace

const snippet::Catalogue& catalogue() {
  static const snippet::Catalogue catalogue({numpy::library(), opencv::library()});
  return catalogue;
}

const std::vector<std::string>& names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const snippet::Library& library : {numpy::library(), opencv::library()}) {
      for (const auto& family : library.functions) {
        for (const snippet::Builtin& one : family) all.emplace_back(one.name);
      }
      for (const auto& family : library.known) all.insert(all.end(), family.begin(), family.end());
    }
    return all;
  }();
  return names;
}

bool is_name(const std::string& name) {
  const snippet::Catalogue& known = catalogue();
  if (name == "ndarray" || !known.module(name).empty() || known.exists(name)) return true;
  if (known.property(name) != nullptr || known.constant(name) != nullptr) return true;
  return known.function(name) != nullptr || known.function(name + "[]") != nullptr;
}

const Object* find_variable(const Inputs& inputs, std::string_view name) {
  for (const auto& [known, value] : inputs.variables) {
    if (known == name) return &value;
  }
  return nullptr;
}

grader::Result<Code, Failure> Code::parse(std::string_view text) {
  auto program = language::parse_program(text);
  if (!program) {
    const language::SyntaxError& error = program.error();
    const bool ours = error.python_type == "NotSupported";
    return Failure{ours ? ndarray::Fault::unsupported : ndarray::Fault::python, error.python_type,
                   error.python, error.python_where};
  }
  Code code;
  code.program_ = std::make_shared<const language::Program>(std::move(*program));
  return code;
}

grader::Result<Outcome, Failure> Code::run(const Inputs& inputs, const Options& options,
                                           const std::vector<std::string>& arguments) const {
  Session session(catalogue(), settings_of(inputs, options));
  if (auto failure = define_all(session, inputs)) return std::move(*failure);
  auto value = session.execute(*program_);
  if (!value) return value.error();
  const Object* asked = session.variable(options.function);
  if (asked != nullptr && most_arguments(*asked)) value = Object(*asked);
  if (const auto most = most_arguments(*value); most && (*most == 0 || !arguments.empty())) {
    std::vector<Object> passed;
    for (const std::string& name : arguments) {
      if (passed.size() == *most) break;
      const Object* input = find_variable(inputs, name);
      if (input == nullptr) {
        return Failure{ndarray::Fault::python,
                       "NameError",
                       fmt::format("name '{}' is not defined", name),
                       {1, 1}};
      }
      if (auto failure = session.define(name, *input)) return std::move(*failure);
      passed.push_back(*session.variable(name));
    }
    value = session.call(Object(*value), std::move(passed));
    if (!value) return value.error();
  }
  if (auto failure = too_large(*value)) return std::move(*failure);
  return Outcome{std::move(*value), session.budget().undefined_cast()};
}

grader::Result<Inputs, Failure> Code::prepare(const Inputs& inputs, const Options& options) const {
  Session session(catalogue(), settings_of(inputs, options));
  if (auto failure = define_all(session, inputs)) return std::move(*failure);
  if (auto value = session.execute(*program_); !value) return value.error();
  Inputs prepared{session.variables(), inputs.image_file};
  for (const auto& [name, value] : prepared.variables) {
    if (auto failure = too_large(value)) return std::move(*failure);
  }
  return prepared;
}

}  // namespace reference::evaluator
