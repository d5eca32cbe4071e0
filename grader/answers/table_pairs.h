// Which way round the pairs of an answer to a table are written: `a 3`, or `3 - a`.
#pragma once

#include <string_view>
#include <vector>

#include "grader/answers/table_items.h"

namespace grader {

// The part of an answer between two commas or the like.
struct UnclearPairs {
  std::vector<std::size_t> rows;  // that it names
  std::string_view text;
};

struct OrderedPairs {
  std::vector<TableItem> items;         // every row in front of its choice
  std::string_view turned;              // the first pair that was turned round; empty: none was
  bool only_turned = false;             // no pair stood the other way round, and none is unclear
  std::vector<UnclearPairs> unclear;    // whose choices could belong to two rows; not in `items`
  std::vector<std::string_view> stray;  // choices without a row among turned pairs
};

// Pairs are sought between commas, semicolons and line ends, and across them only where nothing
// but one label stands between any two. Requires: no text is both a row and a choice.
OrderedPairs ordered_pairs(std::string_view text, const std::vector<TableItem>& items);

}  // namespace grader
