// What the commands that run snippets share.
#pragma once

#include <boost/json.hpp>
#include <boost/program_options.hpp>
#include <optional>
#include <string>

#include "grader/base/result.h"
#include "grader/cli/env.h"
#include "reference/evaluator/code.h"
#include "reference/relation/scenes.h"

namespace grader {

// A snippet as it was named on the command line.
struct SnippetText {
  std::string name;  // for messages: the file, "standard input", "the code"
  std::string text;
};

// The text of FILE, of standard input for `-`, or the argument itself where no file has that name
// and it does not look like one (`.py`). The error, which is printed, is the code to exit with.
Result<SnippetText, int> read_snippet(Env& env, std::string_view command,
                                      const std::string& argument);

// --set and --numpy.
void add_snippet_options(boost::program_options::options_description& options);
Result<reference::evaluator::Options, int> snippet_options(
    Env& env, std::string_view command, const boost::program_options::variables_map& values);
// Reads the arrays of --set into `inputs`; else the code to exit with.
Result<void, int> set_variables(Env& env, std::string_view command,
                                const boost::program_options::variables_map& values,
                                reference::evaluator::Inputs& inputs);
bool sets_variables(const boost::program_options::variables_map& values);

// "file.py:2:5: NameError: name 'x' is not defined", and the line with a caret.
std::string failure_text(const SnippetText& snippet, const reference::evaluator::Failure& failure);

// {"dtype", "shape", "data": flat list}, a list of such for lists and tuples, a map of such for a
// dict, null for None. The dtypes of Python's own numbers are "bool", "int", "float", "complex", of
// texts "str"; NaN and infinity are texts, complex numbers [re, im].
boost::json::value object_json(const reference::evaluator::Object& object);
boost::json::value failure_json(const reference::evaluator::Failure& failure);

// "uint8 (2, 3)" and the numbers, as NumPy nests them; of long axes only the ends.
std::string object_text(const reference::evaluator::Object& object);

}  // namespace grader
