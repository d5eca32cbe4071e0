// Byte offsets of a text as lines and columns.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "grader/base/place.h"

namespace grader::yaml {

// Fast when asked in increasing order: a line is counted once.
class Positions {
 public:
  explicit Positions(std::shared_ptr<const Source> source);

  // The place of a byte; of the text's end for offsets beyond it.
  Place at(std::size_t offset);

 private:
  std::shared_ptr<const Source> source_;
  std::vector<std::size_t> line_starts_;
  // Where the last count stopped.
  std::size_t line_ = 0;
  std::size_t offset_ = 0;
  int column_ = 1;
};

}  // namespace grader::yaml
