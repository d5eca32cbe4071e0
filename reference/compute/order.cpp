#include "reference/compute/order.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "reference/language/parser.h"
#include "reference/language/walk.h"

namespace reference::compute {
namespace {

using Indices = std::vector<std::size_t>;

// For each step the steps that its expression names.
std::vector<Indices> needs(const Block& block) {
  std::map<std::string, std::size_t, std::less<>> steps;
  for (std::size_t i = 0; i < block.steps.size(); ++i) steps.emplace(block.steps[i].name, i);
  std::vector<Indices> all(block.steps.size());
  for (std::size_t i = 0; i < block.steps.size(); ++i) {
    const auto expression = language::parse_expression(block.steps[i].text);
    if (!expression) continue;
    language::for_each_part(**expression, [&](const language::Expression& part) {
      const auto* name = std::get_if<language::Name>(&part.node);
      const auto found = name ? steps.find(name->name) : steps.end();
      if (found != steps.end()) all[i].push_back(found->second);
    });
  }
  return all;
}

// Depth first, with a stack of its own.
class Search {
 public:
  explicit Search(const std::vector<Indices>& needs) : needs_(needs), states_(needs.size()) {}

  // The first circle, each step needing the next and the last the first; or nothing.
  Indices circle() {
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (states_[i] != State::fresh) continue;
      Indices way = from(i);
      if (!way.empty()) return way;
    }
    return {};
  }

 private:
  enum class State { fresh, open, done };

  Indices from(std::size_t start) {
    Indices way{start};
    Indices next{0};  // of what each step on the way needs
    states_[start] = State::open;
    while (!way.empty()) {
      const Indices& needed = needs_[way.back()];
      if (next.back() == needed.size()) {
        states_[way.back()] = State::done;
        way.pop_back();
        next.pop_back();
        continue;
      }
      const std::size_t step = needed[next.back()++];
      if (states_[step] == State::open) {
        return {std::find(way.begin(), way.end(), step), way.end()};
      }
      if (states_[step] == State::done) continue;
      states_[step] = State::open;
      way.push_back(step);
      next.push_back(0);
    }
    return {};
  }

  const std::vector<Indices>& needs_;
  std::vector<State> states_;
};

}  // namespace

bool has_no_cycle(const Block& block, grader::Diagnostics& diagnostics) {
  const std::vector<Indices> all = needs(block);
  const Indices way = Search(all).circle();
  if (way.empty()) return true;
  const Step& first = block.steps[way.front()];
  std::string text = fmt::format("`{}` needs ", first.name);
  for (std::size_t j = 1; j < way.size(); ++j) {
    text += fmt::format("`{}`, which needs ", block.steps[way[j]].name);
  }
  text += way.size() == 1 ? "itself" : fmt::format("`{}`", first.name);
  diagnostics.error(grader::code::bad_expression, first.where, std::move(text),
                    "a step can only use steps above it");
  return false;
}

}  // namespace reference::compute
