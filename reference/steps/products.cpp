// Products of vectors and matrices, and transposition.
#include "reference/steps/products.h"

#include <fmt/core.h>

#include <Eigen/Core>
#include <algorithm>

#include "reference/steps/arithmetic.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixView = Eigen::Map<const Matrix>;

// Stacks of matrices a (rows x inner) and b (inner x columns); a vector is a row on the left and a
// column on the right.
struct Product {
  std::int64_t rows = 1;
  std::int64_t inner = 1;
  std::int64_t columns = 1;
  Shape stack;           // the common axes before the last two
  std::size_t size = 1;  // matrices in the stack
  Shape shape;           // of the result
  Shape strides_a;       // along `stack`, in matrices
  Shape strides_b;
};

std::span<const std::int64_t> stack_of(const View& view) {
  return view.shape().first(view.shape().size() - std::min<std::size_t>(view.shape().size(), 2));
}

Failure not_matrices(std::string_view name, const Value& value) {
  return {fmt::format("`{}` takes vectors and matrices, not {}", name, grader::describe(value))};
}

Result<Product> plan(std::string_view name, const Value& a, const Value& b) {
  const auto x = View::of(a);
  if (!x) return not_numbers(name, a);
  const auto y = View::of(b);
  if (!y) return not_numbers(name, b);
  if (x->is_scalar()) return not_matrices(name, a);
  if (y->is_scalar()) return not_matrices(name, b);
  const std::size_t rank_a = x->shape().size();
  const std::size_t rank_b = y->shape().size();
  Product p;
  if (rank_a >= 2) p.rows = x->shape()[rank_a - 2];
  p.inner = x->shape()[rank_a - 1];
  if (rank_b >= 2) p.columns = y->shape()[rank_b - 1];
  if (y->shape()[rank_b >= 2 ? rank_b - 2 : 0] != p.inner) return shapes_differ(name, a, b);
  auto stack = broadcast_shape(stack_of(*x), stack_of(*y));
  if (!stack) return shapes_differ(name, a, b);
  p.stack = std::move(*stack);
  p.shape = p.stack;
  if (rank_a >= 2) p.shape.push_back(p.rows);
  if (rank_b >= 2) p.shape.push_back(p.columns);
  const auto n = entries(p.shape);
  const auto matrices = entries(p.stack);
  if (!n || !matrices) return too_large();
  if (static_cast<double>(*n) * static_cast<double>(p.inner) > max_multiplications) {
    return too_much_work(name);
  }
  p.size = *matrices;
  p.strides_a = broadcast_strides(stack_of(*x), p.stack);
  p.strides_b = broadcast_strides(stack_of(*y), p.stack);
  return p;
}

// visit(entry of a, of b, of the result) where each pair of matrices begins.
template <typename Visit>
void for_each_matrix(const Product& p, Visit visit) {
  const std::int64_t a = p.rows * p.inner;
  const std::int64_t b = p.inner * p.columns;
  std::int64_t at = 0;
  for_each_pair(p.stack, p.strides_a, p.strides_b, p.size, [&](std::size_t i, std::size_t j) {
    visit(static_cast<std::int64_t>(i) * a, static_cast<std::int64_t>(j) * b, at);
    at += p.rows * p.columns;
  });
}

Result<Value> product(std::string_view name, const Value& a, const Value& b) {
  auto p = plan(name, a, b);
  if (!p) return p.error();
  const View x = *View::of(a);
  const View y = *View::of(b);
  Array result;
  result.counts = x.counts() && y.counts();
  result.shape = std::move(p->shape);
  result.data.resize(*entries(result.shape));
  for_each_matrix(*p, [&](std::int64_t i, std::int64_t j, std::int64_t k) {
    Eigen::Map<Matrix>(result.data.data() + k, p->rows, p->columns).noalias() =
        MatrixView(x.data() + i, p->rows, p->inner) *
        MatrixView(y.data() + j, p->inner, p->columns);
  });
  return finish(std::move(result));
}

Result<Value> np_dot(Inputs a) {
  const auto x = View::of(*a[0]);
  const auto y = View::of(*a[1]);
  if (x && y && (x->is_scalar() || y->is_scalar())) {
    return operation(language::BinaryOperator::multiply)(a);
  }
  // Of more axes NumPy's dot is another product than `@`.
  for (std::size_t i = 0; i < 2; ++i) {
    if (grader::shape_of(*a[i]).size() > 2) return not_matrices("dot", *a[i]);
  }
  return product("dot", *a[0], *a[1]);
}

Result<Cotangents> pull_dot(Inputs a, const Value& value, const Value& cotangent) {
  if (View::of(*a[0])->is_scalar() || View::of(*a[1])->is_scalar()) {
    return pullback_of(language::BinaryOperator::multiply)(a, value, cotangent);
  }
  return matrix_product_pullback(a, value, cotangent);
}

// Sums over the last axis of both: a @ b.T of matrices.
Result<Value> np_inner(Inputs a) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (grader::shape_of(*a[i]).size() > 2) return not_matrices("inner", *a[i]);
  }
  const auto y = transpose(a.subspan(1, 1));
  if (!y) return y;
  const Value* const both[] = {a[0], &*y};
  const auto value = np_dot(both);
  const auto& shape_b = grader::shape_of(*a[1]);
  const auto& shape_a = grader::shape_of(*a[0]);
  if (!value && !shape_a.empty() && !shape_b.empty() && shape_a.back() != shape_b.back()) {
    return shapes_differ("inner", *a[0], *a[1]);
  }
  return value;
}

Result<Cotangents> pull_inner(Inputs a, const Value& value, const Value& cotangent) {
  const auto y = transpose(a.subspan(1, 1));
  if (!y) return y.error();
  const Value* const both[] = {a[0], &*y};
  auto cotangents = pull_dot(both, value, cotangent);
  if (!cotangents) return cotangents;
  const Value* const second[] = {&*(*cotangents)[1]};
  auto back = transpose(second);
  if (!back) return back.error();
  (*cotangents)[1] = std::move(*back);
  return cotangents;
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

Result<Cotangents> pull_outer(Inputs arguments, const Value&, const Value& cotangent) {
  const View x = *View::of(*arguments[0]);
  const View y = *View::of(*arguments[1]);
  const View g = *View::of(cotangent);
  Array a = zeros_like(*arguments[0]);
  Array b = zeros_like(*arguments[1]);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = 0; j < y.size(); ++j) {
      const double passed_here = g.data()[i * y.size() + j];
      a.data[i] += passed(y.data()[j], passed_here);
      b.data[j] += passed(x.data()[i], passed_here);
    }
  }
  return Cotangents{as_cotangent(std::move(a)), as_cotangent(std::move(b))};
}

// The axis of the argument that each axis of the result is.
Result<std::vector<std::size_t>> chosen_axes(const Value& x, const Value* axes) {
  const std::size_t rank = grader::shape_of(x).size();
  std::vector<std::size_t> chosen;
  if (axes == nullptr) {
    for (std::size_t i = rank; i-- > 0;) chosen.push_back(i);
    return chosen;
  }
  const auto view = View::of(*axes);
  std::vector<bool> taken(rank, false);
  for (std::size_t i = 0; view && view->counts() && i < view->size(); ++i) {
    const double axis = view->data()[i] + (view->data()[i] < 0 ? static_cast<double>(rank) : 0);
    if (!(axis >= 0 && axis < static_cast<double>(rank))) break;
    if (taken[static_cast<std::size_t>(axis)]) break;
    taken[static_cast<std::size_t>(axis)] = true;
    chosen.push_back(static_cast<std::size_t>(axis));
  }
  if (view && view->counts() && chosen.size() == rank && view->size() == rank) return chosen;
  return Failure{fmt::format("`axes` of `transpose` names each of the {} axes of {} once", rank,
                             grader::describe(x))};
}

Result<Value> np_transpose(Inputs arguments) {
  const Value& x = *arguments[0];
  const auto view = View::of(x);
  if (!view) return not_numbers("transpose", x);
  const auto axes = chosen_axes(x, arguments.size() > 1 ? arguments[1] : nullptr);
  if (!axes) return axes.error();
  if (view->shape().size() < 2) return x;
  Array result;
  result.counts = view->counts();
  const Shape own = broadcast_strides(view->shape(), view->shape());
  Shape strides;
  for (const std::size_t axis : *axes) {
    result.shape.push_back(view->shape()[axis]);
    strides.push_back(own[axis]);
  }
  result.data.reserve(view->size());
  for_each_pair(result.shape, strides, strides, view->size(),
                [&](std::size_t i, std::size_t) { result.data.push_back(view->data()[i]); });
  return finish(std::move(result));
}

constexpr Builtin table[] = {
    {"np.dot", "a, b", np_dot, pull_dot},
    {"np.inner", "a, b", np_inner, pull_inner},
    {"np.matmul", "a, b", matrix_product, matrix_product_pullback},
    {"np.outer", "a, b", np_outer, pull_outer},
    {"np.transpose", "x, axes=None", np_transpose, moved<np_transpose>},
};

}  // namespace

Failure too_much_work(std::string_view function) {
  return {
      fmt::format("`{}` would need more than {} multiplications", function, max_multiplications)};
}

Result<Value> matrix_product(Inputs arguments) {
  return product("@", *arguments[0], *arguments[1]);
}

Result<Cotangents> matrix_product_pullback(Inputs arguments, const Value&, const Value& cotangent) {
  const auto p = plan("@", *arguments[0], *arguments[1]);
  if (!p) return p.error();
  const View x = *View::of(*arguments[0]);
  const View y = *View::of(*arguments[1]);
  const View g = *View::of(cotangent);
  Array a = zeros_like(*arguments[0]);
  Array b = zeros_like(*arguments[1]);
  for_each_matrix(*p, [&](std::int64_t i, std::int64_t j, std::int64_t k) {
    const MatrixView by(g.data() + k, p->rows, p->columns);
    Eigen::Map<Matrix>(a.data.data() + i, p->rows, p->inner).noalias() +=
        by * MatrixView(y.data() + j, p->inner, p->columns).transpose();
    Eigen::Map<Matrix>(b.data.data() + j, p->inner, p->columns).noalias() +=
        MatrixView(x.data() + i, p->rows, p->inner).transpose() * by;
  });
  return Cotangents{as_cotangent(std::move(a)), as_cotangent(std::move(b))};
}

Result<Value> transpose(Inputs arguments) { return np_transpose(arguments.first(1)); }

Result<Cotangents> transpose_pullback(Inputs arguments, const Value&, const Value& cotangent) {
  return pull_through_moves(np_transpose, arguments.first(1), cotangent, 0, false);
}

std::span<const Builtin> products() { return table; }

}  // namespace reference::steps
