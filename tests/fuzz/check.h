// What a fuzzed program asserts.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace grader::fuzz {

inline void check(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

}  // namespace grader::fuzz
