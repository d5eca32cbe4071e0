// Fields of a JSON object that may be missing.
#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

// A string's content, anything else as JSON text; "" where it is missing (null) or JSON's null.
std::string text_of(const boost::json::value* field);
std::string text_at(const boost::json::object& object, std::string_view name);

std::optional<double> number_at(const boost::json::object& object, std::string_view name);

// Null where there is no such object.
const boost::json::object* object_at(const boost::json::object& object, std::string_view name);

// The objects, or the texts, of a list; what else stands there is left out.
std::vector<const boost::json::object*> objects_at(const boost::json::object& object,
                                                   std::string_view name);
std::vector<std::string> texts_at(const boost::json::object& object, std::string_view name);

// Empty if `text` is no JSON object.
std::optional<boost::json::object> parse_object(std::string_view text,
                                                boost::json::storage_ptr storage = {});

}  // namespace grader
