// Recurrent layers: rnn (one gate), gru (three: Cho et al. 2014), lstm (four: Hochreiter and
// Schmidhuber 1997, with the forget gate of Gers et al. 2000, without peepholes). Each gate has
// weights for the input and for the hidden state, and one bias vector, or two: one for each of
// them, as in cuDNN, PyTorch and, of a GRU with `reset_after`, Keras.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/layers.h"
#include "reference/network/settings.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

enum class Vectors { by_convention, one, two };

struct Recurrent {
  Count gates = 1;
  std::int64_t hidden = 1;
  std::int64_t layers = 1;
  bool bidirectional = false;
  bool last = false;  // gives the last state, not that of each place
  Bias bias = Bias::by_convention;
  Vectors vectors = Vectors::by_convention;
};

class RecurrentLayer final : public Layer {
 public:
  explicit RecurrentLayer(const Recurrent& settings) : settings_(settings) {}

  bool has_weights() const override { return true; }
  void add(Quantities& q) const override {
    const Recurrent& s = settings_;
    const QuantityIndex in = q.alias("in_features", *q.in().features);
    const QuantityIndex hidden = q.given("hidden", s.hidden);
    const QuantityIndex gates = q.given("gates", s.gates);
    const QuantityIndex directions = q.given("directions", s.bidirectional ? 2 : 1);
    const QuantityIndex layers = q.given("layers", s.layers);
    if (!s.last) q.set_length(*q.in().length);
    q.out().features =
        s.bidirectional ? q.product("features", {directions, hidden}) : q.alias("features", hidden);
    weights(q, {gates, hidden, in, directions, layers});
    biases(q, {gates, hidden, directions, layers});
    q.parameters(q.biased(s.bias));
    q.macs({*q.in().length});
  }

 private:
  void weights(Quantities& q, std::vector<QuantityIndex> inputs) const {
    std::string formula = settings_.bidirectional ? "{3} x {0} x {1}" : "{0} x {1}";
    if (settings_.layers == 1) {
      formula += " x ({2} + {1})";
    } else {
      formula += settings_.bidirectional ? " x (({2} + {1}) + ({4} - 1) x ({3} x {1} + {1}))"
                                         : " x (({2} + {1}) + ({4} - 1) x ({1} + {1}))";
    }
    q.define("weights", formula, std::move(inputs), counted<5>([](const auto& x) {
               return x[3] * x[0] * x[1] * (x[2] + x[1] + (x[4] - 1) * (x[3] * x[1] + x[1]));
             }));
  }

  // How many bias vectors a gate has.
  QuantityIndex vectors(Quantities& q) const {
    if (settings_.vectors != Vectors::by_convention) {
      return q.given("bias_vectors", settings_.vectors == Vectors::two ? 2 : 1);
    }
    return q.define("bias_vectors", q.stated("recurrent_biases", "two") ? "2" : "1",
                    {q.convention("recurrent_biases")}, [](Inputs inputs) -> Result<Value> {
                      return Value(Count{is_text(*inputs[0], "two") ? 2 : 1});
                    });
  }

  // Inputs: gates, hidden, directions, layers; behind them the vectors and the convention.
  void biases(Quantities& q, std::vector<QuantityIndex> inputs) const {
    if (settings_.bias == Bias::none) {
      q.given("biases", 0);
      return;
    }
    std::string formula = "{4} x {0} x {1}";
    if (settings_.bidirectional) formula += " x {2}";
    if (settings_.layers > 1) formula += " x {3}";
    if (!q.biased(settings_.bias)) formula = "0";
    inputs.push_back(vectors(q));
    inputs.push_back(q.convention("bias"));
    const bool by_convention = settings_.bias == Bias::by_convention;
    q.define("biases", formula, std::move(inputs), [=](Inputs given) -> Result<Value> {
      if (by_convention && is_text(*given[5], "none")) return Value(Count{0});
      return product(given.first(5));
    });
  }

  Recurrent settings_;
};

Count gates_of(std::string_view kind) { return kind == "lstm" ? 4 : kind == "gru" ? 3 : 1; }

Vectors read_vectors(MapReader& reader, bool gru) {
  Vectors vectors = Vectors::by_convention;
  if (gru && reader.boolean("reset_after", false).value_or(false)) vectors = Vectors::two;
  static constexpr Vectors known[] = {Vectors::one, Vectors::two, Vectors::by_convention};
  const std::size_t stated = read_word(reader, "bias_vectors", {"one", "two"}, 2);
  return stated == 2 ? vectors : known[stated];
}

void read_recurrent(const YamlNode& settings, std::string_view kind, Builder& builder) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  Recurrent recurrent;
  recurrent.gates = gates_of(kind);
  recurrent.hidden = read_positive(reader, "hidden").value_or(1);
  recurrent.layers = read_positive(reader, "layers", 1);
  recurrent.bidirectional = reader.boolean("bidirectional", false).value_or(false);
  recurrent.last = read_word(reader, "output", {"sequence", "last"}, 0) == 1;
  recurrent.bias = read_bias(reader);
  recurrent.vectors = read_vectors(reader, kind == "gru");
  reader.finish();
  if (recurrent.bias == Bias::per_layer) {
    builder.diagnostics().error(grader::code::bad_value, reader.find("bias")->where,
                                "the `bias` of a recurrent layer is `none` or `per_filter`");
  }
  builder.expect(start.input, {Layout::sequence}, kind, settings.where);
  builder.add(start, std::make_shared<RecurrentLayer>(recurrent),
              recurrent.last ? Layout::features : Layout::sequence);
}

constexpr LayerKind table[] = {
    {"rnn", read_recurrent},
    {"gru", read_recurrent},
    {"lstm", read_recurrent},
};

}  // namespace

std::span<const LayerKind> recurrent_layers() { return table; }

}  // namespace reference::network
