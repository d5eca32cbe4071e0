// The problems of a course: their printed keys, and what answers to them earn.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "grader/cli/commands.h"
#include "grader/cli/env.h"
#include "grader/exam/exam.h"
#include "grader/scoring/score.h"
#include "grader/yaml/document.h"
#include "grader/yaml/map_reader.h"
#include "reference/kinds.h"

using namespace grader;

namespace {

const std::string source = GRADER_SOURCE_DIR;

const Exam& course() {
  static const Exam exam = [] {
    Diagnostics diagnostics;
    auto loaded =
        load_exam(DiskFiles(), source + "/problems/course", reference::kinds(), diagnostics);
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return exam;
}

const Marker& marker() {
  static const Marker one(course());
  return one;
}

// The table of answers: a list of cases under the id of each problem.
const yaml::Node& table() {
  static const yaml::Node root = [] {
    Diagnostics diagnostics;
    auto loaded = yaml::load(DiskFiles(), source + "/tests/sample/course.yaml", diagnostics);
    REQUIRE(loaded);
    return std::move(*loaded);
  }();
  return root;
}

// The points of each part, and the mistakes that explain answers.
struct Earned {
  std::map<std::string, Fraction> points;
  std::map<std::string, std::string> mistakes;
};

Earned earned(std::size_t problem, const yaml::Node& answers) {
  std::vector<RawAnswer> raw;
  for (const auto& [name, text] : answers.entries) raw.push_back({problem, name.text, text.text});
  Earned result;
  for (const PartScore& one : marker().mark("s1", "", raw, {}).parts) {
    if (one.problem != problem) continue;
    const std::string& part = course().problems[problem].parts[one.part].id;
    result.points[part] = one.verdict.points;
    if (one.verdict.mistake) result.mistakes[part] = one.verdict.mistake->id;
  }
  return result;
}

void check_case(std::size_t problem, const yaml::Node& one) {
  CAPTURE(one.find("why")->text);
  Diagnostics diagnostics;
  const Earned result = earned(problem, *one.find("answers"));
  const yaml::Node& expected = *one.find("earns");
  CHECK(expected.entries.size() == result.points.size());
  for (const auto& [part, points] : expected.entries) {
    const std::string& id = part.text;
    CAPTURE(id);
    const auto fraction = yaml::as_fraction(points, "points", diagnostics);
    REQUIRE(fraction);
    REQUIRE(result.points.contains(id));
    CHECK(to_text(result.points.at(id)) == to_text(*fraction));
  }
  if (const yaml::Node* mistake = one.find("mistake")) {
    const bool named =
        std::any_of(result.mistakes.begin(), result.mistakes.end(),
                    [&](const auto& found) { return found.second == mistake->text; });
    CHECK_MESSAGE(named, mistake->text, " was not named");
  }
}

// Mistakes that occur wherever their subject does, so that one instance proves little.
constexpr std::string_view recurring[] = {
    "RL01", "RL02", "RL03", "RL04", "RL05", "RL06", "BA01", "BA02", "RG01", "RG02", "RG03",
    "OP01", "OP02", "OP03", "OP04", "OP05", "OP06", "BN01", "BN02", "BN03", "BN05", "DO01",
    "CV01", "CV02", "CV03", "MP01", "MP02", "MP03", "RN03", "AT01", "AT02", "AT03", "ME01",
    "ME02", "ME03", "ME04", "ME05", "ME06", "ME07", "ME08", "ME09", "ME10", "GE01", "GE02",
    "GE03", "GE04", "GE05", "GE06", "BC01", "BC02", "BC03", "MS01", "HG01", "HG02"};

}  // namespace

TEST_SUITE("sample") {
  TEST_CASE("every printed value of the course is the computed one") {
    const DiskFiles files;
    TextOutput out;
    TextOutput err;
    Env env{.files = files, .reference = reference::kinds(), .out = out, .err = err};
    const std::vector<std::string> args{"check", source + "/problems/course"};
    CHECK(run_program(env, args) == 0);
    CHECK(err.text() == std::to_string(course().problems.size()) +
                            " problems checked: 0 errors, 0 warnings, 0 notes\n");
    CHECK(out.text() == "");
  }

  TEST_CASE("answers to the course earn what they are worth") {
    for (std::size_t p = 0; p < course().problems.size(); ++p) {
      const std::string& id = course().problems[p].id;
      CAPTURE(id);
      const yaml::Node* cases = table().find(id);
      REQUIRE(cases);
      for (const yaml::Node& one : cases->items) check_case(p, one);
    }
  }

  TEST_CASE(
      "the table has a right answer to each problem of the course, and each of its mistakes") {
    for (const Problem& problem : course().problems) {
      CAPTURE(problem.id);
      std::set<std::string> shown;
      std::set<std::string> reasons;
      for (const yaml::Node& one : table().find(problem.id)->items) {
        reasons.insert(one.find("why")->text);
        if (const yaml::Node* mistake = one.find("mistake")) shown.insert(mistake->text);
      }
      CHECK(reasons.contains("as printed"));
      for (const Mistake& mistake : problem.mistakes) {
        if (mistake.where.source != nullptr) CHECK_MESSAGE(shown.contains(mistake.id), mistake.id);
      }
    }
  }

  TEST_CASE("a mistake that recurs is shown in two problems at least") {
    std::map<std::string, std::set<std::string>> problems;
    for (const auto& [id, cases] : table().entries) {
      for (const yaml::Node& one : cases.items) {
        if (const yaml::Node* mistake = one.find("mistake"))
          problems[mistake->text].insert(id.text);
      }
    }
    for (const std::string_view id : recurring) {
      CAPTURE(id);
      CHECK(problems[std::string(id)].size() >= 2);
    }
  }
}
