// Which row of a table belongs to which choice, given how every pair relates.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "reference/relation/relation.h"

namespace reference::relation {

struct Assignment {
  // A row each: the choices that it has in some of the best matchings, in order; the first matching
  // of them all comes first. Empty for a row that nothing fits (see match()).
  std::vector<std::vector<std::size_t>> choices;
};

// The matchings in which as many pairs as possible are equal, then as many as possible within 1,
// then within eps; nothing else counts. With as many rows as choices every choice is taken; with
// more choices some are left over, and a row that does as none of them may have any of those left.
// With more rows than choices a choice serves several rows: each row takes what is best for it, and
// one that does as no choice has none.
Assignment match(std::span<const std::vector<Kind>> relations);  // [row][choice]

}  // namespace reference::relation
