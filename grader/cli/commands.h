// The table of subcommands.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "grader/cli/env.h"

namespace grader {

struct Command {
  std::string_view name;                                    // "grade"
  std::string_view arguments;                               // "EXAM [ANSWERS...] -o OUT"
  std::string_view summary;                                 // one line for `grader --help`
  int (*run)(Env& env, std::span<const std::string> args);  // args without the command's name
};

// One file each, one line each in commands.cpp.
extern const Command grade_command;
extern const Command read_command;
extern const Command sheet_command;
extern const Command solve_command;
extern const Command explain_command;
extern const Command mark_command;
extern const Command run_command;
extern const Command relate_command;
extern const Command check_command;
extern const Command schema_command;

std::span<const Command* const> commands();

// The whole program: args without argv[0]. Returns the exit code; lets no exception out.
int run_program(Env& env, std::span<const std::string> args);

}  // namespace grader
