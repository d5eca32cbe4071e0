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
  friend Evaluation evaluate(const Graph&, std::span<const Edit>, const Evaluation*);
  std::vector<std::shared_ptr<const Solved>> values_;
};

// Evaluates every quantity. Of two edits of one quantity the later counts. With `base`, an
// evaluation of the same graph without edits, only what depends on an edit is computed again.
// A function that fails costs its quantity and those that depend on it, nothing else; a cycle made
// by edits fails the quantities on it.
Evaluation evaluate(const Graph& graph, std::span<const Edit> edits = {},
                    const Evaluation* base = nullptr);

// True iff `on` is `quantity` or reaches it through inputs (shortcuts included).
bool depends(const Graph& graph, QuantityIndex quantity, QuantityIndex on);

}  // namespace grader
