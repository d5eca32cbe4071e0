#include "reference/training/read_update.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"
#include "reference/training/tensors.h"

namespace reference::training {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::yaml::MapReader;
using grader::yaml::Node;

enum class Range { positive, share, not_negative };  // > 0; at least 0 and below 1; at least 0

struct Setting {
  std::string_view name;
  Range range;
  std::optional<double> fallback;  // none: the file must give it
};

struct RuleSettings {
  std::string_view word;
  std::vector<Setting> settings;
  std::vector<std::string_view> memory;
};

const Setting step = {"step", Range::positive, std::nullopt};
const Setting epsilon = {"epsilon", Range::not_negative, 1e-8};

// In the order of Rule. Defaults are those of the papers and of PyTorch.
const RuleSettings& of(Rule rule) {
  static const RuleSettings rules[] = {
      {"gradient_descent", {step}, {}},
      {"momentum", {step, {"beta", Range::share, 0.9}}, {"v"}},
      {"nesterov", {step, {"beta", Range::share, 0.9}}, {"v"}},
      {"rmsprop", {step, {"beta", Range::share, 0.9}, epsilon}, {"s"}},
      {"adagrad", {step, epsilon}, {"s"}},
      {"adam",
       {step, {"beta1", Range::share, 0.9}, {"beta2", Range::share, 0.999}, epsilon},
       {"m", "s"}},
      {"adamw",
       {step,
        {"beta1", Range::share, 0.9},
        {"beta2", Range::share, 0.999},
        epsilon,
        {"weight_decay", Range::not_negative, 0.01}},
       {"m", "s"}},
  };
  return rules[static_cast<std::size_t>(rule)];
}

constexpr std::size_t rule_count = 7;

class UpdateReader {
 public:
  UpdateReader(const Node& node, const Block& block, Diagnostics& diagnostics)
      : reader_(node, "update", diagnostics), block_(block), diagnostics_(diagnostics) {
    update_.where = node.where;
  }

  std::optional<Update> read() {
    read_rule();
    const RuleSettings& rule = of(update_.rule);
    for (const Setting& setting : rule.settings) read_setting(setting);
    if (const Node* state = rule.memory.empty() ? nullptr : reader_.find("state")) {
      read_state(*state);
    }
    if (!reader_.finish()) return std::nullopt;
    return std::move(update_);
  }

 private:
  void read_rule() {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < rule_count; ++i) {
      words.emplace_back(of(static_cast<Rule>(i)).word);
    }
    const Node* node = reader_.require("rule");
    if (node == nullptr) return;
    const auto word = read_word(*node, "rule", words, diagnostics_);
    if (word) update_.rule = static_cast<Rule>(*word);
    if (word) return;
    reader_.find("state");  // of whatever rule was meant
    for (std::size_t i = 0; i < rule_count; ++i) {
      for (const Setting& setting : of(static_cast<Rule>(i)).settings) reader_.find(setting.name);
    }
  }

  void read_setting(const Setting& setting) {
    const Node* node =
        setting.fallback ? reader_.find(setting.name) : reader_.require(setting.name);
    const std::string name(setting.name);
    if (node == nullptr) {
      if (setting.fallback) update_.settings[name] = {*setting.fallback, update_.where};
      return;
    }
    const auto number = as_number(*node, setting.name, diagnostics_);
    if (!number) return;
    update_.settings[name] = {*number, node->where};
    const bool good = setting.range == Range::positive       ? *number > 0
                      : setting.range == Range::not_negative ? *number >= 0
                                                             : *number >= 0 && *number < 1;
    if (good) return;
    static const char* const ranges[] = {"positive", "at least 0 and below 1", "0 or more"};
    diagnostics_.error(code::bad_value, node->where,
                       fmt::format("`{}` should be {}", setting.name,
                                   ranges[static_cast<std::size_t>(setting.range)]));
  }

  void read_state(const Node& node) {
    MapReader state(node, "state", diagnostics_);
    for (const std::string_view name : of(update_.rule).memory) {
      if (const Node* one = state.find(name)) read_memory(std::string(name), *one);
    }
    if (update_.rule == Rule::adam || update_.rule == Rule::adamw) {
      const auto steps = state.count("t", 0);
      if (steps && *steps < 0) {
        diagnostics_.error(code::bad_value, state.find("t")->where, "`t` should be 0 or more");
      }
      update_.steps = steps.value_or(0);
    }
    state.finish();
  }

  // A map of parameters, or the array of the only one.
  void read_memory(const std::string& name, const Node& node) {
    std::vector<std::string> parameters;
    for (std::size_t i = 0; i < block_.layers.size(); ++i) {
      parameters.push_back(block_.layers[i].name);
      if (block_.layers[i].bias) parameters.push_back(bias_name(block_, i));
    }
    if (!node.is_map()) {
      if (parameters.size() != 1) {
        diagnostics_.error(code::wrong_type, node.where,
                           fmt::format("`{}` should be a map of parameters", name),
                           fmt::format("such as `{}: {{{}: ..}}`", name,
                                       parameters.empty() ? "W" : parameters.front()));
        return;
      }
      add(name, parameters.front(), node);
      return;
    }
    for (const auto& [parameter, value] : node.entries) {
      const bool known =
          std::find(parameters.begin(), parameters.end(), parameter.text) != parameters.end();
      if (known) {
        add(name, parameter.text, value);
        continue;
      }
      diagnostics_.error(code::unknown_name, parameter.where,
                         fmt::format("no parameter is named `{}`", parameter.text),
                         grader::suggestion(parameter.text, parameters));
    }
  }

  void add(const std::string& name, const std::string& parameter, const Node& node) {
    auto tensor = read_vector_or_matrix(node, name, diagnostics_);
    if (tensor) update_.state[name][parameter] = std::move(*tensor);
  }

  MapReader reader_;
  const Block& block_;
  Diagnostics& diagnostics_;
  Update update_;
};

}  // namespace

std::optional<Update> read_update(const Node& node, const Block& block, Diagnostics& diagnostics) {
  return UpdateReader(node, block, diagnostics).read();
}

std::span<const std::string_view> memory_of(Rule rule) { return of(rule).memory; }

}  // namespace reference::training
