// Files and expected messages as written in the tables of this folder.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/yaml/document.h"

namespace grader {

// A table beside the tests.
inline yaml::Node load_table(const std::string& name) {
  Diagnostics diagnostics;
  auto table = yaml::load(DiskFiles(), GRADER_SOURCE_DIR "/tests/exam/" + name, diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.all()) FAIL_CHECK(to_text(diagnostic));
  REQUIRE(table);
  return std::move(*table);
}

// Messages without the source lines, a line each.
inline std::string messages(const Diagnostics& diagnostics) {
  std::string all;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const std::string message = to_text(diagnostic);
    all += message.substr(0, message.find('\n')) + "\n";
  }
  return all;
}

// The map of texts `node` as files.
inline std::map<std::string, std::string> files_of(const yaml::Node& node) {
  std::map<std::string, std::string> files;
  for (const auto& [name, content] : node.entries) files[name.text] = content.text;
  return files;
}

}  // namespace grader
