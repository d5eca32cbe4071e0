#include "reference/snippet/session.h"

#include <fmt/core.h>

#include <exception>
#include <new>
#include <stdexcept>
#include <unordered_set>

#include "reference/snippet/interpreter.h"

namespace reference::snippet {
namespace {

// The same object with arrays of its own, also within lists and tuples.
Object fresh(const Budget& budget, const Object& object) {
  if (const NDArray* array = object.array()) return of(ndarray::copy(budget, *array));
  const std::vector<Object>* items = object.items();
  if (items == nullptr) return object;
  std::vector<Object> copies;
  for (const Object& item : *items) copies.push_back(fresh(budget, item));
  return object.get<List>() != nullptr ? make_list(budget, std::move(copies))
                                       : make_tuple(budget, std::move(copies));
}

// Whether an object is, or has in it, what belongs to its run: modules, functions, iterators.
bool holds_code(const Object& object) {
  std::vector<const Object*> open{&object};
  std::unordered_set<const std::vector<Object>*> seen;
  while (!open.empty()) {
    const Object& next = *open.back();
    open.pop_back();
    if (next.get<Module>() != nullptr || next.get<Bound>() != nullptr ||
        next.get<const Builtin*>() != nullptr || next.get<Iterator>() != nullptr ||
        next.get<std::shared_ptr<const Function>>() != nullptr) {
      return true;
    }
    const std::vector<Object>* items = next.items();
    if (items == nullptr || !seen.insert(items).second) continue;
    for (const Object& item : *items) open.push_back(&item);
  }
  return false;
}

}  // namespace

Session::Session(const Catalogue& catalogue, Settings settings)
    : interpreter_(
          std::make_unique<Interpreter>(catalogue,
                                        Environment{Rules{Budget(settings.limits), settings.numpy},
                                                    nullptr, std::move(settings.image_file)},
                                        std::move(settings.forbidden))) {}

Session::~Session() = default;

const Budget& Session::budget() const { return interpreter_->budget(); }

template <typename Run>
auto Session::guarded(Run run) -> grader::Result<decltype(run()), Failure> {
  interpreter_->enter();
  const auto failure = [&](ndarray::Fault fault, std::string type, std::string message) {
    return Failure{fault, std::move(type), std::move(message), interpreter_->at()};
  };
  try {
    return run();
  } catch (const ndarray::Raised& raised) {
    return failure(raised.fault, raised.type, raised.message);
  } catch (const std::bad_alloc&) {
    return failure(ndarray::Fault::limit, "LimitExceeded", "out of memory");
  } catch (const std::length_error&) {
    return failure(ndarray::Fault::limit, "LimitExceeded", "a size beyond all memory");
  } catch (const std::exception& exception) {  // ours: nobody is to suffer for it
    return failure(ndarray::Fault::unsupported, "NotSupported",
                   fmt::format("this cannot be run here ({})", exception.what()));
  }
}

std::optional<Failure> Session::define(std::string_view name, const Object& value) {
  const auto copied = guarded([&] { return fresh(budget(), value); });
  if (!copied) return copied.error();
  interpreter_->globals().assign(name, *copied);
  return std::nullopt;
}

const Object* Session::variable(std::string_view name) const {
  return interpreter_->globals().find(name);
}

std::vector<std::pair<std::string, Object>> Session::variables() const {
  auto all = interpreter_->globals().variables();
  std::erase_if(all, [](const auto& variable) { return holds_code(variable.second); });
  return all;
}

grader::Result<Object, Failure> Session::execute(const language::Program& program) {
  return guarded([&] { return interpreter_->execute(program); });
}

grader::Result<Object, Failure> Session::call(const Object& function,
                                              std::vector<Object> arguments) {
  return guarded([&] { return interpreter_->call(function, std::move(arguments), {}); });
}

}  // namespace reference::snippet
