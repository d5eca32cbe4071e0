// np.add, np.sqrt, .. and np.add.reduce, .accumulate, .outer, .at: one table, made from the names
// of the ufuncs.
#include <deque>
#include <string>

#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::UfuncOptions;
using ndarray::value_error;

// The ufunc of "np.add" or "np.add.reduce".
const ndarray::Ufunc& ufunc_of(const Call& call) {
  const std::string_view name = call.name().substr(3);
  return *ndarray::find_ufunc(name.substr(0, name.find('.')));
}

NDArray output_array(const Object& object) {
  const NDArray* array = object.array();
  if (array == nullptr || array->scalar) {
    ndarray::type_error("return arrays must be of ArrayType");
  }
  return *array;
}

// `out=` of a ufunc: an array, or a tuple of as many as there are outputs.
void read_out(const Object& object, int outputs, UfuncOptions& options) {
  if (object.is_none()) return;
  options.out.resize(at(outputs));
  const std::vector<Object>* items = object.items();
  if (items == nullptr) {
    if (outputs != 1) ndarray::type_error("'out' must be a tuple of arrays");
    options.out[0] = output_array(object);
    return;
  }
  if (static_cast<int>(items->size()) != outputs) {
    value_error("The 'out' tuple must have exactly one entry per ufunc output");
  }
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (!(*items)[i].is_none()) options.out[i] = output_array((*items)[i]);
  }
}

void read_casting(const Call& call, std::size_t i, UfuncOptions& options) {
  const std::string casting = call.text(i, "same_kind");
  options.unsafe_casting = casting == "unsafe";
  if (casting == "same_kind" || casting == "unsafe") return;
  if (casting == "no" || casting == "equiv" || casting == "safe") {
    ndarray::not_supported("casting=" + casting);
  }
  value_error("casting must be one of 'no', 'equiv', 'safe', 'same_kind', or 'unsafe' (got '{}')",
              casting);
}

std::optional<NDArray> mask_of(const Call& call, std::size_t i) {
  if (!call.passed(i)) return std::nullopt;
  const auto* flag = call[i].get<bool>();
  if (flag != nullptr && *flag) return std::nullopt;
  return call.array(i);
}

Object results(const Call& call, std::vector<NDArray> outputs) {
  if (outputs.size() == 1) return snippet::of(std::move(outputs[0]));
  return tuple_of(call.budget(), std::move(outputs));
}

// "x1, x2, /, out=, *, where=, casting=, order=, dtype=, subok=".
Object call_ufunc(Call& call) {
  const ndarray::Ufunc& ufunc = ufunc_of(call);
  const auto inputs = at(ndarray::inputs_of(ufunc));
  const int outputs = ndarray::outputs_of(ufunc);
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < inputs; ++i) {
    operands.push_back(snippet::to_operand(call.budget(), call[i]));
  }
  UfuncOptions options;
  std::size_t next = inputs;
  if (outputs > 1) {
    for (int i = 0; i < outputs; ++i, ++next) {
      if (!call.given(next)) continue;
      options.out.resize(at(outputs));
      options.out[at(i)] = output_array(call[next]);
    }
  }
  read_out(call[next], outputs, options);
  options.where = mask_of(call, next + 1);
  read_casting(call, next + 2, options);
  const std::string order = call.text(next + 3, "K");
  options.dtype = call.dtype(next + 4);
  std::vector<NDArray> made = ndarray::apply(call.rules(), ufunc, operands, options);
  if (order != "K" && order != "A" && options.out.empty()) {
    if (order != "C") ndarray::not_supported("order=" + order);
    for (NDArray& array : made) array = ndarray::as_contiguous(call.budget(), array);
  }
  return results(call, std::move(made));
}

// "array, axis=, dtype=, out=, keepdims=, initial=, where=".
Object call_reduce(Call& call) {
  const NDArray array = call.array(0);
  Extents axes;
  if (!call.passed(1)) {
    if (array.ndim() == 0) ndarray::type_error("cannot reduce on a scalar");
    axes = {0};
  } else {
    axes = call.axes(1, array.ndim());
  }
  ndarray::ReduceOptions options;
  options.dtype = call.dtype(2);
  if (call.given(3)) options.out = output_array(call[3]);
  options.keepdims = call.flag(4, false);
  if (call.given(5)) options.initial = snippet::to_operand(call.budget(), call[5]);
  options.where = mask_of(call, 6);
  return snippet::of(ndarray::reduce(call.rules(), ufunc_of(call), array, axes, options));
}

// "array, axis=, dtype=, out=".
Object call_accumulate(Call& call) {
  const NDArray array = call.array(0);
  const int axis =
      array.ndim() == 0 ? 0 : ndarray::normalize_axis(call.integer(1, 0), array.ndim());
  const NDArray result =
      ndarray::accumulate(call.rules(), ufunc_of(call), array, axis, call.dtype(2));
  if (!call.given(3)) return snippet::of(result);
  const NDArray out = output_array(call[3]);
  ndarray::assign(call.budget(), out, result);
  return snippet::of(out);
}

// "A, B, /, *, out=, where=, casting=, dtype=".
Object call_outer(Call& call) {
  const ndarray::Ufunc& ufunc = ufunc_of(call);
  UfuncOptions options;
  read_out(call[2], ndarray::outputs_of(ufunc), options);
  options.where = mask_of(call, 3);
  read_casting(call, 4, options);
  options.dtype = call.dtype(5);
  return results(call,
                 ndarray::outer(call.rules(), ufunc, snippet::to_operand(call.budget(), call[0]),
                                snippet::to_operand(call.budget(), call[1]), options));
}

// "a, indices, b=, /".
Object call_at(Call& call) {
  const NDArray* array = call[0].array();
  if (array == nullptr || array->scalar) {
    ndarray::type_error("first operand must be array");
  }
  std::optional<Operand> value;
  if (call.passed(2)) value = snippet::to_operand(call.budget(), call[2]);
  ndarray::apply_at(call.rules(), ufunc_of(call), *array,
                    snippet::to_index_list(call.budget(), call[1]), value);
  return {};
}

constexpr std::string_view unary_parameters =
    "x, /, out=, *, where=, casting=, order=, dtype=, subok=";
constexpr std::string_view binary_parameters =
    "x1, x2, /, out=, *, where=, casting=, order=, dtype=, subok=";
constexpr std::string_view unary_pair_parameters =
    "x, out1=, out2=, /, *, out=, where=, casting=, order=, dtype=, subok=";
constexpr std::string_view binary_pair_parameters =
    "x1, x2, out1=, out2=, /, *, out=, where=, casting=, order=, dtype=, subok=";

struct Table {
  std::deque<std::string> names;  // keeps its elements where they are
  std::vector<Builtin> functions;

  Table() {
    for (const std::string_view name : ndarray::ufunc_names()) add(name);
  }

  void add(std::string_view name) {
    const ndarray::Ufunc& ufunc = *ndarray::find_ufunc(name);
    const bool pair = ndarray::outputs_of(ufunc) == 2;
    const int inputs = ndarray::inputs_of(ufunc);
    if (inputs > 2) return;  // np.clip has its own parameters
    const std::string whole = "np." + std::string(name);
    if (inputs == 1) {
      function(whole, pair ? unary_pair_parameters : unary_parameters, call_ufunc);
    } else {
      function(whole, pair ? binary_pair_parameters : binary_parameters, call_ufunc);
    }
    function(whole + ".reduce",
             "array, axis=, dtype=, out=, keepdims=, initial=, where=", call_reduce);
    function(whole + ".accumulate", "array, axis=, dtype=, out=", call_accumulate);
    function(whole + ".outer", "A, B, /, *, out=, where=, casting=, dtype=", call_outer);
    function(whole + ".at", "a, indices, b=, /", call_at);
  }

  void function(std::string name, std::string_view parameters, Object (*call)(Call&)) {
    names.push_back(std::move(name));
    functions.push_back({names.back(), parameters, call});
  }
};

}  // namespace

std::span<const Builtin> ufunc_functions() {
  static const Table table;
  return table.functions;
}

}  // namespace reference::numpy
