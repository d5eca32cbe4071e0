#include "reference/numpy/ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/numpy/families.h"

namespace reference::numpy {
namespace {

using ndarray::type_error;
using ndarray::value_error;

// A number of a snippet as arange computes with it: exact as long as all are integers.
struct Bound {
  DType dtype = DType::int64;
  std::int64_t integer = 0;
  double real = 0;
  bool is_integer() const { return ndarray::kind(dtype) <= DKind::integer; }
};

Bound bound_of(const Budget& budget, const Object& object, std::string_view function) {
  const NDArray array = snippet::to_array(budget, object);
  if (array.size() != 1) {
    value_error("Maximum allowed size exceeded");
  }
  if (array.dtype == DType::complex128) ndarray::not_supported(function, "of complex numbers");
  return {array.dtype, ndarray::to_int64(array), ndarray::to_double(array)};
}

bool is_complex(const Object& object) {
  if (object.get<Complex>() != nullptr) return true;
  return object.array() != nullptr && object.array()->dtype == DType::complex128;
}

double exact_distance(std::int64_t from, std::int64_t to) {
  const auto low = static_cast<std::uint64_t>(from);
  const auto high = static_cast<std::uint64_t>(to);
  return to >= from ? static_cast<double>(high - low) : -static_cast<double>(low - high);
}

// How many steps lead from start to before stop, as NumPy divides.
std::int64_t length_of(const Bound& start, const Bound& stop, const Bound& step) {
  const bool exact = start.is_integer() && stop.is_integer() && step.is_integer();
  if (step.real == 0) {
    ndarray::raise("ZeroDivisionError", exact ? "division by zero" : "float division by zero");
  }
  const double distance =
      exact ? exact_distance(start.integer, stop.integer) : stop.real - start.real;
  const double length = std::ceil(distance / step.real);
  if (std::isnan(length)) value_error("arange: cannot compute length");
  if (length >= 0x1p62) value_error("Maximum allowed size exceeded");
  return static_cast<std::int64_t>(std::max(length, 0.0));
}

template <typename T>
void fill_steps(const NDArray& array, T start, T next) {
  const auto values = ndarray::elements<T>(array);
  if constexpr (std::is_same_v<T, bool>) {
    if (values.size() > 2) {
      type_error("arange() is only supported for booleans when the result has at most length 2.");
    }
    if (!values.empty()) values[0] = start;
    if (values.size() > 1) values[1] = next;
  } else if constexpr (std::is_same_v<T, ndarray::Half>) {
    const float first = static_cast<float>(start);
    const float delta = static_cast<float>(next) - first;
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = ndarray::Half(first + static_cast<float>(i) * delta);
    }
    if (values.size() > 1) values[1] = next;
  } else if constexpr (std::is_integral_v<T>) {
    const auto bits = [](T value) {
      using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
      return static_cast<std::uint64_t>(static_cast<Wide>(value));
    };
    const std::uint64_t first = bits(start);
    const std::uint64_t delta = bits(next) - first;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<T>(first + i * delta);
  } else {
    const T delta = next - start;
    if constexpr (std::is_same_v<T, Complex>) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        const auto k = static_cast<double>(i);
        values[i] = {start.real() + k * delta.real(), start.imag() + k * delta.imag()};
      }
    } else {
      for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = start + static_cast<T>(i) * delta;
      }
    }
    // NumPy computes the first two elements before it knows the step.
    if (values.size() > 1) values[1] = next;
  }
}

NDArray arange_between(const Rules& rules, const Bound& start, const Bound& stop, const Bound& step,
                       std::optional<DType> dtype) {
  const std::int64_t length = length_of(start, stop, step);
  DType common = ndarray::promote(DType::int64, ndarray::promote(start.dtype, stop.dtype));
  common = ndarray::promote(common, step.dtype);
  const NDArray made = ndarray::make(rules.budget, dtype.value_or(common), {length});
  rules.budget.work(length);
  const bool exact = start.is_integer() && step.is_integer();
  const auto next = static_cast<std::int64_t>(static_cast<std::uint64_t>(start.integer) +
                                              static_cast<std::uint64_t>(step.integer));
  ndarray::visit_dtype(made.dtype, [&](auto type) {
    using T = decltype(type);
    if (exact) {
      fill_steps<T>(made, ndarray::convert<T>(start.integer), ndarray::convert<T>(next));
    } else {
      fill_steps<T>(made, ndarray::convert<T>(start.real),
                    ndarray::convert<T>(start.real + step.real));
    }
  });
  return made;
}

Object call_arange(Call& call) {
  refuse(call, 4, "like");
  return snippet::of(arange(call.rules(), call[0], call[1], call[2], call.dtype(3)));
}

NDArray scaled(const Rules& rules, const NDArray& array) {
  return ndarray::apply(rules, "multiply", Operand{array}, number(rules, 1.0));
}

std::int64_t samples(const Call& call, std::size_t i) {
  const std::int64_t count = call.integer(i, 50);
  if (count < 0) value_error("Number of samples, {}, must be non-negative.", count);
  return count;
}

NDArray along_axis(const NDArray& values, std::int64_t axis) {
  return move_axis(values, 0, ndarray::normalize_axis(axis, values.ndim()));
}

Object call_linspace(Call& call) {
  const Spaced spaced = linspace(call.rules(), call.array(0), call.array(1), samples(call, 2),
                                 call.flag(3, true), call.dtype(5));
  Object values = snippet::of(along_axis(spaced.values, call.integer(6, 0)));
  if (!call.flag(4, false)) return values;
  return snippet::make_tuple(call.budget(),
                             std::vector<Object>{values, snippet::of(as_scalar(spaced.step))});
}

NDArray powers(const Rules& rules, const Operand& base, const NDArray& exponents,
               std::optional<DType> dtype) {
  const NDArray values = ndarray::apply(rules, "power", base, Operand{exponents});
  return dtype ? ndarray::as_type(rules.budget, values, *dtype) : values;
}

Object logspace(Call& call) {
  const Rules& rules = call.rules();
  const Spaced spaced = linspace(rules, call.array(0), call.array(1), samples(call, 2),
                                 call.flag(3, true), std::nullopt);
  const Operand base =
      call.given(4) ? snippet::to_operand(rules.budget, call[4]) : number(rules, 10.0);
  return snippet::of(
      along_axis(powers(rules, base, spaced.values, call.dtype(5)), call.integer(6, 0)));
}

bool all_negative(const NDArray& array) { return ndarray::to_double(array) < 0; }

Object geomspace(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  const std::int64_t count = samples(call, 2);
  const bool endpoint = call.flag(3, true);
  NDArray start = call.array(0);
  NDArray stop = call.array(1);
  if (start.ndim() > 0 || stop.ndim() > 0 || is_complex(call[0]) || is_complex(call[1])) {
    ndarray::not_supported("np.geomspace", "of arrays or complex numbers");
  }
  start = ndarray::cast(budget, start, DType::float64);
  stop = ndarray::cast(budget, stop, DType::float64);
  if (!ndarray::to_bool(start) || !ndarray::to_bool(stop)) {
    value_error("Geometric sequence cannot include zero");
  }
  const bool negative = all_negative(start) && all_negative(stop);
  const auto logarithm = [&](const NDArray& bound) {
    return calculate(rules, "log10", negative ? calculate(rules, "negative", bound) : bound);
  };
  const Spaced spaced =
      linspace(rules, logarithm(start), logarithm(stop), count, endpoint, std::nullopt);
  NDArray values = powers(rules, number(rules, 10.0), spaced.values, std::nullopt);
  if (negative) values = calculate(rules, "negative", values);
  if (count > 0) ndarray::assign(budget, ndarray::pick(values, 0, 0), start);
  if (count > 1 && endpoint) ndarray::assign(budget, ndarray::pick(values, 0, count - 1), stop);
  const DType dtype = call.dtype(4).value_or(DType::float64);
  return snippet::of(ndarray::as_type(budget, values, dtype));
}

Object meshgrid(Call& call) {
  const Budget& budget = call.budget();
  const std::string indexing = call.text(2, "xy");
  if (indexing != "xy" && indexing != "ij") {
    value_error("Valid values for `indexing` are 'xy' and 'ij'.");
  }
  const std::size_t ndim = call.rest().size();
  if (ndim > ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  std::vector<NDArray> grids;
  std::vector<const NDArray*> pointers;
  for (std::size_t i = 0; i < ndim; ++i) {
    const NDArray line = snippet::to_array(budget, call.rest()[i]);
    Extents shape(ndim, 1);
    const std::size_t axis = indexing == "xy" && ndim > 1 && i < 2 ? 1 - i : i;
    shape[axis] = line.size();
    grids.push_back(ndarray::reshape(budget, line, shape));
  }
  for (const NDArray& grid : grids) pointers.push_back(&grid);
  const Extents whole = ndarray::broadcast_shape(pointers);
  const bool sparse = call.flag(1, false);
  const bool copies = call.flag(0, true);
  for (NDArray& grid : grids) {
    if (!sparse) {
      const bool writeable = grid.writeable;
      grid = ndarray::broadcast_to(grid, whole);
      grid.writeable = writeable;
    }
    if (copies) grid = ndarray::copy(budget, grid);
  }
  return list_of(budget, std::move(grids));
}

// One axis of np.mgrid: how many values, from where, with which step.
struct GridAxis {
  std::int64_t count = 0;
  Bound start;
  Bound step;
};

Bound integer_bound(std::int64_t value) {
  return {DType::int64, value, static_cast<double>(value)};
}

Bound bound_or(const Budget& budget, const Object& object, std::int64_t fallback) {
  return object.is_none() ? integer_bound(fallback) : bound_of(budget, object, "np.mgrid");
}

double complex_size(const Budget& budget, const Object& step) {
  const double size = std::abs(ndarray::to_complex(snippet::to_array(budget, step)));
  if (!(size < 0x1p53)) value_error("Maximum allowed size exceeded");
  return std::trunc(size);
}

GridAxis grid_axis(const Budget& budget, const Object& key) {
  const auto* slice = key.get<snippet::Slice>();
  if (slice == nullptr) {
    ndarray::raise("AttributeError", "'{}' object has no attribute 'step'",
                   snippet::type_name(key));
  }
  const snippet::SliceBounds& bounds = *slice->bounds;
  GridAxis axis;
  axis.start = bound_or(budget, bounds.start, 0);
  if (bounds.stop.is_none()) {
    type_error("unsupported operand type(s) for -: 'NoneType' and 'int'");
  }
  const Bound stop = bound_of(budget, bounds.stop, "np.mgrid");
  if (is_complex(bounds.step)) {
    const double size = complex_size(budget, bounds.step);
    axis.count = static_cast<std::int64_t>(size);
    const double step = size == 1 ? 1 : (stop.real - axis.start.real) / (size - 1);
    axis.step = {DType::float64, 0, step};
    return axis;
  }
  axis.step = bound_or(budget, bounds.step, 1);
  if (axis.step.real == 0) ndarray::raise("ZeroDivisionError", "float division by zero");
  const double count = std::ceil((stop.real - axis.start.real) / axis.step.real);
  if (!(std::abs(count) < 0x1p62)) value_error("Maximum allowed size exceeded");
  axis.count = static_cast<std::int64_t>(count);
  // The end may be a float where all else are integers.
  if (!stop.is_integer()) axis.step.dtype = ndarray::promote(axis.step.dtype, stop.dtype);
  return axis;
}

Operand operand_of(const Rules& rules, const Bound& bound) {
  return bound.is_integer() ? number(rules, bound.integer) : number(rules, bound.real);
}

// The values along one axis of np.mgrid as a line.
NDArray grid_line(const Rules& rules, const GridAxis& axis, DType dtype) {
  const NDArray steps = counting(rules.budget, axis.count, dtype);
  const NDArray scaled_steps =
      ndarray::apply(rules, "multiply", Operand{steps}, operand_of(rules, axis.step));
  return ndarray::apply(rules, "add", Operand{scaled_steps}, operand_of(rules, axis.start));
}

NDArray single_grid(const Rules& rules, const Object& key) {
  const auto& bounds = *key.get<snippet::Slice>()->bounds;
  if (is_complex(bounds.step)) {
    return grid_line(rules, grid_axis(rules.budget, key), DType::float64);
  }
  const Object start = bounds.start.is_none() ? snippet::of_int(0) : bounds.start;
  return arange(rules, start, bounds.stop, bounds.step, std::nullopt);
}

// np.mgrid and np.ogrid.
Object grid(Call& call, bool sparse) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  if (call[0].get<snippet::Slice>() != nullptr) return snippet::of(single_grid(rules, call[0]));
  const auto* keys = call[0].items();
  if (keys == nullptr) grid_axis(budget, call[0]);
  if (keys->size() >= ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  std::vector<GridAxis> axes;
  Extents shape;
  DType dtype = DType::int64;
  for (const Object& key : *keys) {
    axes.push_back(grid_axis(budget, key));
    shape.push_back(axes.back().count);
    dtype = ndarray::promote(dtype, axes.back().start.dtype);
    dtype = ndarray::promote(dtype, axes.back().step.dtype);
  }
  ndarray::element_count(shape);
  std::vector<NDArray> lines;
  for (std::size_t k = 0; k < axes.size(); ++k) {
    Extents along(axes.size(), 1);
    along[k] = shape[k];
    lines.push_back(ndarray::reshape(budget, grid_line(rules, axes[k], dtype), along));
  }
  if (sparse) return list_of(budget, std::move(lines));
  shape.insert(shape.begin(), static_cast<std::int64_t>(axes.size()));
  const NDArray whole = ndarray::make(budget, dtype, shape);
  for (std::size_t k = 0; k < lines.size(); ++k) {
    ndarray::assign(budget, ndarray::pick(whole, 0, static_cast<std::int64_t>(k)), lines[k]);
  }
  return snippet::of(whole);
}

Object mgrid(Call& call) { return grid(call, false); }
Object ogrid(Call& call) { return grid(call, true); }

// Rank of a kind where np.r_ lets arrays outweigh numbers.
int rank_of(DType dtype) {
  if (ndarray::is_integer(dtype)) return ndarray::is_signed(dtype) ? 2 : 1;
  return dtype == DType::boolean ? 0 : ndarray::is_float(dtype) ? 3 : 4;
}

// np.r_ (least_ndim 1) and np.c_ (2).
Object glue(Call& call, int least_ndim, std::string_view name) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  std::vector<Object> keys{call[0]};
  if (call[0].get<snippet::Tuple>() != nullptr) keys = *call[0].items();
  std::vector<NDArray> parts;
  std::optional<DType> of_arrays;
  std::optional<DType> of_numbers;
  for (const Object& key : keys) {
    if (key.text() != nullptr) ndarray::not_supported(name, "with a directive");
    NDArray part;
    bool is_number = false;
    if (key.get<snippet::Slice>() != nullptr) {
      part = single_grid(rules, key);
    } else {
      part = snippet::to_array(budget, key);
      is_number = part.ndim() == 0 && (key.array() == nullptr || part.scalar);
    }
    auto& common = is_number ? of_numbers : of_arrays;
    common = common ? ndarray::promote(*common, part.dtype) : part.dtype;
    if (part.ndim() == 0) part = ndarray::insert_axis(as_array(budget, part), 0);
    if (least_ndim == 2 && part.ndim() == 1) {
      part = ndarray::insert_axis(part, is_number ? 0 : 1);
    }
    parts.push_back(part);
  }
  std::optional<DType> dtype = of_arrays ? of_arrays : of_numbers;
  if (of_arrays && of_numbers && rank_of(*of_numbers) > rank_of(*of_arrays)) {
    dtype = ndarray::promote(*of_arrays, *of_numbers);
  }
  const int axis = least_ndim == 2 && !parts.empty() ? parts.front().ndim() - 1 : 0;
  return snippet::of(concatenate(budget, parts, axis, dtype));
}

Object glue_rows(Call& call) { return glue(call, 1, "np.r_"); }
Object glue_columns(Call& call) { return glue(call, 2, "np.c_"); }
Object index_itself(Call& call) { return call[0]; }

Object open_mesh(Call& call) {
  const Budget& budget = call.budget();
  const std::size_t ndim = call.rest().size();
  if (ndim > ndarray::max_dimensions) ndarray::limit_exceeded("more than 32 dimensions");
  std::vector<NDArray> lines;
  for (std::size_t k = 0; k < ndim; ++k) {
    NDArray line = snippet::to_array(budget, call.rest()[k]);
    if (line.ndim() != 1) value_error("Cross index must be 1 dimensional");
    if (line.size() == 0) line = ndarray::as_type(budget, line, DType::int64);
    if (line.dtype == DType::boolean) {
      std::vector<std::int64_t> places;
      require_table(budget, line.size());
      for (std::int64_t i = 0; i < line.size(); ++i) {
        if (ndarray::to_bool(ndarray::pick(line, 0, i))) places.push_back(i);
      }
      line = vector_of(budget, places);
    }
    Extents shape(ndim, 1);
    shape[k] = line.size();
    lines.push_back(ndarray::reshape(budget, line, shape));
  }
  return tuple_of(budget, std::move(lines));
}

constexpr Builtin functions[] = {
    {"np.arange", "start=, stop=, step=, dtype=, *, like=", call_arange},
    {"np.linspace", "start, stop, num=, endpoint=, retstep=, dtype=, axis=", call_linspace},
    {"np.logspace", "start, stop, num=, endpoint=, base=, dtype=, axis=", logspace},
    {"np.geomspace", "start, stop, num=, endpoint=, dtype=", geomspace},
    {"np.meshgrid", "*xi, copy=, sparse=, indexing=", meshgrid},
    {"np.mgrid[]", "index", mgrid},
    {"np.ogrid[]", "index", ogrid},
    {"np.r_[]", "index", glue_rows},
    {"np.c_[]", "index", glue_columns},
    {"np.s_[]", "index", index_itself},
    {"np.ix_", "*args", open_mesh},
};

}  // namespace

NDArray counting(const Budget& budget, std::int64_t count, DType dtype) {
  const NDArray made = ndarray::make(budget, DType::int64, {count});
  budget.work(count);
  std::int64_t next = 0;
  for (std::int64_t& value : ndarray::elements<std::int64_t>(made)) value = next++;
  return ndarray::as_type(budget, made, dtype);
}

NDArray arange(const Rules& rules, const Object& start, const Object& stop, const Object& step,
               std::optional<DType> dtype) {
  if (start.is_none() && stop.is_none()) type_error("arange() requires stop to be specified.");
  const Bound one = step.is_none() ? integer_bound(1) : bound_of(rules.budget, step, "np.arange");
  if (stop.is_none()) {
    return arange_between(rules, integer_bound(0), bound_of(rules.budget, start, "np.arange"), one,
                          dtype);
  }
  const Bound first =
      start.is_none() ? integer_bound(0) : bound_of(rules.budget, start, "np.arange");
  return arange_between(rules, first, bound_of(rules.budget, stop, "np.arange"), one, dtype);
}

// As NumPy's own, step by step, since each rounds (numpy/core/function_base.py).
Spaced linspace(const Rules& rules, const NDArray& start, const NDArray& stop, std::int64_t count,
                bool endpoint, std::optional<DType> dtype) {
  const Budget& budget = rules.budget;
  const NDArray first = scaled(rules, start);
  const NDArray last = scaled(rules, stop);
  const Operand kinds[] = {Operand{first}, Operand{last},
                           number(rules, static_cast<double>(count))};
  const DType common = ndarray::result_type(rules, kinds);
  const NDArray delta = calculate(rules, "subtract", last, first);
  Extents shape(delta.shape.size() + 1, 1);
  shape[0] = count;
  NDArray values = ndarray::reshape(budget, counting(budget, count, common), shape);
  const std::int64_t div = endpoint ? count - 1 : count;
  NDArray step = number(rules, std::numeric_limits<double>::quiet_NaN()).array;
  if (div > 0) {
    step = ndarray::apply(rules, "true_divide", Operand{delta}, number(rules, div));
    bool vanishes = false;
    for (const double one : reals_of(budget, ndarray::kind(step.dtype) == DKind::complex
                                                 ? calculate(rules, "absolute", step)
                                                 : step)) {
      vanishes = vanishes || one == 0;
    }
    if (vanishes) {
      values = ndarray::apply(rules, "true_divide", Operand{values}, number(rules, div));
      values = calculate(rules, "multiply", values, delta);
    } else {
      values = calculate(rules, "multiply", values, step);
    }
  } else {
    values = calculate(rules, "multiply", values, delta);
  }
  values = calculate(rules, "add", values, first);
  if (endpoint && count > 1) ndarray::assign(budget, ndarray::pick(values, 0, count - 1), last);
  const DType wanted = dtype.value_or(common);
  if (ndarray::is_integer(wanted)) values = calculate(rules, "floor", values);
  return {ndarray::as_type(budget, values, wanted), step};
}

std::span<const Builtin> range_functions() { return functions; }

}  // namespace reference::numpy
