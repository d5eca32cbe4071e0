#include "grader/cli/env.h"

#include <algorithm>
#include <cstdlib>

#include "grader/base/words.h"

namespace grader {
namespace {

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "\x1b[1;31m";
    case Severity::warning:
      return "\x1b[1;33m";
    case Severity::note:
      return "\x1b[1;36m";
  }
  return "";
}

constexpr std::string_view plain = "\x1b[0m";

// Control characters of ASCII (but line break and tab) and of Latin-1 (U+0080 to U+009F), bidi
// overrides and isolates (U+202A to U+202E, U+2066 to U+2069), which reorder what stands around
// them.
bool obeyed_by_terminals(std::string_view code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(code_point[i]); };
  if (code_point.size() == 1) {
    return (byte(0) < 0x20 && byte(0) != '\n' && byte(0) != '\t') || byte(0) >= 0x7F;
  }
  if (code_point.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  if (code_point.size() != 3 || byte(0) != 0xE2) return false;
  return (byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE) ||
         (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
}

}  // namespace

void StreamOutput::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) failed_ = true;
}

bool StreamOutput::flush() {
  if (std::fflush(stream_) != 0) failed_ = true;
  return !failed_;
}

StreamInput::~StreamInput() { std::free(buffer_); }

bool StreamInput::line(std::string& line) {
  const ssize_t read = getline(&buffer_, &size_, stream_);
  if (read < 0) return false;
  auto length = static_cast<std::size_t>(read);
  if (length > 0 && buffer_[length - 1] == '\n') --length;
  line.assign(buffer_, length);
  return true;
}

bool TextInput::line(std::string& line) {
  if (at_ >= text_.size()) return false;
  const std::size_t end = std::min(text_.find('\n', at_), text_.size());
  line = text_.substr(at_, end - at_);
  at_ = end + 1;
  return true;
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::string_view code_point =
        text.substr(0, std::max<std::size_t>(code_point_length(text), 1));
    if (obeyed_by_terminals(code_point)) {
      for (const char c : code_point) {
        result += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
      }
    } else {
      result += code_point;
    }
    text.remove_prefix(code_point.size());
  }
  return result;
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  for (char& c : line) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return line;
}

void print_diagnostics(Env& env, std::span<const Diagnostic> diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics) {
    std::string text = printable(to_text(diagnostic));
    const std::string word = fmt::format("{}: ", to_text(diagnostic.severity));
    if (const auto at = text.find(word); env.color && at != std::string::npos) {
      text.replace(at, word.size(),
                   fmt::format("{}{}{}", color_of(diagnostic.severity), word, plain));
    }
    print(env.err, "{}\n", text);
  }
}

void print_error(Env& env, std::string_view message) {
  print(env.err, "grader: {}\n", printable(message));
}

}  // namespace grader
