#include "tests/oracle/agree.h"

#include <fmt/core.h>

#include <bit>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace oracle {
namespace {

using reference::ndarray::DType;
namespace json = boost::json;

bool same(double a, double b) {
  return std::isnan(a) ? std::isnan(b)
                       : std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// np.spacing() at the size of x.
double spacing(double x, DType dtype) {
  if (dtype == DType::float32) {
    const auto size = static_cast<float>(std::abs(x));
    return static_cast<double>(std::nextafter(size, std::numeric_limits<float>::infinity())) - size;
  }
  if (dtype == DType::float16)
    return std::ldexp(1, std::max(std::ilogb(x == 0 ? 1e-9 : x), -14) - 10);
  return std::nextafter(std::abs(x), std::numeric_limits<double>::infinity()) - std::abs(x);
}

double real(const json::string& text, DType dtype) {
  const double value = std::strtod(text.c_str(), nullptr);
  if (dtype == DType::float32) return std::strtof(text.c_str(), nullptr);
  return dtype == DType::float16 ? static_cast<double>(reference::ndarray::Half(value)) : value;
}

bool near(const json::value& expected, const json::value& got, DType dtype,
          const Tolerance& tolerance, double scale) {
  if (expected.is_array() && got.is_array()) {
    return near(expected.as_array()[0], got.as_array()[0], dtype, tolerance, scale) &&
           near(expected.as_array()[1], got.as_array()[1], dtype, tolerance, scale);
  }
  if (expected.is_string() && got.is_string()) {
    return near(real(expected.as_string(), dtype), real(got.as_string(), dtype), dtype, tolerance,
                scale);
  }
  if (expected.is_bool() || got.is_bool() || !expected.is_number() || !got.is_number()) {
    return expected == got;
  }
  if (tolerance.kind != Tolerance::Kind::off1) return expected == got;
  return std::abs(expected.to_number<std::int64_t>() - got.to_number<std::int64_t>()) <= 1;
}

double largest(const json::value& numbers, DType dtype) {
  if (numbers.is_array()) {
    double size = 0;
    for (const json::value& one : numbers.as_array()) size = std::max(size, largest(one, dtype));
    return size;
  }
  const double size = numbers.is_string() ? std::abs(real(numbers.as_string(), dtype)) : 0;
  return std::isfinite(size) ? size : 0;
}

std::string shown(const json::value* value) {
  return value == nullptr ? "nothing" : json::serialize(*value);
}

std::string compare_items(const json::value& expected, const json::value& got,
                          const Tolerance& tolerance) {
  if (expected.is_object()) {
    if (expected.as_object().size() != got.as_object().size()) return "other keys";
    for (const auto& [key, item] : expected.as_object()) {
      const json::value* other = got.as_object().if_contains(key);
      if (other == nullptr) return fmt::format("no item {}", std::string_view(key));
      const std::string why = disagreement(item.as_object(), other->as_object(), tolerance);
      if (!why.empty()) return fmt::format("item {}: {}", std::string_view(key), why);
    }
    return {};
  }
  const json::array& one = expected.as_array();
  const json::array& other = got.as_array();
  if (one.size() != other.size()) {
    return fmt::format("{} items instead of {}", other.size(), one.size());
  }
  for (std::size_t i = 0; i < one.size(); ++i) {
    const std::string why = disagreement(one[i].as_object(), other[i].as_object(), tolerance);
    if (!why.empty()) return fmt::format("item {}: {}", i, why);
  }
  return {};
}

}  // namespace

Tolerance read_tolerance(std::string_view text) {
  if (text == "exact") return {};
  if (text == "off1") return {Tolerance::Kind::off1, 0, 0, false};
  Tolerance tolerance{Tolerance::Kind::ulp, 0, 0, false};
  std::from_chars(text.data() + 3, text.data() + text.size(), tolerance.steps);
  constexpr std::string_view scaled = " scale=";
  if (const auto at = text.find(scaled); at != std::string_view::npos) {
    const std::string scale(text.substr(at + scaled.size()));
    tolerance.scale_is_largest = scale == "max";
    if (!tolerance.scale_is_largest) tolerance.scale = std::strtod(scale.c_str(), nullptr);
  }
  return tolerance;
}

bool near(double expected, double got, DType dtype, const Tolerance& tolerance, double scale) {
  if (same(expected, got)) return true;
  if (tolerance.kind != Tolerance::Kind::ulp) return false;
  if (!std::isfinite(expected) || !std::isfinite(got)) return expected == got;
  const double step = spacing(std::max(std::abs(expected), scale), dtype);
  return std::abs(expected - got) <= tolerance.steps * step;
}

std::string disagreement(const json::object& expected, const json::object& got,
                         const Tolerance& tolerance) {
  for (const char* key : {"kind", "dtype", "shape"}) {
    const json::value* one = expected.if_contains(key);
    const json::value* other = got.if_contains(key);
    const bool equal = one == nullptr || other == nullptr ? one == other : *one == *other;
    if (!equal) return fmt::format("{} is {}, expected {}", key, shown(other), shown(one));
  }
  if (const json::value* items = expected.if_contains("items")) {
    return compare_items(*items, got.at("items"), tolerance);
  }
  if (const json::value* crc = expected.if_contains("crc32")) {
    if (*crc == got.at("crc32")) return {};
    if (tolerance.kind == Tolerance::Kind::exact) return "another checksum";
  }
  const std::string_view kind = expected.at("kind").as_string();
  if (kind == "str" || kind == "dtype") {
    return expected.at("value") == got.at("value") ? "" : "another text";
  }
  const auto dtype_of = [&] {
    const json::value* dtype = expected.if_contains("dtype");
    if (dtype == nullptr) return DType::float64;
    return reference::ndarray::dtype_named(std::string_view(dtype->as_string()))
        .value_or(DType::float64);
  };
  for (const char* key : {"data", "samples", "value"}) {
    const json::value* numbers = expected.if_contains(key);
    if (numbers == nullptr) continue;
    const json::value& others = got.at(key);
    const DType dtype = dtype_of();
    const double scale = tolerance.scale_is_largest ? largest(*numbers, dtype) : tolerance.scale;
    if (key == std::string_view("value")) {
      return near(*numbers, others, dtype, tolerance, scale) ? "" : "another value";
    }
    const json::array& all = numbers->as_array();
    for (std::size_t i = 0; i < all.size(); ++i) {
      const json::value& other = others.as_array().at(i);
      if (!near(all[i], other, dtype, tolerance, scale)) {
        return fmt::format("{} {} is {} instead of {}", key, i, shown(&other), shown(&all[i]));
      }
    }
  }
  return {};
}

}  // namespace oracle
