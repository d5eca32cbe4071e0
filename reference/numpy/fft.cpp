// np.fft: Fourier transforms by Eigen's kissfft, whose results differ from NumPy's pocketfft by
// rounding only.
#include <unsupported/Eigen/FFT>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reference/ndarray/iterate.h"
#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::normalize_axis;
using ndarray::value_error;

enum class Direction : std::uint8_t { forward, inverse };

// What results are multiplied with.
double factor_of(const Call& call, std::size_t norm, Direction direction, std::int64_t n) {
  const std::string name = call.text(norm, "backward");
  const auto count = static_cast<double>(n);
  if (name == "ortho") return 1 / std::sqrt(count);
  if (name != "backward" && name != "forward") {
    value_error("Invalid norm value {}; should be \"backward\",\"ortho\" or \"forward\".", name);
  }
  return (name == "backward") == (direction == Direction::inverse) ? 1 / count : 1;
}

// A transform of n points takes about n times the sum of n's prime factors.
void charge(const Budget& budget, std::int64_t lanes, std::int64_t n) {
  double factors = 8;
  std::int64_t rest = n;
  for (std::int64_t p = 2; p * p <= rest; ++p) {
    for (; rest % p == 0; rest /= p) factors += static_cast<double>(p);
  }
  if (rest > 1) factors += static_cast<double>(rest);
  budget.work(lanes, 100 + 3 * factors * static_cast<double>(n));
  budget.require(n * 96);
}

// The array with `n` elements along an axis: cut off, or zeros added.
NDArray fitted(const Budget& budget, const NDArray& array, int axis, std::int64_t n, DType type) {
  Extents shape = array.shape;
  shape[at(axis)] = n;
  const NDArray made = ndarray::make(budget, type, shape);
  const std::int64_t count = std::min(n, array.shape[at(axis)]);
  ndarray::assign(budget, ndarray::take_range(made, axis, 0, count, 1),
                  ndarray::take_range(array, axis, 0, count, 1));
  return made;
}

void check_points(std::int64_t n) {
  if (n < 1) value_error("Invalid number of FFT data points ({}) specified.", n);
}

// Transforms complex numbers along an axis in place.
void transform(const Budget& budget, const NDArray& array, int axis, Direction direction,
               double factor) {
  const std::int64_t n = array.shape[at(axis)];
  if (array.size() == 0) return;
  charge(budget, array.size() / n, n);
  const NDArray lanes = move_axis(array, axis, array.ndim() - 1);
  NDArray outer = lanes;
  outer.shape.pop_back();
  outer.strides.pop_back();
  const std::int64_t stride = lanes.strides.back();
  Eigen::FFT<double> fft;
  fft.SetFlag(Eigen::FFT<double>::Unscaled);
  require_table(budget, 4 * n);
  std::vector<Complex> from(at(n));
  std::vector<Complex> to(at(n));
  ndarray::for_each_run<1>({&outer}, [&](std::int64_t count, auto places, auto steps) {
    for (; count > 0; --count, places[0] += steps[0]) {
      for (std::int64_t i = 0; i < n; ++i) {
        from[at(i)] = ndarray::load<Complex>(places[0] + i * stride);
      }
      if (n == 1) {
        to = from;
      } else if (direction == Direction::forward) {
        fft.fwd(to.data(), from.data(), static_cast<int>(n));
      } else {
        fft.inv(to.data(), from.data(), static_cast<int>(n));
      }
      for (std::int64_t i = 0; i < n; ++i) {
        ndarray::store(places[0] + i * stride, factor == 1 ? to[at(i)] : to[at(i)] * factor);
      }
    }
  });
}

NDArray complex_transform(const Call& call, const NDArray& array, std::int64_t n, int axis,
                          std::size_t norm, Direction direction) {
  check_points(n);
  const NDArray made = fitted(call.budget(), array, axis, n, DType::complex128);
  transform(call.budget(), made, axis, direction, factor_of(call, norm, direction, n));
  return made;
}

// Of real numbers: the half of the spectrum that says all.
NDArray half_transform(const Call& call, const NDArray& array, std::int64_t n, int axis,
                       std::size_t norm) {
  if (array.dtype == DType::complex128) {
    ndarray::type_error(
        "Cannot cast array data from dtype('complex128') to dtype('float64') "
        "according to the rule 'safe'");
  }
  const NDArray whole = complex_transform(call, array, n, axis, norm, Direction::forward);
  return ndarray::copy(call.budget(), ndarray::take_range(whole, axis, 0, n / 2 + 1, 1));
}

// Back from half a spectrum to n real numbers.
NDArray from_half(const Call& call, const NDArray& array, std::int64_t n, int axis,
                  std::size_t norm) {
  const Budget& budget = call.budget();
  check_points(n);
  const NDArray half = fitted(budget, array, axis, n / 2 + 1, DType::complex128);
  const NDArray whole = fitted(budget, half, axis, n, DType::complex128);
  const auto drop_imaginary = [&](std::int64_t place) {
    NDArray part = ndarray::take_range(whole, axis, place, 1, 1);
    part.dtype = DType::float64;
    part.offset += static_cast<std::int64_t>(sizeof(double));
    ndarray::assign(budget, part, ndarray::make(budget, DType::float64, {}));
  };
  drop_imaginary(0);
  if (n % 2 == 0) drop_imaginary(n / 2);
  const std::int64_t mirrored = (n - 1) / 2;
  if (mirrored > 0) {
    const NDArray source = ndarray::take_range(half, axis, mirrored, mirrored, -1);
    ndarray::assign(budget, ndarray::take_range(whole, axis, n - mirrored, mirrored, 1),
                    calculate(call.rules(), "conjugate", source));
  }
  transform(budget, whole, axis, Direction::inverse, factor_of(call, norm, Direction::inverse, n));
  return ndarray::cast(budget, whole, DType::float64);
}

NDArray input(const Call& call) { return as_array(call.budget(), call.array(0)); }

struct Lane {
  NDArray array;
  int axis;
  std::int64_t extent() const { return array.shape[at(axis)]; }
};

// a, n=, axis=, norm=
Lane lane_of(const Call& call) {
  const NDArray array = input(call);
  return {array, normalize_axis(call.integer(2, -1), array.ndim())};
}

Object along_one(Call& call, Direction direction) {
  const Lane lane = lane_of(call);
  return snippet::of(
      complex_transform(call, lane.array, call.integer(1, lane.extent()), lane.axis, 3, direction));
}

Object fft(Call& call) { return along_one(call, Direction::forward); }
Object ifft(Call& call) { return along_one(call, Direction::inverse); }

Object rfft(Call& call) {
  const Lane lane = lane_of(call);
  return snippet::of(
      half_transform(call, lane.array, call.integer(1, lane.extent()), lane.axis, 3));
}

Object irfft(Call& call) {
  const Lane lane = lane_of(call);
  return snippet::of(
      from_half(call, lane.array, call.integer(1, (lane.extent() - 1) * 2), lane.axis, 3));
}

// a, s=, axes=, norm=: the axes and how many points along each.
struct Grid {
  Extents axes;
  Extents points;
};

Grid grid_of(const Call& call, const NDArray& array, bool two, bool inverse_real) {
  Grid grid;
  Extents axes;
  if (call.given(2)) {
    axes = call.integers(2);
  } else if (two) {
    axes = {-2, -1};
  } else {
    const std::int64_t count =
        call.given(1) ? static_cast<std::int64_t>(call.integers(1).size()) : array.ndim();
    for (std::int64_t k = count; k > 0; --k) axes.push_back(-k);
  }
  for (const std::int64_t axis : axes) grid.axes.push_back(normalize_axis(axis, array.ndim()));
  if (call.given(1)) {
    grid.points = call.integers(1);
  } else {
    for (const std::int64_t axis : grid.axes) grid.points.push_back(array.shape[at(axis)]);
    if (inverse_real && !grid.points.empty()) grid.points.back() = (grid.points.back() - 1) * 2;
  }
  if (grid.points.size() != grid.axes.size()) {
    value_error("Shape and axes have different lengths.");
  }
  return grid;
}

Object along_many(Call& call, bool two, Direction direction) {
  NDArray array = input(call);
  const Grid grid = grid_of(call, array, two, false);
  for (std::size_t k = grid.axes.size(); k > 0; --k) {
    array = complex_transform(call, array, grid.points[k - 1], static_cast<int>(grid.axes[k - 1]),
                              3, direction);
  }
  return snippet::of(array);
}

Object fft2(Call& call) { return along_many(call, true, Direction::forward); }
Object ifft2(Call& call) { return along_many(call, true, Direction::inverse); }
Object fftn(Call& call) { return along_many(call, false, Direction::forward); }
Object ifftn(Call& call) { return along_many(call, false, Direction::inverse); }

Object real_along_many(Call& call, bool two) {
  NDArray array = input(call);
  const Grid grid = grid_of(call, array, two, false);
  if (grid.axes.empty()) ndarray::index_error("list index out of range");
  array = half_transform(call, array, grid.points.back(), static_cast<int>(grid.axes.back()), 3);
  for (std::size_t k = 0; k + 1 < grid.axes.size(); ++k) {
    array = complex_transform(call, array, grid.points[k], static_cast<int>(grid.axes[k]), 3,
                              Direction::forward);
  }
  return snippet::of(array);
}

Object rfft2(Call& call) { return real_along_many(call, true); }
Object rfftn(Call& call) { return real_along_many(call, false); }

Object from_half_along_many(Call& call, bool two) {
  NDArray array = input(call);
  const Grid grid = grid_of(call, array, two, true);
  if (grid.axes.empty()) ndarray::index_error("list index out of range");
  for (std::size_t k = 0; k + 1 < grid.axes.size(); ++k) {
    array = complex_transform(call, array, grid.points[k], static_cast<int>(grid.axes[k]), 3,
                              Direction::inverse);
  }
  return snippet::of(
      from_half(call, array, grid.points.back(), static_cast<int>(grid.axes.back()), 3));
}

Object irfft2(Call& call) { return from_half_along_many(call, true); }
Object irfftn(Call& call) { return from_half_along_many(call, false); }

Object shift(Call& call, bool back) {
  const Budget& budget = call.budget();
  NDArray x = input(call);
  Extents axes;
  if (call.given(1)) {
    for (const std::int64_t axis : call.integers(1)) {
      axes.push_back(normalize_axis(axis, x.ndim()));
    }
  } else {
    for (int axis = 0; axis < x.ndim(); ++axis) axes.push_back(axis);
  }
  x = ndarray::copy(budget, x);
  for (const std::int64_t axis : axes) {
    const std::int64_t n = x.shape[at(axis)];
    require_table(budget, n);
    std::vector<std::int64_t> places(at(n));
    std::iota(places.begin(), places.end(), 0);
    // By half of them to the right, or back.
    std::rotate(places.begin(), places.begin() + (back ? n / 2 : n - n / 2), places.end());
    x = gather(budget, x, static_cast<int>(axis), places);
  }
  return snippet::of(x);
}

Object fftshift(Call& call) { return shift(call, false); }
Object ifftshift(Call& call) { return shift(call, true); }

// The frequencies first, first + 1, .. of n points.
NDArray frequencies(const Call& call, std::int64_t n, std::int64_t positive,
                    std::int64_t negative) {
  if (n == 0) ndarray::raise("ZeroDivisionError", "float division by zero");
  const double spacing = call.real(1, 1.0);
  if (spacing == 0) ndarray::raise("ZeroDivisionError", "float division by zero");
  const double value = 1.0 / (static_cast<double>(n) * spacing);
  const NDArray made = ndarray::make(call.budget(), DType::float64, {positive + negative});
  const auto all = ndarray::elements<double>(made);
  for (std::int64_t i = 0; i < positive; ++i) all[at(i)] = static_cast<double>(i) * value;
  for (std::int64_t i = 0; i < negative; ++i) {
    all[at(positive + i)] = static_cast<double>(i - negative) * value;
  }
  return made;
}

std::int64_t points_of(const Call& call) {
  if (call[0].get<double>() != nullptr) value_error("n should be an integer");
  const std::int64_t n = call.integer(0);
  if (n < 0) value_error("negative dimensions are not allowed");
  return n;
}

Object fftfreq(Call& call) {
  const std::int64_t n = points_of(call);
  return snippet::of(frequencies(call, n, (n + 1) / 2, n / 2));
}

Object rfftfreq(Call& call) {
  const std::int64_t n = points_of(call);
  return snippet::of(frequencies(call, n, n / 2 + 1, 0));
}

constexpr Builtin functions[] = {
    {"np.fft.fft", "a, n=, axis=, norm=", fft},
    {"np.fft.ifft", "a, n=, axis=, norm=", ifft},
    {"np.fft.rfft", "a, n=, axis=, norm=", rfft},
    {"np.fft.irfft", "a, n=, axis=, norm=", irfft},
    {"np.fft.fft2", "a, s=, axes=, norm=", fft2},
    {"np.fft.ifft2", "a, s=, axes=, norm=", ifft2},
    {"np.fft.fftn", "a, s=, axes=, norm=", fftn},
    {"np.fft.ifftn", "a, s=, axes=, norm=", ifftn},
    {"np.fft.rfft2", "a, s=, axes=, norm=", rfft2},
    {"np.fft.irfft2", "a, s=, axes=, norm=", irfft2},
    {"np.fft.rfftn", "a, s=, axes=, norm=", rfftn},
    {"np.fft.irfftn", "a, s=, axes=, norm=", irfftn},
    {"np.fft.fftshift", "x, axes=", fftshift},
    {"np.fft.ifftshift", "x, axes=", ifftshift},
    {"np.fft.fftfreq", "n, d=", fftfreq},
    {"np.fft.rfftfreq", "n, d=", rfftfreq},
};

}  // namespace

std::span<const Builtin> fft_functions() { return functions; }

}  // namespace reference::numpy
