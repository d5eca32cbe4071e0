// The exam over the sample class, as a user would run it, against the points worked out by hand.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/csv.h"
#include "grader/base/files.h"
#include "grader/cli/commands.h"
#include "grader/cli/env.h"
#include "grader/yaml/document.h"
#include "reference/kinds.h"

namespace {

using namespace grader;

const std::string source = GRADER_SOURCE_DIR;

// `grader grade problems -o OUT` into a folder that goes away with this object.
class SampleRun {
 public:
  SampleRun() {
    const DiskFiles files;
    TextOutput out;
    TextOutput err;
    Env env{.files = files, .reference = reference::kinds(), .out = out, .err = err};
    const std::vector<std::string> args{"grade", source + "/problems", "-o", folder()};
    exit_code_ = run_program(env, args);
    messages_ = err.text();
  }
  ~SampleRun() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  SampleRun(const SampleRun&) = delete;
  SampleRun& operator=(const SampleRun&) = delete;

  int exit_code() const { return exit_code_; }
  const std::string& messages() const { return messages_; }
  std::string folder() const { return folder_.string(); }

  CsvFile csv(const std::string& name) const {
    const auto text = DiskFiles().read(folder() + "/" + name);
    REQUIRE_MESSAGE(text, name, " was not written: ", messages_);
    Diagnostics diagnostics;
    auto file = read_csv(name, *text, diagnostics);
    REQUIRE(file);
    return std::move(*file);
  }

 private:
  std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("grader-sample-" + std::to_string(::getpid()));
  int exit_code_ = 0;
  std::string messages_;
};

const SampleRun& sample_run() {
  static const SampleRun run;
  return run;
}

yaml::Node expected(std::string_view key) {
  Diagnostics diagnostics;
  const auto root = yaml::load(DiskFiles(), source + "/tests/sample/expected.yaml", diagnostics);
  REQUIRE(root);
  const yaml::Node* node = root->find(key);
  REQUIRE(node);
  return *node;
}

std::string text(const yaml::Node& map, std::string_view key) {
  const yaml::Node* node = map.find(key);
  return node ? node->text : "";
}

std::string cell(const CsvFile& file, const CsvRecord& record, std::string_view column) {
  const auto index = file.column(column);
  REQUIRE_MESSAGE(index, "no column ", column);
  return record.cells[*index].text;
}

std::string as_cell(const std::string& points) {
  if (points == "pending") return "";
  return points == "excused" ? "EX" : points;
}

TEST_SUITE("sample") {
  TEST_CASE("every student gets the points and the status worked out by hand") {
    const CsvFile grades = sample_run().csv("grades.csv");
    std::map<std::string, const CsvRecord*> by_id;
    for (const CsvRecord& record : grades.records) by_id[cell(grades, record, "id")] = &record;
    const yaml::Node students = expected("students");
    CHECK(students.items.size() == grades.records.size());

    for (const yaml::Node& student : students.items) {
      const std::string id = text(student, "student");
      CAPTURE(id);
      CAPTURE(text(student, "why"));
      REQUIRE(by_id.contains(id));
      const CsvRecord& record = *by_id[id];
      CHECK(cell(grades, record, "status") == text(student, "status"));
      CHECK(cell(grades, record, "points") == text(student, "total"));
      CHECK(cell(grades, record, "final") == text(student, "final"));
      for (const char* problem : {"inception-3a", "last-layers", "opencv-numpy"}) {
        const yaml::Node* parts = student.find(problem);
        if (parts == nullptr) continue;
        for (const auto& [part, points] : parts->entries) {
          const std::string column = std::string(problem) + "." + part.text;
          CAPTURE(column);
          CHECK(cell(grades, record, column) == as_cell(points.text));
        }
      }
    }
  }

  TEST_CASE("what could not be taken is listed, and the exit code says so") {
    const CsvFile errors = sample_run().csv("errors.csv");
    const yaml::Node listed = expected("errors");
    CHECK(sample_run().exit_code() == exit_code::ungraded);
    CHECK(errors.records.size() == listed.items.size());
    for (std::size_t i = 0; i < listed.items.size() && i < errors.records.size(); ++i) {
      CAPTURE(text(listed.items[i], "why"));
      CHECK(cell(errors, errors.records[i], "input") == text(listed.items[i], "input"));
      CHECK(cell(errors, errors.records[i], "code") == text(listed.items[i], "code"));
      CHECK(cell(errors, errors.records[i], "severity") == text(listed.items[i], "severity"));
    }
  }

  TEST_CASE("every student who was graded has a page, and none lies outside the results") {
    const auto pages = DiskFiles().list(sample_run().folder() + "/students");
    REQUIRE(pages);
    std::size_t graded = 0;
    for (const yaml::Node& student : expected("students").items) {
      graded += student.find("total") != nullptr ? 1U : 0U;
    }
    CHECK(pages->size() == graded);
    for (const std::string& page : *pages) CHECK(page.ends_with(".html"));
  }
}

}  // namespace
