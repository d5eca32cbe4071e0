#include "reference/steps/builtin.h"

#include <limits>
#include <utility>

namespace reference::steps {
namespace {

constexpr std::string_view numpy = "np.";

}  // namespace

std::span<const std::span<const Builtin>> builtin_families() {
  static const std::span<const Builtin> families[] = {
      exponentials(),      trigonometry(), rounding(),  pairs(),
      activations(),       reductions(),   moments(),   cumulative(),
      ordering(),          shapes(),       joining(),   taking(),
      creation(),          products(),     einsums(),   norms(),
      linear_algebra(),    signals(),      softmaxes(), losses(),
      regression_losses(), convolutions(), poolings(),  normalisations(),
      metrics(),
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

std::optional<double> find_constant(std::string_view name) {
  static constexpr std::pair<std::string_view, double> constants[] = {
      {"np.pi", 3.14159265358979323846},
      {"np.e", 2.71828182845904523536},
      {"np.inf", std::numeric_limits<double>::infinity()},
      {"np.nan", std::numeric_limits<double>::quiet_NaN()},
  };
  for (const auto& [known, number] : constants) {
    if (known == name) return number;
  }
  return std::nullopt;
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const auto& family : builtin_families()) {
    for (const Builtin& builtin : family) names.emplace_back(builtin.name);
  }
  return names;
}

}  // namespace reference::steps
