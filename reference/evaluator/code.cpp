#include "reference/evaluator/code.h"

#include <algorithm>

#include "reference/language/parser.h"
#include "reference/numpy/numpy.h"
#include "reference/opencv/opencv.h"

namespace reference::evaluator {
namespace {

using snippet::Session;

// The same object with arrays of its own, also within lists and tuples.
Object fresh(const ndarray::Budget& budget, const Object& object) {
  if (const ndarray::NDArray* array = object.array()) {
    return snippet::of(ndarray::copy(budget, *array));
  }
  const std::vector<Object>* items = object.items();
  if (items == nullptr) return object;
  std::vector<Object> copies;
  for (const Object& item : *items) copies.push_back(fresh(budget, item));
  return object.get<snippet::List>() != nullptr ? snippet::make_list(budget, std::move(copies))
                                                : snippet::make_tuple(budget, std::move(copies));
}

const Object* find(const Inputs& inputs, std::string_view name) {
  for (const auto& [known, value] : inputs.variables) {
    if (known == name) return &value;
  }
  return nullptr;
}

std::unique_ptr<Session> start(const Inputs& inputs, const Options& options) {
  auto session = std::make_unique<Session>(
      catalogue(),
      snippet::Settings{options.limits, options.numpy, inputs.image_file, options.forbidden});
  for (const auto& [name, value] : inputs.variables) {
    session->define(name, fresh(session->budget(), value));
  }
  return session;
}

}  // namespace

const snippet::Catalogue& catalogue() {
  static const snippet::Catalogue catalogue({numpy::library(), opencv::library()});
  return catalogue;
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
  const auto session = start(inputs, options);
  auto value = session->execute(*program_);
  if (!value) return value.error();
  using Defined = std::shared_ptr<const snippet::Function>;
  if (const Defined* function = value->get<Defined>(); function != nullptr) {
    std::vector<Object> passed;
    for (const std::string& name : arguments) {
      if (passed.size() == parameter_count(**function)) break;
      const Object* input = find(inputs, name);
      if (input != nullptr) passed.push_back(fresh(session->budget(), *input));
    }
    value = session->call(Object(*value), std::move(passed));
    if (!value) return value.error();
  }
  return Outcome{std::move(*value), session->budget().undefined_cast()};
}

grader::Result<Inputs, Failure> Code::prepare(const Inputs& inputs, const Options& options) const {
  const auto session = start(inputs, options);
  if (auto value = session->execute(*program_); !value) return value.error();
  return Inputs{session->variables(), inputs.image_file};
}

}  // namespace reference::evaluator
