// Expressions by their values, for the tests of this folder.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "grader/base/diagnostics.h"
#include "grader/graph/evaluate.h"
#include "reference/steps/append.h"

namespace reference::steps {

// The value as text, reals marked as such, or "failed: why", or "error: why".
inline std::string value_of(grader::Graph graph, std::string_view expression) {
  grader::Diagnostics diagnostics;
  const auto index = add_step(graph, "result", expression, {}, diagnostics);
  if (!index) return "error: " + diagnostics.all().front().message;
  const auto solved = evaluate(graph)[*index];
  if (!solved) return "failed: " + solved.error().message;
  const std::string text = grader::to_text(*solved, 12);
  return text + (std::holds_alternative<Real>(*solved) ? " real" : "");
}

struct ValueCase {
  std::string expression;
  std::string value;
};

}  // namespace reference::steps
