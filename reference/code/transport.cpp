#include "reference/code/transport.h"

#include <fmt/core.h>

#include <charconv>
#include <stdexcept>

namespace reference::code {
namespace {

using grader::Outcome;

// A field is its size, a colon and its bytes, whatever they are.
void put(std::string& text, std::string_view field) {
  text += fmt::format("{}:", field.size());
  text += field;
}
// Positions in the enumeration: both ends are the same program.
void put(std::string& text, Outcome outcome) {
  put(text, std::to_string(static_cast<int>(outcome)));
}

class Fields {
 public:
  explicit Fields(std::string_view text) : rest_(text) {}

  bool empty() const { return rest_.empty(); }

  std::string next() {
    std::size_t size = 0;
    const char* end = rest_.data() + rest_.size();
    const auto read = std::from_chars(rest_.data(), end, size);
    const auto begin = static_cast<std::size_t>(read.ptr - rest_.data()) + 1;
    if (read.ec != std::errc{} || read.ptr == end || begin + size > rest_.size()) {
      throw std::runtime_error("a reading that was cut off");
    }
    std::string field(rest_.substr(begin, size));
    rest_.remove_prefix(begin + size);
    return field;
  }

  Outcome next_outcome() { return static_cast<Outcome>(std::stoi(next())); }
  std::size_t next_count() { return std::stoul(next()); }

 private:
  std::string_view rest_;
};

}  // namespace

std::string to_text(const grader::TableReading& reading) {
  std::string text;
  put(text, reading.outcome);
  put(text, reading.reason);
  put(text, std::to_string(reading.rows.size()));
  for (const grader::TableRow& row : reading.rows) {
    put(text, row.choice);
    put(text, row.outcome);
    put(text, row.reason);
  }
  for (const std::string& note : reading.notes) put(text, note);
  return text;
}

grader::TableReading to_reading(std::string_view text) {
  Fields fields(text);
  grader::TableReading reading;
  reading.outcome = fields.next_outcome();
  reading.reason = fields.next();
  for (std::size_t rows = fields.next_count(); rows > 0; --rows) {
    grader::TableRow& row = reading.rows.emplace_back();
    row.choice = fields.next();
    row.outcome = fields.next_outcome();
    row.reason = fields.next();
  }
  while (!fields.empty()) reading.notes.push_back(fields.next());
  return reading;
}

}  // namespace reference::code
