#include "reference/network/fields.h"

#include <algorithm>

#include "reference/network/arithmetic.h"
#include "reference/steps/indexing.h"

namespace reference::network {
namespace {

using grader::Inputs;

constexpr std::string_view size_name = "receptive_field";

// Adds the field of the next axis.
void add_field(Quantities& q, QuantityIndex size, QuantityIndex jump, QuantityIndex start) {
  Extents& out = q.out();
  out.fields.push_back({size, jump, start});
  if (out.fields.size() < 2) return;
  q.define(size_name, "[{0}, {1}]", {out.fields[0].size, out.fields[1].size}, steps::make_list);
}

// Size from size(x), kernel, jump(x) [, dilation].
Function sizes(bool dilated) {
  if (!dilated) return counted<3>([](const auto& x) { return x[0] + (x[1] - 1) * x[2]; });
  return counted<4>([](const auto& x) { return x[0] + x[3] * (x[1] - 1) * x[2]; });
}

double real(const Value& value) {
  double number = 0;
  const Value* const one[] = {&value};
  as_reals(one, {&number, 1});
  return number;
}

// Start from start(x), kernel, padding, jump(x) [, dilation].
Result<Value> start_of_padded(Inputs inputs) {
  double x[5] = {0, 0, 0, 0, 1};
  if (auto failure = as_reals(inputs, x)) return *std::move(failure);
  return Value(x[0] + (x[4] * (x[1] - 1) / 2 - x[2]) * x[3]);
}

// The same with as many zeros as it takes for `out` positions: start(x), kernel, jump(x), stride,
// in, out [, dilation]. Of an odd number one more stands behind.
Result<Value> start_of_same(Inputs inputs) {
  double x[7] = {0, 0, 0, 0, 0, 0, 1};
  if (auto failure = as_reals(inputs, x)) return *std::move(failure);
  const double span = x[6] * (x[1] - 1) + 1;
  const double zeros = std::max(0.0, (x[5] - 1) * x[3] + span - x[4]);
  return Value(x[0] + ((span - 1) / 2 - std::floor(zeros / 2)) * x[2]);
}

QuantityIndex start_of(Quantities& q, const std::string& name, const Field& x, const Sliding& s,
                       QuantityIndex stride) {
  if (s.padding) {
    std::vector<QuantityIndex> inputs{x.start, s.kernel, *s.padding, x.jump};
    if (s.dilation) inputs.push_back(*s.dilation);
    return q.define(name,
                    s.dilation ? "{0} + ({4} * ({1} - 1) / 2 - {2}) * {3}"
                               : "{0} + (({1} - 1) / 2 - {2}) * {3}",
                    std::move(inputs), start_of_padded);
  }
  std::vector<QuantityIndex> inputs{x.start, s.kernel, x.jump, stride, s.in, s.out};
  if (s.dilation) inputs.push_back(*s.dilation);
  return q.define(name, "{0} + (({1} - 1) / 2 - max(({5} - 1) * {3} + {1} - {4}, 0) // 2) * {2}",
                  std::move(inputs), start_of_same);
}

void slide_field(Quantities& q, const Sliding& s, std::size_t axis) {
  const Field x = q.in().fields[axis];
  const std::string suffix = field_suffix(q, axis);
  std::vector<QuantityIndex> inputs{x.size, s.kernel, x.jump};
  if (s.dilation) inputs.push_back(*s.dilation);
  const QuantityIndex size =
      q.define(std::string(size_name) + suffix,
               s.dilation ? "{0} + {3} * ({1} - 1) * {2}" : "{0} + ({1} - 1) * {2}",
               std::move(inputs), sizes(s.dilation.has_value()));
  const QuantityIndex jump =
      s.stride ? q.product("jump" + suffix, {x.jump, *s.stride}) : q.alias("jump" + suffix, x.jump);
  const QuantityIndex start = start_of(q, "start" + suffix, x, s, s.stride.value_or(x.jump));
  add_field(q, size, jump, start);
}

// From sizes of n nodes, then their starts: the edges of what they see together.
struct Edges {
  double low;
  double high;
};
Edges edges_of(Inputs inputs) {
  const std::size_t n = inputs.size() / 2;
  Edges edges{INFINITY, -INFINITY};
  for (std::size_t i = 0; i < n; ++i) {
    const double half = real(*inputs[i]) / 2;
    const double centre = real(*inputs[n + i]);
    edges.low = std::min(edges.low, centre - half);
    edges.high = std::max(edges.high, centre + half);
  }
  return edges;
}

Result<Value> joined_size(Inputs inputs) {
  const Edges edges = edges_of(inputs);
  const double size = edges.high - edges.low;
  if (size == std::floor(size) && std::abs(size) < steps::max_exact) {
    return Value(static_cast<Count>(size));
  }
  return Value(size);
}

Result<Value> joined_start(Inputs inputs) {
  const Edges edges = edges_of(inputs);
  return Value((edges.low + edges.high) / 2);
}

// The largest of the inputs.
Result<Value> largest(Inputs inputs) {
  const Value* best = inputs[0];
  for (const Value* input : inputs) {
    if (real(*input) > real(*best)) best = input;
  }
  return *best;
}

// "max({0}, {1}, ..)" of n inputs.
std::string largest_of(std::size_t n) {
  std::string text = "max(";
  for (std::size_t i = 0; i < n; ++i) text += (i > 0 ? ", {" : "{") + std::to_string(i) + "}";
  return text + ")";
}

// `edges`: the sizes of the nodes, then their starts. The working shows the largest size, which it
// is where one node sees all that the others see, as is usual.
QuantityIndex joined_size_of(Quantities& q, const std::string& name,
                             const std::vector<QuantityIndex>& edges) {
  const std::size_t n = edges.size() / 2;
  const std::vector<QuantityIndex> sizes(edges.begin(),
                                         edges.begin() + static_cast<std::ptrdiff_t>(n));
  return q.define(name, largest_of(n), sizes, largest,
                  grader::Shortcut{edges[n], edges, joined_size});
}

}  // namespace

std::string field_suffix(const Quantities& quantities, std::size_t axis) {
  return quantities.square() ? "" : "_" + std::string(axes[axis]);
}

void start_fields(Quantities& q) {
  for (std::size_t axis = 0; axis < (q.square() ? 1 : 2); ++axis) {
    const std::string suffix = field_suffix(q, axis);
    const QuantityIndex size = q.given(std::string(size_name) + suffix, 1);
    const QuantityIndex jump = q.given("jump" + suffix, 1);
    const QuantityIndex start =
        q.define("start" + suffix, "0.5", {}, [](Inputs) -> Result<Value> { return Value(0.5); });
    add_field(q, size, jump, start);
  }
}

void slide_fields(Quantities& q, const Sliding& height, const Sliding& width) {
  const std::size_t n = q.in().fields.size();
  if (n > 0) slide_field(q, height, 0);
  if (n > 1) slide_field(q, width, 1);
}

void whole_fields(Quantities& q) {
  for (std::size_t axis = 0; axis < q.in().fields.size(); ++axis) {
    const Field x = q.in().fields[axis];
    const QuantityIndex side = q.in().side(axis);
    const std::string suffix = field_suffix(q, axis);
    const QuantityIndex size = q.define(std::string(size_name) + suffix, "{0} + ({1} - 1) * {2}",
                                        {x.size, side, x.jump}, sizes(false));
    const QuantityIndex jump = q.product("jump" + suffix, {x.jump, side});
    const QuantityIndex start =
        q.define("start" + suffix, "{0} + ({1} - 1) / 2 * {2}", {x.start, side, x.jump},
                 [](Inputs inputs) -> Result<Value> {
                   double v[3] = {};
                   if (auto failure = as_reals(inputs, v)) return *std::move(failure);
                   return Value(v[0] + (v[1] - 1) / 2 * v[2]);
                 });
    add_field(q, size, jump, start);
  }
}

void join_fields(Quantities& q) {
  std::size_t n = q.in().fields.size();
  for (std::size_t i = 0; i < q.input_count(); ++i) n = std::min(n, q.in(i).fields.size());
  for (std::size_t axis = 0; axis < n; ++axis) {
    std::vector<QuantityIndex> edges, jumps;
    for (std::size_t i = 0; i < q.input_count(); ++i) edges.push_back(q.in(i).fields[axis].size);
    for (std::size_t i = 0; i < q.input_count(); ++i) {
      edges.push_back(q.in(i).fields[axis].start);
      jumps.push_back(q.in(i).fields[axis].jump);
    }
    const std::string suffix = field_suffix(q, axis);
    const QuantityIndex size = joined_size_of(q, std::string(size_name) + suffix, edges);
    const QuantityIndex jump = q.define("jump" + suffix, "{0}", std::move(jumps), common_value);
    const QuantityIndex start =
        q.define("start" + suffix, "{" + std::to_string(q.input_count()) + "}", std::move(edges),
                 joined_start);
    add_field(q, size, jump, start);
  }
}

}  // namespace reference::network
