// Calls of single functions of cv2, as the interpreter makes them.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference/ndarray/raised.h"
#include "reference/opencv/opencv.h"

namespace reference::opencv {

using ndarray::DType;
using ndarray::Extents;
using ndarray::NDArray;
using snippet::Object;
using Keywords = std::vector<std::pair<std::string_view, Object>>;

struct Caller {
  ndarray::Budget budget{};
  snippet::Library library = opencv::library();

  Object call(std::string_view name, std::vector<Object> arguments, Keywords keywords = {}) const {
    for (const auto& family : library.functions) {
      for (const snippet::Builtin& builtin : family) {
        if (builtin.name != name) continue;
        const snippet::Environment environment{{budget, ndarray::Numpy::v1}, {}, {}};
        snippet::Call bound(environment, builtin, std::move(arguments), std::move(keywords));
        return builtin.function(bound);
      }
    }
    FAIL("no function " << name);
    return {};
  }

  // What the call raises: "cv2.error: <reason>", without the place; "" if it returns.
  std::string fault(std::string_view name, std::vector<Object> arguments,
                    Keywords keywords = {}) const {
    try {
      call(name, std::move(arguments), std::move(keywords));
      return "";
    } catch (const ndarray::Raised& raised) {
      const std::size_t reason = raised.message.find(">  - ");
      std::string text =
          reason == std::string::npos ? raised.message : raised.message.substr(reason + 5);
      return raised.type + ": " + text.substr(0, text.find('\n'));
    }
  }

  template <typename T>
  NDArray array(const Extents& shape, const std::vector<T>& values) const {
    NDArray made = ndarray::make(budget, ndarray::dtype_of<T>(), shape);
    std::copy(values.begin(), values.end(), ndarray::elements<T>(made).begin());
    return made;
  }

  NDArray bytes(const Extents& shape, const std::vector<std::uint8_t>& values) const {
    return array<std::uint8_t>(shape, values);
  }
  // 0, 1, 2, .. modulo 256.
  NDArray counting(Extents shape) const {
    NDArray made = ndarray::make(budget, DType::uint8, std::move(shape));
    std::uint8_t next = 0;
    for (std::uint8_t& value : ndarray::elements<std::uint8_t>(made)) value = next++;
    return made;
  }

  Object tuple(std::vector<Object> items) const {
    return snippet::make_tuple(budget, std::move(items));
  }
  Object ints(const std::vector<std::int64_t>& values) const {
    std::vector<Object> items;
    for (const std::int64_t value : values) items.push_back(snippet::of_int(value));
    return tuple(std::move(items));
  }
};

template <typename T>
std::vector<T> values(const Object& object) {
  const NDArray* array = object.array();
  REQUIRE(array != nullptr);
  REQUIRE(ndarray::name(array->dtype) == ndarray::name(ndarray::dtype_of<T>()));
  REQUIRE(array->contiguous());
  const auto all = ndarray::elements<T>(*array);
  return {all.begin(), all.end()};
}

inline std::string shape(const Object& object) {
  const NDArray* array = object.array();
  return array == nullptr ? "none" : ndarray::shape_text(array->shape);
}

inline Object of_int(std::int64_t value) { return snippet::of_int(value); }
inline Object of_float(double value) { return snippet::of_float(value); }
inline Object of(NDArray array) { return snippet::of(std::move(array)); }

}  // namespace reference::opencv
