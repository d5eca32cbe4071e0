#include "reference/numpy/numpy.h"

#include "reference/numpy/families.h"

namespace reference::numpy {

snippet::Library library() {
  snippet::Library library;
  library.functions = {
      creation_functions(),  range_functions(),    matrix_functions(),  dtype_functions(),
      array_methods(),       shape_functions(),    joining_functions(), padding_functions(),
      element_functions(),   sorting_functions(),  set_functions(),     quantile_functions(),
      histogram_functions(), signal_functions(),   product_functions(), einsum_functions(),
      linalg_functions(),    fft_functions(),      ufunc_functions(),   reduction_functions(),
      nan_functions(),       rounding_functions(), choosing_functions()};
  library.properties = {dtype_properties(), array_attributes()};
  library.known = {known_names()};
  return library;
}

}  // namespace reference::numpy
