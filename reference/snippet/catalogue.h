// All that a snippet can reach by name, found by name.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reference/snippet/builtin.h"

namespace reference::snippet {

class Catalogue {
 public:
  // Python's own functions are always in. The tables must outlive the catalogue.
  explicit Catalogue(const std::vector<Library>& libraries);

  // "np.sum", "ndarray.shape", "cv2.COLOR_BGR2GRAY"; null if there is none.
  const Builtin* function(std::string_view name) const;
  const Property* property(std::string_view name) const;
  const Constant* constant(std::string_view name) const;
  // The path of a module, "np" or "np.linalg", as long-lived text; empty if there is none.
  std::string_view module(std::string_view path) const;

  // Whether Python has something of that name.
  bool exists(std::string_view name) const;

 private:
  void add_modules_of(std::string_view name);

  std::unordered_map<std::string_view, const Builtin*> functions_;
  std::unordered_map<std::string_view, const Property*> properties_;
  std::unordered_map<std::string_view, const Constant*> constants_;
  std::unordered_set<std::string_view> modules_;
  std::unordered_set<std::string_view> known_;
};

}  // namespace reference::snippet
