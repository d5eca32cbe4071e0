// What is wrong with a network, at its place; and nothing that a file says may hang or crash.
#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

struct Case {
  std::string layers;
  std::string report;
};

void check(const std::string& shape, std::span<const Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.layers);
    const Loaded loaded = load("input: {shape: " + shape + "}\nlayers: " + c.layers + "\n");
    CHECK_FALSE(loaded.good);
    CHECK_EQ(reports(loaded), c.report);
  }
}

}  // namespace

TEST_CASE("faults of layers of images") {
  static const Case cases[] = {
      {"[{conv: {out_channels: 4, kernel: 1, groups: 4}}]",
       "2:17: `weights(conv1)`: 4 groups do not divide 6 channels of the input [shape-mismatch]"},
      {"[{conv: {out_channels: 4, kernel: 1, output_padding: 1}}]",
       "2:62: only a transposed convolution has an `output_padding` [bad-value]"},
      {"[{conv: {out_channels: 4, kernel: 1, padding: same, transposed: true, output_padding: 1}}]",
       "2:95: with `padding: same` there is no `output_padding` [bad-value]"},
      {"[{conv: {out_channels: 4, kernel: 1, padding: 20, transposed: true}}]",
       "2:43: `height(conv1)`: a padding of 20 leaves nothing of an input of 9 [shape-mismatch] | "
       "2:43: `width(conv1)`: a padding of 20 leaves nothing of an input of 9 [shape-mismatch]"},
      {"[{group_norm: {groups: 4}}]",
       "2:23: `normalised(group_norm1)`: 4 groups do not divide 6 channels [shape-mismatch]"},
      {"[{dropout: {rate: 1}}]", "2:27: `rate` should be at least 0 and below 1 [bad-value]"},
      {"[{max_pool: {kernel: 2, rounding: up}}]",
       "2:43: `rounding` should be `floor` or `ceil`; known here: floor, ceil [bad-value]"},
      {"[{layer_norm: {over: every}}]",
       "2:30: `over` should be `channels` or `all`; known here: channels, all [bad-value]"},
      {"[{upsample: {factor: 0}}]", "2:30: `factor` should be positive, not 0 [bad-value]"},
      {"[{relu: {input: y}}]",
       "2:25: no layer before this one is named `y`; did you mean `x`? [unknown-name]"},
      {"[{relu: {name: a}}, {add: {of: [a]}}]",
       "2:40: `of` should be a list of two or more layers; such as `of: [a, b]` [wrong-type]"},
      {"[{relu: {name: a}}, {flatten: {name: f}}, {add: {of: [a, f]}}]",
       "2:57: `add` takes channels x height x width, but `f` gives features [shape-mismatch]"},
      {"[{conv: {name: a, out_channels: 4, kernel: 3}}, {add: {of: [x, a]}}]",
       "2:63: `channels(add1)`: the branches differ: 6 and 4 [shape-mismatch] | 2:63: "
       "`height(add1)`: the branches differ: 9 and 7 [shape-mismatch] | 2:63: `width(add1)`: the "
       "branches differ: 9 and 7 [shape-mismatch]"},
      {"[{multi_head_attention: {heads: 2}}]",
       "2:33: `multi_head_attention` takes length x features, but `x` gives channels x height x "
       "width [shape-mismatch]"},
  };
  check("[6, 9, 9]", cases);
}

TEST_CASE("faults of layers of sequences") {
  static const Case cases[] = {
      {"[{multi_head_attention: {heads: 5}}]",
       "2:33: `head_features(multi_head_attention1)`: 5 heads do not divide 12 features "
       "[shape-mismatch]"},
      {"[{lstm: {hidden: 4, bias: per_layer}}]",
       "2:35: the `bias` of a recurrent layer is `none` or `per_filter` [bad-value]"},
      {"[{lstm: {hidden: 4, output: first}}]",
       "2:37: `output` should be `sequence` or `last`; known here: sequence, last [bad-value]"},
      {"[{gru: {hidden: 4, reset_after: maybe}}]",
       "2:41: `reset_after` should be `true` or `false`, not `maybe`; write `true` or `false` "
       "[wrong-type]"},
      {"[{conv: {out_channels: 4, kernel: 1}}]",
       "2:17: `conv` takes channels x height x width, but `x` gives length x features "
       "[shape-mismatch]"},
  };
  check("[7, 12]", cases);
}

TEST_CASE("faults of blocks") {
  static const Case cases[] = {
      {"[{block: {layers: []}}]",
       "2:27: `layers` should be a list of layers, not an empty list [wrong-type]"},
      {"[{repeat: {times: 0, layers: [relu]}}]",
       "2:27: `times` should be positive, not 0 [bad-value]"},
      {"[{repeat: {times: 20000, layers: [relu]}}]",
       "2:27: `times` should be at most 10000 [bad-value]"},
      {"[{repeat: {times: 3, layers: [rleu]}}]",
       "2:39: unknown layer `rleu`; did you mean `relu`? [unknown-name]"},
      {"[{branches: {layers: [[relu], []]}}]",
       "2:22: unknown key `layers` in `branches`; known here: name, trainable, input, concat, add "
       "[unknown-key] | 2:21: `branches` has either `concat` or `add`; such as `branches: {add: "
       "[[conv: {..}], []]}` [missing-key]"},
      {"[{branches: {add: [relu, []]}}]",
       "2:28: a branch is a list of layers, not a text; `[]` is the input as it is [wrong-type]"},
      {"[{branches: {concat: [[relu]]}}]",
       "2:30: two or more branches are needed, each a list of layers [wrong-type]"},
      {"[{branches: {add: [[{conv: {out_channels: 4, kernel: 1}}], []]}}]",
       "2:27: `channels(branches1.add)`: the branches differ: 4 and 6 [shape-mismatch]"},
      {"[{stages: {block: basic, times: [1]}}]",
       "2:27: unknown layer `basic`; known here: conv, depthwise_conv, max_pool, average_pool, "
       "global_average_pool, global_max_pool, fully_connected, embedding, batch_norm, layer_norm, "
       "group_norm, relu, ... [unknown-name]"},
      {"[{stages: {block: basic_residual, out_channels: [8, 16], times: [1, 1, 1]}}]",
       "2:57: `out_channels` has 2 entries for 3 stages [bad-value]"},
      {"[{stages: {block: basic_residual, out_channels: [8], times: 2}}]",
       "2:69: `times` should be a list with one number for each stage; such as `times: [3, 4, 6, "
       "3]` [wrong-type]"},
      {"[{stages: {block: basic_residual, out_chanels: [8], times: [2]}}]",
       "2:19: missing key `out_channels` in `basic_residual` [missing-key] | 2:43: unknown key "
       "`out_chanels` in `basic_residual`; did you mean `out_channels`? [unknown-key]"},
      {"[{basic_residual: {out_channels: 8, projection: never}}]",
       "2:27: `channels(basic_residual1.add)`: the branches differ: 8 and 6 [shape-mismatch]"},
      {"[{bottleneck_residual: {width: 8, stride_in: conv1x2}}]",
       "2:54: `stride_in` should be `conv3x3` or `conv1x1`; did you mean `conv1x1`? [bad-value]"},
      {"[{dense_block: {layers: 20000, growth: 2}}]",
       "2:24: `layers` should be at most 10000 [bad-value]"},
      {"[{transition: {compression: 2}}]",
       "2:37: `compression` should be above 0 and at most 1 [bad-value]"},
      {"[flatten, {fire: {squeeze: 1, expand1x1: 1, expand3x3: 1}}]",
       "2:26: `fire` takes channels x height x width, but `flatten1` gives features "
       "[shape-mismatch]"},
  };
  check("[6, 9, 9]", cases);
}

TEST_CASE("a network of too many layers is refused before it is built") {
  std::string layers = "[relu]";
  for (int depth = 0; depth < 20; ++depth) {
    layers = fmt::format("[{{repeat: {{times: 9999, layers: {}}}}}]", layers);
  }
  const Loaded loaded = load("input: {shape: [1, 1, 1]}\nlayers: " + layers + "\n");
  CHECK_FALSE(loaded.good);
  CHECK(reports(loaded).find("the network has more than 5000 layers [too-large]") !=
        std::string::npos);
}

TEST_SUITE_END();

}  // namespace reference::network
