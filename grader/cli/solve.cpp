// grader solve: the key of a problem, with its working.
#include <algorithm>
#include <boost/json.hpp>

#include "grader/base/words.h"
#include "grader/cli/commands.h"
#include "grader/cli/options.h"
#include "grader/exam/bank.h"
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

json::value to_json(const Solved& solved) {
  if (solved) return json_value(*solved);
  return json::object{{"error", solved.error().message}};
}

json::object problem_json(const Problem& problem, const Evaluation& base, const Choice& choice) {
  json::object quantities;
  for (QuantityIndex i = 0; i < problem.graph.size(); ++i) {
    quantities[problem.graph[i].name] = to_json(base[i]);
  }
  json::object parts;
  for (const Part& part : problem.parts) {
    if (part.ask == Ask::written || !choice.wants(part)) continue;
    parts[part.id] = to_json(evaluate(problem, part, base)[part.quantity]);
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

void print_problem(Env& env, const Problem& problem, const Evaluation& base, const Choice& choice) {
  print(env.out, "{}: {}\n", problem.id, printable(problem.title));
  std::vector<bool> shown(problem.graph.size());
  for (const Part& part : problem.parts) {
    if (!choice.wants(part)) continue;
    if (part.ask == Ask::written) {
      print(env.out, "  {}: marked by hand\n", part.id);
      continue;
    }
    const Evaluation own = evaluate(problem, part, base);
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
bool has_keys(const Problem& problem, const Evaluation& base, const Choice& choice) {
  return std::all_of(problem.parts.begin(), problem.parts.end(), [&](const Part& part) {
    const bool computed = part.ask != Ask::written && choice.wants(part);
    return !computed || evaluate(problem, part, base)[part.quantity];
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

void print_json(Env& env, const std::vector<Problem>& problems,
                const std::vector<Evaluation>& solved, const Choice& choice) {
  json::object all;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    all[problems[i].id] = problem_json(problems[i], solved[i], choice);
  }
  const json::value& answer = problems.size() == 1 ? all.begin()->value() : json::value(all);
  print(env.out, "{}\n", json_text(answer));
}

int print_keys(Env& env, const std::vector<Problem>& problems, const Choice& choice, bool json) {
  std::vector<Evaluation> solved;
  bool all_solved = true;
  for (const Problem& problem : problems) {
    solved.push_back(evaluate(problem.graph));
    all_solved = has_keys(problem, solved.back(), choice) && all_solved;
  }
  if (json) print_json(env, problems, solved, choice);
  for (std::size_t i = 0; i < problems.size() && !json; ++i) {
    const bool wanted = choice.part.empty() || problems[i].find(choice.part) != nullptr;
    if (wanted) print_problem(env, problems[i], solved[i], choice);
  }
  return all_solved ? exit_code::done : exit_code::refused;
}

int run(Env& env, std::span<const std::string> args) {
  OptionsSpec spec;
  spec.options.add_options()("part", po::value<std::string>()->value_name("P"), "only this part")(
      "steps", "the steps that lead to each key, with the numbers in place")(
      "json", "every quantity and key at full precision, as JSON");
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
  return print_keys(env, *problems, choice, values->count("json") > 0);
}

}  // namespace

const Command solve_command{"solve", "PROBLEM", "Computes the key of a problem, with its working",
                            run};

}  // namespace grader
