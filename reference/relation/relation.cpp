#include "reference/relation/relation.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "reference/ndarray/raised.h"
#include "reference/relation/numbers.h"

namespace reference::relation {
namespace {

using ndarray::Complex;
using ndarray::DType;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double least_range = 16;  // of whole numbers that may be off by one

// The numbers of an array, row-major. T is double where that is exact, long double for large whole
// numbers of 64 bits, or Complex.
template <typename T>
struct Grid {
  ndarray::Extents shape;
  std::vector<T> numbers;
};

bool is_nan(double x) { return std::isnan(x); }
bool is_nan(long double x) { return std::isnan(x); }
bool is_nan(const Complex& x) { return std::isnan(x.real()) || std::isnan(x.imag()); }

// 0 for the same number, and for NaN beside NaN.
template <typename T>
double distance(const T& a, const T& b) {
  if (a == b) return 0;
  if (is_nan(a) || is_nan(b)) return is_nan(a) && is_nan(b) ? 0 : infinite;
  const auto off = static_cast<double>(std::abs(a - b));
  // Different, however little, or inf - inf in a part of a complex number.
  return std::isnan(off) ? infinite : std::max(off, std::numeric_limits<double>::denorm_min());
}

double size_of(double x) { return std::abs(x); }
double size_of(long double x) { return static_cast<double>(std::abs(x)); }
double size_of(const Complex& x) { return std::abs(x); }

double real_of(double x) { return x; }
double real_of(long double x) { return static_cast<double>(x); }
double real_of(const Complex& x) { return x.real(); }

// What of an array matters for the rules.
struct Character {
  bool whole = true;  // nothing but whole numbers
  double low = infinite;
  double high = -infinite;
  double size = 0;  // the largest, of the finite ones
};

template <typename T>
Character character(const Grid<T>& grid) {
  Character found;
  for (const T& number : grid.numbers) {
    const double size = size_of(number);
    if (!std::isfinite(size)) {
      found.whole = false;
      continue;
    }
    const double real = real_of(number);
    found.size = std::max(found.size, size);
    found.low = std::min(found.low, real);
    found.high = std::max(found.high, real);
    found.whole = found.whole && std::floor(real) == real && std::abs(real) == size;
  }
  return found;
}

double eps_of(DType dtype) {
  constexpr double of_double = 1e-9;
  constexpr double of_float = 1e-5;
  constexpr double of_half = 2e-3;
  if (dtype == DType::float16) return of_half;
  if (dtype == DType::float32) return of_float;
  return dtype == DType::float64 || dtype == DType::complex128 ? of_double : 0;
}

// How far two numbers may be off.
struct Slack {
  double by_one = 0;  // 1 or 0
  double eps = 0;
  double most() const { return std::max(by_one, eps); }
};

template <typename T>
Slack slack_of(const Grid<T>& a, const Grid<T>& b, double eps) {
  const Character of_a = character(a);
  const Character of_b = character(b);
  Slack slack;
  const double range = std::min(of_a.high - of_a.low, of_b.high - of_b.low);
  if (of_a.whole && of_b.whole && range >= least_range) slack.by_one = 1;
  slack.eps = eps * std::max(of_a.size, of_b.size);
  return slack;
}

struct Difference {
  double largest = 0;
  double share = 0;
};

template <typename T>
Difference difference(const Grid<T>& a, const Grid<T>& b) {
  Difference found;
  std::size_t different = 0;
  for (std::size_t i = 0; i < a.numbers.size(); ++i) {
    const double off = distance(a.numbers[i], b.numbers[i]);
    if (off == 0) continue;
    ++different;
    found.largest = std::max(found.largest, off);
  }
  if (different > 0) {
    found.share = static_cast<double>(different) / static_cast<double>(a.numbers.size());
  }
  return found;
}

// An image or a vector as rows, columns and channels.
struct Sides {
  std::int64_t height = 1;
  std::int64_t width = 1;
  std::int64_t channels = 1;
};

Sides sides_of(const ndarray::Extents& shape) {
  return {shape[0], shape.size() > 1 ? shape[1] : 1, shape.size() > 2 ? shape[2] : 1};
}

// Whether `right` is `left` after one transform, and the comparison means something.
template <typename T>
class Comparison {
 public:
  Comparison(const Grid<T>& left, const Grid<T>& right, double slack, bool whole)
      : left_(left),
        right_(right),
        slack_(slack),
        least_range_(whole && slack >= 1 ? least_range : slack),
        from_(sides_of(left.shape)),
        to_(sides_of(right.shape)) {}

  bool holds(const Transform& transform) const {
    if (!fits(transform)) return false;
    const Origin origin = relation::origin(transform, from_.height, from_.width);
    const std::int64_t last_row = to_.height + std::min(transform.down, 0);
    const std::int64_t last_column = to_.width + std::min(transform.right, 0);
    bool moved = false;  // differs from what stands there without the transform
    double low = infinite;
    double high = -infinite;
    for (std::int64_t y = std::max(transform.down, 0); y < last_row; ++y) {
      for (std::int64_t x = std::max(transform.right, 0); x < last_column; ++x) {
        const std::int64_t row = origin.row + origin.row_by_y * y + origin.row_by_x * x;
        const std::int64_t column = origin.column + origin.column_by_y * y + origin.column_by_x * x;
        for (std::int64_t k = 0; k < to_.channels; ++k) {
          const std::int64_t channel = transform.channels_reversed ? to_.channels - 1 - k : k;
          const T& expected = left_.numbers[at(from_, row, column, channel)];
          const T& found = right_.numbers[at(to_, y, x, k)];
          if (!(distance(expected, found) <= slack_)) return false;
          moved = moved || !stays(y, x, k, found);
          low = std::min(low, real_of(found));
          high = std::max(high, real_of(found));
        }
      }
    }
    return moved && high - low > 0 && high - low >= least_range_;
  }

 private:
  static std::size_t at(const Sides& sides, std::int64_t y, std::int64_t x, std::int64_t k) {
    return static_cast<std::size_t>((y * sides.width + x) * sides.channels + k);
  }

  bool stays(std::int64_t y, std::int64_t x, std::int64_t k, const T& found) const {
    if (y >= from_.height || x >= from_.width) return false;
    return distance(left_.numbers[at(from_, y, x, k)], found) <= slack_;
  }

  bool fits(const Transform& transform) const {
    constexpr std::int64_t least_to_shift = 3;
    const bool swaps = swaps_sides(transform.turn);
    return to_.height == (swaps ? from_.width : from_.height) &&
           to_.width == (swaps ? from_.height : from_.width) && to_.channels == from_.channels &&
           (!transform.channels_reversed || to_.channels > 1) &&
           (transform.down == 0 || to_.height >= least_to_shift) &&
           (transform.right == 0 || to_.width >= least_to_shift);
  }

  const Grid<T>& left_;
  const Grid<T>& right_;
  double slack_;
  double least_range_;
  Sides from_;
  Sides to_;
};

// Images have two axes, or a third of few channels.
bool is_image(const ndarray::Extents& shape) {
  constexpr std::int64_t most_channels = 4;
  return shape.size() == 2 || (shape.size() == 3 && shape[2] <= most_channels);
}

template <typename T>
std::optional<Transform> transform_between(const Grid<T>& left, const Grid<T>& right,
                                           const Slack& slack) {
  const bool vectors = left.shape.size() == 1 && right.shape.size() == 1;
  const bool images = is_image(left.shape) && left.shape.size() == right.shape.size();
  if (!vectors && !images) return std::nullopt;
  const Comparison<T> comparison(left, right, slack.most(), slack.by_one > 0);
  for (const Transform& transform : vectors ? vector_transforms() : image_transforms()) {
    if (comparison.holds(transform)) return transform;
  }
  return std::nullopt;
}

Kind kind_of(const Difference& difference, const Slack& slack) {
  if (difference.largest == 0) return Kind::equal;
  if (difference.largest <= slack.by_one) return Kind::within1;
  return difference.largest <= slack.eps ? Kind::within_eps : Kind::different;
}

Relation other_shape(const ndarray::Extents& left, const ndarray::Extents& right) {
  return not_comparable(fmt::format("shapes {} and {} differ", ndarray::shape_text(left),
                                    ndarray::shape_text(right)));
}

template <typename T>
Relation relate(const Grid<T>& left, const Grid<T>& right, double eps) {
  const Slack slack = slack_of(left, right, eps);
  Relation relation = other_shape(left.shape, right.shape);
  if (left.shape == right.shape) {
    const Difference found = difference(left, right);
    relation = {kind_of(found, slack), found.largest, found.share, ""};
  }
  if (settles(relation.kind)) return relation;
  relation.transform = transform_between(left, right, slack);
  if (relation.transform) {
    relation.kind = Kind::related;
    relation.how = words(*relation.transform, left.shape.size() == 1);
  }
  return relation;
}

template <typename To, typename From>
Grid<To> grid_of(const Budget& budget, const NDArray& array) {
  const NDArray flat = as_contiguous(budget, array);
  Grid<To> grid{array.shape, {}};
  grid.numbers.reserve(static_cast<std::size_t>(flat.size()));
  for (const From& element : ndarray::elements<From>(flat)) {
    grid.numbers.push_back(static_cast<To>(element));
  }
  return grid;
}

Grid<long double> long_grid(const Budget& budget, const NDArray& array) {
  if (array.dtype == DType::int64) return grid_of<long double, std::int64_t>(budget, array);
  if (array.dtype == DType::uint64) return grid_of<long double, std::uint64_t>(budget, array);
  return grid_of<long double, double>(budget, as_type(budget, array, DType::float64));
}

// Whether a double may not hold every number of the type.
bool is_long(DType dtype) { return dtype == DType::int64 || dtype == DType::uint64; }

// Whether one may be the other turned.
bool may_compare(ndarray::Extents left, ndarray::Extents right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

Relation relate(const Budget& budget, const NDArray& left, const NDArray& right) {
  if (!may_compare(left.shape, right.shape)) return other_shape(left.shape, right.shape);
  const double eps = std::max(eps_of(left.dtype), eps_of(right.dtype));
  if (left.dtype == DType::complex128 || right.dtype == DType::complex128) {
    const auto grid = [&](const NDArray& array) {
      return grid_of<Complex, Complex>(budget, as_type(budget, array, DType::complex128));
    };
    return relate(grid(left), grid(right), eps);
  }
  if (is_long(left.dtype) || is_long(right.dtype)) {
    return relate(long_grid(budget, left), long_grid(budget, right), eps);
  }
  const auto grid = [&](const NDArray& array) {
    return grid_of<double, double>(budget, as_type(budget, array, DType::float64));
  };
  return relate(grid(left), grid(right), eps);
}

}  // namespace

std::string_view id(Kind kind) {
  switch (kind) {
    case Kind::equal:
      return "equal";
    case Kind::within1:
      return "within1";
    case Kind::within_eps:
      return "within_eps";
    case Kind::related:
      return "related";
    default:
      return "different";
  }
}

std::optional<Kind> kind_of(std::string_view text) {
  for (const Kind kind : all_kinds) {
    if (id(kind) == text) return kind;
  }
  return std::nullopt;
}

std::string_view words(Kind kind) {
  if (kind == Kind::within1) return "within 1";
  if (kind == Kind::within_eps) return "within eps";
  return id(kind);
}

Relation not_comparable(std::string reason) {
  return {Kind::different, no_number, no_number, std::move(reason), std::nullopt};
}

Relation relate(const Object& left, const Object& right) {
  try {
    const Budget budget;
    const auto a = as_array(budget, left);
    if (!a) return not_comparable("the left one " + a.error().message);
    const auto b = as_array(budget, right);
    if (!b) return not_comparable("the right one " + b.error().message);
    return relate(budget, squeezed(*a), squeezed(*b));
  } catch (const ndarray::Raised& raised) {
    return not_comparable(raised.message);
  }
}

std::string incomparable(const Object& object) {
  try {
    const Budget budget;
    const auto array = as_array(budget, object);
    if (!array) return array.error().message;
  } catch (const ndarray::Raised& raised) {
    return raised.message;
  }
  const Relation relation = relate(object, object);
  return settles(relation.kind) ? "" : "gives what equals nothing, not even itself";
}

Relation worst(std::span<const Relation> relations) {
  Relation worst = not_comparable("nothing was compared");
  bool first = true;
  for (const Relation& relation : relations) {
    if (first) {
      worst = relation;
      first = false;
      continue;
    }
    const bool both_related = worst.kind == Kind::related && relation.kind == Kind::related;
    if (both_related && worst.how != relation.how) {
      worst.kind = Kind::different;
      worst.how.clear();
      worst.transform.reset();
    } else if (relation.kind > worst.kind) {
      worst.kind = relation.kind;
      worst.how = relation.how;
      worst.transform = relation.transform;
    }
    // NaN stays: what could not be compared once has no difference.
    const auto larger = [](double a, double b) {
      return std::isnan(a) || std::isnan(b) ? no_number : std::max(a, b);
    };
    worst.max_abs_diff = larger(worst.max_abs_diff, relation.max_abs_diff);
    worst.share_different = larger(worst.share_different, relation.share_different);
  }
  return worst;
}

}  // namespace reference::relation
