#include "grader/cli/commands.h"

#include <algorithm>
#include <array>
#include <exception>
#include <vector>

#include "grader/base/version.h"
#include "grader/base/words.h"

namespace grader {
namespace {

constexpr std::array table = {
    &grade_command,    //
    &read_command,     //
    &sheet_command,    //
    &explain_command,  //
    &solve_command,    //
    &mark_command,     //
    &run_command,      //
    &relate_command,   //
    &check_command,    //
    &schema_command,
};

void print_help(Output& output) {
  print(output,
        "Usage: grader COMMAND [ARGUMENTS...]\n\n"
        "Solves an exam, marks a class and says why.\n\n"
        "Commands:\n");
  for (const Command* command : commands()) {
    print(output, "  {:<8} {}\n", command->name, command->summary);
  }
  print(output,
        "\n"
        "  -h, --help     this text; `grader COMMAND --help` for a command\n"
        "  -V, --version  the version\n\n"
        "Exit codes: 0 done, 1 findings, 2 usage, 3 input refused before any work,\n"
        "4 some submissions could not be graded, 5 internal or input/output,\n"
        "130 and 143 interrupted.\n");
}

int unknown_command(Env& env, const std::string& word) {
  std::vector<std::string> names;
  for (const Command* command : commands()) names.emplace_back(command->name);
  const bool option = word.starts_with('-');
  if (option) names = {"--help", "--version"};
  print_error(env, fmt::format("unknown {} `{}`; {}", option ? "option" : "command", word,
                               suggestion(word, names)));
  return exit_code::usage;
}

int dispatch(Env& env, std::span<const std::string> args) {
  if (args.empty()) {
    print_help(env.err);
    return exit_code::usage;
  }
  const std::string& word = args.front();
  if (word == "--help" || word == "-h" || word == "help") {
    print_help(env.out);
    return exit_code::done;
  }
  if (word == "--version" || word == "-V") {
    print(env.out, "grader {}\n", version);
    return exit_code::done;
  }
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const Command* command) { return command->name == word; });
  if (found == table.end()) return unknown_command(env, word);
  return (*found)->run(env, args.subspan(1));
}

}  // namespace

std::span<const Command* const> commands() { return table; }

int run_program(Env& env, std::span<const std::string> args) {
  int code = exit_code::failed;
  try {
    code = dispatch(env, args);
  } catch (const std::exception& error) {
    print_error(env, fmt::format("internal error: {}", error.what()));
  }
  const bool written = env.out.flush();
  if (!written) print_error(env, "standard output: not everything could be written");
  env.err.flush();
  constexpr int signalled = 128;
  return written || code > signalled ? code : exit_code::failed;
}

}  // namespace grader
