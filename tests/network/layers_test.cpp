// Every kind of layer: values, formulas, conventions.
#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

struct Expected {
  std::string name;
  std::string value;
};

struct Case {
  std::string about;
  std::string network;
  Conventions conventions;
  std::vector<Expected> expected;
};

void check(std::span<const Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.about);
    const Loaded loaded = load(c.network, c.conventions);
    CHECK_EQ(reports(loaded), "");
    REQUIRE(loaded.good);
    for (const Expected& expected : c.expected) {
      CAPTURE(expected.name);
      CHECK_EQ(value(loaded, expected.name), expected.value);
    }
  }
}

std::string image(const std::string& layers) {
  return "input: {shape: [6, 20, 30]}\nlayers:\n" + layers;
}
std::string sequence(const std::string& layers) {
  return "input: {shape: [7, 12]}\nlayers:\n" + layers;
}

}  // namespace

TEST_CASE("convolutions") {
  static const Case cases[] = {
      {"non-square",
       image("  - conv: {name: c, out_channels: 4, kernel: [3, 5], stride: [1, 2], "
             "padding: [0, 2]}\n"),
       {},
       {{"shape(c)", "[4, 18, 15]"},
        {"weights(c)", "360"},
        {"parameters(c)", "364"},
        {"macs(c)", "97,200"},
        {"flops(c)", "194,400"},
        {"receptive_field(c)", "[3, 5]"},
        {"jump_height(c)", "1"},
        {"jump_width(c)", "2"},
        {"start_height(c)", "1.5"},
        {"start_width(c)", "0.5"}}},
      {"dilated",
       image("  - conv: {name: c, out_channels: 4, kernel: 3, dilation: 3}\n"),
       {},
       {{"shape(c)", "[4, 14, 24]"}, {"weights(c)", "216"}, {"receptive_field(c)", "7"}}},
      {"grouped",
       image("  - conv: {name: c, out_channels: 4, kernel: 3, groups: 2, padding: same}\n"),
       {},
       {{"weights(c)", "108"}, {"shape(c)", "[4, 20, 30]"}, {"macs(c)", "64,800"}}},
      {"depthwise with a multiplier",
       image("  - depthwise_conv: {name: c, kernel: 3, multiplier: 2}\n"),
       {},
       {{"out_channels(c)", "12"},
        {"weights(c)", "108"},
        {"biases(c)", "12"},
        {"shape(c)", "[12, 18, 28]"}}},
      {"transposed, as torch.nn.ConvTranspose2d documents it",
       image("  - conv: {name: c, out_channels: 4, kernel: 3, stride: 2, padding: 1, "
             "output_padding: 1, dilation: 2, transposed: true}\n"
             "  - conv: {name: d, input: x, out_channels: 4, kernel: 4, stride: 2, padding: 1, "
             "transposed: true}\n"
             "  - conv: {name: e, input: x, out_channels: 4, kernel: 3, stride: 2, "
             "padding: same, transposed: true}\n"),
       {},
       {{"shape(c)", "[4, 42, 62]"},
        {"shape(d)", "[4, 40, 60]"},
        {"shape(e)", "[4, 40, 60]"},
        {"weights(d)", "384"},
        {"macs(d)", "230,400"}}},
      {"biases: one a filter, one a layer, none",
       image("  - conv: {name: a, out_channels: 4, kernel: 1}\n"
             "  - conv: {name: b, out_channels: 4, kernel: 1, bias: per_filter}\n"
             "  - conv: {name: c, out_channels: 4, kernel: 1, bias: none}\n"),
       {{"bias", "per_layer"}},
       {{"biases(a)", "1"}, {"biases(b)", "4"}, {"biases(c)", "0"}}},
      {"operations with biases, and FLOPs that are multiply-accumulates",
       image("  - conv: {name: c, out_channels: 4, kernel: 1}\n"),
       {{"bias_operations", "counted"}, {"flops", "macs"}},
       {{"macs(c)", "16,800"}, {"flops(c)", "16,800"}, {"macs(network)", "16,800"}}},
  };
  check(cases);
}

TEST_CASE("pooling") {
  static const Case cases[] = {
      {"rounded down or up, by itself or by convention",
       image("  - max_pool: {name: a, kernel: 3, stride: 2}\n"
             "  - max_pool: {name: b, input: x, kernel: 3, stride: 2, rounding: ceil}\n"
             "  - max_pool: {name: c, input: x, kernel: 3, stride: 2, rounding: floor}\n"),
       {{"pooling_rounding", "ceil"}},
       {{"shape(a)", "[6, 10, 15]"}, {"shape(b)", "[6, 10, 15]"}, {"shape(c)", "[6, 9, 14]"}}},
      {"rounded up, the last window starts inside the image or the padding in front",
       "input: {shape: [1, 4, 6]}\nlayers:\n"
       "  - average_pool: {name: p, kernel: 2, stride: 3, padding: 1, rounding: ceil}\n",
       {},
       // Places at -1, 2, 5: in the height of 4 the last would start behind the image.
       {{"shape(p)", "[1, 2, 3]"}}},
      {"global",
       image("  - global_max_pool: {name: g}\n"),
       {},
       {{"shape(g)", "[6, 1, 1]"}, {"parameters(g)", "0"}, {"receptive_field(g)", "[20, 30]"}}},
      {"padded and overlapping",
       image("  - max_pool: {name: p, kernel: 3, stride: 2, padding: 1}\n"),
       {},
       {{"shape(p)", "[6, 10, 15]"}, {"receptive_field(p)", "3"}, {"start(p)", "0.5"}}},
  };
  check(cases);
}

TEST_CASE("normalisation, activations, dropout, flatten, upsampling") {
  static const Case cases[] = {
      {"batch norm",
       image("  - batch_norm: {name: b}\n  - batch_norm: {name: s, scale: false}\n"
             "  - batch_norm: {name: f, trainable: false}\n"),
       {},
       {{"parameters(b)", "12"},
        {"trainable(b)", "12"},
        {"non_trainable(b)", "12"},
        {"parameters(s)", "6"},
        {"trainable(f)", "0"},
        {"non_trainable(f)", "24"},
        {"parameters(network)", "30"},
        {"trainable(network)", "18"},
        {"non_trainable(network)", "48"}}},
      {"batch norm with its running numbers counted",
       image("  - batch_norm: {name: b}\n"),
       {{"running_statistics", "counted"}},
       {{"parameters(b)", "24"}, {"trainable(b)", "12"}}},
      {"other norms",
       image("  - layer_norm: {name: c}\n  - layer_norm: {name: a, over: all}\n"
             "  - group_norm: {name: g, groups: 3}\n"),
       {},
       {{"parameters(c)", "12"}, {"parameters(a)", "7,200"}, {"parameters(g)", "12"}}},
      {"layer norm of a sequence",
       sequence("  - layer_norm: {name: n}\n"),
       {},
       {{"parameters(n)", "24"}, {"shape(n)", "[7, 12]"}}},
      {"nothing to learn",
       image(
           "  - relu\n  - dropout: {rate: 0.5}\n  - gelu\n  - upsample: {name: u, factor: [2, 3]}\n"
           "  - flatten: {name: f}\n"),
       {},
       {{"shape(gelu1)", "[6, 20, 30]"},
        {"shape(u)", "[6, 40, 90]"},
        {"features(f)", "21,600"},
        {"parameters(network)", "0"},
        {"macs(network)", "0"}}},
      {"a sequence flattened", sequence("  - flatten: {name: f}\n"), {}, {{"features(f)", "84"}}},
  };
  check(cases);
}

TEST_CASE("fully connected layers and embeddings, frozen or not") {
  static const Case cases[] = {
      {"on each place of a sequence",
       sequence("  - fully_connected: {name: f, out_features: 5}\n"),
       {},
       {{"shape(f)", "[7, 5]"}, {"parameters(f)", "65"}, {"macs(f)", "420"}}},
      {"an embedding",
       "input: {shape: [9]}\nlayers:\n  - embedding: {name: e, vocabulary: 100, out_features: 8}\n",
       {},
       {{"shape(e)", "[9, 8]"}, {"parameters(e)", "800"}, {"macs(e)", "0"}}},
      {"frozen layers and blocks",
       image("  - block: {name: stem, trainable: false, layers: [{conv: {out_channels: 2, kernel: "
             "1}}, {repeat: {times: 2, layers: [batch_norm]}}]}\n"
             "  - flatten\n  - fully_connected: {name: f, out_features: 3}\n"),
       {},
       {{"trainable(stem)", "0"},
        {"parameters(stem)", "22"},
        {"non_trainable(stem)", "30"},
        {"trainable(network)", "3,603"},
        {"parameters(network)", "3,625"}}},
  };
  check(cases);
}

// torch.nn.LSTM(12, 5): 4 * (5 * 12 + 5 * 5 + 5 + 5) = 380; tf.keras.layers.LSTM(5) on 12 features:
// 4 * (5 * 12 + 5 * 5 + 5) = 360; GRU(5) with reset_after: 3 * (60 + 25 + 10) = 285.
TEST_CASE("recurrent layers") {
  static const Case cases[] = {
      {"one bias vector",
       sequence("  - lstm: {name: l, hidden: 5}\n  - gru: {name: g, input: x, hidden: 5}\n"
                "  - rnn: {name: r, input: x, hidden: 5, output: last}\n"
                "  - gru: {name: a, input: x, hidden: 5, reset_after: true}\n"
                "  - lstm: {name: n, input: x, hidden: 5, bias: none}\n"),
       {},
       {{"parameters(l)", "360"},
        {"shape(l)", "[7, 5]"},
        {"macs(l)", "2,380"},
        {"parameters(g)", "270"},
        {"parameters(r)", "90"},
        {"shape(r)", "[5]"},
        {"parameters(a)", "285"},
        {"parameters(n)", "340"}}},
      {"two bias vectors",
       sequence("  - lstm: {name: l, hidden: 5}\n"
                "  - lstm: {name: k, input: x, hidden: 5, bias_vectors: one}\n"),
       {{"recurrent_biases", "two"}},
       {{"parameters(l)", "380"}, {"parameters(k)", "360"}}},
      // torch.nn.LSTM(12, 5, num_layers=3, bidirectional=True): 2 * 380 for the first layer, and
      // 2 * 4 * (5 * 10 + 25 + 10) = 680 for each of the others.
      {"several layers in both directions",
       sequence("  - lstm: {name: l, hidden: 5, layers: 3, bidirectional: true}\n"),
       {{"recurrent_biases", "two"}},
       {{"parameters(l)", "2,120"}, {"shape(l)", "[7, 10]"}}},
      {"without biases by convention",
       sequence("  - gru: {name: g, hidden: 5}\n"),
       {{"bias", "none"}},
       {{"parameters(g)", "255"}}},
  };
  check(cases);
}

TEST_CASE("attention") {
  static const Case cases[] = {
      // torch.nn.MultiheadAttention(12, 3): 3 * 12 * 12 + 36 + 12 * 12 + 12.
      {"with biases",
       sequence("  - multi_head_attention: {name: a, heads: 3}\n"),
       {},
       {{"parameters(a)", "624"},
        {"head_features(a)", "4"},
        {"shape(a)", "[7, 12]"},
        {"macs(a)", "5,208"}}},
      {"without",
       sequence("  - multi_head_attention: {name: a, heads: 3, bias: none}\n"),
       {{"bias_operations", "counted"}},
       {{"parameters(a)", "576"}, {"macs(a)", "5,208"}}},
  };
  check(cases);
}

TEST_CASE("concatenations and sums of named layers, and branches") {
  static const Case cases[] = {
      {"a skip over two layers",
       image("  - conv: {name: a, out_channels: 6, kernel: 3, padding: same}\n"
             "  - conv: {name: b, out_channels: 6, kernel: 3, padding: same}\n"
             "  - add: {name: s, of: [x, b]}\n  - concat: {name: c, of: [a, s, x]}\n"),
       {},
       {{"shape(s)", "[6, 20, 30]"},
        {"shape(c)", "[18, 20, 30]"},
        {"receptive_field(s)", "[5, 5]"},
        {"receptive_field_height(c)", "5"}}},
      {"features and sequences",
       sequence("  - fully_connected: {name: a, out_features: 3}\n"
                "  - concat: {name: c, of: [x, a]}\n"),
       {},
       {{"shape(c)", "[7, 15]"}}},
      {"branches, one of them empty, names within the block first",
       image("  - conv: {name: a, out_channels: 2, kernel: 1}\n"
             "  - branches: {name: m, concat: [[{conv: {name: a, out_channels: 3, kernel: 1}}], "
             "[{max_pool: {kernel: 3, stride: 1, padding: 1}}, {conv: {input: a, out_channels: 4, "
             "kernel: 1}}], []]}\n"),
       {},
       {{"in_channels(m.conv1)", "3"}, {"channels(m)", "9"}, {"parameters(m)", "25"}}},
  };
  check(cases);
}

TEST_CASE("activations and memory") {
  static const std::string text =
      "input: {shape: [1, 8, 8]}\nmemory: {bytes: 2, factor: 3}\nlayers:\n"
      "  - block: {name: m, layers: [{conv: {out_channels: 2, kernel: 3, padding: same}}, relu]}\n"
      "  - max_pool: {kernel: 2}\n  - flatten\n";
  static const Case cases[] = {
      {"all outputs",
       text,
       {},
       {{"activations(m)", "256"},
        {"activations(network)", "320"},
        {"memory(network)", "1,920"},
        {"memory(m.relu1)", "768"}}},
      {"what is computed in place left out",
       text,
       {{"stored_outputs", "not_in_place"}},
       {{"activations(m)", "128"}, {"activations(network)", "160"}, {"memory(network)", "960"}}},
  };
  check(cases);
}

// By hand from the figures of the papers that the blocks name.
TEST_CASE("blocks expand to layers that can be named") {
  static const Case cases[] = {
      {"basic residual",
       image("  - basic_residual: {name: b, out_channels: 8, stride: 2}\n"
             "  - basic_residual: {name: c, out_channels: 8, batch_norm: false}\n"),
       {},
       {{"parameters(b)", "1,104"},  // 9*6*8 + 9*8*8 + 6*8 + 3*16
        {"parameters(b.project)", "48"},
        {"shape(b)", "[8, 10, 15]"},
        {"parameters(c)", "1,168"},  // 2*(9*8*8 + 8): the shortcut is the identity
        {"shape(c.add)", "[8, 10, 15]"}}},
      {"bottleneck",
       image("  - bottleneck_residual: {name: b, width: 2, stride: 2}\n"
             "  - bottleneck_residual: {name: c, width: 2, projection: always, stride_in: "
             "conv1x1}\n"),
       {},
       {{"parameters(b)", "152"},  // 6*2 + 9*4 + 2*8 + 6*8, and 2*(2 + 2 + 8 + 8)
        {"parameters(c)", "172"},  // 8*2 + 9*4 + 2*8 + 8*8, and 40
        {"stride_height(b.conv3x3)", "2"},
        {"shape(c)", "[8, 10, 15]"}}},
      {"dense block and transition",
       image(
           "  - dense_block: {name: d, layers: 2, growth: 3}\n  - transition: {name: t}\n"
           "  - dense_block: {name: e, layers: 1, growth: 2, bottleneck: 0, batch_norm: false}\n"),
       {},
       {{"channels(d.layer1)", "9"},
        {"channels(d)", "12"},
        {"parameters(d.layer2)", "474"},  // 2*9 + 9*12 + 2*12 + 9*12*3
        {"shape(t)", "[6, 10, 15]"},
        {"parameters(t)", "96"},   // 2*12 + 12*6
        {"parameters(e)", "110"},  // 9*6*2 + 2
        {"channels(e)", "8"}}},
      {"fire, separable, inverted residual",
       image("  - fire: {name: f, squeeze: 2, expand1x1: 3, expand3x3: 5}\n"
             "  - separable: {name: s, out_channels: 8, stride: 2}\n"
             "  - inverted_residual: {name: i, out_channels: 8, expansion: 2}\n"
             "  - inverted_residual: {name: j, out_channels: 4, stride: 2, expansion: 1}\n"),
       {},
       {{"parameters(f)", "118"},  // 6*2+2, 2*3+3, 18*5+5
        {"parameters(s)", "152"},  // 72+8, 64+8
        {"shape(s)", "[8, 10, 15]"},
        {"parameters(i)", "480"},  // 128+32, 144+32, 128+16
        {"shape(i.add)", "[8, 10, 15]"},
        {"parameters(j)", "128"},  // 72+16, 32+8
        {"shape(j)", "[4, 5, 8]"}}},
      {"repetitions and stages",
       image(
           "  - repeat: {name: r, times: 3, layers: [{conv: {name: c, out_channels: 6, kernel: 3, "
           "padding: 1}}, relu]}\n"
           "  - stages: {name: s, block: basic_residual, out_channels: [6, 8], times: [1, 2], "
           "stride: [1, 2]}\n"),
       {},
       {{"parameters(r.unit2.c)", "330"},
        {"parameters(r)", "990"},
        {"stride_height(s.stage2.unit1.conv1)", "2"},
        {"stride_height(s.stage2.unit2.conv1)", "1"},
        {"shape(s)", "[8, 10, 15]"},
        {"channels(s.stage1)", "6"}}},
  };
  check(cases);
}

TEST_SUITE_END();

}  // namespace reference::network
