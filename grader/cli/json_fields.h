// Fields of a JSON object that may be missing.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace grader {

// A string's content, anything else as JSON text; "" where it is missing or null.
std::string text_at(const boost::json::object& object, std::string_view name);

std::optional<double> number_at(const boost::json::object& object, std::string_view name);

// Null where there is no such list or object.
const boost::json::array* list_at(const boost::json::object& object, std::string_view name);
const boost::json::object* object_at(const boost::json::object& object, std::string_view name);

// Empty if `text` is no JSON object.
std::optional<boost::json::object> parse_object(std::string_view text,
                                                boost::json::storage_ptr storage = {});

}  // namespace grader
