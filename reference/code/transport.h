// A reading of a table as text, from one process to another.
#pragma once

#include <string>
#include <string_view>

#include "grader/answers/tables.h"

namespace reference::code {

std::string to_text(const grader::TableReading& reading);
// Throws std::exception for what to_text() did not return.
grader::TableReading to_reading(std::string_view text);

}  // namespace reference::code
