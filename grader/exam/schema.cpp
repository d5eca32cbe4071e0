#include "grader/exam/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <utility>

#include "problem_schema.embedded.h"

namespace grader {
namespace {

namespace json = boost::json;

// An editor reads `log: 2` as a number.
void add_setting(json::array& values, std::string_view setting) {
  values.emplace_back(json::string_view(setting.data(), setting.size()));
  json::error_code error;
  const json::value number = json::parse(json::string_view(setting.data(), setting.size()), error);
  if (!error && number.is_number()) values.push_back(number);
}

json::object describe(const Switch& one) {
  json::array values;
  for (const std::string_view setting : one.values) add_setting(values, setting);
  json::object description;
  description["description"] = std::string(one.meaning);
  description["default"] = std::string(one.values.front());
  description["examples"] = json::array{values.back()};
  description["enum"] = std::move(values);
  return description;
}

// Kinds may share a switch; then the settings of both are allowed.
void add_switch(json::object& properties, const Switch& one) {
  const std::string name(one.name);
  if (!properties.contains(name)) {
    properties[name] = describe(one);
    return;
  }
  json::array& values = properties[name].as_object()["enum"].as_array();
  const json::object other = describe(one);
  for (const json::value& value : other.at("enum").as_array()) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
  }
}

// A problem has at most one block.
json::array exclusions(const Reference& reference) {
  json::array all;
  for (std::size_t i = 0; i < reference.kinds.size(); ++i) {
    for (std::size_t j = i + 1; j < reference.kinds.size(); ++j) {
      const json::array both{std::string(reference.kinds[i]->name()),
                             std::string(reference.kinds[j]->name())};
      all.push_back(json::object{{"not", json::object{{"required", both}}}});
    }
  }
  return all;
}

// Indented by two blanks a level; arrays of scalars stay on one line.
void write(std::string& out, const json::value& value, int depth) {
  const bool object = value.is_object() && !value.get_object().empty();
  bool list = value.is_array() && !value.get_array().empty();
  if (list) {
    const json::array& items = value.get_array();
    list = std::any_of(items.begin(), items.end(),
                       [](const json::value& item) { return item.is_object(); });
  }
  if (!object && !list) {
    out += json::serialize(value);
    return;
  }
  const auto begin_line = [&](int level, bool first) {
    out += fmt::format("{}\n{:{}}", first ? "" : ",", "", 2 * level);
  };
  bool first = true;
  out += object ? '{' : '[';
  if (object) {
    for (const auto& entry : value.get_object()) {
      begin_line(depth + 1, std::exchange(first, false));
      out += json::serialize(entry.key()) + ": ";
      write(out, entry.value(), depth + 1);
    }
  } else {
    for (const json::value& item : value.get_array()) {
      begin_line(depth + 1, std::exchange(first, false));
      write(out, item, depth + 1);
    }
  }
  begin_line(depth, true);
  out += object ? '}' : ']';
}

}  // namespace

std::string schema_json(const Reference& reference) {
  const std::string_view embedded = embedded::problem_schema;
  json::value schema = json::parse(json::string_view(embedded.data(), embedded.size()));
  json::object& definitions = schema.as_object()["$defs"].as_object();
  json::object& problem = definitions["problem"].as_object();
  json::object& blocks = problem["properties"].as_object();
  json::object& conventions = definitions["conventions"].as_object()["properties"].as_object();
  for (const ProblemKind* kind : reference.kinds) {
    const std::string name(kind->name());
    const std::string_view block = kind->schema();
    for (const Switch& one : kind->switches()) add_switch(conventions, one);
    blocks[name] = json::object{{"$ref", "#/$defs/" + name}};
    definitions[name] = json::parse(json::string_view(block.data(), block.size()));
  }
  json::array excluded = exclusions(reference);
  if (!excluded.empty()) problem["allOf"] = std::move(excluded);
  std::string text;
  write(text, schema, 0);
  return text + "\n";
}

}  // namespace grader
