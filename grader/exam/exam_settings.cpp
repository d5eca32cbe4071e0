#include "grader/exam/exam_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/exam/rules.h"

namespace grader {

std::vector<Boundary> read_boundaries(const yaml::Node& node, Diagnostics& diagnostics) {
  std::vector<Boundary> boundaries;
  if (!node.is_map()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`boundaries` should be a map of grades, not {}", describe(node)),
                      "such as `boundaries: {A: 85, B: 70}`");
  }
  for (const auto& [grade, value] : node.entries) {
    const auto percent = yaml::as_fraction(value, grade.text, diagnostics);
    if (!percent) continue;
    if (*percent < 0 || *percent > 100) {
      diagnostics.error(code::bad_value, value.where,
                        fmt::format("grade `{}` should be within 0 and 100 per cent", grade.text));
    }
    const auto same = std::find_if(boundaries.begin(), boundaries.end(),
                                   [&](const Boundary& b) { return b.percent == *percent; });
    if (same != boundaries.end()) {
      diagnostics.error(
          code::bad_value, value.where,
          fmt::format("grades `{}` and `{}` begin at the same per cent", same->grade, grade.text));
    }
    boundaries.push_back({grade.text, *percent});
  }
  std::stable_sort(boundaries.begin(), boundaries.end(),
                   [](const Boundary& a, const Boundary& b) { return a.percent > b.percent; });
  return boundaries;
}

Policies read_policies(const yaml::Node& node, Scheme::Follow& follow, Diagnostics& diagnostics) {
  Policies policies;
  yaml::MapReader reader(node, "policies", diagnostics);
  read_follow(reader, follow);
  if (const yaml::Node* round = reader.find("round")) {
    policies.round = yaml::as_fraction(*round, "round", diagnostics);
    if (policies.round && *policies.round <= 0) {
      diagnostics.error(code::bad_value, round->where, "`round` should be positive",
                        "`round: 0.5` rounds to half points");
    }
  }
  reader.finish();
  return policies;
}

std::vector<std::string> read_paths(const yaml::Node& node, std::string_view key,
                                    Diagnostics& diagnostics) {
  const std::string base(node.where.file());
  std::vector<std::string> paths;
  if (!node.is_list()) {
    if (const auto name = yaml::as_text(node, key, diagnostics))
      paths.push_back(beside(base, *name));
    return paths;
  }
  for (const yaml::Node& item : node.items) {
    if (const auto name = yaml::as_text(item, key, diagnostics))
      paths.push_back(beside(base, *name));
  }
  return paths;
}

std::vector<Switch> all_switches(const Reference& reference) {
  std::vector<Switch> all;
  for (const ProblemKind* kind : reference.kinds) {
    for (const Switch& one : kind->switches()) {
      const auto same = std::find_if(all.begin(), all.end(),
                                     [&](const Switch& known) { return known.name == one.name; });
      if (same == all.end()) {
        all.push_back(one);
        continue;
      }
      for (const std::string_view value : one.values) {
        const auto known = std::find(same->values.begin(), same->values.end(), value);
        if (known == same->values.end()) same->values.push_back(value);
      }
    }
  }
  return all;
}

}  // namespace grader
