// The ufuncs by name.
#include <algorithm>
#include <array>
#include <utility>

#include "reference/ndarray/ufunc_loops.h"

namespace reference::ndarray {
namespace {

constexpr std::pair<std::string_view, std::string_view> aliases[] = {
    {"true_divide", "divide"}, {"mod", "remainder"},      {"abs", "absolute"},
    {"conj", "conjugate"},     {"bitwise_not", "invert"},
};

struct Table {
  std::vector<Ufunc> ufuncs;
  std::vector<std::string_view> names;

  Table() {
    for (const auto add :
         {add_arithmetic, add_division, add_powers, add_comparisons, add_logic, add_bits,
          add_real_functions, add_exponentials, add_trigonometry, add_floating}) {
      add(ufuncs);
    }
    std::sort(ufuncs.begin(), ufuncs.end(),
              [](const Ufunc& a, const Ufunc& b) { return a.name < b.name; });
    for (const Ufunc& ufunc : ufuncs) names.push_back(ufunc.name);
    for (const auto& alias : aliases) names.push_back(alias.first);
  }
};

const Table& table() {
  static const Table made;
  return made;
}

}  // namespace

const Ufunc* find_ufunc(std::string_view name) {
  for (const auto& [alias, meant] : aliases) {
    if (alias == name) name = meant;
  }
  const std::vector<Ufunc>& ufuncs = table().ufuncs;
  const auto found =
      std::lower_bound(ufuncs.begin(), ufuncs.end(), name,
                       [](const Ufunc& ufunc, std::string_view key) { return ufunc.name < key; });
  return found != ufuncs.end() && found->name == name ? &*found : nullptr;
}

std::span<const std::string_view> ufunc_names() { return table().names; }
int inputs_of(const Ufunc& ufunc) { return ufunc.inputs; }
int outputs_of(const Ufunc& ufunc) { return ufunc.outputs; }
std::string_view name_of(const Ufunc& ufunc) { return ufunc.name; }

}  // namespace reference::ndarray
