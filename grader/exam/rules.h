// Reads mark schemes (`accept:`) and conventions, level by level: exam, problem, part. Internal to
// grader/exam.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/exam/conventions.h"
#include "grader/exam/scheme.h"
#include "grader/graph/graph.h"
#include "grader/yaml/map_reader.h"

namespace grader {

// A scheme while it is being inherited.
struct Rules {
  Scheme scheme;
  bool of_change = false;  // `of: change`, which each part resolves for its own quantity
};

// Applies the keys of one `accept:` to `rules`; the others stay as inherited. `graph` resolves
// names (`change_from`) and may be null at the level of an exam. `any_of` is read by
// read_alternatives(). Returns false iff it reported.
bool read_rules(const yaml::Node& accept, RuleLevel level, const Graph* graph, Rules& rules,
                Diagnostics& diagnostics);

// `any_of:` of a part: more values like its key, each with rules of its own on top of the part's.
bool read_alternatives(const yaml::Node& any_of, const Graph& graph, const Value& key,
                       Scheme& scheme, Diagnostics& diagnostics);

// One weight per entry or row of the key, or the credit would go astray. False iff it reported.
bool check_weights(const Scheme& scheme, const Value& key, const Place& place,
                   Diagnostics& diagnostics);

// `of: change` for the part that asks for `asked` (`W_next` is measured from `W`). Only a rule of
// the part itself (`own`) must find such a quantity; an inherited one does not concern the others.
bool resolve_change(Rules& rules, const Graph& graph, QuantityIndex asked, bool own,
                    const Place& place, Diagnostics& diagnostics);

// Notes in `scheme` that rule `name` was stated, in place of what was inherited.
void note_rule(Scheme& scheme, std::string name, const yaml::Node& value, RuleLevel level);

// `follow:` of `policies:` and `accept:`.
bool read_follow(yaml::MapReader& reader, Scheme::Follow& follow);

// `units:`: factors added to, or put in place of, inherited ones.
bool read_units(const yaml::Node& node, Units& units, Diagnostics& diagnostics);

// One convention that an author stated.
struct StatedSwitch {
  std::string name;
  std::string value;
  Place where;
};

// `conventions:` of one level. Switches are appended to `stated`, later ones win; units go to
// `units`. Returns false iff it reported.
bool read_conventions(const yaml::Node& node, std::span<const Switch> switches,
                      std::vector<StatedSwitch>& stated, Units& units, Diagnostics& diagnostics);

}  // namespace grader
