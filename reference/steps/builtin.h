// The functions of the language: one explicit table, a family a file.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/steps/view.h"

namespace reference::steps {

struct Builtin {
  // "softmax", or "np.exp", which may also be written `exp`.
  std::string_view name;
  // As in Python: "x, axis=None". A default is None (the function gets null) or the name of a
  // quantity that is passed if the graph has it: "p, y, base=conventions.log"; any other default
  // ("0.01", "False") is for people, and the function gets null. "*x" takes any positive number of
  // positional arguments, "[x]" a list that is passed item by item if it is written out with two
  // items or more (they need not be of one shape), else as it is. The function gets the arguments
  // of these last, whatever their place: for "*x, tie=conventions.tie" the tie, then all x.
  std::string_view parameters;
  Callable function;
  Pullback pullback = nullptr;  // none: the function has no derivative
};

// The function that is written so, or null.
const Builtin* find_builtin(std::string_view name);

std::vector<std::string> builtin_names();

// np.pi, np.e, np.inf, np.nan; empty for another name.
std::optional<double> find_constant(std::string_view name);

// The families.
std::span<const Builtin> exponentials();
std::span<const Builtin> trigonometry();
std::span<const Builtin> rounding();
std::span<const Builtin> pairs();
std::span<const Builtin> activations();
std::span<const Builtin> reductions();
std::span<const Builtin> moments();
std::span<const Builtin> cumulative();
std::span<const Builtin> ordering();
std::span<const Builtin> shapes();
std::span<const Builtin> joining();
std::span<const Builtin> taking();
std::span<const Builtin> creation();
std::span<const Builtin> products();
std::span<const Builtin> einsums();
std::span<const Builtin> norms();
std::span<const Builtin> linear_algebra();
std::span<const Builtin> signals();
std::span<const Builtin> softmaxes();
std::span<const Builtin> losses();
std::span<const Builtin> regression_losses();
std::span<const Builtin> convolutions();
std::span<const Builtin> poolings();
std::span<const Builtin> normalisations();
std::span<const Builtin> metrics();

// All of them.
std::span<const std::span<const Builtin>> builtin_families();

}  // namespace reference::steps
