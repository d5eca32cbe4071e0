#include "grader/cli/verdict_words.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "grader/cli/json_fields.h"
#include "grader/graph/value.h"
#include "grader/report/page_text.h"

namespace grader {
namespace {

namespace json = boost::json;

void line(Env& env, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  print(env.out, "  {:<9} {}\n", printable_line(label), printable_line(text));
}

// "0.36925 to 0.37295 (0.05 of the tolerance away)".
std::string interval_words(const json::object& leaf) {
  const auto low = number_at(leaf, "low");
  const auto high = number_at(leaf, "high");
  if (!low || !high) return "";
  if (*low == *high) return fmt::format("{} alone", text_at(leaf, "key"));
  const auto [from, to] = interval_text(*low, *high);
  std::string words = fmt::format("{} to {}", from, to);
  if (const auto distance = number_at(leaf, "distance")) {
    words += fmt::format("; {} tolerances away", to_text(*distance < 1e-3 ? 0 : *distance, 3));
  }
  return words;
}

std::string outcome_words(std::string_view outcome) {
  std::string words(outcome);
  for (char& c : words) {
    if (c == '_') c = ' ';
  }
  return words;
}

void print_single_leaf(Env& env, const json::object& leaf) {
  line(env, "key", text_at(leaf, "key"));
  line(env, "accepted", interval_words(leaf));
  line(env, "remark", text_at(leaf, "reason"));
}

// `of`: a verdict, or what was followed.
void print_leaves(Env& env, const json::object& of) {
  const std::vector<const json::object*> leaves = objects_at(of, "leaves");
  if (leaves.size() == 1 && text_at(*leaves[0], "label").empty()) {
    print_single_leaf(env, *leaves[0]);
    return;
  }
  for (const json::object* one : leaves) {
    const json::object& leaf = *one;
    std::string words =
        fmt::format("{}, key {}", outcome_words(text_at(leaf, "outcome")), text_at(leaf, "key"));
    if (const std::string read = text_at(leaf, "read"); !read.empty()) {
      words = fmt::format("{}: {}", read, words);
    }
    for (const std::string& more : {interval_words(leaf), text_at(leaf, "reason")}) {
      if (!more.empty()) words += "; " + more;
    }
    line(env, "  " + text_at(leaf, "label"), words);
  }
}

void print_followed(Env& env, const json::object& verdict) {
  const json::object* value = object_at(verdict, "followed");
  if (value == nullptr) return;
  const json::object& followed = *value;
  std::string with;
  for (const std::string& name : texts_at(followed, "from")) {
    with += (with.empty() ? "the student's own " : ", ") + name;
  }
  const std::string mistake = text_at(followed, "mistake");
  if (!mistake.empty()) {
    with += fmt::format("{}mistake `{}` in place", with.empty() ? "" : " and ", mistake);
  }
  line(env, "followed",
       fmt::format("against what follows with {}: credit {}", with,
                   text_at(followed, "credit_exact")));
  print_leaves(env, followed);
}

}  // namespace

void print_verdict(Env& env, const json::object& verdict, const std::vector<std::string>& rules) {
  const std::string answer = text_at(verdict, "answer");
  line(env, "typed", answer.empty() ? "nothing" : answer);
  line(env, "read as", text_at(verdict, "read"));
  for (const std::string& rule : rules) line(env, "rule", rule);
  print_leaves(env, verdict);
  print_followed(env, verdict);
  if (const json::object* mistake = object_at(verdict, "mistake")) {
    line(env, "mistake",
         fmt::format("{}: {}", text_at(*mistake, "id"), text_at(*mistake, "message")));
  }
  for (const std::string& note : texts_at(verdict, "notes")) line(env, "note", note);
  if (const json::object* mark = object_at(verdict, "by_hand")) {
    const std::string points = mark->contains("excused") ? "excused" : text_at(*mark, "points");
    line(env, "by hand",
         fmt::format("{} by {}: {}", points, text_at(*mark, "by"), text_at(*mark, "reason")));
  }
  line(env, "verdict",
       fmt::format("{}, credit {}", outcome_words(text_at(verdict, "outcome")),
                   text_at(verdict, "credit_exact")));
}

}  // namespace grader
