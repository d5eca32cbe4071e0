// The statements of the author's language: those of Python that a snippet is made of.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "reference/language/syntax.h"

namespace reference::language {

struct Statement;
using Block = std::vector<Statement>;

struct Evaluate {
  Child value;
};
// A target is a Name, a Subscript, or a Tuple or List of targets.
struct Assign {
  std::vector<Child> targets;  // at least one, in order
  Child value;
};
struct Augment {
  Child target;  // a Name or a Subscript
  BinaryOperator op;
  Child value;
};
struct For {
  Child target;
  Child iterable;
  Block body;
};
struct Branch {
  Child condition;
  Block body;
};
struct If {
  std::vector<Branch> branches;  // the `if`, then each `elif`
  Block otherwise;               // empty: no `else`
};
struct Parameter {
  std::string name;
  Child value;  // null: the parameter is required
};
struct Define {
  std::string name;
  std::vector<Parameter> parameters;
  Block body;
};
struct Return {
  Child value;  // may be null
};
struct Import {};  // of what is there anyway: numpy as np, cv2
struct Pass {};
struct Break {};
struct Continue {};

struct Statement {
  using Node = std::variant<Evaluate, Assign, Augment, For, If, Define, Return, Import, Pass, Break,
                            Continue>;
  Position where;  // where it begins
  Node node;
};

struct Program {
  Block statements;
};

// The same statements, positions aside.
bool same(const Block& a, const Block& b);

}  // namespace reference::language
