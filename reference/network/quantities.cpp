#include "reference/network/quantities.h"

#include <fmt/core.h>

#include "grader/exam/conventions.h"
#include "reference/network/totals.h"
#include "reference/steps/append.h"
#include "reference/steps/compile.h"

namespace reference::network {
namespace {

using grader::Count;
using grader::Graph;
using grader::Inputs;
using grader::Place;
using grader::QuantityIndex;
using grader::Result;
using grader::Value;

constexpr std::string_view directions[] = {"height", "width"};

// Wraps the number of positions of a window (inputs: input, padding, kernel, stride): a kernel that
// does not fit has none.
grader::Function with_fitting_kernel(grader::Function positions) {
  return [positions = std::move(positions)](Inputs inputs) -> Result<Value> {
    const auto* size = std::get_if<Count>(inputs[0]);
    const auto* padding = std::get_if<Count>(inputs[1]);
    const auto* kernel = std::get_if<Count>(inputs[2]);
    Count padded = 0;
    if (size != nullptr && padding != nullptr && kernel != nullptr &&
        !__builtin_mul_overflow(*padding, Count{2}, &padded) &&
        !__builtin_add_overflow(*size, padded, &padded) && *kernel > padded) {
      return grader::Failure{
          fmt::format("a kernel of {} is larger than the padded input of {}", *kernel, padded)};
    }
    return positions(inputs);
  };
}

// The one value that all inputs have.
Result<Value> common_value(Inputs inputs) {
  for (const Value* input : inputs) {
    if (*input == *inputs[0]) continue;
    return grader::Failure{fmt::format("the branches differ: {} and {}",
                                       grader::to_text(*inputs[0]), grader::to_text(*input))};
  }
  return *inputs[0];
}

// The quantities of nodes.
class Quantities {
 public:
  Quantities(const Network& network, Graph& graph, grader::Diagnostics& diagnostics)
      : network_(network), graph_(graph), diagnostics_(diagnostics) {
    const auto convention = graph.find(grader::convention_quantity("bias"));
    bias_ = *convention;
    const Result<Value> stated = graph[bias_].function({});
    biased_ = std::get<grader::Text>(*stated) == "per_filter";
  }

  void run() {
    for (const Node& node : network_.nodes) add_node(node);
  }

 private:
  const Node& input_of(const Node& node) const { return network_.nodes[node.inputs.front()]; }
  QuantityIndex find(std::string_view quantity, std::string_view name) const {
    return *graph_.find(of(quantity, name));
  }

  void given(std::string_view quantity, const Node& node, Count value, const Place& where) {
    graph_.add(grader::given(of(quantity, node.name), value, where));
  }
  void alias(std::string_view quantity, std::string_view name, std::string_view other_quantity,
             std::string_view other, const Place& where) {
    steps::add_alias(graph_, of(quantity, name), find(other_quantity, other), where);
  }
  void step(std::string_view quantity, const Node& node, const std::string& text) {
    steps::add_step(graph_, of(quantity, node.name), text, node.where, diagnostics_);
  }

  void add_node(const Node& node) {
    switch (node.kind) {
      case Node::Kind::input:
        input(node);
        break;
      case Node::Kind::conv:
        conv(node);
        break;
      case Node::Kind::pool:
        pool(node);
        break;
      case Node::Kind::global_pool:
        global_pool(node);
        break;
      case Node::Kind::activation:
        keep_shape(node);
        break;
      case Node::Kind::flatten:
        flatten(node);
        break;
      case Node::Kind::fully_connected:
        fully_connected(node);
        break;
      case Node::Kind::concat:
        concat(node);
        break;
    }
    const std::string& n = node.name;
    step("shape", node,
         node.spatial ? fmt::format("[channels({0}), height({0}), width({0})]", n)
                      : fmt::format("[features({})]", n));
    if (node.kind == Node::Kind::input) return;
    if (has_weights(node)) {
      parameters(node);
    } else {
      step("parameters", node, "0");
      step("macs", node, "0");
    }
  }

  void input(const Node& node) {
    given(node.spatial ? "channels" : "features", node, node.out, node.where);
    if (!node.spatial) return;
    given("height", node, node.size.height, node.where);
    given("width", node, node.size.width, node.where);
  }

  void conv(const Node& node) {
    alias("in_channels", node.name, "channels", input_of(node).name, node.where);
    given("out_channels", node, node.out, node.where);
    window_givens(node);
    alias("channels", node.name, "out_channels", node.name, node.where);
    window(node);
    const std::string& n = node.name;
    steps::add_product(graph_, of("weights", n),
                       {find("kernel_height", n), find("kernel_width", n), find("in_channels", n),
                        find("out_channels", n)},
                       node.where);
    biases(node, "out_channels");
    steps::add_product(graph_, of("macs", n),
                       {find("weights", n), find("height", n), find("width", n)}, node.where);
  }

  void pool(const Node& node) {
    window_givens(node);
    alias("channels", node.name, "channels", input_of(node).name, node.where);
    window(node);
  }

  void window_givens(const Node& node) {
    const Window& window = node.window;
    const auto both = [&](std::string_view quantity, const Extent& extent) {
      given(fmt::format("{}_height", quantity), node, extent.height, window.where);
      given(fmt::format("{}_width", quantity), node, extent.width, window.where);
    };
    both("kernel", window.kernel);
    both("stride", window.stride);
    if (!window.same) both("padding", window.padding);
  }

  // Height and width: how often the kernel fits, a stride apart.
  void window(const Node& node) {
    const std::string& n = node.name;
    const std::string& x = input_of(node).name;
    for (const std::string_view d : directions) {
      if (node.window.same) {
        steps::add_step(graph_, of(d, n), fmt::format("-(-{0}({1}) // stride_{0}({2}))", d, x, n),
                        node.window.where, diagnostics_);
        continue;
      }
      const std::string text = fmt::format(
          "({0}({1}) + 2 * padding_{0}({2}) - kernel_{0}({2})) // stride_{0}({2}) + 1", d, x, n);
      auto compiled = steps::compile(text, node.window.where, graph_, diagnostics_);
      grader::Quantity quantity =
          steps::quantity_of(of(d, n), std::move(*compiled), node.window.where);
      quantity.function = with_fitting_kernel(std::move(quantity.function));
      graph_.add(std::move(quantity));
    }
  }

  void global_pool(const Node& node) {
    alias("channels", node.name, "channels", input_of(node).name, node.where);
    step("height", node, "1");
    step("width", node, "1");
  }

  void keep_shape(const Node& node) {
    add_extents_of(graph_, node.name, input_of(node), node.where);
  }

  void flatten(const Node& node) {
    const Node& x = input_of(node);
    if (!x.spatial) return alias("features", node.name, "features", x.name, node.where);
    steps::add_product(graph_, of("features", node.name),
                       {find("channels", x.name), find("height", x.name), find("width", x.name)},
                       node.where);
  }

  void fully_connected(const Node& node) {
    const std::string& n = node.name;
    alias("in_features", n, "features", input_of(node).name, node.where);
    given("out_features", node, node.out, node.where);
    alias("features", n, "out_features", n, node.where);
    steps::add_product(graph_, of("weights", n), {find("in_features", n), find("out_features", n)},
                       node.where);
    biases(node, "out_features");
    alias("macs", n, "weights", n, node.where);
  }

  void concat(const Node& node) {
    std::vector<QuantityIndex> channels;
    for (const std::size_t i : node.inputs) {
      channels.push_back(find("channels", network_.nodes[i].name));
    }
    const std::size_t n = channels.size();
    steps::add_sum(graph_, of("channels", node.name), std::move(channels), n, node.where);
    for (const std::string_view d : directions) {
      grader::Quantity quantity;
      quantity.name = of(d, node.name);
      for (const std::size_t i : node.inputs) {
        quantity.inputs.push_back(find(d, network_.nodes[i].name));
      }
      quantity.function = common_value;
      quantity.formula = {std::size_t{0}};
      quantity.where = node.where;
      graph_.add(std::move(quantity));
    }
  }

  // One a filter or output feature, or none. A layer that does not say so depends on the
  // convention.
  void biases(const Node& node, std::string_view filters) {
    if (node.bias == Bias::none) return step("biases", node, "0");
    if (node.bias == Bias::per_filter) {
      return alias("biases", node.name, filters, node.name, node.where);
    }
    grader::Quantity quantity;
    quantity.name = of("biases", node.name);
    quantity.inputs = {find(filters, node.name), bias_};
    quantity.function = [](Inputs inputs) -> Result<Value> {
      const auto* convention = std::get_if<grader::Text>(inputs[1]);
      if (convention != nullptr && *convention == "per_filter") return *inputs[0];
      return Value(Count{0});
    };
    if (biased_) {
      quantity.formula = {std::size_t{0}};
    } else {
      quantity.formula = {std::string("0")};
    }
    quantity.where = node.where;
    graph_.add(std::move(quantity));
  }

  bool has_biases(const Node& node) const {
    return node.bias == Bias::per_filter || (node.bias == Bias::by_convention && biased_);
  }

  void parameters(const Node& node) {
    const std::string& n = node.name;
    steps::add_sum(graph_, of("parameters", n), {find("weights", n), find("biases", n)},
                   has_biases(node) ? 2 : 1, node.where);
  }

  const Network& network_;
  Graph& graph_;
  grader::Diagnostics& diagnostics_;
  QuantityIndex bias_ = 0;
  bool biased_ = false;
};

}  // namespace

std::string of(std::string_view quantity, std::string_view name) {
  return fmt::format("{}({})", quantity, name);
}

void add_extents_of(Graph& graph, const std::string& name, const Node& node, const Place& where) {
  std::vector<std::string_view> extents{"features"};
  if (node.spatial) extents = {"channels", "height", "width"};
  for (const std::string_view extent : extents) {
    steps::add_alias(graph, of(extent, name), *graph.find(of(extent, node.name)), where);
  }
}

void add_quantities(const Network& network, Graph& graph, grader::Diagnostics& diagnostics) {
  Quantities(network, graph, diagnostics).run();
  add_totals(network, graph);
}

}  // namespace reference::network
