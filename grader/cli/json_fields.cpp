#include "grader/cli/json_fields.h"

#include "grader/report/json.h"

#include <span>

namespace grader {

namespace json = boost::json;

namespace {

// Empty where there is no such list.
std::span<const json::value> list_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  const json::array* list = value != nullptr ? value->if_array() : nullptr;
  if (list == nullptr) return {};
  return {list->data(), list->size()};
}

}  // namespace

std::string text_of(const json::value* field) {
  if (field == nullptr || field->is_null()) return "";
  return field->is_string() ? std::string(field->get_string()) : json_text(*field);
}

std::string text_at(const json::object& object, std::string_view name) {
  return text_of(object.if_contains(name));
}

std::optional<double> number_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  return value->to_number<double>();
}

const json::object* object_at(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr ? value->if_object() : nullptr;
}

std::vector<const json::object*> objects_at(const json::object& object, std::string_view name) {
  std::vector<const json::object*> objects;
  for (const json::value& value : list_at(object, name)) {
    if (const json::object* one = value.if_object()) objects.push_back(one);
  }
  return objects;
}

std::vector<std::string> texts_at(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  for (const json::value& value : list_at(object, name)) {
    if (value.is_string()) texts.emplace_back(value.get_string());
  }
  return texts;
}

std::optional<json::object> parse_object(std::string_view text, json::storage_ptr storage) {
  json::error_code error;
  json::value value = json::parse(text, error, std::move(storage));
  if (error || !value.is_object()) return std::nullopt;
  return std::move(value.as_object());
}

}  // namespace grader
