// Snippets and what NumPy 1.24 says of them: values.txt, which values.py writes.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cmath>
#include <fstream>
#include <string>

#include "reference/evaluator/code.h"
#include "reference/numpy/ranges.h"
#include "reference/snippet/conversions.h"

namespace {

using namespace reference;
using snippet::Object;

std::string shown(double value) {
  if (std::isnan(value)) return "nan";
  const std::string text = fmt::format("{:.9g}", value);
  return text == "-0" ? "0" : text;
}

std::string shown(const ndarray::Complex& value) {
  const std::string imaginary = shown(value.imag());
  return fmt::format("({}{}{}j)", shown(value.real()), imaginary[0] == '-' ? "" : "+", imaginary);
}

std::string shown(const Object& object);

std::string shown(const ndarray::NDArray& array) {
  std::string text = fmt::format("{}{}", ndarray::name(array.dtype),
                                 array.scalar ? " scalar" : ndarray::shape_text(array.shape));
  const ndarray::NDArray flat = ndarray::as_contiguous(ndarray::Budget(), array);
  for (std::int64_t i = 0; i < flat.size(); ++i) {
    ndarray::NDArray one = flat;
    one.shape.clear();
    one.strides.clear();
    one.scalar = true;
    one.offset += i * ndarray::item_size(flat.dtype);
    text += " " + shown(snippet::unboxed(snippet::of(one)));
  }
  return text;
}

std::string shown(const Object& object) {
  if (object.is_none()) return "None";
  if (const auto* value = object.get<bool>()) return *value ? "True" : "False";
  if (const auto* value = object.get<std::int64_t>()) return fmt::format("{}", *value);
  if (const auto* value = object.get<double>()) return shown(*value);
  if (const auto* value = object.get<ndarray::Complex>()) return shown(*value);
  if (const auto* value = object.get<snippet::DTypeObject>()) {
    return fmt::format("<{}>", ndarray::name(value->dtype));
  }
  if (const std::string* text = object.text()) return fmt::format("'{}'", *text);
  if (const ndarray::NDArray* array = object.array()) return shown(*array);
  if (const std::vector<Object>* items = object.items()) {
    std::string text;
    for (const Object& item : *items) text += (text.empty() ? "" : ", ") + shown(item);
    if (object.get<snippet::List>() != nullptr) return "[" + text + "]";
    return "(" + text + (items->size() == 1 ? ",)" : ")");
  }
  return snippet::type_name(object);
}

evaluator::Inputs inputs() {
  const ndarray::Rules rules;
  const ndarray::NDArray u =
      ndarray::cast(rules.budget,
                    numpy::arange(rules, snippet::of_int(0), snippet::of_int(252),
                                  snippet::of_int(21), std::nullopt),
                    ndarray::DType::uint8);
  const double values[] = {2.0, 1.0, 0.5, 1.0, 3.0, -1.0, 0.5, -1.0, 4.0};
  const ndarray::NDArray x = ndarray::make_vector<double>(rules.budget, values);
  evaluator::Inputs inputs;
  inputs.variables = {{"u", snippet::of(ndarray::reshape(rules.budget, u, {3, 4}))},
                      {"x", snippet::of(ndarray::reshape(rules.budget, x, {3, 3}))}};
  return inputs;
}

std::string outcome(const std::string& text) {
  const auto code = evaluator::Code::parse(text);
  if (!code) return "SyntaxError: " + code.error().message;
  const auto result = code->run(inputs());
  if (result) return shown(result->value);
  const std::string& message = result.error().message;
  const std::string& type = result.error().type;
  return fmt::format("{}: {}", type.substr(type.rfind('.') + 1),
                     message.substr(0, message.find('\n')));
}

}  // namespace

TEST_SUITE_BEGIN("numpy");

TEST_CASE("Snippets have the values that NumPy gives them") {
  std::ifstream file(std::string(GRADER_SOURCE_DIR) + "/tests/numpy/values.txt");
  REQUIRE(file);
  std::string line;
  std::string code;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#') continue;
    if (line.substr(0, 4) != "    ") {
      code = line;
      continue;
    }
    INFO(code);
    CHECK(outcome(code) == line.substr(4));
  }
}

TEST_SUITE_END();
