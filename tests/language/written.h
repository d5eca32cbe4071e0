// Statements as text, for tests: one spelling for each tree, four spaces a level.
#pragma once

#include <fmt/core.h>

#include <string>

#include "reference/language/printer.h"
#include "reference/language/statement.h"

namespace reference::language {

class Written {
 public:
  static std::string text(const Block& block) {
    Written written;
    written.block(block);
    return written.text_;
  }

  void operator()(const Evaluate& node) { line(print(*node.value)); }
  void operator()(const Assign& node) {
    std::string text;
    for (const Child& target : node.targets) text += print(*target) + " = ";
    line(text + print(*node.value));
  }
  void operator()(const Augment& node) {
    line(fmt::format("{} {}= {}", print(*node.target), symbol(node.op), print(*node.value)));
  }
  void operator()(const For& node) {
    line(fmt::format("for {} in {}:", print(*node.target), print(*node.iterable)));
    inner(node.body);
  }
  void operator()(const If& node) {
    for (std::size_t i = 0; i < node.branches.size(); ++i) {
      line(fmt::format("{} {}:", i == 0 ? "if" : "elif", print(*node.branches[i].condition)));
      inner(node.branches[i].body);
    }
    if (node.otherwise.empty()) return;
    line("else:");
    inner(node.otherwise);
  }
  void operator()(const Define& node) {
    std::string parameters;
    for (const Parameter& parameter : node.parameters) {
      if (!parameters.empty()) parameters += ", ";
      parameters += parameter.name;
      if (parameter.value) parameters += "=" + print(*parameter.value);
    }
    line(fmt::format("def {}({}):", node.name, parameters));
    inner(node.body);
  }
  void operator()(const Return& node) {
    line(node.value ? "return " + print(*node.value) : "return");
  }
  void operator()(const Import&) { line("import cv2"); }
  void operator()(const Pass&) { line("pass"); }
  void operator()(const Break&) { line("break"); }
  void operator()(const Continue&) { line("continue"); }

 private:
  void line(const std::string& text) { text_ += std::string(indent_, ' ') + text + "\n"; }
  void block(const Block& block) {
    for (const Statement& statement : block) std::visit(*this, statement.node);
  }
  void inner(const Block& body) {
    indent_ += 4;
    block(body);
    indent_ -= 4;
  }

  std::string text_;
  std::size_t indent_ = 0;
};

}  // namespace reference::language
