// Matrices: products, systems, decompositions, transforms of points and frequencies.
#include <algorithm>
#include <opencv2/core.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/call.h"
#include "reference/opencv/cost.h"

namespace reference::opencv {
namespace {

double longer_side(const cv::Mat& mat) { return std::max(mat.rows, mat.cols); }
double shorter_side(const cv::Mat& mat) { return std::min(mat.rows, mat.cols); }

Object transform(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat matrix = a.image(1);
  Output dst = a.output(2);
  a.work(elements(src) * (matrix.rows + 1), 4);
  cv::transform(src, dst.mat, matrix);
  return a.result(dst);
}

Object perspective_transform(Arguments& a) {
  const cv::Mat src = a.mat(0);
  const cv::Mat matrix = a.image(1);
  Output dst = a.output(2);
  a.work(elements(src) * (matrix.rows + 1), 8);
  cv::perspectiveTransform(src, dst.mat, matrix);
  return a.result(dst);
}

Object gemm(Arguments& a) {
  const cv::Mat src1 = a.image(0);
  const cv::Mat src2 = a.image(1);
  const double alpha = a.real(2);
  const cv::Mat src3 = a.mat(3);
  const double beta = a.real(4);
  Output dst = a.output(5);
  a.work(elements(src1) * longer_side(src2) * src2.channels(), 1.5);
  cv::gemm(src1, src2, alpha, src3, beta, dst.mat, a.integer(6));
  return a.result(dst);
}

Object mul_transposed(Arguments& a) {
  const cv::Mat src = a.image(0);
  const bool first = a.flag(1);
  Output dst = a.output(2);
  const cv::Mat delta = a.mat(3);
  a.work(elements(src) * (first ? src.cols : src.rows), 1.5);
  cv::mulTransposed(src, dst.mat, first, delta, a.real(4, 1), a.integer(5, -1));
  return a.result(dst);
}

using Fourier = void (*)(cv::InputArray, cv::OutputArray, int, int);

template <Fourier f>
Object fourier(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dst = a.output(1);
  charge_transform(a, src);
  f(src, dst.mat, a.integer(2), a.integer(3));
  return a.result(dst);
}

using Cosine = void (*)(cv::InputArray, cv::OutputArray, int);

template <Cosine f>
Object cosine(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dst = a.output(1);
  charge_transform(a, src);
  f(src, dst.mat, a.integer(2));
  return a.result(dst);
}

using Spectrums = void (*)(cv::InputArray, cv::InputArray, cv::OutputArray, int, bool);

template <Spectrums f>
Object spectrums(Arguments& a) {
  const cv::Mat first = a.image(0);
  const cv::Mat second = a.image(1);
  const int flags = a.integer(2);
  Output product = a.output(3);
  a.work(elements(first), 6);
  f(first, second, product.mat, flags, a.flag(4));
  return a.result(product);
}

Object get_optimal_dft_size(Arguments& a) {
  return snippet::of_int(cv::getOptimalDFTSize(a.integer(0)));
}

// Singular values: rotations until they are small.
constexpr double nanoseconds_per_rotation = 40;

// Of a system or an inverse; the slower methods decompose.
void charge_solving(const Arguments& a, const cv::Mat& src, int method) {
  const bool decomposes = method != cv::DECOMP_LU && method != cv::DECOMP_CHOLESKY;
  a.memory(elements(src) * 64);
  a.work(elements(src) * shorter_side(src), decomposes ? nanoseconds_per_rotation : 2);
}

Object invert(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output dst = a.output(1);
  const int flags = a.integer(2, cv::DECOMP_LU);
  charge_solving(a, src, flags);
  const double condition = cv::invert(src, dst.mat, flags);
  return a.tuple({snippet::of_float(condition), a.result(dst)});
}

Object solve(Arguments& a) {
  const cv::Mat src1 = a.image(0);
  const cv::Mat src2 = a.image(1);
  Output dst = a.output(2);
  const int flags = a.integer(3, cv::DECOMP_LU);
  charge_solving(a, src1, flags);
  a.work(elements(src1) * src2.cols, 4);
  if ((flags & ~cv::DECOMP_NORMAL) == cv::DECOMP_EIG && src1.rows != src1.cols) {
    ndarray::not_supported("cv2.DECOMP_EIG", "of a matrix that is not square");
  }
  const bool solved = cv::solve(src1, src2, dst.mat, flags);
  return a.tuple({snippet::of_bool(solved), a.result(dst)});
}

Object eigen(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output values = a.output(1);
  Output vectors = a.output(2);
  charge_cubic(a, longer_side(src), nanoseconds_per_rotation);
  const bool found = cv::eigen(src, values.mat, vectors.mat);
  return a.tuple({snippet::of_bool(found), a.result(values), a.result(vectors)});
}

Object eigen_non_symmetric(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output values = a.output(1);
  Output vectors = a.output(2);
  charge_cubic(a, longer_side(src), 100);
  cv::eigenNonSymmetric(src, values.mat, vectors.mat);
  return a.tuple({a.result(values), a.result(vectors)});
}

Object determinant(Arguments& a) {
  const cv::Mat src = a.image(0);
  charge_cubic(a, longer_side(src), 2);
  return snippet::of_float(cv::determinant(src));
}

Object trace(Arguments& a) { return a.tuple(cv::trace(a.plane(0))); }

Object sv_decomp(Arguments& a) {
  const cv::Mat src = a.image(0);
  Output w = a.output(1);
  Output u = a.output(2);
  Output vt = a.output(3);
  a.work(elements(src) * longer_side(src), nanoseconds_per_rotation);
  cv::SVDecomp(src, w.mat, u.mat, vt.mat, a.integer(4));
  return a.tuple({a.result(w), a.result(u), a.result(vt)});
}

void charge_components(const Arguments& a, const cv::Mat& data) {
  a.work(elements(data) * shorter_side(data), nanoseconds_per_rotation);
  a.work(shorter_side(data) * elements(data), 4);
}

Object pca_compute(Arguments& a) {
  const cv::Mat data = a.image(0);
  Output mean = a.output(1);
  Output vectors = a.output(2);
  charge_components(a, data);
  cv::PCACompute(data, mean.mat, vectors.mat, a.integer(3));
  return a.tuple({a.result(mean), a.result(vectors)});
}

Object pca_compute2(Arguments& a) {
  const cv::Mat data = a.image(0);
  Output mean = a.output(1);
  Output vectors = a.output(2);
  Output values = a.output(3);
  charge_components(a, data);
  cv::PCACompute(data, mean.mat, vectors.mat, values.mat, a.integer(4));
  return a.tuple({a.result(mean), a.result(vectors), a.result(values)});
}

using Project = void (*)(cv::InputArray, cv::InputArray, cv::InputArray, cv::OutputArray);

template <Project f>
Object project(Arguments& a) {
  const cv::Mat data = a.image(0);
  const cv::Mat mean = a.image(1);
  const cv::Mat vectors = a.image(2);
  Output result = a.output(3);
  a.work(elements(data) * longer_side(vectors), 2);
  f(data, mean, vectors, result.mat);
  return a.result(result);
}

Object calc_covar_matrix(Arguments& a) {
  const cv::Mat samples = a.image(0);
  Output mean = a.output(1);
  const int flags = a.integer(2);
  Output covariance = a.output(3);
  a.work(elements(samples) * longer_side(samples), 2);
  cv::calcCovarMatrix(samples, covariance.mat, mean.mat, flags, a.integer(4, CV_64F));
  return a.tuple({a.result(covariance), a.result(mean)});
}

Object mahalanobis(Arguments& a) {
  const cv::Mat v1 = a.image(0);
  const cv::Mat v2 = a.image(1);
  const cv::Mat inverse = a.image(2);
  a.memory(elements(v1) * 8);
  a.work(elements(inverse), 4);
  return snippet::of_float(cv::Mahalanobis(v1, v2, inverse));
}

Object set_identity(Arguments& a) {
  Output matrix = a.output(0);
  a.work(elements(matrix.mat), 2);
  cv::setIdentity(matrix.mat, a.scalar(1, cv::Scalar(1)));
  return a.result(matrix);
}

Object complete_symm(Arguments& a) {
  Output matrix = a.output(0);
  a.work(elements(matrix.mat), 4);
  cv::completeSymm(matrix.mat, a.flag(1));
  return a.result(matrix);
}

constexpr snippet::Builtin table[] = {
    {"cv2.Mahalanobis", "v1, v2, icovar", call<mahalanobis>},
    {"cv2.PCABackProject", "data, mean, eigenvectors, result=", call<project<cv::PCABackProject>>},
    {"cv2.PCACompute", "data, mean, eigenvectors=, maxComponents=", call<pca_compute>},
    {"cv2.PCACompute2",
     "data, mean, eigenvectors=, eigenvalues=, maxComponents=", call<pca_compute2>},
    {"cv2.PCAProject", "data, mean, eigenvectors, result=", call<project<cv::PCAProject>>},
    {"cv2.SVDecomp", "src, w=, u=, vt=, flags=", call<sv_decomp>},
    {"cv2.calcCovarMatrix", "samples, mean, flags, covar=, ctype=", call<calc_covar_matrix>},
    {"cv2.completeSymm", "m, lowerToUpper=", call<complete_symm>},
    {"cv2.dct", "src, dst=, flags=", call<cosine<cv::dct>>},
    {"cv2.determinant", "mtx", call<determinant>},
    {"cv2.dft", "src, dst=, flags=, nonzeroRows=", call<fourier<cv::dft>>},

    {"cv2.eigen", "src, eigenvalues=, eigenvectors=", call<eigen>},
    {"cv2.eigenNonSymmetric", "src, eigenvalues=, eigenvectors=", call<eigen_non_symmetric>},
    {"cv2.gemm", "src1, src2, alpha, src3, beta, dst=, flags=", call<gemm>},
    {"cv2.getOptimalDFTSize", "vecsize", call<get_optimal_dft_size, Kind::of_numbers>},
    {"cv2.idct", "src, dst=, flags=", call<cosine<cv::idct>>},
    {"cv2.idft", "src, dst=, flags=, nonzeroRows=", call<fourier<cv::idft>>},
    {"cv2.invert", "src, dst=, flags=", call<invert>},
    {"cv2.mulSpectrums", "a, b, flags, c=, conjB=", call<spectrums<cv::mulSpectrums>>},
    {"cv2.mulTransposed", "src, aTa, dst=, delta=, scale=, dtype=", call<mul_transposed>},
    {"cv2.perspectiveTransform", "src, m, dst=", call<perspective_transform>},
    {"cv2.setIdentity", "mtx, s=", call<set_identity>},
    {"cv2.solve", "src1, src2, dst=, flags=", call<solve>},
    {"cv2.trace", "mtx", call<trace>},
    {"cv2.transform", "src, m, dst=", call<transform>},
};

}  // namespace

std::span<const snippet::Builtin> linear() { return table; }

}  // namespace reference::opencv
