#include "grader/exam/part_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "grader/answers/tables.h"
#include "grader/base/text.h"
#include "grader/base/words.h"
#include "grader/exam/problem_loader.h"
#include "grader/exam/rule_values.h"
#include "grader/exam/solutions.h"
#include "grader/exam/value_reader.h"

namespace grader {
namespace {

// Reads one part.
class PartReader {
 public:
  PartReader(const yaml::Node& node, const PartContext& context)
      : reader_(node, "part", context.diagnostics),
        node_(node),
        context_(context),
        diagnostics_(context.diagnostics),
        rules_(context.rules) {}

  Part read() {
    part_.where = node_.where;
    part_.id = read_id(reader_, "id").value_or("");
    part_.prompt = reader_.text("prompt").value_or("");
    read_points();
    read_options();
    read_question();
    read_part_conventions();
    read_accept();
    read_part_printed();
    reader_.finish();
    return std::move(part_);
  }

 private:
  void read_points() {
    const yaml::Node* node = reader_.require("points");
    if (!node) return;
    part_.points = yaml::as_fraction(*node, "points", diagnostics_).value_or(0);
    if (part_.points < 0) {
      diagnostics_.error(code::bad_value, node->where, "`points` should not be negative");
    }
  }

  void read_options() {
    const yaml::Node* node = reader_.find("options");
    if (!node) return;
    if (!node->is_list() || node->items.empty()) {
      diagnostics_.error(code::wrong_type, node->where, "`options` should be a list of texts");
      return;
    }
    std::map<std::string, std::string> folded;  // as an answer is looked up -> as written
    for (const yaml::Node& item : node->items) {
      const auto option = yaml::as_text(item, "options", diagnostics_);
      if (!option) continue;
      const auto [first, added] = folded.emplace(fold_label(*option), *option);
      if (!added && first->second == *option) {
        diagnostics_.error(code::bad_value, item.where,
                           fmt::format("option `{}` is there twice", *option));
      } else if (!added) {
        diagnostics_.error(code::bad_value, item.where,
                           fmt::format("option `{}` cannot be told from `{}` in an answer", *option,
                                       first->second),
                           "case, blanks and punctuation around an option do not count");
      }
      part_.options.push_back(*option);
    }
  }

  void read_question() {
    const yaml::Node* ask = reader_.find("ask");
    const yaml::Node* key = reader_.find("key");
    if (ask && key) {
      diagnostics_.error(code::bad_value, key->where, "a part has either `ask` or `key`",
                         "a key that is asked for is computed, never typed");
    } else if (key) {
      read_key(*key);
    } else if (ask) {
      read_ask(*ask);
    } else if (node_.is_map()) {
      diagnostics_.error(code::missing_key, node_.where, "missing key `ask` in `part`",
                         "`ask: written` is marked by hand; a `key:` is typed");
    }
  }

  void read_ask(const yaml::Node& node) {
    const auto text = expression_text(node, "ask", diagnostics_);
    if (!text) return;
    if (*text == "written") {
      part_.ask = Ask::written;
      return;
    }
    if (!context_.solvable) return;
    const Place& place = node.is_scalar() ? node.text_place() : node.where;
    const auto quantity = bind_quantity(*text, place, context_);
    bound_ = quantity.has_value();
    part_.quantity = quantity.value_or(0);
    if (bound_ && context_.kind != nullptr) {
      part_.trial =
          context_.kind->trial(*context_.block, context_.problem.graph[part_.quantity].name);
    }
  }

  void read_key(const yaml::Node& node) {
    part_.ask = Ask::key;
    auto value = part_.options.empty() || !node.is_scalar() ? read_value(node, "key", diagnostics_)
                                                            : read_choice_key(node);
    if (!value) return;
    if (auto* table = std::get_if<Table>(&*value)) table->choices = part_.options;
    const std::string name = fmt::format("key({})", part_.id);
    Graph& graph = context_.problem.graph;
    if (graph.find(name)) return;  // an id given twice, reported elsewhere
    part_.quantity = graph.add(given(name, std::move(*value), node.where));
    bound_ = true;
  }

  std::optional<Value> read_choice_key(const yaml::Node& node) {
    const bool known =
        std::find(part_.options.begin(), part_.options.end(), node.text) != part_.options.end();
    if (known) return Value(Text(node.text));
    diagnostics_.error(code::bad_value, node.where,
                       fmt::format("key `{}` is none of the options", node.text),
                       suggestion(node.text, part_.options));
    return std::nullopt;
  }

  void read_part_conventions() {
    const yaml::Node* node = reader_.find("conventions");
    if (!node) return;
    std::vector<StatedSwitch> stated;
    read_conventions(*node, context_.switches, stated, rules_.scheme.units, diagnostics_);
    for (const StatedSwitch& one : stated) {
      const auto quantity = context_.problem.graph.find(convention_quantity(one.name));
      if (quantity) part_.conventions.push_back({*quantity, Value(Text(one.value))});
    }
  }

  void read_accept() {
    const yaml::Node* accept = reader_.find("accept");
    const yaml::Node* working = reader_.find("working");
    const Graph& graph = context_.problem.graph;
    bool own_change = false;
    if (accept) {
      const bool inherited_change = std::exchange(rules_.of_change, false);
      const yaml::Node* of = accept->find("of");
      read_rules(*accept, RuleLevel::part, &graph, rules_, diagnostics_);
      own_change = rules_.of_change;
      rules_.of_change = rules_.of_change || (inherited_change && !of);
    }
    if (working) read_working(*working, accept);
    if (bound_ && part_.ask == Ask::key) check_interval(graph);
    if (bound_) {
      const Place& place = accept && accept->find("of") ? accept->find("of")->where : node_.where;
      resolve_change(rules_, graph, part_.quantity, own_change, place, diagnostics_);
      if (rules_.scheme.tolerance.change_from == part_.quantity) {
        diagnostics_.error(code::bad_value, place, "a change from the quantity itself");
      }
    }
    const yaml::Node* any_of = accept ? accept->find("any_of") : nullptr;
    if (any_of && bound_) {
      if (const auto key_value = key_of(part_, graph)) {
        read_alternatives(*any_of, graph, *key_value, rules_.scheme, diagnostics_);
      }
    }
    if (bound_) add_solutions(graph);
    check_rules_of_worth(graph);
    part_.scheme = std::move(rules_.scheme);
  }

  // Other answers that are as good as the key, under the part's own rules.
  void add_solutions(const Graph& graph) {
    const auto all = graph.find(solutions_quantity(graph[part_.quantity].name));
    if (!all) return;
    Solution solution(graph, part_.conventions, nullptr);
    const Solved& key = solution[part_.quantity];
    const Solved& solutions = solution[*all];
    if (!key || !solutions) return;
    Scheme own = rules_.scheme;
    own.any_of.clear();
    std::erase_if(own.stated, [](const StatedRule& rule) { return rule.name == "any_of"; });
    for (Value& other : other_solutions(*key, *solutions)) {
      rules_.scheme.any_of.push_back(Alternative{std::move(other), own, 1});
    }
  }

  // A key that says itself what each choice is worth leaves nothing to these rules.
  void check_rules_of_worth(const Graph& graph) {
    const auto key = bound_ ? key_of(part_, graph) : std::nullopt;
    const auto* table = key ? std::get_if<Table>(&*key) : nullptr;
    if (table == nullptr || table->worth == nullptr) return;
    constexpr std::string_view meaningless[] = {"penalty", "weights", "credit", "any_of"};
    for (const StatedRule& rule : rules_.scheme.stated) {
      const bool here = rule.level == RuleLevel::part &&
                        std::count(std::begin(meaningless), std::end(meaningless), rule.name) > 0;
      if (!here) continue;
      const std::string_view kind = context_.kind == nullptr ? "this" : context_.kind->name();
      diagnostics_.error(code::bad_value, rule.where,
                         fmt::format("`{}` has no meaning for {}", rule.name, kind),
                         "its key says what each answer is worth");
    }
  }

  // A typed key that its own interval refuses.
  void check_interval(const Graph& graph) {
    const auto& interval = rules_.scheme.interval;
    const auto key = interval ? key_of(part_, graph) : std::nullopt;
    if (!key || std::holds_alternative<Text>(*key) || std::holds_alternative<Table>(*key)) return;
    for (const double number : numbers(*key)) {
      if (number >= interval->first && number <= interval->second) continue;
      diagnostics_.error(code::bad_value, graph[part_.quantity].where,
                         fmt::format("the key {} is outside its interval, {} to {}", number,
                                     interval->first, interval->second));
      return;
    }
  }

  // `working: 0.6`, short for `accept: {working: 0.6}`.
  void read_working(const yaml::Node& node, const yaml::Node* accept) {
    if (accept && accept->find("working")) {
      diagnostics_.error(code::bad_value, node.where, "`working` stands in `accept` too");
      return;
    }
    read_share(reader_, "working", rules_.scheme.working);
    note_rule(rules_.scheme, "working", node, RuleLevel::part);
  }

  void read_part_printed() {
    const yaml::Node* node = reader_.find("printed");
    if (!node) return;
    if (part_.ask == Ask::written) {
      diagnostics_.error(code::bad_value, node->where,
                         "a written part has nothing to compare `printed` with");
      return;
    }
    part_.printed = read_printed(*node, part_.quantity, diagnostics_);
    if (!bound_) part_.printed.reset();
  }

  yaml::MapReader reader_;
  const yaml::Node& node_;
  const PartContext& context_;
  Diagnostics& diagnostics_;
  Rules rules_;
  Part part_;
  bool bound_ = false;  // part_.quantity is known
};

void check_weights_of_parts(const Problem& problem, Diagnostics& diagnostics) {
  for (const Part& part : problem.parts) {
    if (part.scheme.weights.empty() || part.ask == Ask::written) continue;
    const auto key = key_of(part, problem.graph);
    if (key) check_weights(part.scheme, *key, part.where, diagnostics);
  }
}

}  // namespace

void read_parts(const yaml::Node& node, const PartContext& context) {
  if (!node.is_list()) {
    context.diagnostics.error(code::wrong_type, node.where,
                              fmt::format("`parts` should be a list, not {}", describe(node)));
    return;
  }
  if (node.items.empty()) {
    context.diagnostics.error(code::missing_key, node.where, "the problem has no parts");
  }
  std::set<std::string> ids;
  for (const yaml::Node& item : node.items) {
    const std::size_t before = context.diagnostics.count(Severity::error);
    Part part = PartReader(item, context).read();
    if (!part.id.empty() && !ids.insert(part.id).second) {
      context.diagnostics.error(code::duplicate_id, item.find("id")->where,
                                fmt::format("another part has the id `{}`", part.id));
    }
    if (context.diagnostics.count(Severity::error) == before) {
      context.problem.parts.push_back(std::move(part));
    }
  }
  if (context.solvable) check_weights_of_parts(context.problem, context.diagnostics);
}

std::optional<Value> key_of(const Part& part, const Graph& graph) {
  Solution solution(graph, part.conventions, nullptr);
  const Solved& key = solution[part.quantity];
  return key ? std::optional<Value>(*key) : std::nullopt;
}

std::optional<QuantityIndex> bind_quantity(const std::string& text, const Place& place,
                                           const PartContext& context) {
  const std::string name(trimmed(text));
  Graph& graph = context.problem.graph;
  if (const auto known = graph.find(name)) return known;
  if (name.empty()) {
    context.diagnostics.error(code::bad_expression, place, "an empty expression");
    return std::nullopt;
  }
  auto definition = context.reference.language->compile(text, place, graph, context.diagnostics);
  if (!definition) return std::nullopt;
  Quantity quantity;
  quantity.name = name;
  quantity.inputs = std::move(definition->inputs);
  quantity.function = std::move(definition->function);
  quantity.formula = std::move(definition->formula);
  if (quantity.formula.empty()) quantity.formula = {name};
  quantity.where = place;
  return graph.add(std::move(quantity));
}

}  // namespace grader
