// Counts in bins, and how variables vary together.
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/numpy/families.h"
#include "reference/numpy/ordering.h"
#include "reference/numpy/products.h"
#include "reference/numpy/ranges.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

constexpr std::int64_t block_size = 65536;  // NumPy adds up weights in blocks

double real_of(const Operand& operand) { return ndarray::to_double(operand.array); }

// Where the first bin begins and the last one ends, as the numbers that NumPy goes on with.
struct Edges {
  Operand first;
  Operand last;
};

Edges outer_edges(const Call& call, const NDArray& a, const Object& range) {
  const Rules& rules = call.rules();
  Edges edges;
  std::string_view which = "autodetected";
  if (!range.is_none()) {
    const std::vector<Object> both = snippet::to_items(rules.budget, range);
    if (both.size() != 2) {
      value_error("{} values to unpack (expected 2)", both.size() > 2 ? "too many" : "not enough");
    }
    edges = {snippet::to_operand(rules.budget, both[0]),
             snippet::to_operand(rules.budget, both[1])};
    if (edges.first.array.size() != 1 || edges.last.array.size() != 1) {
      value_error(
          "The truth value of an array with more than one element is ambiguous. Use "
          "a.any() or a.all()");
    }
    if (real_of(edges.first) > real_of(edges.last)) {
      value_error("max must be larger than min in range parameter.");
    }
    which = "supplied";
  } else if (a.size() == 0) {
    return {number(rules, std::int64_t{0}), number(rules, std::int64_t{1})};
  } else {
    edges = {Operand{reduced(rules, "minimum", a, 0)}, Operand{reduced(rules, "maximum", a, 0)}};
  }
  if (!std::isfinite(real_of(edges.first)) || !std::isfinite(real_of(edges.last))) {
    value_error("{} range of [{}, {}] is not finite", which, real_of(edges.first),
                real_of(edges.last));
  }
  if (real_of(edges.first) == real_of(edges.last)) {
    const bool python = edges.first.python_number;
    edges.first.array = ndarray::apply(rules, "subtract", edges.first, number(rules, 0.5));
    edges.last.array = ndarray::apply(rules, "add", edges.last, number(rules, 0.5));
    edges.first.python_number = edges.last.python_number = python;
  }
  return edges;
}

DType unsigned_of(DType dtype) {
  if (!ndarray::is_integer(dtype) || !ndarray::is_signed(dtype)) return dtype;
  constexpr auto distance =
      static_cast<std::uint8_t>(DType::uint8) - static_cast<std::uint8_t>(DType::int8);
  return static_cast<DType>(static_cast<std::uint8_t>(dtype) + distance);
}

// a - b without overflow of signed integers.
NDArray unsigned_subtract(const Rules& rules, const Operand& a, const Operand& b) {
  const Operand operands[] = {a, b};
  ndarray::UfuncOptions options;
  options.dtype = unsigned_of(ndarray::result_type(rules, operands));
  options.unsafe_casting = true;
  return ndarray::apply(rules, *ndarray::find_ufunc("subtract"), operands, options)[0];
}

NDArray equal_edges(const Rules& rules, const Edges& edges, std::int64_t bins,
                    const std::optional<NDArray>& a) {
  std::vector<Operand> operands{edges.first, edges.last};
  if (a) operands.push_back(Operand{*a});
  DType type = ndarray::result_type(rules, operands);
  if (ndarray::is_integer(type)) type = DType::float64;
  return linspace(rules, edges.first.array, edges.last.array, bins + 1, true, type).values;
}

std::int64_t bin_count(const Call& call, const Object& object) {
  std::int64_t bins = 0;
  try {
    bins = snippet::to_index(object);
  } catch (const ndarray::Raised&) {
    ndarray::type_error("`bins` must be an integer, a string, or an array");
  }
  if (bins < 1) value_error("`bins` must be positive, when an integer");
  call.budget().require(std::min(bins, std::int64_t{1} << 56) * 8);
  return bins;
}

NDArray checked_edges(const NDArray& edges, const std::vector<double>& values) {
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i - 1] > values[i]) value_error("`bins` must increase monotonically, when an array");
    // NumPy lets NaN pass, and finds any place where it then searches.
    if (!(values[i - 1] <= values[i])) ndarray::not_supported("NaN", "among the edges of `bins`");
  }
  return edges;
}

// Which of the equal bins each element of a line is in, and which elements are in any.
struct Placed {
  std::vector<std::int64_t> bins;
  std::vector<std::int64_t> elements;
};

Placed place_equally(const Rules& rules, const NDArray& a, const Edges& edges,
                     const NDArray& bin_edges) {
  const Budget& budget = rules.budget;
  const std::int64_t bins = bin_edges.size() - 1;
  const NDArray width = unsigned_subtract(rules, edges.last, edges.first);
  const NDArray norm = ndarray::apply(rules, "true_divide", number(rules, bins), Operand{width});
  const NDArray inside = calculate(rules, "logical_and",
                                   ndarray::apply(rules, "greater_equal", Operand{a}, edges.first),
                                   ndarray::apply(rules, "less_equal", Operand{a}, edges.last));
  Placed placed;
  placed.elements = true_places(budget, inside);
  const NDArray kept =
      ndarray::as_type(budget, gather(budget, a, 0, placed.elements), bin_edges.dtype);
  const NDArray scaled =
      calculate(rules, "multiply", unsigned_subtract(rules, Operand{kept}, edges.first), norm);
  placed.bins = integers_of(budget, scaled);
  const std::vector<double> borders = reals_of(budget, bin_edges);
  const std::vector<double> values = reals_of(budget, kept);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::int64_t& bin = placed.bins[i];
    if (bin == bins) --bin;
    bin = std::clamp<std::int64_t>(bin, 0, bins - 1);
    // What rounds across a border is put back.
    if (values[i] < borders[at(bin)] && bin > 0) --bin;
    if (values[i] >= borders[at(bin + 1)] && bin != bins - 1) ++bin;
  }
  return placed;
}

NDArray count_equal(const Rules& rules, const NDArray& a, const std::optional<NDArray>& weights,
                    const Edges& edges, const NDArray& bin_edges) {
  const Budget& budget = rules.budget;
  const std::int64_t bins = bin_edges.size() - 1;
  const Placed placed = place_equally(rules, a, edges, bin_edges);
  if (!weights) {
    const NDArray counts = ndarray::make(budget, DType::int64, {bins});
    for (const std::int64_t bin : placed.bins) ++ndarray::elements<std::int64_t>(counts)[at(bin)];
    return counts;
  }
  const NDArray total = ndarray::make(budget, weights->dtype, {bins});
  const std::vector<double> all = reals_of(budget, *weights);
  std::size_t i = 0;
  for (std::int64_t start = 0; start < a.size(); start += block_size) {
    const NDArray sums = ndarray::make(budget, DType::float64, {bins});
    for (; i < placed.bins.size() && placed.elements[i] < start + block_size; ++i) {
      ndarray::elements<double>(sums)[at(placed.bins[i])] += all[at(placed.elements[i])];
    }
    const Operand block{ndarray::as_type(budget, sums, weights->dtype)};
    update(rules, "add", total, block);
  }
  return total;
}

// Positions in sorted values: of all edges the left ones, of the last the right one.
std::vector<std::int64_t> border_places(const Budget& budget, const NDArray& ordered,
                                        const NDArray& edges) {
  std::vector<std::int64_t> places =
      integers_of(budget, search_sorted(budget, ordered, edges, false));
  if (places.empty()) return places;
  const NDArray last = ndarray::take_range(edges, 0, edges.size() - 1, 1, 1);
  places.back() = integers_of(budget, search_sorted(budget, ordered, last, true))[0];
  return places;
}

NDArray differences(const Rules& rules, const NDArray& line) {
  const std::int64_t count = std::max<std::int64_t>(line.size() - 1, 0);
  return calculate(rules, "subtract", ndarray::take_range(line, 0, line.size() - count, count, 1),
                   ndarray::take_range(line, 0, 0, count, 1));
}

NDArray count_between(const Rules& rules, const NDArray& a, const std::optional<NDArray>& weights,
                      const NDArray& edges) {
  const Budget& budget = rules.budget;
  const NDArray cumulative =
      ndarray::make(budget, weights ? weights->dtype : DType::int64, edges.shape);
  for (std::int64_t start = 0; start < a.size(); start += block_size) {
    const std::int64_t count = std::min(block_size, a.size() - start);
    const NDArray block = ndarray::take_range(a, 0, start, count, 1);
    if (!weights) {
      const auto places = border_places(budget, sorted(budget, block, 0), edges);
      update(rules, "add", cumulative, Operand{vector_of(budget, places)});
      continue;
    }
    const auto order = integers_of(budget, sorting_order(budget, block, 0, false));
    const NDArray of_block = ndarray::take_range(*weights, 0, start, count, 1);
    const NDArray sums = ndarray::accumulate(rules, *ndarray::find_ufunc("add"),
                                             gather(budget, of_block, 0, order), 0);
    const NDArray parts[] = {ndarray::make(budget, weights->dtype, {1}), sums};
    const auto places = border_places(budget, gather(budget, block, 0, order), edges);
    update(rules, "add", cumulative,
           Operand{gather(budget, concatenate(budget, parts, 0), 0, places)});
  }
  return differences(rules, cumulative);
}

// a and its weights as lines.
struct Weighted {
  NDArray a;
  std::optional<NDArray> weights;
};

Weighted weighted(const Call& call, std::size_t weights) {
  const Budget& budget = call.budget();
  Weighted data;
  const NDArray a = as_array(budget, call.array(0));
  data.a = ravel(budget, a);
  if (data.a.dtype == DType::boolean) data.a = ndarray::cast(budget, data.a, DType::uint8);
  if (data.a.dtype == DType::complex128) ndarray::not_supported(call.name(), "of complex numbers");
  if (!call.given(weights)) return data;
  const NDArray w = call.array(weights);
  if (w.shape != a.shape) value_error("weights should have the same shape as a.");
  if (w.dtype == DType::complex128) ndarray::not_supported(call.name(), "with complex weights");
  data.weights = ravel(budget, w);
  return data;
}

// The edges of the bins; the outer ones if they are equally wide.
struct Bins {
  NDArray edges;
  std::optional<Edges> equal;
};

Bins bins_of(const Call& call, const NDArray& a) {
  const Budget& budget = call.budget();
  if (call[1].text() != nullptr) ndarray::not_supported(call.name(), "with `bins` by name");
  const NDArray given =
      call.given(1) ? call.array(1) : number(call.rules(), std::int64_t{10}).array;
  if (given.ndim() == 0) {
    const std::int64_t count = call.given(1) ? bin_count(call, call[1]) : ndarray::to_int64(given);
    const Edges edges = outer_edges(call, a, call[2]);
    return {equal_edges(call.rules(), edges, count, a), edges};
  }
  if (given.ndim() != 1) value_error("`bins` must be 1d, when an array");
  return {checked_edges(given, reals_of(budget, given)), std::nullopt};
}

Object histogram(Call& call) {
  const Rules& rules = call.rules();
  const Weighted data = weighted(call, 4);
  const Bins bins = bins_of(call, data.a);
  NDArray counts = bins.equal ? count_equal(rules, data.a, data.weights, *bins.equal, bins.edges)
                              : count_between(rules, data.a, data.weights, bins.edges);
  if (call.flag(3, false)) {
    const NDArray widths =
        ndarray::as_type(rules.budget, differences(rules, bins.edges), DType::float64);
    const NDArray total = reduced(rules, "add", counts, 0);
    counts =
        calculate(rules, "true_divide", calculate(rules, "true_divide", counts, widths), total);
  }
  return tuple_of(rules.budget, std::vector<NDArray>{counts, bins.edges});
}

Object histogram_bin_edges(Call& call) {
  return snippet::of(bins_of(call, weighted(call, 3).a).edges);
}

// Of one variable of histogram2d: its edges, and in which bin each value is; 0 and the last are for
// what is outside.
struct Axis {
  NDArray edges;
  std::vector<std::int64_t> bins;
};

Axis axis_of(const Call& call, const NDArray& values, const Object& bins, const Object& range) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  Axis axis;
  if (!is_sequence(bins)) {
    const std::int64_t count = bin_count(call, bins);
    axis.edges = equal_edges(rules, outer_edges(call, values, range), count, std::nullopt);
    axis.edges = ndarray::as_type(budget, axis.edges, DType::float64);
  } else {
    axis.edges = snippet::to_array(budget, bins);
    if (axis.edges.ndim() != 1) value_error("`bins[0]` must be a scalar or 1d array");
    checked_edges(axis.edges, reals_of(budget, axis.edges));
  }
  axis.bins = integers_of(budget, search_sorted(budget, axis.edges, values, true));
  const std::vector<double> borders = reals_of(budget, axis.edges);
  const std::vector<double> all = reals_of(budget, values);
  if (borders.empty()) ndarray::index_error("index -1 is out of bounds for axis 0 with size 0");
  for (std::size_t i = 0; i < all.size(); ++i) {
    // Large whole numbers may be equal only as doubles.
    if (all[i] == borders.back() && axis.bins[i] > 0) --axis.bins[i];
  }
  return axis;
}

Object histogram2d(Call& call) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  NDArray x = as_array(budget, call.array(0));
  NDArray y = as_array(budget, call.array(1));
  if (x.ndim() != 1 || y.ndim() != 1 || x.size() != y.size()) {
    value_error("x and y must have the same length.");
  }
  const DType common = ndarray::promote(x.dtype, y.dtype);
  x = ndarray::as_type(budget, x, common);
  y = ndarray::as_type(budget, y, common);
  Object of_x = call.given(2) ? call[2] : snippet::of_int(10);
  Object of_y = of_x;
  if (is_sequence(of_x)) {
    const std::vector<Object> items = snippet::to_items(budget, of_x);
    if (items.size() == 2) {
      of_x = items[0];
      of_y = items[1];
    }
  }
  std::vector<Object> ranges(2);
  if (call.given(3)) ranges = snippet::to_items(budget, call[3]);
  if (ranges.size() != 2) value_error("range argument must have one entry per dimension");
  const Axis rows = axis_of(call, x, of_x, ranges[0]);
  const Axis columns = axis_of(call, y, of_y, ranges[1]);
  const std::int64_t width = columns.edges.size() + 1;
  const NDArray whole = ndarray::make(budget, DType::float64, {rows.edges.size() + 1, width});
  std::optional<std::vector<double>> weights;
  if (call.given(5)) weights = reals_of(budget, call.array(5));
  if (weights && weights->size() != rows.bins.size()) {
    value_error("The weights and list don't have the same length.");
  }
  for (std::size_t i = 0; i < rows.bins.size(); ++i) {
    ndarray::elements<double>(whole)[at(rows.bins[i] * width + columns.bins[i])] +=
        weights ? (*weights)[i] : 1.0;
  }
  NDArray counts = ndarray::take_range(whole, 0, 1, rows.edges.size() - 1, 1);
  counts = ndarray::copy(budget, ndarray::take_range(counts, 1, 1, columns.edges.size() - 1, 1));
  if (call.flag(4, false)) {
    const NDArray total = reduced(rules, "add", ravel(budget, counts), 0);
    const NDArray heights = ndarray::insert_axis(differences(rules, rows.edges), 1);
    counts = calculate(rules, "true_divide", counts, heights);
    counts = calculate(rules, "true_divide", counts, differences(rules, columns.edges));
    counts = calculate(rules, "true_divide", counts, total);
  }
  return tuple_of(budget, std::vector<NDArray>{counts, rows.edges, columns.edges});
}

Object bincount(Call& call) {
  const Budget& budget = call.budget();
  NDArray x = call.array(0);
  if (x.size() == 0 && call[0].array() == nullptr) x = ndarray::as_type(budget, x, DType::int64);
  if (!ndarray::can_cast_safely(x.dtype, DType::int64)) {
    ndarray::type_error(
        "Cannot cast array data from dtype('{}') to dtype('int64') according to the rule 'safe'",
        ndarray::name(x.dtype));
  }
  if (x.ndim() != 1) {
    value_error("object {} for desired array", x.ndim() > 1 ? "too deep" : "of too small depth");
  }
  const std::vector<std::int64_t> values = integers_of(budget, x);
  std::int64_t count = call.integer(2, 0);
  if (count < 0) value_error("'minlength' must not be negative");
  for (const std::int64_t value : values) {
    if (value < 0) value_error("'list' argument must have no negative elements");
    if (value == std::numeric_limits<std::int64_t>::max()) budget.require(value);
    count = std::max(count, value + 1);
  }
  if (!call.given(1)) {
    const NDArray counts = ndarray::make(budget, DType::int64, {count});
    for (const std::int64_t value : values) ++ndarray::elements<std::int64_t>(counts)[at(value)];
    return snippet::of(counts);
  }
  const NDArray given = call.array(1);
  if (!ndarray::can_cast_safely(given.dtype, DType::float64)) {
    ndarray::type_error(
        "Cannot cast array data from dtype('{}') to dtype('float64') according to the rule 'safe'",
        ndarray::name(given.dtype));
  }
  const std::vector<double> weights = reals_of(budget, given);
  if (weights.size() != values.size()) {
    value_error("The weights and list don't have the same length.");
  }
  const NDArray sums = ndarray::make(budget, DType::float64, {count});
  for (std::size_t i = 0; i < values.size(); ++i) {
    ndarray::elements<double>(sums)[at(values[i])] += weights[i];
  }
  return snippet::of(sums);
}

NDArray variables_of(const Budget& budget, NDArray m, bool in_rows) {
  if (m.ndim() > 2) value_error("m has more than 2 dimensions");
  while (m.ndim() < 2) m = ndarray::insert_axis(m, 0);
  if (!in_rows && m.shape[0] != 1) m = ndarray::transpose(m);
  return ndarray::copy(budget, m);
}

NDArray covariance(const Call& call, bool in_rows, std::int64_t ddof, std::optional<DType> dtype) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  const NDArray m = as_array(budget, call.array(0));
  DType type = ndarray::promote(m.dtype, DType::float64);
  std::vector<NDArray> parts{m};
  if (call.given(1)) parts.push_back(as_array(budget, call.array(1)));
  for (NDArray& part : parts) {
    type = ndarray::promote(type, part.dtype);
  }
  type = dtype.value_or(type);
  for (NDArray& part : parts) {
    part = variables_of(budget, ndarray::as_type(budget, part, type), in_rows);
  }
  const NDArray x = parts.size() == 1 ? parts[0] : concatenate(budget, parts, 0);
  if (x.shape[0] == 0) return ndarray::make(budget, DType::float64, {0, 0});
  const std::int64_t degrees = std::max<std::int64_t>(x.shape[1] - ddof, 0);
  const NDArray centred = calculate(rules, "subtract", x, mean(rules, x, 1, true));
  NDArray other = ndarray::transpose(centred);
  if (other.dtype == DType::complex128) other = calculate(rules, "conjugate", other);
  NDArray c = dot(rules, centred, other);
  const NDArray factor =
      ndarray::apply(rules, "true_divide", number(rules, std::int64_t{1}), number(rules, degrees));
  c = calculate(rules, "multiply", c, factor);
  for (int axis = 1; axis >= 0; --axis) {
    if (c.shape[at(axis)] == 1) c = ndarray::remove_axis(c, axis);
  }
  return c;
}

Object cov(Call& call) {
  refuse(call, 5, "fweights");
  refuse(call, 6, "aweights");
  const std::int64_t ddof = call.integer(4, call.flag(3, false) ? 0 : 1);
  return snippet::of(covariance(call, call.flag(2, true), ddof, call.dtype(7)));
}

Object corrcoef(Call& call) {
  const Rules& rules = call.rules();
  const NDArray c = covariance(call, call.flag(2, true), 1, call.dtype(5));
  if (c.ndim() == 0) return snippet::of(calculate(rules, "true_divide", c, c));
  if (c.dtype == DType::complex128) ndarray::not_supported("np.corrcoef", "of complex numbers");
  const NDArray deviation = calculate(rules, "sqrt", ndarray::diagonal(c, 0, 0, 1));
  NDArray r = calculate(rules, "true_divide", c, ndarray::insert_axis(deviation, 1));
  r = calculate(rules, "true_divide", r, ndarray::insert_axis(deviation, 0));
  r = ndarray::apply(rules, "minimum", Operand{r}, number(rules, std::int64_t{1}));
  return snippet::of(ndarray::apply(rules, "maximum", Operand{r}, number(rules, std::int64_t{-1})));
}

constexpr Builtin functions[] = {
    {"np.histogram", "a, bins=, range=, density=, weights=", histogram},
    {"np.histogram_bin_edges", "a, bins=, range=, weights=", histogram_bin_edges},
    {"np.histogram2d", "x, y, bins=, range=, density=, weights=", histogram2d},
    {"np.bincount", "x, /, weights=, minlength=", bincount},
    {"np.cov", "m, y=, rowvar=, bias=, ddof=, fweights=, aweights=, *, dtype=", cov},
    {"np.corrcoef", "x, y=, rowvar=, bias=, ddof=, *, dtype=", corrcoef},
};

}  // namespace

std::span<const Builtin> histogram_functions() { return functions; }

}  // namespace reference::numpy
