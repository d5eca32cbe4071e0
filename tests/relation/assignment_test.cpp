#include "reference/relation/assignment.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace reference::relation {

TEST_SUITE_BEGIN("assignment");

namespace {

using Kinds = std::vector<std::vector<Kind>>;
using Choices = std::vector<std::vector<std::size_t>>;

// A letter a pair: = equal, 1 within 1, e within eps, r related, . different.
Kinds kinds(const std::vector<std::string>& rows) {
  Kinds result;
  for (const std::string& row : rows) {
    auto& of_row = result.emplace_back();
    for (const char c : row) {
      of_row.push_back(c == '='   ? Kind::equal
                       : c == '1' ? Kind::within1
                       : c == 'e' ? Kind::within_eps
                       : c == 'r' ? Kind::related
                                  : Kind::different);
    }
  }
  return result;
}

// Every best matching by trying them all: how many pairs of each kind, the best first.
Choices by_trying(const Kinds& relations) {
  const std::size_t rows = relations.size();
  std::vector<std::size_t> order(relations.front().size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<int> best;
  std::vector<std::set<std::size_t>> found(rows);
  do {
    std::vector<int> counts(3);
    for (std::size_t i = 0; i < rows; ++i) {
      const Kind kind = relations[i][order[i]];
      if (settles(kind)) ++counts[static_cast<std::size_t>(kind)];
    }
    if (counts > best) {
      best = counts;
      for (auto& row : found) row.clear();
    }
    if (counts == best) {
      for (std::size_t i = 0; i < rows; ++i) found[i].insert(order[i]);
    }
  } while (std::next_permutation(order.begin(), order.end()));
  Choices choices;
  for (const auto& row : found) choices.emplace_back(row.begin(), row.end());
  return choices;
}

Choices sorted(Choices choices) {
  for (auto& row : choices) std::sort(row.begin(), row.end());
  return choices;
}

}  // namespace

TEST_CASE("the best pairs are taken, and what is left over belongs together") {
  struct Case {
    std::vector<std::string> relations;
    Choices choices;
  };
  const Case cases[] = {
      {{"..1..", "=....", "...r.", "....e", ".=..."}, {{2}, {0}, {3}, {4}, {1}}},
      // What is equal goes before what is within 1.
      {{"=1", "1."}, {{0}, {1}}},
      {{"1=", "=1"}, {{1}, {0}}},
      {{"=e", "1="}, {{0}, {1}}},
      // One equal pair outweighs any number of others.
      {{"1=.", ".1=", "..1"}, {{1}, {2}, {0}}},
      // Ambiguous: two that are the same, two that are nothing.
      {{"==.", "==.", "..="}, {{0, 1}, {1, 0}, {2}}},
      {{"=..", ".r.", "..."}, {{0}, {1, 2}, {2, 1}}},
      // More choices than rows: some are left over.
      {{".=.", "1.."}, {{1}, {0}}},
      {{".=.", "..."}, {{1}, {0, 2}}},
      {{"...e"}, {{3}}},
      // More rows than choices: a choice serves several rows; a row may have none.
      {{"=.", ".=", "=.", "r."}, {{0}, {1}, {0}, {}}},
      {{"="}, {{0}}},
      {{"."}, {{0}}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.relations.front());
    CHECK(sorted(match(kinds(c.relations)).choices) == sorted(c.choices));
  }
}

TEST_CASE("all best matchings are found, as by trying every one") {
  std::mt19937 random(7);
  for (int round = 0; round < 400; ++round) {
    const std::size_t columns = 1 + random() % 6;
    const std::size_t rows = 1 + random() % columns;
    Kinds relations(rows, std::vector<Kind>(columns, Kind::different));
    for (auto& row : relations) {
      for (Kind& kind : row) {
        if (random() % 3 == 0) kind = all_kinds[random() % 5];
      }
    }
    const Assignment found = match(relations);
    CHECK(sorted(found.choices) == by_trying(relations));
    std::set<std::size_t> taken;
    for (const auto& row : found.choices) taken.insert(row.front());
    CHECK(taken.size() == rows);  // the first choices are a matching
  }
}

TEST_CASE("a large table takes no time") {
  const std::size_t size = 100;
  Kinds relations(size, std::vector<Kind>(size, Kind::different));
  for (std::size_t i = 0; i < size; ++i) relations[i][(i * 37) % size] = Kind::equal;
  relations[5] = std::vector<Kind>(size, Kind::related);
  const Assignment found = match(relations);
  CHECK(found.choices[5] == std::vector<std::size_t>{185 % size});
  const Kinds nothing(size, std::vector<Kind>(size, Kind::different));
  CHECK(match(nothing).choices[99].size() == size);
}

TEST_SUITE_END();

}  // namespace reference::relation
