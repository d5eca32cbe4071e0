// Functions that give an array another shape, or its entries another order.
#include "reference/steps/shapes.h"

#include <fmt/core.h>

#include <algorithm>
#include <numeric>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

Shape shape_of(const View& view) { return {view.shape().begin(), view.shape().end()}; }

Failure no_such_shape(const Value& value, const Shape& shape) {
  return {fmt::format("{} entries of shape {} do not fit in shape {}", View::of(value)->size(),
                      grader::shape_text(grader::shape_of(value)), grader::shape_text(shape))};
}

// The new shape, one value or an extent each.
Result<Shape> extents_of(Inputs arguments) {
  if (arguments.size() == 1) return shape_argument("reshape", "shape", *arguments[0], -1);
  Shape shape;
  for (const Value* argument : arguments) {
    const auto extent = count_argument("reshape", "shape", *argument, -1, max_entries);
    if (!extent) return extent.error();
    shape.push_back(*extent);
  }
  return shape;
}

// One extent may be -1: what is left for it.
Result<Value> np_reshape(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("reshape", *a[0]);
  auto shape = extents_of(a.subspan(1));
  if (!shape) return shape.error();
  const auto open = std::find(shape->begin(), shape->end(), -1);
  if (open != shape->end()) {
    *open = 1;
    const auto others = entries(*shape);
    const auto size = static_cast<std::int64_t>(view->size());
    const bool fits = others && *others > 0 && size % static_cast<std::int64_t>(*others) == 0;
    *open = fits ? size / static_cast<std::int64_t>(*others) : -1;
    if (!fits) return no_such_shape(*a[0], *shape);
  }
  return reshaped(*a[0], std::move(*shape));
}

Result<Value> np_ravel(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("ravel", *a[0]);
  return reshaped(*a[0], {static_cast<std::int64_t>(view->size())});
}

Result<Value> np_squeeze(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("squeeze", *a[0]);
  Shape shape = shape_of(*view);
  if (a[1] == nullptr) {
    shape.erase(std::remove(shape.begin(), shape.end(), 1), shape.end());
    return reshaped(*a[0], std::move(shape));
  }
  const auto axis = one_axis("squeeze", *a[1], shape.size());
  if (!axis) return axis.error();
  if (shape[*axis] != 1) {
    return Failure{fmt::format("axis {} of {} has {} entries and cannot be squeezed away", *axis,
                               grader::describe(*a[0]), shape[*axis])};
  }
  shape.erase(shape.begin() + static_cast<std::ptrdiff_t>(*axis));
  return reshaped(*a[0], std::move(shape));
}

Result<Value> np_expand_dims(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("expand_dims", *a[0]);
  Shape shape = shape_of(*view);
  const auto axis = one_axis("expand_dims", *a[1], shape.size() + 1);
  if (!axis) return axis.error();
  shape.insert(shape.begin() + static_cast<std::ptrdiff_t>(*axis), 1);
  return reshaped(*a[0], std::move(shape));
}

Result<Value> np_swapaxes(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("swapaxes", *a[0]);
  const auto first = one_axis("swapaxes", *a[1], view->shape().size());
  if (!first) return first.error();
  const auto second = one_axis("swapaxes", *a[2], view->shape().size());
  if (!second) return second.error();
  Shape axes(view->shape().size());
  std::iota(axes.begin(), axes.end(), 0);
  std::swap(axes[*first], axes[*second]);
  const Value order = Array{{static_cast<std::int64_t>(axes.size())},
                            std::vector<double>(axes.begin(), axes.end()),
                            true};
  const Value* const arguments[] = {a[0], &order};
  return find_builtin("np.transpose")->function(Inputs(arguments));
}

Result<Value> np_broadcast_to(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("broadcast_to", *a[0]);
  auto shape = shape_argument("broadcast_to", "shape", *a[1]);
  if (!shape) return shape.error();
  if (!entries(*shape)) return too_large();
  if (broadcast_shape(view->shape(), *shape) != *shape) return no_such_shape(*a[0], *shape);
  std::vector<double> data = repeated(*view, *shape);
  return finish({std::move(*shape), std::move(data), view->counts()});
}

Result<Value> np_flip(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("flip", *a[0]);
  const auto which = fold("flip", *view, a[1], nullptr);
  if (!which) return which.error();
  std::vector<Shape> places = all_places(view->shape());
  for (std::size_t axis = 0; axis < places.size(); ++axis) {
    const bool kept = !which->whole && which->into[axis] != 0;
    if (!kept) std::reverse(places[axis].begin(), places[axis].end());
  }
  return picked(*view, places, 0);
}

// Along one axis, or the entries in row-major order.
Result<Value> np_roll(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("roll", *a[0]);
  const auto shift = count_argument("roll", "shift", *a[1], -max_entries, max_entries);
  if (!shift) return shift.error();
  const auto along = lines("roll", *view, a[2]);
  if (!along) return along.error();
  Array result{shape_of(*view), std::vector<double>(view->size()), view->counts()};
  const auto n = static_cast<std::int64_t>(along->n);
  if (n == 0) return finish(std::move(result));
  const std::int64_t by = (*shift % n + n) % n;
  along->for_each([&](std::size_t first, std::size_t) {
    for (std::int64_t i = 0; i < n; ++i) {
      const auto to = static_cast<std::size_t>((i + by) % n);
      result.data[first + to * along->inner] =
          view->data()[first + static_cast<std::size_t>(i) * along->inner];
    }
  });
  return finish(std::move(result));
}

// The first two axes, by quarter turns against the clock.
Result<Value> np_rot90(Inputs a) {
  const auto view = View::of(*a[0]);
  if (!view) return not_numbers("rot90", *a[0]);
  if (view->shape().size() < 2) {
    return Failure{fmt::format("`rot90` takes a matrix, not {}", grader::describe(*a[0]))};
  }
  const auto turns = count_or("rot90", "k", a[1], -max_entries, max_entries, 1);
  if (!turns) return turns.error();
  std::vector<Shape> places = all_places(view->shape());
  const std::int64_t k = (*turns % 4 + 4) % 4;
  if (k == 1 || k == 2) std::reverse(places[1].begin(), places[1].end());
  if (k == 2 || k == 3) std::reverse(places[0].begin(), places[0].end());
  Result<Value> turned = picked(*view, places, 0);
  if (!turned || k % 2 == 0) return turned;
  const Value first = Count{0};
  const Value second = Count{1};
  const Value* const arguments[] = {&*turned, &first, &second};
  return np_swapaxes(arguments);
}

// The lower or the upper triangle of the last two axes; zeros elsewhere.
template <bool lower>
Result<Value> triangle(Inputs a) {
  constexpr std::string_view name = lower ? "tril" : "triu";
  const auto* array = std::get_if<Array>(a[0]);
  if (array == nullptr || array->shape.size() < 2) {
    return Failure{fmt::format("`{}` takes a matrix, not {}", name, grader::describe(*a[0]))};
  }
  const auto k = count_or(name, "k", a[1], -max_entries, max_entries, 0);
  if (!k) return k.error();
  Array result = *array;
  const std::int64_t columns = array->shape.back();
  const std::int64_t rows = array->shape[array->shape.size() - 2];
  for (std::size_t i = 0; i < result.data.size(); ++i) {
    const auto at = static_cast<std::int64_t>(i);
    const std::int64_t above = at % columns - at / columns % rows - *k;
    if (lower ? above > 0 : above < 0) result.data[i] = 0;
  }
  return finish(std::move(result));
}

// A vector becomes a diagonal, a matrix gives its own.
Result<Value> np_diag(Inputs a) {
  const auto* array = std::get_if<Array>(a[0]);
  if (array == nullptr || array->shape.empty() || array->shape.size() > 2) {
    return Failure{
        fmt::format("`diag` takes a vector or a matrix, not {}", grader::describe(*a[0]))};
  }
  const auto k = count_or("diag", "k", a[1], -max_entries, max_entries, 0);
  if (!k) return k.error();
  const std::int64_t down = std::max<std::int64_t>(-*k, 0);
  const std::int64_t right = std::max<std::int64_t>(*k, 0);
  Array result;
  result.counts = array->counts;
  if (array->shape.size() == 1) {
    const std::int64_t n = array->shape[0] + down + right;
    result.shape = {n, n};
    const auto size = entries(result.shape);
    if (!size) return too_large();
    result.data.assign(*size, 0);
    for (std::int64_t i = 0; i < array->shape[0]; ++i) {
      result.data[static_cast<std::size_t>((i + down) * n + i + right)] =
          array->data[static_cast<std::size_t>(i)];
    }
  } else {
    const std::int64_t columns = array->shape[1];
    for (std::int64_t i = 0; i + down < array->shape[0] && i + right < columns; ++i) {
      result.data.push_back(
          array->data[static_cast<std::size_t>((i + down) * columns + i + right)]);
    }
    result.shape = {static_cast<std::int64_t>(result.data.size())};
  }
  return finish(std::move(result));
}

Result<Value> np_diagonal(Inputs a) {
  if (grader::shape_of(*a[0]).size() == 2) return np_diag(a);
  return Failure{fmt::format("`diagonal` takes a matrix, not {}", grader::describe(*a[0]))};
}

constexpr Builtin table[] = {
    {"np.reshape", "x, *shape", np_reshape, moved<np_reshape>},
    {"np.ravel", "x", np_ravel, moved<np_ravel>},
    {"np.flatten", "x", np_ravel, moved<np_ravel>},
    {"np.squeeze", "x, axis=None", np_squeeze, moved<np_squeeze>},
    {"np.expand_dims", "x, axis", np_expand_dims, moved<np_expand_dims>},
    {"np.swapaxes", "x, a, b", np_swapaxes, moved<np_swapaxes>},
    {"np.broadcast_to", "x, shape", np_broadcast_to, moved<np_broadcast_to>},
    {"np.flip", "x, axis=None", np_flip, moved<np_flip>},
    {"np.roll", "x, shift, axis=None", np_roll, moved<np_roll>},
    {"np.rot90", "x, k=1", np_rot90, moved<np_rot90>},
    {"np.tril", "x, k=0", triangle<true>, moved<triangle<true>>},
    {"np.triu", "x, k=0", triangle<false>, moved<triangle<false>>},
    {"np.diag", "x, k=0", np_diag, moved<np_diag>},
    {"np.diagonal", "x, k=0", np_diagonal, moved<np_diagonal>},
};

}  // namespace

Result<Shape> shape_argument(std::string_view function, std::string_view name, const Value& value,
                             std::int64_t low) {
  Shape shape;
  const auto* list = std::get_if<Array>(&value);
  if (list == nullptr || list->shape.size() != 1 || !list->counts) {
    const auto one = count_argument(function, name, value, low, max_entries);
    if (!one) return one.error();
    shape.push_back(*one);
    return shape;
  }
  for (const double extent : list->data) {
    const Value count = static_cast<Count>(extent);
    const auto one = count_argument(function, name, count, low, max_entries);
    if (!one) return one.error();
    shape.push_back(*one);
  }
  return shape;
}

Result<Value> picked(const View& view, const std::vector<Shape>& sources, double fill) {
  Array result;
  result.counts = view.counts();
  for (const Shape& axis : sources) {
    result.shape.push_back(static_cast<std::int64_t>(axis.size()));
  }
  const auto n = entries(result.shape);
  if (!n) return too_large();
  const Shape strides = broadcast_strides(view.shape(), view.shape());
  Shape index(sources.size(), 0);
  result.data.reserve(*n);
  for (std::size_t k = 0; k < *n; ++k) {
    std::int64_t offset = 0;
    bool outside = false;
    for (std::size_t axis = 0; axis < index.size(); ++axis) {
      const std::int64_t source = sources[axis][static_cast<std::size_t>(index[axis])];
      outside = outside || source < 0;
      offset += source * strides[axis];
    }
    result.data.push_back(outside ? fill : view.data()[offset]);
    for (std::size_t axis = index.size(); axis-- > 0;) {
      if (++index[axis] < result.shape[axis]) break;
      index[axis] = 0;
    }
  }
  return finish(std::move(result));
}

std::vector<Shape> all_places(std::span<const std::int64_t> shape) {
  std::vector<Shape> places;
  for (const std::int64_t extent : shape) {
    Shape& axis = places.emplace_back(static_cast<std::size_t>(extent));
    std::iota(axis.begin(), axis.end(), 0);
  }
  return places;
}

Result<Value> reshaped(const Value& value, Shape shape) {
  const View view = *View::of(value);
  const auto n = entries(shape);
  if (!n) return too_large();
  if (*n != view.size()) return no_such_shape(value, shape);
  if (shape.empty() && view.is_scalar()) return value;
  return finish({std::move(shape), std::vector<double>(view.data(), view.data() + view.size()),
                 view.counts()});
}

std::span<const Builtin> shapes() { return table; }

}  // namespace reference::steps
