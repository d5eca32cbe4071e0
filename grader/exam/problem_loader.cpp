#include "grader/exam/problem_loader.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/base/sha256.h"
#include "grader/exam/exam.h"
#include "grader/exam/part_loader.h"
#include "grader/yaml/document.h"

namespace grader {
namespace {

// Reads one problem file.
class ProblemReader {
 public:
  ProblemReader(const yaml::Node& root, const Files& files, const Inherited& inherited,
                const Reference& reference, Diagnostics& diagnostics)
      : reader_(root, "problem", diagnostics),
        root_(root),
        files_(files),
        reference_(reference),
        diagnostics_(diagnostics),
        inherited_(inherited),
        rules_(inherited.rules) {}

  bool read(LoadedProblem& loaded) {
    Problem& problem = loaded.problem;
    read_format(reader_);
    problem.id = read_id(reader_, "id").value_or("");
    loaded.id = place_of("id");
    problem.title = reader_.text("title").value_or("");
    problem.statement = reader_.text("statement", "").value_or("");
    read_figure(problem);
    find_block();
    read_problem_conventions(problem);
    const bool solvable = translate(problem);
    read_problem_rules(problem);
    read_questions(problem, solvable);
    return reader_.finish();
  }

 private:
  Place place_of(std::string_view key) const {
    const yaml::Node* node = root_.find(key);
    return node ? node->where : root_.where;
  }

  void read_figure(Problem& problem) {
    const yaml::Node* node = reader_.find("figure");
    if (!node) return;
    yaml::MapReader reader(*node, "figure", diagnostics_);
    const auto file = reader.text("file");
    const auto alt = reader.text("alt");
    reader.finish();
    if (!file || !alt) return;
    problem.figure = Figure{*file, *alt};
    const std::string path = beside(std::string(root_.where.file()), *file);
    if (files_.kind(path) == Files::Kind::file) return;
    diagnostics_.warning(code::unreadable_file, node->find("file")->where,
                         fmt::format("figure `{}` is not there", path));
  }

  void find_block() {
    for (const ProblemKind* kind : reference_.kinds) {
      const yaml::Node* node = reader_.find(kind->name());
      if (!node) continue;
      if (!block_) {
        kind_ = kind;
        block_ = node;
        continue;
      }
      diagnostics_.error(
          code::several_blocks, node->where,
          fmt::format("a problem has one block, and this one has `{}` already", kind_->name()),
          fmt::format("make a problem of its own of `{}`", kind->name()));
    }
  }

  std::span<const Switch> switches() const {
    return kind_ ? kind_->switches() : std::span<const Switch>{};
  }

  // Every switch of the kind becomes a given quantity: as stated, as inherited, or its default.
  void read_problem_conventions(Problem& problem) {
    std::vector<StatedSwitch> stated = inherited_.switches;
    if (const yaml::Node* node = reader_.find("conventions")) {
      read_conventions(*node, switches(), stated, rules_.scheme.units, diagnostics_);
    }
    for (const Switch& known : switches()) {
      const auto last = std::find_if(stated.rbegin(), stated.rend(), [&](const StatedSwitch& s) {
        return s.name == known.name && is_setting(known, s.value);
      });
      const bool found = last != stated.rend();
      const QuantityIndex quantity =
          problem.graph.add(given(convention_quantity(known.name),
                                  Text(found ? last->value : std::string(known.values.front())),
                                  found ? last->where : block_->where));
      if (found) continue;
      problem.unstated.push_back(
          {std::string(known.name), quantity, {known.values.begin() + 1, known.values.end()}});
    }
  }

  static bool is_setting(const Switch& known, const std::string& value) {
    return std::find(known.values.begin(), known.values.end(), value) != known.values.end();
  }

  bool translate(Problem& problem) {
    if (!block_) return true;
    problem.kind = kind_->name();
    return kind_->translate(*block_, problem.graph, diagnostics_);
  }

  void read_problem_rules(Problem& problem) {
    const yaml::Node* accept = reader_.find("accept");
    if (accept) read_rules(*accept, RuleLevel::problem, &problem.graph, rules_, diagnostics_);
    problem.scheme = rules_.scheme;
  }

  void read_questions(Problem& problem, bool solvable) {
    const PartContext context{reference_, kind_,    block_,  switches(),
                              rules_,     solvable, problem, diagnostics_};
    if (const yaml::Node* node = reader_.require("parts")) read_parts(*node, context);
    if (const yaml::Node* node = reader_.find("printed")) read_printed_working(*node, context);
    read_mistakes(reader_.find("mistakes"), context);
  }

  yaml::MapReader reader_;
  const yaml::Node& root_;
  const Files& files_;
  const Reference& reference_;
  Diagnostics& diagnostics_;
  const Inherited& inherited_;
  Rules rules_;
  const ProblemKind* kind_ = nullptr;
  const yaml::Node* block_ = nullptr;
};

}  // namespace

std::optional<LoadedProblem> load_problem_text(const Files& files, ProblemText text,
                                               const Inherited& inherited,
                                               const Reference& reference,
                                               Diagnostics& diagnostics) {
  LoadedProblem loaded;
  loaded.problem.sha256 = sha256(text.text);
  const auto root = yaml::load_text(text.path, std::move(text.text), diagnostics);
  if (!root) return std::nullopt;
  loaded.problem.where = Place{root->where.source, 0, 0};
  if (!root->is_map()) {
    diagnostics.error(code::wrong_type, root->where,
                      fmt::format("a problem should be a map, not {}", describe(*root)));
    return std::nullopt;
  }
  if (!ProblemReader(*root, files, inherited, reference, diagnostics).read(loaded)) {
    return std::nullopt;
  }
  return loaded;
}

std::optional<Problem> load_problem(const Files& files, const std::string& path,
                                    const Reference& reference, Diagnostics& diagnostics) {
  auto text = files.read(path, largest::problem_file);
  if (!text) {
    diagnostics.error(*text.error().code, whole_file(path),
                      fmt::format("the file {}", text.error().message));
    return std::nullopt;
  }
  auto loaded = load_problem_text(files, {path, std::move(*text)}, {}, reference, diagnostics);
  if (!loaded) return std::nullopt;
  return std::move(loaded->problem);
}

}  // namespace grader
