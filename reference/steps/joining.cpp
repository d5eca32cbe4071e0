// Functions that join arrays.
#include <fmt/core.h>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/shapes.h"

namespace reference::steps {
namespace {

// What is joined: the arguments, or the parts of one array along its first axis.
Result<std::vector<Array>> parts(std::string_view name, Inputs items) {
  std::vector<Array> all;
  for (const Value* item : items) {
    const auto view = View::of(*item);
    if (!view) return not_numbers(name, *item);
    all.push_back({{view->shape().begin(), view->shape().end()},
                   std::vector<double>(view->data(), view->data() + view->size()),
                   view->counts()});
  }
  if (items.size() > 1) return all;
  const Array whole = std::move(all.front());
  if (whole.shape.empty() || whole.shape[0] == 0) {
    return Failure{
        fmt::format("`{}` takes a list of arrays, not {}", name, grader::describe(*items[0]))};
  }
  all.clear();
  const auto size = static_cast<std::ptrdiff_t>(whole.data.size()) / whole.shape[0];
  for (std::int64_t i = 0; i < whole.shape[0]; ++i) {
    const auto first = whole.data.begin() + i * size;
    all.push_back({Shape(whole.shape.begin() + 1, whole.shape.end()),
                   std::vector<double>(first, first + size), whole.counts});
  }
  return all;
}

// Of one rank, and of one shape but for `axis`.
Result<Value> joined(std::string_view name, const std::vector<Array>& all, std::size_t axis) {
  Array result;
  result.shape = all.front().shape;
  result.counts = true;
  result.shape[axis] = 0;
  std::size_t inner = 1;
  for (const Array& part : all) {
    Shape shape = part.shape;
    if (axis < shape.size()) shape[axis] = result.shape[axis];
    if (shape != result.shape) return shapes_differ(name, all.front(), part);
    result.shape[axis] += part.shape[axis];
    result.counts = result.counts && part.counts;
  }
  const auto n = entries(result.shape);
  if (!n) return too_large();
  for (std::size_t i = axis + 1; i < result.shape.size(); ++i) {
    inner *= static_cast<std::size_t>(result.shape[i]);
  }
  const std::size_t line = inner * static_cast<std::size_t>(result.shape[axis]);
  const std::size_t outer = line == 0 ? 0 : *n / line;
  result.data.reserve(*n);
  for (std::size_t i = 0; i < outer; ++i) {
    for (const Array& part : all) {
      const std::size_t size = inner * static_cast<std::size_t>(part.shape[axis]);
      const auto first = part.data.begin() + static_cast<std::ptrdiff_t>(i * size);
      result.data.insert(result.data.end(), first, first + static_cast<std::ptrdiff_t>(size));
    }
  }
  return finish(std::move(result));
}

// axis, arrays ..
Result<Value> np_concatenate(Inputs a) {
  const auto all = parts("concatenate", a.subspan(1));
  if (!all) return all.error();
  const Value first = Count{0};
  const auto axis = one_axis("concatenate", a[0] ? *a[0] : first, all->front().shape.size());
  if (!axis) return axis.error();
  return joined("concatenate", *all, *axis);
}

Result<Value> np_stack(Inputs a) {
  auto all = parts("stack", a.subspan(1));
  if (!all) return all.error();
  const Value first = Count{0};
  const auto axis = one_axis("stack", a[0] ? *a[0] : first, all->front().shape.size() + 1);
  if (!axis) return axis.error();
  const Shape shape = all->front().shape;
  for (Array& part : *all) {
    if (part.shape != shape) {
      const Array front{shape, {}, false};
      return shapes_differ("stack", front, part);
    }
    part.shape.insert(part.shape.begin() + static_cast<std::ptrdiff_t>(*axis), 1);
  }
  return joined("stack", *all, *axis);
}

// Vectors end to end, other arrays along the second axis.
Result<Value> np_hstack(Inputs a) {
  auto all = parts("hstack", a);
  if (!all) return all.error();
  for (Array& part : *all) {
    if (part.shape.empty()) part.shape = {1};
  }
  return joined("hstack", *all, all->front().shape.size() > 1 ? 1 : 0);
}

// Vectors as rows, one above the other.
Result<Value> np_vstack(Inputs a) {
  auto all = parts("vstack", a);
  if (!all) return all.error();
  for (Array& part : *all) {
    while (part.shape.size() < 2) part.shape.insert(part.shape.begin(), 1);
  }
  return joined("vstack", *all, 0);
}

// Vectors as columns, side by side.
Result<Value> np_column_stack(Inputs a) {
  auto all = parts("column_stack", a);
  if (!all) return all.error();
  for (Array& part : *all) {
    while (part.shape.size() < 2) part.shape.push_back(1);
  }
  return joined("column_stack", *all, 1);
}

constexpr Builtin table[] = {
    {"np.concatenate", "[arrays], axis=0", np_concatenate, all_moved<np_concatenate, 1>},
    {"np.stack", "[arrays], axis=0", np_stack, all_moved<np_stack, 1>},
    {"np.hstack", "[arrays]", np_hstack, all_moved<np_hstack>},
    {"np.vstack", "[arrays]", np_vstack, all_moved<np_vstack>},
    {"np.column_stack", "[arrays]", np_column_stack, all_moved<np_column_stack>},
};

}  // namespace

std::span<const Builtin> joining() { return table; }

}  // namespace reference::steps
