// What a command may touch of the world: files to read, stdout and stderr, signals.
#pragma once

#include <fmt/format.h>

#include <atomic>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/exam/kind.h"

namespace grader {

// Where text for people or programs goes.
class Output {
 public:
  virtual ~Output() = default;
  virtual void write(std::string_view text) = 0;
  // False iff something that was written did not arrive (a full disk).
  virtual bool flush() = 0;
};

class StreamOutput final : public Output {
 public:
  explicit StreamOutput(std::FILE* stream) : stream_(stream) {}
  void write(std::string_view text) override;
  bool flush() override;

 private:
  std::FILE* stream_;
  bool failed_ = false;
};

class TextOutput final : public Output {
 public:
  void write(std::string_view text) override { text_ += text; }
  bool flush() override { return true; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

// Where lines come from (stdin).
class Input {
 public:
  virtual ~Input() = default;
  // The next line without its end; false when there is none.
  virtual bool line(std::string& line) = 0;
};

class StreamInput final : public Input {
 public:
  explicit StreamInput(std::FILE* stream) : stream_(stream) {}
  ~StreamInput() override;
  bool line(std::string& line) override;

 private:
  std::FILE* stream_;
  char* buffer_ = nullptr;  // of getline
  std::size_t size_ = 0;
};

class TextInput final : public Input {
 public:
  explicit TextInput(std::string text) : text_(std::move(text)) {}
  bool line(std::string& line) override;

 private:
  std::string text_;
  std::size_t at_ = 0;
};

struct Env {
  const Files& files;
  Reference reference;
  Output& out;  // what was asked for
  Output& err;  // everything else
  bool err_is_terminal = false;
  bool color = false;                           // of messages on `err`
  const std::atomic<int>* interrupt = nullptr;  // the signal that asks us to stop, or 0
  Input* in = nullptr;                          // null: there is nothing to read

  int interrupted() const { return interrupt ? interrupt->load(std::memory_order_relaxed) : 0; }
};

// Exit codes, the same for every command; 128 + signal when interrupted.
namespace exit_code {
inline constexpr int done = 0;
inline constexpr int findings = 1;  // `check` at or above its level; a difference
inline constexpr int usage = 2;
inline constexpr int refused = 3;   // exam, roster, marks or answers: nothing was begun
inline constexpr int ungraded = 4;  // finished, but some submissions could not be graded
inline constexpr int failed = 5;    // internal or input/output
}  // namespace exit_code

template <typename... Args>
void print(Output& output, fmt::format_string<Args...> format, Args&&... args) {
  output.write(fmt::format(format, std::forward<Args>(args)...));
}

// `text` without anything that a terminal would obey: control characters and invalid UTF-8 become
// visible (`\x1b`), line breaks and tabs stay.
std::string printable(std::string_view text);

// The same in one line: blanks in place of line breaks and tabs.
std::string printable_line(std::string_view text);

// Writes messages to `err`, a line (and maybe its source line) each.
void print_diagnostics(Env& env, std::span<const Diagnostic> diagnostics);

// "grader: message" on `err`.
void print_error(Env& env, std::string_view message);

}  // namespace grader
