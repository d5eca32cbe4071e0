// The families of NumPy's functions: a file each, a table each.
#pragma once

#include <span>

#include "reference/snippet/builtin.h"

namespace reference::numpy {

using snippet::Builtin;
using snippet::Constant;
using snippet::Property;

std::span<const Builtin> creation_functions();
std::span<const Builtin> range_functions();      // arange, linspace, meshgrid, ..
std::span<const Builtin> matrix_functions();     // eye, diag, tril, ..
std::span<const Builtin> dtype_functions();      // dtype, iinfo, result_type, ..
std::span<const Property> dtype_properties();    // np.uint8, np.pi, np.iinfo(uint8).max
std::span<const Builtin> array_methods();        // ndarray.astype, ..
std::span<const Property> array_attributes();    // ndarray.shape, ..
std::span<const Builtin> shape_functions();      // reshape, transpose, flip, ..
std::span<const Builtin> joining_functions();    // concatenate, split, tile, append, ..
std::span<const Builtin> padding_functions();    // pad
std::span<const Builtin> element_functions();    // take, put, nonzero, searchsorted, ..
std::span<const Builtin> sorting_functions();    // sort, argsort, lexsort, ..
std::span<const Builtin> set_functions();        // unique, isin, ..
std::span<const Builtin> quantile_functions();   // median, percentile, ..
std::span<const Builtin> histogram_functions();  // histogram, bincount, cov, ..
std::span<const Builtin> signal_functions();     // convolve, gradient, interp, ..
std::span<const Builtin> product_functions();    // dot, matmul, kron, ..
std::span<const Builtin> einsum_functions();
std::span<const Builtin> linalg_functions();
std::span<const Builtin> fft_functions();
std::span<const Builtin> ufunc_functions();       // add, sqrt, add.reduce, ..
std::span<const Builtin> reduction_functions();   // sum, mean, ndarray.sum, ..
std::span<const Builtin> nan_functions();         // nansum, nanmean, average, ..
std::span<const Builtin> rounding_functions();    // round, clip, nan_to_num, ..
std::span<const Builtin> choosing_functions();    // where, isclose, argmax, diff, ..
std::span<const std::string_view> known_names();  // what NumPy has, supported or not

}  // namespace reference::numpy
