// Matrices of a pattern: identities, diagonals, triangles.
#include <algorithm>

#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

NDArray eye(const Call& call, std::int64_t rows, std::int64_t columns, std::int64_t k,
            DType dtype) {
  const NDArray made = ndarray::make(call.budget(), dtype, {rows, columns});
  const NDArray one =
      ndarray::cast(call.budget(), number(call.rules(), std::int64_t{1}).array, dtype);
  ndarray::assign(call.budget(), ndarray::diagonal(made, k, 0, 1), one);
  return made;
}

Object eye(Call& call) {
  refuse(call, 5, "like");
  const std::int64_t rows = call.integer(0);
  return snippet::of(eye(call, rows, call.integer(1, rows), call.integer(2, 0),
                         call.dtype(3).value_or(DType::float64)));
}

Object identity(Call& call) {
  refuse(call, 2, "like");
  const std::int64_t rows = call.integer(0);
  return snippet::of(eye(call, rows, rows, 0, call.dtype(1).value_or(DType::float64)));
}

// A matrix with a line on its k-th diagonal.
NDArray with_diagonal(const Budget& budget, const NDArray& line, std::int64_t k) {
  if (k < -(std::int64_t{1} << 40) || k > (std::int64_t{1} << 40)) {
    budget.require(std::int64_t{1} << 40);
  }
  const std::int64_t extent = line.shape[0] + std::abs(k);
  const NDArray made = ndarray::make(budget, line.dtype, {extent, extent});
  ndarray::assign(budget, ndarray::diagonal(made, k, 0, 1), line);
  return made;
}

Object diag(Call& call) {
  const NDArray v = call.array(0);
  const std::int64_t k = call.integer(1, 0);
  if (v.ndim() == 1) return snippet::of(with_diagonal(call.budget(), v, k));
  if (v.ndim() != 2) value_error("Input must be 1- or 2-d.");
  NDArray line = ndarray::diagonal(v, k, 0, 1);
  line.writeable = false;
  return snippet::of(line);
}

Object diagflat(Call& call) {
  return snippet::of(
      with_diagonal(call.budget(), ravel(call.budget(), call.array(0)), call.integer(1, 0)));
}

Object diagonal(Call& call) {
  const NDArray a = call.array(0);
  if (a.ndim() < 2) value_error("diag requires an array of at least two dimensions");
  const int axis1 = ndarray::normalize_axis(call.integer(2, 0), a.ndim());
  const int axis2 = ndarray::normalize_axis(call.integer(3, 1), a.ndim());
  if (axis1 == axis2) value_error("axis1 and axis2 cannot be the same");
  NDArray line = ndarray::diagonal(a, call.integer(1, 0), axis1, axis2);
  line.writeable = false;
  return snippet::of(line);
}

Object trace(Call& call) {
  const NDArray a = call.array(0);
  if (call.given(5)) refuse(call, 5, "out");
  if (a.ndim() < 2) value_error("diag requires an array of at least two dimensions");
  const int axis1 = ndarray::normalize_axis(call.integer(2, 0), a.ndim());
  const int axis2 = ndarray::normalize_axis(call.integer(3, 1), a.ndim());
  if (axis1 == axis2) value_error("axis1 and axis2 cannot be the same");
  const NDArray line = ndarray::diagonal(a, call.integer(1, 0), axis1, axis2);
  return snippet::of(reduced(call.rules(), "add", line, line.ndim() - 1, false, call.dtype(4)));
}

// Whether each place of the last two axes is kept: up to (lower) or from (upper) the k-th diagonal.
struct Triangle {
  std::int64_t k = 0;
  bool lower = true;
  bool holds(std::int64_t row, std::int64_t column) const {
    return lower ? column - row <= k : column - row >= k;
  }
};

std::int64_t offset_of(const Call& call, std::size_t i) {
  constexpr std::int64_t far = std::int64_t{1} << 60;
  return std::clamp(call.integer(i, 0), -far, far);
}

NDArray keep(const Call& call, const NDArray& m, const Triangle& triangle) {
  const Budget& budget = call.budget();
  NDArray source = m;
  if (m.ndim() == 1) {  // as np.where broadcasts it to the mask
    source = ndarray::broadcast_to(m, {m.shape[0], m.shape[0]});
  }
  if (source.ndim() < 2) value_error("Input must have at least one dimension");
  const NDArray made = ndarray::make(budget, source.dtype, source.shape);
  const int row_axis = source.ndim() - 2;
  const std::int64_t rows = source.shape[at(row_axis)];
  const std::int64_t columns = source.shape[at(row_axis + 1)];
  budget.work(rows, 200);
  for (std::int64_t row = 0; row < rows; ++row) {
    // Of each row a run is kept.
    const std::int64_t border =
        std::clamp<std::int64_t>(row + triangle.k + (triangle.lower ? 1 : 0), 0, columns);
    const std::int64_t first = triangle.lower ? 0 : border;
    const std::int64_t count = triangle.lower ? border : columns - border;
    const auto part = [&](const NDArray& array) {
      return ndarray::take_range(ndarray::pick(array, row_axis, row), row_axis, first, count, 1);
    };
    ndarray::assign(budget, part(made), part(source));
  }
  return made;
}

Object tril(Call& call) {
  return snippet::of(keep(call, call.array(0), {offset_of(call, 1), true}));
}

Object triu(Call& call) {
  return snippet::of(keep(call, call.array(0), {offset_of(call, 1), false}));
}

Object tri(Call& call) {
  refuse(call, 4, "like");
  const Budget& budget = call.budget();
  const std::int64_t rows = call.integer(0);
  const DType dtype = call.dtype(3).value_or(DType::float64);
  const NDArray one = ndarray::cast(budget, number(call.rules(), std::int64_t{1}).array, dtype);
  ndarray::element_count({rows, call.integer(1, rows)});
  return snippet::of(keep(call, ndarray::broadcast_to(one, {rows, call.integer(1, rows)}),
                          {offset_of(call, 2), true}));
}

// The rows and the columns of a triangle.
Object places(Call& call, std::int64_t rows, std::int64_t columns, const Triangle& triangle) {
  const Budget& budget = call.budget();
  const std::int64_t count = ndarray::element_count({rows, columns});
  budget.work(count);
  budget.work(rows);
  require_table(budget, 2 * count);
  std::vector<std::int64_t> found[2];
  for (std::int64_t row = 0; row < rows; ++row) {
    for (std::int64_t column = 0; column < columns; ++column) {
      if (!triangle.holds(row, column)) continue;
      found[0].push_back(row);
      found[1].push_back(column);
    }
  }
  return tuple_of(budget, {vector_of(budget, found[0]), vector_of(budget, found[1])});
}

Object tril_indices(Call& call) {
  const std::int64_t rows = call.integer(0);
  return places(call, rows, call.integer(2, rows), {offset_of(call, 1), true});
}

Object triu_indices(Call& call) {
  const std::int64_t rows = call.integer(0);
  return places(call, rows, call.integer(2, rows), {offset_of(call, 1), false});
}

Object places_in(Call& call, bool lower) {
  const NDArray array = call.array(0);
  if (array.ndim() != 2) value_error("input array must be 2-d");
  return places(call, array.shape[0], array.shape[1], {offset_of(call, 1), lower});
}

Object tril_indices_from(Call& call) { return places_in(call, true); }
Object triu_indices_from(Call& call) { return places_in(call, false); }

Object diag_indices_of(const Call& call, std::int64_t n, std::int64_t ndim) {
  if (ndim > ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  std::vector<std::int64_t> places;
  require_table(call.budget(), n);
  for (std::int64_t i = 0; i < n; ++i) places.push_back(i);
  const NDArray line = vector_of(call.budget(), places);
  return tuple_of(call.budget(), std::vector<NDArray>(at(std::max<std::int64_t>(ndim, 0)), line));
}

Object diag_indices(Call& call) {
  return diag_indices_of(call, call.integer(0), call.integer(1, 2));
}

Object diag_indices_from(Call& call) {
  const NDArray array = call.array(0);
  if (array.ndim() < 2) value_error("input array must be at least 2-d");
  for (const std::int64_t extent : array.shape) {
    if (extent != array.shape[0]) value_error("All dimensions of input must be of equal length");
  }
  return diag_indices_of(call, array.shape[0], array.ndim());
}

Object fill_diagonal(Call& call) {
  const NDArray* a = call[0].array();
  const Budget& budget = call.budget();
  if (a == nullptr || a->ndim() < 2) value_error("array must be at least 2-d");
  if (call.flag(2, false)) ndarray::not_supported("np.fill_diagonal", "with `wrap`");
  NDArray line = *a;
  if (a->ndim() > 2) {
    for (const std::int64_t extent : a->shape) {
      if (extent != a->shape[0]) value_error("All dimensions of input must be of equal length");
    }
  }
  const std::int64_t count = *std::min_element(a->shape.begin(), a->shape.end());
  std::int64_t stride = 0;
  for (const std::int64_t one : a->strides) stride += one;
  line.shape = {count};
  line.strides = {stride};
  // a.flat[::step] = val repeats the values as often as needed.
  const NDArray values = ravel(budget, snippet::to_array(budget, call[1]));
  if (values.size() == 0) return {};
  std::vector<std::int64_t> indices;
  require_table(budget, count);
  for (std::int64_t i = 0; i < count; ++i) indices.push_back(i % values.size());
  ndarray::assign(budget, line, gather(budget, values, 0, indices));
  return {};
}

Object vander(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = call.budget();
  const NDArray x = call.array(0);
  if (x.ndim() != 1) value_error("x must be a one-dimensional array or sequence.");
  const std::int64_t columns = call.integer(1, x.shape[0]);
  const NDArray made =
      ndarray::make(budget, ndarray::promote(x.dtype, DType::int64), {x.shape[0], columns});
  const NDArray seen = call.flag(2, false) ? made : ndarray::flip(made, 1);
  if (columns > 0) {
    ndarray::assign(budget, ndarray::pick(seen, 1, 0), number(rules, std::int64_t{1}).array);
  }
  budget.work(columns, 500);
  for (std::int64_t i = 1; i < columns; ++i) {
    const NDArray before = ndarray::pick(seen, 1, i - 1);
    ndarray::assign(budget, ndarray::pick(seen, 1, i),
                    calculate(rules, "multiply", before, ndarray::as_type(budget, x, made.dtype)));
  }
  return snippet::of(made);
}

constexpr Builtin functions[] = {
    {"np.eye", "N, M=, k=, dtype=, order=, *, like=", eye},
    {"np.identity", "n, dtype=, *, like=", identity},
    {"np.diag", "v, k=", diag},
    {"np.diagflat", "v, k=", diagflat},
    {"np.diagonal", "a, offset=, axis1=, axis2=", diagonal},
    {"ndarray.diagonal", "self, offset=, axis1=, axis2=", diagonal},
    {"np.trace", "a, offset=, axis1=, axis2=, dtype=, out=", trace},
    {"ndarray.trace", "self, offset=, axis1=, axis2=, dtype=, out=", trace},
    {"np.tri", "N, M=, k=, dtype=, *, like=", tri},
    {"np.tril", "m, k=", tril},
    {"np.triu", "m, k=", triu},
    {"np.tril_indices", "n, k=, m=", tril_indices},
    {"np.triu_indices", "n, k=, m=", triu_indices},
    {"np.tril_indices_from", "arr, k=", tril_indices_from},
    {"np.triu_indices_from", "arr, k=", triu_indices_from},
    {"np.diag_indices", "n, ndim=", diag_indices},
    {"np.diag_indices_from", "arr", diag_indices_from},
    {"np.fill_diagonal", "a, val, wrap=", fill_diagonal},
    {"np.vander", "x, N=, increasing=", vander},
};

}  // namespace

std::span<const Builtin> matrix_functions() { return functions; }

}  // namespace reference::numpy
