#include "grader/scoring/problem_key.h"

#include <algorithm>
#include <cmath>

#include "grader/scoring/common_mistakes.h"
#include "grader/scoring/shapes.h"

namespace grader {
namespace {

// A difference of this share of a value is none.
constexpr double nothing = 1e-6;

}  // namespace

ProblemKey::ProblemKey(const Problem& problem) : problem_(problem), base_(evaluate(problem.graph)) {
  for (const Mistake& mistake : problem.mistakes) {
    own_mistakes_.push_back({mistake.id, mistake.message, mistake.credit, &mistake.edits});
  }
  for (std::size_t i = 0; i < common_mistake_count; ++i) {
    const CommonMistakeWords& words = common_mistake_words()[i];
    const CommonMistakeRule& rule = problem.common_mistakes[i];
    common_[i] = {words.id, rule.message.empty() ? words.message : std::string_view(rule.message),
                  rule.credit, nullptr};
  }
  for (QuantityIndex i = 0; i < problem.graph.size(); ++i) {
    const bool stated = problem.graph[i].given() || problem.graph[i].restates_given;
    if (!stated || !base_[i] || numbers(*base_[i]).empty()) continue;
    givens_.push_back({shape_of(*base_[i]), numbers(*base_[i])});
  }
  for (const Part& part : problem.parts) add_part(part);
}

const KnownMistake& ProblemKey::common(CommonMistake mistake) const {
  return common_[static_cast<std::size_t>(mistake)];
}

void ProblemKey::add_part(const Part& part) {
  const std::size_t index = parts_.size();
  PartKey& key = parts_.emplace_back();
  if (part.ask == Ask::written) return;
  Solution solution(problem_.graph, part.conventions, &base_);
  const Solved& solved = solution[part.quantity];
  if (!solved) {
    key.failure = solved.error().message;
    return;
  }
  key.target =
      make_target(problem_.graph, part.quantity, part.scheme, solution, part.conventions, base_);
  key.reader.emplace(key.target->key, problem_.graph[part.quantity].name, part.scheme, part.options,
                     part.trial);
  key.plain = decided_by_size(part.scheme) && part.scheme.any_of.empty() && key.target->finite();
  key.uses = ancestors(problem_.graph, part.quantity);
  size_ += key.reader->size();
  for (const Alternative& other : part.scheme.any_of) {
    Target target = make_target(other.value, other.scheme, &*key.target);
    key.alternatives.push_back({std::move(target), &other.scheme, other.credit});
  }
  add_mistakes(part, index, key);
}

void ProblemKey::add_mistakes(const Part& part, std::size_t index, PartKey& key) {
  for (std::size_t m = 0; m < problem_.mistakes.size(); ++m) {
    const Mistake& mistake = problem_.mistakes[m];
    std::vector<Edit> edits = part.conventions;
    edits.insert(edits.end(), mistake.edits.begin(), mistake.edits.end());
    Solution solution(problem_.graph, edits, &base_);
    const Solved& solved = solution[part.quantity];
    if (!solved || solved->index() != key.target->key.index() || *solved == key.target->key ||
        !same_rows(*solved, key.target->key)) {
      continue;
    }
    Target target = make_target(problem_.graph, part.quantity, part.scheme, solution, edits, base_);
    if (!target.finite()) continue;
    const bool explains = !mistake.part || *mistake.part == index;
    const bool other_shape = has_other_shape(target, index);
    key.mistakes.push_back({&own_mistakes_[m], std::move(target), explains, other_shape});
  }
}

bool ProblemKey::has_other_shape(const Target& target, std::size_t part) const {
  return !same_shape(shape_of(target.key), shape_of(parts_[part].target->key),
                     problem_.parts[part].scheme.strict_shape);
}

const std::vector<MistakeTarget>& ProblemKey::common_mistakes(std::size_t part) const {
  const PartKey& key = parts_[part];
  std::call_once(key.common_once_, [&] {
    for (auto& [mistake, value] : common_wrong_values(key.target->key)) {
      Target target = make_target(std::move(value), problem_.parts[part].scheme, &*key.target);
      if (!target.finite()) continue;
      const bool other_shape = has_other_shape(target, part);
      key.common_.push_back({&common(mistake), std::move(target), true, other_shape});
    }
  });
  return key.common_;
}

bool ProblemKey::worth_following(QuantityIndex quantity, const Value& value) const {
  const Quantity& asked = problem_.graph[quantity];
  if (asked.given() || asked.restates_given) return false;
  return !trivial(value, largest_size(numbers(*base_[quantity])));
}

bool ProblemKey::trivial(const Value& value, double scale) const {
  const std::vector<double> own = numbers(value);
  const double largest = largest_size(own);
  if (largest <= nothing * scale || largest == 0) return true;
  const std::vector<std::int64_t> shape = shape_of(value);
  const auto same = [&](double a, double b) { return std::abs(a - b) <= nothing * largest; };
  return std::any_of(givens_.begin(), givens_.end(), [&](const Numbers& given) {
    return given.shape == shape &&
           std::equal(own.begin(), own.end(), given.entries.begin(), given.entries.end(), same);
  });
}

}  // namespace grader
