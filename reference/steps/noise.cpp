#include "reference/steps/noise.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace reference::steps {
namespace {

constexpr int runs = 6;
constexpr std::size_t most_entries = 20'000;  // of an intermediate result and its arguments

// A fixed sequence of bits (xorshift64*).
class Bits {
 public:
  explicit Bits(std::uint64_t seed) : state_(seed) {}
  bool next() {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return (state_ * 2685821657736338717ULL) >> 63 != 0;
  }

 private:
  std::uint64_t state_;
};

bool whole(double x) { return std::abs(x) <= max_exact && x == std::floor(x); }

// Moves what is rounded in `value`, the result of a function of `arguments`.
class Mover {
 public:
  explicit Mover(Inputs arguments) {
    for (const Value* argument : arguments) {
      const auto view = argument ? View::of(*argument) : std::nullopt;
      if (!view) continue;
      for (std::size_t i = 0; i < view->size(); ++i) sizes_.push_back(std::abs(view->data()[i]));
    }
    std::sort(sizes_.begin(), sizes_.end());
  }

  void move(Value& value, Bits& bits) const {
    if (auto* real = std::get_if<Real>(&value)) move(*real, bits);
    auto* array = std::get_if<Array>(&value);
    if (array == nullptr || array->counts) return;
    for (double& x : array->data) move(x, bits);
  }

 private:
  void move(double& x, Bits& bits) const {
    if (!std::isfinite(x) || whole(x)) return;
    if (std::binary_search(sizes_.begin(), sizes_.end(), std::abs(x))) return;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    x = std::nextafter(x, bits.next() ? infinity : -infinity);
  }

  std::vector<double> sizes_;
};

bool is_leaf(const Operation& operation) {
  return operation.kind == Operation::Kind::input || operation.kind == Operation::Kind::constant;
}

std::size_t size_of(const Value* value) {
  const auto view = value ? View::of(*value) : std::nullopt;
  return view ? view->size() : 0;
}

// The value of a call whose arguments are moved; empty where it fails or is too large.
std::optional<Value> moved_run(const Operation& operation, Inputs inputs, Bits& bits,
                               bool outermost) {
  if (is_leaf(operation) || operation.kind != Operation::Kind::call) {
    Result<Value> value = operation.run(inputs);
    if (!value) return std::nullopt;
    return std::move(*value);
  }
  std::vector<Value> own;
  std::vector<const Value*> arguments;
  own.reserve(operation.arguments.size());
  std::size_t size = 0;
  for (const Operation& argument : operation.arguments) {
    if (argument.kind == Operation::Kind::absent) {
      arguments.push_back(nullptr);
      continue;
    }
    auto value = moved_run(argument, inputs, bits, false);
    if (!value) return std::nullopt;
    own.push_back(std::move(*value));
    arguments.push_back(&own.back());
    size += size_of(arguments.back());
  }
  Result<Value> value = operation.function(arguments);
  if (!value || size + size_of(&*value) > most_entries) return std::nullopt;
  if (!outermost) Mover(arguments).move(*value, bits);
  return std::move(*value);
}

// Whether there is anything to move.
bool has_intermediate(const Operation& operation) {
  return operation.kind == Operation::Kind::call &&
         std::any_of(operation.arguments.begin(), operation.arguments.end(),
                     [](const Operation& one) { return one.kind == Operation::Kind::call; });
}

}  // namespace

double rounding_noise(const Operation& operation, Inputs inputs) {
  if (!has_intermediate(operation)) return 0;
  const Result<Value> value = operation.run(inputs);
  if (!value || holds_counts(*value)) return 0;
  const std::vector<double> right = grader::numbers(*value);
  const double largest = right.size() == 1 ? std::abs(right[0]) : grader::largest_size(right);
  double noise = 0;
  for (int run = 1; run <= runs; ++run) {
    Bits bits(0x9e3779b97f4a7c15ULL * static_cast<std::uint64_t>(run));
    const auto moved = moved_run(operation, inputs, bits, true);
    if (!moved) return 0;
    const std::vector<double> other = grader::numbers(*moved);
    if (other.size() != right.size()) return 0;
    for (std::size_t i = 0; i < right.size(); ++i) {
      const bool counts = right[i] != 0 && std::isfinite(right[i]) && std::isfinite(other[i]) &&
                          !grader::counts_as_zero(right[i], largest);
      if (counts) noise = std::max(noise, std::abs(other[i] - right[i]) / std::abs(right[i]));
    }
  }
  return noise;
}

}  // namespace reference::steps
