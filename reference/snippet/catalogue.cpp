#include "reference/snippet/catalogue.h"

#include "reference/snippet/python.h"

namespace reference::snippet {
namespace {

template <typename T>
const T* find(const std::unordered_map<std::string_view, const T*>& table, std::string_view name) {
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

}  // namespace

Catalogue::Catalogue(const std::vector<Library>& libraries) {
  std::vector<Library> all = libraries;
  all.push_back({{python_functions(), sequence_methods()}, {}, {}, {python_names()}});
  for (const Library& library : all) {
    for (const auto& family : library.functions) {
      for (const Builtin& one : family) functions_.emplace(one.name, &one);
    }
    for (const auto& family : library.properties) {
      for (const Property& one : family) properties_.emplace(one.name, &one);
    }
    for (const auto& family : library.constants) {
      for (const Constant& one : family) constants_.emplace(one.name, &one);
    }
    for (const auto& names : library.known) known_.insert(names.begin(), names.end());
  }
  for (const auto& [name, unused] : functions_) add_modules_of(name);
  for (const auto& [name, unused] : constants_) add_modules_of(name);
}

// Of np.linalg.inv: np and np.linalg. Not what is a function or a type itself: np.add of
// np.add.reduce, ndarray of ndarray.sum.
void Catalogue::add_modules_of(std::string_view name) {
  if (!name.starts_with("np.") && !name.starts_with("cv2.")) return;
  for (std::size_t point = name.find('.'); point != std::string_view::npos;
       point = name.find('.', point + 1)) {
    const std::string_view path = name.substr(0, point);
    if (function(path) == nullptr && property(path) == nullptr) modules_.insert(path);
  }
}

const Builtin* Catalogue::function(std::string_view name) const { return find(functions_, name); }
const Property* Catalogue::property(std::string_view name) const { return find(properties_, name); }
const Constant* Catalogue::constant(std::string_view name) const { return find(constants_, name); }

std::string_view Catalogue::module(std::string_view path) const {
  const auto found = modules_.find(path);
  return found == modules_.end() ? std::string_view{} : *found;
}

bool Catalogue::exists(std::string_view name) const { return known_.count(name) > 0; }

}  // namespace reference::snippet
