// Decisions in words.
#pragma once

#include <string_view>

#include "grader/scoring/decide.h"
#include "grader/scoring/verdict.h"

namespace grader {

// Requires: `decision` was made with Reading::full of `text`, the answer to this part.
Verdict explain(const ProblemKey& key, std::size_t part, const Decision& decision,
                std::string_view text);

// `problem`: the problem's index in its exam.
ExtraAnswer explain(const ProblemKey& key, std::size_t problem, const QuantityText& answer,
                    const ExtraReading& extra);

}  // namespace grader
