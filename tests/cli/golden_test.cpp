// Whole runs of the program, recorded: tests/golden/<case>/ holds `args` (one a line), maybe
// `files/` (over a copy of tests/golden/class/), `stdin`, `before` (the arguments of a run that
// comes first and is not recorded), and what must come out, under `expected/`: stdout, stderr,
// exit, and every file that the run leaves behind but pages and log.
//
//   GRADER_REFRESH=1 cli_test -tc="recorded runs*"
//
// records anew; look at the difference before you commit it. The name of a case begins with `fail_`
// iff its exit code is not 0.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "grader/cli/commands.h"
#include "reference/kinds.h"
#include "tests/temporary_folder.h"

namespace {

using namespace grader;
namespace fs = std::filesystem;

const fs::path goldens = fs::path(GRADER_SOURCE_DIR) / "tests" / "golden";

using Tree = std::map<std::string, std::string>;  // relative path -> content

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write(const fs::path& path, const std::string& content) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

Tree tree_of(const fs::path& root) {
  Tree tree;
  if (!fs::exists(root)) return tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) {
      tree[entry.path().lexically_relative(root).string()] = content_of(entry.path());
    }
  }
  return tree;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Pages have tests of their own, and a log holds times: of these only the names count.
bool recorded_by_name(const std::string& path) {
  return path.ends_with(".html") || path.ends_with("/log");
}

Tree run_case(const fs::path& folder) {
  const TemporaryFolder place;
  fs::copy(goldens / "class", place.path(), fs::copy_options::recursive);
  if (fs::exists(folder / "files")) {
    fs::copy(folder / "files", place.path(),
             fs::copy_options::recursive | fs::copy_options::overwrite_existing);
  }
  const WorkingFolder inside(place.path());
  const DiskFiles files;
  if (fs::exists(folder / "before")) {
    TextOutput unseen;
    Env env{.files = files, .reference = reference::kinds(), .out = unseen, .err = unseen};
    const int code = run_program(env, lines_of(content_of(folder / "before")));
    CHECK(code == exit_code::done);
  }
  const Tree before = tree_of(place.path());
  TextInput in(content_of(folder / "stdin"));
  TextOutput out;
  TextOutput err;
  Env env{.files = files, .reference = reference::kinds(), .out = out, .err = err, .in = &in};
  const int code = run_program(env, lines_of(content_of(folder / "args")));

  Tree result{{"stdout", out.text()}, {"stderr", err.text()}, {"exit", fmt::format("{}\n", code)}};
  for (auto& [path, content] : tree_of(place.path())) {
    const auto found = before.find(path);
    if (found != before.end() && found->second == content) continue;
    result["files/" + path] = recorded_by_name(path) ? "" : content;
  }
  for (const auto& [path, content] : before) {
    if (!fs::exists(place.path() / path)) result["files/" + path] = "(removed)\n";
  }
  return result;
}

TEST_SUITE("cli") {
  TEST_CASE("recorded runs come out as before") {
    const bool refresh = std::getenv("GRADER_REFRESH") != nullptr;
    std::size_t cases = 0;
    for (const auto& entry : fs::directory_iterator(goldens)) {
      if (!fs::exists(entry.path() / "args")) continue;
      ++cases;
      const std::string name = entry.path().filename().string();
      CAPTURE(name);
      const Tree result = run_case(entry.path());
      CHECK((result.at("exit") != "0\n") == name.starts_with("fail_"));
      const fs::path expected = entry.path() / "expected";
      if (refresh) {
        fs::remove_all(expected);
        for (const auto& [path, content] : result) write(expected / path, content);
      }
      const Tree recorded = tree_of(expected);
      for (const auto& file : recorded) {
        CAPTURE(file.first);
        REQUIRE(result.contains(file.first));
        CHECK(result.at(file.first) == file.second);
      }
      for (const auto& file : result) {
        CAPTURE(file.first);
        CHECK(recorded.contains(file.first));
      }
    }
    CHECK(cases > 0);
  }
}

}  // namespace
