// evaluate(graph, edits): the only way anything is solved. A key has no edits; follow-through, a
// mistake, a flipped convention and a variant are edits.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "grader/graph/graph.h"

namespace grader {

// Another definition of a quantity; its inputs may stand anywhere in the graph as long as no cycle
// arises.
struct Definition {
  std::vector<QuantityIndex> inputs;
  Function function;
  Formula formula;
};

// Replaces a quantity by a value or by another definition.
struct Edit {
  QuantityIndex quantity;
  std::variant<Value, Definition> by;
};

// Why a quantity has no value: where the fault lies and what it is.
struct EvaluationError {
  QuantityIndex quantity;  // the one that failed; those that depend on it carry the same error
  std::string message;
};

using Solved = Result<Value, EvaluationError>;

// The values of all quantities of one graph under one list of edits. Copies share what they hold.
class Evaluation {
 public:
  const Solved& operator[](QuantityIndex index) const { return *values_[index]; }
  std::size_t size() const { return values_.size(); }

 private:
  friend class Solution;
  std::vector<std::shared_ptr<const Solved>> values_;
};

// The values of a graph's quantities under a list of edits, each computed when it is asked for. Of
// two edits of one quantity the later counts. A function that fails or throws costs its quantity
// and those that depend on it, nothing else; a cycle made by edits fails the quantities on it.
class Solution {
 public:
  // `base`, if not null, is an evaluation of the same graph without edits: then only what depends
  // on an edit is computed again. All arguments must outlive the solution.
  Solution(const Graph& graph, std::span<const Edit> edits, const Evaluation* base);
  ~Solution();
  Solution(Solution&&) noexcept;
  Solution& operator=(Solution&&) = delete;

  const Solved& operator[](QuantityIndex quantity);
  Evaluation all();

 private:
  class Edits;
  // The value as far as it is known; else null.
  const Solved* known(QuantityIndex index) const;
  std::optional<QuantityIndex> unsolved_input(QuantityIndex index) const;
  Solved compute(QuantityIndex index) const;
  void set(QuantityIndex index, Solved solved);

  const Graph& graph_;
  const Evaluation* base_;
  std::unique_ptr<const Edits> edits_;
  std::vector<std::shared_ptr<const Solved>> values_;
  std::vector<bool> touched_;  // may differ from the base
  std::vector<bool> open_;     // on the way to being solved
};

// Every quantity of Solution(graph, edits, base).
Evaluation evaluate(const Graph& graph, std::span<const Edit> edits = {},
                    const Evaluation* base = nullptr);

// True iff `on` is `quantity` or reaches it through inputs (shortcuts included).
bool depends(const Graph& graph, QuantityIndex quantity, QuantityIndex on);

// For each quantity of the graph whether `quantity` depends on it. With `stops`, a flag a quantity,
// only as far as it can be reached without going through one of them (they are reached themselves).
std::vector<bool> ancestors(const Graph& graph, QuantityIndex quantity,
                            const std::vector<bool>& stops = {});

}  // namespace grader
