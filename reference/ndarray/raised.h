// What Python would raise while a snippet runs. Thrown by everything that evaluates snippets
// (reference/ndarray, snippet, numpy, opencv) and caught by snippet::run(); it never leaves it.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace reference::ndarray {

enum class Fault : std::uint8_t {
  python,       // Python raises the same: the snippet is wrong
  unsupported,  // Python could do it, this evaluator cannot: nobody's mistake
  limit,        // the snippet needs more than a budget allows
};

struct Raised {
  Fault fault = Fault::python;
  std::string type;     // "TypeError", "numpy.linalg.LinAlgError"; "NotSupported", "LimitExceeded"
  std::string message;  // as Python words it
};

// The types that Python has; "NotSupported" and "LimitExceeded" are ours.
[[noreturn]] void raise(std::string_view type, std::string message);

template <typename... T>
[[noreturn]] void raise(std::string_view type, fmt::format_string<T...> format, T&&... values) {
  raise(type, fmt::format(format, std::forward<T>(values)...));
}

template <typename... T>
[[noreturn]] void type_error(fmt::format_string<T...> format, T&&... values) {
  raise("TypeError", fmt::format(format, std::forward<T>(values)...));
}

template <typename... T>
[[noreturn]] void value_error(fmt::format_string<T...> format, T&&... values) {
  raise("ValueError", fmt::format(format, std::forward<T>(values)...));
}

template <typename... T>
[[noreturn]] void index_error(fmt::format_string<T...> format, T&&... values) {
  raise("IndexError", fmt::format(format, std::forward<T>(values)...));
}

// "`np.vander` is not supported": `what` as the user wrote it, with words like "of float16".
[[noreturn]] void not_supported(std::string_view what, std::string_view more = "");

// `which` names the limit: "more than 10,000,000 steps".
[[noreturn]] void limit_exceeded(std::string which);

}  // namespace reference::ndarray
