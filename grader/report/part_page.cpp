#include "grader/report/part_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "grader/base/words.h"
#include "grader/report/comparison.h"
#include "grader/report/page_text.h"

namespace grader {
namespace {

constexpr int shown_figures = 6;
constexpr std::size_t longest_text = 1500;  // characters of an answer, a prompt, a reason
constexpr std::size_t longest_key = 80;     // bytes of a key within a sentence
constexpr int longest_label = 90;

std::string points_text(std::string_view text, const Fraction& points, const Fraction& possible) {
  return fill(text, {{"points", to_decimal(points)}, {"possible", to_decimal(possible)}});
}

// What was used in place of the right values: the student's own ones, an earlier mistake, or both.
std::string source(const Followed& followed, const Strings& strings) {
  if (followed.from.empty()) return std::string(strings.source_mistake);
  std::vector<std::string> names;
  for (const std::string& name : followed.from) {
    names.push_back(harmless(name, longest_key, strings));
  }
  return fill(followed.mistake ? strings.source_both : strings.source_own,
              {{"from", enumerated(names, strings)}});
}

std::string followed_sentence(const Verdict& verdict, const Fraction& possible,
                              const Strings& strings) {
  const Followed& followed = *verdict.followed;
  std::string key = to_text(followed.key, shown_figures);
  if (key.size() > longest_key) key = strings.this_key;
  std::string_view text = strings.followed_part;
  if (followed.credit == 1) {
    text = verdict.credit < 1    ? strings.followed_cap
           : followed.used_right ? strings.followed_rounded
                                 : strings.followed_full;
  }
  return fill(text, {{"source", source(followed, strings)},
                     {"key", std::move(key)},
                     {"points", to_decimal(verdict.points)},
                     {"possible", to_decimal(possible)}});
}

std::string hand_sentence(const Verdict& verdict, const Fraction& possible,
                          const Strings& strings) {
  const std::string_view text = verdict.by.empty() ? strings.by_someone : strings.by_person;
  return fill(text, {{"by", harmless(verdict.by, longest_key, strings)},
                     {"points", to_decimal(verdict.points)},
                     {"possible", to_decimal(possible)}});
}

std::string outcome_sentence(const Verdict& verdict, const Strings& strings) {
  const OutcomeWords& told = words(verdict.outcome, strings);
  const bool several = verdict.leaves.size() > 1;
  if (verdict.outcome != Outcome::partly_correct || !several) return std::string(told.sentence);
  const auto right = std::count_if(verdict.leaves.begin(), verdict.leaves.end(),
                                   [](const LeafVerdict& leaf) { return leaf.credit == 1; });
  const bool rows = verdict.key && std::holds_alternative<Table>(*verdict.key);
  return fill(
      rows ? strings.right_rows : strings.right_entries,
      {{"right", fmt::format("{}", right)}, {"all", fmt::format("{}", verdict.leaves.size())}});
}

bool all_blank(const std::vector<LeafVerdict>& leaves) {
  return std::all_of(leaves.begin(), leaves.end(),
                     [](const LeafVerdict& leaf) { return leaf.outcome == Outcome::blank; });
}

// A blank answer: the key in one piece says more than a table of blanks.
void add_key_alone(Dictionary& page, const PartInput& input, const Strings& strings) {
  LeafVerdict leaf;
  leaf.low = leaf.high = leaf.distance = std::numeric_limits<double>::quiet_NaN();
  leaf.key = to_text(*input.verdict.key, shown_figures);
  if (input.verdict.leaves.size() == 1) leaf = input.verdict.leaves.front();
  add_comparison(page, {input.part, {leaf}, &*input.verdict.key, "", true}, strings);
}

void add_answer(Dictionary& page, const PartInput& input, const Strings& strings) {
  const std::string typed = harmless(input.verdict.text, longest_text, strings);
  const bool on_paper = input.part.ask == Ask::written && typed.empty();
  if (on_paper) return;
  Dictionary& answer = add_section(page, "ANSWER");
  set_optional(answer, input.part.ask == Ask::written ? "PROSE" : "TYPED", typed);
  if (typed.empty()) add_section(answer, "NOTHING");
}

void add_comparisons(Dictionary& page, const PartInput& input, const Strings& strings) {
  const Verdict& verdict = input.verdict;
  const Value* key = verdict.key ? &*verdict.key : nullptr;
  if (key != nullptr && all_blank(verdict.leaves)) {
    add_key_alone(page, input, strings);
    return;
  }
  const bool whole = verdict.leaves.size() == 1 && verdict.leaves.front().label.empty();
  if (!whole) add_answer(page, input, strings);
  if (!verdict.followed) {
    add_comparison(page, {input.part, verdict.leaves, key, "", true}, strings);
    return;
  }
  // What counts comes first.
  const std::string title =
      fill(strings.entries_followed, {{"source", source(*verdict.followed, strings)}});
  add_comparison(page, {input.part, verdict.followed->leaves, &verdict.followed->key, title, true},
                 strings);
  add_comparison(page, {input.part, verdict.leaves, key, std::string(strings.against_key), false},
                 strings);
}

void add_sentence(Dictionary& page, std::string_view text) { set_optional(page, "SENTENCE", text); }

void add_reasons(Dictionary& page, const PartInput& input, const Strings& strings) {
  const Verdict& verdict = input.verdict;
  const bool by_person = verdict.hand_marked || verdict.excused;
  if (by_person) {
    set_optional(page, "REASON", harmless(verdict.reason, longest_text, strings));
    if (verdict.hand_marked && !verdict.leaves.empty()) add_sentence(page, strings.machine_beside);
  }
  if (verdict.mistake) {
    const std::string& message = verdict.mistake->message;
    set_optional(page, "MISTAKE", sentence(harmless(message, longest_text, strings)));
  }
  if (verdict.notes.empty()) return;
  Dictionary& notes = add_section(page, "NOTES");
  for (const std::string& note : verdict.notes) {
    set(add_section(notes, "NOTE"), "TEXT", sentence(harmless(note, longest_text, strings)));
  }
}

}  // namespace

bool is_open(const Verdict& verdict) {
  const bool decided = verdict.hand_marked || verdict.excused;
  return !decided &&
         (verdict.outcome == Outcome::pending || verdict.outcome == Outcome::not_marked);
}

Told tell(const Verdict& verdict, const Fraction& possible, const Strings& strings) {
  Told told{&words(verdict.outcome, strings), look(verdict.outcome),
            outcome_sentence(verdict, strings),
            fmt::format("{} / {}", to_decimal(verdict.points), to_decimal(possible)),
            points_text(strings.points_of, verdict.points, possible)};
  if (verdict.excused) {
    told.words = &strings.excused;
    told.look = "wait";
    told.sentence = strings.excused.sentence;
    told.earned = told.earned_words = strings.not_counted;
  } else if (verdict.hand_marked) {
    told.words = &strings.hand_marked;
    told.look = "wait";
    told.sentence = hand_sentence(verdict, possible, strings);
  } else if (verdict.followed) {
    const bool reached = verdict.followed->credit == 1;
    told.words = reached ? &strings.followed : &strings.partly_correct;
    told.look = verdict.credit == 1 ? "good" : "partly";
    told.sentence = followed_sentence(verdict, possible, strings);
  } else if (is_open(verdict)) {
    told.earned = fmt::format("{} / {}", strings.pending_outcome.symbol, to_decimal(possible));
    told.earned_words = fill(strings.points_open, {{"possible", to_decimal(possible)}});
  }
  return told;
}

std::string part_label(const Part& part, const Strings& strings) {
  const bool usable = !part.prompt.empty() && part.prompt.find('\n') == std::string::npos &&
                      code_points(part.prompt) <= longest_label;
  if (usable) return harmless(part.prompt, longest_label, strings);
  return fill(strings.part, {{"id", harmless(part.id, longest_label, strings)}});
}

void fill_part(Dictionary& page, const PartInput& input, const Strings& strings) {
  const Told told = tell(input.verdict, input.possible, strings);
  const std::string label = part_label(input.part, strings);
  const std::string prompt = harmless(input.part.prompt, longest_text, strings);
  set(page, "ANCHOR", input.anchor);
  set(page, "LABEL", label);
  if (prompt != label) set_optional(page, "PROMPT", prompt);
  set(page, "KIND", told.look);
  set(page, "SYMBOL", told.words->symbol);
  set(page, "WORD", told.words->name);
  set(page, "POINTS", told.earned_words);
  const bool helps = !input.steps.empty() && !input.verdict.excused && input.verdict.credit < 1;
  const std::string way = helps ? fmt::format(" {}", strings.way) : "";
  add_sentence(page, told.sentence + way);
  add_reasons(page, input, strings);
  add_comparisons(page, input, strings);
  if (input.steps.empty()) return;
  Dictionary& steps = add_section(page, "STEPS");
  set(steps, "HTML", input.steps);
  if (helps) add_section(steps, "OPEN");
}

}  // namespace grader
