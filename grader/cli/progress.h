// How far a run is, on stderr.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

#include "grader/cli/env.h"

namespace grader {

class Progress {
 public:
  enum class Form { none, bar, json };

  // `auto`, `bar`, `json`, `none`: auto is a bar on a terminal, else none. Empty for other words.
  static std::optional<Form> form(std::string_view word, bool terminal);

  // `expected` submissions, or 0 if nobody knows.
  Progress(Env& env, Form form, std::size_t expected);
  ~Progress();  // leaves a clean line

  void update(std::size_t done);

 private:
  void show();

  Env& env_;
  Form form_;
  std::size_t expected_;
  std::size_t done_ = 0;
  std::size_t shown_ = 0;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace grader
