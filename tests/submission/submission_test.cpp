#include "grader/submission/submission.h"

#include <doctest/doctest.h>

#include <memory>

#include "grader/submission/ids.h"
#include "tests/submission/small_exam.h"

namespace {

using namespace grader;

// What a reader yields, one line each: "s1 Ada | step.loss=0.3; words.n=42 | words.why!=4" or "-"
// for no submission, then the messages with their places.
std::string shown(const Received& received) {
  std::string text = received.input + ": ";
  if (!received.submission) {
    text += received.student.empty() ? "-" : "- (" + received.student + ")";
  } else {
    const Submission& submission = *received.submission;
    text += submission.student + " '" + submission.name + "'";
    if (!submission.submitted.empty()) text += " at " + submission.submitted;
    if (!submission.handed_in) text += " nothing";
    for (const Answer& answer : submission.answers) {
      text += " " + answer.problem + "." + answer.name + "=<" + answer.text + ">";
    }
    for (const HandPoints& points : submission.hand_points) {
      text += " " + points.problem + "." + points.part + "!=<" + points.text + ">";
    }
  }
  for (const Diagnostic& diagnostic : received.diagnostics.all()) {
    Diagnostic plain = diagnostic;
    plain.where.source = whole_file(std::string(diagnostic.where.file())).source;
    text += "\n  " + to_text(plain);
  }
  return text + "\n";
}

std::string read_all(const Files& files, std::vector<std::string> paths) {
  const Exam exam = small_exam::load(files);
  const auto reader = open_submissions(files, std::move(paths), exam);
  std::string text;
  while (const auto received = reader->next()) text += shown(*received);
  CHECK(!reader->next());
  return text;
}

std::string read_file(const std::string& name, const std::string& content) {
  return read_all(small_exam::files({{"in/" + name, content}}), {"in/" + name});
}

struct Case {
  const char* what;
  const char* content;
  const char* shown;
};

TEST_SUITE("submission") {
  TEST_CASE("a student's file") {
    const Case cases[] = {
        {"all of it",
         "student: {id: s1, name: Ada Lovelace}\nsubmitted: 2026-11-20T10:42:00Z\n"
         "answers:\n  step: {loss: 1.313, grad: [[1, 2], [3, 4]], p: 0.3 0.7}\n  words: {n: 42}\n",
         "s.yaml: s1 'Ada Lovelace' at 2026-11-20T10:42:00Z step.loss=<1.313> "
         "step.grad=<[[1, 2], [3, 4]]> step.p=<0.3 0.7> words.n=<42>\n"},
        {"nothing answered", "student: {id: s1}\nanswers:\n", "s.yaml: s1 ''\n"},
        {"a problem without answers", "student: {id: s1}\nanswers: {step: }\n", "s.yaml: s1 ''\n"},
        {"text that YAML takes for something else",
         "student: {id: 007, name: Null}\nanswers: {words: {n: no, why: 1e-8}}\n",
         "s.yaml: 007 'Null' words.n=<no> words.why=<1e-8>\n"},
        {"an id like a path", "student: {id: ../../x}\nanswers: {}\n", "s.yaml: ../../x ''\n"},
        {"a comma in braces ends an answer", "student: {id: s1}\nanswers: {words: {n: 0,371}}\n",
         "s.yaml: s1 '' words.n=<0>\n"
         "  in/s.yaml:2:24: warning: `371` stands for itself in the answers to `words`; in braces "
         "a "
         "comma ends an answer; put quotes around an answer that holds one [yaml-trap]\n"},
        {"unknown problem, part and key cost only themselves",
         "student: {id: s1, mail: a@b}\nanswers:\n  stepp: {loss: 1}\n  step: {los: 1, loss: 2}\n"
         "  step.loss: 3\n  words: 4\n",
         "s.yaml: s1 '' step.loss=<2>\n"
         "  in/s.yaml:1:19: warning: unknown key `mail` in `student`; known here: id, name "
         "[unknown-key]\n"
         "  in/s.yaml:3:3: warning: unknown problem `stepp`; its answers are not marked; did you "
         "mean `step`? [unknown-part]\n"
         "  in/s.yaml:4:10: warning: unknown part `los` of `step`; its answer is not marked; did "
         "you mean `loss`? [unknown-part]\n"
         "  in/s.yaml:5:3: warning: unknown problem `step.loss`; its answers are not marked; write "
         "`step: {loss: ...}` [unknown-part]\n"
         "  in/s.yaml:6:10: warning: the answers to `words` are a text, not a map; they are not "
         "marked; write `words: {part: answer}` [wrong-type]\n"},
        {"a student without an id", "student: {name: Ada}\nanswers: {}\n",
         "s.yaml: - (s)\n"
         "  in/s.yaml:1:10: error: missing key `id` in `student` [missing-key]\n"},
        {"a blank id", "student: {id: ' '}\nanswers: {}\n",
         "s.yaml: - (s)\n"
         "  in/s.yaml:1:15: error: the student's id is blank [bad-id]\n"},
        {"control characters in an id", "student: {id: \"a\\tb\"}\nanswers: {}\n",
         "s.yaml: - (a\tb)\n"
         "  in/s.yaml:1:15: error: the student's id holds control characters [bad-id]\n"},
        {"a student who is no map", "student: s1\nanswers: {}\n",
         "s.yaml: - (s1)\n"
         "  in/s.yaml:1:10: error: `student` is not a map; write `student: {id: s1, name: ...}` "
         "[wrong-type]\n"},
        {"answers that are no map", "student: {id: s1}\nanswers: [1, 2]\n",
         "s.yaml: - (s1)\n"
         "  in/s.yaml:2:10: error: `answers` is a list, not a map; write `answers: {problem: "
         "{part: "
         "answer}}` [wrong-type]\n"},
        {"another format", "format: 2\nstudent: {id: s1}\nanswers: {}\n",
         "s.yaml: - (s1)\n"
         "  in/s.yaml:1:9: error: unknown format `2`; this grader reads format 1 "
         "[bad-format-version]\n"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.what);
      CHECK(read_file("s.yaml", one.content) == one.shown);
    }
  }

  TEST_CASE("a file that is not a student's costs that student only") {
    const char* contents[] = {"",
                              "just a text",
                              "- 1\n- 2\n",
                              "student: {id: s1",
                              "answers: {}\n",
                              "student: {id: s1}\n",
                              "student: {id: s1}\nanswers: {step: {loss: 1, loss: 2}}\n",
                              "student: {id: s1}\nanswers: {}\n---\nmore: 1\n",
                              "\xff\xfe binary \x01",
                              "student: {id: [1]}\nanswers: {}\n"};
    for (const char* content : contents) {
      CAPTURE(content);
      const auto files = small_exam::files(
          {{"in/a.yaml", content}, {"in/b.yaml", "student: {id: s2}\nanswers: {}\n"}});
      const Exam exam = small_exam::load(files);
      const auto reader = open_submissions(files, {"in"}, exam);
      const auto first = reader->next();
      REQUIRE(first);
      CHECK(!first->submission);
      CHECK(first->diagnostics.has_errors());
      CHECK(first->input == "a.yaml");
      const auto second = reader->next();
      REQUIRE(second);
      REQUIRE(second->submission);
      CHECK(second->submission->student == "s2");
      CHECK(!reader->next());
    }
  }

  TEST_CASE("an answer sheet") {
    const Case cases[] = {
        {"cells as typed, hand points, quantities, blank cells",
         "id,name,step.loss,step.p,words.why!,words.n\n"
         "s1,Ada,1.3,.3 .7,4.5,\n"
         "s2,Bob,\" 0,5 \",,EX,42\n",
         "a.csv:2: s1 'Ada' step.loss=<1.3> step.p=<.3 .7> words.why!=<4.5>\n"
         "a.csv:3: s2 'Bob' step.loss=<0,5> words.n=<42> words.why!=<EX>\n"},
        {"a row with nothing in it is nobody's paper", "id,name,words.n\ns1,Ada,\ns2,,7\n",
         "a.csv:2: s1 'Ada' nothing\na.csv:3: s2 '' words.n=<7>\n"},
        {"a spreadsheet's apostrophes", "id,words.n\n'=1+1,'-5\ns'x,'7'\n",
         "a.csv:2: =1+1 '' words.n=<-5>\na.csv:3: s'x '' words.n=<'7'>\n"},
        {"unknown columns, told once",
         "id,step.los,shoe size,words.whi!,words.n\ns1,1,44,3,7\ns2,1,4,3,8\n",
         "a.csv: -\n"
         "  in/a.csv:1:4: warning: column `step.los` names no part; it is not marked; did you mean "
         "`step.loss`? [unknown-column]\n"
         "  in/a.csv:1:13: note: column `shoe size` names no part; it is not marked "
         "[unknown-column]\n"
         "  in/a.csv:1:23: warning: column `words.whi!` names no part; its points are not used; "
         "did you mean `words.why`? [unknown-column]\n"
         "a.csv:2: s1 '' words.n=<7>\n"
         "a.csv:3: s2 '' words.n=<8>\n"},
        {"points for what is no part", "id,step.p!\ns1,1\n",
         "a.csv: -\n"
         "  in/a.csv:1:4: warning: column `step.p!` names no part; its points are not used; known "
         "here: step.loss, step.grad, words.why, words.n [unknown-column]\n"
         "a.csv:2: s1 ''\n"},
        {"a blank id costs its row", "id,words.n\n ,7\ns2,8\n",
         "a.csv:2: -\n  in/a.csv:2:1: error: the student's id is blank [bad-id]\n"
         "a.csv:3: s2 '' words.n=<8>\n"},
        {"without a column of ids", "name,words.n\nAda,7\n",
         "a.csv: -\n"
         "  in/a.csv:1: error: no column `id`; nobody in this sheet is graded; the first line "
         "names "
         "the columns: id, name, problem.part, ... [missing-key]\n"},
    };
    for (const Case& one : cases) {
      CAPTURE(one.what);
      CHECK(read_file("a.csv", one.content) == one.shown);
    }
  }

  TEST_CASE("a broken row costs that row only") {
    const std::string text =
        read_file("a.csv", "id,words.n\ns1,7\ns2,\"8\ns3,9\ns4,1,2,3\ns5,\"5\"\n");
    CHECK(text.find("a.csv:2: s1 '' words.n=<7>\n") != std::string::npos);
    CHECK(text.find("a.csv:3: - (s2)\n") != std::string::npos);
    CHECK(text.find("a.csv:4: s3 '' words.n=<9>\n") != std::string::npos);
    CHECK(text.find("a.csv:5: - (s4)\n") != std::string::npos);
    CHECK(text.find("a.csv:6: s5 '' words.n=<5>\n") != std::string::npos);
  }

  TEST_CASE("a folder is read in name order, whatever it holds") {
    const auto files = small_exam::files({{"in/b.csv", "id,words.n\ns2,7\n"},
                                          {"in/c.YML", "student: {id: s3}\nanswers: {}\n"},
                                          {"in/a.yaml", "student: {id: s1}\nanswers: {}\n"},
                                          {"in/d.yaml/x.yaml", "student: {id: s5}\nanswers: {}\n"},
                                          {"in/.hidden.yaml", "no"},
                                          {"in/notes.txt", "no"}});
    CHECK(read_all(files, {"in"}) ==
          "a.yaml: s1 ''\n"
          "b.csv:2: s2 '' words.n=<7>\n"
          "c.YML: s3 ''\n"
          "d.yaml: - (d)\n"
          "  in/d.yaml: error: cannot read this file: is a folder [unreadable-file]\n");
  }

  TEST_CASE("paths that cannot be read are received, and the others are read") {
    const auto files = small_exam::files({{"in/a.yaml", "student: {id: s1}\nanswers: {}\n"},
                                          {"in/a.pdf", "%PDF"},
                                          {"empty/readme.txt", ""}});
    CHECK(read_all(files, {"gone", "in/a.pdf", "empty", "in/a.yaml"}) ==
          "gone: -\n"
          "  gone: error: cannot read this file: does not exist [unreadable-file]\n"
          "a.pdf: -\n"
          "  in/a.pdf: error: cannot read this file: its name ends in none of .csv, .yaml and .yml "
          "[unreadable-file]\n"
          "empty: -\n"
          "  empty: warning: this folder holds no answers; answers are files that end in .csv, "
          ".yaml or .yml [empty-file]\n"
          "a.yaml: s1 ''\n");
  }

  TEST_CASE("each file that was read is known with its hash") {
    const auto files = small_exam::files({{"in/a.yaml", "abc"}, {"in/b.csv", ""}});
    const Exam exam = small_exam::load(files);
    const auto reader = open_submissions(files, {"in", "gone.csv"}, exam);
    while (reader->next()) {
    }
    REQUIRE(reader->inputs().size() == 2);
    CHECK(reader->inputs()[0].name == "a.yaml");
    CHECK(reader->inputs()[0].sha256 ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(reader->inputs()[1].name == "b.csv");
  }

  TEST_CASE("an answer of megabytes is cut between characters") {
    std::string long_answer;
    for (int i = 0; i < 700'000; ++i) long_answer += "\xc3\xa9";
    const auto files = small_exam::files(
        {{"in/a.yaml", "student: {id: s1}\nanswers: {words: {n: x" + long_answer + "}}\n"},
         {"in/b.yaml", "student: {id: " + std::string(2000, 'x') + "}\nanswers: {}\n"},
         {"in/c.csv", "id,name,submitted,words.n\ns1," + std::string(2000, 'x') + "," +
                          std::string(2000, 'y') + ",42\n"}});
    const Exam exam = small_exam::load(files);
    const auto reader = open_submissions(files, {"in"}, exam);
    const auto received = reader->next();
    REQUIRE(received);
    REQUIRE(received->submission);
    CHECK(received->submission->answers[0].text.size() == 65'539);  // too long to be read
    CHECK(received->diagnostics.count(Severity::warning) == 1);
    const auto long_id = reader->next();
    REQUIRE(long_id);
    CHECK(!long_id->submission);
    CHECK(long_id->student.size() == longest_id);
    const auto long_name = reader->next();
    REQUIRE(long_name);
    REQUIRE(long_name->submission);
    CHECK(long_name->submission->name.size() == longest_id);
    CHECK(long_name->submission->submitted.size() == longest_id);
  }
}

}  // namespace
