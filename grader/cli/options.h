// Options of a command, by GNU habits: long names, `--name value` or `--name=value`, `--` ends the
// options, options and arguments in any order.
#pragma once

#include <boost/program_options.hpp>
#include <span>
#include <string>

#include "grader/base/result.h"
#include "grader/cli/commands.h"

namespace grader {

struct OptionsSpec {
  boost::program_options::options_description options;  // shown by --help
  // Arguments without a name: each is stored under a hidden option; the last may take many.
  struct Argument {
    const char* name;  // "EXAM"
    bool required = true;
    bool many = false;
    bool may_be_empty = false;  // "" stands for something: a blank answer
  };
  std::vector<Argument> arguments;
  std::string details;  // printed behind the options of --help; may be empty
};

// Parses `args`. On --help (printed), or on a mistake (reported with "did you mean"), the error is
// the code to exit with. Arguments are read with `argument()` and `arguments()`.
Result<boost::program_options::variables_map, int> parse_options(Env& env, const Command& command,
                                                                 const OptionsSpec& spec,
                                                                 std::span<const std::string> args);

// The argument's value, or "" if it was not given.
std::string argument(const boost::program_options::variables_map& values, const char* name);
std::vector<std::string> arguments(const boost::program_options::variables_map& values,
                                   const char* name);

}  // namespace grader
