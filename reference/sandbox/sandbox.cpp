#include "reference/sandbox/sandbox.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <exception>
#include <fstream>
#include <new>
#include <utility>

#include "reference/sandbox/channel.h"

namespace reference::sandbox {
namespace {

// What comes back: how the work ended, then the size of the text that follows, then the text.
constexpr char done = 'D';
constexpr char failed = 'F';
constexpr char out_of_memory = 'M';
constexpr char out_of_time = 'T';  // alone, at the end of whatever came before
constexpr std::size_t size_digits = 16;

std::string framed(char how, std::string_view text) {
  return fmt::format("{}{:0{}x}{}", how, text.size(), size_digits, text);
}

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

int answer_to = -1;  // in a child: for its signal handler

void tell_out_of_time(int /*signal*/) {
  const ssize_t written = write(answer_to, &out_of_time, 1);
  _exit(written == 1 ? 0 : 1);
}

std::int64_t mapped_bytes() {
  std::int64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * sysconf(_SC_PAGESIZE);
}

void limit(int resource, std::int64_t most) {
  const rlimit both{static_cast<rlim_t>(most), static_cast<rlim_t>(most)};
  setrlimit(static_cast<__rlimit_resource>(resource), &both);
}

void apply_limits(const Limits& limits) {
  signal(SIGXCPU, tell_out_of_time);
  signal(SIGALRM, tell_out_of_time);
  // Sanitizers take their time.
  const int slowness = sanitized ? 5 : 1;
  const auto seconds = static_cast<rlim_t>(limits.cpu_seconds * slowness);
  const rlimit cpu{seconds, seconds + 1};
  setrlimit(RLIMIT_CPU, &cpu);
  alarm(static_cast<unsigned>(limits.wall_seconds * slowness));
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  // The shadow memory of sanitizers is mapped as it is needed.
  if (!sanitized) limit(RLIMIT_AS, mapped_bytes() + limits.bytes);
}

// In a child: never returns.
[[noreturn]] void serve(int channel, const Sandbox::Work& work, const Limits& limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  answer_to = channel;
  apply_limits(limits);
  std::string answer;
  try {
    const std::string input = receive_all(channel);
    answer = framed(done, work(input));
  } catch (const std::bad_alloc&) {
    answer = framed(out_of_memory, "");
  } catch (const std::exception& error) {
    answer = framed(failed, error.what());
  } catch (...) {
    answer = framed(failed, "an unknown failure");
  }
  send_all(channel, answer);
  _exit(0);
}

grader::Result<std::string, Stopped> opened(const std::string& answer) {
  if (answer.size() > size_digits) {
    const std::string text = answer.substr(1 + size_digits);
    if (framed(answer[0], text) == answer) {
      if (answer[0] == done) return text;
      if (answer[0] == out_of_memory) return Stopped{true, "it needs too much memory"};
      return Stopped{false, text};
    }
  }
  if (answer.ends_with(out_of_time)) return Stopped{true, "it takes too long"};
  return Stopped{false, "the process that ran it ended without an answer"};
}

void detach_from_parent(int socket) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGINT, SIG_IGN);   // whoever runs the grader decides when it ends
  signal(SIGCHLD, SIG_IGN);  // children end without being waited for
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int standard : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(nothing, standard);
  constexpr int first_other = 3;
  if (socket > first_other) close_range(first_other, static_cast<unsigned>(socket) - 1, 0);
  close_range(static_cast<unsigned>(socket) + 1, ~0U, 0);
}

// In the helper: never returns.
[[noreturn]] void help(int socket, const Sandbox::Work& work, const Limits& limits) {
  detach_from_parent(socket);
  for (;;) {
    bool more = true;
    const int channel = receive_descriptor(socket, more);
    if (!more) _exit(0);
    if (channel < 0) continue;  // whoever asked sees its end closed
    const pid_t child = fork();
    if (child == 0) {
      close(socket);
      serve(channel, work, limits);
    }
    close(channel);  // without a child the other side sees it end at once
  }
}

}  // namespace

Sandbox::Sandbox(const Work& work, Limits limits) {
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) return;
  const pid_t helper = fork();
  if (helper == 0) {
    close(ends[0]);
    constexpr int first_other = STDERR_FILENO + 1;
    help(fcntl(ends[1], F_DUPFD_CLOEXEC, first_other), work, limits);
  }
  close(ends[1]);
  if (helper < 0) {
    close(ends[0]);
    return;
  }
  socket_ = ends[0];
  helper_ = helper;
}

Sandbox::~Sandbox() {
  if (socket_ < 0) return;
  close(socket_);
  while (waitpid(helper_, nullptr, 0) < 0 && errno == EINTR) {
  }
}

grader::Result<std::string, Stopped> Sandbox::run(std::string_view input) const {
  if (socket_ < 0) return Stopped{false, "no process could be started to run it in"};
  std::array<int, 2> ends{};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return Stopped{false, fmt::format("no channel to a process: {}", std::strerror(errno))};
  }
  const bool asked = send_descriptor(socket_, ends[1]);
  close(ends[1]);
  std::string answer;
  if (asked && send_all(ends[0], input)) answer = receive_all(ends[0]);
  close(ends[0]);
  return opened(answer);
}

}  // namespace reference::sandbox
