// Convolutions: ordinary, grouped, depthwise, transposed.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

// kernel height, kernel width, in_channels, out_channels, groups
Result<Value> grouped_weights(Inputs inputs) {
  const auto* in = std::get_if<Count>(inputs[2]);
  const auto* out = std::get_if<Count>(inputs[3]);
  const auto* groups = std::get_if<Count>(inputs[4]);
  const bool whole = in != nullptr && out != nullptr && groups != nullptr;
  if (whole && *groups == 0) return Failure{"division by zero"};
  if (whole && (*in % *groups != 0 || *out % *groups != 0)) {
    const bool by_input = *in % *groups != 0;
    return Failure{fmt::format("{} groups do not divide {} {}", *groups, by_input ? *in : *out,
                               by_input ? "channels of the input" : "filters")};
  }
  const Value* const channel[] = {inputs[2], inputs[4]};
  const Result<Value> fan_in =
      counted<2>([](const auto& x) { return floor_divide(x[0], x[1]); })(channel);
  if (!fan_in) return fan_in.error();
  const Value* const factors[] = {inputs[0], inputs[1], &*fan_in, inputs[3]};
  return product(factors);
}

class ConvLayer final : public Layer {
 public:
  explicit ConvLayer(Conv conv) : conv_(std::move(conv)) {}

  bool has_weights() const override { return true; }
  bool square(bool square_input) const override {
    return conv_.transposed || conv_.window.square(square_input);
  }

  void add(Quantities& q) const override {
    const QuantityIndex in = q.alias("in_channels", *q.in().channels);
    const QuantityIndex out = out_channels(q, in);
    add_window_givens(q, conv_.window);
    q.set_channels(out);
    if (conv_.transposed) {
      add_transposed(q, conv_.window, conv_.output_padding);
    } else {
      add_positions(q, conv_.window, Rounding::down);
    }
    weights(q, in, out);
    q.biases(conv_.bias, out);
    q.parameters(q.biased(conv_.bias));
    const Extents& positions = conv_.transposed ? q.in() : q.out();
    q.macs({*positions.height, *positions.width});
  }

 private:
  QuantityIndex out_channels(Quantities& q, QuantityIndex in) const {
    if (!conv_.multiplier) return q.given("out_channels", conv_.out);
    return q.product("out_channels", {in, q.given("multiplier", *conv_.multiplier)});
  }

  void weights(Quantities& q, QuantityIndex in, QuantityIndex out) const {
    const QuantityIndex height = q.find("kernel_height");
    const QuantityIndex width = q.find("kernel_width");
    if (!conv_.multiplier && conv_.groups == 1) {
      q.product("weights", {height, width, in, out});
      return;
    }
    const QuantityIndex groups =
        conv_.multiplier ? q.alias("groups", in) : q.given("groups", conv_.groups);
    q.define("weights", "{0} x {1} x ({2} / {4}) x {3}", {height, width, in, out, groups},
             grouped_weights);
  }

  Conv conv_;
};

void read_depthwise(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  Conv conv;
  conv.multiplier = read_positive(reader, "multiplier", 1);
  conv.window = read_window(reader, false);
  conv.bias = read_bias(reader);
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);
  add_conv(builder, start, conv);
}

void read_conv(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  Conv conv;
  conv.out = read_positive(reader, "out_channels").value_or(1);
  conv.window = read_window(reader, false);
  conv.groups = read_positive(reader, "groups", 1);
  conv.bias = read_bias(reader);
  conv.transposed = reader.boolean("transposed", false).value_or(false);
  const YamlNode* extra = reader.find("output_padding");
  conv.output_padding = read_extents(reader, "output_padding", 0, {0, 0});
  if (extra != nullptr && (!conv.transposed || conv.window.kind == Padding::same)) {
    builder.diagnostics().error(grader::code::bad_value, extra->where,
                                conv.transposed
                                    ? "with `padding: same` there is no `output_padding`"
                                    : "only a transposed convolution has an `output_padding`");
  }
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);
  add_conv(builder, start, conv);
}

constexpr LayerKind table[] = {{"conv", read_conv}, {"depthwise_conv", read_depthwise}};

}  // namespace

std::size_t add_conv(Builder& builder, const Start& start, const Conv& conv) {
  std::int64_t channels = conv.out;
  if (conv.multiplier &&
      __builtin_mul_overflow(builder.node(start.input).channels, *conv.multiplier, &channels)) {
    channels = 0;
  }
  return builder.add(start, std::make_shared<ConvLayer>(conv), Layout::image, channels);
}

std::span<const LayerKind> convolutions() { return table; }

}  // namespace reference::network
