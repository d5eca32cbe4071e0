// grader solve: the key of a problem, with its working.
#include <algorithm>
#include <boost/json.hpp>

#include "grader/base/words.h"
#include "grader/cli/commands.h"
#include "grader/cli/options.h"
#include "grader/exam/bank.h"
#include "grader/exam/mark_scheme.h"
#include "grader/graph/working.h"
#include "grader/report/json.h"

namespace grader {
namespace {

namespace json = boost::json;
namespace po = boost::program_options;

constexpr int shown_figures = 6;

struct Choice {
  std::string part;  // empty: all parts
  bool steps = false;

  bool wants(const Part& one) const { return part.empty() || part == one.id; }
};

// A problem, what is edited in it, and what follows.
struct SolvedProblem {
  const Problem* problem;
  std::vector<Edit> edits;  // of --set
  Evaluation base;

  // Under the part's own conventions.
  Evaluation of(const Part& part) const {
    if (part.conventions.empty()) return base;
    std::vector<Edit> all = edits;
    all.insert(all.end(), part.conventions.begin(), part.conventions.end());
    return evaluate(problem->graph, all);
  }
};

json::value to_json(const Solved& solved) {
  if (solved) return json_value(*solved);
  return json::object{{"error", solved.error().message}};
}

json::object problem_json(const SolvedProblem& solved, const Choice& choice) {
  const Problem& problem = *solved.problem;
  json::object quantities;
  for (QuantityIndex i = 0; i < problem.graph.size(); ++i) {
    quantities[problem.graph[i].name] = to_json(solved.base[i]);
  }
  json::object parts;
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written || !choice.wants(part)) continue;
    parts[part.id] = to_json(solved.of(part)[part.quantity]);
  }
  return {{"quantities", std::move(quantities)}, {"parts", std::move(parts)}};
}

void print_steps(Env& env, const Problem& problem, const Part& part, const Evaluation& own,
                 std::vector<bool>& shown) {
  for (const WorkedStep& step : working(problem.graph, own, part.quantity, shown_figures)) {
    const bool repeated = shown[step.quantity] && step.quantity != part.quantity;
    if (!repeated) {
      for (const std::string& line : step.lines) print(env.out, "    {}\n", printable(line));
      print(env.out, "    {}\n", printable(to_text(step)));
    }
    if (part.conventions.empty()) shown[step.quantity] = true;
  }
}

void print_problem(Env& env, const SolvedProblem& solved, const Choice& choice) {
  const Problem& problem = *solved.problem;
  print(env.out, "{}: {}\n", problem.id, printable(problem.title));
  std::vector<bool> shown(problem.graph.size());
  for (const Part& part : problem.parts) {
    if (!choice.wants(part)) continue;
    if (part.ask == Ask::written) {
      print(env.out, "  {}: marked by hand\n", part.id);
      continue;
    }
    const Evaluation own = solved.of(part);
    const Solved& key = own[part.quantity];
    if (!key) {
      const std::string& name = problem.graph[key.error().quantity].name;
      print(env.out, "  {}: no key: `{}`: {}\n", part.id, name, key.error().message);
      continue;
    }
    const bool typed = problem.graph[part.quantity].given();
    print(env.out, "  {}: {} = {}{}\n", part.id, problem.graph[part.quantity].name,
          to_text(*key, shown_figures), typed ? " (typed, not computed)" : "");
    if (choice.steps && !typed) print_steps(env, problem, part, own, shown);
  }
}

// Whether every part that is asked for has a key.
bool has_keys(const SolvedProblem& solved, const Choice& choice) {
  const std::vector<Part>& parts = solved.problem->parts;
  return std::all_of(parts.begin(), parts.end(), [&](const Part& part) {
    const bool computed = part.ask != Ask::written && choice.wants(part);
    return !computed || solved.of(part)[part.quantity];
  });
}

bool has_part(const std::vector<Problem>& problems, const std::string& part) {
  for (const Problem& problem : problems) {
    if (problem.find(part) != nullptr) return true;
  }
  return false;
}

int unknown_part(Env& env, const std::vector<Problem>& problems, const std::string& part) {
  std::vector<std::string> ids;
  for (const Problem& problem : problems) {
    for (const Part& known : problem.parts) ids.push_back(known.id);
  }
  print_error(env, fmt::format("solve: no part `{}`; {}", part, suggestion(part, ids)));
  return exit_code::usage;
}

void print_json(Env& env, const std::vector<SolvedProblem>& solved, const Choice& choice) {
  json::object all;
  for (const SolvedProblem& one : solved) all[one.problem->id] = problem_json(one, choice);
  const json::value& answer = solved.size() == 1 ? all.begin()->value() : json::value(all);
  print(env.out, "{}\n", json_text(answer));
}

int print_keys(Env& env, const std::vector<SolvedProblem>& solved, const Choice& choice,
               bool json) {
  bool all_solved = true;
  for (const SolvedProblem& one : solved) all_solved = has_keys(one, choice) && all_solved;
  if (json) print_json(env, solved, choice);
  for (const SolvedProblem& one : solved) {
    const bool wanted = choice.part.empty() || one.problem->find(choice.part) != nullptr;
    if (wanted && !json) print_problem(env, one, choice);
  }
  return all_solved ? exit_code::done : exit_code::refused;
}

// The value that `text` stands for in place of `known`; else it is said why there is none.
Result<Value> value_like(const std::string& name, const std::string& text, const Solved& known) {
  if (known && std::holds_alternative<Text>(*known)) return Value(text);
  Diagnostics diagnostics;
  auto value = load_key(name, text, diagnostics);
  if (!value) return Failure{diagnostics.all().front().message};
  if (!known || value->index() == known->index()) return std::move(*value);
  const auto* count = std::get_if<Count>(&*value);
  if (count != nullptr && std::holds_alternative<Real>(*known)) {
    return Value(static_cast<Real>(*count));
  }
  return Failure{fmt::format("is {}, not {}", describe(*known), describe(*value))};
}

// The edits of --set in the problems that have such quantities, or the code to exit with.
Result<std::vector<SolvedProblem>, int> solve_all(Env& env, const std::vector<Problem>& problems,
                                                  const std::vector<std::string>& settings) {
  std::vector<SolvedProblem> solved;
  for (const Problem& problem : problems) {
    solved.push_back({&problem, {}, evaluate(problem.graph)});
  }
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos) {
      print_error(env, "solve: --set takes NAME=VALUE");
      return exit_code::usage;
    }
    const std::string name = setting.substr(0, equals);
    bool known = false;
    for (SolvedProblem& one : solved) {
      const auto quantity = one.problem->graph.find(name);
      if (!quantity) continue;
      known = true;
      auto value = value_like(name, setting.substr(equals + 1), one.base[*quantity]);
      if (!value) {
        print_error(env, fmt::format("solve: `{}` {}", name, value.error().message));
        return exit_code::usage;
      }
      one.edits.push_back({*quantity, std::move(*value)});
    }
    if (known) continue;
    std::vector<std::string> names;
    for (const Problem& problem : problems) {
      for (std::string& one : problem.graph.names()) names.push_back(std::move(one));
    }
    print_error(env, fmt::format("solve: no quantity `{}`; {}", name, suggestion(name, names)));
    return exit_code::usage;
  }
  for (SolvedProblem& one : solved) {
    if (!one.edits.empty()) one.base = evaluate(one.problem->graph, one.edits);
  }
  return solved;
}

int run(Env& env, std::span<const std::string> args) {
  OptionsSpec spec;
  spec.options.add_options()("part", po::value<std::string>()->value_name("P"), "only this part")(
      "steps", "the steps that lead to each key, with the numbers in place")(
      "json", "every quantity and key at full precision, as JSON")(
      "set", po::value<std::vector<std::string>>()->value_name("NAME=VALUE"),
      "another value of a quantity; as often as you like");
  spec.arguments = {{"PROBLEM", true, false}};
  spec.details = "PROBLEM is a problem file; an exam or a folder solves all of its problems.\n";
  const auto values = parse_options(env, solve_command, spec, args);
  if (!values) return values.error();

  Diagnostics diagnostics;
  const auto problems =
      load_bank(env.files, argument(*values, "PROBLEM"), env.reference, diagnostics);
  print_diagnostics(env, diagnostics.all());
  if (!problems) return exit_code::refused;
  Choice choice;
  choice.steps = values->count("steps") > 0;
  if (values->count("part") > 0) choice.part = (*values)["part"].as<std::string>();
  if (!choice.part.empty() && !has_part(*problems, choice.part)) {
    return unknown_part(env, *problems, choice.part);
  }
  std::vector<std::string> settings;
  if (values->count("set") > 0) settings = (*values)["set"].as<std::vector<std::string>>();
  const auto solved = solve_all(env, *problems, settings);
  if (!solved) return solved.error();
  return print_keys(env, *solved, choice, values->count("json") > 0);
}

}  // namespace

const Command solve_command{"solve", "PROBLEM", "Computes the key of a problem, with its working",
                            run};

}  // namespace grader
