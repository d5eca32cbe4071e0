// A key whose value is one of a few words. Internal to grader/exam.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/words.h"
#include "grader/yaml/map_reader.h"

namespace grader {

template <typename T>
using Choices = std::vector<std::pair<std::string_view, T>>;

// The value that the word under `key` stands for goes to `target`; a missing key changes nothing.
template <typename T>
void read_choice(yaml::MapReader& reader, std::string_view key, const Choices<T>& choices,
                 T& target) {
  const yaml::Node* node = reader.find(key);
  if (!node) return;
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) {
    if (node->is_scalar() && node->text == word) {
      target = value;
      return;
    }
    words.emplace_back(word);
  }
  const auto text = yaml::as_text(*node, key, reader.diagnostics());
  if (!text) return;
  reader.diagnostics().error(code::bad_value, node->where,
                             fmt::format("`{}` has no setting `{}`", key, *text),
                             suggestion(*text, words));
}

}  // namespace grader
