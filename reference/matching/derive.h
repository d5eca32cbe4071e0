// The key of a table of snippets, found by running both columns.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "grader/graph/graph.h"
#include "reference/relation/study.h"

namespace reference::matching {

// A table of snippets as plain data.
struct Snippets {
  relation::ImageSize image;
  std::string setup;  // may be empty
  std::vector<std::string> left;
  std::vector<std::string> right;
  int numpy = 1;

  bool operator==(const Snippets& other) const;
};

// Which snippet cannot be run.
struct Fault {
  enum class Column { setup, left, right };
  Column column;
  std::size_t index = 0;
  std::string scene;  // the image on which it fails; empty for setup and for what cannot be read
  evaluator::Failure failure;
};

using Faults = std::vector<Fault>;
using Studied = std::shared_ptr<const relation::Study>;

// Runs them all.
grader::Result<Studied, Faults> run(const Snippets& snippets);

// The same, remembering the last tables: a problem is solved several times, its snippets run once.
// For many threads.
class Runs {
 public:
  grader::Result<Studied, Faults> of(const Snippets& snippets);

 private:
  std::mutex mutex_;
  std::vector<std::pair<Snippets, Studied>> known_;  // the latest last
};

// "`left.a` raises NameError: name 'x' is not defined", "`left.a`: `np.vander` is not supported".
std::string message(const Fault& fault, const std::string& name);

struct Labels {
  std::vector<std::string> left;
  std::vector<std::string> right;
};

// What each snippet gives: a row each, "left.a", "right.1".
grader::Table results(const relation::Study& study, const Labels& labels);
// How each pair relates: "a/1" to the id of a relation and what there is to say about it, "equal",
// "within1: 0.13 % of the numbers differ", ..
grader::Table relations(const relation::Study& study, const Labels& labels);
// The key, from the two tables alone; fails if a row fits no choice or
// a cell is no relation.
grader::Result<grader::Table> matching(const grader::Table& results, const grader::Table& relations,
                                       const Labels& labels);

}  // namespace reference::matching
