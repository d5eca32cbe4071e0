#include "grader/scoring/decide.h"

#include <algorithm>

#include "grader/scoring/common_mistakes.h"
#include "grader/scoring/shapes.h"

namespace grader {
namespace {

class Deciding {
 public:
  Deciding(const ProblemKey& key, const ProblemTexts& texts, Reading reading)
      : key_(key), texts_(texts), reading_(reading) {
    if (reading_ == Reading::full) return;
    numbers_.resize(key.size());
    choices_.resize(key.size());
  }

  std::vector<Decision> run() {
    const std::size_t parts = key_.problem().parts.size();
    decisions_.resize(parts);
    bool search = false;
    for (std::size_t i = 0; i < parts; ++i) {
      mark_original(i);
      search = search || wants_more(i);
    }
    if (search) {
      collect_own_values();
      for (std::size_t i = 0; i < parts; ++i) {
        if (wants_more(i)) look_further(i);
        charge(i);
      }
    }
    if (reading_ == Reading::fast) {
      for (Decision& decision : decisions_) decision.response.reset();
    }
    return std::move(decisions_);
  }

 private:
  const Part& part(std::size_t i) const { return key_.problem().parts[i]; }

  std::string_view text(std::size_t i) const {
    return i < texts_.parts.size() ? texts_.parts[i] : std::string_view();
  }

  Response read(std::size_t i) {
    const PartKey& key = key_.part(i);
    if (reading_ == Reading::fast && key.plain) {
      const PlainSpace space{std::span(numbers_).subspan(used_),
                             std::span(choices_).subspan(used_)};
      if (auto plain = key.reader->read_plain(text(i), space)) {
        used_ += key.reader->size();
        return *std::move(plain);
      }
    }
    return key.reader->read(text(i));
  }

  void mark_original(std::size_t i) {
    Decision& decision = decisions_[i];
    const PartKey& key = key_.part(i);
    if (part(i).ask == Ask::written) {
      decision.outcome = Outcome::pending;
      return;
    }
    if (!key.target) {
      decision.outcome = Outcome::not_marked;
      return;
    }
    decision.response = read(i);
    decision.original = mark_value(*decision.response, *key.target, part(i).scheme);
    for (const AlternativeTarget& other : key.alternatives) {
      if (decision.original.right()) break;
      Marked marked = mark_value(*decision.response, other.target, *other.scheme);
      marked.credit *= other.credit;
      if (marked.credit <= decision.original.credit) continue;
      if (marked.credit < 1) marked.outcome = Outcome::partly_correct;
      decision.original = std::move(marked);
      decision.alternative = &other;
    }
    decision.outcome = decision.original.outcome;
    decision.credit = decision.original.credit;
  }

  // Whether anything beyond the key can matter to the part. A matrix in another shape can still be
  // explained, though not followed.
  bool wants_more(std::size_t i) const {
    const Decision& decision = decisions_[i];
    if (!decision.response) return false;
    if (decision.credit == 1) return part(i).scheme.follow == Scheme::Follow::always;
    return was_compared(decision.outcome) || decision.outcome == Outcome::wrong_shape;
  }

  // Of two values of one quantity the first is kept.
  void keep_own_value(QuantityIndex quantity, const Response& response, bool right, bool asked) {
    const Solved& like = key_.base()[quantity];
    if (!like) return;
    const bool kept = std::any_of(own_.begin(), own_.end(), [&](const OwnValue& value) {
      return value.quantity == quantity;
    });
    if (kept) return;
    std::optional<Value> value = value_of(response, *like);
    if (!value || !key_.worth_following(quantity, *value)) return;
    own_.push_back(OwnValue{quantity, std::move(*value), right, !right && !asked});
  }

  bool is_asked(QuantityIndex quantity) const {
    for (std::size_t i = 0; i < decisions_.size(); ++i) {
      if (decisions_[i].response && part(i).quantity == quantity) return true;
    }
    return false;
  }

  // Of a quantity that is asked for and given besides, the answer to the part counts.
  void collect_own_values() {
    for (const QuantityText& answer : texts_.extra) {
      if (is_asked(answer.quantity)) continue;
      const auto extra = read_extra(key_, answer);
      if (!extra) continue;
      keep_own_value(answer.quantity, extra->response, extra->marked.right(), false);
    }
    for (std::size_t i = 0; i < decisions_.size(); ++i) {
      const Decision& decision = decisions_[i];
      if (!decision.response) continue;
      keep_own_value(part(i).quantity, *decision.response, decision.original.right(), true);
    }
  }

  // What a part has lost points by is charged: later parts may follow it. An answer that was not
  // compared has lost them by itself.
  void charge(std::size_t i) {
    if (decisions_[i].credit == 1 || !was_compared(decisions_[i].outcome)) return;
    for (OwnValue& value : own_) {
      if (!value.uncharged || !key_.part(i).uses[value.quantity]) continue;
      value.uncharged = false;
      decisions_[i].charged.push_back(value.quantity);
    }
  }

  void look_further(std::size_t i) {
    Decision& decision = decisions_[i];
    if (part(i).scheme.follow != Scheme::Follow::none && was_compared(decision.outcome)) {
      carry(i, decision);
    }
    if (decision.carried && decision.carried->marked.right()) return;
    if (decision.credit < 1) find_mistake(i, decision);
  }

  // The own values that the part's value follows from: those that are not hidden behind others.
  std::vector<const OwnValue*> used_values(std::size_t i) const {
    const QuantityIndex asked = part(i).quantity;
    std::vector<const OwnValue*> used;
    std::vector<bool> given(key_.problem().graph.size());
    for (const OwnValue& value : own_) {
      if (value.quantity == asked || value.uncharged || !key_.part(i).uses[value.quantity])
        continue;
      used.push_back(&value);
      given[value.quantity] = true;
    }
    if (used.size() < 2) return used;
    const std::vector<bool> reached = ancestors(key_.problem().graph, asked, given);
    std::erase_if(used, [&](const OwnValue* value) { return !reached[value->quantity]; });
    return used;
  }

  // Follow-through: the best of the own values, of each earlier mistake, and of both.
  void carry(std::size_t i, Decision& decision) {
    const std::vector<const OwnValue*> used = used_values(i);
    if (!used.empty()) consider(i, decision, solve_with(i, used, nullptr, decision));
    for (const KnownMistake* mistake : in_place_) {
      for (const MistakeTarget& known : key_.part(i).mistakes) {
        if (known.mistake != mistake || known.other_shape) continue;
        Carried carried;
        carried.mistake = mistake;
        carried.target = known.target;
        consider(i, decision, std::move(carried));
      }
      if (!used.empty()) consider(i, decision, solve_with(i, used, mistake, decision));
    }
  }

  // Empty where nothing that is like the key follows.
  std::optional<Carried> solve_with(std::size_t i, const std::vector<const OwnValue*>& used,
                                    const KnownMistake* mistake, Decision& decision) const {
    std::vector<Edit> edits = part(i).conventions;
    if (mistake != nullptr) {
      edits.insert(edits.end(), mistake->edits->begin(), mistake->edits->end());
    }
    Carried carried;
    carried.mistake = mistake;
    carried.used_right = mistake == nullptr;
    for (const OwnValue* value : used) {
      edits.push_back(Edit{value->quantity, value->value});
      carried.from.push_back(value->quantity);
      carried.used_right = carried.used_right && value->right;
    }
    const Graph& graph = key_.problem().graph;
    const QuantityIndex quantity = part(i).quantity;
    Solution solution(graph, edits, &key_.base());
    const Solved& solved = solution[quantity];
    decision.unsolvable = decision.unsolvable || (mistake == nullptr && !solved);
    if (!solved || solved->index() != key_.part(i).target->key.index() ||
        shape_of(*solved) != shape_of(key_.part(i).target->key) ||
        !same_rows(*solved, key_.part(i).target->key)) {
      return std::nullopt;
    }
    carried.target = make_target(graph, quantity, part(i).scheme, solution, edits, key_.base());
    const double scale = largest_size(numbers(key_.part(i).target->key));
    const bool number = !carried.target.entries.empty();
    if (number && (!carried.target.finite() || key_.trivial(*solved, scale))) return std::nullopt;
    return carried;
  }

  // Takes what follows from earlier answers if it earns more; `follow: always` also if as much.
  void consider(std::size_t i, Decision& decision, std::optional<Carried> carried) {
    const Scheme& scheme = part(i).scheme;
    if (!carried || (decision.carried && decision.credit == 1)) return;
    carried->marked = mark_value(*decision.response, carried->target, scheme);
    Fraction credit = carried->marked.credit;
    if (!carried->used_right) {
      credit = std::min(credit, scheme.follow_cap) - scheme.follow_penalty;
    }
    const bool first = !decision.carried && scheme.follow == Scheme::Follow::always;
    const bool enough = first ? credit >= decision.credit : credit > decision.credit;
    if (!enough || credit <= 0) return;
    decision.credit = credit;
    decision.outcome = outcome_of(credit);
    decision.carried = std::move(carried);
  }

  // Every mistake that explains the answer stays in place for later parts; the one with the highest
  // credit is named, of several the first.
  void find_mistake(std::size_t i, Decision& decision) {
    const KnownMistake* best = nullptr;
    const auto take = [&](const KnownMistake& mistake) {
      if (best == nullptr || mistake.credit > best->credit) best = &mistake;
    };
    const Scheme& scheme = part(i).scheme;
    for (const MistakeTarget& known : key_.part(i).mistakes) {
      if (!known.explains || !explains(*decision.response, known, scheme)) continue;
      if (contradicted(i, *known.mistake)) continue;
      take(*known.mistake);
      in_place_.push_back(known.mistake);
    }
    for (const MistakeTarget& known : key_.common_mistakes(i)) {
      if (explains(*decision.response, known, scheme)) take(*known.mistake);
    }
    if (best == nullptr || best->edits == nullptr) {
      if (const auto common = common_in_response(i, decision)) take(key_.common(*common));
    }
    if (best == nullptr) return;
    decision.mistake = best;
    if (best->credit <= decision.credit) return;
    decision.carried.reset();
    decision.credit = best->credit;
    decision.outcome = outcome_of(decision.credit);
  }

  // Whether an earlier part is right that the mistake would have made wrong: an update that goes up
  // the gradient is no flipped gradient where the gradient itself is right.
  bool contradicted(std::size_t i, const KnownMistake& mistake) const {
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      const Decision& decision = decisions_[earlier];
      if (!decision.response || !decision.original.right()) continue;
      for (const MistakeTarget& known : key_.part(earlier).mistakes) {
        const bool would_be_wrong =
            known.mistake == &mistake && !explains(*decision.response, known, part(earlier).scheme);
        if (would_be_wrong) return true;
      }
    }
    return false;
  }

  static bool explains(const Response& response, const MistakeTarget& known, const Scheme& scheme) {
    // A plain response has the shape of the key.
    if (known.other_shape && std::holds_alternative<PlainNumbers>(response)) return false;
    return is_right(response, known.target, scheme);
  }

  // How a single number was written matters here, so a plain one is read again in full.
  std::optional<CommonMistake> common_in_response(std::size_t i, const Decision& decision) const {
    const PartKey& key = key_.part(i);
    const Scheme& scheme = part(i).scheme;
    const auto* plain = std::get_if<PlainNumbers>(&*decision.response);
    if (plain == nullptr || plain->values.size() > 1) {
      return find_in_response(*decision.response, *key.target, scheme);
    }
    return find_in_response(key.reader->read(text(i)), *key.target, scheme);
  }

  const ProblemKey& key_;
  const ProblemTexts& texts_;
  Reading reading_;
  std::vector<double> numbers_;  // of plain responses
  std::vector<std::size_t> choices_;
  std::size_t used_ = 0;
  std::vector<Decision> decisions_;
  std::vector<OwnValue> own_;
  std::vector<const KnownMistake*> in_place_;
};

}  // namespace

std::vector<Decision> decide(const ProblemKey& key, const ProblemTexts& texts, Reading reading) {
  return Deciding(key, texts, reading).run();
}

Against original_against(const ProblemKey& key, std::size_t part, const Decision& decision) {
  const AlternativeTarget* other = decision.alternative;
  if (other != nullptr) return {other->target, *other->scheme};
  return {*key.part(part).target, key.problem().parts[part].scheme};
}

std::optional<ExtraReading> read_extra(const ProblemKey& key, const QuantityText& answer) {
  const Problem& problem = key.problem();
  if (!key.base()[answer.quantity]) return std::nullopt;
  // Nobody said to how many figures a value along the way is wanted.
  Scheme scheme = problem.scheme;
  if (!scheme.rounded) scheme.rounded = 1;
  Solution solution(problem.graph, {}, &key.base());
  Target target = make_target(problem.graph, answer.quantity, scheme, solution, {}, key.base());
  const ResponseReader reader(target.key, problem.graph[answer.quantity].name, scheme);
  Response response = reader.read(answer.text);
  Marked marked = mark_value(response, target, scheme);
  return ExtraReading{std::move(response), std::move(target), std::move(marked)};
}

}  // namespace grader
