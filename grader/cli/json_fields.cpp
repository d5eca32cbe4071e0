#include "grader/cli/json_fields.h"

#include "grader/report/json.h"

namespace grader {

namespace json = boost::json;

std::string text_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return "";
  return value->is_string() ? std::string(value->get_string()) : json_text(*value);
}

std::optional<double> number_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

const json::array* list_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr ? value->if_array() : nullptr;
}

const json::object* object_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr ? value->if_object() : nullptr;
}

std::optional<json::object> parse_object(std::string_view text, json::storage_ptr storage) {
  json::error_code error;
  json::value value = json::parse(text, error, std::move(storage));
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

}  // namespace grader
