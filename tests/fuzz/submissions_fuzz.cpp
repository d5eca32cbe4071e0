// Any text as an answer sheet and as a student's file: each is received as a submission or with a
// reason, and the end is reached.
#include "grader/submission/submission.h"

#include "grader/base/words.h"
#include "tests/fuzz/check.h"
#include "tests/submission/small_exam.h"

namespace grader {
namespace {

using fuzz::check;

bool has_error(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == Severity::error) return true;
  }
  return false;
}

void check_received(const Received& received) {
  check(!received.input.empty(), "an input has a name");
  for (const Diagnostic& diagnostic : received.diagnostics.all()) {
    check(!diagnostic.message.empty() && is_utf8(to_text(diagnostic)), "a message is UTF-8");
  }
  check(!(received.submission && has_error(received.diagnostics)), "an error costs the submission");
  if (!received.submission) return;
  check(!received.submission->student.empty(), "a submission has a student");
  for (const Answer& answer : received.submission->answers) {
    check(!answer.problem.empty() && !answer.name.empty(), "an answer has a name");
  }
}

void run(const std::string& text) {
  static const Exam exam = small_exam::load(small_exam::files());
  for (const char* path : {"answers.csv", "s1.yaml"}) {
    const MemoryFiles files({{path, text}});
    const auto reader = open_submissions(files, {path}, exam);
    std::size_t count = 0;
    while (const auto received = reader->next()) {
      check_received(*received);
      check(++count <= text.size() + 2, "the end is reached");
    }
  }
}

}  // namespace
}  // namespace grader

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  grader::run(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
