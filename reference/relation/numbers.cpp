#include "reference/relation/numbers.h"

#include <fmt/core.h>

#include <algorithm>

#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::relation {
namespace {

using grader::Failure;
using grader::Result;

constexpr int deepest = 32;

Result<NDArray> converted(const Budget& budget, const Object& object, int depth);

bool is_number(const Object& object) {
  const NDArray* array = object.array();
  if (array != nullptr) return array->ndim() == 0;
  return object.get<bool>() != nullptr || object.get<std::int64_t>() != nullptr ||
         object.get<snippet::LargeInt>() != nullptr || object.get<double>() != nullptr;
}

// What cv2.threshold gives: a number and the image.
const NDArray* image_of_pair(const Object& object) {
  const std::vector<Object>* items = object.items();
  if (object.get<snippet::Tuple>() == nullptr || items->size() != 2) return nullptr;
  const NDArray* second = (*items)[1].array();
  const bool pair = is_number((*items)[0]) && second != nullptr && second->ndim() > 0;
  return pair ? second : nullptr;
}

NDArray range_array(const Budget& budget, const snippet::Range& range) {
  NDArray array = make(budget, ndarray::DType::int64, {range.size()});
  std::int64_t index = 0;
  for (std::int64_t& element : ndarray::elements<std::int64_t>(array)) {
    element = range.start + index++ * range.step;
  }
  return array;
}

Result<NDArray> stacked(const Budget& budget, const std::vector<Object>& items, int depth) {
  if (items.empty()) return make(budget, ndarray::DType::float64, {0});
  if (depth >= deepest) return Failure{"is nested too deeply"};
  std::vector<NDArray> arrays;
  for (const Object& item : items) {
    auto array = converted(budget, item, depth + 1);
    if (!array) return array;
    if (!arrays.empty() && arrays.front().shape != array->shape) {
      return Failure{"gives a list of arrays of different shapes"};
    }
    arrays.push_back(std::move(*array));
  }
  ndarray::DType dtype = arrays.front().dtype;
  for (const NDArray& array : arrays) dtype = ndarray::promote(dtype, array.dtype);
  ndarray::Extents shape = arrays.front().shape;
  shape.insert(shape.begin(), static_cast<std::int64_t>(arrays.size()));
  NDArray all = make(budget, dtype, shape);
  for (std::size_t i = 0; i < arrays.size(); ++i) {
    assign(budget, ndarray::pick(all, 0, static_cast<std::int64_t>(i)), arrays[i]);
  }
  return all;
}

Result<NDArray> converted(const Budget& budget, const Object& object, int depth) {
  budget.step();
  if (const NDArray* array = object.array()) return *array;
  if (const auto* truth = object.get<bool>()) return ndarray::make_scalar(budget, *truth);
  if (const auto* number = object.get<std::int64_t>()) return ndarray::make_scalar(budget, *number);
  if (const auto* number = object.get<snippet::LargeInt>()) {
    return ndarray::make_scalar(budget, number->value);
  }
  if (const auto* number = object.get<double>()) return ndarray::make_scalar(budget, *number);
  if (const auto* number = object.get<ndarray::Complex>()) {
    return ndarray::make_scalar(budget, *number);
  }
  if (const auto* range = object.get<snippet::Range>()) return range_array(budget, *range);
  if (const NDArray* image = image_of_pair(object)) return *image;
  if (const auto* items = object.items()) return stacked(budget, *items, depth);
  if (object.is_none()) return Failure{"gives nothing (None)"};
  if (object.text() != nullptr) return Failure{"gives a text"};
  return Failure{fmt::format("gives no numbers but a `{}`", type_name(object))};
}

}  // namespace

Result<NDArray> as_array(const Budget& budget, const Object& object) {
  try {
    return converted(budget, object, 0);
  } catch (const ndarray::Raised& raised) {
    return Failure{fmt::format("cannot be compared: {}", raised.message)};
  }
}

NDArray squeezed(const NDArray& array) {
  NDArray result = array;
  for (int axis = array.ndim(); axis-- > 0;) {
    if (result.shape[static_cast<std::size_t>(axis)] == 1) {
      result = ndarray::remove_axis(result, axis);
    }
  }
  return result;
}

}  // namespace reference::relation
