#include "reference/relation/study.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "reference/relation/describe.h"

namespace reference::relation {
namespace {

using evaluator::Code;
using evaluator::Failure;
using evaluator::Outcome;
using Run = grader::Result<Outcome, Failure>;

Run run(const Code& code, const Scene& scene, const evaluator::Options& options) {
  return code.run(scene.inputs, options, {"img", "img2"});
}

// The runs of one column on the scenes that decide, [snippet][scene].
class Column {
 public:
  Column(const Columns& columns, bool left)
      : codes_(left ? columns.left : columns.right), left_(left) {
    for (const Code& code : codes_) {
      auto& runs = runs_.emplace_back();
      for (const Scene& scene : columns.scenes) {
        if (scene.decides) runs.emplace_back(run(code, scene, columns.options), &scene);
      }
    }
  }

  std::size_t size() const { return runs_.size(); }
  const Object& value(std::size_t snippet, std::size_t scene) const {
    return runs_[snippet][scene].first->value;
  }
  std::size_t scenes() const { return runs_.front().size(); }

  void add_failures(std::vector<SnippetFailure>& failures) const {
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      for (const auto& [outcome, scene] : runs_[i]) {
        if (outcome) continue;
        failures.push_back({left_, i, scene->name, outcome.error()});
        break;
      }
    }
  }

  std::vector<std::string> descriptions() const {
    std::vector<std::string> all;
    for (const auto& runs : runs_) {
      std::vector<Observation> observations;
      for (const auto& [outcome, scene] : runs) {
        observations.push_back({&outcome->value, &scene->inputs});
      }
      all.push_back(describe(observations));
    }
    return all;
  }

  std::vector<bool> undefined() const {
    std::vector<bool> all;
    for (const auto& runs : runs_) {
      all.push_back(std::any_of(runs.begin(), runs.end(),
                                [](const auto& one) { return one.first->undefined_cast; }));
    }
    return all;
  }

 private:
  const std::vector<Code>& codes_;
  bool left_;
  std::vector<std::vector<std::pair<Run, const Scene*>>> runs_;
};

std::vector<std::vector<Pair>> pairs_of(const Column& left, const Column& right) {
  std::vector<std::vector<Pair>> pairs(left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < right.size(); ++j) {
      std::vector<Relation> relations;
      for (std::size_t scene = 0; scene < left.scenes(); ++scene) {
        relations.push_back(relate(left.value(i, scene), right.value(j, scene)));
      }
      pairs[i].push_back({worst(relations), ""});
    }
  }
  return pairs;
}

// How a pair fares on a scene that does not decide; what fails on both sides is no difference.
bool agree(const Run& left, const Run& right, Kind at_best) {
  if (!left || !right) return !left && !right;
  return relate(left->value, right->value).kind <= std::max(at_best, Kind::within_eps);
}

bool has_settled(const std::vector<Pair>& row) {
  return std::any_of(row.begin(), row.end(),
                     [](const Pair& pair) { return settles(pair.relation.kind); });
}

bool column_has_settled(const std::vector<std::vector<Pair>>& pairs, std::size_t column) {
  return std::any_of(pairs.begin(), pairs.end(), [&](const std::vector<Pair>& row) {
    return settles(row[column].relation.kind);
  });
}

void add_caveats(const Columns& columns, std::vector<std::vector<Pair>>& pairs) {
  std::vector<std::vector<std::vector<std::string>>> differ(
      pairs.size(), std::vector<std::vector<std::string>>(columns.right.size()));
  for (const Scene& scene : columns.scenes) {
    if (scene.decides) continue;
    std::vector<std::optional<Run>> right(columns.right.size());
    for (std::size_t j = 0; j < right.size(); ++j) {
      if (column_has_settled(pairs, j)) right[j] = run(columns.right[j], scene, columns.options);
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (!has_settled(pairs[i])) continue;
      const Run left = run(columns.left[i], scene, columns.options);
      for (std::size_t j = 0; j < right.size(); ++j) {
        const Kind kind = pairs[i][j].relation.kind;
        if (settles(kind) && !agree(left, *right[j], kind)) differ[i][j].push_back(scene.name);
      }
    }
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    for (std::size_t j = 0; j < pairs[i].size(); ++j) {
      pairs[i][j].caveat = caveat_of(columns.scenes, differ[i][j]);
    }
  }
}

bool is_square(const Scene& scene) {
  const auto* height = find_variable(scene.inputs, "H");
  const auto* width = find_variable(scene.inputs, "W");
  const auto* h = height == nullptr ? nullptr : height->get<std::int64_t>();
  const auto* w = width == nullptr ? nullptr : width->get<std::int64_t>();
  return h != nullptr && w != nullptr && *h == *w;
}

struct Caveat {
  std::string_view scene;
  std::string_view words;
};

constexpr Caveat caveats[] = {
    {"tiny", "for very small images"},
    {"labels", "where the mask holds other numbers than 0 and 255"},
    {"dark", "where the image is dark"},
    {"odd", "for images with odd sides"},
    {"gradient", "for even gradients"},
    {"impulses", "for single bright pixels"},
    {"zeros", "where img2 has zeros"},
    {"wide", "for very wide images"},
};

}  // namespace

std::string caveat_of(const std::vector<Scene>& scenes, const std::vector<std::string>& differ) {
  if (differ.empty()) return "";
  const auto differs = [&](std::string_view name) {
    return std::find(differ.begin(), differ.end(), name) != differ.end();
  };
  const Scene* declared = nullptr;
  std::size_t others = 0;
  std::size_t oblong = 0;
  std::size_t oblong_differing = 0;
  for (const Scene& scene : scenes) {
    if (scene.decides) {
      declared = &scene;
      continue;
    }
    ++others;
    if (is_square(scene)) continue;
    ++oblong;
    if (differs(scene.name)) ++oblong_differing;
  }
  const bool square_declared = declared != nullptr && is_square(*declared);
  if (square_declared && oblong > 0 && oblong_differing == oblong && differ.size() == oblong) {
    return "only for square images";
  }
  if (differ.size() == others) return "only for images of this size";
  std::string text;
  constexpr std::size_t most = 2;
  std::size_t named = 0;
  for (const Caveat& caveat : caveats) {
    if (!differs(caveat.scene)) continue;
    ++named;
    text += text.empty() ? "not " : " or ";
    text += caveat.words;
  }
  return named == differ.size() && named <= most ? text : "not for every image";
}

grader::Result<Study, std::vector<SnippetFailure>> study(const Columns& columns) {
  const Column left(columns, true);
  const Column right(columns, false);
  std::vector<SnippetFailure> failures;
  left.add_failures(failures);
  right.add_failures(failures);
  if (!failures.empty()) return failures;
  Study result;
  result.left = left.descriptions();
  result.right = right.descriptions();
  result.pairs = pairs_of(left, right);
  result.left_undefined = left.undefined();
  result.right_undefined = right.undefined();
  add_caveats(columns, result.pairs);
  return result;
}

}  // namespace reference::relation
