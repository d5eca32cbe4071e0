#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>

#include "grader/base/version.h"
#include "grader/cli/commands.h"
#include "grader/cli/progress.h"
#include "grader/yaml/document.h"
#include "reference/kinds.h"
#include "tests/temporary_folder.h"

namespace {

using namespace grader;
namespace fs = std::filesystem;

struct Run {
  int code = 0;
  std::string out;
  std::string err;
};

Run run(const Files& files, std::vector<std::string> args,
        const std::atomic<int>* interrupt = nullptr) {
  TextOutput out;
  TextOutput err;
  Env env{.files = files,
          .reference = reference::kinds(),
          .out = out,
          .err = err,
          .interrupt = interrupt};
  Run result;
  result.code = run_program(env, args);
  result.out = out.text();
  result.err = err.text();
  return result;
}

const std::string class_folder = std::string(GRADER_SOURCE_DIR) + "/tests/golden/class";

std::string content_of(const fs::path& path) {
  const auto content = DiskFiles().read(path.string());
  return content ? *content : "(none)";
}

std::string grade_into(const fs::path& out, const std::atomic<int>* interrupt = nullptr) {
  const Run result =
      run(DiskFiles(), {"grade", class_folder + "/exam", "-o", out.string()}, interrupt);
  return fmt::format("{}", result.code);
}

TEST_SUITE("cli") {
  TEST_CASE("the version is the one of the build") {
    const std::string text = content_of(fs::path(GRADER_SOURCE_DIR) / "CMakeLists.txt");
    CHECK(text.find(fmt::format("VERSION {} ", version)) != std::string::npos);
  }

  TEST_CASE("every command explains itself and knows its options") {
    for (const Command* command : commands()) {
      CAPTURE(command->name);
      const MemoryFiles none({});
      const Run help = run(none, {std::string(command->name), "--help"});
      CHECK(help.code == exit_code::done);
      CHECK(help.out.find(command->summary) != std::string::npos);
      CHECK(help.out.find("--help") != std::string::npos);
      CHECK(help.err.empty());
      const Run wrong = run(none, {std::string(command->name), "--hlep"});
      CHECK(wrong.code == exit_code::usage);
      CHECK(wrong.err.find("did you mean `--help`?") != std::string::npos);
      CHECK(wrong.out.empty());
    }
  }

  TEST_CASE("the schema is JSON, and knows every kind") {
    const MemoryFiles none({});
    const Run result = run(none, {"schema"});
    CHECK(result.code == exit_code::done);
    Diagnostics diagnostics;
    const auto schema = yaml::load_text("schema.json", result.out, diagnostics);  // JSON is YAML
    REQUIRE(schema);
    CHECK(schema->find("$schema")->text == "https://json-schema.org/draft/2020-12/schema");
    for (const ProblemKind* kind : reference::kinds().kinds) {
      CHECK(result.out.find(fmt::format("\"{}\"", kind->name())) != std::string::npos);
    }
    CHECK(run(none, {"schema", "exam"}).code == exit_code::usage);
  }

  TEST_CASE("nothing in a message moves a terminal") {
    CHECK(printable("a\tb\nc") == "a\tb\nc");
    CHECK(printable("\x1b[31m\x07\r\x7f") == "\\x1b[31m\\x07\\x0d\\x7f");
    CHECK(printable("caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80") ==
          "caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x98\x80");
    CHECK(printable("\xc2\x9b"
                    "31m") == "\\xc2\\x9b31m");
    CHECK(printable("\xe2\x80\xae"
                    "abc\xe2\x81\xa6") == "\\xe2\\x80\\xaeabc\\xe2\\x81\\xa6");
    CHECK(printable("\xff\xc3") == "\\xff\\xc3");
  }

  TEST_CASE("the same input gives the same bytes, and a second run leaves nothing over") {
    const TemporaryFolder place;
    CHECK(grade_into(place.path() / "a") == "0");
    CHECK(grade_into(place.path() / "b") == "0");
    CHECK(grade_into(place.path() / "b") == "0");
    for (const char* name : {"run.json", "results.jsonl", "grades.csv", "errors.csv",
                             "students/s1.html", "students/s2.html"}) {
      CAPTURE(name);
      CHECK(fs::exists(place.path() / "a" / name));
      CHECK(content_of(place.path() / "a" / name) == content_of(place.path() / "b" / name));
    }
    for (const auto& entry : fs::recursive_directory_iterator(place.path())) {
      CHECK(entry.path().extension() != ".part");
    }
  }

  TEST_CASE("an interrupted run says so, and what stood there is not half replaced") {
    const TemporaryFolder place;
    CHECK(grade_into(place.path()) == "0");
    const std::string grades = content_of(place.path() / "grades.csv");
    for (const int signal : {SIGINT, SIGTERM}) {
      const std::atomic<int> interrupt = signal;
      CHECK(grade_into(place.path(), &interrupt) == fmt::format("{}", 128 + signal));
      CHECK(content_of(place.path() / "grades.csv") == grades);
      CHECK(!fs::exists(place.path() / "run.json"));
      CHECK(!fs::exists(place.path() / "results.jsonl.part"));
    }
  }

  TEST_CASE("a folder that cannot be written to") {
    const TemporaryFolder place;
    fs::create_directory(place.path() / "results.jsonl.part");  // in the way, also of root
    const Run blocked =
        run(DiskFiles(), {"grade", class_folder + "/exam", "-o", place.path().string()});
    CHECK(blocked.code == exit_code::failed);
    CHECK(blocked.err.find("cannot write") != std::string::npos);
    if (::geteuid() == 0) return;  // nothing is read-only for root
    const fs::path locked = place.path() / "locked";
    fs::create_directory(locked);
    fs::permissions(locked, fs::perms::owner_read | fs::perms::owner_exec);
    CHECK(grade_into(locked) == "5");
    const Run sheet =
        run(DiskFiles(), {"sheet", class_folder + "/exam", "-o", (locked / "x.csv").string()});
    CHECK(sheet.code == exit_code::failed);
    fs::permissions(locked, fs::perms::owner_all);
  }

  TEST_CASE("a file that may not be read costs its student only") {
    if (::geteuid() == 0) return;  // root reads everything
    const TemporaryFolder place;
    fs::copy(class_folder, place.path(), fs::copy_options::recursive);
    fs::permissions(place.path() / "answers" / "s2.yaml", fs::perms::none);
    const Run result = run(DiskFiles(), {"grade", (place.path() / "exam").string(), "-o",
                                         (place.path() / "out").string()});
    CHECK(result.code == exit_code::ungraded);
    CHECK(result.err.find("permission denied") != std::string::npos);
  }

  TEST_CASE("output that does not arrive is a failure") {
    std::FILE* full = std::fopen("/dev/full", "w");
    if (full == nullptr) return;
    StreamOutput out(full);
    TextOutput err;
    const MemoryFiles none({});
    Env env{.files = none, .reference = {}, .out = out, .err = err};
    CHECK(run_program(env, std::vector<std::string>{"--version"}) == exit_code::failed);
    CHECK(err.text() == "grader: standard output: not everything could be written\n");
    std::fclose(full);
  }

  TEST_CASE("findings that do not arrive are a failure, not findings") {
    std::FILE* full = std::fopen("/dev/full", "w");
    if (full == nullptr) return;
    StreamOutput out(full);
    TextOutput err;
    std::string text = "format: 1\n";
    for (int i = 0; i < 200; ++i) text += fmt::format("unknown{}: x\n", i);
    const MemoryFiles files(std::map<std::string, std::string>{{"p.yaml", text}});
    Env env{.files = files, .reference = {}, .out = out, .err = err};
    CHECK(run_program(env, std::vector<std::string>{"check", "p.yaml"}) == exit_code::failed);
    CHECK(err.text().ends_with("grader: standard output: not everything could be written\n"));
    std::fclose(full);
  }

  TEST_CASE("a pipe or an endless device among the answers costs its student only") {
    const TemporaryFolder place;
    fs::copy(class_folder, place.path(), fs::copy_options::recursive);
    const fs::path answers = place.path() / "answers";
    REQUIRE(::mkfifo((answers / "pipe.yaml").c_str(), 0600) == 0);
    fs::create_symlink("/dev/zero", answers / "zero.csv");
    { const std::ofstream huge(answers / "huge.yaml"); }
    fs::resize_file(answers / "huge.yaml", std::uintmax_t{1} << 40);
    const Run result = run(DiskFiles(), {"grade", (place.path() / "exam").string(), "-o",
                                         (place.path() / "out").string()});
    CHECK(result.code == exit_code::ungraded);
    const std::string errors = content_of(place.path() / "out" / "errors.csv");
    CHECK(errors.find("pipe.yaml,pipe,error,unreadable-file,,,cannot read this file: is not a "
                      "regular file\r\n") != std::string::npos);
    CHECK(errors.find("zero.csv,,error,unreadable-file,,,cannot read this file: is not a regular "
                      "file\r\n") != std::string::npos);
    CHECK(errors.find("huge.yaml,huge,error,too-large,,,cannot read this file: is larger than 4 "
                      "MiB\r\n") != std::string::npos);
  }

  TEST_CASE("a column that nobody reads is told of, however much else is wrong") {
    const TemporaryFolder place;
    fs::copy(class_folder, place.path(), fs::copy_options::recursive);
    const fs::path answers = place.path() / "answers";
    for (int i = 0; i < 12; ++i) std::ofstream(answers / fmt::format("broken{:02}.yaml", i)) << "[";
    std::ofstream(answers / "typed.csv") << "id,step.los\ns3,1\n";
    const Run result = run(DiskFiles(), {"grade", (place.path() / "exam").string(), "-o",
                                         (place.path() / "out").string()});
    CHECK(result.err.find("broken09.yaml") != std::string::npos);
    CHECK(result.err.find("broken10.yaml") == std::string::npos);
    CHECK(result.err.find("column `step.los` names no part") != std::string::npos);
    CHECK(result.err.find("... and 2 more in ") != std::string::npos);
  }

  TEST_CASE("an exam, a problem or a roster that is a pipe is refused, not waited for") {
    for (const char* name : {"exam/exam.yaml", "exam/words.yaml", "exam/roster.csv"}) {
      CAPTURE(name);
      const TemporaryFolder place;
      fs::copy(class_folder, place.path(), fs::copy_options::recursive);
      REQUIRE(fs::remove(place.path() / name));
      REQUIRE(::mkfifo((place.path() / name).c_str(), 0600) == 0);
      const Run result = run(DiskFiles(), {"grade", (place.path() / "exam").string(), "-o",
                                           (place.path() / "out").string()});
      CHECK(result.code == exit_code::refused);
      CHECK(result.err.find("is not a regular file [unreadable-file]") != std::string::npos);
    }
  }

  TEST_CASE("nothing outside of the folder of results is written or removed") {
    const TemporaryFolder place;
    fs::create_directories(place.path() / "elsewhere");
    std::ofstream(place.path() / "elsewhere" / "s1.html") << "mine";
    fs::create_directories(place.path() / "out");
    for (const char* name : {"grades.csv.part", "results.jsonl.part", "run.json.part"}) {
      fs::create_symlink("../elsewhere/s1.html", place.path() / "out" / name);
    }
    CHECK(grade_into(place.path() / "out") == "0");
    CHECK(content_of(place.path() / "elsewhere" / "s1.html") == "mine");
    fs::remove_all(place.path() / "out" / "students");
    fs::create_directory_symlink("../elsewhere", place.path() / "out" / "students");
    const Run linked = run(DiskFiles(), {"grade", class_folder + "/exam", "-o", place / "out"});
    CHECK(linked.code == exit_code::failed);
    CHECK(linked.err.find("out/students`: is a symbolic link; remove it, or name another folder "
                          "with -o") != std::string::npos);
    CHECK(content_of(place.path() / "elsewhere" / "s1.html") == "mine");
    CHECK(!fs::exists(place.path() / "elsewhere" / "s2.html"));
  }

  TEST_CASE("an argument that is empty is a mistake of the command line") {
    const MemoryFiles none({});
    const Run exam = run(none, {"grade", "", "-o", "out"});
    CHECK(exam.code == exit_code::usage);
    CHECK(exam.err == "grader: grade: EXAM is empty\nTry `grader grade --help`.\n");
    CHECK(run(none, {"grade", "exam", "", "-o", "out"}).code == exit_code::usage);
    CHECK(run(none, {"solve", ""}).code == exit_code::usage);
  }

  TEST_CASE("an exception is an internal error, and no crash") {
    class Throwing final : public Files {
      Kind kind(const std::string&) const override { throw std::runtime_error("boom"); }
      Result<std::string, ReadFailure> read(const std::string&, std::size_t) const override {
        throw std::runtime_error("boom");
      }
      Result<std::vector<std::string>> list(const std::string&) const override {
        throw std::runtime_error("boom");
      }
    };
    const Run result = run(Throwing(), {"sheet", "exam", "-o", "x.csv"});
    CHECK(result.code == exit_code::failed);
    CHECK(result.err == "grader: internal error: boom\n");
  }

  TEST_CASE("a key that cannot be computed is refused, as text and as JSON") {
    const std::map<std::string, std::string> problem = {
        {"p.yaml",
         "format: 1\nid: p\ntitle: T\n"
         "training: {input: [1, 2], layers: [{weights: [[1, 2], [3, 4]]}],\n"
         "  loss: softmax_cross_entropy, target: 1}\n"
         "parts:\n"
         "  - {id: good, prompt: P, points: 1, ask: z}\n"
         "  - {id: bad, prompt: P, points: 1, ask: \"W @ [1, 2, 3]\"}\n"}};
    const MemoryFiles files(problem);
    CHECK(run(files, {"solve", "p.yaml"}).code == exit_code::refused);
    CHECK(run(files, {"solve", "p.yaml", "--json"}).code == exit_code::refused);
    CHECK(run(files, {"solve", "p.yaml", "--part", "good"}).code == exit_code::done);
    CHECK(run(files, {"solve", "p.yaml", "--part", "good", "--json"}).code == exit_code::done);
  }

  Run explain_results(const std::string& results, std::vector<std::string> options,
                      const std::string& facts = "{}") {
    const MemoryFiles files({{"out/run.json", facts}, {"out/results.jsonl", results}});
    options.insert(options.begin(), {"explain", "out", "--student", "ada"});
    return run(files, std::move(options));
  }

  TEST_CASE("explain takes any JSON for a result, and what is no result for none") {
    for (const char* parts :
         {"1", "[1]", "{\"x\": 1}", "[{}]", "[{\"leaves\": [1]}]", "[{\"leaves\": [1, 2]}]",
          "[{\"notes\": [1]}]", "[{\"followed\": {\"from\": [1], \"leaves\": [3]}}]",
          "[{\"mistake\": 5, \"by_hand\": {}}]", "[{\"leaves\": [{\"low\": \"inf\"}]}]"}) {
      CAPTURE(std::string(parts));
      CHECK(
          explain_results(fmt::format("{{\"student\": \"ada\", \"parts\": {}}}", parts), {}).code ==
          exit_code::done);
    }
    CHECK(explain_results("{\"student\": \"ada\", \"par", {}).code == exit_code::usage);
    CHECK(explain_results("", {}, "[]").code == exit_code::refused);
    const char* facts =
        "{\"parts\": [5, {\"part\": \"p.i\", \"rules\": [5, \"all right\"], \"stated\": [5, {}]}]}";
    const Run odd = explain_results(
        "{\"student\": \"ada\", \"parts\": [{\"problem\": \"p\", \"part\": \"i\"}]}", {}, facts);
    CHECK(odd.code == exit_code::done);
    CHECK(odd.out.find("  rule      all right\n") != std::string::npos);
  }

  TEST_CASE("explain prints nothing of a result whose part it does not find") {
    const std::string result =
        "{\"student\": \"ada\", \"parts\": [{\"problem\": \"p\", \"part\": \"i\"}]}";
    const Run wrong = explain_results(result, {"--part", "j"});
    CHECK(wrong.code == exit_code::usage);
    CHECK(wrong.out.empty());
    CHECK(wrong.err.find("no part is named `j`; known here: p.i") != std::string::npos);
    CHECK(explain_results("{\"student\": \"ada\", \"parts\": []}", {}).code == exit_code::done);
  }

  TEST_CASE("explain prints points with two decimals, and a name in one line") {
    const Run result = explain_results(
        "{\"student\": \"ada\", \"name\": \"A\\nB\", \"status\": \"graded\", \"points\": "
        "54.166666666666664, \"points_exact\": \"325/6\", \"possible\": 55, \"parts\": "
        "[{\"problem\": "
        "\"p\", \"part\": \"i\", \"max\": 3.3333333333333335, \"points\": 1.5, \"answer\": \"1\\n  "
        "verdict   correct\"}]}",
        {});
    CHECK(
        result.out.starts_with("ada, A B: graded, 54.17 of 55 points\n\np.i: 1.5 of 3.33333 "
                               "points\n  typed     1\n              verdict   correct\n"));
  }

  Run mark_from(const std::string& lines) {
    const MemoryFiles none({});
    TextOutput out;
    TextOutput err;
    TextInput in(lines);
    Env env{.files = none, .reference = reference::kinds(), .out = out, .err = err, .in = &in};
    Run result;
    result.code = run_program(env, std::vector<std::string>{"mark", "--stdin"});
    result.out = out.text();
    result.err = err.text();
    return result;
  }

  TEST_CASE("a line that cannot be marked says why, and the others are marked") {
    struct Case {
      const char* line;
      const char* reason;
    };
    const Case cases[] = {
        {"{", "this line is no JSON object"},
        {"[]", "this line is no JSON object"},
        {"{\"answer\": \"\xff\", \"key\": 1}", "this line is no JSON object"},
        {"{\"answer\": 1}", "`answer` or `key` is missing"},
        {"{\"answer\": 1, \"key\": null}", "`key` has no value"},
        {"{\"answer\": 1, \"key\": \" \"}", "`key` has no value"},
        {"{\"answer\": 1, \"key\": 1e400}", "`key` is beyond the range of a double"},
        {"{\"answer\": 1, \"key\": 18446744073709551615}", "`key` does not fit 64 bits"},
        {"{\"answer\": 1, \"key\": [1, []]}", "`key` holds an empty list"},
        {"{\"answer\": 1, \"key\": [1, 2], \"accept\": {\"weights\": [1]}}",
         "1 weight for a vector of 2"},
        {"{\"answer\": 1, \"key\": 1, \"accept\": []}", "`accept` should be a map, not a list"},
        {"{\"answer\": 1, \"key\": 1, \"accept\": {\"unit\": \"\"}}", "`` cannot be a unit"},
    };
    for (const Case& c : cases) {
      CAPTURE(std::string(c.line));
      const Run result = mark_from(std::string(c.line) + "\n{\"answer\": \"5\", \"key\": 5}\n");
      CHECK(result.code == exit_code::ungraded);
      CHECK(result.out.starts_with(fmt::format("{{\"error\":\"{}", c.reason)));
      CHECK(result.out.find("\n{\"outcome\":\"correct\"") != std::string::npos);
    }
  }

  TEST_CASE("lines that look alike are marked each by its own key and rules") {
    const Run weights = mark_from(
        "{\"answer\": \"1 2\", \"key\": [1, 2], \"accept\": {\"weights\": [1, 3]}}\n"
        "{\"answer\": \"1 2 3\", \"key\": [1, 2, 3], \"accept\": {\"weights\": [1, 3]}}\n");
    CHECK(weights.out.find("\"error\":\"2 weights for a vector of 3\"") != std::string::npos);
    const Run split = mark_from(
        "{\"answer\": \"a\", \"key\": \"a\", \"accept\": \"\\n{}\"}\n"
        "{\"answer\": \"a\", \"key\": \"a\\n\", \"accept\": \"{}\"}\n"
        "{\"answer\": \"1 2\", \"key\": [1, 3], \"accept\": {\"credit\": {\"1/2\": 0.4}}}\n");
    CHECK(split.code == exit_code::done);
    CHECK(split.out.find("\"credit\":0.4") != std::string::npos);
    const MemoryFiles none({});
    CHECK(run(none, {"mark", "--stdin", "--accept", "{rel: 0.1}"}).code == exit_code::usage);
  }

  TEST_CASE("colours only where they are wanted") {
    const MemoryFiles none({});
    for (const bool color : {false, true}) {
      TextOutput out;
      TextOutput err;
      Env env{
          .files = none, .reference = reference::kinds(), .out = out, .err = err, .color = color};
      CHECK(run_program(env, std::vector<std::string>{"sheet", "gone", "-o", "x.csv"}) ==
            exit_code::refused);
      CHECK((err.text().find("\x1b[1;31merror: \x1b[0m") != std::string::npos) == color);
    }
  }

  TEST_CASE("progress is shown in the form that was asked for") {
    CHECK(Progress::form("auto", true) == Progress::Form::bar);
    CHECK(Progress::form("auto", false) == Progress::Form::none);
    CHECK(!Progress::form("dots", true));
    const MemoryFiles none({});
    TextOutput out;
    TextOutput err;
    Env env{.files = none, .reference = {}, .out = out, .err = err};
    { Progress(env, Progress::Form::json, 3).update(2); }
    { Progress(env, Progress::Form::json, 0).update(5); }
    { Progress(env, Progress::Form::json, 3).update(4); }
    { Progress(env, Progress::Form::none, 3).update(2); }
    CHECK(out.text().empty());
    CHECK(err.text() ==
          "{\"done\":2,\"expected\":3}\n{\"done\":5,\"expected\":null}\n"
          "{\"done\":4,\"expected\":null}\n");
  }
}

}  // namespace
