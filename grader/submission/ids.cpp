#include "grader/submission/ids.h"

#include <fmt/format.h>

#include <algorithm>

#include "grader/base/text.h"

namespace grader {

bool check_id(std::string_view id, const Place& where, Diagnostics& diagnostics) {
  if (id.empty()) {
    diagnostics.error(code::bad_id, where, "the student's id is blank");
    return false;
  }
  if (id.size() > longest_id) {
    diagnostics.error(code::bad_id, where, fmt::format("the student's id has {} bytes", id.size()),
                      fmt::format("at most {} are allowed", longest_id));
    return false;
  }
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  if (std::any_of(id.begin(), id.end(), control)) {
    diagnostics.error(code::bad_id, where, "the student's id holds control characters");
    return false;
  }
  return true;
}

std::string kept_text(std::string_view text) { return beginning(text, longest_id); }

}  // namespace grader
