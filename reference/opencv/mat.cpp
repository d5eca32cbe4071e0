#include "reference/opencv/mat.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "reference/ndarray/raised.h"
#include "reference/opencv/allocator.h"

namespace reference::opencv {
namespace {

using ndarray::DType;
using ndarray::Extents;

[[noreturn]] void refuse(std::string_view name, std::string reason) {
  throw Unfit{std::move(reason), std::string(name)};
}

// NumPy's number of a type, which the binding's message gives.
int type_number(DType dtype) {
  switch (dtype) {
    case DType::boolean:
      return 0;
    case DType::uint32:
      return 6;
    case DType::complex128:
      return 15;
    default:
      return 23;  // float16
  }
}

std::optional<int> depth_of(DType dtype) {
  switch (dtype) {
    case DType::uint8:
      return CV_8U;
    case DType::int8:
      return CV_8S;
    case DType::uint16:
      return CV_16U;
    case DType::int16:
      return CV_16S;
    case DType::int32:
    case DType::int64:
    case DType::uint64:
      return CV_32S;
    case DType::float32:
      return CV_32F;
    case DType::float64:
      return CV_64F;
    default:
      return std::nullopt;
  }
}

DType dtype_of_depth(int depth) {
  switch (depth) {
    case CV_8U:
      return DType::uint8;
    case CV_8S:
      return DType::int8;
    case CV_16U:
      return DType::uint16;
    case CV_16S:
      return DType::int16;
    case CV_32S:
      return DType::int32;
    case CV_32F:
      return DType::float32;
    case CV_64F:
      return DType::float64;
    default:
      return DType::float16;
  }
}

// How a matrix sees an array: sizes and steps of its axes, the last of three as channels.
struct Layout {
  std::vector<int> sizes;
  std::vector<std::size_t> steps;
  int type = 0;
  bool fits = true;  // without a copy
};

// The binding's own test of an array's strides.
bool strides_fit(const NDArray& array, std::int64_t item, bool channels) {
  const std::size_t n = array.shape.size();
  for (std::size_t i = n; i-- > 0;) {
    if (array.shape[i] <= 1) continue;
    if (i + 1 == n ? array.strides[i] != item : array.strides[i] < array.strides[i + 1]) {
      return false;
    }
  }
  return !channels || array.strides[1] == item * array.shape[2];
}

Layout layout_of(const NDArray& array, int depth) {
  Layout layout;
  const std::int64_t item = ndarray::item_size(array.dtype);
  const bool channels = array.ndim() == 3 && array.shape[2] <= CV_CN_MAX;
  const int count = channels ? static_cast<int>(array.shape[2]) : 1;
  // Each element aligned, as it is without a copy where an array of bytes is seen as another type.
  layout.fits = strides_fit(array, item, channels) && array.offset % item == 0 &&
                std::all_of(array.strides.begin(), array.strides.end(),
                            [&](std::int64_t stride) { return stride % item == 0; });
  layout.type = CV_MAKETYPE(depth, count);
  const std::size_t n = channels ? 2 : array.shape.size();
  layout.sizes.resize(n);
  layout.steps.resize(n);
  std::int64_t step = item * count;
  for (std::size_t i = n; i-- > 0;) {
    layout.sizes[i] = static_cast<int>(array.shape[i]);
    if (array.shape[i] > 1) {
      // Overlapping rows (sliding windows): a matrix would read past them.
      if (array.strides[i] < step) layout.fits = false;
      step = array.strides[i];
    }
    layout.steps[i] = static_cast<std::size_t>(step);
    step *= array.shape[i];
  }
  if (n == 0) {
    layout.sizes.push_back(1);
    layout.steps.push_back(static_cast<std::size_t>(item));
  }
  return layout;
}

void check_shape(const NDArray& array, std::string_view name) {
  if (array.ndim() >= ndarray::max_dimensions) {
    refuse(name, fmt::format("{} dimensionality (={}) is too high", name, array.ndim()));
  }
  for (const std::int64_t extent : array.shape) {
    if (extent > std::numeric_limits<int>::max()) {
      ndarray::limit_exceeded("an array longer than 2147483647 for OpenCV");
    }
  }
  if (array.ndim() == 3 && array.shape[2] == 0) {
    refuse(name, fmt::format("{} has no channels", name));
  }
}

// A column of doubles.
Held column(const Budget& budget, std::span<const double> values) {
  Held held;
  held.array = ndarray::make_vector(budget, values);
  held.mat = cv::Mat(static_cast<int>(values.size()), 1, CV_64F, held.array.data());
  return held;
}

Held tuple_to_mat(const Budget& budget, const std::vector<Object>& items, std::string_view name) {
  std::vector<double> values;
  for (const Object& item : items) {
    const std::optional<double> value = python_number(item);
    if (!value) refuse(name, fmt::format("{} is not a numerical tuple", name));
    values.push_back(*value);
  }
  return column(budget, values);
}

}  // namespace

std::optional<double> python_number(const Object& object) {
  if (const auto* value = object.get<bool>()) return *value ? 1.0 : 0.0;
  if (const auto* value = object.get<std::int64_t>()) return static_cast<double>(*value);
  if (const auto* value = object.get<snippet::LargeInt>()) return static_cast<double>(value->value);
  if (const auto* value = object.get<double>()) return *value;
  const NDArray* array = object.array();
  if (array != nullptr && array->scalar && array->dtype == DType::float64) {
    return ndarray::to_double(*array);
  }
  return std::nullopt;
}

Held to_mat(const Budget& budget, const NDArray& array, std::string_view name, Role role) {
  const std::optional<int> depth = depth_of(array.dtype);
  if (!depth) {
    refuse(name, fmt::format("{} data type = {} is not supported", name, type_number(array.dtype)));
  }
  check_shape(array, name);
  const bool converts = array.dtype == DType::int64 || array.dtype == DType::uint64;
  Layout layout = layout_of(array, *depth);
  Held held{cv::Mat(), array};
  if (converts || !layout.fits) {
    if (role == Role::output) {
      refuse(name, fmt::format("Layout of the output array {} is incompatible with cv::Mat", name));
    }
    budget.work(array.size(), 2);
    held.array = converts ? ndarray::cast(budget, array, DType::int32)
                          : ndarray::as_contiguous(budget, array);
    layout = layout_of(held.array, *depth);
  }
  if (role == Role::output && !array.writeable) {
    ndarray::not_supported(name, "as an output: it is read-only");
  }
  // An array without elements is not None.
  static std::byte nothing{};
  std::byte* data = held.array.data() == nullptr ? &nothing : held.array.data();
  held.mat = cv::Mat(static_cast<int>(layout.sizes.size()), layout.sizes.data(), layout.type, data,
                     layout.steps.data());
  return held;
}

Held to_mat(const Budget& budget, const Object& object, std::string_view name, Role role) {
  if (object.is_none()) return {};
  if (const std::optional<double> number = python_number(object)) {
    return column(budget, std::array{*number, 0.0, 0.0, 0.0});
  }
  if (const auto* tuple = object.get<snippet::Tuple>()) {
    return tuple_to_mat(budget, tuple->sequence->items(), name);
  }
  const NDArray* array = object.array();
  if (array == nullptr || array->scalar) {
    refuse(name, fmt::format("{} is not a numpy array, neither a scalar", name));
  }
  return to_mat(budget, *array, name, role);
}

Object to_object(const Budget& budget, const cv::Mat& mat) {
  if (mat.data == nullptr) return {};
  const std::shared_ptr<ndarray::Buffer> shared = mat.isContinuous() ? buffer_of(mat) : nullptr;
  if (shared == nullptr) {
    cv::Mat copy;
    const Charged charged(budget);
    mat.copyTo(copy);
    if (copy.data == nullptr) return {};
    return to_object(budget, copy);
  }
  NDArray array;
  array.dtype = dtype_of_depth(mat.depth());
  array.shape.assign(mat.size.p, mat.size.p + mat.dims);
  if (mat.channels() > 1) array.shape.push_back(mat.channels());
  array.strides = ndarray::contiguous_strides(array.shape, ndarray::item_size(array.dtype));
  array.offset = reinterpret_cast<const std::byte*>(mat.data) - shared->bytes.data();
  array.buffer = shared;
  return snippet::of(std::move(array));
}

}  // namespace reference::opencv
