// Reads a map of a problem or exam file: knows which keys it was asked for, and reports the others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/diagnostics.h"
#include "grader/base/fraction.h"
#include "grader/yaml/node.h"

namespace grader::yaml {

// Typed views of one node. Each reports what is wrong at the node's place, naming `key`, and
// returns empty iff it reported.
std::optional<std::string> as_text(const Node& node, std::string_view key, Diagnostics&);
std::optional<std::int64_t> as_count(const Node& node, std::string_view key, Diagnostics&);
// A finite decimal number; YAML's octal, hexadecimal and sexagesimal forms are refused.
std::optional<double> as_number(const Node& node, std::string_view key, Diagnostics&);
std::optional<Fraction> as_fraction(const Node& node, std::string_view key, Diagnostics&);
// `true` or `false` only; `yes`, `no`, `on`, `off`, `y`, `n` get a hint.
std::optional<bool> as_bool(const Node& node, std::string_view key, Diagnostics&);

class MapReader {
 public:
  // `name` is what messages call the map: "unknown key `krnel` in `conv`". A node that is no map is
  // reported, and then has no keys.
  MapReader(const Node& node, std::string name, Diagnostics& diagnostics);

  // The value under a key, or null. The key counts as known from then on.
  const Node* find(std::string_view key);
  // As find, but a missing key is reported.
  const Node* require(std::string_view key);

  // Values of a type; `fallback` if the key is missing, empty iff something was reported.
  std::optional<std::string> text(std::string_view key);  // required
  std::optional<std::string> text(std::string_view key, std::string fallback);
  std::optional<std::int64_t> count(std::string_view key);  // required
  std::optional<std::int64_t> count(std::string_view key, std::int64_t fallback);
  std::optional<Fraction> fraction(std::string_view key);  // required
  std::optional<Fraction> fraction(std::string_view key, Fraction fallback);
  std::optional<bool> boolean(std::string_view key, bool fallback);

  // Reports every key that was never asked for, with "did you mean". Returns true iff no error has
  // been reported, here or elsewhere, since the reader was made.
  bool finish();

  const Node& node() const { return node_; }
  Diagnostics& diagnostics() { return diagnostics_; }

 private:
  const Node& node_;
  std::string name_;
  Diagnostics& diagnostics_;
  std::vector<std::string> known_;
  std::size_t errors_before_;
};

}  // namespace grader::yaml
