#include "grader/report/verdict_json.h"

#include <cmath>

#include "grader/report/json.h"

namespace grader {
namespace {

namespace json = boost::json;

// NaN says that there is none.
void add_if_number(json::object& object, std::string_view name, double number) {
  if (!std::isnan(number)) object[name] = json_number(number);
}

json::array json_leaves(const std::vector<LeafVerdict>& leaves) {
  json::array result;
  for (const LeafVerdict& leaf : leaves) {
    json::object object;
    object["label"] = leaf.label;
    object["outcome"] = to_text(leaf.outcome);
    add_fraction(object, "credit", leaf.credit);
    object["typed"] = leaf.typed;
    object["read"] = leaf.read;
    object["key"] = leaf.key;
    add_if_number(object, "low", leaf.low);
    add_if_number(object, "high", leaf.high);
    add_if_number(object, "distance", leaf.distance);
    if (!leaf.reason.empty()) object["reason"] = leaf.reason;
    if (leaf.column > 0) object["column"] = leaf.column;
    result.push_back(std::move(object));
  }
  return result;
}

json::object json_mistake(const NamedMistake& mistake) {
  json::object object;
  object["id"] = mistake.id;
  if (!mistake.message.empty()) object["message"] = mistake.message;
  if (mistake.credit != 0) add_fraction(object, "credit", mistake.credit);
  return object;
}

json::object json_followed(const Followed& followed) {
  json::object object;
  object["from"] = json_texts(followed.from);
  if (followed.mistake) object["mistake"] = followed.mistake->id;
  object["key"] = json_value(followed.key);
  add_fraction(object, "credit", followed.credit);
  object["leaves"] = json_leaves(followed.leaves);
  return object;
}

json::object json_mark(const Verdict& verdict) {
  json::object object;
  if (verdict.excused) {
    object["excused"] = true;
  } else {
    add_fraction(object, "points", verdict.points);
  }
  object["by"] = verdict.by;
  object["reason"] = verdict.reason;
  return object;
}

}  // namespace

void add_fraction(json::object& object, const std::string& name, const Fraction& value) {
  object[name] = json_number(value);
  object[name + "_exact"] = to_text(value);
}

json::array json_texts(const std::vector<std::string>& texts) {
  json::array result;
  for (const std::string& text : texts) result.emplace_back(text);
  return result;
}

json::object json_verdict(const Verdict& verdict) {
  json::object object;
  object["outcome"] = to_text(verdict.outcome);
  add_fraction(object, "credit", verdict.credit);
  add_fraction(object, "points", verdict.points);
  object["answer"] = verdict.text;
  if (!verdict.read.empty()) object["read"] = verdict.read;
  if (verdict.key) object["key"] = json_value(*verdict.key);
  if (!verdict.leaves.empty()) object["leaves"] = json_leaves(verdict.leaves);
  if (verdict.followed) object["followed"] = json_followed(*verdict.followed);
  if (verdict.mistake) object["mistake"] = json_mistake(*verdict.mistake);
  if (!verdict.notes.empty()) object["notes"] = json_texts(verdict.notes);
  if (verdict.hand_marked) object["by_hand"] = json_mark(verdict);
  return object;
}

}  // namespace grader
