#include "grader/exam/rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/base/words.h"
#include "grader/exam/choice.h"
#include "grader/exam/rule_values.h"
#include "grader/exam/value_reader.h"
#include "grader/yaml/flow_text.h"

namespace grader {
namespace {

constexpr std::string_view comparisons[] = {"abs",      "rel",      "of",   "sigfigs",
                                            "decimals", "interval", "exact"};

bool is_comparison(std::string_view rule) {
  return std::find(std::begin(comparisons), std::end(comparisons), rule) != std::end(comparisons);
}

// Reads the keys of one `accept:`.
class RuleReader {
 public:
  RuleReader(const yaml::Node& node, RuleLevel level, const Graph* graph, Rules& rules,
             Diagnostics& diagnostics)
      : reader_(node, "accept", diagnostics),
        diagnostics_(diagnostics),
        level_(level),
        graph_(graph),
        rules_(rules),
        scheme_(rules.scheme) {}

  bool read() {
    read_comparison();
    read_numbers();
    read_sharing();
    read_follow_rules();
    const yaml::Node* any_of = reader_.find("any_of");
    if (any_of && level_ != RuleLevel::part) {
      diagnostics_.error(code::bad_value, any_of->where, "`any_of` belongs to a part",
                         "write it into the part's own `accept`");
    }
    note_rules();
    return reader_.finish();
  }

  // The further keys of an entry of `any_of`.
  bool read_alternative(Fraction& credit, const yaml::Node*& value) {
    value = reader_.require("value");
    read_share(reader_, "credit", credit);
    read_comparison();
    read_numbers();
    note_rules();
    return reader_.finish();
  }

 private:
  // A comparison takes the place of any that was inherited.
  void note_rules() {
    const yaml::Node& node = reader_.node();
    if (!node.is_map()) return;
    const bool compares =
        std::any_of(node.entries.begin(), node.entries.end(),
                    [](const yaml::Node::Entry& entry) { return is_comparison(entry.first.text); });
    if (compares) {
      std::erase_if(scheme_.stated,
                    [](const StatedRule& rule) { return is_comparison(rule.name); });
    }
    for (const yaml::Node::Entry& entry : node.entries) {
      if (entry.first.text == "value") continue;  // of an entry of `any_of`
      note_rule(scheme_, entry.first.text, entry.second, level_);
    }
  }

  // How near is near enough: a tolerance, digits, an interval, or exactly. One map names one of
  // them, which takes the place of an inherited one.
  void read_comparison() {
    const bool tolerance = has("abs") || has("rel") || has("of");
    const bool digits = has("sigfigs") || has("decimals");
    const yaml::Node* interval = reader_.find("interval");
    const yaml::Node* exact = reader_.find("exact");
    if (tolerance + digits + (interval != nullptr) + (exact != nullptr) > 1) {
      diagnostics_.error(code::bad_value, reader_.node().where,
                         "`accept` compares in more than one way",
                         "name `abs`, `rel` and `of`, or `sigfigs`, or `decimals`, or `interval`, "
                         "or `exact`");
      return;
    }
    if (tolerance + digits + (interval != nullptr) + (exact != nullptr) == 0) return;
    scheme_.digits.reset();
    scheme_.interval.reset();
    scheme_.exact = false;
    if (tolerance) read_tolerance();
    if (digits) read_digit_rule();
    if (interval) read_interval(*interval);
    if (exact) scheme_.exact = reader_.boolean("exact", false).value_or(false);
  }

  void read_tolerance() {
    const yaml::Node* abs = reader_.find("abs");
    const yaml::Node* rel = reader_.find("rel");
    if (abs || rel) {
      scheme_.tolerance.stated = level_ == RuleLevel::part;
      scheme_.tolerance.abs = abs ? tolerance(*abs, "abs") : 0;
      scheme_.tolerance.rel = rel ? tolerance(*rel, "rel") : 0;
    }
    if (rel && scheme_.tolerance.rel >= 1) {
      diagnostics_.error(
          code::bad_value, rel->where,
          fmt::format("`rel` is a fraction of the key; {} accepts even 0", rel->text),
          "5 % is `rel: 0.05`");
    }
    if (const yaml::Node* of = reader_.find("of")) read_of(*of);
  }

  double tolerance(const yaml::Node& node, std::string_view key) {
    const double value = yaml::as_number(node, key, diagnostics_).value_or(0);
    if (value < 0) {
      diagnostics_.error(code::bad_value, node.where,
                         fmt::format("`{}` should not be negative", key));
    }
    return value;
  }

  void read_of(const yaml::Node& node) {
    scheme_.tolerance.change_from.reset();
    rules_.of_change = false;
    if (!node.is_map()) {
      Choices<bool> choices{{"change", true}, {"key", false}};
      read_choice(reader_, "of", choices, rules_.of_change);
      return;
    }
    yaml::MapReader of(node, "of", diagnostics_);
    const auto name = of.text("change_from");
    of.finish();
    if (!name) return;
    if (!graph_) {
      diagnostics_.error(code::bad_value, node.where, "`change_from` names a quantity of a problem",
                         "write `of: change` in an exam");
      return;
    }
    const auto index = graph_->find(*name);
    if (!index) {
      diagnostics_.error(code::unknown_name, of.node().find("change_from")->where,
                         fmt::format("no quantity is named `{}`", *name),
                         suggestion(*name, graph_->names()));
      return;
    }
    scheme_.tolerance.change_from = *index;
  }

  void read_digit_rule() {
    const yaml::Node* figures = reader_.find("sigfigs");
    const yaml::Node* decimals = reader_.find("decimals");
    if (figures && decimals) {
      diagnostics_.error(code::bad_value, decimals->where,
                         "`sigfigs` and `decimals` exclude each other");
      return;
    }
    scheme_.digits = figures ? read_digits(*figures, Digits::Of::figures, diagnostics_)
                             : read_digits(*decimals, Digits::Of::decimals, diagnostics_);
  }

  void read_interval(const yaml::Node& node) {
    if (!node.is_list() || node.items.size() != 2) {
      diagnostics_.error(code::wrong_type, node.where, "`interval` should be two numbers",
                         "such as `interval: [0.5, 0.6]`");
      return;
    }
    const auto low = yaml::as_number(node.items[0], "interval", diagnostics_);
    const auto high = yaml::as_number(node.items[1], "interval", diagnostics_);
    if (!low || !high) return;
    if (*low > *high) {
      diagnostics_.error(code::bad_value, node.where, "`interval` ends before it begins");
    }
    scheme_.interval = {*low, *high};
  }

  void read_numbers() {
    if (const yaml::Node* node = reader_.find("rounded")) {
      scheme_.rounded = read_digit_count(*node, "rounded", 1, diagnostics_);
    }
    if (const yaml::Node* node = reader_.find("working_digits")) {
      scheme_.working_digits = read_digit_count(*node, "working_digits", 1, diagnostics_);
    }
    if (reader_.find("count")) scheme_.count = reader_.boolean("count", false);
    if (const yaml::Node* node = reader_.find("units")) {
      read_units(*node, scheme_.units, diagnostics_);
    }
    if (const yaml::Node* node = reader_.find("unit")) {
      scheme_.unit = read_unit_rule(*node, diagnostics_);
    }
    read_choice<bool>(reader_, "tail", {{"reject", false}, {"ignore", true}}, scheme_.ignore_tail);
  }

  void read_sharing() {
    read_share(reader_, "working", scheme_.working);
    read_choice<bool>(reader_, "shape", {{"lenient", false}, {"strict", true}},
                      scheme_.strict_shape);
    const yaml::Node* credit = reader_.find("credit");
    if (credit && credit->is_map()) {
      scheme_.sharing = Scheme::Sharing::steps;
      scheme_.steps = read_credit_steps(*credit, diagnostics_);
    } else {
      read_choice<Scheme::Sharing>(reader_, "credit",
                                   {{"proportional", Scheme::Sharing::proportional},
                                    {"all_or_nothing", Scheme::Sharing::all_or_nothing}},
                                   scheme_.sharing);
    }
    if (const yaml::Node* node = reader_.find("weights")) {
      scheme_.weights = read_weights(*node, diagnostics_);
    }
    read_not_negative(reader_, "penalty", scheme_.penalty);
  }

  void read_follow_rules() {
    read_follow(reader_, scheme_.follow);
    read_share(reader_, "cap", scheme_.follow_cap);
    read_share(reader_, "follow_penalty", scheme_.follow_penalty);
  }

  bool has(std::string_view key) { return reader_.find(key) != nullptr; }

  yaml::MapReader reader_;
  Diagnostics& diagnostics_;
  RuleLevel level_;
  const Graph* graph_;
  Rules& rules_;
  Scheme& scheme_;
};

// `part`: the scheme that the alternative's own rules stand on.
std::optional<Alternative> read_alternative(const yaml::Node& node, const Graph& graph,
                                            const Value& key, const Scheme& part,
                                            Diagnostics& diagnostics) {
  Alternative alternative;
  Rules rules{part, false};
  const yaml::Node* value = &node;
  bool good = true;
  if (node.is_map() && node.find("value")) {
    RuleReader reader(node, RuleLevel::part, &graph, rules, diagnostics);
    good = reader.read_alternative(alternative.credit, value);
  }
  auto read = read_value_like(*value, "any_of", key, diagnostics);
  if (!read || !good) return std::nullopt;
  alternative.value = std::move(*read);
  alternative.scheme = std::move(rules.scheme);
  return alternative;
}

}  // namespace

void note_rule(Scheme& scheme, std::string name, const yaml::Node& value, RuleLevel level) {
  std::erase_if(scheme.stated, [&](const StatedRule& rule) { return rule.name == name; });
  scheme.stated.push_back({std::move(name), yaml::flow_text(value), level, value.where});
}

bool read_rules(const yaml::Node& accept, RuleLevel level, const Graph* graph, Rules& rules,
                Diagnostics& diagnostics) {
  return RuleReader(accept, level, graph, rules, diagnostics).read();
}

bool read_alternatives(const yaml::Node& any_of, const Graph& graph, const Value& key,
                       Scheme& scheme, Diagnostics& diagnostics) {
  if (!any_of.is_list()) {
    diagnostics.error(code::wrong_type, any_of.where,
                      fmt::format("`any_of` should be a list, not {}", describe(any_of)));
    return false;
  }
  bool good = true;
  Scheme part = scheme;
  std::erase_if(part.stated, [](const StatedRule& rule) { return rule.name == "any_of"; });
  for (const yaml::Node& item : any_of.items) {
    auto alternative = read_alternative(item, graph, key, part, diagnostics);
    good = good && alternative;
    if (alternative) scheme.any_of.push_back(std::move(*alternative));
  }
  return good;
}

bool check_weights(const Scheme& scheme, const Value& key, const Place& place,
                   Diagnostics& diagnostics) {
  const auto* table = std::get_if<Table>(&key);
  const std::size_t entries = table ? table->rows.size() : numbers(key).size();
  if (scheme.weights.empty() || entries == scheme.weights.size()) return true;
  diagnostics.error(
      code::bad_value, place,
      fmt::format("{} for {}", counted(scheme.weights.size(), "weight"), describe(key)));
  return false;
}

bool resolve_change(Rules& rules, const Graph& graph, QuantityIndex asked, bool own,
                    const Place& place, Diagnostics& diagnostics) {
  constexpr std::string_view suffix = "_next";
  if (!rules.of_change) return true;
  const std::string& name = graph[asked].name;
  if (name.ends_with(suffix)) {
    const auto before = graph.find(name.substr(0, name.size() - suffix.size()));
    if (before) {
      rules.scheme.tolerance.change_from = *before;
      return true;
    }
  }
  if (!own) return true;
  diagnostics.error(code::unknown_name, place,
                    fmt::format("nothing says what `{}` is a change from", name),
                    "write `of: {change_from: NAME}`");
  return false;
}

bool read_follow(yaml::MapReader& reader, Scheme::Follow& follow) {
  const std::size_t before = reader.diagnostics().all().size();
  read_choice<Scheme::Follow>(reader, "follow",
                              {{"none", Scheme::Follow::none},
                               {"original_first", Scheme::Follow::original_first},
                               {"always", Scheme::Follow::always}},
                              follow);
  return reader.diagnostics().all().size() == before;
}

}  // namespace grader
