#include "reference/network/network.h"

#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

struct Widths {
  int in, side, n1, r3, n3, r5, n5, pp;
};

std::string inception(const Widths& w) {
  return fmt::format(
      "input: {{shape: [{}, {}, {}]}}\nlayers:\n"
      "  - inception: {{name: m, conv1x1: {}, conv3x3: [{}, {}], conv5x5: [{}, {}], pool: {}}}\n",
      w.in, w.side, w.side, w.n1, w.r3, w.n3, w.r5, w.n5, w.pp);
}

// An independent count of a convolution or pooling layer: every filter, every position, one by one.
struct Walk {
  Count channels, height, width;
  Count weights = 0, biases = 0, macs = 0;

  static Count positions(Count size, Count kernel, Count stride, Count padding) {
    Count n = 0;
    for (Count at = -padding; at + kernel <= size + padding; at += stride) ++n;
    return n;
  }

  // `same`: a position at every stride-th entry.
  static Count starts(Count size, Count stride) {
    Count n = 0;
    for (Count at = 0; at < size; at += stride) ++n;
    return n;
  }

  void slide(Count kh, Count kw, Count sh, Count sw, Count ph, Count pw, bool same) {
    height = same ? starts(height, sh) : positions(height, kh, sh, ph);
    width = same ? starts(width, sw) : positions(width, kw, sw, pw);
  }

  void conv(Count out, Count kh, Count kw) {  // after slide
    Count own = 0;
    for (Count filter = 0; filter < out; ++filter) {
      ++biases;
      for (Count channel = 0; channel < channels; ++channel) {
        for (Count y = 0; y < kh; ++y) own += kw;
      }
    }
    weights += own;
    for (Count y = 0; y < height; ++y) {
      for (Count x = 0; x < width; ++x) macs += own;
    }
    channels = out;
  }
};

}  // namespace

TEST_CASE("the module of the exam: quantities, values and working") {
  const Loaded loaded = load(inception({192, 28, 64, 96, 128, 16, 32, 32}));
  REQUIRE(loaded.good);
  struct Case {
    std::string name;
    std::string value;
    std::string formula;
    std::string worked;
  };
  static const Case cases[] = {
      {"parameters(m)", "163,328",
       "parameters(m.conv1x1) + parameters(m.reduce3x3) + parameters(m.conv3x3) + "
       "parameters(m.reduce5x5) + parameters(m.conv5x5) + parameters(m.project)",
       "12,288 + 18,432 + 110,592 + 3,072 + 12,800 + 6,144"},
      {"parameters(m.conv1x1)", "12,288", "weights(m.conv1x1)", "12,288"},
      {"weights(m.conv1x1)", "12,288",
       "kernel_height(m.conv1x1) x kernel_width(m.conv1x1) x in_channels(m.conv1x1) x "
       "out_channels(m.conv1x1)",
       "1 x 1 x 192 x 64"},
      {"weights(m.conv5x5)", "12,800",
       "kernel_height(m.conv5x5) x kernel_width(m.conv5x5) x in_channels(m.conv5x5) x "
       "out_channels(m.conv5x5)",
       "5 x 5 x 16 x 32"},
      {"channels(m.concat)", "256",
       "channels(m.conv1x1) + channels(m.conv3x3) + channels(m.conv5x5) + channels(m.project)",
       "64 + 128 + 32 + 32"},
      {"height(m.conv5x5)", "28",
       "(height(m.reduce5x5) + 2 * padding_height(m.conv5x5) - kernel_height(m.conv5x5)) // "
       "stride_height(m.conv5x5) + 1",
       "(28 + 2 * 2 - 5) // 1 + 1"},
      {"shape(m)", "[256, 28, 28]", "shape(m.concat)", "[256, 28, 28]"},
      {"channels(m)", "256", "channels(m.concat)", "256"},
      {"parameters(m.pool)", "0", "0", "0"},
      {"biases(m.conv1x1)", "0", "0", "0"},
      {"macs(m.conv1x1)", "9,633,792", "weights(m.conv1x1) x height(m.conv1x1) x width(m.conv1x1)",
       "12,288 x 28 x 28"},
      {"parameters(network)", "163,328", "parameters(m)", "163,328"},
      {"shape(m.pool)", "[192, 28, 28]", "[channels(m.pool), height(m.pool), width(m.pool)]",
       "[192, 28, 28]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK_EQ(value(loaded, c.name), c.value);
    CHECK_EQ(formula_text(loaded.graph, loaded.graph[index(loaded, c.name)]), c.formula);
    CHECK_EQ(worked(loaded, c.name), c.worked);
  }
  const auto& terms = loaded.graph[index(loaded, "parameters(m)")].terms;
  CHECK_EQ(terms.size(), 6);
  CHECK_EQ(terms[5], index(loaded, "parameters(m.project)"));
  CHECK(std::get<Array>(*evaluate(loaded.graph)[index(loaded, "shape(m)")]).counts);
}

// Widths from table 1 of Szegedy et al., "Going deeper with convolutions" (2014). The paper's own
// totals are rounded, and several do not follow from its widths (463K for 4c).
TEST_CASE("the nine modules of GoogLeNet have the weights that their widths give") {
  struct Case {
    std::string name;
    Widths widths;
    std::string weights;
    std::string channels;
  };
  static const Case cases[] = {
      {"3a", {192, 28, 64, 96, 128, 16, 32, 32}, "163,328", "256"},
      {"3b", {256, 28, 128, 128, 192, 32, 96, 64}, "388,096", "480"},
      {"4a", {480, 14, 192, 96, 208, 16, 48, 64}, "375,552", "512"},
      {"4b", {512, 14, 160, 112, 224, 24, 64, 64}, "448,512", "512"},
      {"4c", {512, 14, 128, 128, 256, 24, 64, 64}, "509,440", "512"},
      {"4d", {512, 14, 112, 144, 288, 32, 64, 64}, "604,672", "528"},
      {"4e", {528, 14, 256, 160, 320, 32, 128, 128}, "867,328", "832"},
      {"5a", {832, 7, 256, 160, 320, 32, 128, 128}, "1,042,432", "832"},
      {"5b", {832, 7, 384, 192, 384, 48, 128, 128}, "1,442,816", "1,024"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.name);
    const Loaded loaded = load(inception(c.widths));
    REQUIRE(loaded.good);
    CHECK_EQ(value(loaded, "parameters(m)"), c.weights);
    CHECK_EQ(value(loaded, "channels(m)"), c.channels);
  }
}

// LeCun et al., "Gradient-based learning applied to document recognition" (1998): C1 has 156
// trainable parameters, C5 48,120 and F6 10,164, biases included.
TEST_CASE("layers of LeNet-5 have the published numbers of parameters") {
  const Loaded c1 = load(
      "input: {shape: [1, 32, 32]}\nlayers:\n"
      "  - conv: {name: C1, out_channels: 6, kernel: 5}\n",
      "per_filter");
  REQUIRE(c1.good);
  CHECK_EQ(value(c1, "parameters(C1)"), "156");
  CHECK_EQ(value(c1, "shape(C1)"), "[6, 28, 28]");
  const Loaded rest = load(
      "input: {shape: [16, 5, 5]}\nlayers:\n"
      "  - conv: {name: C5, out_channels: 120, kernel: 5}\n  - flatten\n"
      "  - fully_connected: {name: F6, out_features: 84}\n",
      "per_filter");
  REQUIRE(rest.good);
  CHECK_EQ(value(rest, "parameters(C5)"), "48,120");
  CHECK_EQ(value(rest, "parameters(F6)"), "10,164");
  CHECK_EQ(value(rest, "parameters(network)"), "58,284");
  CHECK_EQ(worked(rest, "parameters(network)"), "48,120 + 10,164");
  CHECK_EQ(worked(rest, "parameters(F6)"), "10,080 + 84");
}

// Simonyan and Zisserman, "Very deep convolutional networks" (2014): VGG-16 has 138,357,544
// parameters (table 2: 138 million; the exact count is that of the published model).
TEST_CASE("VGG-16 has 138,357,544 parameters and 15,470,264,320 multiply-accumulates") {
  std::string text = "input: {name: image, shape: [3, 224, 224]}\nlayers:\n";
  for (const auto& [width, depth] : {std::pair(64, 2), {128, 2}, {256, 3}, {512, 3}, {512, 3}}) {
    for (int i = 0; i < depth; ++i) {
      text += fmt::format("  - conv: {{out_channels: {}, kernel: 3, padding: same}}\n  - relu\n",
                          width);
    }
    text += "  - max_pool: {kernel: 2}\n";
  }
  text +=
      "  - flatten\n  - fully_connected: {out_features: 4096}\n  - relu\n"
      "  - fully_connected: {out_features: 4096}\n  - relu\n"
      "  - fully_connected: {out_features: 1000}\n  - softmax\n";
  const Loaded loaded = load(text, "per_filter");
  REQUIRE(loaded.good);
  CHECK_EQ(value(loaded, "parameters(network)"), "138,357,544");
  CHECK_EQ(value(loaded, "macs(network)"), "15,470,264,320");
  CHECK_EQ(value(loaded, "shape(network)"), "[1000]");
  CHECK_EQ(value(loaded, "features(flatten1)"), "25,088");
  CHECK_EQ(value(loaded, "channels(conv13)"), "512");
}

TEST_CASE("random chains agree with a walk over every filter and position") {
  Random random(20261122);
  int checked = 0;
  while (checked < 300) {
    Walk walk{random(1, 4), random(1, 20), random(1, 20)};
    std::string text = fmt::format("input: {{shape: [{}, {}, {}]}}\nlayers:\n", walk.channels,
                                   walk.height, walk.width);
    const bool biased = random(0, 1) == 1;
    bool fits = true;
    for (int layers = random(1, 6); layers > 0; --layers) {
      const int kind = random(0, 3);
      const int kh = random(1, 5), kw = random(1, 5), sh = random(1, 3), sw = random(1, 3);
      const int ph = random(0, 2), pw = random(0, 2), out = random(1, 6);
      const bool same = random(0, 3) == 0;
      const std::string window =
          fmt::format("kernel: [{}, {}], stride: [{}, {}], padding: {}", kh, kw, sh, sw,
                      same ? "same" : fmt::format("[{}, {}]", ph, pw));
      if (kind == 3) {
        text += "  - relu\n";
        continue;
      }
      fits = fits && (same || (kh <= walk.height + 2L * ph && kw <= walk.width + 2L * pw));
      walk.slide(kh, kw, sh, sw, ph, pw, same);
      if (kind == 2) {
        text += fmt::format("  - max_pool: {{{}}}\n", window);
      } else {
        walk.conv(out, kh, kw);
        text += fmt::format("  - conv: {{out_channels: {}, {}}}\n", out, window);
      }
    }
    const std::string shape = fmt::format("[{}, {}, {}]", walk.channels, walk.height, walk.width);
    if (random(0, 1) == 1) {
      const int out = random(1, 9);
      text += fmt::format("  - flatten\n  - fully_connected: {{out_features: {}}}\n", out);
      const Count features = walk.channels * walk.height * walk.width;
      for (int o = 0; o < out; ++o) {
        ++walk.biases;
        walk.weights += features;
        walk.macs += features;
      }
    }
    CAPTURE(text);
    const Loaded loaded = load(text, biased ? "per_filter" : "none");
    REQUIRE_EQ(loaded.good, fits);
    if (!fits) {
      CHECK(reports(loaded).find("larger than the padded input") != std::string::npos);
      continue;
    }
    ++checked;
    const Evaluation solved = evaluate(loaded.graph);
    CHECK_EQ(count(loaded, solved, "weights(network)"), walk.weights);
    CHECK_EQ(count(loaded, solved, "biases(network)"), biased ? walk.biases : 0);
    CHECK_EQ(count(loaded, solved, "parameters(network)"),
             walk.weights + (biased ? walk.biases : 0));
    CHECK_EQ(count(loaded, solved, "macs(network)"), walk.macs);
    if (!loaded.graph.find("features(flatten1)")) CHECK_EQ(value(loaded, "shape(network)"), shape);
  }
}

TEST_CASE("random modules agree with a walk over every filter and position") {
  Random random(7);
  for (int i = 0; i < 200; ++i) {
    const auto some = [&] { return random(1, 24); };
    const Widths w{some(), random(1, 9), some(), some(), some(), some(), some(), some()};
    const auto branch = [&](std::initializer_list<std::pair<int, int>> convs) {
      Walk walk{w.in, w.side, w.side};
      for (const auto& [side, out] : convs) {
        walk.slide(side, side, 1, 1, side / 2, side / 2, false);
        walk.conv(out, side, side);
      }
      return walk;
    };
    const Walk branches[] = {branch({{1, w.n1}}), branch({{1, w.r3}, {3, w.n3}}),
                             branch({{1, w.r5}, {5, w.n5}}), branch({{1, w.pp}})};
    Walk sum{0, branches[0].height, branches[0].width};
    for (const Walk& b : branches) {
      sum.channels += b.channels;
      sum.weights += b.weights;
      sum.biases += b.biases;
      sum.macs += b.macs;
    }
    const Loaded loaded = load(inception(w), i % 2 == 0 ? "none" : "per_filter");
    REQUIRE(loaded.good);
    const Evaluation solved = evaluate(loaded.graph);
    CHECK_EQ(count(loaded, solved, "weights(m)"), sum.weights);
    CHECK_EQ(count(loaded, solved, "parameters(m)"), sum.weights + (i % 2 == 0 ? 0 : sum.biases));
    CHECK_EQ(count(loaded, solved, "macs(m)"), sum.macs);
    CHECK_EQ(value(loaded, "shape(m)"),
             fmt::format("[{}, {}, {}]", sum.channels, sum.height, sum.width));
  }
}

TEST_CASE(
    "edits flow: a student's value, a flipped convention, a wrong fan-in, a forgotten branch") {
  const Loaded loaded = load(inception({192, 28, 64, 96, 128, 16, 32, 32}));
  const auto after = [&](const char* name, Value by, const char* asked) {
    const Edit edits[] = {{index(loaded, name), std::move(by)}};
    return value(loaded, asked, edits);
  };
  CHECK_EQ(after("conventions.bias", Text("per_filter"), "parameters(m)"), "163,696");
  CHECK_EQ(after("parameters(m.project)", Count{0}, "parameters(network)"), "157,184");
  CHECK_EQ(after("in_channels(m.conv3x3)", Count{192}, "parameters(m)"), "273,920");
  CHECK_EQ(after("weights(m.conv3x3)", Count{1}, "parameters(m)"), "52,737");
  CHECK_EQ(after("parameters(m.pool)", Count{1000}, "parameters(m)"), "164,328");
  CHECK_EQ(after("out_channels(m.project)", Count{64}, "channels(m)"), "288");
  CHECK_EQ(after("channels(m.project)", Count{64}, "parameters(m)"), "163,328");
  CHECK_EQ(after("height(x)", Count{14}, "shape(m)"), "[256, 14, 28]");
  CHECK_EQ(after("height(m.pool)", Count{14}, "shape(m)"),
           "failed: the branches differ: 28 and 14");
  CHECK_EQ(after("kernel_height(m.conv5x5)", Count{99}, "height(m)"),
           "failed: a kernel of 99 is larger than the padded input of 32");
  CHECK_EQ(after("stride_height(m.conv5x5)", Count{0}, "height(m)"), "failed: division by zero");
}

TEST_CASE("what follows a shape that a student has wrong follows from it") {
  const Loaded loaded = load(
      "input: {shape: [3, 32, 32]}\nlayers:\n  - conv: {name: c, out_channels: 8, kernel: 5}\n"
      "  - relu\n  - max_pool: {name: p, kernel: 2}\n  - conv: {name: d, out_channels: 4, kernel: "
      "1}\n  - flatten: {name: f}\n");
  REQUIRE(loaded.good);
  const auto shape = [](double channels, double side) {
    return Value(Array{{3}, {channels, side, side}, true});
  };
  const Edit wrong[] = {{index(loaded, "shape(c)"), shape(6, 30)}};
  CHECK_EQ(value(loaded, "shape(p)", wrong), "[6, 15, 15]");
  CHECK_EQ(value(loaded, "weights(d)", wrong), "24");
  CHECK_EQ(value(loaded, "macs(d)", wrong), "5,400");
  CHECK_EQ(value(loaded, "features(f)", wrong), "900");
  CHECK_EQ(value(loaded, "activations(c)", wrong), "5,400");
  CHECK_EQ(value(loaded, "macs(c)", wrong), "540,000");
  // 29 rows of windows of 2 are 14 as well as 28 are: the error vanishes.
  const Edit vanishing[] = {{index(loaded, "shape(c)"), shape(8, 29)}};
  CHECK_EQ(value(loaded, "shape(p)", vanishing), value(loaded, "shape(p)"));
  const Edit height[] = {{index(loaded, "height(c)"), Value(Count{30})}};
  CHECK_EQ(value(loaded, "shape(p)", height), "[8, 15, 14]");
  const Edit none[] = {{index(loaded, "shape(c)"), Value(Array{{1}, {2}, true})}};
  CHECK_EQ(value(loaded, "shape(p)", none), "failed: a vector of 1 is no shape of a layer");
  CHECK_EQ(formula_text(loaded.graph, loaded.graph[index(loaded, "features(f)")]),
           "channels(d) x height(d) x width(d)");
}

TEST_CASE("what follows a block follows from its shape and channels") {
  const Loaded loaded = load(
      "input: {shape: [8, 32, 32]}\nlayers:\n  - basic_residual: {name: b, out_channels: 8}\n"
      "  - repeat: {name: r, times: 1, layers: [{separable: {out_channels: 8}}]}\n"
      "  - conv: {name: c, out_channels: 4, kernel: 1}\n");
  REQUIRE(loaded.good);
  const Edit shape[] = {{index(loaded, "shape(r)"), Value(Array{{3}, {6, 16, 16}, true})}};
  CHECK_EQ(value(loaded, "shape(c)", shape), "[4, 16, 16]");
  CHECK_EQ(value(loaded, "weights(c)", shape), "24");
  const Edit channels[] = {{index(loaded, "channels(b)"), Value(Count{10})}};
  CHECK_EQ(value(loaded, "weights(r.unit1.separable1.depthwise)", channels), "90");
  const Edit inner[] = {{index(loaded, "shape(r.unit1)"), Value(Array{{3}, {6, 16, 16}, true})}};
  CHECK_EQ(value(loaded, "shape(c)", inner), "[4, 16, 16]");
}

TEST_CASE("a layer's own bias goes before the convention") {
  const Loaded loaded = load(
      "input: {shape: [3, 8, 8]}\nlayers:\n  - conv: {name: a, out_channels: 4, kernel: 1}\n"
      "  - conv: {name: b, out_channels: 4, kernel: 1, bias: none}\n  - global_average_pool: "
      "{name: g}\n"
      "  - flatten\n  - fully_connected: {name: c, out_features: 2, bias: per_filter}\n");
  REQUIRE(loaded.good);
  CHECK_EQ(value(loaded, "biases(network)"), "2");
  CHECK_EQ(value(loaded, "shape(g)"), "[4, 1, 1]");
  const Edit flip[] = {{index(loaded, "conventions.bias"), Value(Text("per_filter"))}};
  CHECK_EQ(value(loaded, "biases(network)", flip), "6");
  CHECK_EQ(formula_text(loaded.graph, loaded.graph[index(loaded, "parameters(c)")]),
           "weights(c) + biases(c)");
}

TEST_CASE("faults are reported at their place") {
  struct Case {
    std::string text;
    std::string report;
  };
  static const Case cases[] = {
      {"input: {shape: [3, 4, 4]}\nlayers:\n  - conv: {out_channels: 2, kernel: [5, 7], padding: "
       "1}\n",
       "3:37: `width(conv1)`: a kernel of 7 is larger than the padded input of 6 [shape-mismatch]"},
      {"input: {shape: [3, 4, 4]}\nlayers:\n  - max_pool: {name: p, kernel: 5}\n",
       "3:33: `height(p)`: a kernel of 5 is larger than the padded input of 4 [shape-mismatch] | "
       "3:33: `width(p)`: a kernel of 5 is larger than the padded input of 4 [shape-mismatch]"},
      {"input: {shape: [3, 4, 4]}\nlayers:\n  - conv: {out_chanels: 2, krnel: 3, out_channels: "
       "2}\n",
       "3:11: missing key `kernel` in `conv` [missing-key] | "
       "3:12: unknown key `out_chanels` in `conv`; did you mean `out_channels`? [unknown-key] | "
       "3:28: unknown key `krnel` in `conv`; did you mean `kernel`? [unknown-key]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{conv: {out_channels: 0, kernel: -1, stride: 0}}]\n",
       "2:32: `out_channels` should be positive, not 0 [bad-value] | "
       "2:43: `kernel` should be positive, not -1 [bad-value] | "
       "2:55: `stride` should be positive, not 0 [bad-value]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{conv: {out_channels: 1, kernel: 1, padding: -1}}]\n",
       "2:55: `padding` should be 0 or more, not -1 [bad-value]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{conv: {out_channels: 1, kernel: 1, padding: sane}}]\n",
       "2:55: unknown `padding`: `sane`; a number, [height, width], `same` or `valid` [bad-value]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{conv: {out_channels: 1, kernel: [1, 2, 3]}}]\n",
       "2:43: `kernel` should be a number or [height, width] [wrong-type]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{conv: {out_channels: 1, kernel: 1, bias: false}}]\n",
       "2:52: `bias` should be `none`, `per_filter` or `per_layer` [bad-value]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{cnv: {out_channels: 1, kernel: 1}}]\n",
       "2:11: unknown layer `cnv`; did you mean `conv`? [unknown-name]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [rleu]\n",
       "2:10: unknown layer `rleu`; did you mean `relu`? [unknown-name]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [[relu]]\n",
       "2:10: a layer is a name or a map with one key; "
       "write `- conv: {kernel: 3, out_channels: 8}` or `- relu` [wrong-type]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [conv]\n",
       "2:10: missing key `out_channels` in `conv` [missing-key] | "
       "2:10: missing key `kernel` in `conv` [missing-key]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{relu: {name: x}}]\n",
       "2:24: the name `x` is taken [duplicate-id]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{relu: {name: network}}]\n",
       "2:24: the name `network` is taken [duplicate-id]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{relu: {name: m.conv}}]\n",
       "2:24: `m.conv` cannot be a name; letters, digits and `_`, a letter first [bad-id]"},
      {"input: {name: in, shape: [3, 4, 4]}\nlayers: [relu]\n",
       "1:15: `in` cannot be a name; it is a word of the language of expressions [bad-id]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{fully_connected: {out_features: 2}}]\n",
       "2:28: `fully_connected` takes features or length x features, but `x` gives channels x "
       "height x width; "
       "put a `flatten` in between [shape-mismatch]"},
      {"input: {shape: [3]}\nlayers: [{max_pool: {kernel: 2}}]\n",
       "2:21: `max_pool` takes channels x height x width, but `x` gives features [shape-mismatch]"},
      {"input: {shape: [3, 4, 4, 4]}\nlayers: [relu]\n",
       "1:16: `shape` should be [channels, height, width], [length, features] or [features] "
       "[wrong-type]"},
      {"input: {name: x}\nlayers: [relu]\n", "1:8: missing key `shape` in `input` [missing-key]"},
      {"input: {shape: [3, 0, 4]}\nlayers: [relu]\n",
       "1:20: `shape` should be positive, not 0 [bad-value]"},
      {"layers: [relu]\n", "1:1: missing key `input` in `network` [missing-key]"},
      {"input: {shape: [3, 4, 4]}\nlayers: []\n",
       "2:9: `layers` should be a list of layers, not an empty list [wrong-type]"},
      {"input: {shape: [3, 4, 4]}\nlayers: [{inception: {conv1x1: 1, conv3x3: 4, conv5x5: [1, 2, "
       "3], "
       "pool: 1}}]\n",
       "2:44: `conv3x3` should be a list of 2 whole numbers, not a text [wrong-type] | "
       "2:56: `conv5x5` should be a list of 2 whole numbers, not of 3 [wrong-type]"},
      {"input: {shape: [9000000000000, 9000000, 1]}\nlayers: [flatten]\n",
       "1:16: `activations(x)`: the count does not fit 64 bits [overflow] | "
       "2:10: `features(flatten1)`: the count does not fit 64 bits [overflow]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    const Loaded loaded = load(c.text);
    CHECK_FALSE(loaded.good);
    CHECK_EQ(reports(loaded), c.report);
  }
}

TEST_SUITE_END();

}  // namespace reference::network
