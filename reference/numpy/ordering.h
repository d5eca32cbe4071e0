// NumPy's order of elements and what is sorted by it.
#pragma once

#include <cmath>

#include "reference/numpy/support.h"

namespace reference::numpy {

template <typename T>
bool is_nan(T value) {
  if constexpr (std::is_same_v<T, ndarray::Half>) {
    return std::isnan(static_cast<float>(value));
  } else if constexpr (std::is_same_v<T, Complex>) {
    return std::isnan(value.real()) || std::isnan(value.imag());
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::isnan(value);
  } else {
    return false;
  }
}

// NaN comes last. Complex numbers by their real parts first (numpy/core/src/npysort).
template <typename T>
bool comes_before(T a, T b) {
  if constexpr (std::is_same_v<T, ndarray::Half>) {
    return comes_before(static_cast<float>(a), static_cast<float>(b));
  } else if constexpr (std::is_same_v<T, Complex>) {
    if (a.real() < b.real()) return !std::isnan(a.imag()) || std::isnan(b.imag());
    if (a.real() > b.real()) return std::isnan(b.imag()) && !std::isnan(a.imag());
    if (a.real() == b.real() || (std::isnan(a.real()) && std::isnan(b.real()))) {
      return comes_before(a.imag(), b.imag());
    }
    return std::isnan(b.real());
  } else {
    return a < b || (is_nan(b) && !is_nan(a));
  }
}

template <typename T>
bool same(T a, T b) {
  if constexpr (std::is_same_v<T, ndarray::Half>) {
    return static_cast<float>(a) == static_cast<float>(b);
  } else {
    return a == b;
  }
}

// np.sort, a copy.
NDArray sorted(const Budget& budget, const NDArray& array, int axis);
void sort_in_place(const Budget& budget, const NDArray& array, int axis);
// np.argsort; if not stable, equal elements come in the order of NumPy's default sort.
NDArray sorting_order(const Budget& budget, const NDArray& array, int axis, bool stable);

// np.searchsorted: a sorted line, any v.
NDArray search_sorted(const Budget& budget, const NDArray& line, const NDArray& v, bool right);

// The row-major places of the elements that are true.
std::vector<std::int64_t> true_places(const Budget& budget, const NDArray& array);

struct Unique {
  NDArray values;
  NDArray first;    // where each occurs first
  NDArray inverse;  // which of the values each element is
  NDArray counts;
};
// Of a line.
Unique unique(const Budget& budget, const NDArray& line, bool equal_nan);

}  // namespace reference::numpy
