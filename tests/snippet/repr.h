// An object as Python's repr() shows it, for tests.
#pragma once

#include <fmt/core.h>

#include <cmath>
#include <string>

#include "reference/snippet/conversions.h"
#include "reference/snippet/object.h"

namespace reference::snippet {

inline std::string repr(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  std::string text = fmt::format("{}", value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

inline std::string repr(const Object& object) {
  if (object.is_none()) return "None";
  if (const auto* value = object.get<bool>()) return *value ? "True" : "False";
  if (const auto* value = object.get<std::int64_t>()) return fmt::format("{}", *value);
  if (const auto* value = object.get<LargeInt>()) return fmt::format("{}", value->value);
  if (const auto* value = object.get<double>()) return repr(*value);
  if (const auto* value = object.get<Complex>()) {
    return fmt::format("({}{:+}j)", value->real(), value->imag());
  }
  if (const std::string* text = object.text()) return fmt::format("'{}'", *text);
  if (const std::vector<Object>* items = object.items()) {
    const bool list = object.get<List>() != nullptr;
    std::string text = list ? "[" : "(";
    for (std::size_t i = 0; i < items->size(); ++i) {
      text += (i > 0 ? ", " : "") + repr((*items)[i]);
    }
    if (!list && items->size() == 1) text += ",";
    return text + (list ? "]" : ")");
  }
  if (const NDArray* array = object.array()) {
    std::string text = fmt::format("{}{} ", name(array->dtype),
                                   array->scalar ? " scalar" : ndarray::shape_text(array->shape));
    const NDArray flat = ndarray::as_contiguous(Budget(), *array);
    for (std::int64_t i = 0; i < flat.size(); ++i) {
      NDArray one = flat;
      one.shape.clear();
      one.strides.clear();
      one.offset += i * ndarray::item_size(flat.dtype);
      text += (i > 0 ? " " : "") + repr(unboxed(of(one)));
    }
    return text;
  }
  return fmt::format("<{}>", type_name(object));
}

}  // namespace reference::snippet
