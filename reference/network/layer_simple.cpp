// Layers without weights that keep the shape or only rearrange it.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

class Activation final : public Layer {
 public:
  bool in_place() const override { return true; }
  void add(Quantities& q) const override { q.keep_shape(); }
};

class Flatten final : public Layer {
 public:
  bool in_place() const override { return true; }
  void add(Quantities& q) const override {
    const Extents& x = q.in();
    if (x.channels) {
      q.out().features = q.product("features", {*x.channels, *x.height, *x.width});
    } else if (x.length) {
      q.out().features = q.product("features", {*x.length, *x.features});
    } else {
      q.set_features(*x.features);
    }
  }
};

// Repeats or interpolates rows and columns. The receptive field ends here.
class Upsample final : public Layer {
 public:
  explicit Upsample(const Extent& factor) : factor_(factor) {}
  void add(Quantities& q) const override {
    q.set_channels(*q.in().channels);
    for (std::size_t axis = 0; axis < 2; ++axis) {
      const QuantityIndex factor = q.given(fmt::format("factor_{}", axes[axis]), factor_[axis]);
      (axis == 0 ? q.out().height : q.out().width) =
          q.product(axes[axis], {q.in().side(axis), factor});
    }
  }

 private:
  Extent factor_;
};

void read_activation(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  reader.finish();
  add_activation(builder, start);
}

void read_dropout(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  if (const YamlNode* node = reader.find("rate")) {
    const auto rate = as_number(*node, "rate", builder.diagnostics());
    if (rate && (*rate < 0 || *rate >= 1)) {
      builder.diagnostics().error(grader::code::bad_value, node->where,
                                  "`rate` should be at least 0 and below 1");
    }
  }
  reader.finish();
  add_activation(builder, start);
}

void read_flatten(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  reader.finish();
  builder.add(start, std::make_shared<Flatten>(), Layout::features);
}

void read_upsample(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const Extent factor =
      reader.require("factor") == nullptr ? Extent{} : read_extents(reader, "factor", 1, Extent{});
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);
  builder.add(start, std::make_shared<Upsample>(factor), Layout::image,
              builder.node(start.input).channels);
}

constexpr LayerKind activation_table[] = {
    {"relu", read_activation},     {"leaky_relu", read_activation}, {"relu6", read_activation},
    {"elu", read_activation},      {"gelu", read_activation},       {"swish", read_activation},
    {"sigmoid", read_activation},  {"tanh", read_activation},       {"softmax", read_activation},
    {"identity", read_activation}, {"lrn", read_activation},        {"dropout", read_dropout},
};

constexpr LayerKind reshaping_table[] = {
    {"flatten", read_flatten},
    {"upsample", read_upsample},
};

}  // namespace

std::size_t add_activation(Builder& builder, const Start& start) {
  const Node& input = builder.node(start.input);
  return builder.add(start, std::make_shared<Activation>(), input.layout, input.channels);
}

std::span<const LayerKind> activations() { return activation_table; }
std::span<const LayerKind> reshapings() { return reshaping_table; }

}  // namespace reference::network
