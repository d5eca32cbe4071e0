// New arrays from a shape, a value or another array.
#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

// np.array(object, dtype, copy=, order=, ndmin=).
NDArray array_from(const Call& call, const Object& object, std::optional<DType> dtype, bool copy,
                   Order order) {
  const Budget& budget = call.budget();
  const NDArray* existing = object.array();
  NDArray array = existing != nullptr ? *existing : snippet::to_array(budget, object, dtype);
  const DType wanted = dtype.value_or(array.dtype);
  const bool fits = array.dtype == wanted && !array.scalar &&
                    (order == Order::keep || order == Order::any ||
                     (order == Order::c ? array.contiguous() : column_major(array)));
  // What was just made from Python's objects is nobody else's.
  if (fits && (!copy || existing == nullptr)) return array;
  return copy_in(budget, array, wanted, order);
}

Object array(Call& call) {
  refuse(call, 6, "like");
  const std::int64_t least = call.integer(5, 0);
  NDArray made =
      array_from(call, call[0], call.dtype(1), call.flag(2, true), order_of(call, 3, Order::keep));
  if (least > ndarray::max_dimensions) {
    ndarray::value_error("ndmin bigger than allowable number of dimensions NPY_MAXDIMS (={})",
                         ndarray::max_dimensions);
  }
  while (made.ndim() < least) made = ndarray::insert_axis(made, 0);
  return snippet::of(made);
}

Object asarray(Call& call) {
  refuse(call, 3, "like");
  return snippet::of(
      array_from(call, call[0], call.dtype(1), false, order_of(call, 2, Order::keep)));
}

Object ascontiguousarray(Call& call) {
  NDArray made = array_from(call, call[0], call.dtype(1), false, Order::c);
  return snippet::of(made.ndim() == 0 ? ndarray::insert_axis(made, 0) : made);
}

Object asfortranarray(Call& call) {
  NDArray made = array_from(call, call[0], call.dtype(1), false, Order::fortran);
  return snippet::of(made.ndim() == 0 ? ndarray::insert_axis(made, 0) : made);
}

Object asfarray(Call& call) {
  DType dtype = call.dtype(1).value_or(DType::float64);
  if (ndarray::kind(dtype) < DKind::real) dtype = DType::float64;
  return snippet::of(array_from(call, call[0], dtype, false, Order::keep));
}

Object copy(Call& call) {
  return snippet::of(array_from(call, call[0], std::nullopt, true, order_of(call, 1, Order::keep)));
}

void fill(const Budget& budget, const NDArray& array, const Object& value) {
  ndarray::assign(budget, array, snippet::to_array(budget, value));
}

// A new array of zeros with the axes in memory as order= (argument i) says.
NDArray of_shape(const Call& call, const Extents& shape, DType dtype, std::size_t order) {
  if (order_of(call, order, Order::c) != Order::fortran) {
    return ndarray::make(call.budget(), dtype, shape);
  }
  return ndarray::transpose(
      ndarray::make(call.budget(), dtype, Extents(shape.rbegin(), shape.rend())));
}

Object zeros(Call& call) {
  refuse(call, 3, "like");
  return snippet::of(of_shape(call, call.integers(0), call.dtype(1).value_or(DType::float64), 2));
}

Object ones(Call& call) {
  refuse(call, 3, "like");
  const NDArray made = of_shape(call, call.integers(0), call.dtype(1).value_or(DType::float64), 2);
  fill(call.budget(), made, snippet::of_int(1));
  return snippet::of(made);
}

Object full(Call& call) {
  refuse(call, 4, "like");
  const NDArray value = snippet::to_array(call.budget(), call[1]);
  const NDArray made = of_shape(call, call.integers(0), call.dtype(2).value_or(value.dtype), 3);
  ndarray::assign(call.budget(), made, value);
  return snippet::of(made);
}

// prototype, dtype=, order=, subok=, shape= from argument `dtype` on.
NDArray like(const Call& call, std::size_t dtype) {
  const NDArray prototype = call.array(0);
  const DType type = call.dtype(dtype).value_or(prototype.dtype);
  if (call.given(dtype + 3)) {
    return ndarray::make(call.budget(), type, call.integers(dtype + 3));
  }
  return make_like(call.budget(), prototype, type, order_of(call, dtype + 1, Order::keep));
}

Object zeros_like(Call& call) { return snippet::of(like(call, 1)); }

Object ones_like(Call& call) {
  const NDArray made = like(call, 1);
  fill(call.budget(), made, snippet::of_int(1));
  return snippet::of(made);
}

Object full_like(Call& call) {
  const NDArray made = like(call, 2);
  fill(call.budget(), made, call[1]);
  return snippet::of(made);
}

// The coordinate along axis k, seen as an array of `shape`.
NDArray coordinate(const Budget& budget, const Extents& shape, int axis, DType dtype) {
  const std::int64_t extent = shape[at(axis)];
  std::vector<std::int64_t> values;
  require_table(budget, extent);
  for (std::int64_t i = 0; i < extent; ++i) values.push_back(i);
  NDArray line = ndarray::as_type(budget, vector_of(budget, values), dtype);
  Extents along(shape.size(), 1);
  along[at(axis)] = extent;
  return ndarray::reshape(budget, line, along);
}

Object indices(Call& call) {
  const Budget& budget = call.budget();
  const Extents shape = call.integers(0);
  const DType dtype = call.dtype(1).value_or(DType::int64);
  const int ndim = static_cast<int>(shape.size());
  ndarray::element_count(shape);
  if (call.flag(2, false)) {
    std::vector<NDArray> lines;
    for (int axis = 0; axis < ndim; ++axis) lines.push_back(coordinate(budget, shape, axis, dtype));
    return tuple_of(budget, std::move(lines));
  }
  Extents whole = shape;
  whole.insert(whole.begin(), ndim);
  const NDArray grid = ndarray::make(budget, dtype, whole);
  for (int axis = 0; axis < ndim; ++axis) {
    ndarray::assign(budget, ndarray::pick(grid, 0, axis), coordinate(budget, shape, axis, dtype));
  }
  return snippet::of(grid);
}

Object fromfunction(Call& call) {
  const Budget& budget = call.budget();
  const Extents shape = call.integers(1);
  const DType dtype = call.dtype(2).value_or(DType::float64);
  ndarray::element_count(shape);
  std::vector<Object> grids;
  for (int axis = 0; axis < static_cast<int>(shape.size()); ++axis) {
    const NDArray grid = ndarray::make(budget, dtype, shape);
    ndarray::assign(budget, grid, coordinate(budget, shape, axis, dtype));
    grids.push_back(snippet::of(grid));
  }
  return call.invoke()(call[0], std::move(grids));
}

Object fromiter(Call& call) {
  const Budget& budget = call.budget();
  const std::int64_t count = call.integer(2, -1);
  refuse(call, 3, "like");
  std::vector<Object> items;
  snippet::for_each(budget, call[0], [&](const Object& item) {
    if (count >= 0 && static_cast<std::int64_t>(items.size()) == count) return false;
    items.push_back(item);
    return true;
  });
  return snippet::of(snippet::to_array(budget, snippet::make_list(budget, std::move(items)),
                                       call.dtype(1).value_or(DType::float64)));
}

constexpr Builtin functions[] = {
    {"np.array", "object, dtype=, *, copy=, order=, subok=, ndmin=, like=", array},
    {"np.asarray", "a, dtype=, order=, *, like=", asarray},
    {"np.asanyarray", "a, dtype=, order=, *, like=", asarray},
    {"np.ascontiguousarray", "a, dtype=", ascontiguousarray},
    {"np.asfortranarray", "a, dtype=", asfortranarray},
    {"np.asfarray", "a, dtype=", asfarray},
    {"np.copy", "a, order=, subok=", copy},
    {"np.zeros", "shape, dtype=, order=, *, like=", zeros},
    {"np.ones", "shape, dtype=, order=, *, like=", ones},
    {"np.empty", "shape, dtype=, order=, *, like=", zeros},
    {"np.full", "shape, fill_value, dtype=, order=, *, like=", full},
    {"np.zeros_like", "a, dtype=, order=, subok=, shape=", zeros_like},
    {"np.ones_like", "a, dtype=, order=, subok=, shape=", ones_like},
    {"np.empty_like", "prototype, dtype=, order=, subok=, shape=", zeros_like},
    {"np.full_like", "a, fill_value, dtype=, order=, subok=, shape=", full_like},
    {"np.indices", "dimensions, dtype=, sparse=", indices},
    {"np.fromfunction", "function, shape, *, dtype=", fromfunction},
    {"np.fromiter", "iter, dtype, count=, *, like=", fromiter},
};

}  // namespace

std::span<const Builtin> creation_functions() { return functions; }

}  // namespace reference::numpy
