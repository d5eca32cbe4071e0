// How far lines are indented, and by how many levels that changes. Internal to reference/language.
#pragma once

#include <string_view>
#include <vector>

namespace reference::language {

// Measured twice: with tabs to the next multiple of 8, and with tabs as one column. Lines that are
// only alike in one of them depend on how wide a tab is.
struct Indent {
  int column = 0;
  int narrow = 0;

  void add(char c);
};

class Indentation {
 public:
  // Lines begin at `base`, which counts as no indentation.
  explicit Indentation(Indent base) : levels_{base} {}

  enum class Change { none, deeper, back, below_base, tabs, no_such_level, too_deep };
  // Of the next line; `back` by levels() fewer than before.
  Change next(Indent indent);
  int levels() const { return static_cast<int>(levels_.size()) - 1; }

 private:
  std::vector<Indent> levels_;
};

}  // namespace reference::language
