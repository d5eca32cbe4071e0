// Runs a student's code beside the code that does what was asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/answers/tables.h"
#include "grader/base/fraction.h"
#include "grader/graph/value.h"
#include "reference/relation/relation.h"
#include "reference/relation/scenes.h"

namespace reference::code {

// What a whole answer is worth by the relation that it reaches on every image.
struct Worth {
  grader::Fraction equal = 1;
  grader::Fraction within1{1,
                           2};  // for some tasks that is rounding, for others it misses the point
  grader::Fraction within_eps = 1;
  grader::Fraction related = 0;
  // At least, for what is right on images of the declared size and wrong on others; nothing where
  // the solution has one value for all images of the declared size.
  grader::Fraction elsewhere{4, 5};
};

// The task, solved.
struct Task {
  std::vector<relation::Scene> scenes;       // those on which the solution has a value
  std::vector<evaluator::Outcome> solution;  // of each
  evaluator::Options options;                // for the student's code
  std::vector<std::string> arguments;        // for a function
  Worth worth;
};

// Runs the solution on the scenes. Fails where one that decides has no value; others are left out.
grader::Result<Task, evaluator::Failure> solve(std::vector<relation::Scene> scenes,
                                               const evaluator::Code& solution,
                                               const std::vector<std::string>& arguments,
                                               const evaluator::Options& options);

// A row for each scene: `equal` is right, the other relations and `fails` are worth what `worth`
// says.
grader::Table key_of(const Task& task);

// Runs the code on every scene. A result that is a variable unchanged, where that is not the
// solution, is `different`, whatever it is related to; of float16 no more precision is taken than
// the solution has. The reading of a table like key_of(): blank; unreadable with Python's words;
// pending where this evaluator, not Python, could not run it.
grader::TableReading attempt(const Task& task, std::string_view text);

}  // namespace reference::code
