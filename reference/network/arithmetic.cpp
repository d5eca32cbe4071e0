#include "reference/network/arithmetic.h"

#include <fmt/core.h>

#include <boost/container/small_vector.hpp>

namespace reference::network {
namespace {

// An entry of an array of counts, or of numbers.
Result<Value> entry_of(const Value& value, std::size_t at) {
  const auto* array = std::get_if<grader::Array>(&value);
  if (array == nullptr || array->shape.size() != 1 || at >= array->data.size()) {
    return Failure{fmt::format("{} is no shape of a layer", grader::describe(value))};
  }
  const double entry = array->data[at];
  const bool count = array->counts && std::abs(entry) <= steps::max_exact;
  return count ? Value(static_cast<Count>(entry)) : Value(entry);
}

// Divides as Python's // does.
Count floor_quotient(Count a, Count b) {
  const Count quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

template <typename Combine>
Result<Value> fold(Inputs inputs, Count start, Combine combine) {
  Exact exact(start);
  std::size_t i = 0;
  for (; i < inputs.size(); ++i) {
    const auto* count = std::get_if<Count>(inputs[i]);
    if (count == nullptr) break;
    exact = combine(exact, Exact(*count));
  }
  if (i == inputs.size()) return value_of(exact);
  double real = static_cast<double>(exact.value());
  for (; i < inputs.size(); ++i) {
    double next = 0;
    if (auto failure = as_reals(inputs.subspan(i, 1), {&next, 1})) return *std::move(failure);
    real = combine(real, next);
  }
  return Value(real);
}

}  // namespace

Exact floor_divide(const Exact& a, const Exact& b) {
  Exact result = Exact::both(a, b);
  if (b.value_ == 0) {
    if (result.fault_.empty()) result.fault_ = "division by zero";
  } else if (b.value_ == -1) {
    result.overflows(__builtin_sub_overflow(Count{0}, a.value_, &result.value_));
  } else {
    result.value_ = floor_quotient(a.value_, b.value_);
  }
  return result;
}

bool as_exact(Inputs inputs, std::span<Exact> exact) {
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const auto* count = std::get_if<Count>(inputs[i]);
    if (count == nullptr) return false;
    exact[i] = Exact(*count);
  }
  return true;
}

std::optional<Failure> as_reals(Inputs inputs, std::span<double> reals) {
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    if (const auto* count = std::get_if<Count>(inputs[i])) {
      reals[i] = static_cast<double>(*count);
    } else if (const auto* real = std::get_if<grader::Real>(inputs[i])) {
      reals[i] = *real;
    } else {
      return Failure{fmt::format("a number is needed, not {}", grader::describe(*inputs[i]))};
    }
  }
  return std::nullopt;
}

Result<Value> sum(Inputs inputs) {
  return fold(inputs, 0, [](const auto& a, const auto& b) { return a + b; });
}

Result<Value> product(Inputs inputs) {
  return fold(inputs, 1, [](const auto& a, const auto& b) { return a * b; });
}

Function sum_of_all() { return sum; }
Function product_of_all() { return product; }

Function with_entries(Function function, std::vector<std::optional<std::size_t>> at) {
  return [function = std::move(function), at = std::move(at)](Inputs inputs) -> Result<Value> {
    boost::container::small_vector<Value, 4> entries;
    boost::container::small_vector<const Value*, 8> arguments(inputs.begin(), inputs.end());
    entries.reserve(inputs.size());
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!at[i]) continue;
      Result<Value> entry = entry_of(*inputs[i], *at[i]);
      if (!entry) return entry.error();
      entries.push_back(*std::move(entry));
      arguments[i] = &entries.back();
    }
    return function(Inputs(arguments.data(), arguments.size()));
  };
}

bool is_text(const Value& value, std::string_view text) {
  const auto* held = std::get_if<grader::Text>(&value);
  return held != nullptr && *held == text;
}

Result<Value> common_value(Inputs inputs) {
  for (const Value* input : inputs) {
    if (*input == *inputs[0]) continue;
    return Failure{fmt::format("the branches differ: {} and {}", grader::to_text(*inputs[0]),
                               grader::to_text(*input))};
  }
  return *inputs[0];
}

}  // namespace reference::network
