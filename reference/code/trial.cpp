#include "reference/code/trial.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "grader/base/words.h"
#include "reference/code/source.h"
#include "reference/relation/describe.h"
#include "reference/relation/study.h"

namespace reference::code {
namespace {

using evaluator::Code;
using evaluator::Failure;
using grader::Fraction;
using grader::Outcome;
using grader::TableReading;
using relation::Kind;
using relation::Relation;

constexpr std::string_view fails = "fails";

// As students read it.
std::string choice_of(Kind kind) {
  return kind == Kind::within_eps ? "equal up to rounding" : std::string(words(kind));
}

Fraction worth_of(Kind kind, const Worth& worth) {
  switch (kind) {
    case Kind::equal:
      return worth.equal;
    case Kind::within1:
      return worth.within1;
    case Kind::within_eps:
      return worth.within_eps;
    case Kind::related:
      return worth.related;
    default:
      return 0;
  }
}

std::string in_python_words(const Failure& failure) {
  return fmt::format("{}: {} (line {}, column {})", failure.type, failure.message,
                     failure.where.line, failure.where.column);
}

TableReading without_rows(Outcome outcome, std::string reason) {
  TableReading reading;
  reading.outcome = outcome;
  reading.reason = std::move(reason);
  return reading;
}

TableReading not_run(const Failure& failure) {
  const bool wrong = failure.fault == ndarray::Fault::python;
  if (wrong) return without_rows(Outcome::unreadable, in_python_words(failure));
  return without_rows(Outcome::pending,
                      fmt::format("the grader could not run this code, a person will look at it: "
                                  "{} (line {}, column {})",
                                  failure.message, failure.where.line, failure.where.column));
}

// By how much numbers of the same shape are off.
std::string difference(const Relation& relation) {
  if (!std::isfinite(relation.max_abs_diff)) return "";
  return fmt::format("{:.1f} % of the values differ, by up to {}", 100 * relation.share_different,
                     grader::to_text(relation.max_abs_diff, 4));
}

std::string remark(const Relation& relation) {
  switch (relation.kind) {
    case Kind::within1:
      return "within 1 of what was asked for";
    case Kind::within_eps:
      return "the same up to rounding";
    case Kind::related:
      return fmt::format("your result, {}, would be what was asked for", relation.how);
    case Kind::different:
      return relation.how.empty() ? difference(relation) : relation.how;
    default:
      return "";
  }
}

// The variable that a value is, unchanged; empty if it is none.
std::string_view unchanged_variable(const evaluator::Object& value,
                                    const evaluator::Inputs& inputs) {
  for (const auto& [name, input] : inputs.variables) {
    if (input.array() == nullptr) continue;
    if (relation::relate(value, input).kind == Kind::equal) return name;
  }
  return {};
}

bool is_half(const evaluator::Object& value) {
  return value.array() != nullptr && value.array()->dtype == ndarray::DType::float16;
}

// float16 is compared loosely only where the solution has no more figures.
evaluator::Object comparable(const evaluator::Object& value, const evaluator::Object& solution) {
  if (!is_half(value) || is_half(solution)) return value;
  const ndarray::Budget budget;
  return snippet::of(cast(budget, *value.array(), ndarray::DType::float64));
}

class Attempt {
 public:
  Attempt(const Task& task, const Code& code) : task_(task), code_(code) {}

  TableReading run() {
    for (std::size_t i = 0; i < task_.scenes.size(); ++i) {
      auto outcome = code_.run(task_.scenes[i].inputs, task_.options, task_.arguments);
      if (!outcome && outcome.error().fault != ndarray::Fault::python) {
        return not_run(outcome.error());
      }
      if (!outcome) {
        add(i, fails, in_python_words(outcome.error()));
        continue;
      }
      const Relation relation = compare(i, outcome->value);
      add(i, choice_of(relation.kind), remark(relation));
      outcomes_.emplace_back(i, std::move(*outcome));
      if (!settles(relation.kind)) wrong_.push_back(i);
    }
    add_words();
    return std::move(reading_);
  }

 private:
  Relation compare(std::size_t scene, const evaluator::Object& value) const {
    const evaluator::Object& solution = task_.solution[scene].value;
    Relation relation = relation::relate(comparable(value, solution), solution);
    if (relation.kind == Kind::equal || relation.kind == Kind::different) return relation;
    const std::string_view name = unchanged_variable(value, task_.scenes[scene].inputs);
    if (name.empty()) return relation;
    relation.kind = Kind::different;
    relation.how = fmt::format("this is `{}`, unchanged", name);
    return relation;
  }

  void add(std::size_t scene, std::string_view choice, std::string reason) {
    if (choice == fails) wrong_.push_back(scene);
    reading_.rows.push_back({std::string(choice), Outcome::correct, std::move(reason)});
  }

  void add_words() {
    if (wrong_.empty()) return;
    const bool decides = std::any_of(wrong_.begin(), wrong_.end(),
                                     [&](std::size_t i) { return task_.scenes[i].decides; });
    if (decides) {
      describe_both();
      return;
    }
    std::vector<std::string> names;
    for (const std::size_t i : wrong_) names.push_back(task_.scenes[i].name);
    reading_.notes.push_back(fmt::format("right on images of the size that was given, but {}",
                                         relation::caveat_of(task_.scenes, names)));
  }

  // What the code gives, if that differs from what was asked for in words already.
  void describe_both() {
    std::vector<relation::Observation> given;
    std::vector<relation::Observation> asked;
    for (const auto& [i, outcome] : outcomes_) {
      if (!task_.scenes[i].decides) continue;
      given.push_back({&outcome.value, &task_.scenes[i].inputs});
      asked.push_back({&task_.solution[i].value, &task_.scenes[i].inputs});
    }
    if (given.empty()) return;
    const std::string yours = relation::describe(given);
    const std::string wanted = relation::describe(asked);
    if (yours == wanted) return;
    reading_.notes.push_back(fmt::format("your code gives {}; {} was asked for", yours, wanted));
  }

  const Task& task_;
  const Code& code_;
  TableReading reading_;
  std::vector<std::pair<std::size_t, evaluator::Outcome>> outcomes_;
  std::vector<std::size_t> wrong_;
};

}  // namespace

grader::Result<Task, Failure> solve(std::vector<relation::Scene> scenes, const Code& solution,
                                    const std::vector<std::string>& arguments,
                                    const evaluator::Options& options) {
  Task task;
  task.arguments = arguments;
  for (relation::Scene& scene : scenes) {
    auto outcome = solution.run(scene.inputs, options, arguments);
    if (!outcome && scene.decides) return outcome.error();
    if (!outcome) continue;
    task.scenes.push_back(std::move(scene));
    task.solution.push_back(std::move(*outcome));
  }
  return task;
}

namespace {

// Whether the solution says the same of all images that decide: then nothing is known from them.
bool is_constant(const Task& task) {
  const evaluator::Object* first = nullptr;
  for (std::size_t i = 0; i < task.scenes.size(); ++i) {
    if (!task.scenes[i].decides) continue;
    const evaluator::Object& value = task.solution[i].value;
    if (first == nullptr) {
      first = &value;
    } else if (relation::relate(*first, value).kind != Kind::equal) {
      return false;
    }
  }
  return true;
}

}  // namespace

grader::Table key_of(const Task& task) {
  const Fraction elsewhere = is_constant(task) ? Fraction(0) : task.worth.elsewhere;
  grader::Table key;
  for (const Kind kind : relation::all_kinds) key.choices.push_back(choice_of(kind));
  key.choices.emplace_back(fails);
  auto worth = std::make_shared<std::vector<std::vector<Fraction>>>();
  for (const relation::Scene& scene : task.scenes) {
    const Fraction least = scene.decides ? Fraction(0) : elsewhere;
    key.rows.emplace_back(scene.name, choice_of(Kind::equal));
    std::vector<std::string>& also = key.also.emplace_back();
    std::vector<Fraction>& credits = worth->emplace_back();
    for (const Kind kind : relation::all_kinds) {
      credits.push_back(std::max(least, worth_of(kind, task.worth)));
      if (kind != Kind::equal && credits.back() == 1) also.push_back(choice_of(kind));
    }
    credits.push_back(least);
  }
  key.worth = std::move(worth);
  return key;
}

TableReading attempt(const Task& task, std::string_view text) {
  const std::string source = source_of(text);
  if (source.find_first_not_of(" \t\r\n") == std::string::npos) {
    return without_rows(Outcome::blank, "");
  }
  const auto code = Code::parse(source);
  if (!code) return not_run(code.error());
  return Attempt(task, *code).run();
}

}  // namespace reference::code
