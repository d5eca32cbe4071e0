#include "reference/code/block.h"

#include <fmt/core.h>

#include <array>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"
#include "reference/language/parser.h"
#include "reference/language/position.h"

namespace reference::code {
namespace {

namespace code = grader::code;
using evaluator::Code;
using evaluator::Failure;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

void read_names(MapReader& reader, std::string_view key, std::vector<Name>& names) {
  const Node* node = reader.find(key);
  if (node == nullptr) return;
  if (!node->is_list()) {
    reader.diagnostics().error(
        code::wrong_type, node->where,
        fmt::format("`{}` should be a list of names, not {}", key, describe(*node)));
    return;
  }
  names.clear();
  for (const Node& item : node->items) {
    auto name = as_text(item, key, reader.diagnostics());
    if (name) names.push_back({std::move(*name), item.where});
  }
}

std::string read_function(const Node& node, Diagnostics& diagnostics) {
  const auto name = as_text(node, "function", diagnostics);
  if (!name) return "";
  const auto expression = language::parse_expression(*name);
  if (expression && std::holds_alternative<language::Name>((*expression)->node)) return *name;
  diagnostics.error(code::bad_value, node.where,
                    fmt::format("`{}` is no name that a function could have", *name),
                    "such as `function: turn`");
  return "";
}

std::vector<std::string> texts_of(const std::vector<Name>& names) {
  std::vector<std::string> texts;
  for (const Name& name : names) texts.push_back(name.text);
  return texts;
}

// A misspelt name would forbid nothing.
void check_forbidden(const std::vector<Name>& names, Diagnostics& diagnostics) {
  for (const Name& name : names) {
    if (evaluator::is_name(name.text)) continue;
    const auto near = grader::closest(name.text, evaluator::names());
    diagnostics.error(code::unknown_name, name.where,
                      fmt::format("`{}` names nothing that code could use", name.text),
                      near ? fmt::format("did you mean `{}`?", *near)
                           : "such as `cv2`, `np.mean` or `ndarray.mean`");
  }
}

// False iff one of them is missing where it decides.
bool check_arguments(const Block& block, const std::vector<relation::Scene>& scenes,
                     Diagnostics& diagnostics) {
  bool good = true;
  for (const Name& name : block.arguments) {
    for (const relation::Scene& scene : scenes) {
      if (!scene.decides || find_variable(scene.inputs, name.text) != nullptr) continue;
      std::vector<std::string> known;
      for (const auto& [variable, unused] : scene.inputs.variables) known.push_back(variable);
      diagnostics.error(code::unknown_name, name.where,
                        fmt::format("no variable is named `{}`", name.text),
                        grader::suggestion(name.text, known));
      good = false;
      break;
    }
  }
  return good;
}

void read_worth(const Node& node, Worth& worth, Diagnostics& diagnostics) {
  MapReader reader(node, "credit", diagnostics);
  struct Entry {
    std::string_view key;
    grader::Fraction* value;
  };
  const std::array<Entry, 5> entries{{{"equal", &worth.equal},
                                      {"within1", &worth.within1},
                                      {"within_eps", &worth.within_eps},
                                      {"related", &worth.related},
                                      {"elsewhere", &worth.elsewhere}}};
  for (const Entry& entry : entries) {
    const auto value = reader.fraction(entry.key, *entry.value);
    if (!value) continue;
    *entry.value = *value;
    if (*value >= 0 && *value <= 1) continue;
    diagnostics.error(code::bad_value, node.find(entry.key)->where,
                      fmt::format("`{}` should be between 0 and 1", entry.key));
  }
  reader.finish();
}

void report(const Failure& failure, const stage::Snippet& snippet, std::string_view key,
            Diagnostics& diagnostics) {
  diagnostics.error(code::snippet_fails, language::within(snippet.text_place, failure.where),
                    fmt::format("`{}` fails: {}: {}", key, failure.type, failure.message));
}

// What is not even equal to itself would make every answer wrong. False iff there is such a value.
bool check_values(const Task& task, const stage::Snippet& solution, Diagnostics& diagnostics) {
  for (std::size_t i = 0; i < task.scenes.size(); ++i) {
    if (!task.scenes[i].decides) continue;
    const std::string why = relation::incomparable(task.solution[i].value);
    if (why.empty()) continue;
    diagnostics.error(code::snippet_fails, solution.where,
                      fmt::format("`solution` {}; no answer could be compared with it", why),
                      "its value is that of its last expression, or of the variable that it writes "
                      "last");
    return false;
  }
  return true;
}

}  // namespace

std::optional<Block> read_block(const Node& node, Diagnostics& diagnostics) {
  MapReader reader(node, "code", diagnostics);
  Block block;
  static_cast<stage::Stage&>(block) = stage::read_stage(reader);
  if (const Node* node_of = reader.require("solution")) {
    if (auto text = stage::read_snippet(*node_of, "solution", diagnostics)) block.solution = *text;
  }
  if (const Node* function = reader.find("function")) {
    block.function = read_function(*function, diagnostics);
  }
  read_names(reader, "arguments", block.arguments);
  read_names(reader, "forbid", block.forbid);
  if (const Node* credit = reader.find("credit")) read_worth(*credit, block.worth, diagnostics);
  check_forbidden(block.forbid, diagnostics);
  if (!reader.finish()) return std::nullopt;
  return block;
}

std::optional<Task> solve(const Block& block, Diagnostics& diagnostics) {
  const auto solution = Code::parse(block.solution.text);
  if (!solution) report(solution.error(), block.solution, "solution", diagnostics);
  const evaluator::Options options = stage::options_of(block.numpy);
  auto scenes = stage::scenes_of(block.image, block.setup ? block.setup->text : "", options);
  if (!scenes) report(scenes.error(), *block.setup, "setup", diagnostics);
  if (!solution || !scenes || !check_arguments(block, *scenes, diagnostics)) return std::nullopt;
  auto task = solve(std::move(*scenes), *solution, texts_of(block.arguments), options);
  if (!task) {
    report(task.error(), block.solution, "solution", diagnostics);
    return std::nullopt;
  }
  if (!check_values(*task, block.solution, diagnostics)) return std::nullopt;
  task->options = options;
  task->options.forbidden = texts_of(block.forbid);
  task->options.function = block.function;
  task->worth = block.worth;
  return std::move(*task);
}

}  // namespace reference::code
