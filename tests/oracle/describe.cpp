#include "tests/oracle/describe.h"

#include <fmt/core.h>

#include <boost/crc.hpp>
#include <boost/json/array.hpp>
#include <cmath>
#include <limits>
#include <type_traits>

namespace oracle {
namespace {

using namespace reference::snippet;
using reference::ndarray::Half;
namespace json = boost::json;

template <typename Real>
std::string real_text(Real value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  return fmt::format("{}", value);
}

json::value number(bool value) { return value; }
json::value number(double value) { return json::string(real_text(value)); }
json::value number(float value) { return json::string(real_text(value)); }
json::value number(Half value) { return number(static_cast<float>(value)); }
json::value number(Complex value) {
  return json::array{number(value.real()), number(value.imag())};
}
template <typename Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
json::value number(Integer value) {
  return value;
}

template <typename T>
T canonical(T value) {
  if constexpr (std::is_same_v<T, Half>) {
    return std::isnan(static_cast<float>(value)) ? Half::from_bits(0x7e00) : value;
  } else if constexpr (std::is_same_v<T, Complex>) {
    return {canonical(value.real()), canonical(value.imag())};
  } else if constexpr (std::is_floating_point_v<T>) {
    return std::isnan(value) ? std::numeric_limits<T>::quiet_NaN() : value;
  } else {
    return value;
  }
}

std::string checksum(const NDArray& flat) {
  boost::crc_32_type crc;
  reference::ndarray::visit_dtype(flat.dtype, [&](auto type) {
    using T = decltype(type);
    for (const T& element : reference::ndarray::elements<T>(flat)) {
      const T same = canonical(element);
      crc.process_bytes(&same, sizeof same);
    }
  });
  return fmt::format("{:08x}", crc.checksum());
}

json::object described(const NDArray& array, std::int64_t samples) {
  const NDArray flat = as_contiguous(Budget(), array);
  const std::string dtype(name(array.dtype));
  if (array.scalar) {
    return {{"kind", "scalar"}, {"dtype", dtype}, {"value", oracle::number(flat, 0)}};
  }
  json::object answer{{"kind", "array"}, {"dtype", dtype}};
  answer["shape"] = json::array(array.shape.begin(), array.shape.end());
  const std::int64_t size = flat.size();
  json::array numbers;
  if (size <= largest_whole) {
    for (std::int64_t i = 0; i < size; ++i) numbers.push_back(oracle::number(flat, i));
    answer["data"] = std::move(numbers);
    return answer;
  }
  for (std::int64_t k = 0; k < samples; ++k) {
    numbers.push_back(oracle::number(flat, k * (size - 1) / (samples - 1)));
  }
  answer["crc32"] = checksum(flat);
  answer["samples"] = std::move(numbers);
  return answer;
}

json::object with_value(std::string_view kind, json::value value) {
  return {{"kind", kind}, {"value", std::move(value)}};
}

}  // namespace

json::value number(const NDArray& flat, std::int64_t place) {
  return reference::ndarray::visit_dtype(flat.dtype, [&](auto type) {
    using T = decltype(type);
    return number(reference::ndarray::elements<T>(flat)[static_cast<std::size_t>(place)]);
  });
}

json::object described(const Object& value, std::int64_t samples) {
  if (value.is_none()) return {{"kind", "none"}};
  if (const NDArray* array = value.array()) return described(*array, samples);
  if (const auto* flag = value.get<bool>()) return with_value("bool", number(*flag));
  if (const auto* whole = value.get<std::int64_t>()) return with_value("int", number(*whole));
  if (const auto* large = value.get<LargeInt>()) return with_value("int", number(large->value));
  if (const auto* real = value.get<double>()) return with_value("float", number(*real));
  if (const auto* both = value.get<Complex>()) return with_value("complex", number(*both));
  if (const std::string* text = value.text()) return with_value("str", json::string(*text));
  if (const auto* type = value.get<DTypeObject>(); type != nullptr && !type->is_class) {
    return with_value("dtype", json::string(name(type->dtype)));
  }
  if (const std::vector<Object>* items = value.items()) {
    json::array all;
    for (const Object& item : *items) all.push_back(described(item, samples));
    return {{"kind", value.get<List>() != nullptr ? "list" : "tuple"}, {"items", std::move(all)}};
  }
  if (const auto* dictionary = value.get<Dictionary>()) {
    json::object all;
    for (const auto& [key, item] : *dictionary->entries) all[key] = described(item, samples);
    return {{"kind", "dict"}, {"items", std::move(all)}};
  }
  return {{"kind", type_name(value)}};
}

}  // namespace oracle
