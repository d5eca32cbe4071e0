#include "reference/network/window.h"

#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/fields.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

namespace code = grader::code;
using grader::Diagnostics;
using grader::Place;
using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

void read_padding(const YamlNode& node, Window& window, Diagnostics& diagnostics) {
  const bool is_word =
      node.is_scalar() && node.text.find_first_not_of("0123456789+-._") != std::string::npos;
  if (!is_word) {
    if (const auto padding = as_extents(node, "padding", 0, diagnostics)) window.padding = *padding;
  } else if (node.text == "same") {
    window.kind = Padding::same;
  } else if (node.text != "valid") {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("unknown `padding`: `{}`", node.text),
                      "a number, [height, width], `same` or `valid`");
  }
}

QuantityIndex named(const Quantities& q, std::string_view quantity, std::size_t axis) {
  return q.find(fmt::format("{}_{}", quantity, axes[axis]));
}

// How often the kernel fits, from input, padding, kernel, stride [, dilation].
struct Positions {
  bool dilated;

  template <typename T>
  T span(const T* x) const {
    return dilated ? x[4] * (x[2] - T(1)) + T(1) : x[2];
  }

  template <typename T>
  T operator()(const T* x, bool up) const {
    const T rest = x[0] + T(2) * x[1] - span(x);
    if (!up) return floor_divide(rest, x[3]) + T(1);
    const T n = ceil_divide(rest, x[3]) + T(1);
    return at_least((n - T(1)) * x[3], x[0] + x[1]) ? n - T(1) : n;
  }
};

// As Positions; a kernel that does not fit has none. Behind the numbers may stand a convention.
Function fitting_positions(bool dilated, Rounding rounding) {
  return [=](Inputs inputs) -> Result<Value> {
    const Positions positions{dilated};
    const std::size_t n = dilated ? 5 : 4;
    const bool up = rounding == Rounding::up ||
                    (rounding == Rounding::by_convention && is_text(*inputs[n], "ceil"));
    std::array<Exact, 5> exact;
    if (as_exact(inputs.first(n), exact)) {
      const Exact padded = exact[0] + Exact(2) * exact[1];
      const Exact span = positions.span(exact.data());
      const bool known = padded.fault().empty() && span.fault().empty();
      if (known && padded.value() < span.value()) {
        return Failure{fmt::format("a kernel of {} is larger than the padded input of {}",
                                   span.value(), padded.value())};
      }
      return value_of(positions(exact.data(), up));
    }
    std::array<double, 5> reals{};
    if (auto failure = as_reals(inputs.first(n), reals)) return *std::move(failure);
    return Value(positions(reals.data(), up));
  };
}

std::string positions_formula(bool dilated, bool up) {
  const std::string rest = dilated ? "{0} + 2 * {1} - {4} * ({2} - 1) - 1" : "{0} + 2 * {1} - {2}";
  return up ? fmt::format("ceil(({}) / {{3}}) + 1", rest) : fmt::format("({}) // {{3}} + 1", rest);
}

QuantityIndex add_side(Quantities& q, const Window& window, Rounding rounding, std::size_t axis) {
  const QuantityIndex input = q.in().side(axis);
  if (window.kind == Padding::same) {
    return q.define(axes[axis], "-(-{0} // {1})", {input, named(q, "stride", axis)},
                    counted<2>([](const auto& x) { return ceil_divide(x[0], x[1]); }),
                    window.where);
  }
  std::vector<QuantityIndex> inputs{input, named(q, "padding", axis), named(q, "kernel", axis),
                                    named(q, "stride", axis)};
  if (window.dilated()) inputs.push_back(named(q, "dilation", axis));
  const bool up = rounding == Rounding::up ||
                  (rounding == Rounding::by_convention && q.stated("pooling_rounding", "ceil"));
  if (rounding == Rounding::by_convention) inputs.push_back(q.convention("pooling_rounding"));
  return q.define(axes[axis], positions_formula(window.dilated(), up), std::move(inputs),
                  fitting_positions(window.dilated(), rounding), window.where);
}

Sliding sliding(const Quantities& q, const Extents& out, const Window& window, std::size_t axis) {
  Sliding s{};
  s.kernel = named(q, "kernel", axis);
  s.stride = named(q, "stride", axis);
  if (window.kind == Padding::number) s.padding = named(q, "padding", axis);
  if (window.dilated()) s.dilation = named(q, "dilation", axis);
  s.in = q.in().side(axis);
  s.out = out.side(axis);
  return s;
}

// input, stride, padding, kernel, dilation, output padding
Result<Value> transposed_side(Inputs inputs) {
  std::array<Exact, 6> x;
  if (!as_exact(inputs, x)) return Failure{"whole numbers are needed"};
  const Exact side = (x[0] - 1) * x[1] - Exact(2) * x[2] + x[4] * (x[3] - 1) + x[5] + 1;
  if (side.fault().empty() && side < 1) {
    return Failure{fmt::format("a padding of {} leaves nothing of an input of {}",
                               grader::to_text(*inputs[2]), grader::to_text(*inputs[0]))};
  }
  return value_of(side);
}

}  // namespace

bool Window::square(bool square_input) const {
  if (!kernel.square() || !stride.square() || !dilation.square()) return false;
  return kind == Padding::same ? square_input : padding.square();
}

Window keeping_window(std::int64_t side, std::int64_t stride, const Place& where) {
  Window window;
  window.kernel = {side, side};
  window.stride = {stride, stride};
  window.padding = {(side - 1) / 2, (side - 1) / 2};
  window.where = where;
  return window;
}

Window read_window(MapReader& reader, bool pool) {
  Window window;
  window.where = reader.node().where;
  if (const YamlNode* kernel = reader.require("kernel")) {
    window.where = kernel->where;
    if (const auto extent = as_extents(*kernel, "kernel", 1, reader.diagnostics())) {
      window.kernel = *extent;
    }
  }
  window.stride = read_extents(reader, "stride", 1, pool ? window.kernel : Extent{});
  if (const YamlNode* padding = reader.find("padding")) {
    read_padding(*padding, window, reader.diagnostics());
  }
  window.dilation = read_extents(reader, "dilation", 1, {});
  return window;
}

void add_window_givens(Quantities& q, const Window& window) {
  const auto both = [&](std::string_view quantity, const Extent& extent) {
    for (std::size_t axis = 0; axis < 2; ++axis) {
      q.given(fmt::format("{}_{}", quantity, axes[axis]), extent[axis], window.where);
    }
  };
  both("kernel", window.kernel);
  both("stride", window.stride);
  if (window.kind == Padding::number) both("padding", window.padding);
  if (window.dilated()) both("dilation", window.dilation);
}

void add_positions(Quantities& q, const Window& window, Rounding rounding) {
  q.out().height = add_side(q, window, rounding, 0);
  q.out().width = add_side(q, window, rounding, 1);
  slide_fields(q, sliding(q, q.out(), window, 0), sliding(q, q.out(), window, 1));
}

void add_transposed(Quantities& q, const Window& window, const Extent& output_padding) {
  for (std::size_t axis = 0; axis < 2; ++axis) {
    const QuantityIndex input = q.in().side(axis);
    const QuantityIndex stride = named(q, "stride", axis);
    QuantityIndex side = 0;
    if (window.kind == Padding::same) {
      side = q.define(axes[axis], "{0} x {1}", {input, stride}, product_of_all(), window.where);
    } else {
      const QuantityIndex dilation =
          window.dilated() ? named(q, "dilation", axis)
                           : q.given(fmt::format("dilation_{}", axes[axis]), 1, window.where);
      const QuantityIndex extra =
          q.given(fmt::format("output_padding_{}", axes[axis]), output_padding[axis], window.where);
      side = q.define(
          axes[axis],
          window.dilated() ? "({0} - 1) * {1} - 2 * {2} + {4} * ({3} - 1) + {5} + 1"
                           : "({0} - 1) * {1} - 2 * {2} + {3} + {5}",
          {input, stride, named(q, "padding", axis), named(q, "kernel", axis), dilation, extra},
          transposed_side, window.where);
    }
    (axis == 0 ? q.out().height : q.out().width) = side;
  }
}

}  // namespace reference::network
