// What an array says of itself, and its methods that are no functions.
#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

const NDArray& self_of(const Object& self) { return *self.array(); }

Object shape(const Rules& rules, const Object& self) {
  return snippet::make_int_tuple(rules.budget, self_of(self).shape);
}
Object strides(const Rules& rules, const Object& self) {
  return snippet::make_int_tuple(rules.budget, self_of(self).strides);
}
Object transposed(const Rules&, const Object& self) {
  return snippet::of(ndarray::transpose(self_of(self)));
}
Object dtype(const Rules&, const Object& self) {
  return {snippet::DTypeObject{self_of(self).dtype, false}};
}
Object ndim(const Rules&, const Object& self) { return snippet::of_int(self_of(self).ndim()); }
Object size(const Rules&, const Object& self) { return snippet::of_int(self_of(self).size()); }
Object itemsize(const Rules&, const Object& self) {
  return snippet::of_int(ndarray::item_size(self_of(self).dtype));
}
Object nbytes(const Rules&, const Object& self) {
  return snippet::of_int(ndarray::item_size(self_of(self).dtype) * self_of(self).size());
}

NDArray real_part(const NDArray& array) {
  if (array.dtype != DType::complex128) return array;
  NDArray part = array;
  part.dtype = DType::float64;
  return part;
}

NDArray imaginary_part(const Rules& rules, const NDArray& array) {
  NDArray part = array;
  if (array.dtype == DType::complex128) {
    part.dtype = DType::float64;
    part.offset += static_cast<std::int64_t>(sizeof(double));
    return part;
  }
  part = ndarray::make(rules.budget, array.dtype, array.shape);
  part.writeable = false;
  part.scalar = array.scalar;
  return part;
}

Object real(const Rules&, const Object& self) { return snippet::of(real_part(self_of(self))); }
Object imag(const Rules& rules, const Object& self) {
  return snippet::of(imaginary_part(rules, self_of(self)));
}
// Read only: what is assigned to it would not reach the array.
Object flat(const Rules& rules, const Object& self) {
  NDArray line = ndarray::copy(rules.budget, ravel(rules.budget, self_of(self)));
  line.writeable = false;
  return snippet::of(line);
}

// The part of an array keeps its kind; that of a number of Python's is one, too.
Object part_of(const Call& call, const NDArray& part) {
  if (call[0].array() != nullptr || is_sequence(call[0])) return snippet::of(part);
  return snippet::unboxed(snippet::of(as_scalar(part)));
}

Object real_call(Call& call) { return part_of(call, real_part(call.array(0))); }
Object imag_call(Call& call) { return part_of(call, imaginary_part(call.rules(), call.array(0))); }

Object conjugate(Call& call) {
  const NDArray array = call.array(0);
  if (array.dtype != DType::complex128) return call[0];
  return snippet::of(calculate(call.rules(), "conjugate", array));
}

Object angle(Call& call) {
  const Rules& rules = call.rules();
  const NDArray z = call.array(0);
  NDArray result = calculate(rules, "arctan2", imaginary_part(rules, z), real_part(z));
  if (call.flag(1, false)) {
    const Operand factor = number(rules, 180.0 / 3.14159265358979323846);
    result = ndarray::apply(rules, "multiply", Operand{result}, factor);
  }
  return snippet::of(as_scalar(result));
}

void check_casting(DType from, DType to, const std::string& casting) {
  bool fits = casting == "unsafe";
  if (casting == "safe") fits = ndarray::can_cast_safely(from, to);
  if (casting == "same_kind") fits = ndarray::can_cast_same_kind(from, to);
  if (casting == "no" || casting == "equiv") fits = from == to;
  if (fits) return;
  ndarray::type_error(
      "Cannot cast array data from dtype('{}') to dtype('{}') according to the rule '{}'",
      ndarray::name(from), ndarray::name(to), casting);
}

Object astype(Call& call) {
  const Budget& budget = call.budget();
  const NDArray array = call.array(0);
  const DType to = snippet::to_dtype(call[1]);
  const Order order = order_of(call, 2, Order::keep);
  check_casting(array.dtype, to, call.text(3, "unsafe"));
  const bool lies_right = order == Order::keep || order == Order::any ||
                          (order == Order::c ? array.contiguous() : column_major(array));
  if (!call.flag(5, true) && array.dtype == to && lies_right) return call[0];
  NDArray made = copy_in(budget, array, to, order);
  made.scalar = array.scalar;
  return snippet::of(made);
}

Object copy(Call& call) {
  const NDArray array = call.array(0);
  NDArray made = copy_in(call.budget(), array, array.dtype, order_of(call, 1, Order::c));
  made.scalar = array.scalar;
  return snippet::of(made);
}

Object fill(Call& call) {
  ndarray::assign(call.budget(), call.array(0), snippet::to_array(call.budget(), call[1]));
  return {};
}

// Python's number of an array without dimensions.
Object plain(NDArray array) {
  array.scalar = true;
  return snippet::unboxed(snippet::of(std::move(array)));
}

Object item(Call& call) {
  const NDArray array = call.array(0);
  std::vector<Object> index = call.rest();
  if (index.size() == 1 && index[0].items() != nullptr) {
    const std::vector<Object> items = *index[0].items();
    index = items;
  }
  NDArray one = array;
  if (index.empty()) {
    if (array.size() != 1) {
      value_error("can only convert an array of size 1 to a Python scalar");
    }
    while (one.ndim() > 0) one = ndarray::remove_axis(one, 0);
    return plain(one);
  }
  if (index.size() == 1 && array.ndim() != 1) {
    std::int64_t flat = snippet::to_index(index[0]);
    if (flat < -array.size() || flat >= array.size()) {
      ndarray::index_error("index {} is out of bounds for size {}", flat, array.size());
    }
    if (flat < 0) flat += array.size();
    for (int axis = array.ndim() - 1; axis >= 0; --axis) {
      const std::int64_t extent = array.shape[at(axis)];
      one = ndarray::pick(one, axis, flat % extent);
      flat /= extent;
    }
    return plain(one);
  }
  if (index.size() != array.shape.size()) value_error("incorrect number of indices for array");
  for (std::size_t axis = 0; axis < index.size(); ++axis) {
    const std::int64_t extent = array.shape[axis];
    const std::int64_t place = snippet::to_index(index[axis]);
    if (place < -extent || place >= extent) {
      ndarray::index_error("index {} is out of bounds for axis {} with size {}", place, axis,
                           extent);
    }
    one = ndarray::pick(one, 0, place < 0 ? place + extent : place);
  }
  return plain(one);
}

Object nested_list(const Budget& budget, const NDArray& array) {
  if (array.ndim() == 0) return plain(array);
  std::vector<Object> items;
  budget.require(array.shape[0] * static_cast<std::int64_t>(sizeof(Object)));
  items.reserve(at(array.shape[0]));
  for (std::int64_t i = 0; i < array.shape[0]; ++i) {
    items.push_back(nested_list(budget, ndarray::pick(array, 0, i)));
  }
  return snippet::make_list(budget, std::move(items));
}

Object tolist(Call& call) {
  const NDArray array = call.array(0);
  call.budget().work(array.size(), 200);
  call.budget().require(array.size() * static_cast<std::int64_t>(sizeof(Object)));
  return nested_list(call.budget(), array);
}

Object view(Call& call) {
  refuse(call, 2, "type");
  NDArray array = call.array(0);
  if (!call.given(1)) return snippet::of(array);
  const DType to = snippet::to_dtype(call[1]);
  if (to == DType::boolean && array.dtype != to) {
    ndarray::not_supported("ndarray.view", "of bytes as bool");
  }
  const std::int64_t old_size = ndarray::item_size(array.dtype);
  const std::int64_t new_size = ndarray::item_size(to);
  array.dtype = to;
  if (old_size == new_size) return snippet::of(array);
  if (array.ndim() == 0) {
    value_error("Changing the dtype of a 0d array is only supported if the itemsize is unchanged");
  }
  std::int64_t& extent = array.shape.back();
  if (extent != 1 && array.size() != 0 && array.strides.back() != old_size) {
    value_error("To change to a dtype of a different size, the last axis must be contiguous");
  }
  if (extent * old_size % new_size != 0) {
    value_error(
        "When changing to a larger dtype, its size must be a divisor of the total size in bytes of "
        "the last axis of the array.");
  }
  extent = extent * old_size / new_size;
  array.strides.back() = new_size;
  return snippet::of(array);
}

constexpr Builtin methods[] = {
    {"ndarray.astype", "self, dtype, order=, casting=, subok=, copy=", astype},
    {"ndarray.copy", "self, order=", copy},
    {"ndarray.conj", "self", conjugate},
    {"ndarray.conjugate", "self", conjugate},
    {"ndarray.fill", "self, value", fill},
    {"ndarray.item", "self, *args", item},
    {"ndarray.tolist", "self", tolist},
    {"ndarray.view", "self, dtype=, type=", view},
    {"ndarray.conj", "self", conjugate},
    {"ndarray.conjugate", "self", conjugate},
    {"np.real", "val", real_call},
    {"np.imag", "val", imag_call},
    {"np.angle", "z, deg=", angle},
};

constexpr Property attributes[] = {
    {"ndarray.shape", shape},       {"ndarray.strides", strides}, {"ndarray.T", transposed},
    {"ndarray.dtype", dtype},       {"ndarray.ndim", ndim},       {"ndarray.size", size},
    {"ndarray.itemsize", itemsize}, {"ndarray.nbytes", nbytes},   {"ndarray.real", real},
    {"ndarray.imag", imag},         {"ndarray.flat", flat},
};

}  // namespace

std::span<const Builtin> array_methods() { return methods; }
std::span<const Property> array_attributes() { return attributes; }

}  // namespace reference::numpy
