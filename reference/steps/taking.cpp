// Functions that repeat arrays, pad them or take entries from them.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/shapes.h"

namespace reference::steps {
namespace {

Result<Value> np_tile(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("tile", *a[0]);
  auto reps = shape_argument("tile", "reps", *a[1]);
  if (!reps) return reps.error();
  Shape shape(view->shape().begin(), view->shape().end());
  while (shape.size() < reps->size()) shape.insert(shape.begin(), 1);
  while (reps->size() < shape.size()) reps->insert(reps->begin(), 1);
  std::vector<Shape> places;
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    const auto n = entries(std::array{shape[axis], (*reps)[axis]});
    if (!n) return too_large();
    Shape& place = places.emplace_back(*n);
    for (std::size_t i = 0; i < *n; ++i) place[i] = static_cast<std::int64_t>(i) % shape[axis];
  }
  const auto whole = reshaped(*a[0], std::move(shape));
  if (!whole) return whole;
  return picked(*View::of(*whole), places, 0);
}

// The value as one line where no axis is given, and the axis to go along.
struct Along {
  Value value;
  std::size_t axis = 0;
};
Result<Along> along_one_axis(std::string_view name, const Value& value, const Value* axis) {
  const auto view = View::of(value);
  if (!view) return not_numbers(name, value);
  if (axis == nullptr) {
    auto line = reshaped(value, {static_cast<std::int64_t>(view->size())});
    if (!line) return line.error();
    return Along{std::move(*line), 0};
  }
  const auto chosen = one_axis(name, *axis, view->shape().size());
  if (!chosen) return chosen.error();
  return Along{value, *chosen};
}

Result<Value> np_repeat(Inputs a) {
  const auto along = along_one_axis("repeat", *a[0], a[2]);
  if (!along) return along.error();
  const auto reps = shape_argument("repeat", "repeats", *a[1]);
  if (!reps) return reps.error();
  const View view = *View::of(along->value);
  std::vector<Shape> places = all_places(view.shape());
  const std::size_t extent = places[along->axis].size();
  const bool each = std::holds_alternative<Array>(*a[1]);
  if (each && reps->size() != extent) return shapes_differ("repeat", *a[0], *a[1]);
  Shape place;
  for (std::size_t i = 0; i < extent; ++i) {
    const std::int64_t times = (*reps)[each ? i : 0];
    if (static_cast<std::int64_t>(place.size()) + times > max_entries) return too_large();
    place.insert(place.end(), static_cast<std::size_t>(times), static_cast<std::int64_t>(i));
  }
  places[along->axis] = std::move(place);
  return picked(view, places, 0);
}

// The entries at the indices along an axis; of all entries in order without one.
Result<Value> np_take(Inputs a) {
  const auto along = along_one_axis("take", *a[0], a[2]);
  if (!along) return along.error();
  const auto indices = View::of(*a[1]);
  if (!indices || !indices->counts()) {
    return Failure{
        fmt::format("`indices` of `take` are whole numbers, not {}", grader::describe(*a[1]))};
  }
  const View view = *View::of(along->value);
  const std::int64_t extent = view.shape()[along->axis];
  std::vector<Shape> places = all_places(view.shape());
  Shape& place = places[along->axis];
  place.clear();
  for (std::size_t i = 0; i < indices->size(); ++i) {
    const double index = indices->data()[i];
    if (index < static_cast<double>(-extent) || index >= static_cast<double>(extent)) {
      return Failure{fmt::format("index {} is out of bounds for axis {} with {} entries", index,
                                 along->axis, extent)};
    }
    place.push_back(static_cast<std::int64_t>(index) + (index < 0 ? extent : 0));
  }
  const auto taken = picked(view, places, 0);
  if (!taken) return taken;
  const auto axis = static_cast<std::ptrdiff_t>(along->axis);
  Shape shape(view.shape().begin(), view.shape().begin() + axis);
  shape.insert(shape.end(), indices->shape().begin(), indices->shape().end());
  shape.insert(shape.end(), view.shape().begin() + axis + 1, view.shape().end());
  return reshaped(*taken, std::move(shape));
}

// One index a line and place: the shapes are alike but for the axis.
Result<Value> np_take_along_axis(Inputs a) {
  constexpr std::string_view name = "take_along_axis";
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers(name, *a[0]);
  const auto indices = View::of(*a[1]);
  if (!indices || !indices->counts()) {
    return Failure{
        fmt::format("`indices` of `{}` are whole numbers, not {}", name, grader::describe(*a[1]))};
  }
  const auto from = lines(name, *view, a[2], -1);
  if (!from) return from.error();
  const auto to = lines(name, *indices, a[2], -1);
  if (!to || to->before != from->before || to->after != from->after) {
    return shapes_differ(name, *a[0], *a[1]);
  }
  Array result{Shape(indices->shape().begin(), indices->shape().end()),
               std::vector<double>(indices->size()), view->counts()};
  const auto extent = static_cast<double>(from->n);
  for (std::size_t k = 0; k < indices->size(); ++k) {
    const double given = indices->data()[k];
    if (given < -extent || given >= extent) {
      return Failure{fmt::format("index {} is out of bounds for {} entries", given, extent)};
    }
    const auto index = static_cast<std::size_t>(given < 0 ? given + extent : given);
    const std::size_t outer = k / (to->n * to->inner);
    result.data[k] = view->data()[(outer * from->n + index) * from->inner + k % to->inner];
  }
  return finish(std::move(result));
}

enum class Padding { constant, edge, reflect, symmetric, wrap };

// Which entry of an axis stands at `place` outside of it; -1 where it is filled.
std::int64_t padded_from(Padding mode, std::int64_t place, std::int64_t extent) {
  if (place >= 0 && place < extent) return place;
  if (mode == Padding::constant || extent == 0) return -1;
  if (mode == Padding::edge || extent == 1) return std::clamp<std::int64_t>(place, 0, extent - 1);
  if (mode == Padding::wrap) return (place % extent + extent) % extent;
  const std::int64_t period = mode == Padding::reflect ? 2 * extent - 2 : 2 * extent;
  const std::int64_t at = (place % period + period) % period;
  if (at < extent) return at;
  return mode == Padding::reflect ? period - at : period - 1 - at;
}

// How much before and behind each axis: n, [before, behind], or a pair each axis.
Result<std::vector<Shape>> pad_widths(const Value& width, std::size_t rank) {
  const auto shape = grader::shape_of(width);
  const auto* array = std::get_if<Array>(&width);
  const bool fits = shape.empty() || shape == Shape{1} || shape == Shape{2} ||
                    shape == Shape{static_cast<std::int64_t>(rank), 2};
  if (!fits || (array != nullptr && !array->counts)) {
    return Failure{
        fmt::format("`width` of `pad` is a whole number, a pair of them or a pair for "
                    "each of {} axes, not {}",
                    rank, grader::describe(width))};
  }
  const Value flat =
      array ? Value(Array{{static_cast<std::int64_t>(array->data.size())}, array->data, true})
            : width;
  const auto numbers = shape_argument("pad", "width", flat);
  if (!numbers) return numbers.error();
  std::vector<Shape> widths;
  for (std::size_t axis = 0; axis < rank; ++axis) {
    const std::size_t first = shape.size() == 2 ? 2 * axis : 0;
    const std::size_t second = numbers->size() == 1 ? 0 : first + 1;
    widths.push_back({(*numbers)[first], (*numbers)[second]});
  }
  return widths;
}

Result<Value> np_pad(Inputs a) {
  static constexpr std::string_view modes[] = {"constant", "edge", "reflect", "symmetric", "wrap"};
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("pad", *a[0]);
  const auto widths = pad_widths(*a[1], view->shape().size());
  if (!widths) return widths.error();
  const auto mode = choice("pad", "mode", a[2], modes);
  if (!mode) return mode.error();
  const auto fill = number_or("pad", "constant_values", a[3], 0);
  if (!fill) return fill.error();
  std::vector<Shape> places;
  for (std::size_t axis = 0; axis < view->shape().size(); ++axis) {
    const std::int64_t extent = view->shape()[axis];
    const Shape& width = (*widths)[axis];
    if (extent + width[0] + width[1] > max_entries) return too_large();
    Shape& place = places.emplace_back();
    for (std::int64_t i = -width[0]; i < extent + width[1]; ++i) {
      place.push_back(padded_from(static_cast<Padding>(*mode), i, extent));
    }
  }
  Result<Value> padded = picked(*view, places, *fill);
  auto* array = padded ? std::get_if<Array>(&*padded) : nullptr;
  if (array != nullptr && a[3] != nullptr) array->counts = array->counts && holds_counts(*a[3]);
  return padded;
}

Result<Cotangents> pull_pad(Inputs a, const Value&, const Value& cotangent) {
  const Value* const with_zeros[] = {a[0], a[1], a[2], nullptr};
  return pull_through_moves(np_pad, with_zeros, cotangent, 0, false);
}

constexpr Builtin table[] = {
    {"np.tile", "x, reps", np_tile, moved<np_tile>},
    {"np.repeat", "x, repeats, axis=None", np_repeat, moved<np_repeat>},
    {"np.take", "x, indices, axis=None", np_take, moved<np_take>},
    {"np.take_along_axis", "x, indices, axis=-1", np_take_along_axis, moved<np_take_along_axis>},
    {"np.pad", "x, width, mode='constant', constant_values=0", np_pad, pull_pad},
};

}  // namespace

std::span<const Builtin> taking() { return table; }

}  // namespace reference::steps
