#include "reference/matching/derive.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "reference/relation/assignment.h"
#include "reference/stage/stage.h"

namespace reference::matching {
namespace {

using evaluator::Code;
using relation::Kind;
using relation::Relation;

void parse_all(const std::vector<std::string>& texts, Fault::Column column,
               std::vector<Code>& codes, Faults& faults) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    auto code = Code::parse(texts[i]);
    if (code) {
      codes.push_back(std::move(*code));
    } else {
      faults.push_back({column, i, "", code.error()});
    }
  }
}

// 0.13 % of 0.0013; never 0 % or 100 % of what is neither.
std::string share_text(double share) {
  const double percent = 100 * share;
  if (percent > 0 && percent < 0.01) return "less than 0.01 %";
  if (percent < 100 && percent > 99.99) return "more than 99.99 %";
  return fmt::format("{:.2g} %", percent);
}

// What there is to say about a relation beside its kind.
std::string details(const relation::Pair& pair) {
  const Relation& relation = pair.relation;
  std::string text = relation.how;
  if (relation.kind == Kind::within1) {
    text = fmt::format("{} of the numbers differ", share_text(relation.share_different));
  } else if (relation.kind == Kind::within_eps) {
    text = fmt::format("off by at most {:.1g}", relation.max_abs_diff);
  }
  if (pair.caveat.empty()) return text;
  return text.empty() ? pair.caveat : text + ", " + pair.caveat;
}

// A relation as the table holds it: "within1: 0.13 % of the numbers differ".
std::string cell_text(const relation::Pair& pair) {
  const std::string more = details(pair);
  const std::string kind(id(pair.relation.kind));
  return more.empty() ? kind : kind + ": " + more;
}

struct Cell {
  Kind kind = Kind::different;
  std::string details;
};

// Empty if the text names no relation.
std::optional<Cell> read_cell(const std::string& text) {
  const std::size_t colon = std::min(text.find(": "), text.size());
  const auto kind = relation::kind_of(std::string_view(text).substr(0, colon));
  if (!kind) return std::nullopt;
  Cell cell{*kind, ""};
  if (colon < text.size()) cell.details = text.substr(colon + 2);
  return cell;
}

// Makes the table of matches and its words.
class Matching {
 public:
  Matching(const grader::Table& results, std::vector<std::vector<Cell>> cells, const Labels& labels)
      : labels_(labels), cells_(std::move(cells)) {
    std::size_t next = 0;
    for (std::size_t i = 0; i < labels.left.size(); ++i) {
      left_gives_.push_back(results.rows[next++].second);
    }
    for (std::size_t j = 0; j < labels.right.size(); ++j) {
      right_gives_.push_back(results.rows[next++].second);
    }
  }

  grader::Result<grader::Table> table() const {
    std::vector<std::vector<Kind>> kinds;
    for (const auto& row : cells_) {
      auto& of_row = kinds.emplace_back();
      for (const Cell& cell : row) of_row.push_back(cell.kind);
    }
    const relation::Assignment assignment = relation::match(kinds);
    grader::Table table;
    table.choices = labels_.right;
    auto words = std::make_shared<grader::TableWords>();
    add_grid(words->working);
    add_results(words->working);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      const auto& choices = assignment.choices[i];
      if (choices.empty()) {
        return grader::Failure{fmt::format("row `{}` does the same as no choice", labels_.left[i])};
      }
      table.rows.emplace_back(labels_.left[i], labels_.right[choices.front()]);
      auto& also = table.also.emplace_back();
      for (std::size_t k = 1; k < choices.size(); ++k) also.push_back(labels_.right[choices[k]]);
      words->working.push_back(settled(i, choices));
      words->doubts.push_back(doubt(i, choices));
      auto& pairs = words->pairs.emplace_back();
      for (std::size_t j = 0; j < labels_.right.size(); ++j) pairs.push_back(pair_words(i, j));
    }
    const bool several = std::any_of(table.also.begin(), table.also.end(),
                                     [](const auto& also) { return !also.empty(); });
    if (!several) table.also.clear();
    table.words = std::move(words);
    return table;
  }

 private:
  // A label that stands in both columns needs to be told apart.
  std::string left_name(std::size_t i) const {
    const auto& other = labels_.right;
    const bool twice = std::find(other.begin(), other.end(), labels_.left[i]) != other.end();
    return twice ? "left " + labels_.left[i] : labels_.left[i];
  }
  std::string right_name(std::size_t j) const {
    const auto& other = labels_.left;
    const bool twice = std::find(other.begin(), other.end(), labels_.right[j]) != other.end();
    return twice ? "right " + labels_.right[j] : labels_.right[j];
  }

  // What a pair that does not do the same really does.
  std::string pair_words(std::size_t i, std::size_t j) const {
    const Cell& cell = cells_[i][j];
    if (settles(cell.kind)) return "";
    if (cell.kind == Kind::related) {
      return fmt::format("{} is {} {}", right_name(j), left_name(i), cell.details);
    }
    if (left_gives_[i] == right_gives_[j]) {
      return fmt::format("{} and {} both give {}, but not the same", right_name(j), left_name(i),
                         left_gives_[i]);
    }
    return fmt::format("{} gives {}, {} {}", right_name(j), right_gives_[j], left_name(i),
                       left_gives_[i]);
  }

  std::string name(std::size_t i, std::size_t j) const {
    return labels_.left[i] + "/" + labels_.right[j];
  }

  bool by_elimination(std::size_t i, const std::vector<std::size_t>& choices) const {
    return choices.size() == 1 && !settles(cells_[i][choices.front()].kind);
  }

  std::string doubt(std::size_t i, const std::vector<std::size_t>& choices) const {
    if (!by_elimination(i, choices)) return "";
    return "holds by elimination only; " + pair_words(i, choices.front());
  }

  // How a row came to its choice.
  std::string settled(std::size_t i, const std::vector<std::size_t>& choices) const {
    if (choices.size() > 1) {
      std::string all;
      for (const std::size_t j : choices) all += (all.empty() ? "" : " or ") + labels_.right[j];
      const bool same = settles(cells_[i][choices.front()].kind);
      return fmt::format(
          "{}: {}, {}", labels_.left[i], all,
          same ? "equally good" : "none does the same, and nothing tells them apart");
    }
    const std::size_t j = choices.front();
    if (by_elimination(i, choices)) {
      return fmt::format("{}: by elimination only; {}", name(i, j), pair_words(i, j));
    }
    const Cell& cell = cells_[i][j];
    return fmt::format("{}: {}{}{}", name(i, j), words(cell.kind), cell.details.empty() ? "" : "; ",
                       cell.details);
  }

  void add_grid(std::vector<std::string>& lines) const {
    std::size_t first = 0;
    for (const std::string& label : labels_.left) first = std::max(first, label.size());
    std::string heading(first, ' ');
    std::vector<std::size_t> widths;
    for (std::size_t j = 0; j < labels_.right.size(); ++j) {
      std::size_t width = labels_.right[j].size();
      for (const auto& row : cells_) width = std::max(width, words(row[j].kind).size());
      widths.push_back(width);
      heading += fmt::format("  {:<{}}", labels_.right[j], width);
    }
    const auto add = [&lines](std::string line) {
      line.erase(line.find_last_not_of(' ') + 1);
      lines.push_back(std::move(line));
    };
    add(heading);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      std::string line = fmt::format("{:<{}}", labels_.left[i], first);
      for (std::size_t j = 0; j < widths.size(); ++j) {
        line += fmt::format("  {:<{}}", words(cells_[i][j].kind), widths[j]);
      }
      add(line);
    }
  }

  void add_results(std::vector<std::string>& lines) const {
    for (std::size_t i = 0; i < left_gives_.size(); ++i) {
      lines.push_back(fmt::format("{} gives {}", left_name(i), left_gives_[i]));
    }
    for (std::size_t j = 0; j < right_gives_.size(); ++j) {
      lines.push_back(fmt::format("{} gives {}", right_name(j), right_gives_[j]));
    }
  }

  const Labels& labels_;
  std::vector<std::vector<Cell>> cells_;
  std::vector<std::string> left_gives_;
  std::vector<std::string> right_gives_;
};

}  // namespace

bool Snippets::operator==(const Snippets& other) const {
  return image.height == other.image.height && image.width == other.image.width &&
         image.channels == other.image.channels && setup == other.setup && left == other.left &&
         right == other.right && numpy == other.numpy;
}

grader::Result<Studied, Faults> run(const Snippets& snippets) {
  relation::Columns columns;
  columns.options = stage::options_of(snippets.numpy);
  Faults faults;
  auto scenes = stage::scenes_of(snippets.image, snippets.setup, columns.options);
  if (!scenes) faults.push_back({Fault::Column::setup, 0, "", scenes.error()});
  parse_all(snippets.left, Fault::Column::left, columns.left, faults);
  parse_all(snippets.right, Fault::Column::right, columns.right, faults);
  if (!faults.empty()) return faults;
  columns.scenes = std::move(*scenes);
  auto study = relation::study(columns);
  if (study) return std::make_shared<const relation::Study>(std::move(*study));
  for (const relation::SnippetFailure& failed : study.error()) {
    faults.push_back({failed.left ? Fault::Column::left : Fault::Column::right, failed.index,
                      failed.scene, failed.failure});
  }
  return faults;
}

grader::Result<Studied, Faults> Runs::of(const Snippets& snippets) {
  constexpr std::size_t most = 8;
  const std::lock_guard lock(mutex_);
  for (const auto& [known, study] : known_) {
    if (known == snippets) return study;
  }
  auto study = run(snippets);
  if (!study) return study;
  if (known_.size() == most) known_.erase(known_.begin());
  known_.emplace_back(snippets, *study);
  return study;
}

std::string message(const Fault& fault, const std::string& name) {
  const evaluator::Failure& failure = fault.failure;
  if (failure.fault != ndarray::Fault::python) {
    return fmt::format("`{}` cannot be run: {}", name, failure.message);
  }
  return fmt::format("`{}` raises {}: {}", name, failure.type, failure.message);
}

grader::Table results(const relation::Study& study, const Labels& labels) {
  grader::Table table;
  for (std::size_t i = 0; i < labels.left.size(); ++i) {
    table.rows.emplace_back("left." + labels.left[i], study.left[i]);
  }
  for (std::size_t j = 0; j < labels.right.size(); ++j) {
    table.rows.emplace_back("right." + labels.right[j], study.right[j]);
  }
  return table;
}

grader::Table relations(const relation::Study& study, const Labels& labels) {
  grader::Table table;
  for (std::size_t i = 0; i < labels.left.size(); ++i) {
    for (std::size_t j = 0; j < labels.right.size(); ++j) {
      table.rows.emplace_back(labels.left[i] + "/" + labels.right[j], cell_text(study.pairs[i][j]));
    }
  }
  return table;
}

grader::Result<grader::Table> matching(const grader::Table& results, const grader::Table& relations,
                                       const Labels& labels) {
  const std::size_t pairs = labels.left.size() * labels.right.size();
  const std::size_t snippets = labels.left.size() + labels.right.size();
  if (relations.rows.size() != pairs || results.rows.size() != snippets) {
    return grader::Failure{"the tables do not have a row for each pair and each snippet"};
  }
  std::vector<std::vector<Cell>> cells(labels.left.size());
  for (std::size_t i = 0; i < pairs; ++i) {
    const auto& [pair, text] = relations.rows[i];
    auto cell = read_cell(text);
    if (!cell) return grader::Failure{fmt::format("`{}` of `{}` is no relation", text, pair)};
    cells[i / labels.right.size()].push_back(std::move(*cell));
  }
  return Matching(results, std::move(cells), labels).table();
}

}  // namespace reference::matching
