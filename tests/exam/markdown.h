// The examples of a page of documentation.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>

namespace grader {

// The fenced ```yaml blocks of a Markdown text. A first line `# file: NAME` names a block.
inline std::map<std::string, std::string> yaml_examples(const std::string& markdown) {
  constexpr std::string_view fence = "```yaml\n";
  constexpr std::string_view name_mark = "# file: ";
  std::map<std::string, std::string> examples;
  for (auto at = markdown.find(fence); at != std::string::npos; at = markdown.find(fence, at)) {
    at += fence.size();
    const std::string text = markdown.substr(at, markdown.find("```", at) - at);
    const bool named = text.starts_with(name_mark);
    const auto line = text.find('\n');
    const std::string name = named ? text.substr(name_mark.size(), line - name_mark.size())
                                   : "example-" + std::to_string(examples.size()) + ".yaml";
    CHECK_MESSAGE(examples.emplace(name, text).second, name);
  }
  return examples;
}

}  // namespace grader
