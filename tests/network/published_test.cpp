// Networks from papers and frameworks, each a file beside this one that names its source, against
// the numbers published for them.
#include <algorithm>
#include <filesystem>

#include "grader/base/files.h"
#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

std::vector<std::string> network_files() {
  std::vector<std::string> files;
  const std::string folder = std::string(GRADER_SOURCE_DIR) + "/tests/network";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Conventions conventions_of(const yaml::Node& document) {
  Conventions conventions;
  const yaml::Node* stated = document.find("conventions");
  if (stated == nullptr) return conventions;
  for (const auto& entry : stated->entries) {
    conventions.emplace(entry.first.text, entry.second.text);
  }
  return conventions;
}

// A value without its commas, as YAML has it.
std::string plain(const yaml::Node& node) {
  if (!node.is_list()) return node.text;
  std::string text = "[";
  for (const yaml::Node& item : node.items) text += (text.size() > 1 ? ", " : "") + item.text;
  return text + "]";
}

std::string without_commas(std::string text) {
  if (!text.starts_with('[')) std::erase(text, ',');
  return text;
}

}  // namespace

TEST_CASE("published networks have the numbers that are published for them") {
  const std::vector<std::string> files = network_files();
  CHECK_GE(files.size(), 11);
  for (const std::string& file : files) {
    CAPTURE(file);
    Diagnostics diagnostics;
    const auto document = yaml::load(DiskFiles(), file, diagnostics);
    REQUIRE(document);
    const yaml::Node* block = document->find("network");
    const yaml::Node* expected = document->find("expect");
    REQUIRE(block);
    REQUIRE(expected);
    Loaded loaded;
    translate(kind(), *block, conventions_of(*document), loaded);
    CHECK_EQ(reports(loaded), "");
    REQUIRE(loaded.good);
    for (const auto& entry : expected->entries) {
      const std::string name = entry.first.text;
      CAPTURE(name);
      CHECK_EQ(without_commas(value(loaded, name)), plain(entry.second));
    }
  }
}

TEST_SUITE_END();

}  // namespace reference::network
