// A student's text, read as the kind of value that a key is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/plain.h"
#include "grader/answers/tables.h"
#include "grader/exam/scheme.h"
#include "grader/graph/value.h"

namespace grader {

// The words of a choice or a short text, folded for comparing.
struct TextReading {
  Outcome outcome = Outcome::correct;  // correct or blank
  std::string folded;
};

// The numbers of a response that is written in plain decimals, all of them, in the key's shape.
struct PlainNumbers {
  std::span<const double> values;
};

// The choices of a table written plainly, a row each: indices into `labels`.
struct PlainChoices {
  std::span<const std::size_t> rows;
  const std::vector<std::string>* labels;  // of the reader
};

using Response = std::variant<PlainNumbers, PlainChoices, NumberReading, ArrayReading, TableReading,
                              TextReading>;

// Where plain readings are put; they last as long as this does.
struct PlainSpace {
  std::span<double> numbers;
  std::span<std::size_t> choices;
};

// Reads texts as values like one key: a number, an array of its shape, a table of its rows, a text.
class ResponseReader {
 public:
  // `name` is the quantity's, whose words may follow a number ("256 channels"); `options` are those
  // of a multiple choice; `trial` reads instead, if there is one.
  ResponseReader(const Value& key, std::string_view name, const Scheme& scheme,
                 std::vector<std::string> options = {}, TrialReader trial = {});

  // In full: with all that is known of how it was written.
  Response read(std::string_view text) const;

  // The values alone, if the text is written plainly (PlainNumbers, PlainChoices); else empty.
  // Requires: `space` has at least size() of both.
  std::optional<Response> read_plain(std::string_view text, const PlainSpace& space) const;

  // How many numbers or rows the key has; 0 for a text.
  std::size_t size() const { return size_; }

 private:
  std::optional<std::size_t> chosen_option(std::string_view text) const;
  NumberReading read_scalar(std::string_view text) const;

  enum class Type { number, array, table, text };
  Type type_ = Type::text;
  std::size_t size_ = 0;
  std::vector<std::int64_t> shape_;
  bool plain_ = false;  // plain readings may be tried
  bool whole_ = false;  // of a number: only one that is whole and exact is plain
  NumberRules rules_;
  std::vector<std::string> labels_;   // of a table's rows
  std::vector<std::string> choices_;  // of a table's rows
  std::optional<PlainTable> plain_table_;
  std::vector<std::string> options_;
  TrialReader trial_;
};

// The value that was read, in the type and shape of `like`, if it is whole, finite and unambiguous:
// what follow-through goes on with. Empty otherwise.
std::optional<Value> value_of(const Response& response, const Value& like);

}  // namespace grader
