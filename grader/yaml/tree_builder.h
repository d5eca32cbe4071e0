// Builds our tree from the parser's events. Internal to grader/yaml.
#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/yaml/node.h"
#include "grader/yaml/positions.h"

namespace grader::yaml {

// Thrown through the parser when reading cannot go on; what was wrong has been reported.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const std::shared_ptr<const Source>& source, Diagnostics& diagnostics)
      : source_(source), positions_(source), diagnostics_(diagnostics) {}

  // The finished document; empty before its end.
  std::optional<Node> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { close(); }

 private:
  // A node with what limits need to know of it.
  struct Sized {
    Node node;
    std::size_t nodes = 1;
    std::size_t height = 1;
    std::size_t bytes = 0;  // of all texts in it
  };
  struct Open {
    Sized sized;
    std::optional<Node> key;  // of a map, while its value is read
    std::unordered_set<std::string> keys;
    YAML::anchor_t anchor = 0;
  };

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor);
  void close();
  void add(Sized sized, YAML::anchor_t anchor);
  void add_to_map(Open& map, Node node);
  void remember(const Sized& sized, YAML::anchor_t anchor);
  void count_copies(const Sized& sized, const Place& place);
  void merge(Node& map);
  void check_tag(const std::string& tag, bool scalar, const Place& place);
  void check_depth(std::size_t depth, const Place& place);
  bool reading_key() const;
  // Where the scalar's own text begins, behind anchor and tag.
  std::size_t skip_properties(std::size_t offset) const;
  void place_text(Node& node, std::size_t offset);
  [[noreturn]] void stop(const Code& code, const Place& place, std::string message,
                         std::string hint = "");

  std::shared_ptr<const Source> source_;
  Positions positions_;
  Diagnostics& diagnostics_;
  std::vector<Open> stack_;
  std::unordered_map<YAML::anchor_t, Sized> anchors_;
  std::optional<Node> root_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
  std::size_t copies_ = 0;
  std::size_t copied_bytes_ = 0;
};

}  // namespace grader::yaml
