#include "reference/ndarray/raised.h"

namespace reference::ndarray {

void raise(std::string_view type, std::string message) {
  throw Raised{Fault::python, std::string(type), std::move(message)};
}

void not_supported(std::string_view what, std::string_view more) {
  throw Raised{Fault::unsupported, "NotSupported",
               fmt::format("`{}` is not supported{}{}", what, more.empty() ? "" : " ", more)};
}

void limit_exceeded(std::string which) {
  throw Raised{Fault::limit, "LimitExceeded", std::move(which)};
}

}  // namespace reference::ndarray
