#include "reference/steps/windows.h"

#include <fmt/core.h>

#include <string>

#include "reference/steps/shapes.h"

namespace reference::steps {
namespace {

// "3 x 5" of two axes, "5" of one.
std::string sides(std::size_t dims, std::int64_t rows, std::int64_t columns) {
  return dims == 1 ? fmt::format("{}", columns) : fmt::format("{} x {}", rows, columns);
}

}  // namespace

Result<Pair> pair_argument(std::string_view function, std::string_view name, const Value* value,
                           std::size_t dims, std::int64_t low, std::int64_t otherwise) {
  if (value == nullptr) return dims == 1 ? Pair{1, otherwise} : Pair{otherwise, otherwise};
  const auto given = shape_argument(function, name, *value, low);
  if (!given) return given.error();
  if (given->size() != 1 && given->size() != dims) {
    return Failure{fmt::format("`{}` of `{}` is {}, not {}", name, function,
                               dims == 1 ? "one count" : "a count or two",
                               grader::describe(*value))};
  }
  return Pair{given->front(), given->back()};
}

std::optional<Failure> slide(std::string_view function, Window& window, std::size_t dims,
                             bool ceil) {
  bool fits = true;
  for (Sliding& axis : window) {
    const std::int64_t room = axis.in + axis.before + axis.after - axis.reach();
    fits = fits && room >= 0;
    axis.out = room >= 0 ? room / axis.stride + 1 : 0;
    const bool hangs = ceil && room >= 0 && room % axis.stride != 0;
    if (hangs && axis.out * axis.stride < axis.in + axis.before) ++axis.out;
  }
  if (fits) return std::nullopt;
  return Failure{fmt::format(
      "the kernel of `{}` reaches over {}, which does not fit in the padded input of {}", function,
      sides(dims, window[0].reach(), window[1].reach()),
      sides(dims, window[0].in + window[0].before + window[0].after,
            window[1].in + window[1].before + window[1].after))};
}

}  // namespace reference::steps
