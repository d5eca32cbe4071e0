#include "reference/compute/axes.h"

#include <fmt/core.h>

#include <map>

namespace reference::compute {
namespace {

struct Axis {
  std::int64_t extent;
  std::string given;
};

}  // namespace

std::string named_shape(const grader::Value& value, const std::vector<std::string>& axes) {
  const std::vector<std::int64_t> shape = grader::shape_of(value);
  if (shape.empty()) return grader::describe(value);
  if (axes.size() != shape.size()) return grader::shape_text(shape);
  std::string text;
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += fmt::format("{}{} {}", i == 0 ? "" : " x ", axes[i], shape[i]);
  }
  return text;
}

void axes_agree(const Block& block, grader::Diagnostics& diagnostics) {
  std::map<std::string, Axis> known;
  for (const Given& given : block.givens) {
    const std::vector<std::int64_t> shape = grader::shape_of(given.value);
    for (std::size_t i = 0; i < given.axes.size() && i < shape.size(); ++i) {
      const auto& axis = known.try_emplace(given.axes[i], Axis{shape[i], given.name}).first->second;
      if (axis.extent == shape[i]) continue;
      diagnostics.error(grader::code::shape_mismatch, given.where,
                        fmt::format("axis `{}` is {} in `{}` and {} in `{}`", given.axes[i],
                                    axis.extent, axis.given, shape[i], given.name));
    }
  }
}

}  // namespace reference::compute
