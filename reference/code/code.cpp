#include "reference/code/code.h"

#include <fmt/core.h>

#include <memory>

#include "code_schema.embedded.h"
#include "reference/code/block.h"
#include "reference/code/source.h"
#include "reference/code/transport.h"
#include "reference/sandbox/sandbox.h"

namespace reference::code {
namespace {

using grader::Diagnostics;
using grader::Graph;
using grader::Outcome;
using grader::TableReading;
using grader::yaml::Node;

constexpr std::string_view asked = "code";

void add_givens(const Block& block, Graph& graph) {
  const auto extent = [&](std::string_view name, std::int64_t value) {
    graph.add(
        grader::given(fmt::format("image.{}", name), grader::Count{value}, block.image_where));
  };
  extent("height", block.image.height);
  extent("width", block.image.width);
  extent("channels", block.image.channels);
  if (block.setup) graph.add(grader::given("setup", block.setup->text, block.setup->where));
  graph.add(grader::given("solution", block.solution.text, block.solution.where));
}

// The key follows from the solution: another one, as an edit, is tried again.
void add_key(const Block& block, grader::Table key, Graph& graph) {
  grader::Quantity quantity;
  quantity.name = asked;
  quantity.inputs = {*graph.find("solution")};
  quantity.formula = {std::string("what is done by "), std::size_t{0}};
  quantity.where = block.solution.where;
  quantity.function =
      [block, key = std::move(key)](grader::Inputs inputs) -> grader::Result<grader::Value> {
    const auto& text = std::get<grader::Text>(*inputs[0]);
    if (text == block.solution.text) return key;
    Block other = block;
    other.solution.text = text;
    Diagnostics findings;
    const auto task = solve(other, findings);
    if (task) return key_of(*task);
    return grader::Failure{findings.all().empty() ? "the solution has no value"
                                                  : findings.all().front().message};
  };
  graph.add(std::move(quantity));
}

// A task and the process that tries answers to it.
class Judge {
 public:
  explicit Judge(Task task)
      : task_(std::move(task)),
        sandbox_([this](std::string_view text) { return to_text(attempt(task_, text)); }) {}

  TableReading read(std::string_view text) const {
    TableReading reading;
    if (source_of(text).find_first_not_of(" \t\r\n") == std::string::npos) {
      reading.outcome = Outcome::blank;
      return reading;
    }
    const auto answer = sandbox_.run(text);
    if (answer) return to_reading(*answer);
    const sandbox::Stopped& stopped = answer.error();
    reading.outcome = stopped.limit ? Outcome::pending : Outcome::not_marked;
    reading.reason = stopped.limit ? fmt::format(
                                         "the grader could not run this code, a person will "
                                         "look at it: {}",
                                         stopped.reason)
                                   : fmt::format("the code could not be run: {}", stopped.reason);
    return reading;
  }

 private:
  Task task_;
  sandbox::Sandbox sandbox_;
};

class CodeKind final : public grader::ProblemKind {
 public:
  std::string_view name() const override { return "code"; }
  std::span<const grader::Switch> switches() const override { return {}; }
  std::string_view schema() const override { return embedded::code_schema; }

  bool translate(const Node& node, Graph& graph, Diagnostics& diagnostics) const override {
    const auto block = read_block(node, diagnostics);
    if (!block) return false;
    const auto task = solve(*block, diagnostics);
    if (!task) return false;
    add_givens(*block, graph);
    add_key(*block, key_of(*task), graph);
    return true;
  }

  grader::TrialReader trial(const Node& node, std::string_view quantity) const override {
    if (quantity != asked) return {};
    Diagnostics reported_before;
    const auto block = read_block(node, reported_before);
    auto task = block ? solve(*block, reported_before) : std::nullopt;
    if (!task) return {};
    const auto judge = std::make_shared<const Judge>(std::move(*task));
    return [judge](std::string_view text) { return judge->read(text); };
  }
};

}  // namespace

const grader::ProblemKind& kind() {
  static const CodeKind kind;
  return kind;
}

}  // namespace reference::code
