#include "reference/steps/builtin.h"

#include <array>

namespace reference::steps {
namespace {

std::array<std::span<const Builtin>, 4> families() {
  return {elementwise_functions(), reductions(), products(), losses()};
}

constexpr std::string_view numpy = "np.";

}  // namespace

const Builtin* find_builtin(std::string_view name) {
  const Builtin* with_prefix = nullptr;
  for (const auto& family : families()) {
    for (const Builtin& builtin : family) {
      if (builtin.name == name) return &builtin;
      if (builtin.name.starts_with(numpy) && builtin.name.substr(numpy.size()) == name) {
        with_prefix = &builtin;
      }
    }
  }
  return with_prefix;
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const auto& family : families()) {
    for (const Builtin& builtin : family) names.emplace_back(builtin.name);
  }
  return names;
}

}  // namespace reference::steps
