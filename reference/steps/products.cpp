// Products of vectors and matrices, and transposition.
#include "reference/steps/products.h"

#include <fmt/core.h>

#include <Eigen/Core>
#include <algorithm>

#include "reference/steps/arithmetic.h"
#include "reference/steps/broadcast.h"
#include "reference/steps/builtin.h"

namespace reference::steps {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Result<Value> product(std::string_view name, const Value& a, const Value& b) {
  const auto x = View::of(a);
  if (!x) return not_numbers(name, a);
  const auto y = View::of(b);
  if (!y) return not_numbers(name, b);
  const std::size_t rank_a = x->shape().size();
  const std::size_t rank_b = y->shape().size();
  for (const auto& [rank, value] : {std::pair(rank_a, &a), std::pair(rank_b, &b)}) {
    if (rank >= 1 && rank <= 2) continue;
    return Failure{
        fmt::format("`{}` takes vectors and matrices, not {}", name, grader::describe(*value))};
  }
  const std::int64_t rows = rank_a == 2 ? x->shape()[0] : 1;
  const std::int64_t inner = x->shape()[rank_a - 1];
  const std::int64_t columns = rank_b == 2 ? y->shape()[1] : 1;
  if (y->shape()[0] != inner) return shapes_differ(name, a, b);
  Array result;
  result.counts = x->counts() && y->counts();
  if (rank_a == 2) result.shape.push_back(rows);
  if (rank_b == 2) result.shape.push_back(columns);
  const auto n = entries(std::array{rows, columns});
  if (!n) return too_large();
  result.data.resize(*n);
  Eigen::Map<Matrix>(result.data.data(), rows, columns).noalias() =
      Eigen::Map<const Matrix>(x->data(), rows, inner) *
      Eigen::Map<const Matrix>(y->data(), inner, columns);
  return finish(std::move(result));
}

Result<Value> np_dot(Inputs a) {
  const auto x = View::of(*a[0]);
  const auto y = View::of(*a[1]);
  if (x && y && (x->is_scalar() || y->is_scalar())) {
    return operation(language::BinaryOperator::multiply)(a);
  }
  return product("dot", *a[0], *a[1]);
}

Result<Value> np_outer(Inputs a) {
  const auto x = View::of(*a[0]);
  if (!x) return not_numbers("outer", *a[0]);
  const auto y = View::of(*a[1]);
  if (!y) return not_numbers("outer", *a[1]);
  Array result;
  result.shape = {static_cast<std::int64_t>(x->size()), static_cast<std::int64_t>(y->size())};
  result.counts = x->counts() && y->counts();
  const auto n = entries(result.shape);
  if (!n) return too_large();
  result.data.reserve(*n);
  for (std::size_t i = 0; i < x->size(); ++i) {
    for (std::size_t j = 0; j < y->size(); ++j) result.data.push_back(x->data()[i] * y->data()[j]);
  }
  return finish(std::move(result));
}

constexpr Builtin table[] = {
    {"np.dot", "a, b", np_dot},
    {"np.matmul", "a, b", matrix_product},
    {"np.outer", "a, b", np_outer},
    {"np.transpose", "x", transpose},
};

}  // namespace

Result<Value> matrix_product(Inputs arguments) {
  return product("@", *arguments[0], *arguments[1]);
}

Result<Value> transpose(Inputs arguments) {
  const auto view = View::of(*arguments[0]);
  if (!view) return not_numbers("transpose", *arguments[0]);
  if (view->shape().size() < 2) return *arguments[0];
  Array result;
  result.counts = view->counts();
  result.shape.assign(view->shape().rbegin(), view->shape().rend());
  Shape strides = broadcast_strides(view->shape(), view->shape());
  std::reverse(strides.begin(), strides.end());
  result.data.reserve(view->size());
  for_each_pair(result.shape, strides, strides, view->size(),
                [&](std::size_t i, std::size_t) { result.data.push_back(view->data()[i]); });
  return finish(std::move(result));
}

std::span<const Builtin> products() { return table; }

}  // namespace reference::steps
