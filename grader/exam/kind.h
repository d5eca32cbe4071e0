// What the loader is handed from reference/: the kinds of problems and the author's language. This
// folder never sees reference/ itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/tables.h"
#include "grader/base/diagnostics.h"
#include "grader/exam/conventions.h"
#include "grader/graph/evaluate.h"
#include "grader/graph/graph.h"
#include "grader/yaml/node.h"

namespace grader {

// A known wrong way to answers of a kind, in the author's language.
struct KindMistake {
  std::string id;
  // Quantity and expression, or a convention (`conventions.bias`) and its setting.
  std::vector<std::pair<std::string, std::string>> edits;
  std::string message;
};

// A kind of problem: translates the block that bears its name into a graph.
class ProblemKind {
 public:
  virtual ~ProblemKind() = default;

  // The key of the block: `network`, `training`, `matching`.
  virtual std::string_view name() const = 0;

  // The conventions that this kind reads (see conventions.h).
  virtual std::span<const Switch> switches() const = 0;

  // Adds the quantities of a block. The conventions already stand in the graph as givens named
  // `conventions.<switch>`, a Text each, one for every switch of the kind. Returns false iff it
  // reported an error.
  virtual bool translate(const yaml::Node& block, Graph& graph, Diagnostics& diagnostics) const = 0;

  // Known wrong ways to what the block computes; see grader/exam/mistake.h. `graph` is what
  // translate() made. Those that name a quantity which is not there are of no concern.
  virtual std::vector<KindMistake> mistakes(const Graph& /*graph*/) const { return {}; }

  // How answers to a quantity are read that are not in the language of answers, its key being a
  // table; empty for all others. Requires: translate() took the block.
  virtual TrialReader trial(const yaml::Node& /*block*/, std::string_view /*quantity*/) const {
    return {};
  }

  // The JSON Schema of the block, as JSON text.
  virtual std::string_view schema() const = 0;
};

// The author's language: expressions over the quantities of a graph, `parameters(m) / K`, `y - p`.
class ExpressionLanguage {
 public:
  virtual ~ExpressionLanguage() = default;

  // Parses `text` and binds its names to quantities of `graph`; a call or attribute whose canonical
  // text is the name of a quantity is that quantity (`parameters(m)`, `channels(m.concat)`).
  // Reports unknown names (with "did you mean") and syntax at their place within `where`.
  virtual std::optional<Definition> compile(std::string_view text, const Place& where,
                                            const Graph& graph, Diagnostics& diagnostics) const = 0;
};

struct Reference {
  std::vector<const ProblemKind*> kinds;
  const ExpressionLanguage* language = nullptr;
};

}  // namespace grader
