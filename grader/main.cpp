#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "grader/cli/commands.h"
#include "reference/kinds.h"

namespace {

std::atomic<int> interrupt = 0;
static_assert(std::atomic<int>::is_always_lock_free, "set by a signal handler");

// The first signal asks for an orderly end; a second one ends at once.
extern "C" void on_signal(int signal) {
  interrupt.store(signal, std::memory_order_relaxed);
  std::signal(signal, SIG_DFL);
}

bool wants_color() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDERR_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

// A stream that was closed (`>&-`) would give its number to the next file that is opened, which
// then got our messages. Writing to what is opened for reading fails, and is reported.
void occupy_standard_streams() {
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDONLY) == -1) std::abort();
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  const grader::DiskFiles files;
  grader::StreamOutput out(stdout);
  grader::StreamOutput err(stderr);
  grader::StreamInput in(stdin);
  grader::Env env{.files = files,
                  .reference = reference::kinds(),
                  .out = out,
                  .err = err,
                  .err_is_terminal = isatty(STDERR_FILENO) == 1,
                  .color = wants_color(),
                  .interrupt = &interrupt,
                  .in = &in};
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  return grader::run_program(env, args);
}
