#include "grader/base/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "grader/base/text.h"
#include "grader/base/words.h"

namespace grader {
namespace {

// The caret's line: blanks up to the column, tabs kept so that the caret stands under its
// character.
std::string indent_to(std::string_view line, int column) {
  std::string blanks;
  int at = 1;
  for (const char c : line) {
    if (continues_code_point(c)) continue;
    if (at++ == column) break;
    blanks += c == '\t' ? '\t' : ' ';
  }
  return blanks;
}

constexpr std::size_t longest_shown_line = 200;
constexpr std::size_t longest_message = 1000;  // one that quotes a file made to be large

void cut(std::string& text) {
  if (text.size() > longest_message) text = beginning(text, longest_message) + "...";
}

}  // namespace

std::string_view to_text(Severity severity) {
  switch (severity) {
    case Severity::note:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = to_text(diagnostic.where);
  if (!text.empty()) text += ": ";
  text += fmt::format("{}: {}", to_text(diagnostic.severity), diagnostic.message);
  if (!diagnostic.hint.empty()) text += "; " + diagnostic.hint;
  text = without_controls(text) + fmt::format(" [{}]", diagnostic.code);
  if (!diagnostic.where.source || diagnostic.where.column == 0) return text;
  const std::string_view line = line_of(diagnostic.where.source->text, diagnostic.where.line);
  if (line.empty() || line.size() > longest_shown_line) return text;
  return text + fmt::format("\n  {}\n  {}^", without_controls(line, "\t"),
                            indent_to(line, diagnostic.where.column));
}

void Diagnostics::error(const Code& code, Place where, std::string message, std::string hint) {
  add({Severity::error, code.id, std::move(where), std::move(message), std::move(hint)});
}

void Diagnostics::warning(const Code& code, Place where, std::string message, std::string hint) {
  add({Severity::warning, code.id, std::move(where), std::move(message), std::move(hint)});
}

void Diagnostics::note(const Code& code, Place where, std::string message, std::string hint) {
  add({Severity::note, code.id, std::move(where), std::move(message), std::move(hint)});
}

void Diagnostics::add(Diagnostic diagnostic) { all_.push_back(std::move(diagnostic)); }

void Diagnostics::shorten(std::size_t most) {
  for (Diagnostic& diagnostic : all_) {
    cut(diagnostic.message);
    cut(diagnostic.hint);
  }
  if (all_.size() <= most) return;
  std::vector<std::size_t> order(all_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return all_[a].severity > all_[b].severity;
  });
  const std::size_t left_out = all_.size() - most;
  Diagnostic rest = all_[order[most]];
  order.resize(most);
  std::sort(order.begin(), order.end());
  std::vector<Diagnostic> kept;
  for (const std::size_t index : order) kept.push_back(std::move(all_[index]));
  rest.code = code::more_messages.id;
  rest.where = rest.where.source ? whole_file(rest.where.source->name) : Place{};
  rest.message = fmt::format("and {}", counted(left_out, "more message"));
  rest.hint.clear();
  all_ = std::move(kept);
  all_.push_back(std::move(rest));
}

std::size_t Diagnostics::count(Severity severity) const {
  return static_cast<std::size_t>(
      std::count_if(all_.begin(), all_.end(),
                    [&](const Diagnostic& diagnostic) { return diagnostic.severity == severity; }));
}

}  // namespace grader
