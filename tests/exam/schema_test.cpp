#include "grader/exam/schema.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <stdlib.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <string>

#include "reference/kinds.h"
#include "tests/exam/fakes.h"
#include "tests/exam/markdown.h"
#include "tests/exam/tabulated.h"

namespace grader {
namespace {

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      result += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

bool is_number(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() &&
         text.find_first_not_of("0123456789.eE+-") == std::string::npos && text.back() != '.' &&
         (text.size() == 1 || text[0] != '0' || text[1] == '.');
}

// A document as an editor sees it.
std::string to_json(const yaml::Node& node) {
  std::string text;
  switch (node.kind) {
    case yaml::Node::Kind::null:
      return "null";
    case yaml::Node::Kind::scalar:
      if (!node.quoted && (node.text == "true" || node.text == "false")) return node.text;
      return !node.quoted && is_number(node.text) ? node.text : quoted(node.text);
    case yaml::Node::Kind::list:
      for (const yaml::Node& item : node.items) text += (text.empty() ? "" : ", ") + to_json(item);
      return "[" + text + "]";
    case yaml::Node::Kind::map:
      for (const auto& [key, value] : node.entries) {
        text += (text.empty() ? "" : ", ") + quoted(key.text) + ": " + to_json(value);
      }
      return "{" + text + "}";
  }
  return text;
}

void write(const std::string& path, const std::string& text) { REQUIRE(write_whole(path, text)); }

void write_document(const std::string& path, const std::string& text) {
  Diagnostics diagnostics;
  const auto node = yaml::load_text(path, text, diagnostics);
  CHECK(messages(diagnostics) == "");
  REQUIRE(node);
  write(path, to_json(*node));
}

// A folder that goes away with it.
class Folder {
 public:
  Folder() : path_((std::filesystem::temp_directory_path() / "grader-schema-XXXXXX").string()) {
    REQUIRE(mkdtemp(path_.data()) != nullptr);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path_); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

void write_good_documents(const std::string& folder) {
  const DiskFiles disk;
  for (const std::string bank : {"/problems", "/submissions"}) {
    const auto names = disk.list(GRADER_SOURCE_DIR + bank);
    REQUIRE(names);
    for (const std::string& name : *names) {
      if (!name.ends_with(".yaml")) continue;
      Diagnostics ignored;  // the sample class has a file that is no YAML
      const auto node = yaml::load(disk, GRADER_SOURCE_DIR + bank + "/" + name, ignored);
      if (node) write(folder + "/" + name + ".json", to_json(*node));
    }
  }
  const auto markdown = disk.read(GRADER_SOURCE_DIR "/docs/problem-format.md");
  REQUIRE(markdown);
  for (const auto& [name, text] : yaml_examples(*markdown)) {
    write_document(folder + "/docs-" + name + ".json", text);
  }
}

TEST_SUITE_BEGIN("exam");

TEST_CASE("the schema holds the blocks and conventions of the kinds") {
  const fakes::World world;
  const std::string schema = schema_json(world.reference());
  CHECK(schema.find("\"$ref\": \"#/$defs/numbers\"") != std::string::npos);
  CHECK(schema.find("\"$ref\": \"#/$defs/tables\"") != std::string::npos);
  CHECK(schema.find("Whether biases count.") != std::string::npos);
  // The switch that both kinds have, with the settings of both; an editor reads `2` as a number.
  CHECK(schema.find("\"enum\": [\"natural\",\"2\",2,\"10\",10,\"e\"]") != std::string::npos);
  CHECK(schema.find("\"required\": [\"numbers\",\"tables\"]") != std::string::npos);
}

TEST_CASE("an independent validator takes what the loader takes and refuses what it refuses") {
  const Folder folder;
  REQUIRE(make_folder(folder.path() + "/good"));
  REQUIRE(make_folder(folder.path() + "/bad"));
  write(folder.path() + "/schema.json", schema_json(reference::kinds()));
  write_good_documents(folder.path() + "/good");
  const yaml::Node table = load_table("bad_for_schema.yaml");
  int number = 0;
  for (const auto& [about, text] : table.entries) {
    write_document(fmt::format("{}/bad/{:02} {}.json", folder.path(), ++number, about.text),
                   text.text);
  }
  const std::string command = "/usr/bin/python3 " GRADER_SOURCE_DIR
                              "/tests/exam/validate_schema.py " +
                              folder.path() + " 2>&1";
  FILE* output = popen(command.c_str(), "r");
  REQUIRE(output != nullptr);
  std::string said;
  char buffer[4096];
  while (const std::size_t size = fread(buffer, 1, sizeof buffer, output)) {
    said.append(buffer, size);
  }
  const int status = pclose(output);
  constexpr int not_installed = 77;
  if (WEXITSTATUS(status) == not_installed || WEXITSTATUS(status) == 127) {
    MESSAGE("skipped: python3-jsonschema is not installed");
    return;
  }
  CHECK_MESSAGE(status == 0, said);
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
