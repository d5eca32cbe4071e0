#include "grader/check/doubtful_rows.h"

#include <fmt/format.h>

namespace grader {
namespace {

// "a 1 or 2, b 1 or 2": the rows that have several.
std::string several_text(const Table& table) {
  std::string text;
  for (std::size_t row = 0; row < table.rows.size() && row < table.also.size(); ++row) {
    if (table.also[row].empty()) continue;
    if (!text.empty()) text += ", ";
    text += table.rows[row].first + " " + table.accepted_text(row);
  }
  return text;
}

}  // namespace

void check_doubtful_rows(const Problem& problem, const Evaluation& evaluation,
                         Diagnostics& findings) {
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written || problem.graph[part.quantity].given()) continue;
    const Evaluation own = evaluate(problem, part, evaluation);
    const Solved& key = own[part.quantity];
    const auto* table = key ? std::get_if<Table>(&*key) : nullptr;
    if (table == nullptr) continue;
    if (table->worth != nullptr) continue;  // answers are tried, not chosen
    const std::string several = several_text(*table);
    if (!several.empty()) {
      findings.warning(code::ambiguous_key, part.where,
                       fmt::format("part `{}` has several right answers: {}", part.id, several),
                       "each of them is accepted");
    }
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
      const std::string doubt = table->doubt(row);
      if (doubt.empty()) continue;
      const auto& [label, choice] = table->rows[row];
      findings.note(code::doubtful_row, part.where, fmt::format("{}/{} {}", label, choice, doubt));
    }
  }
}

}  // namespace grader
