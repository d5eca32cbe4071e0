// Linear algebra of one matrix at a time.
#include <fmt/core.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Vector = Eigen::VectorXd;

constexpr std::int64_t max_side = 300;  // the work grows with its cube

Array array_of(const Matrix& matrix) {
  return {{matrix.rows(), matrix.cols()},
          std::vector<double>(matrix.data(), matrix.data() + matrix.size()),
          false};
}

Array array_of(const Vector& vector) {
  return {
      {vector.size()}, std::vector<double>(vector.data(), vector.data() + vector.size()), false};
}

Result<Matrix> matrix_of(std::string_view name, const Value& value, bool square) {
  const auto* array = std::get_if<Array>(&value);
  const bool fits = array != nullptr && array->shape.size() == 2 &&
                    (!square || array->shape[0] == array->shape[1]);
  if (!fits || array->data.empty()) {
    return Failure{fmt::format("`{}` takes a {}, not {}", name, square ? "square matrix" : "matrix",
                               grader::describe(value))};
  }
  if (std::max(array->shape[0], array->shape[1]) > max_side) {
    return Failure{fmt::format("`{}` takes matrices up to {} x {}, not {}", name, max_side,
                               max_side, grader::describe(value))};
  }
  const auto finite = [](double x) { return std::isfinite(x); };
  if (!std::all_of(array->data.begin(), array->data.end(), finite)) {
    return Failure{fmt::format("`{}` of a matrix with NaN or infinity", name)};
  }
  return Matrix(Eigen::Map<const Matrix>(array->data.data(), array->shape[0], array->shape[1]));
}

Failure singular(std::string_view name) { return {fmt::format("`{}` of a singular matrix", name)}; }

using Decomposed = Eigen::PartialPivLU<Matrix>;

Result<Decomposed> decomposed(std::string_view name, const Value& value) {
  const auto matrix = matrix_of(name, value, true);
  if (!matrix) return matrix.error();
  Decomposed lu(*matrix);
  if ((lu.matrixLU().diagonal().array() == 0).any()) return singular(name);
  return lu;
}

Result<Value> np_inv(Inputs a) {
  const auto lu = decomposed("inv", *a[0]);
  if (!lu) return lu.error();
  return finish(array_of(Matrix(lu->inverse())));
}

// -inv^T G inv^T
Result<Cotangents> pull_inv(Inputs a, const Value& value, const Value& cotangent) {
  const Matrix inverse = *matrix_of("inv", value, true);
  const auto& g = std::get<Array>(cotangent);
  const Eigen::Map<const Matrix> by(g.data.data(), inverse.rows(), inverse.cols());
  return only_first(a.size(), array_of(Matrix(-inverse.transpose() * by * inverse.transpose())));
}

Result<Value> np_det(Inputs a) {
  const auto matrix = matrix_of("det", *a[0], true);
  if (!matrix) return matrix.error();
  return Value(Decomposed(*matrix).determinant());
}

// The matrix of cofactors, which exists for singular matrices too: from A = U diag(s) V^T it is
// det(U) det(V) U diag(product of the other s) V^T.
Result<Cotangents> pull_det(Inputs a, const Value&, const Value& cotangent) {
  const Matrix matrix = *matrix_of("det", *a[0], true);
  const Eigen::JacobiSVD<Matrix> svd(matrix, Eigen::ComputeFullU | Eigen::ComputeFullV);
  const Vector& s = svd.singularValues();
  Vector others = Vector::Ones(s.size());
  for (Eigen::Index i = 0; i < s.size(); ++i) {
    for (Eigen::Index j = 0; j < s.size(); ++j) {
      if (j != i) others[i] *= s[j];
    }
  }
  const double sign = Matrix(svd.matrixU()).determinant() * Matrix(svd.matrixV()).determinant();
  const Matrix cofactors = svd.matrixU() * others.asDiagonal() * svd.matrixV().transpose();
  return only_first(a.size(), array_of(Matrix(cofactors * (sign * *View::of(cotangent)->data()))));
}

// The right side: a vector, or a matrix of columns.
Result<Matrix> right_side(std::string_view name, const Matrix& matrix, Inputs a) {
  const auto view = View::of(*a[1]);
  if (!view) return not_numbers(name, *a[1]);
  const std::size_t rank = view->shape().size();
  if (rank < 1 || rank > 2 || view->shape()[0] != matrix.rows()) {
    return shapes_differ(name, *a[0], *a[1]);
  }
  return Matrix(
      Eigen::Map<const Matrix>(view->data(), matrix.rows(), rank == 2 ? view->shape()[1] : 1));
}

// Of the shape that the right side has.
Result<Value> solution(const Matrix& x, const Value& like) {
  Array array = array_of(x);
  if (grader::shape_of(like).size() == 1) array.shape.pop_back();
  return finish(std::move(array));
}

Result<Value> np_solve(Inputs a) {
  const auto lu = decomposed("solve", *a[0]);
  if (!lu) return lu.error();
  const auto b = right_side("solve", lu->matrixLU(), a);
  if (!b) return b.error();
  return solution(lu->solve(*b), *a[1]);
}

// by b: inv(A)^T G; by A: -(that) x^T
Result<Cotangents> pull_solve(Inputs a, const Value& value, const Value& cotangent) {
  const Matrix matrix = *matrix_of("solve", *a[0], true);
  const Value* const with_value[] = {a[0], &value};
  const Value* const with_cotangent[] = {a[0], &cotangent};
  const Matrix x = *right_side("solve", matrix, with_value);
  const Matrix g = *right_side("solve", matrix, with_cotangent);
  const Matrix by = Decomposed(Matrix(matrix.transpose())).solve(g);
  return Cotangents{Value(array_of(Matrix(-by * x.transpose()))), *solution(by, *a[1])};
}

// The least squares solution; of several the shortest.
Result<Value> np_lstsq(Inputs a) {
  const auto matrix = matrix_of("lstsq", *a[0], false);
  if (!matrix) return matrix.error();
  const auto b = right_side("lstsq", *matrix, a);
  if (!b) return b.error();
  const Eigen::CompleteOrthogonalDecomposition<Matrix> qr(*matrix);
  return solution(qr.solve(*b), *a[1]);
}

Result<Value> np_pinv(Inputs a) {
  const auto matrix = matrix_of("pinv", *a[0], false);
  if (!matrix) return matrix.error();
  const Eigen::CompleteOrthogonalDecomposition<Matrix> qr(*matrix);
  return finish(array_of(Matrix(qr.pseudoInverse())));
}

Result<Value> np_matrix_rank(Inputs a) {
  const auto matrix = matrix_of("matrix_rank", *a[0], false);
  if (!matrix) return matrix.error();
  const Eigen::JacobiSVD<Matrix> svd(*matrix);
  const Vector& s = svd.singularValues();
  const double sides = static_cast<double>(std::max(matrix->rows(), matrix->cols()));
  const double least = s.maxCoeff() * sides * std::numeric_limits<double>::epsilon();
  return Value(Count{(s.array() > least).count()});
}

Result<Value> np_cholesky(Inputs a) {
  const auto matrix = matrix_of("cholesky", *a[0], true);
  if (!matrix) return matrix.error();
  const Eigen::LLT<Matrix> llt(*matrix);
  if (llt.info() != Eigen::Success) {
    return Failure{"`cholesky` of a matrix that is not positive definite"};
  }
  return finish(array_of(Matrix(llt.matrixL())));
}

// Eigenvectors as columns have no sign of their own: the largest entry of each is positive.
void fix_signs(Matrix& columns) {
  for (Eigen::Index j = 0; j < columns.cols(); ++j) {
    Eigen::Index at = 0;
    columns.col(j).cwiseAbs().maxCoeff(&at);
    if (columns(at, j) < 0) columns.col(j) = -columns.col(j);
  }
}

using Symmetric = Eigen::SelfAdjointEigenSolver<Matrix>;

Result<Symmetric> symmetric(std::string_view name, const Value& value, bool vectors) {
  const auto matrix = matrix_of(name, value, true);
  if (!matrix) return matrix.error();
  const double largest = matrix->cwiseAbs().maxCoeff();
  if ((*matrix - matrix->transpose()).cwiseAbs().maxCoeff() > 1e-9 * largest) {
    return Failure{fmt::format("`{}` takes a symmetric matrix", name)};
  }
  return Symmetric(*matrix, vectors ? Eigen::ComputeEigenvectors : Eigen::EigenvaluesOnly);
}

Result<Value> np_eigvalsh(Inputs a) {
  const auto solved = symmetric("eigvalsh", *a[0], false);
  if (!solved) return solved.error();
  return finish(array_of(Vector(solved->eigenvalues())));
}

Result<Value> eigenvectors(Inputs a) {
  const auto solved = symmetric("eigenvectors", *a[0], true);
  if (!solved) return solved.error();
  Matrix columns = solved->eigenvectors();
  fix_signs(columns);
  return finish(array_of(columns));
}

Result<Value> np_svdvals(Inputs a) {
  const auto matrix = matrix_of("svdvals", *a[0], false);
  if (!matrix) return matrix.error();
  const Eigen::JacobiSVD<Matrix> svd(*matrix);
  return finish(array_of(Vector(svd.singularValues())));
}

// U diag(g) V^T
Result<Cotangents> pull_svdvals(Inputs a, const Value&, const Value& cotangent) {
  const Matrix matrix = *matrix_of("svdvals", *a[0], false);
  const Eigen::JacobiSVD<Matrix> svd(matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const auto& g = std::get<Array>(cotangent).data;
  const Eigen::Map<const Vector> by(g.data(), static_cast<Eigen::Index>(g.size()));
  return only_first(a.size(),
                    array_of(Matrix(svd.matrixU() * by.asDiagonal() * svd.matrixV().transpose())));
}

// The signs follow those of `right_singular_vectors`, so that u diag(s) v^T is the matrix.
template <bool left>
Result<Value> singular_vectors(Inputs a) {
  const auto matrix =
      matrix_of(left ? "left_singular_vectors" : "right_singular_vectors", *a[0], false);
  if (!matrix) return matrix.error();
  const Eigen::JacobiSVD<Matrix> svd(*matrix, Eigen::ComputeThinU | Eigen::ComputeThinV);
  const Matrix& before = svd.matrixV();
  Matrix right = before;
  fix_signs(right);
  if (!left) return finish(array_of(right));
  Matrix columns = svd.matrixU();
  for (Eigen::Index j = 0; j < columns.cols(); ++j) {
    if (right.col(j) != before.col(j)) columns.col(j) = -columns.col(j);
  }
  return finish(array_of(columns));
}

// The real eigenvalues of any matrix, from the smallest on.
Result<Value> np_eigvals(Inputs a) {
  const auto matrix = matrix_of("eigvals", *a[0], true);
  if (!matrix) return matrix.error();
  const Eigen::EigenSolver<Matrix> solver(*matrix, false);
  const double largest = solver.eigenvalues().cwiseAbs().maxCoeff();
  if (solver.eigenvalues().imag().cwiseAbs().maxCoeff() > 1e-9 * largest) {
    return Failure{"`eigvals` of a matrix whose eigenvalues are not all real"};
  }
  Vector values = solver.eigenvalues().real();
  std::sort(values.data(), values.data() + values.size());
  return finish(array_of(values));
}

constexpr Builtin table[] = {
    {"np.linalg.inv", "a", np_inv, pull_inv},
    {"np.linalg.pinv", "a", np_pinv},
    {"np.linalg.det", "a", np_det, pull_det},
    {"np.linalg.solve", "a, b", np_solve, pull_solve},
    {"np.linalg.lstsq", "a, b", np_lstsq},
    {"np.linalg.matrix_rank", "a", np_matrix_rank, no_cotangents},
    {"np.linalg.cholesky", "a", np_cholesky},
    {"np.linalg.eigvals", "a", np_eigvals},
    {"np.linalg.eigvalsh", "a", np_eigvalsh},
    {"eigenvectors", "a", eigenvectors},
    {"np.linalg.svdvals", "a", np_svdvals, pull_svdvals},
    {"left_singular_vectors", "a", singular_vectors<true>},
    {"right_singular_vectors", "a", singular_vectors<false>},
};

}  // namespace

std::span<const Builtin> linear_algebra() { return table; }

}  // namespace reference::steps
