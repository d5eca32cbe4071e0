#include "reference/ndarray/casts.h"

#include "reference/ndarray/convert.h"
#include "reference/ndarray/ndarray.h"

namespace reference::ndarray {
namespace {

template <typename From, typename To>
bool leaves_c(From value) {
  if constexpr (std::is_integral_v<To> && !std::is_same_v<To, bool>) {
    if constexpr (std::is_floating_point_v<From> || std::is_same_v<From, Half>) {
      return undefined_as_integer<To>(static_cast<double>(value));
    } else if constexpr (std::is_same_v<From, Complex>) {
      return undefined_as_integer<To>(value.real());
    }
  }
  return false;
}

template <typename From, typename To>
bool run(std::int64_t count, const std::byte* from, std::ptrdiff_t from_step, std::byte* to,
         std::ptrdiff_t to_step) {
  if constexpr (std::is_same_v<From, To>) {
    if (from_step == sizeof(From) && to_step == sizeof(To)) {
      std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(To));
      return false;
    }
  }
  bool undefined = false;
  for (; count > 0; --count, from += from_step, to += to_step) {
    const From value = load<From>(from);
    undefined |= leaves_c<From, To>(value);
    store(to, convert<To>(value));
  }
  return undefined;
}

}  // namespace

CastRun cast_run(DType from, DType to) {
  return visit_dtype(from, [&](auto a) {
    return visit_dtype(to, [](auto b) -> CastRun { return run<decltype(a), decltype(b)>; });
  });
}

}  // namespace reference::ndarray
