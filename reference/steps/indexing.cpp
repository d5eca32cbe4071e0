#include "reference/steps/indexing.h"

#include <fmt/core.h>

#include <algorithm>

#include "reference/steps/broadcast.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// Which entries of an axis are taken: start, start + step, .. (count of them).
struct Taken {
  std::int64_t start = 0;
  std::int64_t step = 1;
  std::int64_t count = 0;
  bool keeps_axis = true;
};

constexpr std::int64_t far = std::int64_t{1} << 62;

Result<Taken> take_one(const Value& index, std::size_t axis, std::int64_t extent) {
  const auto* i = std::get_if<Count>(&index);
  if (i == nullptr) {
    return Failure{fmt::format("an index is a whole number, not {}", grader::describe(index))};
  }
  if (*i < -extent || *i >= extent) {
    return Failure{
        fmt::format("index {} is out of bounds for axis {} with {} entries", *i, axis, extent)};
  }
  return Taken{*i < 0 ? *i + extent : *i, 1, 1, false};
}

Result<Taken> take_slice(Inputs bounds, std::int64_t extent) {
  std::int64_t given[3] = {0, 0, 1};
  for (std::size_t i = 0; i < 3; ++i) {
    if (bounds[i] == nullptr) continue;
    const auto bound = count_argument("slice",
                                      i == 0   ? "start"
                                      : i == 1 ? "stop"
                                               : "step",
                                      *bounds[i], -far, far);
    if (!bound) return bound.error();
    given[i] = *bound;
  }
  const std::int64_t step = given[2];
  if (step == 0) return Failure{"the step of a slice is 0"};
  const std::int64_t low = step > 0 ? 0 : -1;
  const std::int64_t high = step > 0 ? extent : extent - 1;
  const auto place = [&](std::size_t i, std::int64_t otherwise) {
    if (bounds[i] == nullptr) return otherwise;
    return std::clamp(given[i] < 0 ? given[i] + extent : given[i], low, high);
  };
  const std::int64_t start = place(0, step > 0 ? low : high);
  const std::int64_t stop = place(1, step > 0 ? high : low);
  const std::int64_t span = step > 0 ? stop - start : start - stop;
  const std::int64_t stride = step > 0 ? step : -step;
  return Taken{start, step, span > 0 ? (span - 1) / stride + 1 : 0, true};
}

// Where the entries of some axes lie that are taken by slices.
struct Slices {
  Shape shape;
  Shape steps;

  void add(const Taken& taken, std::int64_t stride) {
    shape.push_back(taken.count);
    steps.push_back(taken.count > 1 ? taken.step * stride : 0);
  }
  std::vector<std::size_t> offsets() const {
    std::vector<std::size_t> all;
    const std::size_t n = entries(shape).value_or(0);
    for_each_pair(shape, steps, steps, n, [&](std::size_t i, std::size_t) { all.push_back(i); });
    return all;
  }
};

// The entries that arrays of whole numbers choose: their indices go together, entry by entry, with
// broadcasting.
struct Choice {
  Shape shape;
  std::vector<std::size_t> offsets;
};

// Adds the indices of one axis.
std::optional<Failure> choose(Choice& choice, const Value& index, std::size_t axis,
                              std::int64_t extent, std::int64_t stride) {
  const auto view = View::of(index);
  if (!view || !view->counts()) {
    return Failure{fmt::format("an index is a whole number or an array of them, not {}",
                               grader::describe(index))};
  }
  const std::vector<double> indices = repeated(*view, choice.shape);
  for (std::size_t i = 0; i < indices.size(); ++i) {
    const Value one = static_cast<Count>(indices[i]);
    const auto taken = take_one(one, axis, extent);
    if (!taken) return taken.error();
    choice.offsets[i] += static_cast<std::size_t>(taken->start * stride);
  }
  return std::nullopt;
}

bool is_array(const Value* index) {
  return index != nullptr && grader::shape_of(*index) != Shape();
}

// The common shape of all indices that are no slices.
Result<Choice> common_choice(Inputs arguments, std::size_t n) {
  Choice choice;
  for (std::size_t axis = 0; axis < n; ++axis) {
    const Value* index = arguments[1 + 4 * axis];
    if (index == nullptr) continue;
    auto shape = broadcast_shape(choice.shape, grader::shape_of(*index));
    if (!shape) {
      return Failure{fmt::format("indices of shapes {} and {} do not fit each other",
                                 grader::shape_text(choice.shape),
                                 grader::shape_text(grader::shape_of(*index)))};
    }
    choice.shape = std::move(*shape);
  }
  const auto size = entries(choice.shape);
  if (!size) return too_large();
  choice.offsets.assign(*size, 0);
  return choice;
}

// x[.., array, ..]: as in NumPy the axes of the choice stand where the arrays stood, or in front if
// a slice stood between them.
Result<Value> choose_entries(const Array& array, Inputs arguments, std::size_t n) {
  auto choice = common_choice(arguments, n);
  if (!choice) return choice.error();
  const Shape strides = broadcast_strides(array.shape, array.shape);
  Slices before;
  Slices after;
  std::size_t offset = 0;
  bool seen = false;
  bool apart = false;
  for (std::size_t axis = 0; axis < array.shape.size(); ++axis) {
    const std::int64_t extent = array.shape[axis];
    const Value* index = axis < n ? arguments[1 + 4 * axis] : nullptr;
    if (index != nullptr) {
      if (auto failure = choose(*choice, *index, axis, extent, strides[axis])) return *failure;
      apart = apart || !after.shape.empty();
      seen = true;
      continue;
    }
    Result<Taken> taken = Taken{0, 1, extent, true};
    if (axis < n) taken = take_slice(arguments.subspan(2 + 4 * axis, 3), extent);
    if (!taken) return taken.error();
    offset += static_cast<std::size_t>(taken->start * strides[axis]);
    (seen ? after : before).add(*taken, strides[axis]);
  }
  if (apart) {
    after.shape.insert(after.shape.begin(), before.shape.begin(), before.shape.end());
    after.steps.insert(after.steps.begin(), before.steps.begin(), before.steps.end());
    before = {};
  }
  Array result;
  result.counts = array.counts;
  for (const Shape* part : {&before.shape, &choice->shape, &after.shape}) {
    result.shape.insert(result.shape.end(), part->begin(), part->end());
  }
  const auto size = entries(result.shape);
  if (!size) return too_large();
  result.data.reserve(*size);
  const std::vector<std::size_t> inner = *size == 0 ? std::vector<std::size_t>() : after.offsets();
  for (const std::size_t i : *size == 0 ? std::vector<std::size_t>() : before.offsets()) {
    for (const std::size_t j : choice->offsets) {
      for (const std::size_t k : inner) result.data.push_back(array.data[offset + i + j + k]);
    }
  }
  return finish(std::move(result));
}

}  // namespace

Result<Value> subscript(Inputs arguments) {
  const auto* array = std::get_if<Array>(arguments[0]);
  if (array == nullptr) {
    return Failure{fmt::format("{} has no entries to take", grader::describe(*arguments[0]))};
  }
  const std::size_t n = (arguments.size() - 1) / 4;
  if (n > array->shape.size()) {
    return Failure{fmt::format("{} indices for {}", n, grader::describe(*arguments[0]))};
  }
  for (std::size_t axis = 0; axis < n; ++axis) {
    if (is_array(arguments[1 + 4 * axis])) return choose_entries(*array, arguments, n);
  }
  const Shape strides = broadcast_strides(array->shape, array->shape);
  Array result;
  result.counts = array->counts;
  std::int64_t offset = 0;
  Shape steps;
  for (std::size_t axis = 0; axis < array->shape.size(); ++axis) {
    const std::int64_t extent = array->shape[axis];
    Result<Taken> taken = Taken{0, 1, extent, true};
    if (axis < n) {
      const Inputs index = arguments.subspan(1 + 4 * axis, 4);
      taken = index[0] ? take_one(*index[0], axis, extent) : take_slice(index.subspan(1), extent);
    }
    if (!taken) return taken.error();
    offset += taken->start * strides[axis];
    if (!taken->keeps_axis) continue;
    result.shape.push_back(taken->count);
    steps.push_back(taken->count > 1 ? taken->step * strides[axis] : 0);
  }
  const std::size_t size = *entries(result.shape);
  result.data.reserve(size);
  for_each_pair(result.shape, steps, steps, size, [&](std::size_t i, std::size_t) {
    result.data.push_back(array->data[static_cast<std::size_t>(offset) + i]);
  });
  return finish(std::move(result));
}

Result<Value> make_list(Inputs items) {
  Array result;
  result.counts = true;
  result.shape = {static_cast<std::int64_t>(items.size())};
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto view = View::of(*items[i]);
    if (!view) return not_numbers("[..]", *items[i]);
    if (i == 0) {
      result.shape.insert(result.shape.end(), view->shape().begin(), view->shape().end());
    } else if (!std::equal(result.shape.begin() + 1, result.shape.end(), view->shape().begin(),
                           view->shape().end())) {
      return Failure{fmt::format("a list of {} and {}", grader::describe(*items[0]),
                                 grader::describe(*items[i]))};
    }
    result.counts = result.counts && view->counts();
    if (result.data.size() + view->size() > static_cast<std::size_t>(max_entries))
      return too_large();
    result.data.insert(result.data.end(), view->data(), view->data() + view->size());
  }
  return finish(std::move(result));
}

Result<Cotangents> subscript_pullback(Inputs arguments, const Value&, const Value& cotangent) {
  return pull_through_moves(subscript, arguments, cotangent, 0, false);
}

Result<Cotangents> make_list_pullback(Inputs items, const Value&, const Value& cotangent) {
  return pull_through_moves(make_list, items, cotangent, 0, true);
}

}  // namespace reference::steps
