// Matching tables and choices (marking.md, section 6).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/outcome.h"

namespace grader {

struct TableRow {
  std::string choice;                  // the label as the problem spells it; empty if none was read
  Outcome outcome = Outcome::correct;  // of reading it: correct, blank or unreadable
  std::string reason;
};

struct TableReading {
  Outcome outcome =
      Outcome::correct;  // correct: `rows` holds one per label; else blank, unreadable
  std::string reason;
  std::vector<TableRow> rows;  // in the order of `labels`
  std::vector<std::string> notes;
};

// A map, a line `a3 b1 c4 d5 e2`, choices in row order `3,1,4,5,2` or `31452`, or two columns.
// Labels compare after trimming, case folding and dropping `)`, `.`, `/`; one thing: `a) 3`, `A-3`,
// `a:3`, `a→3`, `a 3`. A row answered twice differently, or with an unknown label, is unreadable; a
// row not named is blank. More than 64 KiB, or 4,096 words, are unreadable.
TableReading read_table(std::string_view text, const std::vector<std::string>& labels,
                        const std::vector<std::string>& choices);

// Reads an answer by trying it out: a student's code is run. May be called from any thread.
using TrialReader = std::function<TableReading(std::string_view text)>;

// A label as labels are compared: look-alikes and case folded, inner white space one space,
// brackets, quotes and `)`, `.`, `/` around it dropped.
std::string fold_label(std::string_view label);

// The one choice of a multiple-choice part, an index into `options`: by the option's text, or by
// the label it begins with (`b` of `b) 0.5`). Empty if the text names none, or more than one.
std::optional<std::size_t> read_choice(std::string_view text,
                                       const std::vector<std::string>& options);

}  // namespace grader
