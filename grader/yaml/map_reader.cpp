#include "grader/yaml/map_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "grader/base/text.h"
#include "grader/base/words.h"

namespace grader::yaml {
namespace {

std::string shown(const Node& node) {
  constexpr std::size_t longest = 40;
  if (node.is_null() && !node.text.empty()) return fmt::format("`{}`", node.text);
  if (!node.is_scalar()) return std::string(describe(node));
  if (node.text.empty()) return "an empty text";
  if (node.text.size() > longest || node.text.find('\n') != std::string::npos) return "a text";
  return fmt::format("`{}`", node.text);
}

void report_type(const Node& node, std::string_view key, std::string_view wanted,
                 Diagnostics& diagnostics, std::string hint = "") {
  diagnostics.error(code::wrong_type, node.where,
                    fmt::format("`{}` should be {}, not {}", key, wanted, shown(node)),
                    std::move(hint));
}

std::string_view without_plus(std::string_view text) {
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  return text;
}

template <typename Number>
bool parse_whole(std::string_view text, Number& value) {
  text = without_plus(text);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

std::string_view unsigned_part(std::string_view text) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return text;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Numbers that YAML 1.1 reads otherwise than they look.
bool is_trap(std::string_view text) {
  text = unsigned_part(text);
  if (text.size() > 1 && text[0] == '0' && all_digits(text)) return true;  // octal
  if (text.starts_with("0x") || text.starts_with("0X") || text.starts_with("0o") ||
      text.starts_with("0b")) {
    return true;
  }
  const bool looks_grouped = !text.empty() && text[0] >= '0' && text[0] <= '9' &&
                             text.find_first_not_of("0123456789_:.") == std::string_view::npos;
  return looks_grouped && text.find_first_of("_:") != std::string_view::npos;
}

// True iff the node is a plain scalar to be read as a number; reports otherwise.
bool check_plain(const Node& node, std::string_view key, std::string_view wanted,
                 Diagnostics& diagnostics) {
  if (!node.is_scalar()) {
    report_type(node, key, wanted, diagnostics);
    return false;
  }
  if (node.quoted) {
    report_type(node, key, wanted, diagnostics, "drop the quotes");
    return false;
  }
  if (is_trap(node.text)) {
    diagnostics.error(
        code::yaml_trap, node.where,
        fmt::format("`{}` is a number that YAML reads otherwise than it looks", node.text),
        "write it in plain decimal digits");
    return false;
  }
  return true;
}

bool is_nonfinite_word(std::string_view text) {
  const std::string word = lower_case(unsigned_part(text));
  return word == ".inf" || word == ".nan" || word == "inf" || word == "nan" || word == "infinity";
}

// As check_plain, and reports words for infinity and NaN.
bool check_finite(const Node& node, std::string_view key, Diagnostics& diagnostics) {
  if (!check_plain(node, key, "a number", diagnostics)) return false;
  if (!is_nonfinite_word(node.text)) return true;
  diagnostics.error(code::bad_value, node.where,
                    fmt::format("`{}` should be finite, not `{}`", key, node.text));
  return false;
}

}  // namespace

std::optional<std::string> as_text(const Node& node, std::string_view key,
                                   Diagnostics& diagnostics) {
  if (node.is_scalar()) return node.text;
  report_type(node, key, "a text", diagnostics,
              node.is_null() && !node.text.empty() ? "put the word into quotes" : "");
  return std::nullopt;
}

std::optional<std::int64_t> as_count(const Node& node, std::string_view key,
                                     Diagnostics& diagnostics) {
  if (!check_plain(node, key, "a whole number", diagnostics)) return std::nullopt;
  std::int64_t value = 0;
  if (parse_whole(node.text, value)) return value;
  if (all_digits(unsigned_part(node.text))) {
    diagnostics.error(code::bad_value, node.where, fmt::format("`{}` does not fit 64 bits", key));
  } else {
    report_type(node, key, "a whole number", diagnostics);
  }
  return std::nullopt;
}

std::optional<double> as_number(const Node& node, std::string_view key, Diagnostics& diagnostics) {
  if (!check_finite(node, key, diagnostics)) return std::nullopt;
  const std::string_view text = without_plus(node.text);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  // from_chars takes `nan(1)` for a number.
  const bool whole = !text.empty() && end == text.data() + text.size() && !std::isnan(value);
  if (whole && error == std::errc()) return value;
  if (whole) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("`{}` is beyond the range of a double", key));
  } else {
    report_type(node, key, "a number", diagnostics);
  }
  return std::nullopt;
}

std::optional<Fraction> as_fraction(const Node& node, std::string_view key,
                                    Diagnostics& diagnostics) {
  if (!check_finite(node, key, diagnostics)) return std::nullopt;
  if (auto value = parse_fraction(without_plus(node.text))) return value;
  report_type(node, key, "a number", diagnostics, "such as `5`, `0.6` or `2/3`");
  return std::nullopt;
}

std::optional<bool> as_bool(const Node& node, std::string_view key, Diagnostics& diagnostics) {
  if (node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false")) {
    return node.text == "true";
  }
  report_type(node, key, "`true` or `false`", diagnostics,
              node.quoted ? "drop the quotes" : "write `true` or `false`");
  return std::nullopt;
}

MapReader::MapReader(const Node& node, std::string name, Diagnostics& diagnostics)
    : node_(node),
      name_(std::move(name)),
      diagnostics_(diagnostics),
      errors_before_(diagnostics.count(Severity::error)) {
  if (!node.is_map()) report_type(node, name_, "a map", diagnostics_);
}

const Node* MapReader::find(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  return node_.find(key);
}

const Node* MapReader::require(std::string_view key) {
  const Node* found = find(key);
  if (!found && node_.is_map()) {
    diagnostics_.error(code::missing_key, node_.where,
                       fmt::format("missing key `{}` in `{}`", key, name_));
  }
  return found;
}

std::optional<std::string> MapReader::text(std::string_view key) {
  const Node* found = require(key);
  return found ? as_text(*found, key, diagnostics_) : std::nullopt;
}

std::optional<std::string> MapReader::text(std::string_view key, std::string fallback) {
  const Node* found = find(key);
  return found ? as_text(*found, key, diagnostics_) : std::move(fallback);
}

std::optional<std::int64_t> MapReader::count(std::string_view key) {
  const Node* found = require(key);
  return found ? as_count(*found, key, diagnostics_) : std::nullopt;
}

std::optional<std::int64_t> MapReader::count(std::string_view key, std::int64_t fallback) {
  const Node* found = find(key);
  return found ? as_count(*found, key, diagnostics_) : fallback;
}

std::optional<Fraction> MapReader::fraction(std::string_view key) {
  const Node* found = require(key);
  return found ? as_fraction(*found, key, diagnostics_) : std::nullopt;
}

std::optional<Fraction> MapReader::fraction(std::string_view key, Fraction fallback) {
  const Node* found = find(key);
  return found ? as_fraction(*found, key, diagnostics_) : std::move(fallback);
}

std::optional<bool> MapReader::boolean(std::string_view key, bool fallback) {
  const Node* found = find(key);
  return found ? as_bool(*found, key, diagnostics_) : fallback;
}

bool MapReader::finish() {
  for (const auto& [key, value] : node_.entries) {
    if (std::find(known_.begin(), known_.end(), key.text) != known_.end()) continue;
    // `{a:1}` is a key `a:1` without a value.
    const bool glued = value.is_null() && key.text.find(':') != std::string::npos;
    diagnostics_.error(code::unknown_key, key.where,
                       fmt::format("unknown key `{}` in `{}`", key.text, name_),
                       glued ? "put a blank behind the colon" : suggestion(key.text, known_));
  }
  return diagnostics_.count(Severity::error) == errors_before_;
}

}  // namespace grader::yaml
