// np.linalg: solving, decompositions, norms. Stacks of matrices lie along leading axes.
#include <algorithm>
#include <cmath>
#include <limits>

#include "reference/numpy/families.h"
#include "reference/numpy/lapack.h"
#include "reference/numpy/products.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

template <typename... T>
[[noreturn]] void linalg_error(fmt::format_string<T...> format, T&&... values) {
  ndarray::raise("numpy.linalg.LinAlgError", fmt::format(format, std::forward<T>(values)...));
}

// The type in which LAPACK computes.
DType computing_type(DType dtype) {
  if (dtype == DType::float16) {
    ndarray::type_error("array type float16 is unsupported in linalg");
  }
  return ndarray::kind(dtype) <= DKind::integer ? DType::float64 : dtype;
}

DType real_type(const Call& call, DType dtype) {
  if (dtype == DType::complex128) ndarray::not_supported(call.name(), "of complex matrices");
  return computing_type(dtype);
}

// Calls f with a value of the type: float, double or Complex.
template <typename F>
void visit_computing(DType dtype, F f) {
  if (dtype == DType::float32) return f(float{});
  if (dtype == DType::float64) return f(double{});
  f(Complex{});
}

void check_stacked(const NDArray& a) {
  if (a.ndim() >= 2) return;
  linalg_error("{}-dimensional array given. Array must be at least two-dimensional", a.ndim());
}

void check_square(const NDArray& a) {
  check_stacked(a);
  if (a.shape[a.shape.size() - 2] == a.shape.back()) return;
  linalg_error("Last 2 dimensions of the array must be square");
}

void check_finite(const Rules& rules, const NDArray& a) {
  for (const double one : reals_of(rules.budget, a)) {
    if (!std::isfinite(one)) linalg_error("Array must not contain infs or NaNs");
  }
}

// LAPACK need not come to an end with what is not finite, or says so only by chance.
template <typename T>
bool all_finite(const NDArray& a) {
  const auto values = ndarray::elements<T>(a);
  return std::all_of(values.begin(), values.end(), [](T one) { return std::isfinite(one); });
}

// Of the triangle that is read of a symmetric column-major matrix.
template <typename T>
bool all_finite(const NDArray& a, bool lower) {
  const auto values = ndarray::elements<T>(a);
  const auto n = at(a.shape[0]);
  for (std::size_t column = 0; column < n; ++column) {
    const auto* line = values.data() + column * n;
    const std::size_t first = lower ? column : 0;
    const std::size_t last = lower ? n : column + 1;
    if (!std::all_of(line + first, line + last, [](T one) { return std::isfinite(one); })) {
      return false;
    }
  }
  return true;
}

std::int64_t rows_of(const NDArray& a) { return a.shape[a.shape.size() - 2]; }
std::int64_t columns_of(const NDArray& a) { return a.shape.back(); }
int whole(std::int64_t n) { return static_cast<int>(n); }

// A stack of matrices as (count, rows, columns).
NDArray stack_of(const Budget& budget, const NDArray& a) {
  const std::int64_t count = ndarray::element_count(Extents(a.shape.begin(), a.shape.end() - 2));
  return ndarray::reshape(budget, a, {count, rows_of(a), columns_of(a)});
}

Extents leading_of(const NDArray& a) { return {a.shape.begin(), a.shape.end() - 2}; }

Extents joined(Extents lead, std::initializer_list<std::int64_t> rest) {
  lead.insert(lead.end(), rest.begin(), rest.end());
  return lead;
}

// The column-major copy of a matrix, as a row-major array of its transpose.
NDArray columns_first(const Budget& budget, const NDArray& matrix, DType dtype) {
  return ndarray::copy(budget, ndarray::as_type(budget, ndarray::transpose(matrix), dtype));
}

void charge(const Budget& budget, std::int64_t count, std::int64_t m, std::int64_t n,
            double price) {
  const auto rows = static_cast<double>(m);
  const auto columns = static_cast<double>(n);
  const double steps = rows * columns * std::min(rows, columns) + 200;
  budget.work(count, std::min(steps * price, 1e15));
}

// A common leading shape for two stacks.
Extents common_lead(const NDArray& a, const NDArray& b, std::size_t axes_of_b) {
  NDArray lead_a = a;
  NDArray lead_b = b;
  lead_a.shape.resize(a.shape.size() - 2);
  lead_a.strides.resize(a.shape.size() - 2);
  lead_b.shape.resize(b.shape.size() - axes_of_b);
  lead_b.strides.resize(b.shape.size() - axes_of_b);
  const NDArray* both[] = {&lead_a, &lead_b};
  return ndarray::broadcast_shape(both);
}

NDArray solve(const Rules& rules, const NDArray& a, const NDArray& b) {
  const Budget& budget = rules.budget;
  const DType type = ndarray::promote(computing_type(a.dtype), computing_type(b.dtype));
  const std::int64_t n = columns_of(a);
  const std::int64_t columns = columns_of(b);
  const Extents lead = common_lead(a, b, 2);
  const NDArray left = stack_of(budget, ndarray::broadcast_to(a, joined(lead, {n, n})));
  const NDArray right = stack_of(budget, ndarray::broadcast_to(b, joined(lead, {n, columns})));
  const NDArray result = ndarray::make(budget, type, joined(lead, {n, columns}));
  const NDArray out = stack_of(budget, result);
  charge(budget, left.shape[0], n, n, 1);
  charge(budget, left.shape[0], n, std::max(n, columns), 2);
  for (std::int64_t i = 0; i < left.shape[0]; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(left, 0, i), type);
    const NDArray solution = columns_first(budget, ndarray::pick(right, 0, i), type);
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      const int info =
          lapack::solve(budget, whole(n), whole(columns), ndarray::elements<T>(matrix).data(),
                        ndarray::elements<T>(solution).data());
      if (info != 0) linalg_error("Singular matrix");
    });
    ndarray::assign(budget, ndarray::pick(out, 0, i), ndarray::transpose(solution));
  }
  return result;
}

NDArray identity(const Budget& budget, std::int64_t n, DType dtype) {
  const NDArray made = ndarray::make(budget, dtype, {n, n});
  const NDArray one = ndarray::make_scalar(budget, std::int64_t{1});
  ndarray::assign(budget, ndarray::diagonal(made, 0, 0, 1), one);
  return made;
}

NDArray inverse(const Rules& rules, const NDArray& a) {
  check_square(a);
  return solve(rules, a, identity(rules.budget, columns_of(a), computing_type(a.dtype)));
}

Object inv(Call& call) { return snippet::of(inverse(call.rules(), call.array(0))); }

Object solve_call(Call& call) {
  const NDArray a = call.array(0);
  NDArray b = as_array(call.budget(), call.array(1));
  check_square(a);
  const bool vector = b.ndim() == a.ndim() - 1;
  if (vector) b = ndarray::insert_axis(b, b.ndim());
  if (b.ndim() < 2 || rows_of(b) != rows_of(a)) {
    value_error(
        "solve{}: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
        "{} (size {} is different from {})",
        vector ? "1" : "", vector ? "(m,m),(m)->(m)" : "(m,m),(m,n)->(m,n)",
        b.ndim() < 2 ? b.size() : rows_of(b), rows_of(a));
  }
  const NDArray x = solve(call.rules(), a, b);
  return snippet::of(vector ? ndarray::pick(x, x.ndim() - 1, 0) : x);
}

// The sign and the logarithm of the size of the product of a diagonal.
template <typename T>
struct Determinant {
  T sign{1};
  decltype(std::abs(T{})) logarithm = 0;
};

template <typename T>
Determinant<T> determinant_of(const NDArray& factored, const std::vector<int>& pivots, int n) {
  Determinant<T> found;
  int swaps = 0;
  for (int i = 0; i < n; ++i) swaps += pivots[at(i)] != i + 1 ? 1 : 0;
  if (swaps % 2 == 1) found.sign = T{-1};
  const auto values = ndarray::elements<T>(factored);
  for (int i = 0; i < n; ++i) {
    const T one = values[at(i) * at(n + 1)];
    const auto size = std::abs(one);
    if constexpr (std::is_same_v<T, Complex>) {
      found.sign *= one / size;
    } else if (one < 0) {
      found.sign = -found.sign;
    }
    found.logarithm += std::log(size);
  }
  return found;
}

// Calls take(i, determinant) for each matrix of a stack.
template <typename Take>
void for_each_determinant(const Call& call, const NDArray& a, DType type, Take take) {
  const Budget& budget = call.budget();
  const NDArray stack = stack_of(budget, a);
  const std::int64_t n = columns_of(a);
  charge(budget, stack.shape[0], n, n, 1);
  std::vector<int> pivots(at(n));
  for (std::int64_t i = 0; i < stack.shape[0]; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(stack, 0, i), type);
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      const int info = lapack::factor(whole(n), ndarray::elements<T>(matrix).data(), pivots.data());
      Determinant<T> found;
      if (info > 0) {
        found.sign = T{0};
        found.logarithm = -std::numeric_limits<double>::infinity();
      } else {
        found = determinant_of<T>(matrix, pivots, whole(n));
      }
      take(at(i), found);
    });
  }
}

Object det(Call& call) {
  const NDArray a = call.array(0);
  check_square(a);
  const DType type = computing_type(a.dtype);
  const NDArray result = ndarray::make(call.budget(), type, leading_of(a));
  for_each_determinant(call, a, type, [&](std::size_t i, const auto& found) {
    using T = std::remove_cv_t<decltype(found.sign)>;
    ndarray::elements<T>(result)[i] = found.sign * std::exp(found.logarithm);
  });
  return snippet::of(as_scalar(result));
}

Object slogdet(Call& call) {
  const NDArray a = call.array(0);
  check_square(a);
  const DType type = computing_type(a.dtype);
  const DType size_type = type == DType::complex128 ? DType::float64 : type;
  const NDArray signs = ndarray::make(call.budget(), type, leading_of(a));
  const NDArray sizes = ndarray::make(call.budget(), size_type, leading_of(a));
  for_each_determinant(call, a, type, [&](std::size_t i, const auto& found) {
    using T = std::remove_cv_t<decltype(found.sign)>;
    using R = std::remove_cv_t<decltype(found.logarithm)>;
    ndarray::elements<T>(signs)[i] = found.sign;
    ndarray::elements<R>(sizes)[i] = found.logarithm;
  });
  return tuple_of(call.budget(), std::vector<NDArray>{as_scalar(signs), as_scalar(sizes)});
}

// Eigenvalues, and vectors if wanted, of symmetric matrices.
Object symmetric(Call& call, bool vectors) {
  const Budget& budget = call.budget();
  const NDArray a = call.array(0);
  const std::string part = call.text(1, "L");
  const bool lower = part == "L" || part == "l";
  if (!lower && part != "U" && part != "u") value_error("UPLO argument must be 'L' or 'U'");
  check_square(a);
  const DType type = real_type(call, a.dtype);
  const NDArray stack = stack_of(budget, a);
  const std::int64_t n = columns_of(a);
  const NDArray values = ndarray::make(budget, type, joined(leading_of(a), {n}));
  const NDArray all = ndarray::make(budget, type, joined(leading_of(a), {n, n}));
  const NDArray out = stack_of(budget, all);
  const NDArray lines = ndarray::reshape(budget, values, {stack.shape[0], n});
  charge(budget, stack.shape[0], n, n, 10);
  for (std::int64_t i = 0; i < stack.shape[0]; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(stack, 0, i), type);
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        // A single number is its own eigenvalue.
        if (n > 1 && !all_finite<T>(matrix, lower)) linalg_error("Eigenvalues did not converge");
        const int info = lapack::symmetric_eigen(
            budget, vectors, lower, whole(n), ndarray::elements<T>(matrix).data(),
            ndarray::elements<T>(ndarray::pick(lines, 0, i)).data());
        if (info != 0) linalg_error("Eigenvalues did not converge");
      }
    });
    ndarray::assign(budget, ndarray::pick(out, 0, i), ndarray::transpose(matrix));
  }
  if (!vectors) return snippet::of(values);
  return tuple_of(budget, std::vector<NDArray>{values, all});
}

Object eigh(Call& call) { return symmetric(call, true); }
Object eigvalsh(Call& call) { return symmetric(call, false); }

// The complex vectors of LAPACK's packed ones.
template <typename T>
void unpack_vectors(const NDArray& packed, const NDArray& imaginary, const NDArray& out) {
  const auto n = at(packed.shape[0]);
  const auto values = ndarray::elements<T>(packed);
  const auto parts = ndarray::elements<T>(imaginary);
  const auto put = [&](std::size_t row, std::size_t column, Complex value) {
    ndarray::store(out.data() + static_cast<std::int64_t>(row) * out.strides[0] +
                       static_cast<std::int64_t>(column) * out.strides[1],
                   value);
  };
  for (std::size_t column = 0; column < n; ++column) {
    const bool pair = parts[column] != 0 && column + 1 < n;
    for (std::size_t row = 0; row < n; ++row) {
      const double real = values[column * n + row];
      if (!pair) {
        put(row, column, {real, 0});
        continue;
      }
      const double part = values[(column + 1) * n + row];
      put(row, column, {real, part});
      put(row, column + 1, {real, -part});
    }
    if (pair) ++column;
  }
}

NDArray real_parts(const Budget& budget, const NDArray& array, DType type) {
  return ndarray::cast(budget, array, type);
}

Object general(Call& call, bool vectors) {
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  const NDArray a = call.array(0);
  check_square(a);
  const DType type = real_type(call, a.dtype);
  check_finite(rules, a);
  const NDArray stack = stack_of(budget, a);
  const std::int64_t n = columns_of(a);
  const NDArray values = ndarray::make(budget, DType::complex128, joined(leading_of(a), {n}));
  const NDArray all = ndarray::make(budget, DType::complex128, joined(leading_of(a), {n, n}));
  const NDArray out = stack_of(budget, all);
  charge(budget, stack.shape[0], n, n, 40);
  bool real = true;
  for (std::int64_t i = 0; i < stack.shape[0]; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(stack, 0, i), type);
    const NDArray reals = ndarray::make(budget, type, {n});
    const NDArray imaginary = ndarray::make(budget, type, {n});
    const NDArray packed = ndarray::make(budget, type, {n, n});
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        const int info = lapack::eigen(
            budget, vectors, whole(n), ndarray::elements<T>(matrix).data(),
            ndarray::elements<T>(reals).data(), ndarray::elements<T>(imaginary).data(),
            ndarray::elements<T>(packed).data());
        if (info != 0) linalg_error("Eigenvalues did not converge");
        for (std::int64_t k = 0; k < n; ++k) {
          const double part = ndarray::elements<T>(imaginary)[at(k)];
          real = real && part == 0;
          ndarray::elements<Complex>(values)[at(i * n + k)] = {ndarray::elements<T>(reals)[at(k)],
                                                               part};
        }
        if (vectors) unpack_vectors<T>(packed, imaginary, ndarray::pick(out, 0, i));
      }
    });
  }
  if (!real && type == DType::float32) {
    ndarray::not_supported(call.name(), "with complex eigenvalues of float32");
  }
  const NDArray w = real ? real_parts(budget, values, type) : values;
  if (!vectors) return snippet::of(w);
  return tuple_of(budget, std::vector<NDArray>{w, real ? real_parts(budget, all, type) : all});
}

Object eig(Call& call) { return general(call, true); }
Object eigvals(Call& call) { return general(call, false); }

struct Singular {
  NDArray u;
  NDArray s;
  NDArray vt;
};

// job as lapack::singular_values takes it.
Singular singular(const Call& call, const NDArray& a, char job) {
  const Budget& budget = call.budget();
  check_stacked(a);
  const DType type = real_type(call, a.dtype);
  const NDArray stack = stack_of(budget, a);
  const std::int64_t m = rows_of(a);
  const std::int64_t n = columns_of(a);
  const std::int64_t least = std::min(m, n);
  const std::int64_t width = job == 'A' ? m : job == 'S' ? least : 0;
  const std::int64_t height = job == 'A' ? n : job == 'S' ? least : 0;
  const Extents lead = leading_of(a);
  Singular found;
  found.u = ndarray::make(budget, type, joined(lead, {m, width}));
  found.s = ndarray::make(budget, type, joined(lead, {least}));
  found.vt = ndarray::make(budget, type, joined(lead, {height, n}));
  const NDArray lines = ndarray::reshape(budget, found.s, {stack.shape[0], least});
  charge(budget, stack.shape[0], m, n, 20);
  if (job == 'A') charge(budget, stack.shape[0], std::max(m, n), std::max(m, n), 2);
  for (std::int64_t i = 0; i < stack.shape[0] && least > 0; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(stack, 0, i), type);
    const NDArray u = ndarray::make(budget, type, {width, m});
    const NDArray vt = ndarray::make(budget, type, {n, height});
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        if (!all_finite<T>(matrix)) linalg_error("SVD did not converge");
        const int info = lapack::singular_values(
            budget, job, whole(m), whole(n), ndarray::elements<T>(matrix).data(),
            ndarray::elements<T>(ndarray::pick(lines, 0, i)).data(), ndarray::elements<T>(u).data(),
            ndarray::elements<T>(vt).data());
        if (info != 0) linalg_error("SVD did not converge");
      }
    });
    if (job == 'N') continue;
    ndarray::assign(budget, ndarray::pick(stack_of(budget, found.u), 0, i), ndarray::transpose(u));
    ndarray::assign(budget, ndarray::pick(stack_of(budget, found.vt), 0, i),
                    ndarray::transpose(vt));
  }
  if (least == 0 && job == 'A') {
    if (m > 0) found.u = ndarray::broadcast_to(identity(budget, m, type), found.u.shape);
    if (n > 0) found.vt = ndarray::broadcast_to(identity(budget, n, type), found.vt.shape);
  }
  return found;
}

void refuse_hermitian(const Call& call, std::size_t i) {
  if (call.flag(i, false)) ndarray::not_supported(call.name(), "with `hermitian`");
}

Object svd(Call& call) {
  refuse_hermitian(call, 3);
  const NDArray a = call.array(0);
  if (!call.flag(2, true)) return snippet::of(singular(call, a, 'N').s);
  const Singular found = singular(call, a, call.flag(1, true) ? 'A' : 'S');
  return tuple_of(call.budget(), std::vector<NDArray>{found.u, found.s, found.vt});
}

NDArray swapped(const NDArray& a) { return ndarray::swap_axes(a, a.ndim() - 2, a.ndim() - 1); }

Object pinv(Call& call) {
  refuse_hermitian(call, 2);
  const Rules& rules = call.rules();
  const Budget& budget = rules.budget;
  const NDArray a = call.array(0);
  check_stacked(a);
  if (a.size() == 0) {
    return snippet::of(ndarray::make(budget, computing_type(a.dtype),
                                     joined(leading_of(a), {columns_of(a), rows_of(a)})));
  }
  NDArray rcond = call.given(1) ? as_array(budget, call.array(1)) : number(rules, 1e-15).array;
  rcond = ndarray::insert_axis(rcond, rcond.ndim());
  const Singular found = singular(call, a, 'S');
  const NDArray largest = reduced(rules, "maximum", found.s, found.s.ndim() - 1, true);
  const NDArray large =
      calculate(rules, "greater", found.s, calculate(rules, "multiply", rcond, largest));
  // 1 / s where s is large, 0 elsewhere.
  const NDArray keep = ndarray::as_contiguous(budget, ndarray::broadcast_to(large, found.s.shape));
  for (std::size_t i = 0; i < at(found.s.size()); ++i) {
    visit_computing(found.s.dtype, [&](auto value) {
      using T = decltype(value);
      T& one = ndarray::elements<T>(found.s)[i];
      one = ndarray::elements<bool>(keep)[i] ? T{1} / one : T{0};
    });
  }
  const NDArray scaled =
      calculate(rules, "multiply", ndarray::insert_axis(found.s, found.s.ndim()), swapped(found.u));
  return snippet::of(matmul(rules, swapped(found.vt), scaled));
}

Object matrix_rank(Call& call) {
  refuse_hermitian(call, 2);
  const Rules& rules = call.rules();
  const NDArray a = call.array(0);
  if (a.ndim() < 2) {
    for (const double one : reals_of(rules.budget, a)) {
      if (one != 0) return snippet::of_int(1);
    }
    return snippet::of_int(0);
  }
  const NDArray s = singular(call, a, 'N').s;
  NDArray tolerance;
  if (call.given(1)) {
    tolerance = as_array(rules.budget, call.array(1));
    tolerance = ndarray::insert_axis(tolerance, tolerance.ndim());
  } else {
    const double epsilon = s.dtype == DType::float32
                               ? static_cast<double>(std::numeric_limits<float>::epsilon())
                               : std::numeric_limits<double>::epsilon();
    const NDArray largest = reduced(rules, "maximum", s, s.ndim() - 1, true);
    tolerance = ndarray::apply(rules, "multiply", Operand{largest},
                               number(rules, std::max(rows_of(a), columns_of(a))));
    tolerance = ndarray::apply(rules, "multiply", Operand{tolerance}, number(rules, epsilon));
  }
  const NDArray above = calculate(rules, "greater", s, tolerance);
  return snippet::of(reduced(rules, "add", above, above.ndim() - 1, false, DType::int64));
}

Object cond(Call& call) {
  const NDArray a = call.array(0);
  const bool second = !call.given(1) || (call[1].text() == nullptr && call.real(1) == 2);
  if (!second) ndarray::not_supported("np.linalg.cond", "with `p` other than 2");
  if (a.size() == 0) linalg_error("cond is not defined on empty arrays");
  const NDArray s = singular(call, a, 'N').s;
  return snippet::of(calculate(call.rules(), "true_divide", ndarray::pick(s, s.ndim() - 1, 0),
                               ndarray::pick(s, s.ndim() - 1, s.shape.back() - 1)));
}

Object cholesky(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = call.array(0);
  check_square(a);
  const DType type = real_type(call, a.dtype);
  const NDArray stack = stack_of(budget, a);
  const std::int64_t n = columns_of(a);
  const NDArray result = ndarray::make(budget, type, a.shape);
  const NDArray out = stack_of(budget, result);
  charge(budget, stack.shape[0], n, n, 1);
  for (std::int64_t i = 0; i < stack.shape[0]; ++i) {
    const NDArray matrix = columns_first(budget, ndarray::pick(stack, 0, i), type);
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        T* values = ndarray::elements<T>(matrix).data();
        if (lapack::cholesky(whole(n), values) != 0)
          linalg_error("Matrix is not positive definite");
        for (std::int64_t column = 0; column < n; ++column) {
          std::fill_n(values + column * n, column, T{0});
        }
      }
    });
    ndarray::assign(budget, ndarray::pick(out, 0, i), ndarray::transpose(matrix));
  }
  return snippet::of(result);
}

// One matrix: its q (of `width` columns) and r (of as many rows).
template <typename T>
void decompose(const Budget& budget, const NDArray& matrix, const NDArray& q, const NDArray& r) {
  const DType type = ndarray::dtype_of<T>();
  const std::int64_t m = matrix.shape[0];
  const std::int64_t n = matrix.shape[1];
  const std::int64_t width = q.shape[1];
  const std::int64_t count = std::min(m, n);
  const NDArray factored = columns_first(budget, matrix, type);
  const NDArray tau = ndarray::make(budget, type, {std::max<std::int64_t>(count, 1)});
  T* values = ndarray::elements<T>(factored).data();
  T* scales = ndarray::elements<T>(tau).data();
  lapack::reflections(budget, whole(m), whole(n), values, scales);
  for (std::int64_t column = 0; column < n; ++column) {
    for (std::int64_t row = 0; row < std::min(column + 1, r.shape[0]); ++row) {
      ndarray::store(r.data() + row * r.strides[0] + column * r.strides[1],
                     values[column * m + row]);
    }
  }
  if (width == 0) return;
  const NDArray vectors = ndarray::make(budget, type, {width, m});
  std::copy_n(values, std::min(n, width) * m, ndarray::elements<T>(vectors).data());
  lapack::orthogonal(budget, whole(m), whole(width), whole(count),
                     ndarray::elements<T>(vectors).data(), scales);
  ndarray::assign(budget, q, ndarray::transpose(vectors));
}

Object qr(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = call.array(0);
  const std::string mode = call.text(1, "reduced");
  if (mode != "reduced" && mode != "complete" && mode != "r") {
    if (mode == "raw" || mode == "full" || mode == "f" || mode == "economic" || mode == "e") {
      ndarray::not_supported("np.linalg.qr", fmt::format("with mode='{}'", mode));
    }
    value_error("Unrecognized mode '{}'", mode);
  }
  check_stacked(a);
  const DType type = real_type(call, a.dtype);
  const NDArray stack = stack_of(budget, a);
  const std::int64_t m = rows_of(a);
  const std::int64_t n = columns_of(a);
  const std::int64_t rows = mode == "complete" ? m : std::min(m, n);
  const NDArray q = ndarray::make(budget, type, joined(leading_of(a), {m, mode == "r" ? 0 : rows}));
  const NDArray r = ndarray::make(budget, type, joined(leading_of(a), {rows, n}));
  const NDArray all_q = ndarray::reshape(budget, q, {stack.shape[0], m, mode == "r" ? 0 : rows});
  const NDArray all_r = ndarray::reshape(budget, r, {stack.shape[0], rows, n});
  charge(budget, stack.shape[0], m, std::max(n, rows), 6);
  for (std::int64_t i = 0; i < stack.shape[0]; ++i) {
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        decompose<T>(budget, ndarray::pick(stack, 0, i), ndarray::pick(all_q, 0, i),
                     ndarray::pick(all_r, 0, i));
      }
    });
  }
  if (mode == "r") return snippet::of(r);
  return tuple_of(budget, std::vector<NDArray>{q, r});
}

// The sums of squares of what is left below row n of a solution.
NDArray residuals(const Budget& budget, const NDArray& solution, std::int64_t n, DType type) {
  const NDArray sums = ndarray::make(budget, type, {solution.shape[0]});
  for (std::int64_t column = 0; column < solution.shape[0]; ++column) {
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      T sum{};
      for (std::int64_t row = n; row < solution.shape[1]; ++row) {
        const T one = ndarray::elements<T>(solution)[at(column * solution.shape[1] + row)];
        sum += one * one;
      }
      ndarray::elements<T>(sums)[at(column)] = sum;
    });
  }
  return sums;
}

Object lstsq(Call& call) {
  const Budget& budget = call.budget();
  const NDArray a = call.array(0);
  NDArray b = as_array(budget, call.array(1));
  const bool vector = b.ndim() == 1;
  if (vector) b = ndarray::insert_axis(b, 1);
  for (const int ndim : {a.ndim(), b.ndim()}) {
    if (ndim == 2) continue;
    linalg_error("{}-dimensional array given. Array must be two-dimensional", ndim);
  }
  const std::int64_t m = a.shape[0];
  const std::int64_t n = a.shape[1];
  const std::int64_t columns = b.shape[1];
  if (b.shape[0] != m) linalg_error("Incompatible dimensions");
  const DType type =
      real_type(call, ndarray::promote(computing_type(a.dtype), computing_type(b.dtype)));
  double rcond = -1;  // of rcond="warn", the default
  if (call.passed(2) && call[2].is_none()) {
    rcond = static_cast<double>(std::max(m, n)) *
            (type == DType::float32 ? static_cast<double>(std::numeric_limits<float>::epsilon())
                                    : std::numeric_limits<double>::epsilon());
  } else if (call.given(2) && call[2].text() == nullptr) {
    rcond = call.real(2);
  }
  charge(budget, 1, m, std::max(n, columns), 30);
  const NDArray matrix = columns_first(budget, a, type);
  const NDArray solution = ndarray::make(budget, type, {columns, std::max(m, n)});
  ndarray::assign(budget, ndarray::take_range(solution, 1, 0, m, 1), ndarray::transpose(b));
  const NDArray s = ndarray::make(budget, type, {std::min(m, n)});
  int rank = 0;
  if (m > 0 && n > 0 && columns > 0) {
    visit_computing(type, [&](auto value) {
      using T = decltype(value);
      if constexpr (!std::is_same_v<T, Complex>) {
        if (!all_finite<T>(matrix)) linalg_error("SVD did not converge in Linear Least Squares");
        const int info = lapack::least_squares(
            budget, whole(m), whole(n), whole(columns), ndarray::elements<T>(matrix).data(),
            ndarray::elements<T>(solution).data(), ndarray::elements<T>(s).data(),
            static_cast<T>(rcond), &rank);
        if (info != 0) linalg_error("SVD did not converge in Linear Least Squares");
      }
    });
  }
  NDArray x = ndarray::copy(budget, ndarray::transpose(ndarray::take_range(solution, 1, 0, n, 1)));
  if (vector) x = ndarray::pick(x, 1, 0);
  const bool has_residuals = rank == n && m > n;
  const NDArray left =
      has_residuals ? residuals(budget, solution, n, type) : ndarray::make(budget, type, {0});
  return tuple_of(
      budget, std::vector<NDArray>{x, left, ndarray::make_scalar<std::int32_t>(budget, rank), s});
}

Object matrix_power(Call& call) {
  const Rules& rules = call.rules();
  NDArray a = call.array(0);
  check_square(a);
  std::int64_t n = 0;
  try {
    n = call.integer(1);
  } catch (const ndarray::Raised&) {
    ndarray::type_error("exponent must be an integer");
  }
  if (n == 0) {
    const NDArray result = ndarray::make(rules.budget, a.dtype, a.shape);
    ndarray::assign(rules.budget, result, identity(rules.budget, columns_of(a), a.dtype));
    return snippet::of(result);
  }
  if (n < 0) a = inverse(rules, a);
  auto rest = n < 0 ? 0 - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
  if (rest == 3) return snippet::of(matmul(rules, matmul(rules, a, a), a));
  std::optional<NDArray> power;
  std::optional<NDArray> result;
  for (; rest > 0; rest /= 2) {
    power = power ? matmul(rules, *power, *power) : a;
    if (rest % 2 == 1) result = result ? matmul(rules, *result, *power) : *power;
  }
  return snippet::of(*result);
}

// Where to split products of matrices so that they take the fewest steps.
class Chain {
 public:
  Chain(const Rules& rules, std::vector<NDArray> matrices)
      : rules_(rules), matrices_(std::move(matrices)) {
    const std::size_t n = matrices_.size();
    std::vector<double> sizes;
    for (const NDArray& one : matrices_) sizes.push_back(static_cast<double>(one.shape[0]));
    sizes.push_back(static_cast<double>(matrices_.back().shape[1]));
    std::vector<std::vector<double>> costs(n, std::vector<double>(n, 0));
    splits_.assign(n, std::vector<std::size_t>(n, 0));
    for (std::size_t length = 1; length < n; ++length) {
      for (std::size_t i = 0; i + length < n; ++i) {
        const std::size_t j = i + length;
        costs[i][j] = std::numeric_limits<double>::infinity();
        for (std::size_t k = i; k < j; ++k) {
          const double cost =
              costs[i][k] + costs[k + 1][j] + sizes[i] * sizes[k + 1] * sizes[j + 1];
          if (cost >= costs[i][j]) continue;
          costs[i][j] = cost;
          splits_[i][j] = k;
        }
      }
    }
  }

  NDArray product(std::size_t i, std::size_t j) const {
    if (i == j) return matrices_[i];
    const std::size_t k = splits_[i][j];
    return dot(rules_, product(i, k), product(k + 1, j));
  }

 private:
  const Rules& rules_;
  std::vector<NDArray> matrices_;
  std::vector<std::vector<std::size_t>> splits_;
};

// The better of (A B) C and A (B C); of equal ones the second.
NDArray product_of_three(const Rules& rules, const NDArray& a, const NDArray& b, const NDArray& c) {
  const auto rows = static_cast<double>(a.shape[0]);
  const auto ab = static_cast<double>(a.shape[1]);
  const auto bc = static_cast<double>(c.shape[0]);
  const auto columns = static_cast<double>(c.shape[1]);
  if (rows * bc * (ab + columns) < ab * columns * (rows + bc)) {
    return dot(rules, dot(rules, a, b), c);
  }
  return dot(rules, a, dot(rules, b, c));
}

Object multi_dot(Call& call) {
  const Rules& rules = call.rules();
  refuse(call, 1, "out");
  std::vector<NDArray> matrices = arrays_of(rules.budget, call[0]);
  if (matrices.size() < 2) value_error("Expecting at least two arrays.");
  if (matrices.size() > 100) ndarray::limit_exceeded("more than 100 arrays in multi_dot");
  if (matrices.size() == 2) return snippet::of(dot(rules, matrices[0], matrices[1]));
  const bool row = matrices.front().ndim() == 1;
  const bool column = matrices.back().ndim() == 1;
  if (row) matrices.front() = ndarray::insert_axis(matrices.front(), 0);
  if (column) matrices.back() = ndarray::insert_axis(matrices.back(), 1);
  for (const NDArray& one : matrices) {
    if (one.ndim() != 2) {
      linalg_error("{}-dimensional array given. Array must be two-dimensional", one.ndim());
    }
  }
  NDArray result = matrices.size() == 3
                       ? product_of_three(rules, matrices[0], matrices[1], matrices[2])
                       : Chain(rules, matrices).product(0, matrices.size() - 1);
  if (column) result = ndarray::pick(result, result.ndim() - 1, 0);
  if (row) result = ndarray::pick(result, 0, 0);
  return snippet::of(as_scalar(result));
}

// The norms; `x` is real or complex, axes are normalized.
class Norm {
 public:
  Norm(const Call& call, NDArray x, bool keepdims)
      : call_(call), rules_(call.rules()), x_(std::move(x)), keepdims_(keepdims) {}

  NDArray of_all() const {
    const NDArray line = ravel(rules_.budget, x_);
    NDArray result = calculate(rules_, "sqrt", dot(rules_, line, conjugated(line)));
    if (result.dtype == DType::complex128) {
      result = ndarray::cast(rules_.budget, result, DType::float64);
    }
    if (!keepdims_) return as_scalar(result);
    return ndarray::reshape(rules_.budget, result, Extents(x_.shape.size(), 1));
  }

  NDArray of_vectors(int axis, const Object& order) const {
    if (order.text() != nullptr) {
      value_error("Invalid norm order '{}' for vectors", *order.text());
    }
    const double ord = order.is_none() ? 2 : snippet::to_real(order);
    if (ord == 2) return of_squares({axis});
    const NDArray sizes = calculate(rules_, "absolute", x_);
    if (std::isinf(ord)) {
      return reduced(rules_, ord > 0 ? "maximum" : "minimum", sizes, axis, keepdims_);
    }
    if (ord == 0) {
      const NDArray there =
          ndarray::apply(rules_, "not_equal", Operand{x_}, number(rules_, std::int64_t{0}));
      return reduced(rules_, "add", ndarray::cast(rules_.budget, there, sizes.dtype), axis,
                     keepdims_);
    }
    if (ord == 1) return reduced(rules_, "add", sizes, axis, keepdims_);
    const NDArray powers =
        ndarray::apply(rules_, "power", Operand{sizes}, snippet::to_operand(rules_.budget, order));
    const NDArray sum = reduced(rules_, "add", powers, axis, keepdims_);
    NDArray root = ndarray::apply(rules_, "power", Operand{sum}, number(rules_, 1 / ord));
    return ndarray::as_type(rules_.budget, root, sum.dtype);
  }

  NDArray of_matrices(int row, int column, const Object& order) const {
    if (row == column) value_error("Duplicate axes given.");
    const std::string* name = order.text();
    if (order.is_none() || (name != nullptr && (*name == "fro" || *name == "f"))) {
      return of_squares({row, column});
    }
    if (name != nullptr) {
      if (*name != "nuc") value_error("Invalid norm order for matrices.");
      return of_singular_values(row, column, "add");
    }
    const double ord = snippet::to_real(order);
    if (std::abs(ord) == 2) {
      return of_singular_values(row, column, ord > 0 ? "maximum" : "minimum");
    }
    if (std::abs(ord) != 1 && !std::isinf(ord)) value_error("Invalid norm order for matrices.");
    const int over = std::abs(ord) == 1 ? row : column;
    int rest = std::abs(ord) == 1 ? column : row;
    if (!keepdims_ && rest > over) --rest;
    const NDArray sums = reduced(rules_, "add", calculate(rules_, "absolute", x_), over, keepdims_);
    return reduced(rules_, ord > 0 ? "maximum" : "minimum", sums, rest, keepdims_);
  }

 private:
  NDArray conjugated(const NDArray& array) const {
    return array.dtype == DType::complex128 ? calculate(rules_, "conjugate", array) : array;
  }

  NDArray of_squares(const Extents& axes) const {
    NDArray squares = calculate(rules_, "multiply", conjugated(x_), x_);
    if (squares.dtype == DType::complex128) {
      squares = ndarray::cast(rules_.budget, squares, DType::float64);
    }
    ndarray::ReduceOptions options;
    options.keepdims = keepdims_;
    const NDArray sum =
        ndarray::reduce(rules_, *ndarray::find_ufunc("add"), squares, axes, options);
    return calculate(rules_, "sqrt", sum);
  }

  NDArray of_singular_values(int row, int column, std::string_view how) const {
    NDArray moved = move_axis(x_, row, x_.ndim() - 1);
    moved = move_axis(moved, column > row ? column - 1 : column, x_.ndim() - 1);
    const NDArray s = singular(call_, moved, 'N').s;
    NDArray result = reduced(rules_, how, s, s.ndim() - 1);
    if (!keepdims_) return result;
    result.scalar = false;
    result = ndarray::insert_axis(result, std::min(row, column));
    return ndarray::insert_axis(result, std::max(row, column));
  }

  const Call& call_;
  const Rules& rules_;
  NDArray x_;
  bool keepdims_;
};

Object norm(Call& call) {
  NDArray x = as_array(call.budget(), call.array(0));
  if (ndarray::kind(x.dtype) <= DKind::integer) {
    x = ndarray::cast(call.budget(), x, DType::float64);
  }
  const Norm norm(call, x, call.flag(3, false));
  const Object& order = call[1];
  if (!call.given(2)) {
    const std::string* name = order.text();
    const bool frobenius = name != nullptr && (*name == "fro" || *name == "f") && x.ndim() == 2;
    const bool second = name == nullptr && !order.is_none() && x.ndim() == 1 && call.real(1) == 2;
    if (order.is_none() || frobenius || second) return snippet::of(norm.of_all());
  }
  const Extents axes = call.given(2) ? call.integers(2) : call.axes(2, x.ndim());
  if (axes.size() == 1) {
    return snippet::of(norm.of_vectors(ndarray::normalize_axis(axes[0], x.ndim()), order));
  }
  if (axes.size() != 2) value_error("Improper number of dimensions to norm.");
  return snippet::of(norm.of_matrices(ndarray::normalize_axis(axes[0], x.ndim()),
                                      ndarray::normalize_axis(axes[1], x.ndim()), order));
}

constexpr Builtin functions[] = {
    {"np.linalg.inv", "a", inv},
    {"np.linalg.solve", "a, b", solve_call},
    {"np.linalg.det", "a", det},
    {"np.linalg.slogdet", "a", slogdet},
    {"np.linalg.eigh", "a, UPLO=", eigh},
    {"np.linalg.eigvalsh", "a, UPLO=", eigvalsh},
    {"np.linalg.eig", "a", eig},
    {"np.linalg.eigvals", "a", eigvals},
    {"np.linalg.svd", "a, full_matrices=, compute_uv=, hermitian=", svd},
    {"np.linalg.pinv", "a, rcond=, hermitian=", pinv},
    {"np.linalg.matrix_rank", "A, tol=, hermitian=", matrix_rank},
    {"np.linalg.cond", "x, p=", cond},
    {"np.linalg.cholesky", "a", cholesky},
    {"np.linalg.qr", "a, mode=", qr},
    {"np.linalg.lstsq", "a, b, rcond=", lstsq},
    {"np.linalg.matrix_power", "a, n", matrix_power},
    {"np.linalg.multi_dot", "arrays, *, out=", multi_dot},
    {"np.linalg.norm", "x, ord=, axis=, keepdims=", norm},
};

}  // namespace

std::span<const Builtin> linalg_functions() { return functions; }

}  // namespace reference::numpy
