// The known mistakes of layers: each as an edit of the graph against its formula, in numbers of the
// layer alone, on two instances.
#include <cmath>
#include <set>

#include "tests/network/wrong_values.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

struct Conv {
  Count h, w, in, out, k, s, p, d, g;

  Count span() const { return d * (k - 1) + 1; }
  Count side(Count extent) const { return (extent + 2 * p - span()) / s + 1; }
  Count oh() const { return side(h); }
  Count ow() const { return side(w); }
  Count weights() const { return k * k * (in / g) * out; }
};

// The window does not fit evenly across, so that rounding matters there.
constexpr Conv convs[] = {
    {32, 46, 6, 16, 5, 2, 2, 2, 2},
    {29, 18, 12, 9, 4, 3, 1, 3, 3},
};

std::string text_of(const Conv& c) {
  return fmt::format(
      "input: {{shape: [{}, {}, {}]}}\nlayers:\n"
      "  - conv: {{name: c, out_channels: {}, kernel: {}, stride: {}, padding: {}, dilation: {}, "
      "groups: {}}}\n",
      c.in, c.h, c.w, c.out, c.k, c.s, c.p, c.d, c.g);
}

struct Case {
  const char* id;
  const char* asked;
  Count (*formula)(const Conv& c);
};

const Case of_a_conv[] = {
    {"CP01", "parameters(c)", [](const Conv& c) { return c.k * c.k * c.out + c.out; }},
    {"CP02", "parameters(c)", [](const Conv& c) { return c.weights(); }},
    {"CP03", "parameters(c)", [](const Conv& c) { return c.weights() + 1; }},
    {"CP04", "parameters(c)", [](const Conv& c) { return c.weights() + c.in * c.out; }},
    {"CP05", "parameters(c)", [](const Conv& c) { return c.weights() + c.out * c.oh() * c.ow(); }},
    {"CP06", "parameters(c)",
     [](const Conv& c) { return c.oh() * c.ow() * c.out * (c.k * c.k * c.in / c.g + 1); }},
    {"CP07", "parameters(c)", [](const Conv& c) { return c.k * c.k * c.in * c.out + c.out; }},
    {"CP08", "parameters(c)", [](const Conv& c) { return c.weights() * c.h * c.w + c.out; }},
    {"CP09", "parameters(c)",
     [](const Conv& c) { return c.in * c.h * c.w * c.out * c.oh() * c.ow(); }},
    {"CS01", "height(c)", [](const Conv& c) { return (c.h + c.p - c.span()) / c.s + 1; }},
    {"CS02", "height(c)", [](const Conv& c) { return (c.h + 2 * c.p - c.span()) / c.s; }},
    {"CS03", "width(c)",
     [](const Conv& c) {
       const double rest = static_cast<double>(c.w + 2 * c.p - c.span());
       return static_cast<Count>(std::ceil(rest / static_cast<double>(c.s))) + 1;
     }},
    {"CS04", "height(c)", [](const Conv& c) { return c.h + 2 * c.p - c.span() + 1; }},
    {"CS04", "width(c)", [](const Conv& c) { return c.w + 2 * c.p - c.span() + 1; }},
    {"CS05", "height(c)", [](const Conv& c) { return (c.h - c.span()) / c.s + 1; }},
    {"CS06", "height(c)", [](const Conv& c) { return (c.h + 2 * c.p - c.k) / c.s + 1; }},
    {"CS06", "width(c)", [](const Conv& c) { return (c.w + 2 * c.p - c.k) / c.s + 1; }},
    {"CS07", "height(c)", [](const Conv& c) { return c.h / c.s; }},
    {"CS08", "channels(c)", [](const Conv& c) { return c.in; }},
    {"FM01", "macs(c)", [](const Conv& c) { return 2 * c.weights() * c.oh() * c.ow(); }},
    {"FM01", "flops(c)", [](const Conv& c) { return c.weights() * c.oh() * c.ow(); }},
    {"FM02", "macs(c)", [](const Conv& c) { return c.weights() * c.h * c.w; }},
    {"FM03", "macs(c)", [](const Conv& c) { return c.weights(); }},
    {"FM04", "macs(c)", [](const Conv& c) { return (c.weights() + c.out) * c.oh() * c.ow(); }},
};

// Kernel and stride of each layer of a chain.
using Chain = std::vector<std::pair<Count, Count>>;
const Chain chains[] = {{{3, 1}, {2, 2}, {3, 1}, {3, 2}, {5, 1}}, {{7, 2}, {3, 2}, {1, 2}, {3, 1}}};

std::string text_of(const Chain& chain) {
  std::string text = "input: {shape: [1, 64, 64]}\nlayers:\n";
  for (const auto& layer : chain) {
    text += fmt::format("  - conv: {{out_channels: 1, kernel: {}, stride: {}}}\n", layer.first,
                        layer.second);
  }
  return text;
}

}  // namespace

TEST_CASE("every known mistake of a convolution gives the value of its formula") {
  for (const Conv& c : convs) {
    const Loaded loaded = load(text_of(c), "per_filter");
    CHECK_EQ(reports(loaded), "");
    REQUIRE(loaded.good);
    for (const Case& one : of_a_conv) {
      check_mistake(loaded, one.id, one.asked, text(one.formula(c)));
    }
    // Without biases the same id stands for having counted them.
    const Loaded bare = load(text_of(c), "none");
    check_mistake(bare, "CP02", "parameters(c)", text(c.weights() + c.out));
  }
}

TEST_CASE("mistakes of one layer and of all layers are both known") {
  const Loaded loaded = load(
      "input: {shape: [3, 16, 16]}\nlayers:\n"
      "  - conv: {name: a, out_channels: 8, kernel: 3, padding: same, stride: 2}\n"
      "  - conv: {name: b, out_channels: 4, kernel: 5}\n",
      "per_filter");
  REQUIRE(loaded.good);
  // 3*3*3*8 + 8 = 224, 5*5*8*4 + 4 = 804
  check_mistake(loaded, "CP01", "parameters(network)", text(9 * 8 + 8 + 25 * 4 + 4));
  check_mistake(loaded, "CP01", "parameters(network)", text(9 * 8 + 8 + 804));
  check_mistake(loaded, "CP01", "parameters(network)", text(224 + 25 * 4 + 4));
  check_mistake(loaded, "CS04", "height(a)", "16");
}

TEST_CASE("known mistakes of receptive fields give the values of their formulas") {
  for (const Chain& chain : chains) {
    const Loaded loaded = load(text_of(chain));
    CHECK_EQ(reports(loaded), "");
    REQUIRE(loaded.good);
    Count sum = 1, product = 1, late = 1, jump = 1;
    for (const auto& layer : chain) {
      sum += layer.first - 1;
      product *= layer.first;
      jump *= layer.second;
      late += (layer.first - 1) * jump;
    }
    check_mistake(loaded, "RF01", "receptive_field(network)", text(sum));
    check_mistake(loaded, "RF02", "receptive_field(network)", text(product));
    check_mistake(loaded, "RF03", "receptive_field(network)", text(late));
  }
}

TEST_CASE("strides of bottlenecks may be taken in the other convolution") {
  const auto field = [](const std::string& stride_in, Count blocks) {
    return load(
        fmt::format("input: {{shape: [64, 56, 56]}}\nlayers:\n"
                    "  - stages: {{block: bottleneck_residual, width: [16, 32], "
                    "times: [{0}, {0}], stride: [1, 2], stride_in: {1}}}\n",
                    blocks, stride_in));
  };
  for (const Count blocks : {1, 3}) {
    // Of the second stage all 3x3 but the first reach twice as far; the first does so if the stride
    // stands before it.
    const Count early = 1 + 2 * blocks + 4 * blocks;
    const Loaded in_1x1 = field("conv1x1", blocks);
    const Loaded in_3x3 = field("conv3x3", blocks);
    REQUIRE(in_1x1.good);
    REQUIRE(in_3x3.good);
    CHECK_EQ(value(in_1x1, "receptive_field(network)"), text(early));
    CHECK_EQ(value(in_3x3, "receptive_field(network)"), text(early - 2));
    check_mistake(in_1x1, "RF04", "receptive_field(network)", text(early - 2));
    check_mistake(in_3x3, "RF04", "receptive_field(network)", text(early));
  }
}

TEST_CASE("known mistakes of other layers give the values of their formulas") {
  for (const Count c : {16, 48}) {
    const Loaded norm = load(
        fmt::format("input: {{shape: [{}, 8, 8]}}\nlayers:\n  - batch_norm: {{name: b}}\n", c));
    REQUIRE(norm.good);
    check_mistake(norm, "BN04", "parameters(b)", text(4 * c));
    check_mistake(norm, "BN04", "trainable(network)", text(4 * c));

    const Loaded separable =
        load(fmt::format("input: {{shape: [{}, 8, 8]}}\nlayers:\n"
                         "  - separable: {{name: m, out_channels: {}}}\n",
                         c, 2 * c));
    REQUIRE(separable.good);
    CHECK_EQ(value(separable, "parameters(m)"), text(9 * c + c * 2 * c));
    check_mistake(separable, "DS01", "parameters(m.depthwise)", text(9 * c * c));
    check_mistake(separable, "DS01", "parameters(m)", text(9 * c * c + 2 * c * c));
    check_mistake(separable, "DS02", "parameters(m)", text(9 * c));

    const Count n = c, m = c / 2 + 3;
    const std::string lstm = fmt::format(
        "input: {{shape: [5, {}]}}\nlayers:\n  - lstm: {{name: r, hidden: {}}}\n", n, m);
    const Loaded one = load(lstm, "per_filter");
    REQUIRE(one.good);
    check_mistake(one, "RN01", "parameters(r)", text((n + m + 1) * m));
    check_mistake(one, "RN02", "parameters(r)", text(4 * m * (n + m + 2)));
    const Loaded two = load(lstm, Conventions{{"recurrent_biases", "two"}});
    check_mistake(two, "RN02", "parameters(r)", text(4 * m * (n + m + 1)));

    const Loaded flat = load(fmt::format("input: {{shape: [{}, 6, 5]}}\nlayers:\n  - flatten\n"
                                         "  - fully_connected: {{name: f, out_features: 10}}\n",
                                         c),
                             "none");
    REQUIRE(flat.good);
    check_mistake(flat, "FT01", "parameters(network)", text(c * 10));
  }
}

TEST_CASE("the known mistakes are those of the list") {
  const Loaded loaded = load(
      "input: {shape: [8, 32, 32]}\nlayers:\n"
      "  - inception: {conv1x1: 8, conv3x3: [8, 16], conv5x5: [4, 8], pool: 8}\n"
      "  - conv: {out_channels: 8, kernel: 3, dilation: 2, groups: 2}\n"
      "  - batch_norm\n"
      "  - separable: {out_channels: 8}\n"
      "  - bottleneck_residual: {width: 4, stride: 2}\n"
      "  - flatten\n",
      "none");
  REQUIRE(loaded.good);
  const Loaded recurrent =
      load("input: {shape: [8, 32]}\nlayers:\n  - lstm: {hidden: 8}\n", "none");
  std::set<std::string> known;
  for (const KindMistake& mistake : kind().mistakes(loaded.graph)) known.insert(mistake.id);
  for (const KindMistake& mistake : kind().mistakes(recurrent.graph)) known.insert(mistake.id);
  const std::set<std::string> listed = {
      "IN01", "IN02", "IN03", "IN04", "IN05", "IN06", "IN07", "IN08", "IN09", "IN10", "IN11",
      "IN12", "IN13", "IC01", "IC02", "IC03", "IC04", "IC05", "IC06", "IC07", "CP01", "CP02",
      "CP03", "CP04", "CP05", "CP06", "CP07", "CP08", "CP09", "CS01", "CS02", "CS03", "CS04",
      "CS05", "CS06", "CS07", "CS08", "FM01", "FM02", "FM03", "FM04", "RF01", "RF02", "RF03",
      "RF04", "DS01", "DS02", "RN01", "RN02", "BN04", "FT01"};
  std::string missing, unlisted;
  for (const std::string& id : listed) missing += known.count(id) > 0 ? "" : id + " ";
  for (const std::string& id : known) unlisted += listed.count(id) > 0 ? "" : id + " ";
  CHECK_EQ(missing, "");
  CHECK_EQ(unlisted, "");
}

TEST_SUITE_END();

}  // namespace reference::network
