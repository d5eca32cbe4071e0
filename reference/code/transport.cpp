#include "reference/code/transport.h"

#include <boost/json.hpp>

namespace reference::code {
namespace {

namespace json = boost::json;
using grader::Outcome;

// Positions in the enumeration: both ends are the same program.
int number_of(Outcome outcome) { return static_cast<int>(outcome); }
Outcome outcome_of(const json::value& value) {
  return static_cast<Outcome>(value.to_number<int>());
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

}  // namespace

std::string to_text(const grader::TableReading& reading) {
  json::array rows;
  for (const grader::TableRow& row : reading.rows) {
    rows.push_back(json::array{row.choice, number_of(row.outcome), row.reason});
  }
  json::array notes(reading.notes.begin(), reading.notes.end());
  return json::serialize(
      json::array{number_of(reading.outcome), reading.reason, std::move(rows), std::move(notes)});
}

grader::TableReading to_reading(std::string_view text) {
  const json::value whole = json::parse({text.data(), text.size()});
  const json::array& fields = whole.as_array();
  grader::TableReading reading;
  reading.outcome = outcome_of(fields.at(0));
  reading.reason = text_of(fields.at(1));
  for (const json::value& row : fields.at(2).as_array()) {
    const json::array& cells = row.as_array();
    reading.rows.push_back({text_of(cells.at(0)), outcome_of(cells.at(1)), text_of(cells.at(2))});
  }
  for (const json::value& note : fields.at(3).as_array()) reading.notes.push_back(text_of(note));
  return reading;
}

}  // namespace reference::code
