#include "grader/exam/scheme.h"

namespace grader {

bool is_counted(const Value& key, const Scheme& scheme) {
  const auto* array = std::get_if<Array>(&key);
  if (array != nullptr) return scheme.count.value_or(array->counts);
  if (std::holds_alternative<Count>(key)) return scheme.count.value_or(true);
  return std::holds_alternative<Real>(key) && scheme.count.value_or(false);
}

}  // namespace grader
