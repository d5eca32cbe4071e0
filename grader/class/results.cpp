#include "grader/class/results.h"

namespace grader {

std::string_view to_text(Status status) {
  switch (status) {
    case Status::graded:
      return "graded";
    case Status::pending:
      return "pending";
    case Status::missing:
      return "missing";
    case Status::error:
      return "error";
    case Status::excused:
      return "excused";
    case Status::unknown_id:
      return "unknown_id";
  }
  return "error";
}

std::size_t RunSummary::count(Status status) const {
  const auto found = students.find(status);
  return found == students.end() ? 0 : found->second;
}

}  // namespace grader
