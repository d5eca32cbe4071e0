#include "reference/sandbox/sandbox.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

using reference::sandbox::Limits;
using reference::sandbox::Sandbox;

namespace {

std::string behave(std::string_view how) {
  if (how == "loop") {
    volatile bool on = true;
    while (on) {
    }
  }
  if (how == "sleep") {
    for (;;) pause();
  }
  if (how == "crash") raise(SIGSEGV);
  if (how == "exit") _exit(3);
  if (how == "throw") throw std::runtime_error("thrown on purpose");
  if (how == "print") {
    const ssize_t written = write(STDOUT_FILENO, "noise\n", 6);
    return written == 6 ? "printed" : "refused";
  }
  if (how == "process") return std::to_string(getpid());
  return "got " + std::string(how);
}

}  // namespace

TEST_SUITE("sandbox") {
  TEST_CASE("work runs in another process and its answer comes back") {
    const Sandbox sandbox(behave);
    CHECK(*sandbox.run("it") == "got it");
    CHECK(*sandbox.run("") == "got ");
    CHECK(*sandbox.run("process") != std::to_string(getpid()));
    CHECK(*sandbox.run("process") != *sandbox.run("process"));
    const std::string large(1'000'000, 'x');
    CHECK(*sandbox.run(large) == "got " + large);
  }

  TEST_CASE("whatever the work does, the caller goes on") {
    Limits limits;
    limits.cpu_seconds = 1;
    limits.wall_seconds = 2;
    const Sandbox sandbox(behave, limits);
    for (const char* how : {"loop", "sleep"}) {
      const auto result = sandbox.run(how);
      REQUIRE(!result);
      CHECK(result.error().limit);
      CHECK(result.error().reason == "it takes too long");
    }
    for (const char* how : {"crash", "exit"}) {
      const auto result = sandbox.run(how);
      REQUIRE(!result);
      CHECK(result.error().reason == "the process that ran it ended without an answer");
    }
    const auto thrown = sandbox.run("throw");
    REQUIRE(!thrown);
    CHECK(thrown.error().reason == "thrown on purpose");
    CHECK(*sandbox.run("print") == "printed");
    CHECK(*sandbox.run("still there") == "got still there");
  }

#ifndef __SANITIZE_ADDRESS__
#if !defined(__has_feature)
#define GRADER_PLAIN_MEMORY
#elif !__has_feature(address_sanitizer)
#define GRADER_PLAIN_MEMORY
#endif
#endif
#ifdef GRADER_PLAIN_MEMORY
  TEST_CASE("memory beyond the limit is not to be had") {
    const Sandbox sandbox([](std::string_view) {
      std::vector<char> much(std::size_t{1} << 30U, 'x');
      return std::string(1, much[much.size() / 2]);
    });
    const auto result = sandbox.run("");
    REQUIRE(!result);
    CHECK(result.error().limit);
  }
#endif

  TEST_CASE("threads may share a sandbox") {
    const Sandbox sandbox(behave);
    std::vector<std::thread> threads;
    std::vector<int> right(8, 0);
    for (std::size_t t = 0; t < right.size(); ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 20; ++i) {
          const std::string text = std::to_string(t) + "." + std::to_string(i);
          const auto answer = sandbox.run(text);
          right[t] += answer && *answer == "got " + text ? 1 : 0;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const int count : right) CHECK(count == 20);
  }
}
