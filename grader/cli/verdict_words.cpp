#include "grader/cli/verdict_words.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "grader/cli/json_fields.h"
#include "grader/graph/value.h"
#include "grader/report/page_text.h"
#include "grader/report/strings.h"

namespace grader {
namespace {

namespace json = boost::json;

// What has several lines is indented as one.
void line(Env& env, std::string_view label, std::string_view text) {
  constexpr std::string_view indentation = "\n            ";
  if (text.empty()) return;
  std::string indented;
  for (const char c : text) {
    if (c == '\n') {
      indented += indentation;
    } else if (c != '\r') {
      indented += c;
    }
  }
  print(env.out, "  {:<9} {}\n", printable_line(label), printable(indented));
}

// "0.05 of the allowed distance from the key".
std::string distance_words(double distance) {
  if (distance == 0) return "the key itself";
  const Strings& strings = english();
  return fill(distance <= 1 ? strings.near : strings.far,
              {{"tolerances", distance_text(distance, strings)}});
}

// Why it could not be read and where, or what to look at.
std::string reason_words(const json::object& leaf) {
  const std::string reason = text_at(leaf, "reason");
  const std::string column = text_at(leaf, "column");
  return column.empty() ? reason : fmt::format("column {}: {}", column, reason);
}

// "0.36925 to 0.37295; 0.05 of the allowed distance from the key".
std::string interval_words(const json::object& leaf) {
  const auto low = number_at(leaf, "low");
  const auto high = number_at(leaf, "high");
  if (!low || !high) return "";
  if (*low == *high) return fmt::format("{} alone", text_at(leaf, "key"));
  const auto [from, to] = interval_text(*low, *high);
  std::string words = fmt::format("{} to {}", from, to);
  if (const auto distance = number_at(leaf, "distance")) {
    words += "; " + distance_words(*distance);
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
  line(env, "remark", reason_words(leaf));
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
    const std::string interval = interval_words(leaf);
    if (!interval.empty()) words += ", accepted " + interval;
    if (const std::string reason = reason_words(leaf); !reason.empty()) words += "; " + reason;
    line(env, "  " + text_at(leaf, "label"), words);
  }
}

// What a person gave, who, and why, as far as it was stated.
std::string mark_words(const json::object& mark) {
  const std::string points = text_at(mark, "points");
  std::string words = mark.contains("excused")
                          ? "excused"
                          : fmt::format("{} point{}", points, points == "1" ? "" : "s");
  if (const std::string by = text_at(mark, "by"); !by.empty()) words += " by " + by;
  if (const std::string reason = text_at(mark, "reason"); !reason.empty()) words += ": " + reason;
  return words;
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
    line(env, "by hand", mark_words(*mark));
  }
  const std::string outcome = text_at(verdict, "outcome");
  const bool marked = outcome != "pending" && outcome != "not_marked";
  line(env, "verdict",
       outcome_words(outcome) + (marked ? ", credit " + text_at(verdict, "credit_exact") : ""));
}

}  // namespace grader
