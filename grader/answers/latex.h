// Names of LaTeX commands, without their backslash.
#pragma once

#include <optional>
#include <string_view>

namespace grader::latex {

// What a command is replaced by that takes no argument: `*` for `times`. Empty for others.
std::optional<std::string_view> symbol(std::string_view name);

// Whether a command only says how its argument looks: `text`, `mathrm`.
bool wrapper(std::string_view name);

// Whether a command makes a fraction of its two arguments.
bool fraction(std::string_view name);

}  // namespace grader::latex
