#include "grader/exam/exam.h"

#include <doctest/doctest.h>

#include <string>

#include "grader/base/sha256.h"
#include "tests/exam/fakes.h"
#include "tests/exam/tabulated.h"

namespace grader {
namespace {

const std::string head = "format: 1\nid: p\ntitle: T\n";
const std::string numbers_block = "numbers: {a: 1, b: 2.5, W: 3, W_next: 4, c: [1, 2]}\n";
const std::string one_part = "parts:\n  - {id: x, prompt: P, points: 5, ask: a}\n";

using FileMap = std::map<std::string, std::string>;

Exam loaded(FileMap texts, const std::string& path = "exam.yaml") {
  const fakes::World world;
  Diagnostics diagnostics;
  auto exam = load_exam(MemoryFiles(std::move(texts)), path, world.reference(), diagnostics);
  CHECK(messages(diagnostics) == "");
  REQUIRE(exam);
  return std::move(*exam);
}

Problem loaded_problem(const std::string& text) {
  return std::move(loaded({{"p.yaml", head + text}}, "p.yaml").problems.at(0));
}

// The one part of a problem with these further keys.
Part loaded_part(const std::string& keys) {
  Problem problem =
      loaded_problem(numbers_block + "parts:\n  - {id: x, prompt: P, points: 5, " + keys + "}\n");
  return std::move(problem.parts.at(0));
}

Value key_of(const Problem& problem, const Part& part) {
  return *evaluate(problem.graph, part.conventions)[part.quantity];
}

TEST_SUITE_BEGIN("exam");

TEST_CASE("a problem becomes a graph, parts and what was printed") {
  const std::string text = head +
                           "statement: |\n  Given a.\n"
                           "figure: {file: f.svg, alt: F}\n" +
                           numbers_block +
                           "parts:\n"
                           "  - {id: i, prompt: P, points: 2.5, ask: a, printed: 1.00}\n"
                           "  - {id: ii, prompt: Q, points: 1/2, ask: a + b}\n"
                           "  - {id: iii, prompt: R, points: 2, ask: written}\n"
                           "printed: {c: [1.0, 2.0], b: 2.50}\n"
                           "mistakes:\n"
                           "  - {id: m, edit: {b: a + 1, conventions.bias: per_filter}, credit: "
                           "0.5, message: M}\n";
  const Exam exam = loaded({{"dir/p.yaml", text}, {"dir/f.svg", "<svg/>"}}, "dir/p.yaml");
  const Problem& problem = exam.problems.at(0);
  CHECK(exam.title == "T");
  CHECK(problem.id == "p");
  CHECK(problem.title == "T");
  CHECK(problem.statement == "Given a.\n");
  CHECK(problem.figure->file == "f.svg");
  CHECK(problem.kind == "numbers");
  CHECK(problem.sha256 == sha256(text));
  CHECK(to_text(problem.where) == "dir/p.yaml");
  CHECK(points(problem) == 5);

  REQUIRE(problem.parts.size() == 3);
  const Part& first = problem.parts[0];
  CHECK(first.points == Fraction(5, 2));
  CHECK(problem.graph[first.quantity].name == "a");
  REQUIRE(first.printed);
  CHECK(first.printed->shape.empty());
  CHECK(first.printed->entries.at(0).text == "1.00");
  CHECK(to_text(first.printed->entries.at(0).where) == "dir/p.yaml:9:54");
  CHECK_FALSE(first.printed->working);
  const Part& second = problem.parts[1];
  CHECK(problem.graph[second.quantity].name == "a + b");
  CHECK(key_of(problem, second) == Value(3.5));
  CHECK(problem.parts[2].ask == Ask::written);
  CHECK(problem.find("ii") == &second);
  CHECK(problem.find("iv") == nullptr);

  REQUIRE(problem.printed.size() == 2);
  CHECK(problem.graph[problem.printed[0].quantity].name == "c");
  CHECK(problem.printed[0].shape == std::vector<std::int64_t>{2});
  CHECK(problem.printed[0].working);

  REQUIRE(problem.mistakes.size() == 1);
  const Mistake& mistake = problem.mistakes[0];
  CHECK(mistake.credit == Fraction(1, 2));
  const Evaluation wrong = evaluate(problem.graph, mistake.edits);
  CHECK(*wrong[*problem.graph.find("b")] == Value(2.0));
  CHECK(*wrong[*problem.graph.find("conventions.bias")] == Value(Text("per_filter")));
}

TEST_CASE("every switch of the kind stands in the graph, stated or by default") {
  const auto setting = [](const Problem& problem, const std::string& name) {
    return *evaluate(problem.graph)[*problem.graph.find("conventions." + name)];
  };
  const Problem by_default = loaded_problem(numbers_block + one_part);
  CHECK(setting(by_default, "bias") == Value(Text("none")));
  CHECK(setting(by_default, "log") == Value(Text("natural")));
  const Problem stated =
      loaded_problem("conventions: {bias: per_filter, log: 2}\n" + numbers_block + one_part);
  CHECK(setting(stated, "bias") == Value(Text("per_filter")));
  CHECK(setting(stated, "log") == Value(Text("2")));
}

TEST_CASE("conventions are inherited: exam, problem, part; the nearest wins") {
  const Exam exam = loaded(
      {{"exam.yaml",
        "format: 1\ntitle: E\nproblems: [a.yaml, b.yaml, t.yaml]\n"
        "conventions: {bias: per_filter, log: 10, units: {K: 1000, M: 1000000}}\n"},
       {"a.yaml", "format: 1\nid: a\ntitle: A\nconventions: {log: 2, units: {K: 1024}}\n" +
                      numbers_block +
                      "parts:\n  - {id: x, prompt: P, points: 1, ask: a}\n"
                      "  - {id: y, prompt: P, points: 1, ask: a, conventions: {bias: none, units: "
                      "{G: 9}}}\n"},
       {"b.yaml", "format: 1\nid: b\ntitle: B\n" + numbers_block + one_part},
       {"t.yaml",
        "format: 1\nid: t\ntitle: T\ntables: {t: {a: 1}}\nparts:\n  - {id: x, prompt: P, points: "
        "1, ask: t}\n"}});
  const auto setting = [&](std::size_t problem, std::span<const Edit> edits,
                           const std::string& name) {
    const Graph& graph = exam.problems[problem].graph;
    return *evaluate(graph, edits)[*graph.find("conventions." + name)];
  };
  CHECK(setting(0, {}, "bias") == Value(Text("per_filter")));
  CHECK(setting(0, {}, "log") == Value(Text("2")));
  CHECK(setting(0, exam.problems[0].parts[1].conventions, "bias") == Value(Text("none")));
  CHECK(setting(1, {}, "log") == Value(Text("10")));
  // A setting that this problem's kind does not know is of no concern to it.
  CHECK(setting(2, {}, "log") == Value(Text("natural")));
  using Declared = std::vector<std::pair<std::string, Fraction>>;
  CHECK(exam.problems[0].parts[0].scheme.units.declared == Declared{{"M", 1000000}, {"K", 1024}});
  CHECK(exam.problems[0].parts[1].scheme.units.declared ==
        Declared{{"M", 1000000}, {"K", 1024}, {"G", 9}});
  CHECK(exam.problems[1].scheme.units.declared == Declared{{"K", 1000}, {"M", 1000000}});
}

TEST_CASE("mark schemes are inherited key by key") {
  const Exam exam = loaded(
      {{"exam.yaml",
        "format: 1\ntitle: E\nproblems: [p.yaml]\npolicies: {follow: none}\n"
        "accept: {rel: 0.01, rounded: 2, shape: strict, of: change}\n"},
       {"p.yaml", head + "accept: {abs: 0.5, tail: ignore}\n" + numbers_block +
                      "parts:\n  - {id: x, prompt: P, points: 1, ask: a}\n"
                      "  - {id: y, prompt: P, points: 1, ask: b, accept: {sigfigs: 3, follow: "
                      "always}}\n"
                      "  - {id: z, prompt: P, points: 1, ask: W_next, accept: {rel: 0.1}}\n"}});
  const Problem& problem = exam.problems[0];
  for (const Scheme& scheme : {problem.scheme, problem.parts[0].scheme}) {
    CHECK(scheme.tolerance.abs == 0.5);
    CHECK(scheme.tolerance.rel == 0);
    CHECK_FALSE(scheme.tolerance.stated);
    CHECK_FALSE(scheme.tolerance.change_from);
    CHECK(scheme.rounded == 2);
    CHECK(scheme.strict_shape);
    CHECK(scheme.ignore_tail);
    CHECK(scheme.follow == Scheme::Follow::none);
  }
  const Scheme& y = problem.parts[1].scheme;
  CHECK(y.digits->n == 3);
  CHECK(y.follow == Scheme::Follow::always);
  CHECK(y.ignore_tail);
  const Scheme& z = problem.parts[2].scheme;
  CHECK(z.tolerance.abs == 0);
  CHECK(z.tolerance.rel == 0.1);
  CHECK(z.tolerance.stated);
  CHECK(z.tolerance.change_from == problem.graph.find("W"));
}

TEST_CASE("every rule of a mark scheme is read") {
  CHECK(loaded_part("ask: a").scheme.tolerance.rel == 5e-3);
  CHECK(loaded_part("ask: a, accept: {abs: 0.1}").scheme.tolerance.rel == 0);
  const Scheme both = loaded_part("ask: a, accept: {abs: 0.1, rel: 1e-8}").scheme;
  CHECK(both.tolerance.abs == 0.1);
  CHECK(both.tolerance.rel == 1e-8);
  CHECK(loaded_part("ask: b, accept: {of: {change_from: a}}").scheme.tolerance.change_from);
  CHECK(loaded_part("ask: a, accept: {exact: true}").scheme.exact);
  CHECK(loaded_part("ask: a, accept: {interval: [-1, 2.5]}").scheme.interval ==
        std::pair(-1.0, 2.5));
  CHECK(loaded_part("ask: a, accept: {working_digits: 4}").scheme.working_digits == 4);
  CHECK(loaded_part("ask: a, working: 0.6").scheme.working == Fraction(3, 5));
  CHECK(loaded_part("ask: a, accept: {working: 2/3}").scheme.working == Fraction(2, 3));
  const Digits digits =
      *loaded_part("ask: a, accept: {decimals: {n: 0, form: strict, too_many: 0.5, too_few: 0.25}}")
           .scheme.digits;
  CHECK(digits.of == Digits::Of::decimals);
  CHECK(digits.n == 0);
  CHECK(digits.strict);
  CHECK(digits.too_many == Fraction(1, 2));
  CHECK(digits.too_few == Fraction(1, 4));
  const Scheme sharing =
      loaded_part(
          "ask: c, accept: {credit: all_or_nothing, weights: [2, 1], penalty: 0.25, cap: 0.8, "
          "follow_penalty: 0.1, units: {K: 1024}, shape: lenient, tail: reject}")
          .scheme;
  CHECK(sharing.sharing == Scheme::Sharing::all_or_nothing);
  CHECK(sharing.weights == std::vector<Fraction>{2, 1});
  CHECK(sharing.penalty == Fraction(1, 4));
  CHECK(sharing.follow_cap == Fraction(4, 5));
  CHECK(sharing.follow_penalty == Fraction(1, 10));
  CHECK(sharing.units.declared.size() == 1);
}

TEST_CASE("other accepted values have rules of their own on top of the part's") {
  const Scheme scheme = loaded_part(
                            "ask: b, accept: {rel: 0.1, tail: ignore, any_of: [3, {value: 3.5, "
                            "credit: 0.5, exact: true}]}")
                            .scheme;
  REQUIRE(scheme.any_of.size() == 2);
  CHECK(scheme.any_of[0].value == Value(3.0));  // of the key's type
  CHECK(scheme.any_of[0].credit == 1);
  CHECK(scheme.any_of[0].scheme.tolerance.rel == 0.1);
  CHECK(scheme.any_of[1].value == Value(3.5));
  CHECK(scheme.any_of[1].credit == Fraction(1, 2));
  CHECK(scheme.any_of[1].scheme.exact);
  CHECK(scheme.any_of[1].scheme.ignore_tail);
}

TEST_CASE("a typed key is a given quantity of the type that it looks like") {
  struct Case {
    std::string keys;
    Value value;
  };
  const Case cases[] = {
      {"key: 12", Count(12)},
      {"key: -3", Count(-3)},
      {"key: 1e-8", 1e-8},
      {"key: .5", 0.5},
      {"key: 12.0", 12.0},
      {"key: '12'", Text("12")},
      {"key: no", Text("no")},
      {"key: left of it", Text("left of it")},
      {"key: [1, 2]", Array{{2}, {1, 2}, true}},
      {"key: [[1, 2.5], [3, 4]]", Array{{2, 2}, {1, 2.5, 3, 4}}},
      {"key: {a: 3, b: x}", Table{{{"a", "3"}, {"b", "x"}}, {}}},
      {"key: 2, options: [1, 2, 3]", Text("2")},
  };
  for (const Case& c : cases) {
    CAPTURE(c.keys);
    const Problem problem =
        loaded_problem("parts:\n  - {id: x, prompt: P, points: 5, " + c.keys + "}\n");
    const Part& part = problem.parts.at(0);
    CHECK(part.ask == Ask::key);
    CHECK(problem.graph[part.quantity].name == "key(x)");
    CHECK(key_of(problem, part) == c.value);
    CHECK(key_of(problem, part).index() == c.value.index());
  }
}

TEST_CASE("options of a typed table are its choices") {
  const Problem problem = loaded_problem(
      "parts:\n  - {id: x, prompt: P, points: 5, key: {a: 1, b: 1}, options: [1, 2, 3]}\n");
  const Table table = std::get<Table>(key_of(problem, problem.parts[0]));
  CHECK(table.choices == std::vector<std::string>{"1", "2", "3"});
}

TEST_CASE("a list that is an expression may stand without quotes") {
  const Problem problem =
      loaded_problem(numbers_block + "parts:\n  - {id: x, prompt: P, points: 5, ask: [a]}\n");
  CHECK(problem.graph[problem.parts.at(0).quantity].name == "[a]");
}

TEST_CASE("an exam holds its problems in order, rescaled, with roster, marks and policies") {
  const Exam exam = loaded(
      {{"e/exam.yaml",
        "format: 1\ntitle: Mid-term\nproblems: [../bank/b.yaml, {file: a.yaml, points: 15}]\n"
        "roster: roster.csv\nanswers: [../submissions, more]\nmarks: marks.csv\n"
        "boundaries: {C: 50, A: 85, B: 70.5}\npolicies: {round: 0.5, follow: always}\n"},
       {"e/a.yaml", "format: 1\nid: a\ntitle: A\n" + numbers_block +
                        "parts:\n  - {id: x, prompt: P, points: 5, ask: a}\n"
                        "  - {id: y, prompt: P, points: 5, ask: written}\n"},
       {"bank/b.yaml", "format: 1\nid: b\ntitle: B\n" + numbers_block + one_part},
       {"e/roster.csv", "id;Name;section\ns1;Ada Lovelace;A\n s2 ;Öz;\n"},
       {"e/marks.csv",
        "student;part;points;by;reason;answer\ns1;a.y;7,5;Keller;good;\ns2;a.y;EX;K;\"ill; sent a "
        "note\";\ns1;b.x;0;K;;0.3 7\n"}},
      "e");
  CHECK(exam.title == "Mid-term");
  REQUIRE(exam.problems.size() == 2);
  CHECK(exam.problems[0].id == "b");
  CHECK(points(exam, 0, 0) == 5);
  CHECK(points(exam, 1, 0) == Fraction(15, 2));
  CHECK(points(exam) == 20);
  CHECK(part_name(exam, 1, 1) == "a.y");
  REQUIRE(find_part(exam, "a.y"));
  CHECK(find_part(exam, "a.y")->problem == 1);
  CHECK(find_part(exam, "a.y")->part == 1);
  CHECK_FALSE(find_part(exam, "a.z"));
  CHECK_FALSE(find_part(exam, "a"));
  CHECK(exam.answers == std::vector<std::string>{"submissions", "e/more"});
  CHECK(exam.problems[0].scheme.follow == Scheme::Follow::always);
  CHECK(exam.policies.round == Fraction(1, 2));
  REQUIRE(exam.boundaries.size() == 3);
  CHECK(exam.boundaries[0].grade == "A");
  CHECK(exam.boundaries[1].percent == Fraction(141, 2));

  REQUIRE(exam.roster);
  CHECK(exam.roster->extra_columns == std::vector<std::string>{"section"});
  REQUIRE(exam.roster->find("s2"));
  CHECK(exam.roster->find("s2")->name == "Öz");
  CHECK(exam.roster->find("s1")->extra == std::vector<std::string>{"A"});
  CHECK(exam.roster->find("s3") == nullptr);

  REQUIRE(exam.marks.size() == 3);
  CHECK(exam.marks[0].points == Fraction(15, 2));
  CHECK(exam.marks[0].by == "Keller");
  CHECK_FALSE(exam.marks[0].answer);
  CHECK_FALSE(exam.marks[1].points);
  CHECK(exam.marks[1].reason == "ill; sent a note");
  CHECK(exam.marks[2].answer == "0.3 7");
  CHECK(to_text(exam.marks[2].where) == "e/marks.csv:4");

  std::vector<std::string> inputs;
  for (const auto& [name, hash] : exam.inputs) inputs.push_back(name);
  CHECK(inputs == std::vector<std::string>{"exam:exam.yaml", "marks:marks.csv",
                                           "problem:../bank/b.yaml", "problem:a.yaml",
                                           "roster:roster.csv"});
}

TEST_CASE("a folder of problems is an exam of all of them in name order") {
  const auto problem = [](const std::string& id) {
    return "format: 1\nid: " + id + "\ntitle: T\n" + numbers_block + one_part;
  };
  const Exam exam = loaded({{"bank/b.yaml", problem("b")},
                            {"bank/a.yml", problem("a")},
                            {"bank/notes.txt", "x"},
                            {"bank/sub.yaml/x.txt", "a folder"}},
                           "bank/");
  REQUIRE(exam.problems.size() == 2);
  CHECK(exam.problems[0].id == "a");
  CHECK(exam.problems[1].id == "b");
  CHECK(exam.title == "bank");
  CHECK(points(exam) == 10);
}

TEST_CASE("loading goes on after a bad problem and reports all of them") {
  const fakes::World world;
  Diagnostics diagnostics;
  const MemoryFiles files(FileMap{
      {"exam.yaml", "format: 1\ntitle: T\nproblems: [a, b]\nx: 1\n"}, {"a", "x"}, {"b", "y"}});
  CHECK_FALSE(load_exam(files, "exam.yaml", world.reference(), diagnostics));
  CHECK(diagnostics.count(Severity::error) == 3);
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
