// np.pad, step by step as NumPy 1.24 does it (numpy/lib/arraypad.py), also where that is peculiar:
// pads that are wider than the array.
#include <algorithm>
#include <array>

#include "reference/numpy/families.h"
#include "reference/numpy/quantiles.h"
#include "reference/numpy/ranges.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

struct Widths {
  std::int64_t left = 0;
  std::int64_t right = 0;
};

// Each entry of x for the left and the right side of every axis.
using Pairs = std::vector<std::array<NDArray, 2>>;

Pairs as_pairs(const Budget& budget, const NDArray& x, int ndim) {
  NDArray seen = x;
  seen.scalar = false;
  if (x.ndim() < 3 && x.size() == 1) {
    seen = ndarray::reshape(budget, seen, {1, 1});
  } else if (x.ndim() < 3 && x.size() == 2 && x.shape != Extents{2, 1}) {
    seen = ndarray::reshape(budget, seen, {1, 2});
  }
  seen = ndarray::broadcast_to(seen, {ndim, 2});
  Pairs pairs;
  for (int axis = 0; axis < ndim; ++axis) {
    const NDArray row = ndarray::pick(seen, 0, axis);
    pairs.push_back({ndarray::pick(row, 0, 0), ndarray::pick(row, 0, 1)});
  }
  return pairs;
}

std::vector<Widths> widths_of(const Budget& budget, const NDArray& x, int ndim) {
  std::vector<Widths> widths;
  for (const auto& [left, right] : as_pairs(budget, x, ndim)) {
    widths.push_back({ndarray::to_int64(left), ndarray::to_int64(right)});
    if (widths.back().left < 0 || widths.back().right < 0) {
      value_error("index can't contain negative values");
    }
  }
  return widths;
}

// The padded array and one axis of it; along later axes only the original part is seen.
struct Side {
  NDArray area;
  int axis;

  std::int64_t extent() const { return area.shape[at(axis)]; }
  NDArray part(std::int64_t start, std::int64_t count) const {
    return ndarray::take_range(area, axis, start, count, 1);
  }
  NDArray backwards(std::int64_t start, std::int64_t count) const {
    return ndarray::take_range(area, axis, start, count, -1);
  }
};

class Padding {
 public:
  Padding(const Call& call, NDArray array, std::vector<Widths> widths)
      : call_(call), rules_(call.rules()), array_(std::move(array)), widths_(std::move(widths)) {
    constexpr std::int64_t far = std::int64_t{1} << 40;
    Extents shape = array_.shape;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      if (widths_[axis].left > far || widths_[axis].right > far) budget().require(far);
      shape[axis] += widths_[axis].left + widths_[axis].right;
    }
    padded_ = ndarray::make(budget(), array_.dtype, shape);
    NDArray original = padded_;
    for (int axis = 0; axis < array_.ndim(); ++axis) original = inner(original, axis);
    ndarray::assign(budget(), original, array_);
  }

  NDArray run(const std::string& mode) {
    if (mode == "constant") return constant();
    if (mode == "empty") return padded_;
    if (array_.size() == 0) return nothing_to_repeat();
    if (mode == "edge") return edge();
    if (mode == "linear_ramp") return linear_ramp();
    if (mode == "reflect" || mode == "symmetric") return reflect(mode == "symmetric");
    if (mode == "wrap") return wrap();
    return statistic(mode);
  }

 private:
  const Budget& budget() const { return rules_.budget; }
  int ndim() const { return array_.ndim(); }

  NDArray inner(const NDArray& array, int axis) const {
    return ndarray::take_range(array, axis, widths_[at(axis)].left, array_.shape[at(axis)], 1);
  }

  Side side(int axis) const {
    NDArray area = padded_;
    for (int later = axis + 1; later < ndim(); ++later) area = inner(area, later);
    return {area, axis};
  }

  // Writes both pads of an axis.
  void set(const Side& side, const NDArray& left, const NDArray& right) const {
    const Widths& widths = widths_[at(side.axis)];
    ndarray::assign(budget(), side.part(0, widths.left), left);
    ndarray::assign(budget(), side.part(side.extent() - widths.right, widths.right), right);
  }

  NDArray constant() {
    const NDArray values = call_.given(3) ? call_.array(3) : number(rules_, std::int64_t{0}).array;
    const Pairs pairs = as_pairs(budget(), values, ndim());
    for (int axis = 0; axis < ndim(); ++axis) {
      set(side(axis), pairs[at(axis)][0], pairs[at(axis)][1]);
    }
    return padded_;
  }

  NDArray nothing_to_repeat() {
    for (int axis = 0; axis < ndim(); ++axis) {
      if (array_.shape[at(axis)] != 0) continue;
      if (widths_[at(axis)].left == 0 && widths_[at(axis)].right == 0) continue;
      value_error("can't extend empty axis {} using modes other than 'constant' or 'empty'", axis);
    }
    return padded_;
  }

  void set_edges(const Side& side) const {
    const Widths& widths = widths_[at(side.axis)];
    set(side, side.part(widths.left, 1), side.part(side.extent() - widths.right - 1, 1));
  }

  NDArray edge() {
    for (int axis = 0; axis < ndim(); ++axis) set_edges(side(axis));
    return padded_;
  }

  NDArray ramp(const NDArray& end, const NDArray& edge, std::int64_t width, int axis) const {
    const Spaced spaced =
        linspace(rules_, end, ndarray::remove_axis(edge, axis), width, false, padded_.dtype);
    return move_axis(spaced.values, 0, axis);
  }

  NDArray linear_ramp() {
    const NDArray values = call_.given(4) ? call_.array(4) : number(rules_, std::int64_t{0}).array;
    const Pairs pairs = as_pairs(budget(), values, ndim());
    for (int axis = 0; axis < ndim(); ++axis) {
      const Side one = side(axis);
      const Widths& widths = widths_[at(axis)];
      const NDArray left = ramp(pairs[at(axis)][0], one.part(widths.left, 1), widths.left, axis);
      const NDArray right = ramp(pairs[at(axis)][1], one.part(one.extent() - widths.right - 1, 1),
                                 widths.right, axis);
      set(one, left, ndarray::flip(right, axis));
    }
    return padded_;
  }

  NDArray statistic_of(const std::string& mode, const NDArray& part, int axis) const {
    NDArray value;
    if (mode == "maximum" || mode == "minimum") {
      value = reduced(rules_, mode, part, axis, true);
    } else if (mode == "mean") {
      value = mean(rules_, part, axis, true);
    } else {
      value = median(rules_, part, axis, true);
    }
    const bool rounds = ndarray::is_integer(padded_.dtype) && ndarray::is_float(value.dtype);
    return rounds ? calculate(rules_, "rint", value) : value;
  }

  NDArray statistic(const std::string& mode) {
    std::vector<Widths> lengths(at(ndim()), {std::int64_t{1} << 40, std::int64_t{1} << 40});
    if (call_.given(5)) lengths = widths_of(budget(), call_.array(5), ndim());
    for (int axis = 0; axis < ndim(); ++axis) {
      const Side one = side(axis);
      const std::int64_t first = widths_[at(axis)].left;
      const std::int64_t longest = array_.shape[at(axis)];
      const std::int64_t left = std::min(lengths[at(axis)].left, longest);
      const std::int64_t right = std::min(lengths[at(axis)].right, longest);
      if ((left == 0 || right == 0) && (mode == "maximum" || mode == "minimum")) {
        value_error("stat_length of 0 yields no value for padding");
      }
      const NDArray of_left = statistic_of(mode, one.part(first, left), axis);
      const NDArray of_right = statistic_of(mode, one.part(first + longest - right, right), axis);
      set(one, of_left, of_right);
    }
    return padded_;
  }

  // 2 edge - chunk.
  NDArray mirrored(const NDArray& edge, const NDArray& chunk) const {
    const NDArray twice =
        ndarray::apply(rules_, "multiply", number(rules_, std::int64_t{2}), Operand{edge});
    return calculate(rules_, "subtract", twice, chunk);
  }

  Widths reflect_once(const Side& side, Widths widths, bool odd, bool with_edge) const {
    std::int64_t length = side.extent() - widths.right - widths.left;
    const std::int64_t offset = with_edge ? 1 : 0;
    if (!with_edge) --length;
    if (widths.left > 0) {
      const std::int64_t count = std::min(length, widths.left);
      NDArray chunk = side.backwards(widths.left - offset + count, count);
      if (odd) chunk = mirrored(side.part(widths.left, 1), chunk);
      ndarray::assign(budget(), side.part(widths.left - count, count), chunk);
      widths.left -= count;
    }
    if (widths.right > 0) {
      const std::int64_t count = std::min(length, widths.right);
      const std::int64_t end = side.extent() - widths.right;
      NDArray chunk = side.backwards(end + offset - 2, count);
      if (odd) chunk = mirrored(side.part(end - 1, 1), chunk);
      ndarray::assign(budget(), side.part(end, count), chunk);
      widths.right -= count;
    }
    return widths;
  }

  NDArray reflect(bool with_edge) {
    const std::string type = call_.text(6, "even");
    for (int axis = 0; axis < ndim(); ++axis) {
      Widths widths = widths_[at(axis)];
      if (array_.shape[at(axis)] == 1 && (widths.left > 0 || widths.right > 0)) {
        set_edges({padded_, axis});
        continue;
      }
      const Side one = side(axis);
      while (widths.left > 0 || widths.right > 0) {
        budget().work(1, 1000);
        widths = reflect_once(one, widths, type == "odd", with_edge);
      }
    }
    return padded_;
  }

  Widths wrap_once(const Side& side, const Widths& widths) const {
    const std::int64_t period = side.extent() - widths.right - widths.left;
    Widths rest;
    if (widths.left > 0) {
      const std::int64_t count = std::min(period, widths.left);
      const NDArray chunk = side.part(side.extent() - widths.right - count, count);
      ndarray::assign(budget(), side.part(widths.left - count, count), chunk);
      rest.left = widths.left - count;
    }
    if (widths.right > 0) {
      const std::int64_t count = std::min(period, widths.right);
      const NDArray chunk = side.part(widths.left, count);
      ndarray::assign(budget(), side.part(side.extent() - widths.right, count), chunk);
      rest.right = widths.right - count;
    }
    return rest;
  }

  NDArray wrap() {
    for (int axis = 0; axis < ndim(); ++axis) {
      const Side one = side(axis);
      Widths widths = widths_[at(axis)];
      while (widths.left > 0 || widths.right > 0) {
        budget().work(1, 1000);
        widths = wrap_once(one, widths);
      }
    }
    return padded_;
  }

  const Call& call_;
  const Rules& rules_;
  NDArray array_;
  std::vector<Widths> widths_;
  NDArray padded_;
};

// Which of the keywords, by number, a mode takes; 0 for none.
std::size_t keyword_of(const std::string& mode) {
  if (mode == "constant") return 3;
  if (mode == "linear_ramp") return 4;
  if (mode == "maximum" || mode == "minimum" || mode == "mean" || mode == "median") return 5;
  if (mode == "reflect" || mode == "symmetric") return 6;
  if (mode == "edge" || mode == "wrap" || mode == "empty") return 0;
  value_error("mode '{}' is not supported", mode);
}

Object pad(Call& call) {
  const Budget& budget = call.budget();
  const NDArray array = as_array(budget, call.array(0));
  const NDArray width = call.array(1);
  if (!ndarray::is_integer(width.dtype) || !ndarray::is_signed(width.dtype)) {
    ndarray::type_error("`pad_width` must be of integral type.");
  }
  if (call.given(2) && call[2].text() == nullptr) {
    ndarray::not_supported("np.pad", "with a function as `mode`");
  }
  const std::string mode = call.text(2, "constant");
  const std::size_t allowed = keyword_of(mode);
  constexpr std::string_view names[] = {"constant_values", "end_values", "stat_length",
                                        "reflect_type"};
  for (std::size_t i = 3; i < 7; ++i) {
    if (call.passed(i) && i != allowed) {
      value_error("unsupported keyword arguments for mode '{}': {{'{}'}}", mode, names[i - 3]);
    }
  }
  Padding padding(call, array, widths_of(budget, width, array.ndim()));
  return snippet::of(padding.run(mode));
}

constexpr Builtin functions[] = {
    {"np.pad",
     "array, pad_width, mode=, *, constant_values=, end_values=, stat_length=, reflect_type=", pad},
};

}  // namespace

std::span<const Builtin> padding_functions() { return functions; }

}  // namespace reference::numpy
