// Random chains against a walk that knows no formulas: windows are slid one step at a time, and a
// receptive field is what reaches an output when pixels are touched one by one.
#include <algorithm>
#include <set>

#include "tests/network/loading.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

// One axis of a layer.
struct Axis {
  int kernel = 1, stride = 1, padding = 0, dilation = 1;
  bool same = false;
  bool ceil = false;
};

struct Slid {
  int positions = 0;
  int first = 0;  // where the first window starts; padding is in front of 0
};

bool fits(const Axis& axis, int size) {
  return axis.same || axis.dilation * (axis.kernel - 1) + 1 <= size + 2 * axis.padding;
}

Slid slide(const Axis& axis, int size) {
  const int span = axis.dilation * (axis.kernel - 1) + 1;
  Slid slid;
  if (axis.same) {
    for (int at = 0; at < size; at += axis.stride) ++slid.positions;
    const int last = (slid.positions - 1) * axis.stride + span;
    slid.first = -(std::max(last - size, 0) / 2);
    return slid;
  }
  slid.first = -axis.padding;
  const int end = size + axis.padding;
  int at = slid.first;
  for (; at + span <= end; at += axis.stride) ++slid.positions;
  // The window before this one ended in front of the end: one more, if it starts inside.
  const bool rest = at - axis.stride + span < end;
  if (axis.ceil && rest && at < size) ++slid.positions;
  return slid;
}

// The pixels (also those in the padding, below 0 or above) that an output reaches, found by going
// through the layers backwards entry by entry.
std::set<int> reached(const std::vector<Axis>& layers, const std::vector<int>& sizes, int output) {
  std::set<int> at{output};
  for (std::size_t i = layers.size(); i-- > 0;) {
    const Slid slid = slide(layers[i], sizes[i]);
    std::set<int> before;
    for (const int one : at) {
      for (int k = 0; k < layers[i].kernel; ++k) {
        before.insert(slid.first + one * layers[i].stride + k * layers[i].dilation);
      }
    }
    at = std::move(before);
  }
  return at;
}

struct Chain {
  std::string text;
  std::vector<Axis> rows, columns;
  std::vector<int> heights, widths;  // of the inputs of the layers, and of the last output
  Count weights = 0, macs = 0, channels = 0;
  bool fits = true;
};

Axis random_axis(Random& random, bool pool) {
  Axis axis;
  axis.kernel = random(1, 5);
  axis.stride = random(1, 3);
  axis.padding = random(0, 2);
  axis.dilation = random(0, 3) == 0 ? random(2, 3) : 1;
  axis.ceil = pool && random(0, 1) == 1;
  // As in PyTorch no pooling window lies in the padding alone.
  if (pool) axis.padding = std::min(axis.padding, (axis.dilation * (axis.kernel - 1) + 1) / 2);
  return axis;
}

std::string window_text(const Axis& row, const Axis& column) {
  return fmt::format("kernel: [{}, {}], stride: [{}, {}], dilation: [{}, {}], padding: {}",
                     row.kernel, column.kernel, row.stride, column.stride, row.dilation,
                     column.dilation,
                     row.same ? "same" : fmt::format("[{}, {}]", row.padding, column.padding));
}

void add_layer(Chain& chain, Random& random) {
  const int kind = random(0, 3);
  Axis row = random_axis(random, kind == 0);
  Axis column = random(0, 1) == 0 ? row : random_axis(random, kind == 0);
  column.ceil = row.ceil;
  row.same = column.same = random(0, 4) == 0;
  if (row.same) row.ceil = column.ceil = false;
  chain.fits = chain.fits && fits(row, chain.heights.back()) && fits(column, chain.widths.back());
  const std::string window = window_text(row, column);
  const int height = slide(row, chain.heights.back()).positions;
  const int width = slide(column, chain.widths.back()).positions;
  if (kind == 0) {
    chain.text +=
        fmt::format("  - max_pool: {{{}, rounding: {}}}\n", window, row.ceil ? "ceil" : "floor");
  } else {
    const int groups = random(1, 2);
    const int out = 2 * random(1, 3);
    Count own = 0;
    for (int filter = 0; filter < out; ++filter) {
      for (Count channel = 0; channel < chain.channels; ++channel) {
        const bool seen = channel * groups / chain.channels == filter * groups / out;
        if (seen) own += static_cast<Count>(row.kernel) * column.kernel;
      }
    }
    chain.weights += own;
    for (int y = 0; y < height; ++y) chain.macs += own * width;
    chain.channels = out;
    chain.text +=
        fmt::format("  - conv: {{out_channels: {}, groups: {}, {}}}\n", out, groups, window);
  }
  chain.rows.push_back(row);
  chain.columns.push_back(column);
  chain.heights.push_back(height);
  chain.widths.push_back(width);
}

Chain random_chain(Random& random) {
  Chain chain;
  chain.heights = {random(1, 24)};
  chain.widths = {random(1, 24)};
  chain.channels = Count{2} * random(1, 2);
  chain.text = fmt::format("input: {{shape: [{}, {}, {}]}}\nlayers:\n", chain.channels,
                           chain.heights[0], chain.widths[0]);
  for (int layers = random(1, 5); layers > 0 && chain.fits; --layers) add_layer(chain, random);
  return chain;
}

// A field's quantity along one axis, whether or not both have one.
Value along(const Loaded& loaded, const Evaluation& solved, const std::string& quantity,
            const std::string& axis) {
  const auto own = loaded.graph.find(quantity + "_" + axis + "(network)");
  const auto shared = loaded.graph.find(quantity + "(network)");
  REQUIRE((own || shared));
  const Solved& value = solved[own ? *own : *shared];
  REQUIRE(value);
  return *value;
}

void check_field(const Loaded& loaded, const Evaluation& solved, const std::string& axis,
                 const std::vector<Axis>& layers, const std::vector<int>& sizes) {
  const std::set<int> first = reached(layers, sizes, 0);
  const int extent = *first.rbegin() - *first.begin() + 1;
  CHECK_EQ(numbers(along(loaded, solved, "receptive_field", axis))[0], extent);
  const double centre = (*first.begin() + *first.rbegin() + 1) / 2.0;
  CHECK_EQ(numbers(along(loaded, solved, "start", axis))[0], centre);
  const std::set<int> second = reached(layers, sizes, 1);
  CHECK_EQ(numbers(along(loaded, solved, "jump", axis))[0], *second.begin() - *first.begin());
}

}  // namespace

TEST_CASE("random chains agree with windows slid by hand and pixels touched one by one") {
  Random random(20261125);
  int checked = 0;
  int refused = 0;
  while (checked < 400) {
    const Chain chain = random_chain(random);
    CAPTURE(chain.text);
    const Loaded loaded = load(chain.text, "none");
    REQUIRE_EQ(loaded.good, chain.fits);
    if (!chain.fits) {
      ++refused;
      CHECK(reports(loaded).find("larger than the padded input") != std::string::npos);
      continue;
    }
    ++checked;
    const Evaluation solved = evaluate(loaded.graph);
    CHECK_EQ(count(loaded, solved, "weights(network)"), chain.weights);
    CHECK_EQ(count(loaded, solved, "macs(network)"), chain.macs);
    CHECK_EQ(
        value(loaded, "shape(network)"),
        fmt::format("[{}, {}, {}]", chain.channels, chain.heights.back(), chain.widths.back()));
    check_field(loaded, solved, "height", chain.rows, chain.heights);
    check_field(loaded, solved, "width", chain.columns, chain.widths);
  }
  CHECK_GT(refused, 20);
}

// Pixels of an image touched one by one: which of them change an output of convolutions with
// weights of 1, added up.
TEST_CASE("receptive fields of branches are what a touched pixel changes") {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    constexpr int size = 41;
    const int depths[] = {random(0, 3), random(1, 3)};
    std::vector<std::vector<int>> kernels(2);
    std::string text = fmt::format(
        "input: {{shape: [1, {0}, {0}]}}\nlayers:\n  - branches:\n"
        "      add:\n",
        size);
    for (std::size_t branch = 0; branch < 2; ++branch) {
      text += "        - [";
      for (int i = 0; i < depths[branch]; ++i) {
        const int kernel = 2 * random(0, 3) + 1;
        kernels[branch].push_back(kernel);
        text += fmt::format("{}{{conv: {{out_channels: 1, kernel: {}, padding: {}}}}}",
                            i > 0 ? ", " : "", kernel, kernel / 2);
      }
      text += "]\n";
    }
    CAPTURE(text);
    const Loaded loaded = load(text);
    CHECK_EQ(reports(loaded), "");
    REQUIRE(loaded.good);
    int touched = 0;
    for (int pixel = 0; pixel < size; ++pixel) {
      double middle = 0;
      for (const std::vector<int>& branch : kernels) {
        std::vector<double> row(size);
        row[static_cast<std::size_t>(pixel)] = 1;
        for (const int kernel : branch) {
          std::vector<double> next(size);
          for (int x = 0; x < size; ++x) {
            for (int k = -kernel / 2; k <= kernel / 2; ++k) {
              if (x + k >= 0 && x + k < size) {
                next[static_cast<std::size_t>(x)] += row[static_cast<std::size_t>(x + k)];
              }
            }
          }
          row = std::move(next);
        }
        middle += row[size / 2];
      }
      touched += middle != 0 ? 1 : 0;
    }
    CHECK_EQ(value(loaded, "receptive_field(network)"), std::to_string(touched));
  }
}

TEST_SUITE_END();

}  // namespace reference::network
