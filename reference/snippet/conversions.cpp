#include "reference/snippet/conversions.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "reference/ndarray/raised.h"
#include "reference/snippet/builtin.h"

namespace reference::snippet {
namespace {

using ndarray::index_error;
using ndarray::type_error;
using ndarray::value_error;

bool is_integer_scalar(const NDArray& array) {
  return array.ndim() == 0 && ndarray::is_integer(array.dtype);
}

// int(), of what may become a NumPy integer: checks what cannot.
std::int64_t whole(double value) {
  if (std::isnan(value)) value_error("cannot convert float NaN to integer");
  if (std::isinf(value)) {
    ndarray::raise("OverflowError", "cannot convert float infinity to integer");
  }
  if (std::fabs(value) >= 0x1p63) {
    ndarray::raise("OverflowError", "Python int too large to convert to C long");
  }
  return static_cast<std::int64_t>(value);
}

NDArray python_number(const Budget& budget, const Object& object) {
  if (const auto* value = object.get<bool>()) return make_scalar(budget, *value);
  if (const auto* value = object.get<std::int64_t>()) return make_scalar(budget, *value);
  if (const auto* value = object.get<LargeInt>()) return make_scalar(budget, value->value);
  if (const auto* value = object.get<double>()) return make_scalar(budget, *value);
  return make_scalar(budget, *object.get<Complex>());
}

bool is_python_number(const Object& object) {
  return object.get<bool>() != nullptr || object.get<std::int64_t>() != nullptr ||
         object.get<LargeInt>() != nullptr || object.get<double>() != nullptr ||
         object.get<Complex>() != nullptr;
}

// Python's own numbers (and float64, which is a float) into whole numbers go through int().
NDArray number_as(const Budget& budget, const NDArray& scalar, DType dtype) {
  const bool to_whole = ndarray::is_integer(dtype);
  if (scalar.dtype == DType::complex128 && dtype != DType::complex128 && dtype != DType::boolean) {
    type_error("{}() argument must be a string{} or a real number, not 'complex'",
               to_whole ? "int" : "float", to_whole ? ", a bytes-like object" : "");
  }
  if (to_whole && scalar.dtype == DType::float64) {
    return cast(budget, make_scalar(budget, whole(to_double(scalar))), dtype);
  }
  return cast(budget, scalar, dtype);
}

NDArray python_number_as(const Budget& budget, const Object& object, DType dtype) {
  if (object.get<LargeInt>() != nullptr && ndarray::is_integer(dtype) && dtype != DType::uint64) {
    ndarray::raise("OverflowError", "Python int too large to convert to C long");
  }
  return number_as(budget, python_number(budget, object), dtype);
}

// What an array of nested lists looks like before it is made.
class Nested {
 public:
  Nested(const Budget& budget, const Object& object) : budget_(budget) { discover(object, 0); }

  NDArray make(std::optional<DType> wanted) const {
    NDArray array =
        ndarray::make(budget_, wanted.value_or(dtype_.value_or(DType::float64)), shape_);
    return array;
  }
  const Extents& shape() const { return shape_; }

 private:
  void extent(std::size_t depth, std::int64_t count) {
    if (depth >= ndarray::max_dimensions) {
      value_error(
          "setting an array element with a sequence. The requested array would exceed the maximum "
          "number of dimension of {}.",
          ndarray::max_dimensions);
    }
    if (!fixed_ && depth == shape_.size()) {
      shape_.push_back(count);
    } else if (depth >= shape_.size() || shape_[depth] != count) {
      ragged(depth);
    }
  }

  [[noreturn]] void ragged(std::size_t depth) const {
    Extents detected(shape_.begin(),
                     shape_.begin() + static_cast<std::ptrdiff_t>(std::min(depth, shape_.size())));
    value_error(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape "
        "after {} dimensions. The detected shape was {} + inhomogeneous part.",
        detected.size(), ndarray::shape_text(detected));
  }

  void leaf(std::size_t depth, DType dtype) {
    if (depth != shape_.size()) ragged(depth);
    fixed_ = true;
    dtype_ = dtype_ ? ndarray::promote(*dtype_, dtype) : dtype;
  }

  void discover(const Object& object, std::size_t depth) {
    if (const NDArray* array = object.array()) {
      for (const std::int64_t count : array->shape) extent(depth++, count);
      return leaf(depth, array->dtype);
    }
    if (is_python_number(object)) return leaf(depth, python_number_type(object));
    const std::vector<Object>* items = object.items();
    std::vector<Object> of_range;
    if (object.get<Range>() != nullptr) {
      of_range = to_items(budget_, object);
      items = &of_range;
    }
    if (items == nullptr) {
      ndarray::not_supported(fmt::format("{}", type_name(object)), "as an element of an array");
    }
    budget_.work(static_cast<std::int64_t>(items->size()), 20);
    extent(depth, static_cast<std::int64_t>(items->size()));
    if (items->empty()) fixed_ = true;
    for (const Object& item : *items) discover(item, depth + 1);
  }

  static DType python_number_type(const Object& object) {
    if (object.get<bool>() != nullptr) return DType::boolean;
    if (object.get<std::int64_t>() != nullptr) return DType::int64;
    if (object.get<LargeInt>() != nullptr) return DType::uint64;
    return object.get<double>() != nullptr ? DType::float64 : DType::complex128;
  }

  const Budget& budget_;
  Extents shape_;
  bool fixed_ = false;  // a leaf was seen: no more dimensions
  std::optional<DType> dtype_;
};

// Stores the leaves of `object`, in order, from `at` on.
void fill(const Budget& budget, const Object& object, const NDArray& target, std::byte*& at) {
  const std::int64_t item = ndarray::item_size(target.dtype);
  if (const NDArray* array = object.array()) {
    const NDArray converted = ndarray::as_contiguous(
        budget, array->scalar ? number_as(budget, *array, target.dtype)
                              : ndarray::as_type(budget, *array, target.dtype));
    const std::int64_t bytes = converted.size() * item;
    if (bytes > 0) std::memcpy(at, converted.data(), static_cast<std::size_t>(bytes));
    at += bytes;
    return;
  }
  if (const auto* number = object.get<std::int64_t>(); number && target.dtype == DType::int64) {
    ndarray::store(at, *number);
    at += item;
    return;
  }
  if (const auto* number = object.get<double>(); number && target.dtype == DType::float64) {
    ndarray::store(at, *number);
    at += item;
    return;
  }
  if (is_python_number(object)) {
    const NDArray converted = python_number_as(budget, object, target.dtype);
    std::memcpy(at, converted.data(), static_cast<std::size_t>(item));
    at += item;
    return;
  }
  if (object.get<Range>() != nullptr) {
    for (const Object& one : to_items(budget, object)) fill(budget, one, target, at);
    return;
  }
  for (const Object& one : *object.items()) fill(budget, one, target, at);
}

std::optional<std::int64_t> slice_bound(const Object& bound) {
  if (bound.is_none()) return std::nullopt;
  if (bound.get<LargeInt>() != nullptr) return std::numeric_limits<std::int64_t>::max();
  if (bound.get<std::int64_t>() == nullptr && bound.get<bool>() == nullptr &&
      (bound.array() == nullptr || !is_integer_scalar(*bound.array()))) {
    type_error("slice indices must be integers or None or have an __index__ method");
  }
  return to_index(bound);
}

ndarray::Index to_one_index(const Budget& budget, const Object& object) {
  if (object.is_none()) return ndarray::NewAxisIndex{};
  if (object.get<Ellipsis>() != nullptr) return ndarray::EllipsisIndex{};
  if (const auto* slice = object.get<Slice>()) return to_slice(*slice->bounds);
  if (const auto* number = object.get<std::int64_t>()) return *number;
  if (object.get<LargeInt>() != nullptr) {
    index_error("cannot fit 'int' into an index-sized integer");
  }
  if (object.get<bool>() != nullptr) return to_array(budget, object);
  if (const NDArray* array = object.array()) {
    if (is_integer_scalar(*array)) return to_index(object);
    return *array;
  }
  if (const auto* items = object.items()) {
    if (items->empty()) return ndarray::make(budget, DType::int64, {0});
    return to_array(budget, object);
  }
  index_error(
      "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or "
      "boolean arrays are valid indices");
}

}  // namespace

NDArray to_array(const Budget& budget, const Object& object, std::optional<DType> dtype) {
  if (const NDArray* array = object.array()) {
    return dtype ? ndarray::as_type(budget, *array, *dtype) : *array;
  }
  if (is_python_number(object)) {
    NDArray array =
        dtype ? python_number_as(budget, object, *dtype) : python_number(budget, object);
    array.scalar = false;
    return array;
  }
  if (object.text() != nullptr || object.is_none() || object.get<Dictionary>() != nullptr) {
    ndarray::not_supported(type_name(object), "as an array");
  }
  const Nested nested(budget, object);
  NDArray array = nested.make(dtype);
  std::byte* at = array.data();
  fill(budget, object, array, at);
  return array;
}

ndarray::Operand to_operand(const Budget& budget, const Object& object) {
  const bool weak = is_python_number(object) && object.get<bool>() == nullptr;
  return {to_array(budget, object), weak};
}

std::int64_t to_index(const Object& object) {
  if (object.get<LargeInt>() != nullptr) {
    ndarray::not_supported("int", "beyond 64 bits");
  }
  if (const auto* number = object.get<std::int64_t>()) return *number;
  if (const auto* number = object.get<bool>()) return *number ? 1 : 0;
  if (const NDArray* array = object.array()) {
    if (array->dtype == DType::uint64 && array->ndim() == 0 &&
        ndarray::load<std::uint64_t>(array->data()) >> 63U != 0) {
      ndarray::not_supported("int", "beyond 64 bits");
    }
    if (is_integer_scalar(*array)) return ndarray::to_int64(*array);
    if (!array->scalar) type_error("only integer scalar arrays can be converted to a scalar index");
  }
  type_error("'{}' object cannot be interpreted as an integer", type_name(object));
}

double to_real(const Object& object) {
  if (const auto* number = object.get<double>()) return *number;
  if (const auto* number = object.get<std::int64_t>()) return static_cast<double>(*number);
  if (const auto* number = object.get<LargeInt>()) return static_cast<double>(number->value);
  if (const auto* number = object.get<bool>()) return *number ? 1 : 0;
  if (const NDArray* array = object.array()) {
    if (array->size() != 1) type_error("only size-1 arrays can be converted to Python scalars");
    if (array->dtype == DType::complex128) {
      type_error("can't convert complex to float");
    }
    return ndarray::to_double(*array);
  }
  if (object.get<Complex>() != nullptr) {
    type_error("float() argument must be a string or a real number, not 'complex'");
  }
  type_error("float() argument must be a string or a real number, not '{}'", type_name(object));
}

void require_ascii(const std::string& text) {
  const bool ascii = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii) ndarray::not_supported("str", "with letters beyond ASCII here");
}

bool to_truth(const Object& object) {
  if (object.is_none()) return false;
  if (object.get<LargeInt>() != nullptr) return true;
  if (const auto* value = object.get<bool>()) return *value;
  if (const auto* value = object.get<std::int64_t>()) return *value != 0;
  if (const auto* value = object.get<double>()) return *value != 0;
  if (const auto* value = object.get<Complex>()) return *value != Complex{};
  if (const std::string* text = object.text()) return !text->empty();
  if (const auto* items = object.items()) return !items->empty();
  if (const auto* range = object.get<Range>()) return range->size() > 0;
  if (const NDArray* array = object.array()) {
    if (array->size() == 0) return false;
    if (array->size() > 1) {
      value_error(
          "The truth value of an array with more than one element is ambiguous. Use a.any() or "
          "a.all()");
    }
    return ndarray::to_bool(*array);
  }
  return true;
}

namespace {

// What NumPy has besides.
bool is_other_dtype(std::string_view name) {
  constexpr std::string_view others[] = {
      "complex64", "csingle",     "c8",         "F",          "float128", "longdouble",
      "g",         "object",      "O",          "str",        "U",        "bytes",
      "S",         "clongdouble", "complex256", "G",          "void",     "V",
      "f16",       "c32",         "object_",    "datetime64", "M8",       "timedelta64"};
  return std::find(std::begin(others), std::end(others), name) != std::end(others);
}

}  // namespace

DType to_dtype(const Object& object) {
  if (const auto* dtype = object.get<DTypeObject>()) return dtype->dtype;
  std::optional<DType> found;
  if (const std::string* text = object.text()) {
    found = ndarray::dtype_named(*text);
    if (!found && is_other_dtype(*text)) ndarray::not_supported(*text, "as a data type");
    if (!found) type_error("data type '{}' not understood", *text);
  } else if (const auto* builtin = object.get<const Builtin*>()) {
    const std::string_view name = (*builtin)->name;
    if (name == "int" || name == "float" || name == "bool" || name == "complex") {
      found = ndarray::dtype_named(name);
    }
  } else if (object.is_none()) {
    found = DType::float64;
  } else if (const auto* number = object.get<std::int64_t>()) {
    type_error("Cannot interpret '{}' as a data type", *number);
  }
  if (!found) {
    ndarray::not_supported(fmt::format("{}", type_name(object)), "as a data type");
  }
  return *found;
}

namespace {

std::function<void(const Take&)> refusal(std::string_view type) {
  return [type](const Take&) { ndarray::not_supported(type, "once a part of it was used"); };
}

}  // namespace

void for_each(const Budget& budget, const Object& object, const std::function<bool(Object)>& take) {
  if (const auto* items = object.items()) {
    // Lists may grow on the way, and whoever holds this one may let go of it.
    const Object keep = object;  // NOLINT(performance-unnecessary-copy-initialization)
    for (std::size_t i = 0; i < items->size(); ++i) {
      budget.step();
      if (!take((*items)[i])) return;
    }
  } else if (const auto* range = object.get<Range>()) {
    const std::int64_t count = range->size();
    for (std::int64_t i = 0; i < count; ++i) {
      budget.step();
      if (!take(of_int(range->start + i * range->step))) return;
    }
  } else if (const NDArray* array = object.array()) {
    if (array->ndim() == 0) {
      if (array->scalar) type_error("'{}' object is not iterable", type_name(object));
      type_error("iteration over a 0-d array");
    }
    const NDArray keep = *array;
    for (std::int64_t i = 0; i < keep.shape[0]; ++i) {
      budget.step();
      if (!take(of(ndarray::get_item(budget, keep, {i})))) return;
    }
  } else if (const std::string* text = object.text()) {
    require_ascii(*text);
    charge_text(budget, static_cast<std::int64_t>(text->size()));
    for (const char c : std::string(*text)) {
      budget.step();
      if (!take(of(std::string(1, c)))) return;
    }
  } else if (const auto* iterator = object.get<Iterator>()) {
    // It cannot go on where it stopped: until all was taken, nobody may take from it again.
    const auto kept = iterator->each;
    const auto each = std::exchange(*kept, refusal(iterator->type));
    bool whole = true;
    if (each) {
      each([&](Object item) {
        budget.step();
        return whole = take(std::move(item));
      });
    }
    if (whole) *kept = nullptr;
  } else if (const auto* dictionary = object.get<Dictionary>()) {
    for (const auto& entry : *dictionary->entries) {
      if (!take(of(entry.first))) return;
    }
  } else {
    type_error("'{}' object is not iterable", type_name(object));
  }
}

std::vector<Object> to_items(const Budget& budget, const Object& object) {
  std::vector<Object> items;
  std::unique_ptr<const Budget::Lease> lease;
  std::size_t held = 0;
  std::size_t charged = 0;
  for_each(budget, object, [&](Object item) {
    held += bytes_of(item);
    if (items.size() == items.capacity()) {
      const std::size_t room = items.size() + items.size() / 2 + 16;
      budget.require(static_cast<std::int64_t>(room * sizeof(Object)));
      items.reserve(room);
    }
    const std::size_t needed = held + (items.capacity() - items.size()) * sizeof(Object);
    if (needed > charged) {
      charged = needed + held / 2;
      lease.reset();
      lease = budget.lease(static_cast<std::int64_t>(charged));
    }
    items.push_back(std::move(item));
    return true;
  });
  return items;
}

ndarray::SliceIndex to_slice(const SliceBounds& bounds) {
  return {slice_bound(bounds.start), slice_bound(bounds.stop), slice_bound(bounds.step)};
}

std::vector<ndarray::Index> to_index_list(const Budget& budget, const Object& object) {
  std::vector<ndarray::Index> list;
  if (const auto* tuple = object.get<Tuple>()) {
    for (const Object& item : tuple->sequence->items()) {
      list.push_back(to_one_index(budget, item));
    }
  } else {
    list.push_back(to_one_index(budget, object));
  }
  return list;
}

Object unboxed(const Object& object) {
  const NDArray* array = object.array();
  if (array == nullptr) return object;
  if (array->size() != 1) value_error("can only convert an array of size 1 to a Python scalar");
  switch (ndarray::kind(array->dtype)) {
    case ndarray::DKind::boolean:
      return of_bool(ndarray::to_bool(*array));
    case ndarray::DKind::real:
      return of_float(ndarray::to_double(*array));
    case ndarray::DKind::complex:
      return {ndarray::to_complex(*array)};
    default:
      break;
  }
  if (array->dtype == DType::uint64)
    return of_unsigned(ndarray::load<std::uint64_t>(array->data()));
  return of_int(ndarray::to_int64(*array));
}

}  // namespace reference::snippet
