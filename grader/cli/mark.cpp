// grader mark: a mark scheme tried out.
#include <boost/json.hpp>

#include "grader/cli/commands.h"
#include "grader/cli/mark_lines.h"
#include "grader/cli/options.h"
#include "grader/cli/verdict_words.h"
#include "grader/exam/rule_words.h"
#include "grader/report/json.h"
#include "grader/report/verdict_json.h"

namespace grader {
namespace {

namespace po = boost::program_options;

OptionsSpec mark_options() {
  OptionsSpec spec;
  spec.options.add_options()  //
      ("key", po::value<std::string>()->value_name("K"),
       "the key: a number, a list, a map of a table, a text")  //
      ("accept", po::value<std::string>()->default_value("")->value_name("RULES"),
       "rules as under `accept:`, as in `{rel: 0.01}`")  //
      ("json", "one JSON object a line")                 //
      ("stdin", "reads JSON Lines {\"answer\", \"key\", \"accept\"}, writes one object a line");
  spec.arguments = {{"ANSWER", false, true, true}};
  spec.details =
      "Whole numbers are compared as counts only with `{count: true}`. Negative ones: `--key=-3`, "
      "and\n"
      "answers behind `--`. The JSON object has outcome, credit, value (as read), low, high, notes "
      "and\n"
      "mistakes.\n\n"
      "  grader mark --key 163328 --accept '{count: true, units: {K: 1024}}' 159.5K\n"
      "  grader mark --key=-0.31 --accept '{rel: 0.01}' -- -0,3125 -0.3\n";
  return spec;
}

int mark_arguments(Env& env, const po::variables_map& values,
                   const std::vector<std::string>& answers) {
  Diagnostics diagnostics;
  const auto scheme = TypedScheme::load(values["key"].as<std::string>(),
                                        values["accept"].as<std::string>(), diagnostics);
  print_diagnostics(env, diagnostics.all());
  if (!scheme) return exit_code::refused;
  for (const std::string& answer : answers) {
    if (values.contains("json")) {
      print(env.out, "{}\n", json_text(scheme->mark_json(answer)));
      continue;
    }
    if (&answer != answers.data()) print(env.out, "\n");
    print_verdict(env, json_verdict(scheme->mark(answer)), scheme->rules());
  }
  return exit_code::done;
}

int run_mark(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, mark_command, mark_options(), args);
  if (!values) return values.error();
  const std::vector<std::string> answers = arguments(*values, "ANSWER");
  if (values->contains("stdin")) {
    if (values->contains("key") || !(*values)["accept"].defaulted() || !answers.empty()) {
      print_error(env, "mark: with --stdin keys, rules and answers come from there");
      return exit_code::usage;
    }
    return mark_lines(env);
  }
  if (!values->contains("key") || answers.empty()) {
    print_error(env,
                fmt::format("mark: {} is missing", values->contains("key") ? "ANSWER" : "--key K"));
    return exit_code::usage;
  }
  return mark_arguments(env, *values, answers);
}

}  // namespace

const Command mark_command{"mark", "--key K [--accept RULES] ANSWER...", "Tries a mark scheme out",
                           run_mark};

}  // namespace grader
