#include "grader/exam/rule_values.h"

#include <fmt/format.h>

#include "grader/exam/choice.h"
#include "grader/exam/value_reader.h"

namespace grader {
namespace {

constexpr int most_digits = 17;  // a double has no more

// The unit of the key, which may be composed: `m/s`.
void read_unit_name(const yaml::Node& node, std::string_view key, UnitRule& rule,
                    Diagnostics& diagnostics) {
  const auto name = yaml::as_text(node, key, diagnostics);
  if (!name) return;
  if (name->empty() || name->find_first_of("0123456789+-.,; \t\n") == 0) {
    diagnostics.error(code::bad_value, node.where, fmt::format("`{}` cannot be a unit", *name),
                      "a unit begins with a letter or a sign of its own, as in `m/s` or `%`");
  }
  rule.units.emplace_back(*name, 1);
}

}  // namespace

void read_share(yaml::MapReader& reader, std::string_view key, Fraction& target) {
  const yaml::Node* node = reader.find(key);
  if (!node) return;
  const auto value = yaml::as_fraction(*node, key, reader.diagnostics());
  if (!value) return;
  if (*value < 0 || *value > 1) {
    reader.diagnostics().error(code::bad_value, node->where,
                               fmt::format("`{}` should be within 0 and 1", key));
  }
  target = *value;
}

void read_not_negative(yaml::MapReader& reader, std::string_view key, Fraction& target) {
  const yaml::Node* node = reader.find(key);
  if (!node) return;
  const auto value = yaml::as_fraction(*node, key, reader.diagnostics());
  if (!value) return;
  if (*value < 0) {
    reader.diagnostics().error(code::bad_value, node->where,
                               fmt::format("`{}` should not be negative", key));
  }
  target = *value;
}

std::optional<int> read_digit_count(const yaml::Node& node, std::string_view key, int least,
                                    Diagnostics& diagnostics) {
  const auto value = yaml::as_count(node, key, diagnostics);
  if (!value) return std::nullopt;
  if (*value < least || *value > most_digits) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("`{}` should be within {} and {}", key, least, most_digits));
    return std::nullopt;
  }
  return static_cast<int>(*value);
}

Digits read_digits(const yaml::Node& node, Digits::Of of, Diagnostics& diagnostics) {
  const bool figures = of == Digits::Of::figures;
  const std::string_view key = figures ? "sigfigs" : "decimals";
  const int least = figures ? 1 : 0;
  Digits digits;
  digits.of = of;
  if (!node.is_map()) {
    digits.n = read_digit_count(node, key, least, diagnostics).value_or(digits.n);
    return digits;
  }
  yaml::MapReader reader(node, std::string(key), diagnostics);
  if (const yaml::Node* n = reader.require("n")) {
    digits.n = read_digit_count(*n, "n", least, diagnostics).value_or(digits.n);
  }
  read_choice<bool>(reader, "form", {{"liberal", false}, {"strict", true}}, digits.strict);
  read_share(reader, "too_many", digits.too_many);
  read_share(reader, "too_few", digits.too_few);
  reader.finish();
  return digits;
}

std::vector<CreditStep> read_credit_steps(const yaml::Node& node, Diagnostics& diagnostics) {
  std::vector<CreditStep> steps{{1, 1}};
  if (node.entries.empty()) {
    diagnostics.error(code::bad_value, node.where, "`credit` has no steps",
                      "such as `credit: {1/2: 0.4}`: from half of the entries on 0.4");
  }
  for (const auto& [share, credit] : node.entries) {
    yaml::Node unquoted = share;
    unquoted.quoted = false;  // JSON has no other keys
    const auto from = yaml::as_fraction(unquoted, "credit", diagnostics);
    const auto value = yaml::as_fraction(credit, "credit", diagnostics);
    if (!from || !value) continue;
    const auto within = [](const Fraction& number) { return number >= 0 && number <= 1; };
    if (!within(*from) || !within(*value)) {
      diagnostics.error(code::bad_value, within(*from) ? credit.where : share.where,
                        "`credit` should be within 0 and 1",
                        "such as `credit: {1/2: 0.4, 1: 1}`: from half of the entries on 0.4");
      continue;
    }
    steps.push_back({*from, *value});
  }
  return steps;
}

Fraction read_unit_factor(const yaml::Node& unit, const yaml::Node& factor,
                          Diagnostics& diagnostics) {
  const bool word = !unit.text.empty() &&
                    unit.text.find_first_of("0123456789+-*/^.,;()[]{} \t\n") == std::string::npos;
  if (!word) {
    diagnostics.error(code::bad_value, unit.where, fmt::format("`{}` cannot be a unit", unit.text),
                      "a unit has neither digits, blanks nor signs");
  }
  const auto value = yaml::as_fraction(factor, unit.text, diagnostics);
  if (value && *value <= 0) {
    diagnostics.error(code::bad_value, factor.where,
                      fmt::format("the factor of unit `{}` should be positive", unit.text));
    return 1;
  }
  return value.value_or(1);
}

UnitRule read_unit_rule(const yaml::Node& node, Diagnostics& diagnostics) {
  UnitRule rule;
  if (!node.is_map()) {
    read_unit_name(node, "unit", rule, diagnostics);
    return rule;
  }
  yaml::MapReader reader(node, "unit", diagnostics);
  if (const yaml::Node* name = reader.require("name")) {
    read_unit_name(*name, "name", rule, diagnostics);
  }
  if (const yaml::Node* also = reader.find("also")) {
    if (!also->is_map()) {
      diagnostics.error(code::wrong_type, also->where,
                        "`also` should be a map of units and factors",
                        "such as `also: {cm: 0.01}`");
    }
    for (const auto& [unit, factor] : also->entries) {
      rule.units.emplace_back(unit.text, read_unit_factor(unit, factor, diagnostics));
    }
  }
  read_share(reader, "without", rule.without);
  reader.finish();
  return rule;
}

std::vector<Fraction> read_weights(const yaml::Node& node, Diagnostics& diagnostics) {
  std::vector<Fraction> weights;
  std::vector<std::int64_t> shape;
  std::vector<const yaml::Node*> entries;
  if (!read_shape(node, "weights", shape, entries, diagnostics)) return weights;
  bool weighs = false;
  for (const yaml::Node* entry : entries) {
    const Fraction weight = yaml::as_fraction(*entry, "weights", diagnostics).value_or(1);
    if (weight < 0) {
      diagnostics.error(code::bad_value, entry->where, "a weight should not be negative");
    }
    weighs = weighs || weight != 0;
    weights.push_back(weight);
  }
  if (!weighs) {
    diagnostics.error(code::bad_value, node.where, "`weights` add up to nothing");
  }
  return weights;
}

}  // namespace grader
