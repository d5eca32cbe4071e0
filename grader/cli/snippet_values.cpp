// Values of snippets as JSON and as text.
#include <fmt/format.h>

#include <cmath>

#include "grader/cli/snippets.h"
#include "reference/ndarray/ndarray.h"
#include "reference/ndarray/views.h"

namespace grader {
namespace {

namespace json = boost::json;
namespace nd = reference::ndarray;
namespace snippet = reference::snippet;
using reference::evaluator::Object;

json::value number_json(double number) {
  if (std::isnan(number)) return "nan";
  if (std::isinf(number)) return number < 0 ? "-inf" : "inf";
  return number;
}

template <typename T>
json::value element_json(const T& element) {
  if constexpr (std::is_same_v<T, bool>) {
    return element;
  } else if constexpr (std::is_same_v<T, nd::Complex>) {
    return json::array{number_json(element.real()), number_json(element.imag())};
  } else if constexpr (std::is_integral_v<T> && std::is_unsigned_v<T>) {
    return static_cast<std::uint64_t>(element);
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<std::int64_t>(element);
  } else {
    return number_json(static_cast<double>(element));
  }
}

json::object array_json(const nd::NDArray& array) {
  const nd::Budget budget;
  json::array shape;
  for (const std::int64_t extent : array.shape) shape.emplace_back(extent);
  json::array data;
  const nd::NDArray flat = as_contiguous(budget, array);
  data.reserve(static_cast<std::size_t>(flat.size()));
  nd::visit_dtype(flat.dtype, [&](auto type) {
    for (const auto& element : nd::elements<decltype(type)>(flat)) {
      data.push_back(element_json(element));
    }
  });
  return {{"dtype", json::string(name(array.dtype))},
          {"shape", std::move(shape)},
          {"data", std::move(data)}};
}

json::object scalar_json(std::string_view dtype, json::value value) {
  return {{"dtype", json::string(dtype)},
          {"shape", json::array()},
          {"data", json::array{std::move(value)}}};
}

// Reals as NumPy shows them: always with a point or an exponent.
std::string real_text(double number) {
  if (std::isnan(number)) return "nan";
  std::string text = fmt::format("{}", number);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

template <typename T>
std::string element_text(const T& element) {
  if constexpr (std::is_same_v<T, bool>) {
    return element ? "True" : "False";
  } else if constexpr (std::is_same_v<T, nd::Complex>) {
    return fmt::format("{}{:+}j", element.real(), element.imag());
  } else if constexpr (std::is_integral_v<T>) {
    return fmt::format("{}", element);
  } else if constexpr (std::is_same_v<T, float>) {
    std::string text = fmt::format("{}", element);  // the shortest of a float
    return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
  } else {
    return real_text(static_cast<double>(element));
  }
}

// Nested in brackets; where an axis is long, its ends.
std::string nested_text(const nd::NDArray& array, bool shorten) {
  if (array.ndim() == 0) {
    return nd::visit_dtype(array.dtype, [&](auto type) {
      return element_text(nd::load<decltype(type)>(array.data()));
    });
  }
  constexpr std::int64_t ends = 3;
  const std::int64_t extent = array.shape[0];
  const bool gap = shorten && extent > 2 * ends;
  std::string text = "[";
  for (std::int64_t i = 0; i < extent; ++i) {
    if (i > 0) text += array.ndim() > 1 ? ",\n" : ", ";
    if (gap && i == ends) {
      text += array.ndim() > 1 ? "...,\n" : "..., ";
      i = extent - ends;
    }
    text += nested_text(nd::pick(array, 0, i), shorten);
  }
  return text + "]";
}

std::string array_text(const nd::NDArray& array) {
  constexpr std::int64_t most = 200;  // numbers in full
  return fmt::format("{} {}\n{}", name(array.dtype), nd::shape_text(array.shape),
                     nested_text(array, array.size() > most));
}

}  // namespace

json::value object_json(const Object& object) {
  if (object.is_none()) return nullptr;
  if (const auto* array = object.array()) return array_json(*array);
  if (const auto* truth = object.get<bool>()) return scalar_json("bool", *truth);
  if (const auto* number = object.get<std::int64_t>()) return scalar_json("int", *number);
  if (const auto* number = object.get<snippet::LargeInt>()) {
    return scalar_json("int", number->value);
  }
  if (const auto* number = object.get<double>()) return scalar_json("float", number_json(*number));
  if (const auto* number = object.get<nd::Complex>()) {
    return scalar_json("complex", element_json(*number));
  }
  if (const auto* text = object.text()) return scalar_json("str", json::string(*text));
  if (const auto* items = object.items()) {
    json::array list;
    for (const Object& item : *items) list.push_back(object_json(item));
    return list;
  }
  if (const auto* dict = object.get<snippet::Dictionary>()) {
    json::object map;
    for (const auto& [key, value] : *dict->entries) map[key] = object_json(value);
    return map;
  }
  return scalar_json(type_name(object), nullptr);
}

json::value failure_json(const reference::evaluator::Failure& failure) {
  return {{"error",
           {{"type", failure.type},
            {"message", failure.message},
            {"line", failure.where.line},
            {"column", failure.where.column}}}};
}

std::string object_text(const Object& object) {
  if (object.is_none()) return "None";
  if (const auto* array = object.array()) return array_text(*array);
  if (const auto* truth = object.get<bool>()) return *truth ? "bool\nTrue" : "bool\nFalse";
  if (const auto* number = object.get<std::int64_t>()) return fmt::format("int\n{}", *number);
  if (const auto* number = object.get<snippet::LargeInt>()) {
    return fmt::format("int\n{}", number->value);
  }
  if (const auto* number = object.get<double>()) return "float\n" + real_text(*number);
  if (const auto* number = object.get<nd::Complex>()) return "complex\n" + element_text(*number);
  if (const auto* text = object.text()) return "str\n" + *text;
  if (const auto* items = object.items()) {
    std::string all = fmt::format("{} of {}", type_name(object), items->size());
    for (const Object& item : *items) all += "\n" + object_text(item);
    return all;
  }
  if (const auto* dict = object.get<snippet::Dictionary>()) {
    std::string all = "dict";
    for (const auto& [key, value] : *dict->entries) {
      all += fmt::format("\n{}: {}", key, object_text(value));
    }
    return all;
  }
  return type_name(object);
}

}  // namespace grader
