// Numbers of a value without copying them, and what the families of functions share.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grader/graph/graph.h"

namespace reference::steps {

using grader::Array;
using grader::Count;
using grader::Failure;
using grader::Inputs;
using grader::Real;
using grader::Result;
using grader::Text;
using grader::Value;

using Shape = std::vector<std::int64_t>;

// A function of the language: pure; an argument that was left out is null. NaN and infinity are
// values, not failures.
using Callable = Result<Value> (*)(Inputs);

// How a function passes a derivative back: of the arguments, the function's value for them, and the
// cotangent (the derivative of some number by each entry of that value, of its shape) it makes the
// cotangents of the arguments, one each, of the argument's shape. Null for an argument that is no
// number, was left out, or on which the value does not depend smoothly at all (an index, a shape).
// May be called only with arguments on which the function did not fail.
using Cotangents = std::vector<std::optional<Value>>;
using Pullback = Result<Cotangents> (*)(Inputs arguments, const Value& value,
                                        const Value& cotangent);

// The message of every count that does not fit.
inline constexpr std::string_view overflow_message = "the count does not fit 64 bits";

// No step makes a larger array.
inline constexpr std::int64_t max_entries = 10'000'000;

// Whole numbers that a double holds exactly.
inline constexpr double max_exact = 9007199254740992.0;  // 2^53

// A number or an array as shape and data; lives no longer than the value.
class View {
 public:
  // Empty for a table or a text.
  static std::optional<View> of(const Value& value);

  bool is_scalar() const { return array_ == nullptr; }
  bool counts() const { return counts_; }  // a count, or an array of counts
  std::size_t size() const { return array_ ? array_->data.size() : 1; }
  const double* data() const { return array_ ? array_->data.data() : &scalar_; }
  std::span<const std::int64_t> shape() const {
    return array_ ? std::span<const std::int64_t>(array_->shape) : std::span<const std::int64_t>();
  }

 private:
  const Array* array_ = nullptr;
  double scalar_ = 0;
  bool counts_ = false;
};

// A count, or an array of counts.
bool holds_counts(const Value& value);

// "`exp` takes numbers, not a text".
Failure not_numbers(std::string_view function, const Value& value);

// "shapes 2 x 3 and 4 do not fit in `+`".
Failure shapes_differ(std::string_view function, const Value& a, const Value& b);

// The number of entries, or empty if they are more than max_entries.
std::optional<std::size_t> entries(std::span<const std::int64_t> shape);
Failure too_large();

// The array, or its one number if it has no extents: a count where it holds counts. Fails where an
// array of counts holds one beyond 2^53.
Result<Value> finish(Array array);

// A count argument within [low, high]; `name` says what it is.
Result<std::int64_t> count_argument(std::string_view function, std::string_view name,
                                    const Value& value, std::int64_t low, std::int64_t high);

}  // namespace reference::steps
