// grader explain: why a student got these points.
#include <boost/json.hpp>

#include "grader/base/fraction.h"
#include "grader/base/words.h"
#include "grader/cli/commands.h"
#include "grader/cli/json_fields.h"
#include "grader/cli/options.h"
#include "grader/cli/verdict_words.h"

namespace grader {
namespace {

namespace json = boost::json;
namespace po = boost::program_options;

OptionsSpec explain_options() {
  OptionsSpec spec;
  spec.options.add_options()                                                   //
      ("student", po::value<std::string>()->value_name("ID"), "whose result")  //
      ("part", po::value<std::string>()->value_name("P"),
       "one part, as in `last-layers.ii` (or `ii` where that is enough); all if not given");
  spec.arguments = {{"OUT"}};
  spec.details = "OUT is the folder that `grader grade` wrote.\n";
  return spec;
}

// What a run left behind, as far as it explains a result.
struct Run {
  json::object facts;  // run.json
  std::optional<json::object> result;
  std::vector<std::string> students;
};

// Reads run.json and the line of one student; prints why it cannot.
std::optional<Run> read_run(Env& env, const std::string& out, const std::string& student) {
  Run run;
  const auto facts = env.files.read(out + "/run.json");
  const auto results = env.files.read(out + "/results.jsonl");
  std::optional<json::object> parsed;
  if (facts) parsed = parse_object(*facts);
  if (!parsed || !results) {
    print_error(env, fmt::format("`{}` holds no results of `grader grade`", out));
    return std::nullopt;
  }
  run.facts = *std::move(parsed);
  std::string_view rest = *results;
  while (!rest.empty()) {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(text.size() + 1, rest.size()));
    auto line = parse_object(text);
    if (!line) continue;
    run.students.push_back(text_at(*line, "student"));
    if (run.students.back() == student && !run.result) run.result = std::move(line);
  }
  return run;
}

// What run.json says of a part, "last-layers.ii".
const json::object* find_part_facts(const json::object& facts, const std::string& name) {
  for (const json::object* part : objects_at(facts, "parts")) {
    if (text_at(*part, "part") == name) return part;
  }
  return nullptr;
}

std::vector<std::string> rules_of(const json::object* part) {
  if (part == nullptr) return {};
  std::vector<std::string> rules = texts_at(*part, "rules");
  for (const json::object* rule : objects_at(*part, "stated")) {
    rules.push_back(fmt::format("`{}: {}` is stated by the {}, at {}", text_at(*rule, "rule"),
                                text_at(*rule, "value"), text_at(*rule, "level"),
                                text_at(*rule, "where")));
  }
  return rules;
}

bool names(std::string_view wanted, const std::string& problem, const std::string& part) {
  return wanted.empty() || wanted == problem || wanted == part || wanted == problem + "." + part;
}

constexpr int shown_figures = 6;

// Points as they are printed everywhere: exact where that is known, with two decimals.
std::string points_at(const json::object& object, const std::string& name) {
  const auto exact = parse_fraction(text_at(object, name + "_exact"));
  if (exact) return to_decimal(*exact);
  const auto number = number_at(object, name);
  return number ? to_text(*number, shown_figures) : text_at(object, name);
}

std::string part_name(const json::object& part) {
  return text_at(part, "problem") + "." + text_at(part, "part");
}

void print_part(Env& env, const Run& run, const json::object& part) {
  const std::string name = part_name(part);
  print(env.out, "\n{}: {} of {} points\n", printable_line(name), points_at(part, "points"),
        points_at(part, "max"));
  print_verdict(env, part, rules_of(find_part_facts(run.facts, name)));
}

int print_result(Env& env, const Run& run, const std::string& wanted) {
  const json::object& result = *run.result;
  std::vector<const json::object*> parts;
  std::vector<std::string> known;
  for (const json::object* part : objects_at(result, "parts")) {
    known.push_back(part_name(*part));
    if (names(wanted, text_at(*part, "problem"), text_at(*part, "part"))) parts.push_back(part);
  }
  if (parts.empty() && !wanted.empty()) {
    print_error(env, fmt::format("no part is named `{}`; {}", wanted, suggestion(wanted, known)));
    return exit_code::usage;
  }
  const std::string name = text_at(result, "name");
  print(env.out, "{}{}{}: {}, {} of {} points\n", printable_line(text_at(result, "student")),
        name.empty() ? "" : ", ", printable_line(name), printable_line(text_at(result, "status")),
        points_at(result, "points"), points_at(result, "possible"));
  for (const json::object* part : parts) print_part(env, run, *part);
  return exit_code::done;
}

int run_explain(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, explain_command, explain_options(), args);
  if (!values) return values.error();
  if (!values->contains("student")) {
    print_error(env, "explain: --student ID is missing");
    return exit_code::usage;
  }
  const auto student = (*values)["student"].as<std::string>();
  const auto run = read_run(env, argument(*values, "OUT"), student);
  if (!run) return exit_code::refused;
  if (!run->result) {
    const std::string others = suggestion(student, run->students);
    print_error(env, fmt::format("`{}` has no result there; {}", student,
                                 others.empty() ? "nobody has" : others));
    return exit_code::usage;
  }
  const std::string part = values->contains("part") ? (*values)["part"].as<std::string>() : "";
  return print_result(env, *run, part);
}

}  // namespace

const Command explain_command{"explain", "OUT --student ID [--part P]",
                              "Says why a student got these points", run_explain};

}  // namespace grader
