#include "reference/language/syntax_error.h"

#include <fmt/core.h>

namespace reference::language {

SyntaxError syntax_error(Position where, std::string message, std::string hint,
                         std::string python) {
  return {where, std::move(message), std::move(hint), "SyntaxError", std::move(python), where};
}

SyntaxError not_supported(Position where, std::string_view what, std::string hint) {
  std::string message = fmt::format("{} is not supported", what);
  std::string python = hint.empty() ? message : fmt::format("{}; {}", message, hint);
  SyntaxError error = syntax_error(where, std::move(message), std::move(hint), std::move(python));
  error.python_type = "NotSupported";
  return error;
}

}  // namespace reference::language
