// Fully connected layers and embeddings.
#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

// On a sequence it works at each place, on the features there.
class FullyConnected final : public Layer {
 public:
  FullyConnected(std::int64_t out, Bias bias) : out_(out), bias_(bias) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    const QuantityIndex in = q.alias("in_features", *q.in().features);
    const QuantityIndex out = q.given("out_features", out_);
    std::vector<QuantityIndex> places;
    if (q.in().length) {
      q.set_length(*q.in().length);
      places.push_back(*q.in().length);
    }
    q.set_features(out);
    q.product("weights", {in, out});
    q.biases(bias_, out);
    q.parameters(q.biased(bias_));
    q.macs(places);
  }

 private:
  std::int64_t out_;
  Bias bias_;
};

// Looks up a vector for each word: n words become a sequence of n.
class Embedding final : public Layer {
 public:
  Embedding(std::int64_t words, std::int64_t features) : words_(words), features_(features) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    const QuantityIndex words = q.given("vocabulary", words_);
    const QuantityIndex features = q.given("out_features", features_);
    q.set_length(*q.in().features);
    q.set_features(features);
    q.product("weights", {words, features});
    q.given("biases", 0);
    q.parameters(false);
    q.zero("macs");
  }

 private:
  std::int64_t words_;
  std::int64_t features_;
};

void read_fully_connected(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t out = read_positive(reader, "out_features").value_or(1);
  const Bias bias = read_bias(reader);
  reader.finish();
  builder.expect(start.input, {Layout::features, Layout::sequence}, kind, settings.where);
  const bool sequence = builder.node(start.input).layout == Layout::sequence;
  builder.add(start, std::make_shared<FullyConnected>(out, bias),
              sequence ? Layout::sequence : Layout::features);
}

void read_embedding(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  const std::int64_t words = read_positive(reader, "vocabulary").value_or(1);
  const std::int64_t features = read_positive(reader, "out_features").value_or(1);
  reader.finish();
  builder.expect(start.input, {Layout::features}, kind, settings.where);
  builder.add(start, std::make_shared<Embedding>(words, features), Layout::sequence);
}

constexpr LayerKind table[] = {
    {"fully_connected", read_fully_connected},
    {"embedding", read_embedding},
};

}  // namespace

std::span<const LayerKind> dense_layers() { return table; }

}  // namespace reference::network
