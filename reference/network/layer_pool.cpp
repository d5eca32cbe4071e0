// Pooling.
#include "reference/network/arithmetic.h"
#include "reference/network/fields.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

class PoolLayer final : public Layer {
 public:
  PoolLayer(Window window, Rounding rounding) : window_(std::move(window)), rounding_(rounding) {}

  bool square(bool square_input) const override { return window_.square(square_input); }
  void add(Quantities& q) const override {
    add_window_givens(q, window_);
    q.set_channels(*q.in().channels);
    add_positions(q, window_, rounding_);
  }

 private:
  Window window_;
  Rounding rounding_;
};

class GlobalPoolLayer final : public Layer {
 public:
  bool square(bool square_input) const override { return square_input; }
  void add(Quantities& q) const override {
    const auto one = [](Inputs) -> Result<Value> { return Value(Count{1}); };
    q.set_channels(*q.in().channels);
    q.out().height = q.define("height", "1", {}, one);
    q.out().width = q.define("width", "1", {}, one);
    whole_fields(q);
  }
};

void read_pool(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  Window window = read_window(reader, true);
  static constexpr Rounding roundings[] = {Rounding::down, Rounding::up, Rounding::by_convention};
  const Rounding rounding = roundings[read_word(reader, "rounding", {"floor", "ceil"}, 2)];
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);
  builder.add(start, std::make_shared<PoolLayer>(std::move(window), rounding), Layout::image,
              builder.node(start.input).channels);
}

void read_global_pool(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  reader.finish();
  builder.expect(start.input, {Layout::image}, kind, settings.where);
  builder.add(start, std::make_shared<GlobalPoolLayer>(), Layout::image,
              builder.node(start.input).channels);
}

constexpr LayerKind table[] = {
    {"max_pool", read_pool},
    {"average_pool", read_pool},
    {"global_average_pool", read_global_pool},
    {"global_max_pool", read_global_pool},
};

}  // namespace

std::size_t add_pool(Builder& builder, const Start& start, const Window& window) {
  return builder.add(start, std::make_shared<PoolLayer>(window, Rounding::down), Layout::image,
                     builder.node(start.input).channels);
}

std::span<const LayerKind> pools() { return table; }

}  // namespace reference::network
