#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

constexpr std::string_view numpy = "np.";

}  // namespace

std::span<const std::span<const Builtin>> builtin_families() {
  static const std::span<const Builtin> families[] = {
      exponentials(),   trigonometry(), rounding(),          pairs(),        activations(),
      reductions(),     moments(),      cumulative(),        ordering(),     shapes(),
      joining(),        creation(),     products(),          einsums(),      linear_algebra(),
      softmaxes(),      losses(),       regression_losses(), convolutions(), poolings(),
      normalisations(), metrics(),
  };
  return families;
}

const Builtin* find_builtin(std::string_view name) {
  const Builtin* with_prefix = nullptr;
  for (const auto& family : builtin_families()) {
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
  for (const auto& family : builtin_families()) {
    for (const Builtin& builtin : family) names.emplace_back(builtin.name);
  }
  return names;
}

}  // namespace reference::steps
