// The outcome of something that fails for one reason (solving, reading a file): a value or an
// error. Loading functions, which find many errors, report to Diagnostics instead.
#pragma once

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace grader {

struct Failure {
  std::string message;  // for people, without the thing that failed: "is a folder"
};

// Holds a T or an E; test it like an optional, then use `*result` or `result.error()`.
// A T is also made from whatever converts to it, an E only from an E.
template <typename T, typename E = Failure>
class [[nodiscard]] Result {
 public:
  template <typename U = T>
  requires(std::convertible_to<U&&, T> && !std::same_as<std::remove_cvref_t<U>, E> &&
           !std::same_as<std::remove_cvref_t<U>, Result>) Result(U&& value)
      : held_(std::in_place_index<0>, std::forward<U>(value)) {}
  Result(E error) : held_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  bool has_value() const { return held_.index() == 0; }

  const T& operator*() const& { return *std::get_if<0>(&held_); }
  T& operator*() & { return *std::get_if<0>(&held_); }
  T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
  const T* operator->() const { return std::get_if<0>(&held_); }
  T* operator->() { return std::get_if<0>(&held_); }
  const E& error() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<T, E> held_;
};

template <typename E>
class [[nodiscard]] Result<void, E> {
 public:
  Result() = default;
  Result(E error) : held_(std::move(error)) {}

  explicit operator bool() const { return held_.index() == 0; }
  bool has_value() const { return held_.index() == 0; }
  const E& error() const { return *std::get_if<1>(&held_); }

 private:
  std::variant<std::monostate, E> held_;
};

}  // namespace grader
