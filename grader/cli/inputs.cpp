#include "grader/cli/inputs.h"

namespace grader {

std::optional<Exam> load_exam_for(Env& env, const std::string& path) {
  Diagnostics diagnostics;
  std::optional<Exam> exam = load_exam(env.files, path, env.reference, diagnostics);
  print_diagnostics(env, diagnostics.all());
  return exam;
}

}  // namespace grader
