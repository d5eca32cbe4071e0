// A small exam for the tests of everything that handles a class: two problems, 20 points.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "grader/base/files.h"
#include "grader/exam/exam.h"
#include "reference/kinds.h"

namespace small_exam {

inline const std::string exam_yaml = R"(format: 1
title: Small exam
problems: [step.yaml, words.yaml]
)";

inline const std::string step_yaml = R"(format: 1
id: step
title: One step
training:
  input: [1, 2]
  layers:
    - {name: W, weights: [[1, 0], [0, 1]]}
  loss: softmax_cross_entropy
  target: 1
  update: {rule: gradient_descent, step: 1}
conventions: {log: natural, class_index: from_one}
parts:
  - {id: loss, prompt: L, points: 4, ask: L}
  - {id: grad, prompt: dL/dW, points: 6, ask: dW}
)";

inline const std::string words_yaml = R"(format: 1
id: words
title: Words and a number
parts:
  - {id: why, prompt: "Why?", points: 5, ask: written}
  - {id: n, prompt: "How many?", points: 5, key: 42}
)";

inline const std::string roster_csv = "id,name,section\ns1,Ada,A\ns2,Bob,B\ns3,Cyd,A\n";

// The files of the exam under `exam/`, with `more` beside them.
inline grader::MemoryFiles files(std::map<std::string, std::string> more = {}) {
  more.insert({{"exam/exam.yaml", exam_yaml},
               {"exam/step.yaml", step_yaml},
               {"exam/words.yaml", words_yaml}});
  return grader::MemoryFiles(std::move(more));
}

// With a roster, and marks if there are any.
inline grader::MemoryFiles class_files(std::map<std::string, std::string> more = {},
                                       const std::string& marks = "") {
  std::string exam = exam_yaml + "roster: roster.csv\n";
  if (!marks.empty()) {
    exam += "marks: marks.csv\n";
    more["exam/marks.csv"] = marks;
  }
  more["exam/exam.yaml"] = exam;
  more["exam/roster.csv"] = roster_csv;
  return files(std::move(more));
}

inline grader::Exam load(const grader::Files& files) {
  grader::Diagnostics diagnostics;
  auto exam = grader::load_exam(files, "exam/exam.yaml", reference::kinds(), diagnostics);
  for (const grader::Diagnostic& diagnostic : diagnostics.all()) {
    INFO(grader::to_text(diagnostic));
    CHECK(diagnostic.severity == grader::Severity::note);
  }
  REQUIRE(exam);
  return std::move(*exam);
}

}  // namespace small_exam
