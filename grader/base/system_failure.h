#pragma once

#include "grader/base/result.h"

namespace grader {

// What an error number of the system (errno) says, in words for people: "does not exist".
Failure system_failure(int error);

}  // namespace grader
