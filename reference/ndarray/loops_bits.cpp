// bitwise_and, .., shifts, gcd, lcm: of integers only.
#include "reference/ndarray/loop_makers.h"
#include "reference/ndarray/wrapping.h"

namespace reference::ndarray {
namespace {

struct And {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return static_cast<T>(a & b);
  }
};

struct Or {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return static_cast<T>(a | b);
  }
};

struct Xor {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a, T b) {
    return static_cast<T>(a ^ b);
  }
};

struct Invert {
  static constexpr bool simple = true;
  template <typename T>
  static T of(T a) {
    if constexpr (std::is_same_v<T, bool>) {
      return !a;
    } else {
      return static_cast<T>(~a);
    }
  }
};

template <typename T>
bool shifts_out(T by) {
  return static_cast<std::make_unsigned_t<T>>(by) >= 8 * sizeof(T);
}

struct LeftShift {
  template <typename T>
  static T of(T a, T by) {
    return shifts_out(by) ? T{0} : static_cast<T>(wide(a) << wide(by));
  }
};

struct RightShift {
  template <typename T>
  static T of(T a, T by) {
    if (!shifts_out(by)) return static_cast<T>(a >> by);
    return static_cast<T>(a < 0 ? -1 : 0);
  }
};

template <typename T>
auto magnitude(T a) {
  using Unsigned = std::make_unsigned_t<T>;
  return a < 0 ? static_cast<Unsigned>(0 - wide(a)) : static_cast<Unsigned>(a);
}

struct Gcd {
  template <typename T>
  static T of(T a, T b) {
    auto x = magnitude(a);
    auto y = magnitude(b);
    while (x != 0) {
      const auto rest = static_cast<decltype(x)>(y % x);
      y = x;
      x = rest;
    }
    return static_cast<T>(y);
  }
};

struct Lcm {
  template <typename T>
  static T of(T a, T b) {
    const auto divisor = magnitude(Gcd::of(a, b));
    if (divisor == 0) return T{0};
    return static_cast<T>(wide(magnitude(a)) / divisor * wide(magnitude(b)));
  }
};

Ufunc from(Ufunc ufunc, double identity) {
  ufunc.start = Start::identity;
  ufunc.identity = identity;
  return ufunc;
}

}  // namespace

void add_bits(std::vector<Ufunc>& ufuncs) {
  constexpr auto bits = booleans + integers;
  ufuncs.push_back(from(binary<And>("bitwise_and", bits), -1));
  ufuncs.push_back(from(binary<Or>("bitwise_or", bits), 0));
  ufuncs.push_back(from(binary<Xor>("bitwise_xor", bits), 0));
  ufuncs.push_back(unary<Invert>("invert", bits));
  ufuncs.push_back(binary<LeftShift>("left_shift", integers));
  ufuncs.push_back(binary<RightShift>("right_shift", integers));
  Ufunc gcd = from(binary<Gcd>("gcd", integers, 150), 0);
  gcd.choice = Choice::common;
  ufuncs.push_back(std::move(gcd));
  Ufunc lcm = binary<Lcm>("lcm", integers, 150);
  lcm.choice = Choice::common;
  ufuncs.push_back(std::move(lcm));
}

}  // namespace reference::ndarray
