// A student's text, read as the kind of value that a key is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/tables.h"
#include "grader/exam/scheme.h"
#include "grader/graph/value.h"

namespace grader {

// The words of a choice or a short text, folded for comparing.
struct TextReading {
  Outcome outcome = Outcome::correct;  // correct or blank
  std::string folded;
};

using Response = std::variant<NumberReading, ArrayReading, TableReading, TextReading>;

// Reads `text` as a value like `key`: a number, an array of its shape, a table of its rows, a text.
// `name` is the quantity's, whose words may follow a number ("256 channels").
Response read_response(std::string_view text, const Value& key, std::string_view name,
                       const Scheme& scheme);

// The value that was read, in the type and shape of `like`, if it is whole, finite and unambiguous:
// what follow-through goes on with. Empty otherwise.
std::optional<Value> value_of(const Response& response, const Value& like);

}  // namespace grader
