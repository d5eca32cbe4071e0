// exp, log and their kin: of floats and complex numbers, by the C library as NumPy does.
#include <cmath>
#include <limits>
#include <numbers>

#include "reference/ndarray/loop_makers.h"

namespace reference::ndarray {
namespace {

template <typename T>
inline constexpr bool is_complex = std::is_same_v<T, Complex>;

struct Exp {
  template <typename T>
  static T of(T a) {
    return std::exp(a);
  }
};

struct Exp2 {
  template <typename T>
  static T of(T a) {
    if constexpr (is_complex<T>) {
      return std::exp(Complex{a.real() * std::numbers::ln2, a.imag() * std::numbers::ln2});
    } else {
      return std::exp2(a);
    }
  }
};

struct Expm1 {
  template <typename T>
  static T of(T a) {
    if constexpr (is_complex<T>) {
      const double half = std::sin(a.imag() / 2);
      return {std::expm1(a.real()) * std::cos(a.imag()) - 2 * half * half,
              std::exp(a.real()) * std::sin(a.imag())};
    } else {
      return std::expm1(a);
    }
  }
};

struct Log {
  template <typename T>
  static T of(T a) {
    return std::log(a);
  }
};

struct Log2 {
  template <typename T>
  static T of(T a) {
    if constexpr (is_complex<T>) {
      return std::log(a) * std::numbers::log2e;
    } else {
      return std::log2(a);
    }
  }
};

struct Log10 {
  template <typename T>
  static T of(T a) {
    if constexpr (is_complex<T>) {
      return std::log(a) * std::numbers::log10e;
    } else {
      return std::log10(a);
    }
  }
};

struct Log1p {
  template <typename T>
  static T of(T a) {
    if constexpr (is_complex<T>) {
      const double size = std::hypot(a.real() + 1, a.imag());
      return {std::log(size), std::atan2(a.imag(), a.real() + 1)};
    } else {
      return std::log1p(a);
    }
  }
};

// log(exp(a) + exp(b)).
struct LogAddExp {
  template <typename T>
  static T of(T a, T b) {
    if (a == b) return a + std::numbers::ln2_v<T>;
    const T difference = a - b;
    if (difference > 0) return a + std::log1p(std::exp(-difference));
    return difference <= 0 ? b + std::log1p(std::exp(difference)) : difference;
  }
};

// log2(2^a + 2^b).
struct LogAddExp2 {
  template <typename T>
  static T of(T a, T b) {
    if (a == b) return a + 1;
    const T difference = a - b;
    constexpr T log2e = std::numbers::log2e_v<T>;
    if (difference > 0) return a + log2e * std::log1p(std::exp2(-difference));
    return difference <= 0 ? b + log2e * std::log1p(std::exp2(difference)) : difference;
  }
};

template <typename F>
Ufunc sum_of_exponentials(std::string_view name) {
  Ufunc ufunc = binary<F>(name, floats, 40);
  ufunc.start = Start::identity;
  ufunc.identity = -std::numeric_limits<double>::infinity();
  return ufunc;
}

}  // namespace

void add_exponentials(std::vector<Ufunc>& ufuncs) {
  constexpr auto all = floats + complexes;
  ufuncs.push_back(unary<Exp>("exp", all, 15));
  ufuncs.push_back(unary<Exp2>("exp2", all, 15));
  ufuncs.push_back(unary<Expm1>("expm1", all, 20));
  ufuncs.push_back(unary<Log>("log", all, 15));
  ufuncs.push_back(unary<Log2>("log2", all, 15));
  ufuncs.push_back(unary<Log10>("log10", all, 20));
  ufuncs.push_back(unary<Log1p>("log1p", all, 20));
  ufuncs.push_back(sum_of_exponentials<LogAddExp>("logaddexp"));
  ufuncs.push_back(sum_of_exponentials<LogAddExp2>("logaddexp2"));
}

}  // namespace reference::ndarray
