// A written list as a tree: brackets, rows and entries, before any entry is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/list_tokens.h"

namespace grader {

struct ListEntry {
  std::size_t from, to;  // bytes of the text; empty: a blank place
  bool quoted = false;
};

struct ListTree {
  enum class Outcome { readable, ragged, unreadable };
  Outcome outcome = Outcome::readable;
  std::string reason;
  std::size_t failed_at = 0;
  std::vector<std::int64_t> shape;
  std::vector<ListEntry> entries;  // row-major
  bool transposed = false;         // a sign of transposition stood behind the whole
};

// A list of more entries, or of more lists within lists, is unreadable.
inline constexpr std::size_t most_entries = 2'000;

// `row_length` is how many entries a row should have, or 0: a comma at a row's end is a blank entry
// if that fits, else it is nothing.
ListTree list_tree(std::string_view text, const ListMode& mode, std::int64_t row_length);

}  // namespace grader
