// Multi-head attention (Vaswani et al., "Attention is all you need", 2017): queries, keys, values
// and the output are each a fully connected layer of d x d, d being the features; the heads share
// them out. The products of queries with keys and of weights with values take 2 x length^2 x d
// multiply-accumulates besides.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

// features, heads
Result<Value> features_of_head(Inputs inputs) {
  const auto* features = std::get_if<Count>(inputs[0]);
  const auto* heads = std::get_if<Count>(inputs[1]);
  if (features != nullptr && heads != nullptr && *heads > 0 && *features % *heads != 0) {
    return Failure{fmt::format("{} heads do not divide {} features", *heads, *features)};
  }
  return counted<2>([](const auto& x) { return floor_divide(x[0], x[1]); })(inputs);
}

// weights, length, features
Result<Value> attention_macs(Inputs inputs) {
  return counted<3>([](const auto& x) { return x[0] * x[1] + 2 * x[1] * x[1] * x[2]; })(inputs);
}

class Attention final : public Layer {
 public:
  Attention(std::int64_t heads, Bias bias) : heads_(heads), bias_(bias) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    q.keep_shape();
    const QuantityIndex features = *q.in().features;
    const QuantityIndex heads = q.given("heads", heads_);
    q.define("head_features", "{0} // {1}", {features, heads}, features_of_head);
    q.define("weights", "4 x {0} x {0}", {features},
             counted<1>([](const auto& x) { return 4 * x[0] * x[0]; }));
    const QuantityIndex units = q.define("bias_units", "4 x {0}", {features},
                                         counted<1>([](const auto& x) { return 4 * x[0]; }));
    q.biases(bias_, units);
    q.parameters(q.biased(bias_));
    macs(q, features);
  }

 private:
  static void macs(Quantities& q, QuantityIndex features) {
    const bool counted_too = q.stated("bias_operations", "counted");
    q.define(
        "macs",
        counted_too ? "({0} + {3}) x {1} + 2 x {1} x {1} x {2}" : "{0} x {1} + 2 x {1} x {1} x {2}",
        {q.find("weights"), *q.in().length, features, q.find("biases"),
         q.convention("bias_operations")},
        [](Inputs inputs) -> Result<Value> {
          if (!is_text(*inputs[4], "counted")) return attention_macs(inputs.first(3));
          const Value* const both[] = {inputs[0], inputs[3]};
          const Result<Value> each = network::sum(both);
          if (!each) return each.error();
          const Value* const rest[] = {&*each, inputs[1], inputs[2]};
          return attention_macs(rest);
        });
  }

  std::int64_t heads_;
  Bias bias_;
};

void read_attention(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t heads = read_positive(reader, "heads").value_or(1);
  const Bias bias = read_bias(reader);
  reader.finish();
  builder.expect(start.input, {Layout::sequence}, kind, settings.where);
  builder.add(start, std::make_shared<Attention>(heads, bias), Layout::sequence);
}

constexpr LayerKind table[] = {{"multi_head_attention", read_attention}};

}  // namespace

std::span<const LayerKind> attention_layers() { return table; }

}  // namespace reference::network
