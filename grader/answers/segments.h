// A folded answer cut at its signs, before any number in it is read: `L = 2*3 ≈ 6`, `a = 3, b = 4`.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace grader {

struct Span {
  std::size_t from, to;
  bool empty() const { return from >= to; }
};

Span trimmed(std::string_view text, Span span);

inline std::string_view at(std::string_view text, Span span) {
  return text.substr(span.from, span.to - span.from);
}

// `(L = 3)` and `"3"`: without what stands around the whole, and trimmed.
Span without_wrapping(std::string_view text, Span span);

// Part of an answer between `=` or `~` signs, trimmed.
struct Segment {
  Span span;
  bool approximate = false;  // `~` stands in front
};

struct Segments {
  std::vector<Segment> all;  // without empty ones
  bool open_end = false;     // nothing stands behind the last sign
};

// Cut at `=`, `:=`, `==`, `=>` and `~`, but not at `<=`, `>=`, `!=`.
Segments split_at_signs(std::string_view text, Span span);

// One of several labelled values.
struct Statement {
  Span label, value;      // the label is not empty; the value may be in front of a comma
  std::size_t separator;  // the place of the `,` or the like in front, of the first its beginning
};

// `a = 3, b: 256 and c ~ 1 d = 2`: two or more labelled values with nothing between them but
// separators. Empty for any other text. A word that `of_value` is no label behind a space only.
std::vector<Statement> statements(std::string_view text, Span span,
                                  const std::function<bool(std::string_view)>& of_value);

}  // namespace grader
