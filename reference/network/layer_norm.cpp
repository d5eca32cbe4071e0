// Normalisation: a scale and a shift for each channel or feature (Ioffe and Szegedy 2015; Ba et al.
// 2016; Wu and He 2018). Batch norm keeps a running mean and variance besides, which are not
// trained.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

struct Affine {
  bool scale = true;
  bool shift = true;
};

void add_affine(Quantities& q, const Affine& affine, QuantityIndex depth) {
  affine.scale ? q.alias("weights", depth) : q.given("weights", 0);
  affine.shift ? q.alias("biases", depth) : q.given("biases", 0);
}

class BatchNorm final : public Layer {
 public:
  explicit BatchNorm(Affine affine) : affine_(affine) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    q.keep_shape();
    add_affine(q, affine_, q.in().depth());
    const QuantityIndex running = q.define("running", "2 x {0}", {q.in().depth()},
                                           counted<1>([](const auto& x) { return 2 * x[0]; }));
    q.define("parameters",
             q.stated("running_statistics", "counted") ? "{0} + {1} + {2}" : "{0} + {1}",
             {q.find("weights"), q.find("biases"), running, q.convention("running_statistics")},
             [](Inputs inputs) -> Result<Value> {
               return network::sum(inputs.first(is_text(*inputs[3], "counted") ? 3 : 2));
             });
    q.zero("macs");
  }

 private:
  Affine affine_;
};

// Layer norm over the features, over the channels of an image, or over all of the image; group norm
// over the channels.
class OtherNorm final : public Layer {
 public:
  OtherNorm(Affine affine, bool whole, std::optional<std::int64_t> groups)
      : affine_(affine), whole_(whole), groups_(groups) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    q.keep_shape();
    const Extents& x = q.in();
    QuantityIndex depth = x.depth();
    if (groups_) depth = grouped(q, depth);
    if (whole_ && x.channels) {
      depth = q.product("normalised", {*x.channels, *x.height, *x.width});
    }
    add_affine(q, affine_, depth);
    q.parameters(affine_.shift);
    q.zero("macs");
  }

 private:
  // The channels, if they fall into the groups.
  QuantityIndex grouped(Quantities& q, QuantityIndex depth) const {
    const QuantityIndex groups = q.given("groups", *groups_);
    return q.define("normalised", "{0}", {depth, groups}, [](Inputs inputs) -> Result<Value> {
      const auto* channels = std::get_if<Count>(inputs[0]);
      const auto* parts = std::get_if<Count>(inputs[1]);
      const bool fits =
          channels == nullptr || parts == nullptr || (*parts > 0 && *channels % *parts == 0);
      if (fits) return *inputs[0];
      return Failure{fmt::format("{} groups do not divide {} channels", *parts, *channels)};
    });
  }

  Affine affine_;
  bool whole_;
  std::optional<std::int64_t> groups_;
};

Affine read_affine(MapReader& reader) {
  return {reader.boolean("scale", true).value_or(true),
          reader.boolean("shift", true).value_or(true)};
}

void add_norm(Builder& builder, const Start& start, std::shared_ptr<const Layer> layer) {
  const Node& input = builder.node(start.input);
  builder.add(start, std::move(layer), input.layout, input.channels);
}

void read_batch_norm(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const Affine affine = read_affine(reader);
  reader.finish();
  add_norm(builder, start, std::make_shared<BatchNorm>(affine));
}

void read_layer_norm(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const Affine affine = read_affine(reader);
  const bool whole = read_word(reader, "over", {"channels", "all"}, 0) == 1;
  reader.finish();
  add_norm(builder, start, std::make_shared<OtherNorm>(affine, whole, std::nullopt));
}

void read_group_norm(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const Affine affine = read_affine(reader);
  const std::int64_t groups = read_positive(reader, "groups").value_or(1);
  reader.finish();
  add_norm(builder, start, std::make_shared<OtherNorm>(affine, false, groups));
}

constexpr LayerKind table[] = {
    {"batch_norm", read_batch_norm},
    {"layer_norm", read_layer_norm},
    {"group_norm", read_group_norm},
};

}  // namespace

std::size_t add_batch_norm(Builder& builder, const Start& start) {
  const Node& input = builder.node(start.input);
  return builder.add(start, std::make_shared<BatchNorm>(Affine{}), input.layout, input.channels);
}

std::span<const LayerKind> normalisations() { return table; }

}  // namespace reference::network
