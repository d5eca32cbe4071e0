#include "grader/scoring/read_answer.h"

#include <fmt/format.h>

#include "grader/scoring/leaves.h"

namespace grader {
namespace {

std::string with_column(const std::string& reason, int column) {
  return column > 0 ? fmt::format("column {}: {}", column, reason) : reason;
}

void describe_number(ReadAnswer& answer, const NumberReading& reading) {
  if (!reading.readings.empty()) return;
  answer.outcome = reading.outcome;
  const std::string reason = reason_of(reading);
  if (!reason.empty()) answer.notes.push_back(with_column(reason, reading.column));
}

void describe_array(ReadAnswer& answer, const ArrayReading& reading) {
  if (reading.outcome != Outcome::correct) {
    answer.outcome = reading.outcome;
    if (!reading.reason.empty()) {
      answer.notes.push_back(with_column(reading.reason, reading.column));
    }
    return;
  }
  answer.shape = shape_text(reading.shape);
  for (std::size_t i = 0; i < reading.entries.size(); ++i) {
    const NumberReading& entry = reading.entries[i];
    if (!entry.readings.empty()) continue;
    const std::string what = entry.outcome == Outcome::blank ? "blank" : reason_of(entry);
    answer.notes.push_back(fmt::format("entry {}: {}", entry_name("", reading.shape, i),
                                       with_column(what, entry.column)));
  }
}

void describe_table(ReadAnswer& answer, const TableReading& reading, const Table& key) {
  if (reading.outcome != Outcome::correct) {
    answer.outcome = reading.outcome;
    if (!reading.reason.empty()) answer.notes.push_back(reading.reason);
    return;
  }
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    const TableRow& row = reading.rows[i];
    if (row.outcome == Outcome::correct) continue;
    const std::string what = row.outcome == Outcome::blank ? "blank" : row.reason;
    answer.notes.push_back(fmt::format("row {}: {}", key.rows[i].first, what));
  }
}

}  // namespace

ReadAnswer read_answer(const ResponseReader& reader, const Value& key, std::string_view text) {
  const Response response = reader.read(text);
  ReadAnswer answer;
  answer.read = read_text(response, key);
  if (const auto* number = std::get_if<NumberReading>(&response)) describe_number(answer, *number);
  if (const auto* array = std::get_if<ArrayReading>(&response)) describe_array(answer, *array);
  if (const auto* table = std::get_if<TableReading>(&response)) {
    describe_table(answer, *table, std::get<Table>(key));
  }
  if (const auto* words = std::get_if<TextReading>(&response)) answer.outcome = words->outcome;
  for (const std::string& note : reading_notes(response)) answer.notes.push_back(note);
  return answer;
}

}  // namespace grader
