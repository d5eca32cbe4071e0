#include "grader/yaml/flow_text.h"

#include <algorithm>
#include <string_view>

namespace grader::yaml {
namespace {

bool plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view(".+-*/^%_").find(c) != std::string_view::npos;
}

void append_entry(std::string& line, std::string_view text) {
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') line += '\\';
    line += c == '\n' || c == '\r' ? ' ' : c;
  }
  line += '"';
}

// Documents are nested at most 100 deep, see yaml/document.h.
void append_flow(std::string& line, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return;
    case Node::Kind::scalar:
      append_entry(line, node.text);
      return;
    case Node::Kind::list:
      line += '[';
      for (const Node& item : node.items) {
        if (&item != node.items.data()) line += ", ";
        append_flow(line, item);
      }
      line += ']';
      return;
    case Node::Kind::map:
      line += '{';
      for (const Node::Entry& entry : node.entries) {
        if (&entry != node.entries.data()) line += ", ";
        append_entry(line, entry.first.text);
        line += ": ";
        append_flow(line, entry.second);
      }
      line += '}';
      return;
  }
}

}  // namespace

std::string flow_text(const Node& node) {
  if (node.is_scalar()) return node.text;
  std::string line;
  append_flow(line, node);
  return line;
}

}  // namespace grader::yaml
