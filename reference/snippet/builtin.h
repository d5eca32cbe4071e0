// The functions that a snippet may call: explicit tables, a family a file.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reference/ndarray/raised.h"
#include "reference/ndarray/ufunc.h"
#include "reference/snippet/object.h"

namespace reference::snippet {

using ndarray::Rules;

class Call;

struct Builtin {
  // As a snippet reaches it: "len", "np.sum", "cv2.blur"; a method by its type: "ndarray.sum",
  // "list.append", where parameter 0 is `self`.
  std::string_view name;
  // Python's way: "a, axis=, *, keepdims=". `=` makes a parameter optional, those after `*` are
  // given by name only, those before `/` by position only, "*items" takes any number of positions.
  std::string_view parameters;
  Object (*function)(Call&);
};

// What is read without a call: "ndarray.shape", "np.pi".
struct Property {
  std::string_view name;
  Object (*get)(const Rules& rules, const Object& self);
};

// Whole numbers: "cv2.COLOR_BGR2GRAY".
struct Constant {
  std::string_view name;
  std::int64_t value;
};

struct Library {
  std::vector<std::span<const Builtin>> functions;
  std::vector<std::span<const Property>> properties;
  std::vector<std::span<const Constant>> constants;
  // What Python has under these names, supported here or not: what is missing is our fault.
  std::vector<std::span<const std::string_view>> known;
};

// Calls a function of the snippet, or a builtin: for `key=` and the like.
using Invoke = std::function<Object(const Object& function, std::vector<Object> arguments)>;

// What surrounds the calls of one run.
struct Environment {
  Rules rules;
  Invoke invoke;
  std::optional<NDArray> image_file;  // what cv2.imread reads: BGR, uint8
};

// The arguments of one call, bound to the parameters, by number from 0. The conversions throw what
// Python would.
class Call {
 public:
  // Binds; throws TypeError in Python's words for too few, too many, unknown or doubled arguments.
  Call(const Environment& environment, const Builtin& builtin, std::vector<Object> positional,
       std::vector<std::pair<std::string_view, Object>> keywords);

  const Rules& rules() const { return environment_.rules; }
  const Budget& budget() const { return environment_.rules.budget; }
  const Invoke& invoke() const { return environment_.invoke; }
  const std::optional<NDArray>& image_file() const { return environment_.image_file; }
  std::string_view name() const { return builtin_.name; }

  // Whether an argument was passed, be it None.
  bool passed(std::size_t i) const { return arguments_[i].has_value(); }
  // Whether one was passed that is not None.
  bool given(std::size_t i) const { return passed(i) && !arguments_[i]->is_none(); }
  const Object& operator[](std::size_t i) const;             // None if it was not passed
  const std::vector<Object>& rest() const { return rest_; }  // of "*items"

  // Each with a fallback for an argument that is not given, or required.
  NDArray array(std::size_t i) const;
  std::int64_t integer(std::size_t i) const;
  std::int64_t integer(std::size_t i, std::int64_t fallback) const;
  double real(std::size_t i) const;
  double real(std::size_t i, double fallback) const;
  bool flag(std::size_t i, bool fallback) const;
  std::string text(std::size_t i, std::string_view fallback) const;
  std::optional<DType> dtype(std::size_t i) const;
  // An int or a tuple of ints, as they are: a shape, a list of axes.
  Extents integers(std::size_t i) const;
  // The axes to work on, normalized: all of them for None or nothing.
  Extents axes(std::size_t i, int ndim) const;

 private:
  const Environment& environment_;
  const Builtin& builtin_;
  std::vector<std::optional<Object>> arguments_;
  std::vector<Object> rest_;
};

}  // namespace reference::snippet
