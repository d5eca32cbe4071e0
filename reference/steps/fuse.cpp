#include "reference/steps/fuse.h"

#include <algorithm>

#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

using grader::QuantityIndex;

// outer(inner(x), ..) is `whole` of x and the other arguments.
struct Fusion {
  std::string_view outer;
  std::string_view inner;
  std::string_view whole;
};

constexpr Fusion fusions[] = {
    {"cross_entropy", "softmax", "cross_entropy_of_logits"},
    {"bce", "sigmoid", "bce_with_logits"},
};

bool is_call(const Operation& operation) { return operation.kind == Operation::Kind::call; }

const Fusion* fusion_of(const Operation& outer, const Operation& inner) {
  if (!is_call(outer) || !is_call(inner)) return nullptr;
  for (const Fusion& fusion : fusions) {
    const bool fits = fusion.outer == outer.name && fusion.inner == inner.name;
    if (fits && find_builtin(fusion.whole) != nullptr) return &fusion;
  }
  return nullptr;
}

// Only plain arguments of the inner function: a softmax over an axis of its own is another one.
bool plain(const Operation& inner) {
  return std::all_of(inner.arguments.begin() + 1, inner.arguments.end(),
                     [](const Operation& one) { return one.kind == Operation::Kind::absent; });
}

void fuse(Operation& outer, const Fusion& fusion, Operation argument) {
  const Builtin& whole = *find_builtin(fusion.whole);  // of the same further arguments
  outer.function = whole.function;
  outer.pullback = whole.pullback;
  outer.arguments[0] = std::move(argument);
}

// An expression of one graph that takes in the inputs of another.
class Joined {
 public:
  Joined(const std::vector<QuantityIndex>& inputs, const grader::Graph& graph)
      : inputs_(inputs), graph_(graph) {}

  // Fuses calls of one quantity in `operation`. False if there are none.
  bool fuse_in(Operation& operation) {
    bool any = false;
    for (Operation& argument : operation.arguments) any = fuse_in(argument) || any;
    if (!is_call(operation) || operation.arguments.empty()) return any;
    const Operation& first = operation.arguments[0];
    if (first.kind != Operation::Kind::input) return any;
    const QuantityIndex jumped = inputs_[first.input];
    if (over_ && *over_ != jumped) return any;
    const auto inner = operation_of(graph_[jumped].function);
    if (!inner) return any;
    const Fusion* fusion = fusion_of(operation, *inner);
    if (fusion == nullptr || !plain(*inner)) return any;
    over_ = jumped;
    fuse(operation, *fusion, moved(inner->arguments[0], graph_[jumped].inputs));
    return true;
  }

  grader::Shortcut shortcut(Operation operation) {
    return {*over_, inputs_, StepFunction(std::move(operation))};
  }

 private:
  // `operation` over `own` as one over `inputs_`.
  Operation moved(Operation operation, const std::vector<QuantityIndex>& own) {
    std::vector<std::size_t> slots;
    for (const QuantityIndex input : own) slots.push_back(slot_of(inputs_, input));
    return with_inputs(std::move(operation), slots);
  }

  std::vector<QuantityIndex> inputs_;
  const grader::Graph& graph_;
  std::optional<QuantityIndex> over_;
};

}  // namespace

void fuse_calls(Operation& operation) {
  for (Operation& argument : operation.arguments) fuse_calls(argument);
  if (!is_call(operation) || operation.arguments.empty()) return;
  const Operation& inner = operation.arguments[0];
  const Fusion* fusion = fusion_of(operation, inner);
  if (fusion != nullptr && plain(inner)) fuse(operation, *fusion, Operation(inner.arguments[0]));
}

std::optional<grader::Shortcut> fused(const Operation& operation,
                                      const std::vector<QuantityIndex>& inputs,
                                      const grader::Graph& graph) {
  Operation copy = operation;
  Joined joined(inputs, graph);
  if (!joined.fuse_in(copy)) return std::nullopt;
  return joined.shortcut(std::move(copy));
}

}  // namespace reference::steps
