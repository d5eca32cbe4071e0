// Where variables live. Internal to reference/snippet.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "reference/language/statement.h"
#include "reference/snippet/object.h"

namespace reference::snippet {

using Names = std::set<std::string, std::less<>>;

// The names that a function's body assigns: its local variables.
Names assigned_names(const language::Block& body);

class Scope;

// Of one run. Scopes and the functions in them may hold each other: clear() lets go of all.
class Scopes {
 public:
  Scopes() = default;
  ~Scopes();
  Scopes(const Scopes&) = delete;
  Scopes& operator=(const Scopes&) = delete;

  std::shared_ptr<Scope> make(std::shared_ptr<Scope> parent,
                              std::shared_ptr<const Names> locals = nullptr);

 private:
  friend class Scope;
  Scope* first_ = nullptr;
};

class Scope {
 public:
  Scope(Scopes& scopes, std::shared_ptr<Scope> parent, std::shared_ptr<const Names> locals);
  ~Scope();
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

  void assign(std::string_view name, Object value);
  // The variable as seen from here, or null. Throws UnboundLocalError for a local one without a
  // value.
  const Object* find(std::string_view name) const;
  std::vector<std::pair<std::string, Object>> variables() const;  // of this scope, sorted

 private:
  friend class Scopes;
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  Scopes* scopes_;  // null once they have ended: a function may outlive its run
  std::shared_ptr<Scope> parent_;
  std::shared_ptr<const Names> locals_;
  std::unordered_map<std::string, Object, Hash, std::equal_to<>> names_;
  Scope* previous_ = nullptr;
  Scope* next_ = nullptr;
};

// `def` with what it saw when it was executed.
struct Function {
  const language::Define* define;
  std::shared_ptr<Scope> scope;
  Object defaults;  // a tuple: of the last parameters, as many as have one
  std::shared_ptr<const Names> locals;
};

}  // namespace reference::snippet
