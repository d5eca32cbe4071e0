// LAPACK's routines under one name for float, double and complex: the library that NumPy on Debian
// calls, with the same choices (numpy/linalg/umath_linalg.cpp), so that signs and orders agree.
// Matrices are column-major. Each returns LAPACK's `info`: 0 is success.
#pragma once

#include "reference/numpy/support.h"

namespace reference::numpy::lapack {

// Work space is charged to the budget.
int solve(const Budget& budget, int n, int columns, float* a, float* b);
int solve(const Budget& budget, int n, int columns, double* a, double* b);
int solve(const Budget& budget, int n, int columns, Complex* a, Complex* b);

// LU; row i was swapped with pivots[i] - 1.
int factor(int n, float* a, int* pivots);
int factor(int n, double* a, int* pivots);
int factor(int n, Complex* a, int* pivots);

// Of the lower or the upper triangle, ascending; a becomes the vectors if wanted.
int symmetric_eigen(const Budget& budget, bool vectors, bool lower, int n, float* a, float* w);
int symmetric_eigen(const Budget& budget, bool vectors, bool lower, int n, double* a, double* w);

// Pairs of complex vectors lie in v as LAPACK packs them: real parts, then imaginary parts.
int eigen(const Budget& budget, bool vectors, int n, float* a, float* real, float* imaginary,
          float* v);
int eigen(const Budget& budget, bool vectors, int n, double* a, double* real, double* imaginary,
          double* v);

// job: 'A' all of u and vt, 'S' the first min(m, n), 'N' none.
int singular_values(const Budget& budget, char job, int m, int n, float* a, float* s, float* u,
                    float* vt);
int singular_values(const Budget& budget, char job, int m, int n, double* a, double* s, double* u,
                    double* vt);

int cholesky(int n, float* a);
int cholesky(int n, double* a);

// The reflections of QR below r, and q of them: m rows, `columns` of them.
int reflections(const Budget& budget, int m, int n, float* a, float* tau);
int reflections(const Budget& budget, int m, int n, double* a, double* tau);
int orthogonal(const Budget& budget, int m, int columns, int count, float* q, const float* tau);
int orthogonal(const Budget& budget, int m, int columns, int count, double* q, const double* tau);

// b has max(m, n) rows.
int least_squares(const Budget& budget, int m, int n, int columns, float* a, float* b, float* s,
                  float rcond, int* rank);
int least_squares(const Budget& budget, int m, int n, int columns, double* a, double* b, double* s,
                  double rcond, int* rank);

}  // namespace reference::numpy::lapack
