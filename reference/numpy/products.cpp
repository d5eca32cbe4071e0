#include "reference/numpy/products.h"

#include <algorithm>
#include <numeric>

#include "reference/numpy/families.h"
#include "reference/numpy/sums.h"

namespace reference::numpy {
namespace {

using ndarray::normalize_axis;
using ndarray::shape_text;
using ndarray::value_error;

// result = a b of contiguous matrices (m, k) and (k, n). Each sum runs in the order of k, which is
// also how the reference BLAS adds, so that floats agree with NumPy on Debian to the last bit.
template <typename T>
void multiply(const NDArray& result, const NDArray& a, const NDArray& b) {
  const std::size_t rows = at(a.shape[0]);
  const std::size_t inner = at(a.shape[1]);
  const std::size_t columns = at(b.shape[1]);
  const T* left = ndarray::elements<T>(a).data();
  const T* right = ndarray::elements<T>(b).data();
  T* out = ndarray::elements<T>(result).data();
  const auto sums = std::make_unique<Sum<T>[]>(columns);
  for (std::size_t i = 0; i < rows; ++i) {
    std::fill_n(sums.get(), columns, Sum<T>{});
    for (std::size_t k = 0; k < inner; ++k) {
      const T factor = left[i * inner + k];
      const T* line = right + k * columns;
      for (std::size_t j = 0; j < columns; ++j) {
        sums[j] = with_product<T>(sums[j], factor, line[j]);
      }
    }
    for (std::size_t j = 0; j < columns; ++j) out[i * columns + j] = static_cast<T>(sums[j]);
  }
}

// Nanoseconds for one product.
double price(DType dtype) {
  if (dtype == DType::float16) return 4;
  return dtype == DType::complex128 ? 2 : 0.8;
}

void charge_product(const Budget& budget, std::int64_t rows, std::int64_t inner,
                    std::int64_t columns, DType dtype) {
  const double count =
      static_cast<double>(rows) * static_cast<double>(inner) * static_cast<double>(columns);
  if (count > 1e15) return budget.work(std::int64_t{1} << 60, 1);
  budget.work(static_cast<std::int64_t>(count), price(dtype));
}

// Of two-dimensional arrays of one type.
NDArray matrix_product(const Budget& budget, const NDArray& a, const NDArray& b) {
  const NDArray result = ndarray::make(budget, a.dtype, {a.shape[0], b.shape[1]});
  if (result.size() == 0) return result;  // however many empty rows there are
  charge_product(budget, a.shape[0], a.shape[1], b.shape[1], a.dtype);
  const NDArray left = ndarray::as_contiguous(budget, a);
  const NDArray right = ndarray::as_contiguous(budget, b);
  ndarray::visit_dtype(a.dtype, [&](auto type) { multiply<decltype(type)>(result, left, right); });
  return result;
}

[[noreturn]] void not_aligned(const NDArray& a, const NDArray& b, int axis_a, int axis_b) {
  value_error("shapes {} and {} not aligned: {} (dim {}) != {} (dim {})", shape_text(a.shape),
              shape_text(b.shape), a.shape[at(axis_a)], axis_a, b.shape[at(axis_b)], axis_b);
}

// Sums over the last axis of a and one axis of b; the other axes stay, those of a first.
NDArray contract(const Rules& rules, const NDArray& a, const NDArray& b, int axis_b) {
  const Budget& budget = rules.budget;
  const int axis_a = a.ndim() - 1;
  if (a.shape[at(axis_a)] != b.shape[at(axis_b)]) not_aligned(a, b, axis_a, axis_b);
  const DType common = ndarray::promote(a.dtype, b.dtype);
  const std::int64_t inner = a.shape.back();
  const NDArray moved = move_axis(b, axis_b, 0);
  Extents shape(a.shape.begin(), a.shape.end() - 1);
  const std::int64_t rows = ndarray::element_count(shape);
  const Extents rest(moved.shape.begin() + 1, moved.shape.end());
  const std::int64_t columns = ndarray::element_count(rest);
  shape.insert(shape.end(), rest.begin(), rest.end());
  const NDArray left = ndarray::reshape(budget, ndarray::as_type(budget, a, common), {rows, inner});
  const NDArray right =
      ndarray::reshape(budget, ndarray::as_type(budget, moved, common), {inner, columns});
  return as_scalar(ndarray::reshape(budget, matrix_product(budget, left, right), shape));
}

// Products with an array without dimensions.
NDArray scaled(const Rules& rules, const NDArray& a, const NDArray& b) {
  const DType common = ndarray::promote(a.dtype, b.dtype);
  return as_scalar(calculate(rules, "multiply", ndarray::as_type(rules.budget, a, common),
                             ndarray::as_type(rules.budget, b, common)));
}

void check_matmul(const NDArray& operand, int which) {
  if (operand.ndim() > 0) return;
  value_error(
      "matmul: Input operand {} does not have enough dimensions (has 0, gufunc core with signature "
      "(n?,k),(k,m?)->(n?,m?) requires 1)",
      which);
}

Object matmul_call(Call& call) {
  refuse(call, 2, "out");
  refuse(call, 3, "dtype");
  refuse(call, 4, "axes");
  return snippet::of(matmul(call.rules(), call.array(0), call.array(1)));
}

Object dot_call(Call& call) {
  const NDArray result = dot(call.rules(), call.array(0), call.array(1));
  if (!call.given(2)) return snippet::of(result);
  const NDArray* out = call[2].array();
  if (out == nullptr || out->dtype != result.dtype || out->shape != result.shape ||
      !out->contiguous()) {
    value_error(
        "output array is not acceptable (must have the right datatype, number of dimensions, and "
        "be a C-Array)");
  }
  ndarray::assign(call.budget(), *out, result);
  return call[2];
}

Object inner(Call& call) {
  const NDArray a = call.array(0);
  const NDArray b = call.array(1);
  if (a.ndim() == 0 || b.ndim() == 0) return snippet::of(scaled(call.rules(), a, b));
  return snippet::of(contract(call.rules(), a, b, b.ndim() - 1));
}

Object outer(Call& call) {
  refuse(call, 2, "out");
  const Budget& budget = call.budget();
  const NDArray a = ndarray::insert_axis(ravel(budget, call.array(0)), 1);
  const NDArray b = ndarray::insert_axis(ravel(budget, call.array(1)), 0);
  return snippet::of(calculate(call.rules(), "multiply", a, b));
}

Object vdot(Call& call) {
  const Budget& budget = call.budget();
  NDArray a = ravel(budget, call.array(0));
  const NDArray b = ravel(budget, call.array(1));
  if (a.dtype == DType::complex128) a = calculate(call.rules(), "conjugate", a);
  if (a.size() != b.size()) {
    value_error("cannot reshape array of size {} into shape ({},)", a.size(), b.size());
  }
  return snippet::of(contract(call.rules(), a, b, 0));
}

// The axes over which tensordot sums: of a and of b.
std::pair<Extents, Extents> tensordot_axes(const Call& call, const NDArray& a, const NDArray& b) {
  std::pair<Extents, Extents> axes;
  if (!is_sequence(call[2])) {
    const std::int64_t count = call.integer(2, 2);
    if (count > ndarray::max_dimensions) value_error("shape-mismatch for sum");
    for (std::int64_t i = 0; i < count; ++i) {
      axes.first.push_back(i - count);
      axes.second.push_back(i);
    }
  } else {
    const std::vector<Object> both = snippet::to_items(call.budget(), call[2]);
    if (both.size() != 2) {
      value_error("{} values to unpack (expected 2)", both.size() > 2 ? "too many" : "not enough");
    }
    const auto numbers = [&](const Object& object) {
      Extents found;
      if (!is_sequence(object)) {
        found.push_back(snippet::to_index(object));
        return found;
      }
      for (const Object& one : snippet::to_items(call.budget(), object)) {
        found.push_back(snippet::to_index(one));
      }
      return found;
    };
    axes = {numbers(both[0]), numbers(both[1])};
  }
  bool equal = axes.first.size() == axes.second.size();
  for (std::size_t i = 0; equal && i < axes.first.size(); ++i) {
    std::int64_t& x = axes.first[i];
    std::int64_t& y = axes.second[i];
    if (x >= a.ndim() || x < -a.ndim() || y >= b.ndim() || y < -b.ndim()) {
      ndarray::index_error("tuple index out of range");
    }
    if (x < 0) x += a.ndim();
    if (y < 0) y += b.ndim();
    equal = a.shape[at(x)] == b.shape[at(y)];
  }
  if (!equal) value_error("shape-mismatch for sum");
  return axes;
}

// The axes of an array that are not among `axes`.
Extents other_axes(const NDArray& array, const Extents& axes) {
  Extents others;
  for (int axis = 0; axis < array.ndim(); ++axis) {
    if (std::find(axes.begin(), axes.end(), axis) == axes.end()) others.push_back(axis);
  }
  return others;
}

Object tensordot(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  const NDArray a = as_array(budget, call.array(0));
  const NDArray b = as_array(budget, call.array(1));
  const auto [of_a, of_b] = tensordot_axes(call, a, b);
  const Extents rest_a = other_axes(a, of_a);
  const Extents rest_b = other_axes(b, of_b);
  Extents shape;
  for (const std::int64_t axis : rest_a) shape.push_back(a.shape[at(axis)]);
  const std::int64_t rows = ndarray::element_count(shape);
  for (const std::int64_t axis : rest_b) shape.push_back(b.shape[at(axis)]);
  std::int64_t inner = 1;
  for (const std::int64_t axis : of_a) inner *= a.shape[at(axis)];
  const std::int64_t columns = inner == 0 ? 0 : b.size() / inner;
  Extents order_a = rest_a;
  order_a.insert(order_a.end(), of_a.begin(), of_a.end());
  Extents order_b = of_b;
  order_b.insert(order_b.end(), rest_b.begin(), rest_b.end());
  if (order_a.size() != a.shape.size() || order_b.size() != b.shape.size()) {
    value_error("axes don't match array");
  }
  if (inner == 0 || b.size() == 0) {
    return snippet::of(ndarray::make(budget, ndarray::promote(a.dtype, b.dtype), shape));
  }
  const NDArray left = ndarray::reshape(budget, ndarray::transpose(a, order_a), {rows, inner});
  const NDArray right = ndarray::reshape(budget, ndarray::transpose(b, order_b), {inner, columns});
  return snippet::of(as_array(budget, ndarray::reshape(budget, dot(rules, left, right), shape)));
}

Object kron(Call& call) {
  const Budget& budget = call.budget();
  NDArray a = call.array(0);
  NDArray b = call.array(1);
  if (a.ndim() == 0 || b.ndim() == 0) {
    return snippet::of(calculate(call.rules(), "multiply", a, b));
  }
  while (a.ndim() < b.ndim()) a = ndarray::insert_axis(a, 0);
  while (b.ndim() < a.ndim()) b = ndarray::insert_axis(b, 0);
  if (2 * a.ndim() > ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  Extents shape;
  for (int axis = 0; axis < a.ndim(); ++axis) {
    shape.push_back(ndarray::element_count({a.shape[at(axis)], b.shape[at(axis)]}));
  }
  const int ndim = a.ndim();
  for (int axis = ndim; axis > 0; --axis) {
    a = ndarray::insert_axis(a, axis);
    b = ndarray::insert_axis(b, axis - 1);
  }
  const NDArray product = calculate(call.rules(), "multiply", a, b);
  return snippet::of(ndarray::reshape(budget, product, shape));
}

// a0 b1 - a1 b0 of two components.
NDArray minor(const Rules& rules, const NDArray& a0, const NDArray& b1, const NDArray& a1,
              const NDArray& b0) {
  return calculate(rules, "subtract", calculate(rules, "multiply", a0, b1),
                   calculate(rules, "multiply", a1, b0));
}

int named_axis(std::int64_t axis, int ndim, std::string_view name) {
  if (axis < -ndim || axis >= ndim) {
    ndarray::raise("numpy.AxisError", "{}: axis {} is out of bounds for array of dimension {}",
                   name, axis, ndim);
  }
  return static_cast<int>(axis < 0 ? axis + ndim : axis);
}

Object cross(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  NDArray a = call.array(0);
  NDArray b = call.array(1);
  const std::int64_t all = call.integer(5, -1);
  const auto axis = [&](std::size_t i) { return call.given(5) ? all : call.integer(i, -1); };
  a = move_axis(a, named_axis(axis(2), a.ndim(), "axisa"), a.ndim() - 1);
  b = move_axis(b, named_axis(axis(3), b.ndim(), "axisb"), b.ndim() - 1);
  const std::int64_t n = a.shape.back();
  const std::int64_t m = b.shape.back();
  if ((n != 2 && n != 3) || (m != 2 && m != 3)) {
    value_error("incompatible dimensions for cross product\n(dimension must be 2 or 3)");
  }
  const DType common = ndarray::promote(a.dtype, b.dtype);
  a = ndarray::as_type(budget, a, common);
  b = ndarray::as_type(budget, b, common);
  // A missing third component is zero.
  const auto part = [&](const NDArray& v, std::int64_t k) {
    if (k < v.shape.back()) return ndarray::pick(v, v.ndim() - 1, k);
    NDArray zero = ndarray::pick(v, v.ndim() - 1, 0);
    return ndarray::make(budget, common, zero.shape);
  };
  const NDArray last = minor(rules, part(a, 0), part(b, 1), part(a, 1), part(b, 0));
  if (n == 2 && m == 2) return snippet::of(as_array(budget, last));
  NDArray parts[] = {minor(rules, part(a, 1), part(b, 2), part(a, 2), part(b, 1)),
                     minor(rules, part(a, 2), part(b, 0), part(a, 0), part(b, 2)), last};
  for (NDArray& one : parts) one = ndarray::insert_axis(one, one.ndim());
  const NDArray whole = concatenate(budget, parts, last.ndim());
  return snippet::of(
      move_axis(whole, whole.ndim() - 1, named_axis(axis(4), whole.ndim(), "axisc")));
}

constexpr Builtin functions[] = {
    {"np.matmul", "x1, x2, /, out=, *, dtype=, axes=", matmul_call},
    {"np.dot", "a, b, out=", dot_call},
    {"ndarray.dot", "self, b, out=", dot_call},
    {"np.inner", "a, b, /", inner},
    {"np.outer", "a, b, out=", outer},
    {"np.vdot", "a, b, /", vdot},
    {"np.tensordot", "a, b, axes=", tensordot},
    {"np.kron", "a, b", kron},
    {"np.cross", "a, b, axisa=, axisb=, axisc=, axis=", cross},
};

}  // namespace

NDArray dot(const Rules& rules, const NDArray& a, const NDArray& b) {
  if (a.ndim() == 0 || b.ndim() == 0) return scaled(rules, a, b);
  return contract(rules, a, b, std::max(b.ndim() - 2, 0));
}

NDArray matmul(const Rules& rules, const NDArray& first, const NDArray& second) {
  const Budget& budget = rules.budget;
  check_matmul(first, 0);
  check_matmul(second, 1);
  const DType common = ndarray::promote(first.dtype, second.dtype);
  NDArray a = ndarray::as_type(budget, first, common);
  NDArray b = ndarray::as_type(budget, second, common);
  const bool row = a.ndim() == 1;
  const bool column = b.ndim() == 1;
  if (row) a = ndarray::insert_axis(a, 0);
  if (column) b = ndarray::insert_axis(b, 1);
  const std::int64_t inner = a.shape.back();
  if (b.shape[b.shape.size() - 2] != inner) {
    value_error(
        "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
        "(n?,k),(k,m?)->(n?,m?) (size {} is different from {})",
        b.shape[b.shape.size() - 2], inner);
  }
  // The leading axes are broadcast; each place is a product of two matrices.
  const auto leading = [](const NDArray& array) {
    NDArray lead = array;
    lead.shape.resize(lead.shape.size() - 2);
    lead.strides.resize(lead.strides.size() - 2);
    return lead;
  };
  const NDArray lead_a = leading(a);
  const NDArray lead_b = leading(b);
  const NDArray* leads[] = {&lead_a, &lead_b};
  const Extents batch = ndarray::broadcast_shape(leads);
  const std::int64_t rows = a.shape[a.shape.size() - 2];
  const std::int64_t columns = b.shape.back();
  Extents shape = batch;
  shape.push_back(rows);
  shape.push_back(columns);
  const auto spread = [&](const NDArray& array, std::int64_t m, std::int64_t n) {
    Extents whole = batch;
    whole.push_back(m);
    whole.push_back(n);
    return ndarray::broadcast_to(array, whole);
  };
  NDArray result;
  if (batch.empty()) {
    result = matrix_product(budget, a, b);
  } else {
    const std::int64_t count = ndarray::element_count(batch);
    result = ndarray::make(budget, common, shape);
    const NDArray all_a = ndarray::as_contiguous(budget, spread(a, rows, inner));
    const NDArray all_b = ndarray::as_contiguous(budget, spread(b, inner, columns));
    const NDArray left = ndarray::reshape(budget, all_a, {count, rows, inner});
    const NDArray right = ndarray::reshape(budget, all_b, {count, inner, columns});
    const NDArray out = ndarray::reshape(budget, result, {count, rows, columns});
    charge_product(budget, count * rows, inner, columns, common);
    budget.work(count, 200);
    for (std::int64_t i = 0; i < count && out.size() > 0; ++i) {
      ndarray::visit_dtype(common, [&](auto type) {
        multiply<decltype(type)>(ndarray::pick(out, 0, i), ndarray::pick(left, 0, i),
                                 ndarray::pick(right, 0, i));
      });
    }
  }
  if (column) result = ndarray::pick(result, result.ndim() - 1, 0);
  if (row) result = ndarray::pick(result, result.ndim() - (column ? 1 : 2), 0);
  return as_scalar(result);
}

std::span<const Builtin> product_functions() { return functions; }

}  // namespace reference::numpy
