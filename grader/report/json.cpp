#include "grader/report/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace grader {
namespace {

namespace json = boost::json;

class Writer {
 public:
  explicit Writer(bool pretty) : pretty_(pretty) {}

  void write(const json::value& value) {
    if (const auto* object = value.if_object()) {
      write_object(*object);
    } else if (const auto* array = value.if_array()) {
      write_array(*array);
    } else if (const auto* text = value.if_string()) {
      write_string(*text);
    } else if (const auto* number = value.if_double()) {
      fmt::format_to(std::back_inserter(text_), "{}", *number);
    } else if (const auto* whole = value.if_int64()) {
      const fmt::format_int digits(*whole);
      text_.append(digits.data(), digits.size());
    } else {
      text_ += json::serialize(value);
    }
  }

  std::string take() { return std::move(text_); }

 private:
  // Most texts need no escapes.
  void write_string(std::string_view text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
      return c >= ' ' && c < 0x7f && c != '"' && c != '\\';
    });
    if (plain) {
      text_ += '"';
      text_ += text;
      text_ += '"';
    } else {
      text_ += json::serialize(json::string_view(text.data(), text.size()));
    }
  }

  void write_object(const json::object& object) {
    open('{');
    for (const auto& entry : object) {
      separate();
      write_string(entry.key());
      text_ += pretty_ ? ": " : ":";
      write(entry.value());
    }
    close('}');
  }

  void write_array(const json::array& array) {
    open('[');
    for (const json::value& item : array) {
      separate();
      write(item);
    }
    close(']');
  }

  void open(char bracket) {
    text_ += bracket;
    ++depth_;
    first_ = true;
  }

  void close(char bracket) {
    --depth_;
    if (!first_) break_line();
    text_ += bracket;
    first_ = false;
  }

  void separate() {
    if (!first_) text_ += ',';
    break_line();
    first_ = false;
  }

  void break_line() {
    if (pretty_) text_ += '\n' + std::string(2 * depth_, ' ');
  }

  bool pretty_;
  bool first_ = true;  // nothing has been written in the innermost bracket
  std::size_t depth_ = 0;
  std::string text_;
};

json::value json_array(const Array& array, std::size_t axis, std::size_t& next) {
  if (axis == array.shape.size()) {
    const double number = array.data[next++];
    return array.counts ? json::value(static_cast<std::int64_t>(number)) : json_number(number);
  }
  json::array items;
  for (std::int64_t i = 0; i < array.shape[axis]; ++i) {
    items.push_back(json_array(array, axis + 1, next));
  }
  return items;
}

}  // namespace

std::string json_text(const json::value& value, bool pretty) {
  Writer writer(pretty);
  writer.write(value);
  return writer.take();
}

json::value json_number(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number > 0 ? "inf" : "-inf";
  return number == 0 ? 0.0 : number;
}

json::value json_number(const Fraction& fraction) {
  if (const auto whole = fraction.whole()) return *whole;
  return json_number(fraction.to_double());
}

json::value json_value(const Value& value) {
  if (const auto* count = std::get_if<Count>(&value)) return *count;
  if (const auto* real = std::get_if<Real>(&value)) return json_number(*real);
  if (const auto* text = std::get_if<Text>(&value)) return json::string(*text);
  if (const auto* array = std::get_if<Array>(&value)) {
    std::size_t next = 0;
    return json_array(*array, 0, next);
  }
  json::object rows;
  for (const auto& [label, choice] : std::get<Table>(value).rows) rows[label] = choice;
  return rows;
}

}  // namespace grader
