#include "reference/snippet/session.h"

#include <algorithm>
#include <new>

#include "reference/snippet/interpreter.h"

namespace reference::snippet {

Session::Session(const Catalogue& catalogue, Settings settings)
    : interpreter_(
          std::make_unique<Interpreter>(catalogue,
                                        Environment{Rules{Budget(settings.limits), settings.numpy},
                                                    nullptr, std::move(settings.image_file)},
                                        std::move(settings.forbidden))) {}

Session::~Session() = default;

const Budget& Session::budget() const { return interpreter_->budget(); }

void Session::define(std::string_view name, Object value) {
  interpreter_->globals().assign(name, std::move(value));
}

std::vector<std::pair<std::string, Object>> Session::variables() const {
  auto all = interpreter_->globals().variables();
  const auto is_code = [](const auto& variable) {
    const Object& value = variable.second;
    return value.template get<Module>() != nullptr || value.template get<Bound>() != nullptr ||
           value.template get<const Builtin*>() != nullptr ||
           value.template get<std::shared_ptr<const Function>>() != nullptr ||
           value.template get<Iterator>() != nullptr;
  };
  all.erase(std::remove_if(all.begin(), all.end(), is_code), all.end());
  return all;
}

template <typename Run>
grader::Result<Object, Failure> Session::guarded(Run run) {
  interpreter_->enter();
  try {
    return run();
  } catch (const ndarray::Raised& raised) {
    return Failure{raised.fault, raised.type, raised.message, interpreter_->at()};
  } catch (const std::bad_alloc&) {
    return Failure{ndarray::Fault::limit, "LimitExceeded", "out of memory", interpreter_->at()};
  }
}

grader::Result<Object, Failure> Session::execute(const language::Program& program) {
  return guarded([&] { return interpreter_->execute(program); });
}

grader::Result<Object, Failure> Session::call(const Object& function,
                                              std::vector<Object> arguments) {
  return guarded([&] { return interpreter_->call(function, std::move(arguments), {}); });
}

}  // namespace reference::snippet
