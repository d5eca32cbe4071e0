// A problem as named quantities in topological order: the one thing that is ever solved.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "grader/base/place.h"
#include "grader/base/result.h"
#include "grader/graph/value.h"

namespace grader {

using QuantityIndex = std::size_t;

// The values of a quantity's inputs, in the order of Quantity::inputs; never null.
using Inputs = std::span<const Value* const>;

// A pure function of the inputs. Fails with a sentence for people (shapes, overflow); NaN and
// infinity are values, not failures.
using Function = std::function<Result<Value>(Inputs)>;

// A formula as text with holes: each piece is literal text or the number of an input, so that it
// can be shown with names ("p - y") and with numbers in place ("[0.69, 0.31] - [1, 0]").
using Formula = std::vector<std::variant<std::string, std::size_t>>;

// A better way to the same value that holds as long as the quantity `unless_edited` keeps its own
// definition: cross-entropy straight from the logits, say.
struct Shortcut {
  QuantityIndex unless_edited;  // earlier in the graph
  std::vector<QuantityIndex> inputs;
  Function function;
};

struct Quantity {
  std::string name;                   // unique in its graph: "dW", "parameters(m.conv3x3)"
  std::vector<QuantityIndex> inputs;  // all earlier in the graph
  Function function;
  Formula formula;  // empty for a given
  Place where;      // what defines it
  // The inputs that it adds up, in order, if it is a plain sum: what a written working is compared
  // with, term by term.
  std::vector<QuantityIndex> terms;
  std::optional<Shortcut> shortcut;
  // Computed, but no more than a given in another form (the one-hot vector of the true class):
  // whoever states it has shown nothing.
  bool restates_given = false;
  // A step that the author wrote to be asked for or needed by others: none for a check, or of a
  // kind.
  bool authored = false;

  bool given() const { return formula.empty(); }
};

// A quantity whose value is stated: no inputs, no formula.
Quantity given(std::string name, Value value, Place where);

class Graph {
 public:
  // Appends. Requires: the name is new and every input (also of the shortcut) is earlier.
  QuantityIndex add(Quantity quantity);

  std::optional<QuantityIndex> find(std::string_view name) const;
  const Quantity& operator[](QuantityIndex index) const { return quantities_[index]; }
  std::size_t size() const { return quantities_.size(); }
  std::vector<std::string> names() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>{}(s); }
  };
  std::vector<Quantity> quantities_;
  std::unordered_map<std::string, QuantityIndex, Hash, std::equal_to<>> by_name_;
};

// The formula with the inputs' names in place.
std::string formula_text(const Graph& graph, const Quantity& quantity);

// The formula with the inputs' values in place, reals to `figures` significant digits; a negative
// number that follows an operator, or is the base of a power, is bracketed.
std::string worked_text(const Quantity& quantity, Inputs inputs, int figures);

}  // namespace grader
