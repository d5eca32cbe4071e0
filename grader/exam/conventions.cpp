#include "grader/exam/conventions.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/exam/choice.h"
#include "grader/exam/rule_values.h"
#include "grader/exam/rules.h"

namespace grader {

std::string convention_quantity(std::string_view switch_name) {
  return "conventions." + std::string(switch_name);
}

bool read_units(const yaml::Node& node, Units& units, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(Severity::error);
  if (!node.is_map()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`units` should be a map, not {}", describe(node)),
                      "such as `units: {K: 1024, M: 1048576}`");
    return false;
  }
  for (const auto& [unit, factor] : node.entries) {
    const Fraction value = read_unit_factor(unit, factor, diagnostics);
    auto& declared = units.declared;
    const auto same = std::find_if(declared.begin(), declared.end(),
                                   [&name = unit.text](const auto& d) { return d.first == name; });
    if (same != declared.end()) declared.erase(same);
    declared.emplace_back(unit.text, value);
  }
  return diagnostics.count(Severity::error) == before;
}

bool read_conventions(const yaml::Node& node, std::span<const Switch> switches,
                      std::vector<StatedSwitch>& stated, Units& units, Diagnostics& diagnostics) {
  yaml::MapReader reader(node, "conventions", diagnostics);
  for (const Switch& known : switches) {
    const yaml::Node* value = reader.find(known.name);
    if (!value) continue;
    std::string word;
    Choices<std::string> words;
    for (const std::string_view allowed : known.values) {
      words.emplace_back(allowed, std::string(allowed));
    }
    read_choice(reader, known.name, words, word);
    stated.push_back({std::string(known.name), word, value->where});
  }
  if (const yaml::Node* found = reader.find("units")) read_units(*found, units, diagnostics);
  return reader.finish();
}

}  // namespace grader
