#include "reference/snippet/scope.h"

#include <algorithm>

#include "reference/ndarray/raised.h"

namespace reference::snippet {
namespace {

void add_target(const language::Expression& target, Names& names) {
  if (const auto* name = std::get_if<language::Name>(&target.node)) {
    names.insert(name->name);
  } else if (const auto* tuple = std::get_if<language::Tuple>(&target.node)) {
    for (const auto& item : tuple->items) add_target(*item, names);
  } else if (const auto* list = std::get_if<language::List>(&target.node)) {
    for (const auto& item : list->items) add_target(*item, names);
  }
}

void add_names(const language::Block& body, Names& names) {
  for (const language::Statement& statement : body) {
    if (const auto* assign = std::get_if<language::Assign>(&statement.node)) {
      for (const auto& target : assign->targets) add_target(*target, names);
    } else if (const auto* augment = std::get_if<language::Augment>(&statement.node)) {
      add_target(*augment->target, names);
    } else if (const auto* loop = std::get_if<language::For>(&statement.node)) {
      add_target(*loop->target, names);
      add_names(loop->body, names);
    } else if (const auto* branch = std::get_if<language::If>(&statement.node)) {
      for (const auto& one : branch->branches) add_names(one.body, names);
      add_names(branch->otherwise, names);
    } else if (const auto* define = std::get_if<language::Define>(&statement.node)) {
      names.insert(define->name);
    }
  }
}

}  // namespace

Names assigned_names(const language::Block& body) {
  Names names;
  add_names(body, names);
  return names;
}

Scopes::~Scopes() {
  // First all names are taken away, then they end together: what ends may end other scopes.
  std::vector<Object> all;
  for (Scope* scope = first_; scope != nullptr; scope = scope->next_) {
    for (auto& [name, value] : scope->names_) all.push_back(std::move(value));
    scope->names_.clear();
  }
  let_go(std::move(all));
  while (first_ != nullptr) {
    Scope& left = *first_;
    first_ = left.next_;
    left.scopes_ = nullptr;
    left.previous_ = left.next_ = nullptr;
  }
}

std::shared_ptr<Scope> Scopes::make(std::shared_ptr<Scope> parent,
                                    std::shared_ptr<const Names> locals) {
  return std::make_shared<Scope>(*this, std::move(parent), std::move(locals));
}

Scope::Scope(Scopes& scopes, std::shared_ptr<Scope> parent, std::shared_ptr<const Names> locals)
    : scopes_(&scopes),
      parent_(std::move(parent)),
      locals_(std::move(locals)),
      next_(scopes.first_) {
  if (next_ != nullptr) next_->previous_ = this;
  scopes.first_ = this;
}

Scope::~Scope() {
  std::vector<Object> values;
  values.reserve(names_.size());
  for (auto& [name, value] : names_) values.push_back(std::move(value));
  let_go(std::move(values));
  if (scopes_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : scopes_->first_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
}

void Scope::assign(std::string_view name, Object value) {
  const auto found = names_.find(name);
  if (found != names_.end()) {
    found->second = std::move(value);
  } else {
    names_.emplace(std::string(name), std::move(value));
  }
}

std::vector<std::pair<std::string, Object>> Scope::variables() const {
  std::vector<std::pair<std::string, Object>> all(names_.begin(), names_.end());
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

const Object* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->parent_.get()) {
    const auto found = scope->names_.find(name);
    if (found != scope->names_.end()) return &found->second;
    if (scope->locals_ != nullptr && scope->locals_->find(name) != scope->locals_->end()) {
      ndarray::raise("UnboundLocalError",
                     "cannot access local variable '{}' where it is not associated with a value",
                     name);
    }
  }
  return nullptr;
}

std::size_t parameter_count(const Function& function) { return function.define->parameters.size(); }

}  // namespace reference::snippet
