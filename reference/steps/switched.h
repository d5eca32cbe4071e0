// Expressions that a convention chooses among. The formula shows what is stated; the function heeds
// the convention, so that an edit of it is followed.
#pragma once

#include <span>
#include <string>

#include "reference/steps/compile.h"

namespace reference::steps {

struct Setting {
  std::string_view setting;  // of the convention
  std::string text;
};

// The texts of `settings` (at least one; the first also serves a convention that the graph does not
// have) as one expression. Empty iff it reported.
std::optional<Compiled> compile_switched(std::string_view convention,
                                         std::span<const Setting> settings,
                                         const grader::Place& where, const grader::Graph& graph,
                                         grader::Diagnostics& diagnostics);

}  // namespace reference::steps
