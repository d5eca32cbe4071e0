// A CSV answer sheet: a row a student, a column a part.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/base/csv.h"
#include "grader/submission/names.h"
#include "grader/submission/submission.h"

namespace grader {

// Columns: `id`, `name` and `submitted`; `problem.part`; `problem.quantity`; `problem.part!` for
// points by hand. Others are remarked on once; a row that has something in a column that looks like
// that of a part was handed in, though nobody reads it. A broken row costs itself only.
class SheetReader {
 public:
  // `names` must outlive the reader. `path` is named in messages, `input` is what Received::input
  // begins with.
  SheetReader(const std::string& path, std::string input, std::string text, const Exam& exam,
              const AnswerNames& names);

  std::optional<Received> next();

 private:
  struct Column {
    // unread: it looks like that of a part, and names none.
    enum class Use { id, name, submitted, answer, points, unread, ignored };
    Use use = Use::ignored;
    AnswerName target = {};  // of an answer or points
    bool asked = false;      // an answer that a part asks for
  };

  Column use_of(const CsvCell& header, Diagnostics& diagnostics) const;
  Column points_column(const CsvCell& header, Diagnostics& diagnostics) const;
  Column unknown_column(const CsvCell& header, Diagnostics& diagnostics) const;
  Submission read_row(const CsvRecord& row, Diagnostics& diagnostics) const;
  void check_row(Received& received, Submission submission, const CsvRecord& row) const;

  std::string input_;
  const Exam& exam_;
  const AnswerNames& names_;
  std::optional<CsvReader> csv_;  // empty: the sheet as a whole cannot be read
  std::vector<Column> columns_;
  std::optional<Received> about_sheet_;  // received first, if there is something to say
};

// An empty answer sheet: `id`, `name`, a column a part, one more for the points of a part that is
// marked by hand, and a row for each student of the roster. Lines end with CR LF as RFC 4180 says.
std::string empty_sheet(const Exam& exam);

}  // namespace grader
