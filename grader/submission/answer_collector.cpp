#include "grader/submission/answer_collector.h"

#include <fmt/format.h>

#include "grader/answers/folded.h"
#include "grader/base/text.h"

namespace grader {
namespace {

// Longer by one code point than what is read, so that reading says that it is too long.
constexpr std::size_t longest_kept = longest_answer + 4;

}  // namespace

void AnswerCollector::add(Answer answer, bool asked) {
  if (!asked && ++extra_ > most_extra) {
    if (extra_ > most_extra + 1) return;
    diagnostics_.warning(
        code::too_large, answer.where,
        fmt::format("more than {} answers that no part asks for; the further ones are not read",
                    most_extra));
    return;
  }
  if (answer.text.size() > longest_kept) {
    diagnostics_.warning(code::too_large, answer.where,
                         fmt::format("the answer to `{}.{}` has {} bytes; it is cut",
                                     answer.problem, answer.name, answer.text.size()));
    answer.text = beginning(answer.text, longest_kept);
  }
  submission_.answers.push_back(std::move(answer));
}

}  // namespace grader
