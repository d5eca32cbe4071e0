#include "grader/exam/value_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "grader/base/text.h"
#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"

namespace grader {
namespace {

bool is_whole(const std::string& text) {
  const std::size_t digits = text.starts_with('-') ? 1 : 0;
  return text.size() > digits && text.find_first_not_of("0123456789", digits) == std::string::npos;
}

bool looks_like_number(const yaml::Node& node) {
  if (node.quoted) return false;
  std::string_view text = node.text;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789.eE+-_:xXabcdf") == std::string::npos &&
         ((text[0] >= '0' && text[0] <= '9') ||
          (text[0] == '.' && text.size() > 1 && text[1] >= '0' && text[1] <= '9'));
}

// Infinity and NaN, which no answer could equal.
bool is_nonfinite(const yaml::Node& node) {
  if (node.quoted) return false;
  std::string word = lower_case(node.text);
  if (word.starts_with('-') || word.starts_with('+')) word.erase(0, 1);
  return word == ".inf" || word == ".nan" || word == "inf" || word == "nan" || word == "infinity";
}

std::optional<Value> read_scalar(const yaml::Node& node, std::string_view key,
                                 Diagnostics& diagnostics) {
  if (is_nonfinite(node)) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("`{}` should be finite, not `{}`", key, node.text),
                      "put a text into quotes");
    return std::nullopt;
  }
  if (!looks_like_number(node)) return Value(Text(node.text));
  if (is_whole(node.text)) {
    const auto count = yaml::as_count(node, key, diagnostics);
    return count ? std::optional<Value>(*count) : std::nullopt;
  }
  const auto number = yaml::as_number(node, key, diagnostics);
  return number ? std::optional<Value>(*number) : std::nullopt;
}

std::optional<Value> read_array(const yaml::Node& node, std::string_view key,
                                Diagnostics& diagnostics) {
  Array array;
  std::vector<const yaml::Node*> scalars;
  if (!read_shape(node, key, array.shape, scalars, diagnostics)) return std::nullopt;
  array.counts = true;
  bool good = true;
  for (const yaml::Node* scalar : scalars) {
    const auto number = yaml::as_number(*scalar, key, diagnostics);
    good = good && number;
    array.data.push_back(number.value_or(0));
    array.counts = array.counts && is_whole(scalar->text);
  }
  if (!good) return std::nullopt;
  return Value(std::move(array));
}

// A choice, or a list of those that are as good; empty iff it reported.
std::vector<std::string> read_choices(const yaml::Node& node, const std::string& name,
                                      Diagnostics& diagnostics) {
  if (node.is_list() && node.items.empty()) {
    diagnostics.error(code::bad_value, node.where, fmt::format("`{}` accepts no choice", name));
    return {};
  }
  if (!node.is_list()) {
    const auto text = yaml::as_text(node, name, diagnostics);
    return text ? std::vector<std::string>{*text} : std::vector<std::string>{};
  }
  std::vector<std::string> choices;
  for (const yaml::Node& item : node.items) {
    const auto text = yaml::as_text(item, name, diagnostics);
    if (!text) return {};
    choices.push_back(*text);
  }
  return choices;
}

std::optional<Value> read_table(const yaml::Node& node, std::string_view key,
                                Diagnostics& diagnostics) {
  Table table;
  bool good = !node.entries.empty();
  if (!good) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("`{}` is a table without rows", key));
  }
  for (const auto& [label, choice] : node.entries) {
    const std::string name = fmt::format("{}.{}", key, label.text);
    std::vector<std::string> accepted = read_choices(choice, name, diagnostics);
    good = good && !accepted.empty();
    if (accepted.empty()) continue;
    table.rows.emplace_back(label.text, std::move(accepted.front()));
    accepted.erase(accepted.begin());
    if (accepted.empty()) continue;
    table.also.resize(table.rows.size());
    table.also.back() = std::move(accepted);
  }
  if (!good) return std::nullopt;
  return Value(std::move(table));
}

void check_choices(const yaml::Node& node, std::string_view label, const Table& key,
                   Diagnostics& diagnostics) {
  if (node.is_list()) {
    for (const yaml::Node& item : node.items) check_choices(item, label, key, diagnostics);
    return;
  }
  const auto& known = key.choices;
  if (known.empty() || std::find(known.begin(), known.end(), node.text) != known.end()) return;
  diagnostics.error(code::unknown_name, node.where,
                    fmt::format("`{}` is no choice of row `{}`", node.text, label),
                    suggestion(node.text, known));
}

// A table with the rows and choices of `key`, in its order: tables are marked row by row.
std::optional<Value> read_table_like(const yaml::Node& node, std::string_view key,
                                     const Table& like, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.count(Severity::error);
  const auto value = read_table(node, key, diagnostics);
  if (!value) return std::nullopt;
  const auto& read = std::get<Table>(*value);
  std::vector<std::string> labels;
  for (const auto& [label, unused] : like.rows) labels.push_back(label);
  for (const auto& [label, choice] : node.entries) {
    if (std::find(labels.begin(), labels.end(), label.text) == labels.end()) {
      diagnostics.error(code::unknown_name, label.where,
                        fmt::format("the key has no row `{}`", label.text),
                        suggestion(label.text, labels));
    } else {
      check_choices(choice, label.text, like, diagnostics);
    }
  }
  Table table;
  table.choices = like.choices;
  for (const std::string& label : labels) {
    const auto row = std::find_if(read.rows.begin(), read.rows.end(),
                                  [&](const auto& one) { return one.first == label; });
    if (row == read.rows.end()) {
      diagnostics.error(code::missing_key, node.where,
                        fmt::format("`{}` has no row `{}`, as the key has", key, label));
      continue;
    }
    table.rows.push_back(*row);
    const auto index = static_cast<std::size_t>(row - read.rows.begin());
    if (index >= read.also.size() || read.also[index].empty()) continue;
    table.also.resize(table.rows.size());
    table.also.back() = read.also[index];
  }
  if (diagnostics.count(Severity::error) > before) return std::nullopt;
  return Value(std::move(table));
}

// Appends the scalars below `node`, which must have the given extents from `depth` on; the first
// path down finds the extents.
bool collect(const yaml::Node& node, std::string_view key, std::size_t depth, bool first,
             std::vector<std::int64_t>& shape, std::vector<const yaml::Node*>& scalars,
             Diagnostics& diagnostics) {
  if (!node.is_list()) {
    if (node.is_scalar() && depth == shape.size()) {
      scalars.push_back(&node);
      return true;
    }
    const std::string what =
        node.is_scalar() ? "a number where others have a list" : std::string(describe(node));
    diagnostics.error(node.is_scalar() ? code::shape_mismatch : code::wrong_type, node.where,
                      fmt::format("`{}` should be lists of numbers; here is {}", key, what));
    return false;
  }
  const auto extent = static_cast<std::int64_t>(node.items.size());
  if (first) shape.push_back(extent);
  if (depth >= shape.size() || shape[depth] != extent || extent == 0) {
    const std::string message =
        extent == 0 ? fmt::format("`{}` holds an empty list", key)
        : depth >= shape.size()
            ? fmt::format("`{}` has a list here where others have a number", key)
            : fmt::format("`{}` has {} here and {} above", key, extent, shape[depth]);
    diagnostics.error(code::shape_mismatch, node.where, message,
                      extent == 0 ? "" : "all rows should be of one length");
    return false;
  }
  bool good = true;
  for (std::size_t i = 0; i < node.items.size() && good; ++i) {
    good = collect(node.items[i], key, depth + 1, first && i == 0, shape, scalars, diagnostics);
  }
  return good;
}

}  // namespace

std::optional<Value> read_value_like(const yaml::Node& node, std::string_view key,
                                     const Value& like, Diagnostics& diagnostics) {
  if (std::holds_alternative<Text>(like) && node.is_scalar()) return Value(Text(node.text));
  const auto* like_table = std::get_if<Table>(&like);
  if (like_table != nullptr && node.is_map()) {
    return read_table_like(node, key, *like_table, diagnostics);
  }
  auto value = read_value(node, key, diagnostics);
  if (!value) return std::nullopt;
  if (std::holds_alternative<Real>(like)) {
    if (const auto* count = std::get_if<Count>(&*value)) value = static_cast<Real>(*count);
  }
  auto* array = std::get_if<Array>(&*value);
  const auto* like_array = std::get_if<Array>(&like);
  if (array != nullptr && like_array != nullptr) array->counts = like_array->counts;
  if (value->index() == like.index() && shape_of(*value) == shape_of(like)) return value;
  diagnostics.error(
      code::wrong_type, node.where,
      fmt::format("`{}` is {}; the key is {}", key, describe(*value), describe(like)));
  return std::nullopt;
}

bool read_shape(const yaml::Node& node, std::string_view key, std::vector<std::int64_t>& shape,
                std::vector<const yaml::Node*>& scalars, Diagnostics& diagnostics) {
  if (node.is_null()) {
    diagnostics.error(code::wrong_type, node.where, fmt::format("`{}` has no value", key));
    return false;
  }
  return collect(node, key, 0, true, shape, scalars, diagnostics);
}

std::optional<Value> read_value(const yaml::Node& node, std::string_view key,
                                Diagnostics& diagnostics) {
  switch (node.kind) {
    case yaml::Node::Kind::list:
      return read_array(node, key, diagnostics);
    case yaml::Node::Kind::map:
      return read_table(node, key, diagnostics);
    case yaml::Node::Kind::scalar:
      return read_scalar(node, key, diagnostics);
    case yaml::Node::Kind::null:
      break;
  }
  diagnostics.error(code::wrong_type, node.where, fmt::format("`{}` has no value", key));
  return std::nullopt;
}

std::optional<std::string> expression_text(const yaml::Node& node, std::string_view key,
                                           Diagnostics& diagnostics) {
  if (node.is_scalar()) return node.text;
  if (!node.is_list()) {
    diagnostics.error(code::wrong_type, node.where,
                      fmt::format("`{}` should be an expression, not {}", key, describe(node)));
    return std::nullopt;
  }
  std::string text = "[";
  for (const yaml::Node& item : node.items) {
    const auto inner = expression_text(item, key, diagnostics);
    if (!inner) return std::nullopt;
    if (text.size() > 1) text += ", ";
    text += *inner;
  }
  return text + "]";
}

}  // namespace grader
