// Einstein's sums: np.einsum.
#include <algorithm>
#include <array>

#include "reference/numpy/families.h"
#include "reference/numpy/support.h"

namespace reference::numpy {
namespace {

using ndarray::Half;
using ndarray::value_error;

// A letter, or beyond them the axes that an ellipsis stands for, counted from the last.
using Label = int;
constexpr Label first_of_ellipsis = 256;
using Labels = std::vector<Label>;

struct Subscripts {
  std::vector<Labels> operands;
  Labels output;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The labels of one term. `ndim` is that of its operand; of the output (none) the ellipsis stands
// for `broadcast` axes.
Labels read_term(std::string_view term, std::optional<int> ndim, int broadcast, int operand) {
  Labels labels;
  const std::size_t ellipsis = term.find("...");
  const auto letters = static_cast<int>(std::count_if(term.begin(), term.end(), is_letter));
  if (ndim && letters > *ndim) {
    value_error("einstein sum subscripts string contains too many subscripts for operand {}",
                operand);
  }
  if (ndim && ellipsis == std::string_view::npos && letters < *ndim) {
    value_error(
        "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis "
        "provided to broadcast the extra dimensions.");
  }
  for (std::size_t i = 0; i < term.size(); ++i) {
    if (i == ellipsis) {
      const int axes = ndim ? *ndim - letters : broadcast;
      for (int k = axes; k > 0; --k) labels.push_back(first_of_ellipsis + k);
      i += 2;
    } else if (is_letter(term[i])) {
      labels.push_back(term[i]);
    } else if (term[i] == '.') {
      value_error(
          "einstein sum subscripts string contains a '.' that is not part of an ellipsis "
          "('...') in operand {}",
          operand);
    } else {
      value_error(
          "invalid subscript '{}' in einstein sum subscripts string, subscripts must be "
          "letters",
          term[i]);
    }
  }
  return labels;
}

// Without an arrow: what the ellipses stand for, then the letters that occur once, sorted.
Labels implicit_output(const std::vector<Labels>& operands) {
  Labels all;
  for (const Labels& one : operands) all.insert(all.end(), one.begin(), one.end());
  Labels output;
  for (const Label label : all) {
    const bool broadcast = label >= first_of_ellipsis;
    const bool known = std::find(output.begin(), output.end(), label) != output.end();
    if (!known && (broadcast || std::count(all.begin(), all.end(), label) == 1)) {
      output.push_back(label);
    }
  }
  std::sort(output.begin(), output.end(), [](Label a, Label b) {
    const bool x = a >= first_of_ellipsis;
    const bool y = b >= first_of_ellipsis;
    if (x != y) return x;
    return x ? a > b : a < b;
  });
  return output;
}

Subscripts read_subscripts(std::string text, const std::vector<NDArray>& arrays) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  const std::size_t arrow = text.find("->");
  std::string_view inputs = std::string_view(text).substr(0, arrow);
  Subscripts subscripts;
  int broadcast = 0;
  for (std::size_t k = 0;; ++k) {
    const std::size_t comma = inputs.find(',');
    if (k >= arrays.size()) {
      value_error("more operands expected in einstein sum subscripts string than provided");
    }
    subscripts.operands.push_back(
        read_term(inputs.substr(0, comma), arrays[k].ndim(), 0, static_cast<int>(k)));
    for (const Label label : subscripts.operands.back()) {
      broadcast = std::max(broadcast, label - first_of_ellipsis);
    }
    if (comma == std::string_view::npos) break;
    inputs.remove_prefix(comma + 1);
  }
  if (subscripts.operands.size() < arrays.size()) {
    value_error(
        "more operands provided to einstein sum function than specified in the subscripts "
        "string");
  }
  if (arrow == std::string::npos) {
    subscripts.output = implicit_output(subscripts.operands);
    return subscripts;
  }
  subscripts.output =
      read_term(std::string_view(text).substr(arrow + 2), std::nullopt, broadcast, -1);
  return subscripts;
}

// All labels, those of the output first, and the extent of each.
struct Plan {
  Labels labels;
  Extents shape;
  std::size_t outputs = 0;
};

Plan make_plan(const Subscripts& subscripts, const std::vector<NDArray>& arrays) {
  Plan plan;
  for (const Label label : subscripts.output) {
    if (std::find(plan.labels.begin(), plan.labels.end(), label) != plan.labels.end()) {
      value_error("einstein sum subscripts string includes output subscript '{}' multiple times",
                  static_cast<char>(label));
    }
    plan.labels.push_back(label);
  }
  plan.outputs = plan.labels.size();
  plan.shape.assign(plan.outputs, -1);
  for (std::size_t k = 0; k < arrays.size(); ++k) {
    for (std::size_t axis = 0; axis < subscripts.operands[k].size(); ++axis) {
      const Label label = subscripts.operands[k][axis];
      const std::int64_t extent = arrays[k].shape[axis];
      const auto found = std::find(plan.labels.begin(), plan.labels.end(), label);
      if (found == plan.labels.end()) {
        plan.labels.push_back(label);
        plan.shape.push_back(extent);
        continue;
      }
      std::int64_t& known = plan.shape[at(found - plan.labels.begin())];
      if (known == -1 || known == 1) {
        known = extent;
      } else if (extent != 1 && extent != known) {
        value_error(
            "operands could not be broadcast together with remapped shapes "
            "[original->remapped]: sizes {} and {} of one subscript",
            known, extent);
      }
    }
  }
  for (std::size_t i = 0; i < plan.outputs; ++i) {
    if (plan.shape[i] != -1) continue;
    value_error(
        "einstein sum subscripts string included output subscript '{}' which never "
        "appeared in an input",
        static_cast<char>(plan.labels[i]));
  }
  if (plan.labels.size() > ndarray::max_dimensions) {
    value_error("too many subscripts in einsum");
  }
  return plan;
}

// The operand seen with all axes of the plan; a label that it has twice is its diagonal.
NDArray seen_as(const NDArray& array, const Labels& labels, const Plan& plan) {
  NDArray view = array;
  view.scalar = false;
  view.shape = plan.shape;
  view.strides.assign(plan.shape.size(), 0);
  for (std::size_t axis = 0; axis < labels.size(); ++axis) {
    const auto found = std::find(plan.labels.begin(), plan.labels.end(), labels[axis]);
    if (array.shape[axis] != 1)
      view.strides[at(found - plan.labels.begin())] += array.strides[axis];
  }
  return view;
}

void charge(const Budget& budget, const Plan& plan, std::size_t operands) {
  double count = 1;
  for (const std::int64_t extent : plan.shape) count *= static_cast<double>(extent);
  if (count > 1e15) return budget.work(std::int64_t{1} << 60, 1);
  budget.work(static_cast<std::int64_t>(count), 2 + 2 * static_cast<double>(operands));
}

template <typename T>
T product(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) {
    return a && b;
  } else if constexpr (std::is_same_v<T, Complex>) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
  } else {
    return a * b;
  }
}

template <typename T>
T sum(T a, T b) {
  if constexpr (std::is_same_v<T, bool>) {
    return a || b;
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
  } else {
    return a + b;
  }
}

// result += the product of the operands, all seen with the same axes.
template <typename T>
void accumulate(const NDArray& result, const std::vector<NDArray>& operands) {
  using Wide = std::conditional_t<std::is_same_v<T, Half>, float, T>;
  const std::size_t axes = result.shape.size();
  const std::size_t outer = axes == 0 ? 0 : axes - 1;
  const std::int64_t count = axes == 0 ? 1 : result.shape.back();
  for (const std::int64_t extent : result.shape) {
    if (extent == 0) return;
  }
  const auto inner = [&](const NDArray& array) { return axes == 0 ? 0 : array.strides.back(); };
  std::vector<const std::byte*> places;
  for (const NDArray& operand : operands) places.push_back(operand.data());
  std::byte* out = result.data();
  Extents index(outer, 0);
  for (;;) {
    const bool sums = inner(result) == 0;
    Wide total = static_cast<Wide>(ndarray::load<T>(out));
    for (std::int64_t i = 0; i < count; ++i) {
      Wide value = static_cast<Wide>(ndarray::load<T>(places[0] + i * inner(operands[0])));
      for (std::size_t k = 1; k < operands.size(); ++k) {
        value = product<Wide>(
            value, static_cast<Wide>(ndarray::load<T>(places[k] + i * inner(operands[k]))));
      }
      if (sums) {
        total = sum<Wide>(total, value);
      } else {
        std::byte* one = out + i * inner(result);
        ndarray::store(one,
                       static_cast<T>(sum<Wide>(static_cast<Wide>(ndarray::load<T>(one)), value)));
      }
    }
    if (sums) ndarray::store(out, static_cast<T>(total));
    std::size_t axis = outer;
    for (; axis > 0; --axis) {
      const std::size_t a = axis - 1;
      const bool wraps = ++index[a] == result.shape[a];
      const std::int64_t steps = wraps ? 1 - result.shape[a] : 1;
      out += steps * result.strides[a];
      for (std::size_t k = 0; k < operands.size(); ++k) places[k] += steps * operands[k].strides[a];
      if (!wraps) break;
      index[a] = 0;
    }
    if (axis == 0) return;
  }
}

Object einsum(Call& call) {
  const Budget& budget = call.budget();
  for (std::size_t i = 0; i < 4; ++i) {
    constexpr std::string_view names[] = {"out", "order", "casting", "dtype"};
    refuse(call, i, names[i]);
  }
  const auto& rest = call.rest();
  if (rest.empty())
    value_error(
        "must specify the einstein sum subscripts string and at least one "
        "operand, or at least one operand and its corresponding subscripts "
        "list");
  if (rest[0].text() == nullptr) ndarray::not_supported("np.einsum", "with lists of subscripts");
  std::vector<NDArray> arrays;
  for (std::size_t i = 1; i < rest.size(); ++i) {
    arrays.push_back(snippet::to_array(budget, rest[i]));
  }
  if (arrays.empty())
    value_error("must provide at least an operand and a subscripts list to einsum");
  if (rest[0].text()->size() > 4096)
    ndarray::limit_exceeded("subscripts of more than 4096 letters");
  snippet::require_ascii(*rest[0].text());
  const Subscripts subscripts = read_subscripts(*rest[0].text(), arrays);
  const Plan plan = make_plan(subscripts, arrays);
  if (arrays.size() == 1 && plan.labels.size() == plan.outputs) {
    return snippet::of(as_scalar(seen_as(arrays[0], subscripts.operands[0], plan)));
  }
  DType common = arrays[0].dtype;
  for (const NDArray& array : arrays) common = ndarray::promote(common, array.dtype);
  const Extents shape(plan.shape.begin(),
                      plan.shape.begin() + static_cast<std::ptrdiff_t>(plan.outputs));
  charge(budget, plan, arrays.size());
  const NDArray result = ndarray::make(budget, common, shape);
  NDArray target = result;
  target.shape = plan.shape;
  target.strides.resize(plan.shape.size(), 0);
  for (std::size_t k = 0; k < arrays.size(); ++k) {
    arrays[k] = seen_as(ndarray::as_type(budget, arrays[k], common), subscripts.operands[k], plan);
  }
  ndarray::visit_dtype(common, [&](auto type) { accumulate<decltype(type)>(target, arrays); });
  return snippet::of(as_scalar(result));
}

constexpr Builtin functions[] = {
    {"np.einsum", "*operands, out=, order=, casting=, dtype=, optimize=", einsum},
};

}  // namespace

std::span<const Builtin> einsum_functions() { return functions; }

}  // namespace reference::numpy
