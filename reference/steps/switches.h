// The conventions that the functions of the language read, for the kinds whose steps use it.
#pragma once

#include <span>

#include "grader/exam/conventions.h"

namespace reference::steps {

std::span<const grader::Switch> switches();

// The one of that name. Requires: there is one.
const grader::Switch& find_switch(std::string_view name);

}  // namespace reference::steps
