// `mistakes:` of a problem, and those of its kind.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "grader/base/words.h"
#include "grader/exam/part_loader.h"
#include "grader/exam/problem_loader.h"
#include "grader/exam/rule_values.h"
#include "grader/exam/value_reader.h"

namespace grader {
namespace {

constexpr std::string_view convention_prefix = "conventions.";

// `conventions.bias: per_filter` sets a switch; anything else is an expression.
std::optional<Edit> read_convention_edit(QuantityIndex quantity, const yaml::Node& node,
                                         const PartContext& context) {
  const std::string& name = context.problem.graph[quantity].name;
  const auto text = yaml::as_text(node, name, context.diagnostics);
  if (!text) return std::nullopt;
  for (const Switch& known : context.switches) {
    if (convention_quantity(known.name) != name) continue;
    const std::vector<std::string> words(known.values.begin(), known.values.end());
    if (std::find(words.begin(), words.end(), *text) != words.end()) break;
    context.diagnostics.error(code::bad_value, node.where,
                              fmt::format("`{}` has no setting `{}`", name, *text),
                              suggestion(*text, words));
    return std::nullopt;
  }
  return Edit{quantity, Value(Text(*text))};
}

std::optional<Edit> read_edit(const yaml::Node& name, const yaml::Node& node,
                              const PartContext& context) {
  const Graph& graph = context.problem.graph;
  const auto quantity = graph.find(name.text);
  if (!quantity) {
    context.diagnostics.error(code::unknown_name, name.where,
                              fmt::format("no quantity is named `{}`", name.text),
                              suggestion(name.text, graph.names()));
    return std::nullopt;
  }
  if (name.text.starts_with(convention_prefix)) {
    return read_convention_edit(*quantity, node, context);
  }
  const auto text = expression_text(node, name.text, context.diagnostics);
  if (!text) return std::nullopt;
  const Place place = node.is_scalar() ? node.text_place() : node.where;
  auto definition = context.reference.language->compile(*text, place, graph, context.diagnostics);
  if (!definition) return std::nullopt;
  for (const QuantityIndex input : definition->inputs) {
    if (!depends(graph, input, *quantity)) continue;
    context.diagnostics.error(code::bad_value, place,
                              fmt::format("`{}` depends on `{}`, which this edit replaces",
                                          graph[input].name, name.text));
    return std::nullopt;
  }
  return Edit{*quantity, std::move(*definition)};
}

void read_edits(const yaml::Node& node, const PartContext& context, Mistake& mistake) {
  if (!node.is_map() || node.entries.empty()) {
    context.diagnostics.error(code::wrong_type, node.where,
                              "`edit` should be a map of quantities and expressions",
                              "such as `edit: {dz: y - p}`");
    return;
  }
  if (!context.solvable) return;
  for (const auto& [name, value] : node.entries) {
    if (auto edit = read_edit(name, value, context)) mistake.edits.push_back(std::move(*edit));
  }
}

// `part:` and `value:`, the wrong answer of one part.
void read_wrong_answer(yaml::MapReader& reader, const yaml::Node& node, const PartContext& context,
                       Mistake& mistake) {
  const auto id = reader.text("part");
  if (!id || !context.solvable) return;
  const std::vector<Part>& parts = context.problem.parts;
  const auto part =
      std::find_if(parts.begin(), parts.end(), [&](const Part& one) { return one.id == *id; });
  if (part == parts.end() || part->ask == Ask::written) {
    std::vector<std::string> known;
    for (const Part& one : parts) {
      if (one.ask != Ask::written) known.push_back(one.id);
    }
    context.diagnostics.error(code::unknown_name, reader.find("part")->where,
                              fmt::format("no part with a key has the id `{}`", *id),
                              suggestion(*id, known));
    return;
  }
  const auto key = key_of(*part, context.problem.graph);
  if (!key) return;  // what fails is reported elsewhere
  auto value = read_value_like(node, "value", *key, context.diagnostics);
  if (!value) return;
  mistake.part = static_cast<std::size_t>(part - parts.begin());
  mistake.edits.push_back(Edit{part->quantity, std::move(*value)});
}

// What an entry of `mistakes:` says, and whether it only gives credit and words to a known one.
struct Entry {
  Mistake mistake;
  bool defined = false;
  std::optional<Fraction> credit;
};

Entry read_entry(const yaml::Node& node, const PartContext& context) {
  yaml::MapReader reader(node, "mistake", context.diagnostics);
  Entry entry;
  Mistake& mistake = entry.mistake;
  mistake.where = node.where;
  mistake.id = read_id(reader, "id").value_or("");
  const yaml::Node* edit = reader.find("edit");
  const yaml::Node* value = reader.find("value");
  if (edit && value) {
    reader.find("part");
    context.diagnostics.error(code::bad_value, value->where,
                              "a mistake has either `edit` or `value`");
  } else if (edit) {
    read_edits(*edit, context, mistake);
  } else if (value) {
    read_wrong_answer(reader, *value, context, mistake);
  }
  entry.defined = edit || value;
  mistake.message =
      (entry.defined ? reader.text("message") : reader.text("message", "")).value_or("");
  if (reader.find("credit")) {
    entry.credit = Fraction(0);
    read_share(reader, "credit", *entry.credit);
    mistake.credit = *entry.credit;
  }
  reader.finish();
  return entry;
}

std::vector<Mistake> mistakes_of_kind(const PartContext& context) {
  std::vector<Mistake> mistakes;
  if (context.kind == nullptr || !context.solvable) return mistakes;
  const Graph& graph = context.problem.graph;
  for (KindMistake& known : context.kind->mistakes(graph)) {
    Mistake mistake;
    mistake.id = std::move(known.id);
    mistake.message = std::move(known.message);
    bool concerns = true;
    for (const auto& [name, text] : known.edits) {
      const auto quantity = graph.find(name);
      concerns = concerns && quantity;
      if (!concerns) break;
      if (name.starts_with(convention_prefix)) {
        mistake.edits.push_back(Edit{*quantity, Value(Text(text))});
        continue;
      }
      Diagnostics unreported;  // an expression that does not fit this problem
      auto definition = context.reference.language->compile(text, {}, graph, unreported);
      concerns = definition.has_value();
      if (concerns) mistake.edits.push_back(Edit{*quantity, std::move(*definition)});
    }
    if (concerns) mistakes.push_back(std::move(mistake));
  }
  return mistakes;
}

// Credit and words for a mistake that is known without the problem. False if there is none.
bool adjust(const Entry& entry, std::vector<Mistake>& of_kind, CommonMistakes& common) {
  const auto set = [&](auto& known) {
    known.credit = entry.credit.value_or(known.credit);
    if (!entry.mistake.message.empty()) known.message = entry.mistake.message;
  };
  bool found = false;
  for (Mistake& known : of_kind) {
    if (known.id != entry.mistake.id) continue;
    set(known);
    found = true;
  }
  for (std::size_t i = 0; i < common.size(); ++i) {
    if (common_mistake_words()[i].id != entry.mistake.id) continue;
    set(common[i]);
    found = true;
  }
  return found;
}

void report_undefined(const Entry& entry, const std::vector<Mistake>& of_kind,
                      const PartContext& context) {
  std::vector<std::string> known;
  for (const Mistake& one : of_kind) known.push_back(one.id);
  for (const CommonMistakeWords& one : common_mistake_words()) known.emplace_back(one.id);
  const auto near = closest(entry.mistake.id, known);
  context.diagnostics.error(
      code::missing_key, entry.mistake.where, "missing key `edit` in `mistake`",
      near
          ? fmt::format("without `edit` or `value` it names a known one; did you mean `{}`?", *near)
          : "such as `edit: {dz: y - p}`, or `part:` and `value:`");
}

}  // namespace

void read_mistakes(const yaml::Node* node, const PartContext& context) {
  std::vector<Mistake> of_kind = mistakes_of_kind(context);
  Problem& problem = context.problem;
  if (node && !node->is_list()) {
    context.diagnostics.error(code::wrong_type, node->where,
                              fmt::format("`mistakes` should be a list, not {}", describe(*node)));
    return;
  }
  std::set<std::string> ids;
  for (const yaml::Node& item : node ? node->items : std::vector<yaml::Node>{}) {
    Entry entry = read_entry(item, context);
    if (!entry.mistake.id.empty() && !ids.insert(entry.mistake.id).second) {
      context.diagnostics.error(code::duplicate_id, item.find("id")->where,
                                fmt::format("another mistake has the id `{}`", entry.mistake.id));
    }
    if (entry.defined) {
      problem.mistakes.push_back(std::move(entry.mistake));
    } else if (!adjust(entry, of_kind, problem.common_mistakes) && context.solvable &&
               item.is_map()) {
      report_undefined(entry, of_kind, context);
    }
  }
  // What the problem defines itself takes the place of the kind's.
  for (const Mistake& own : problem.mistakes) {
    std::erase_if(of_kind, [&](const Mistake& known) { return known.id == own.id; });
  }
  std::move(of_kind.begin(), of_kind.end(), std::back_inserter(problem.mistakes));
}

}  // namespace grader
