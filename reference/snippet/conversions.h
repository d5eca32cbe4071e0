// Between Python's objects and arrays and numbers, as np.asarray, int(), float(), bool() convert.
#pragma once

#include "reference/ndarray/ufunc.h"
#include "reference/snippet/object.h"

namespace reference::snippet {

// np.asarray(object, dtype): arrays as they are (if the type fits), numbers as 0-d arrays, lists
// and tuples nested to 32 levels. Throws ValueError for ragged ones ("setting an array element with
// a sequence. The requested array has an inhomogeneous shape after 1 dimensions. ..."), TypeError
// for what is no number.
NDArray to_array(const Budget& budget, const Object& object,
                 std::optional<DType> dtype = std::nullopt);
// The same for an operand of a ufunc, which tells Python's numbers from NumPy's.
ndarray::Operand to_operand(const Budget& budget, const Object& object);

// operator.index(): ints, bools and NumPy integers. Throws TypeError ("'float' object cannot be
// interpreted as an integer").
std::int64_t to_index(const Object& object);
// float(): numbers and arrays of one element.
double to_real(const Object& object);
// Texts are handled by bytes: others than those of ASCII are not supported.
void require_ascii(const std::string& text);

// bool(): throws ValueError for arrays of several elements ("The truth value of an array with more
// than one element is ambiguous. Use a.any() or a.all()").
bool to_truth(const Object& object);
// np.dtype(object): a dtype, np.uint8, `int`, `float`, `bool`, "uint8".
DType to_dtype(const Object& object);

// Goes over what can be iterated: lists, tuples, ranges, arrays (by their first axis), strings,
// iterators; `take` returns false to stop, after which an iterator cannot be used again. Throws
// TypeError ("'int' object is not iterable").
void for_each(const Budget& budget, const Object& object, const std::function<bool(Object)>& take);
std::vector<Object> to_items(const Budget& budget, const Object& object);

// Throws TypeError ("slice indices must be integers or None or have an __index__ method").
ndarray::SliceIndex to_slice(const SliceBounds& bounds);

// An index as Python's subscript gives it: one object, or a tuple of them.
std::vector<ndarray::Index> to_index_list(const Budget& budget, const Object& object);

Object unboxed(
    const Object& object);  // NumPy scalar -> Python's bool, int, float, complex (.item())

}  // namespace reference::snippet
