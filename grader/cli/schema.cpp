// grader schema: a JSON Schema that editors and other validators can use.
#include "grader/exam/schema.h"

#include "grader/cli/commands.h"
#include "grader/cli/options.h"

namespace grader {
namespace {

int run_schema(Env& env, std::span<const std::string> args) {
  OptionsSpec spec;
  spec.details =
      "One schema (2020-12) for problem files, exam files and students' files. An editor with a\n"
      "YAML language server uses it after this first line of a file:\n\n"
      "  # yaml-language-server: $schema=problem.schema.json\n";
  const auto values = parse_options(env, schema_command, spec, args);
  if (!values) return values.error();
  env.out.write(schema_json(env.reference));
  return exit_code::done;
}

}  // namespace

const Command schema_command{"schema", "", "Prints the JSON Schema of all files", run_schema};

}  // namespace grader
