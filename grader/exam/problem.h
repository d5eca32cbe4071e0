// A problem: its graph, its parts and what its author printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grader/answers/tables.h"
#include "grader/base/fraction.h"
#include "grader/base/place.h"
#include "grader/exam/mistake.h"
#include "grader/exam/scheme.h"
#include "grader/graph/evaluate.h"
#include "grader/graph/graph.h"

namespace grader {

// A value as printed in the problem file (a key or a line of working), entry by entry. It never
// marks anybody: `check` compares it with the computed one.
struct PrintedEntry {
  std::string label;  // of a table's row; else empty
  std::string text;   // as written: its digits matter
  Place where;
};

struct Printed {
  QuantityIndex quantity;
  std::vector<std::int64_t> shape;  // row-major entries; {} for a scalar; ignored for a table
  std::vector<PrintedEntry> entries;
  bool working = false;  // under the problem's `printed:`, not a part's
};

enum class Ask {
  quantity,  // computed
  written,   // marked by hand
  key,       // typed by the author; nothing computes it
};

struct Part {
  std::string id;
  std::string prompt;
  Fraction points = 0;
  Ask ask = Ask::quantity;
  QuantityIndex quantity = 0;        // what is asked; of no meaning for Ask::written
  std::vector<std::string> options;  // of a multiple choice; else empty
  std::vector<Edit> conventions;     // conventions of this part alone, as edits of the graph
  TrialReader trial;                 // how answers are read that are tried out; else empty
  Scheme scheme;
  std::optional<Printed> printed;
  Place where;
};

// A convention that nobody stated, so that its default is in force.
struct UnstatedConvention {
  std::string name;                 // "log"
  QuantityIndex quantity;           // that holds it
  std::vector<std::string> others;  // the settings that it does not have
};

struct Figure {
  std::string file;  // beside the problem file
  std::string alt;
};

struct Problem {
  std::string id;
  std::string title;
  std::string statement;
  std::optional<Figure> figure;
  std::string kind;  // the block's key, or empty
  std::vector<UnstatedConvention> unstated;
  Graph graph;
  std::vector<Part> parts;
  Scheme scheme;  // of the exam and the problem: for quantities that no part asks for
  std::vector<Mistake> mistakes;  // its own, then those of its kind
  CommonMistakes common_mistakes;
  std::vector<Printed> printed;  // working; the parts hold their printed keys
  Place where;                   // of its file
  std::string sha256;            // of the file's bytes

  const Part* find(std::string_view part_id) const;
};

// Sum of the parts' points.
Fraction points(const Problem& problem);

// The problem under the part's own conventions; `base` is the evaluation without edits.
Evaluation evaluate(const Problem& problem, const Part& part, const Evaluation& base);

}  // namespace grader
