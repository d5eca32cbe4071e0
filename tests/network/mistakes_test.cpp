// The known mistakes of Inception modules: each as an edit of the graph against its formula, in
// numbers of the block alone.
#include "tests/network/wrong_values.h"

namespace reference::network {

TEST_SUITE_BEGIN("network");

namespace {

using namespace grader;

// Channels in, side of the image, and the widths of the module's convolutions.
struct Module {
  Count in, side, n1, r3, n3, r5, n5, pp;

  Count parameters() const {
    return in * n1 + in * r3 + 9 * r3 * n3 + in * r5 + 25 * r5 * n5 + in * pp;
  }
  Count widths() const { return n1 + r3 + n3 + r5 + n5 + pp; }
};

constexpr Module modules[] = {
    {192, 28, 64, 96, 128, 16, 32, 32},
    {5, 9, 3, 4, 7, 2, 6, 11},
};

struct Case {
  const char* id;
  const char* bias;      // the convention in force
  const char* quantity;  // what is asked for
  Count (*formula)(const Module& m);
};

const Case cases[] = {
    {"IN01", "none", "parameters(m)", [](const Module& m) { return m.parameters() - m.in * m.pp; }},
    {"IN02", "none", "parameters(m)", [](const Module& m) { return m.parameters() + m.widths(); }},
    {"CP02", "per_filter", "parameters(m)", [](const Module& m) { return m.parameters(); }},
    {"IN03", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() - m.in * (m.r3 + m.r5); }},
    {"IN04", "none", "parameters(m)",
     [](const Module& m) { return m.in * m.n1 + 9 * m.in * m.n3 + 25 * m.in * m.n5; }},
    {"IN05", "none", "parameters(m)",
     [](const Module& m) { return m.in * (m.n1 + 9 * m.n3 + 25 * m.n5 + m.pp); }},
    {"IN06", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * (m.n1 + m.r3 + m.r5 + m.pp) + 9 * m.in * m.n3 + 25 * m.in * m.n5;
     }},
    {"IN07", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * (m.n1 + m.r3 + m.r5 + m.pp) + 3 * m.r3 * m.n3 + 5 * m.r5 * m.n5;
     }},
    {"IN08", "none", "parameters(m)",
     [](const Module& m) { return m.n1 + m.r3 + 9 * m.n3 + m.r5 + 25 * m.n5 + m.pp; }},
    {"IN09", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() + m.in * (m.n1 + m.r3 + m.r5 + m.pp); }},
    {"IN10", "none", "parameters(m)",
     [](const Module& m) {
       return m.in * m.n1 + m.n1 * m.r3 + 9 * m.r3 * m.n3 + m.n3 * m.r5 + 25 * m.r5 * m.n5 +
              m.n5 * m.pp;
     }},
    {"IN11", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() + 8 * m.in * m.pp; }},
    {"IN12", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() * m.side * m.side; }},
    {"IN13", "none", "parameters(m)",
     [](const Module& m) { return m.parameters() - 16 * m.r5 * m.n5; }},
    {"IC01", "none", "channels(m)",
     [](const Module& m) {
       return std::max({m.n1, m.n3, m.n5, m.pp});
     }},
    {"IC02", "none", "channels(m)", [](const Module& m) { return m.widths(); }},
    {"IC03", "none", "channels(m)", [](const Module& m) { return m.n1 + m.n3 + m.n5; }},
    {"IC04", "none", "channels(m)", [](const Module& m) { return m.n1 + m.n3 + m.n5 + m.in; }},
    {"IC05", "none", "channels(m)",
     [](const Module& m) { return m.n1 + m.n3 + m.n5 + m.pp + m.in; }},
    {"IC06", "none", "channels(m)", [](const Module& m) { return m.in; }},
    {"IC07", "none", "channels(m)",
     [](const Module& m) { return (m.n1 + m.n3 + m.n5 + m.pp) / 4; }},
};

std::string text_of(const Module& m) {
  return fmt::format(
      "input: {{shape: [{}, {}, {}]}}\nlayers:\n"
      "  - inception: {{name: m, conv1x1: {}, conv3x3: [{}, {}], conv5x5: [{}, {}], "
      "pool: {}}}\n",
      m.in, m.side, m.side, m.n1, m.r3, m.n3, m.r5, m.n5, m.pp);
}

TEST_CASE("every known mistake of a module gives the value of its formula") {
  for (const Module& m : modules) {
    CAPTURE(m.in);
    for (const Case& c : cases) {
      const Loaded loaded = load(text_of(m), std::string(c.bias));
      REQUIRE(loaded.good);
      check_mistake(loaded, c.id, c.quantity, text(c.formula(m)));
    }
  }
}

}  // namespace

TEST_SUITE_END();

}  // namespace reference::network
