// Work on what students hand in, each piece in a process of its own: whatever it does, it ends, and
// nothing but its answer comes back.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "grader/base/result.h"

namespace reference::sandbox {

struct Limits {
  int cpu_seconds = 5;
  int wall_seconds = 20;                          // on a busy machine
  std::int64_t bytes = std::int64_t{512} << 20U;  // beyond what is mapped at the start
};

// Why a piece of work has no answer.
struct Stopped {
  bool limit;  // it needed more than it may have; else it, or the system, failed
  std::string reason;
};

// A helper process that is forked when the sandbox is made and forks a child for each piece of
// work. Make it before there are threads, in one that lives as long as the program does (the helper
// ends with it); run() may then be called from any thread.
class Sandbox {
 public:
  using Work = std::function<std::string(std::string_view input)>;

  // `work` runs in the children, with all that it refers to as it is now.
  explicit Sandbox(const Work& work, Limits limits = {});
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  // What work(input) returned.
  grader::Result<std::string, Stopped> run(std::string_view input) const;

 private:
  int socket_ = -1;  // to the helper; -1: it could not be started
  int helper_ = -1;
};

}  // namespace reference::sandbox
