// A YAML document as a plain tree with positions. Made by yaml/document.h; nothing outside
// grader/yaml knows the parser behind it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/base/place.h"

namespace grader::yaml {

struct Node {
  enum class Kind { null, scalar, list, map };
  struct Entry;

  Kind kind = Kind::null;
  std::string text;         // of a scalar, as written, without quotes; of a null: what stood there
  bool quoted = false;      // '..', "..", | or >: certainly text
  std::vector<Node> items;  // of a list
  std::vector<Entry> entries;  // of a map, in order; keys are scalars
  Place where;
  // Where the text of a scalar begins: behind its quote; on the first line of a block (`|`, `>`),
  // be it blank, at the indentation of the block.
  int text_line = 0;
  int text_column = 0;

  Place text_place() const { return {where.source, text_line, text_column}; }
  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }

  // The value under `key`, or null.
  const Node* find(std::string_view key) const;
};

// A type of its own: clang cannot tell whether a std::pair of Nodes has a constructor within Node.
struct Node::Entry {
  Node first;   // the key
  Node second;  // its value
};

// "a map", "a list", "a text", "nothing".
std::string_view describe(const Node& node);

}  // namespace grader::yaml
