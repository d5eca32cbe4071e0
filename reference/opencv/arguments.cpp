#include "reference/opencv/arguments.h"

#include <fmt/core.h>

#include <limits>
#include <optional>
#include <utility>

#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::opencv {
namespace {

using ndarray::DType;

constexpr double longest_call = 1e9;  // nanoseconds
constexpr std::int64_t longest_list = 1'000'000;

[[noreturn]] void refuse(std::string reason) { throw Unfit{std::move(reason), ""}; }

bool is_boolean(const Object& object) {
  const NDArray* array = object.array();
  return object.get<bool>() != nullptr ||
         (array != nullptr && array->scalar && array->dtype == DType::boolean);
}

// Python's and NumPy's integers, not booleans.
std::optional<std::int64_t> integer_scalar(const Object& object) {
  if (const auto* value = object.get<std::int64_t>()) return *value;
  if (object.get<snippet::LargeInt>() != nullptr) return std::numeric_limits<std::int64_t>::max();
  const NDArray* array = object.array();
  if (array != nullptr && array->scalar && ndarray::is_integer(array->dtype)) {
    const std::int64_t value = ndarray::to_int64(*array);
    // A uint64 beyond int64.
    if (array->dtype == DType::uint64 && value < 0) return std::numeric_limits<std::int64_t>::max();
    return value;
  }
  return std::nullopt;
}

// None within a sequence leaves the number at 0.
int to_int(const Object& object, std::string_view name) {
  if (object.is_none()) return 0;
  if (is_boolean(object)) refuse(fmt::format("Argument '{}' must be integer, not bool", name));
  const std::optional<std::int64_t> value = integer_scalar(object);
  if (!value) refuse(fmt::format("Argument '{}' is required to be an integer", name));
  if (*value < std::numeric_limits<int>::min() || *value > std::numeric_limits<int>::max()) {
    refuse("integer won't fit into a C int");
  }
  return static_cast<int>(*value);
}

// `target` is float64 or float32, whose name the message gives: only what NumPy casts safely.
double to_floating(const Object& object, std::string_view name, DType target) {
  const bool wide = target == DType::float64;
  const std::string_view type = wide ? "double" : "float";
  if (object.is_none()) return 0;
  if (is_boolean(object)) refuse(fmt::format("Argument '{}' must be {}, not bool", name, type));
  if (object.get<ndarray::Complex>() != nullptr) refuse("must be real number, not complex");
  if (const std::optional<double> number = python_number(object)) return *number;
  const NDArray* array = object.array();
  if (array == nullptr || array->ndim() > 0) {
    refuse(
        fmt::format("Argument '{}' {} be treated as a {}", name, wide ? "can not" : "can't", type));
  }
  if (!array->scalar || !ndarray::can_cast_safely(array->dtype, target)) {
    refuse(fmt::format("Argument '{}' can not be safely parsed to '{}'", name, type));
  }
  return ndarray::to_double(*array);
}

std::int64_t length_of(const Object& object) {
  if (const auto* items = object.items()) return static_cast<std::int64_t>(items->size());
  if (const auto* range = object.get<snippet::Range>()) return range->size();
  if (const std::string* text = object.text()) return static_cast<std::int64_t>(text->size());
  const NDArray* array = object.array();
  return array != nullptr && array->ndim() > 0 ? array->shape[0] : -1;
}

Object item_of(const Object& object, std::int64_t i) {
  if (const auto* items = object.items()) return (*items)[static_cast<std::size_t>(i)];
  if (const auto* range = object.get<snippet::Range>()) {
    return snippet::of_int(range->start + i * range->step);
  }
  if (const NDArray* array = object.array()) {
    NDArray item = ndarray::pick(*array, 0, i);
    item.scalar = item.ndim() == 0;
    return snippet::of(std::move(item));
  }
  return snippet::of(std::string(1, (*object.text())[static_cast<std::size_t>(i)]));
}

// Items of a sequence with f, whose refusal becomes the sequence's.
template <typename F>
void convert_items(const std::vector<Object>& items, std::string_view name, F f) {
  for (std::size_t k = 0; k < items.size(); ++k) {
    try {
      f(k, items[k]);
    } catch (const Unfit&) {
      refuse(
          fmt::format("Can't parse '{}'. Sequence item with index {} has a wrong type", name, k));
    }
  }
}

}  // namespace

std::string_view Arguments::parameter(std::size_t i) const {
  std::string_view text = builtin_.parameters;
  for (; i > 0; --i) text.remove_prefix(text.find(',') + 2);
  return text.substr(0, std::min(text.find_first_of(",="), text.size()));
}

void Arguments::unparsable(std::size_t i, std::string_view why) const {
  refuse(fmt::format("Can't parse '{}'. {}", parameter(i), why));
}

std::int64_t Arguments::length(std::size_t i) const { return length_of(call_[i]); }

// All items, of exactly `length` ones unless it is -1.
std::vector<Object> Arguments::sequence(std::size_t i, std::int64_t length) const {
  const Object& object = call_[i];
  const std::int64_t count = length_of(object);
  if (count < 0) unparsable(i, "Input argument doesn't provide sequence protocol");
  if (length >= 0 && count != length) {
    unparsable(i, fmt::format("Expected sequence length {}, got {}", length, count));
  }
  if (count > longest_list) ndarray::limit_exceeded("a list of more than 1000000 items for OpenCV");
  work(static_cast<double>(count), 100);
  memory(static_cast<double>(count) * sizeof(Object));
  std::vector<Object> items;
  for (std::int64_t k = 0; k < count; ++k) items.push_back(item_of(object, k));
  return items;
}

cv::Mat Arguments::hold(Held held) {
  held_.push_back(std::move(held));
  return held_.back().mat;
}

cv::Mat Arguments::mat(std::size_t i) {
  return hold(to_mat(budget(), call_[i], parameter(i), Role::input));
}

void Arguments::assertion_failed(std::string_view assertion) const {
  ndarray::raise("cv2.error", "OpenCV(4.6.0) error: (-215:Assertion failed) {} in function '{}'",
                 assertion, builtin_.name.substr(builtin_.name.find('.') + 1));
}

cv::Mat Arguments::plane(std::size_t i) {
  cv::Mat plane = mat(i);
  if (plane.dims > 2) assertion_failed(fmt::format("{}.dims() <= 2", parameter(i)));
  return plane;
}

cv::Mat Arguments::image(std::size_t i) {
  cv::Mat image = plane(i);
  if (image.empty()) assertion_failed(fmt::format("!{}.empty()", parameter(i)));
  return image;
}

std::vector<cv::Mat> Arguments::mats(std::size_t i) {
  std::vector<cv::Mat> mats;
  if (!given(i)) return mats;
  convert_items(sequence(i, -1), parameter(i), [&](std::size_t, const Object& item) {
    mats.push_back(hold(to_mat(budget(), item, parameter(i), Role::input)));
  });
  return mats;
}

bool Arguments::is_mat(std::size_t i) const {
  try {
    to_mat(budget(), call_[i], "", Role::input);
    return true;
  } catch (const Unfit&) {
    return false;
  }
}

Output Arguments::hold_output(const Object& object, std::size_t i) {
  Output output;
  output.mat = hold(to_mat(budget(), object, parameter(i), Role::output));
  output.passed = object;
  output.begin = output.mat.data;
  return output;
}

Output Arguments::output(std::size_t i) { return hold_output(call_[i], i); }

std::vector<Output> Arguments::outputs(std::size_t i) {
  std::vector<Output> outputs;
  if (!given(i)) return outputs;
  convert_items(sequence(i, -1), parameter(i),
                [&](std::size_t, const Object& item) { outputs.push_back(hold_output(item, i)); });
  return outputs;
}

Object Arguments::result(const Output& output) const {
  const bool in_place = output.passed.array() != nullptr && output.mat.u == nullptr &&
                        output.mat.data == output.begin;
  return in_place ? output.passed : to_object(budget(), output.mat);
}

Object Arguments::results(const std::vector<cv::Mat>& mats) const {
  std::vector<Object> items;
  for (const cv::Mat& mat : mats) items.push_back(result(mat));
  return tuple(std::move(items));
}

int Arguments::integer(std::size_t i, int fallback) const {
  return given(i) ? to_int(call_[i], parameter(i)) : fallback;
}

double Arguments::real(std::size_t i, double fallback) const {
  return given(i) ? to_floating(call_[i], parameter(i), DType::float64) : fallback;
}

bool Arguments::flag(std::size_t i, bool fallback) const {
  if (!given(i)) return fallback;
  const Object& object = call_[i];
  if (const auto* value = object.get<bool>()) return *value;
  if (is_boolean(object)) return ndarray::to_bool(*object.array());
  const std::optional<std::int64_t> value = integer_scalar(object);
  if (!value) refuse(fmt::format("Argument '{}' is not convertable to bool", parameter(i)));
  return *value != 0;
}

std::string Arguments::text(std::size_t i) const {
  if (!given(i)) return "";
  const std::string* text = call_[i].text();
  if (text == nullptr) {
    refuse(fmt::format("Can't convert object to 'str' for '{}'", parameter(i)));
  }
  return *text;
}

cv::Size Arguments::size(std::size_t i, cv::Size fallback) const {
  const cv::Point sides = point(i, {fallback.width, fallback.height});
  return {sides.x, sides.y};
}

cv::Point Arguments::point(std::size_t i, cv::Point fallback) const {
  if (!given(i)) return fallback;
  int values[2] = {};
  convert_items(sequence(i, 2), parameter(i),
                [&](std::size_t k, const Object& item) { values[k] = to_int(item, parameter(i)); });
  return {values[0], values[1]};
}

cv::Point2f Arguments::point2f(std::size_t i) const {
  if (!given(i)) return {};
  float values[2] = {};
  convert_items(sequence(i, 2), parameter(i), [&](std::size_t k, const Object& item) {
    values[k] = static_cast<float>(to_floating(item, parameter(i), DType::float32));
  });
  return {values[0], values[1]};
}

cv::Rect Arguments::rectangle(std::size_t i) const {
  int values[4] = {};
  convert_items(sequence(i, 4), parameter(i),
                [&](std::size_t k, const Object& item) { values[k] = to_int(item, parameter(i)); });
  return {values[0], values[1], values[2], values[3]};
}

cv::Scalar Arguments::scalar(std::size_t i, const cv::Scalar& fallback) const {
  if (!given(i)) return fallback;
  const auto number = [&](const Object& object) {
    const std::optional<double> value = python_number(object);
    if (!value) {
      refuse(fmt::format("Scalar value for argument '{}' is not numeric", parameter(i)));
    }
    return *value;
  };
  if (length(i) < 0) return cv::Scalar(number(call_[i]));
  if (length(i) > 4) {
    refuse(fmt::format("Scalar value for argument '{}' is longer than 4", parameter(i)));
  }
  cv::Scalar scalar = fallback;
  int k = 0;
  for (const Object& item : sequence(i, -1)) scalar[k++] = number(item);
  return scalar;
}

namespace {

void check_flat(const Object& object, std::string_view name) {
  const NDArray* array = object.array();
  if (array == nullptr || array->ndim() <= 1) return;
  refuse(fmt::format("Can't parse {}D array as '{}' vector argument", array->ndim(), name));
}

}  // namespace

std::vector<int> Arguments::integers(std::size_t i) const {
  std::vector<int> values;
  if (!given(i)) return values;
  check_flat(call_[i], parameter(i));
  convert_items(sequence(i, -1), parameter(i), [&](std::size_t, const Object& item) {
    values.push_back(to_int(item, parameter(i)));
  });
  return values;
}

std::vector<float> Arguments::reals(std::size_t i) const {
  std::vector<float> values;
  if (!given(i)) return values;
  check_flat(call_[i], parameter(i));
  convert_items(sequence(i, -1), parameter(i), [&](std::size_t, const Object& item) {
    values.push_back(static_cast<float>(to_floating(item, parameter(i), DType::float32)));
  });
  return values;
}

Object Arguments::tuple(const cv::Scalar& scalar) const {
  std::vector<Object> items;
  for (int k = 0; k < 4; ++k) items.push_back(snippet::of_float(scalar[k]));
  return tuple(std::move(items));
}

Object Arguments::tuple(cv::Point point) const {
  return tuple({snippet::of_int(point.x), snippet::of_int(point.y)});
}

Object Arguments::tuple(cv::Point2f point) const {
  return tuple({snippet::of_float(point.x), snippet::of_float(point.y)});
}

void Arguments::work(double elements, double nanoseconds) const {
  if (!(elements * nanoseconds <= longest_call)) {
    ndarray::limit_exceeded(
        fmt::format("a call of `{}` that may take more than a second", builtin_.name));
  }
  budget().work(static_cast<std::int64_t>(elements), nanoseconds);
}

void Arguments::memory(double bytes) const {
  budget().require(bytes < 0x1p62 ? static_cast<std::int64_t>(bytes)
                                  : std::numeric_limits<std::int64_t>::max());
}

}  // namespace reference::opencv
