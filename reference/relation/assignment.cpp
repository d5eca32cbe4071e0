#include "reference/relation/assignment.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace reference::relation {
namespace {

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

using Costs = std::vector<std::vector<std::int64_t>>;

// One pair of a better kind outweighs all pairs of worse kinds.
std::int64_t cost(Kind kind, std::int64_t pairs) {
  const std::int64_t unit = pairs + 1;
  if (kind == Kind::equal) return -unit * unit;
  if (kind == Kind::within1) return -unit;
  return kind == Kind::within_eps ? -1 : 0;
}

// The cheapest perfect matching of a square of costs by the Hungarian method with potentials
// (Kuhn 1955; shortest augmenting paths, Jonker and Volgenant 1987), O(n^3). Rows and columns are
// counted from 1 within, 0 is the root of the path.
class Hungarian {
 public:
  explicit Hungarian(const Costs& costs)
      : costs_(costs),
        size_(costs.size()),
        row_potential_(size_ + 1),
        column_potential_(size_ + 1),
        row_of_(size_ + 1) {
    for (std::size_t row = 1; row <= size_; ++row) add(row);
  }

  std::size_t row_of(std::size_t column) const { return row_of_[column + 1] - 1; }
  // Whether the pair costs no more than the best matchings allow: those consist of tight pairs.
  bool tight(std::size_t row, std::size_t column) const {
    return reduced(row + 1, column + 1) == 0;
  }

 private:
  std::int64_t reduced(std::size_t row, std::size_t column) const {
    return costs_[row - 1][column - 1] - row_potential_[row] - column_potential_[column];
  }

  void add(std::size_t row) {
    row_of_[0] = row;
    std::size_t column = 0;
    std::vector<std::int64_t> slack(size_ + 1, std::numeric_limits<std::int64_t>::max());
    std::vector<std::size_t> before(size_ + 1);
    std::vector<bool> done(size_ + 1);
    do {
      done[column] = true;
      const std::size_t from = row_of_[column];
      std::size_t next = 0;
      std::int64_t least = std::numeric_limits<std::int64_t>::max();
      for (std::size_t j = 1; j <= size_; ++j) {
        if (done[j]) continue;
        if (const std::int64_t off = reduced(from, j); off < slack[j]) {
          slack[j] = off;
          before[j] = column;
        }
        if (slack[j] < least) {
          least = slack[j];
          next = j;
        }
      }
      for (std::size_t j = 0; j <= size_; ++j) {
        if (done[j]) {
          row_potential_[row_of_[j]] += least;
          column_potential_[j] -= least;
        } else {
          slack[j] -= least;
        }
      }
      column = next;
    } while (row_of_[column] != 0);
    for (; column != 0; column = before[column]) row_of_[column] = row_of_[before[column]];
  }

  const Costs& costs_;
  std::size_t size_;
  std::vector<std::int64_t> row_potential_;
  std::vector<std::int64_t> column_potential_;
  std::vector<std::size_t> row_of_;  // 0: none yet
};

// Rows that can pass their column on: from `row` to the row that has a column tight for it.
std::vector<bool> reachable(const Hungarian& best, std::size_t size, std::size_t row) {
  std::vector<bool> seen(size);
  std::vector<std::size_t> open{row};
  seen[row] = true;
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (std::size_t column = 0; column < size; ++column) {
      const std::size_t to = best.row_of(column);
      if (seen[to] || !best.tight(from, column)) continue;
      seen[to] = true;
      open.push_back(to);
    }
  }
  return seen;
}

// A pair is in some best matching iff it is tight and its column's row can, through others, get the
// column that the row gives up.
std::vector<std::vector<std::size_t>> all_best(const Hungarian& best, std::size_t size) {
  std::vector<std::vector<bool>> reaches;
  for (std::size_t row = 0; row < size; ++row) reaches.push_back(reachable(best, size, row));
  std::vector<std::vector<std::size_t>> choices(size);
  for (std::size_t column = 0; column < size; ++column) {
    const std::size_t owner = best.row_of(column);
    for (std::size_t row = 0; row < size; ++row) {
      if (best.tight(row, column) && reaches[owner][row]) choices[row].push_back(column);
    }
  }
  return choices;
}

Assignment match_one_to_one(std::span<const std::vector<Kind>> relations, std::size_t columns) {
  const auto pairs = static_cast<std::int64_t>(relations.size());
  Costs costs(columns, std::vector<std::int64_t>(columns, 0));
  for (std::size_t row = 0; row < relations.size(); ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      costs[row][column] = cost(relations[row][column], pairs);
    }
  }
  const Hungarian best(costs);
  Assignment assignment{all_best(best, columns)};
  assignment.choices.resize(relations.size());
  // Along the diagonal of what is equally good, so that the first choices are a matching, too.
  std::vector<std::size_t> owned(columns, none);
  for (std::size_t column = 0; column < columns; ++column) owned[best.row_of(column)] = column;
  for (std::size_t row = 0; row < relations.size(); ++row) {
    auto& choices = assignment.choices[row];
    const auto own = std::find(choices.begin(), choices.end(), owned[row]);
    std::rotate(choices.begin(), own, own + 1);
  }
  return assignment;
}

Assignment match_each(std::span<const std::vector<Kind>> relations) {
  Assignment assignment;
  for (const std::vector<Kind>& row : relations) {
    auto& choices = assignment.choices.emplace_back();
    const Kind best = *std::min_element(row.begin(), row.end());
    if (!settles(best)) continue;
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (row[column] == best) choices.push_back(column);
    }
  }
  return assignment;
}

}  // namespace

Assignment match(std::span<const std::vector<Kind>> relations) {
  if (relations.empty() || relations.front().empty()) {
    return {std::vector<std::vector<std::size_t>>(relations.size())};
  }
  const std::size_t columns = relations.front().size();
  return relations.size() > columns ? match_each(relations) : match_one_to_one(relations, columns);
}

}  // namespace reference::relation
