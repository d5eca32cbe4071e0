#include "grader/cli/progress.h"

#include <algorithm>

namespace grader {
namespace {

constexpr std::chrono::milliseconds pause{100};
constexpr std::size_t bar_width = 30;

}  // namespace

std::optional<Progress::Form> Progress::form(std::string_view word, bool terminal) {
  if (word == "auto") return terminal ? Form::bar : Form::none;
  if (word == "bar") return Form::bar;
  if (word == "json") return Form::json;
  if (word == "none") return Form::none;
  return std::nullopt;
}

Progress::Progress(Env& env, Form form, std::size_t expected)
    : env_(env),
      form_(form),
      expected_(expected),
      next_(std::chrono::steady_clock::now() + pause) {}

Progress::~Progress() {
  if (form_ == Form::json && shown_ != done_) show();
  if (form_ == Form::bar && shown_ > 0) {
    env_.err.write("\r\x1b[K");
    env_.err.flush();
  }
}

void Progress::update(std::size_t done) {
  done_ = done;
  if (done > expected_) expected_ = 0;  // more than the roster has: nobody knows
  if (form_ == Form::none) return;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_) return;
  next_ = now + pause;
  show();
}

void Progress::show() {
  shown_ = done_;
  if (form_ == Form::json) {
    print(env_.err, "{{\"done\":{},\"expected\":{}}}\n", done_,
          expected_ > 0 ? fmt::format("{}", expected_) : "null");
  } else if (expected_ == 0) {
    print(env_.err, "\rmarking: {} students\x1b[K", done_);
  } else {
    const std::size_t full = std::min(done_, expected_) * bar_width / expected_;
    print(env_.err, "\rmarking: [{}{}] {} of {}\x1b[K", std::string(full, '#'),
          std::string(bar_width - full, '.'), done_, expected_);
  }
  env_.err.flush();
}

}  // namespace grader
