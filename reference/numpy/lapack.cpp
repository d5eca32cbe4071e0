#include "reference/numpy/lapack.h"

#include <algorithm>

// Fortran passes everything by address; the lengths of texts come last.
extern "C" {
// NOLINTBEGIN(readability-identifier-naming): the names are LAPACK's.
using Length = std::size_t;
void sgesv_(const int*, const int*, float*, const int*, int*, float*, const int*, int*);
void dgesv_(const int*, const int*, double*, const int*, int*, double*, const int*, int*);
void zgesv_(const int*, const int*, std::complex<double>*, const int*, int*, std::complex<double>*,
            const int*, int*);
void sgetrf_(const int*, const int*, float*, const int*, int*, int*);
void dgetrf_(const int*, const int*, double*, const int*, int*, int*);
void zgetrf_(const int*, const int*, std::complex<double>*, const int*, int*, int*);
void ssyevd_(const char*, const char*, const int*, float*, const int*, float*, float*, const int*,
             int*, const int*, int*, Length, Length);
void dsyevd_(const char*, const char*, const int*, double*, const int*, double*, double*,
             const int*, int*, const int*, int*, Length, Length);
void sgeev_(const char*, const char*, const int*, float*, const int*, float*, float*, float*,
            const int*, float*, const int*, float*, const int*, int*, Length, Length);
void dgeev_(const char*, const char*, const int*, double*, const int*, double*, double*, double*,
            const int*, double*, const int*, double*, const int*, int*, Length, Length);
void sgesdd_(const char*, const int*, const int*, float*, const int*, float*, float*, const int*,
             float*, const int*, float*, const int*, int*, int*, Length);
void dgesdd_(const char*, const int*, const int*, double*, const int*, double*, double*, const int*,
             double*, const int*, double*, const int*, int*, int*, Length);
void spotrf_(const char*, const int*, float*, const int*, int*, Length);
void dpotrf_(const char*, const int*, double*, const int*, int*, Length);
void sgeqrf_(const int*, const int*, float*, const int*, float*, float*, const int*, int*);
void dgeqrf_(const int*, const int*, double*, const int*, double*, double*, const int*, int*);
void sorgqr_(const int*, const int*, const int*, float*, const int*, const float*, float*,
             const int*, int*);
void dorgqr_(const int*, const int*, const int*, double*, const int*, const double*, double*,
             const int*, int*);
void sgelsd_(const int*, const int*, const int*, float*, const int*, float*, const int*, float*,
             const float*, int*, float*, const int*, int*, int*);
void dgelsd_(const int*, const int*, const int*, double*, const int*, double*, const int*, double*,
             const double*, int*, double*, const int*, int*, int*);

// LAPACK's own stops the program when NaN reaches a routine that takes none. The caller sees it by
// `info`.
void xerbla_(const char*, const int*, Length);
void xerbla_(const char*, const int*, Length) {}
// NOLINTEND(readability-identifier-naming)
}

namespace reference::numpy::lapack {
namespace {

// Work space of LAPACK, charged.
template <typename T>
class Space {
 public:
  Space(const Budget& budget, std::int64_t count)
      : lease_(budget.lease(count * static_cast<std::int64_t>(sizeof(T)))),
        items_(at(std::max<std::int64_t>(count, 1))) {}
  T* data() { return items_.data(); }

 private:
  std::unique_ptr<const Budget::Lease> lease_;
  std::vector<T> items_;
};

int leading(int n) { return std::max(n, 1); }

// LAPACK says in the first element of the work space how much it wants.
template <typename T>
int wanted(T size) {
  return std::max(1, static_cast<int>(size));
}

template <typename T, typename Routine>
int solve_by(Routine routine, const Budget& budget, int n, int columns, T* a, T* b) {
  Space<int> pivots(budget, n);
  const int lead = leading(n);
  int info = 0;
  routine(&n, &columns, a, &lead, pivots.data(), b, &lead, &info);
  return info;
}

template <typename T, typename Routine>
int factor_by(Routine routine, int n, T* a, int* pivots) {
  const int lead = leading(n);
  int info = 0;
  routine(&n, &n, a, &lead, pivots, &info);
  return info;
}

template <typename T, typename Routine>
int symmetric_by(Routine routine, const Budget& budget, bool vectors, bool lower, int n, T* a,
                 T* w) {
  const char job = vectors ? 'V' : 'N';
  const char part = lower ? 'L' : 'U';
  const int lead = leading(n);
  const int ask = -1;
  int info = 0;
  T size{};
  int whole_size = 0;
  routine(&job, &part, &n, a, &lead, w, &size, &ask, &whole_size, &ask, &info, 1, 1);
  if (info != 0) return info;
  const int count = wanted(size);
  Space<T> work(budget, count);
  Space<int> whole(budget, whole_size);
  routine(&job, &part, &n, a, &lead, w, work.data(), &count, whole.data(), &whole_size, &info, 1,
          1);
  return info;
}

template <typename T, typename Routine>
int eigen_by(Routine routine, const Budget& budget, bool vectors, int n, T* a, T* real,
             T* imaginary, T* v) {
  const char none = 'N';
  const char job = vectors ? 'V' : 'N';
  const int lead = leading(n);
  const int ask = -1;
  int info = 0;
  T size{};
  routine(&none, &job, &n, a, &lead, real, imaginary, nullptr, &lead, v, &lead, &size, &ask, &info,
          1, 1);
  if (info != 0) return info;
  const int count = wanted(size);
  Space<T> work(budget, count);
  routine(&none, &job, &n, a, &lead, real, imaginary, nullptr, &lead, v, &lead, work.data(), &count,
          &info, 1, 1);
  return info;
}

template <typename T, typename Routine>
int singular_by(Routine routine, const Budget& budget, char job, int m, int n, T* a, T* s, T* u,
                T* vt) {
  const int least = std::min(m, n);
  const int lead = leading(m);
  const int lead_u = leading(m);
  const int lead_vt = leading(job == 'A' ? n : least);
  const int ask = -1;
  int info = 0;
  T size{};
  Space<int> whole(budget, 8 * static_cast<std::int64_t>(least));
  routine(&job, &m, &n, a, &lead, s, u, &lead_u, vt, &lead_vt, &size, &ask, whole.data(), &info, 1);
  if (info != 0) return info;
  const int count = wanted(size);
  Space<T> work(budget, count);
  routine(&job, &m, &n, a, &lead, s, u, &lead_u, vt, &lead_vt, work.data(), &count, whole.data(),
          &info, 1);
  return info;
}

template <typename T, typename Routine>
int cholesky_by(Routine routine, int n, T* a) {
  const char lower = 'L';
  const int lead = leading(n);
  int info = 0;
  routine(&lower, &n, a, &lead, &info, 1);
  return info;
}

template <typename T, typename Routine>
int reflections_by(Routine routine, const Budget& budget, int m, int n, T* a, T* tau) {
  const int lead = leading(m);
  const int ask = -1;
  int info = 0;
  T size{};
  routine(&m, &n, a, &lead, tau, &size, &ask, &info);
  if (info != 0) return info;
  const int count = std::max(wanted(size), leading(n));
  Space<T> work(budget, count);
  routine(&m, &n, a, &lead, tau, work.data(), &count, &info);
  return info;
}

template <typename T, typename Routine>
int orthogonal_by(Routine routine, const Budget& budget, int m, int columns, int reflectors, T* q,
                  const T* tau) {
  const int lead = leading(m);
  const int ask = -1;
  int info = 0;
  T size{};
  routine(&m, &columns, &reflectors, q, &lead, tau, &size, &ask, &info);
  if (info != 0) return info;
  const int count = std::max(wanted(size), leading(columns));
  Space<T> work(budget, count);
  routine(&m, &columns, &reflectors, q, &lead, tau, work.data(), &count, &info);
  return info;
}

template <typename T, typename Routine>
int least_squares_by(Routine routine, const Budget& budget, int m, int n, int columns, T* a, T* b,
                     T* s, T rcond, int* rank) {
  const int lead = leading(m);
  const int lead_b = leading(std::max(m, n));
  const int ask = -1;
  int info = 0;
  T size{};
  int whole_size = 0;
  routine(&m, &n, &columns, a, &lead, b, &lead_b, s, &rcond, rank, &size, &ask, &whole_size, &info);
  if (info != 0) return info;
  const int count = wanted(size);
  Space<T> work(budget, count);
  Space<int> whole(budget, std::max(whole_size, 1));
  routine(&m, &n, &columns, a, &lead, b, &lead_b, s, &rcond, rank, work.data(), &count,
          whole.data(), &info);
  return info;
}

}  // namespace

int solve(const Budget& budget, int n, int columns, float* a, float* b) {
  return solve_by(sgesv_, budget, n, columns, a, b);
}
int solve(const Budget& budget, int n, int columns, double* a, double* b) {
  return solve_by(dgesv_, budget, n, columns, a, b);
}
int solve(const Budget& budget, int n, int columns, Complex* a, Complex* b) {
  return solve_by(zgesv_, budget, n, columns, a, b);
}

int factor(int n, float* a, int* pivots) { return factor_by(sgetrf_, n, a, pivots); }
int factor(int n, double* a, int* pivots) { return factor_by(dgetrf_, n, a, pivots); }
int factor(int n, Complex* a, int* pivots) { return factor_by(zgetrf_, n, a, pivots); }

int symmetric_eigen(const Budget& budget, bool vectors, bool lower, int n, float* a, float* w) {
  return symmetric_by(ssyevd_, budget, vectors, lower, n, a, w);
}
int symmetric_eigen(const Budget& budget, bool vectors, bool lower, int n, double* a, double* w) {
  return symmetric_by(dsyevd_, budget, vectors, lower, n, a, w);
}

int eigen(const Budget& budget, bool vectors, int n, float* a, float* real, float* imaginary,
          float* v) {
  return eigen_by(sgeev_, budget, vectors, n, a, real, imaginary, v);
}
int eigen(const Budget& budget, bool vectors, int n, double* a, double* real, double* imaginary,
          double* v) {
  return eigen_by(dgeev_, budget, vectors, n, a, real, imaginary, v);
}

int singular_values(const Budget& budget, char job, int m, int n, float* a, float* s, float* u,
                    float* vt) {
  return singular_by(sgesdd_, budget, job, m, n, a, s, u, vt);
}
int singular_values(const Budget& budget, char job, int m, int n, double* a, double* s, double* u,
                    double* vt) {
  return singular_by(dgesdd_, budget, job, m, n, a, s, u, vt);
}

int cholesky(int n, float* a) { return cholesky_by(spotrf_, n, a); }
int cholesky(int n, double* a) { return cholesky_by(dpotrf_, n, a); }

int reflections(const Budget& budget, int m, int n, float* a, float* tau) {
  return reflections_by(sgeqrf_, budget, m, n, a, tau);
}
int reflections(const Budget& budget, int m, int n, double* a, double* tau) {
  return reflections_by(dgeqrf_, budget, m, n, a, tau);
}

int orthogonal(const Budget& budget, int m, int columns, int count, float* q, const float* tau) {
  return orthogonal_by(sorgqr_, budget, m, columns, count, q, tau);
}
int orthogonal(const Budget& budget, int m, int columns, int count, double* q, const double* tau) {
  return orthogonal_by(dorgqr_, budget, m, columns, count, q, tau);
}

int least_squares(const Budget& budget, int m, int n, int columns, float* a, float* b, float* s,
                  float rcond, int* rank) {
  return least_squares_by(sgelsd_, budget, m, n, columns, a, b, s, rcond, rank);
}
int least_squares(const Budget& budget, int m, int n, int columns, double* a, double* b, double* s,
                  double rcond, int* rank) {
  return least_squares_by(dgelsd_, budget, m, n, columns, a, b, s, rcond, rank);
}

}  // namespace reference::numpy::lapack
