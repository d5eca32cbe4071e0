#include "grader/answers/number_front.h"

#include "grader/answers/folded.h"
#include "grader/answers/number_tail.h"
#include "grader/answers/number_words.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

// `a: 64, b`: what stands in front of the last colon holds an answer itself.
bool states_more(std::string_view label) {
  const auto colon = label.find(':');
  return colon != std::string_view::npos &&
         label.find_first_of("0123456789", colon) != std::string_view::npos;
}

// The bytes of a label up to its colon, or 0.
std::size_t colon_label(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return 0;
  const std::string_view label = text.substr(0, colon);
  return is_label(label) && !states_more(label) ? colon + 1 : 0;
}

class FrontReader {
 public:
  FrontReader(std::string_view text, Segment segment) : text_(text), front_{segment, {}} {}

  NumberFront run(bool in_list) {
    const bool tilde = front_.segment.approximate;
    if (const std::size_t size = colon_label(rest())) drop(size);
    if (const std::size_t size = part_label(rest())) drop(size);
    if (const std::size_t size = in_list ? 0 : trailing_dots(rest())) {
      front_.notes.push_back("`...` behind the number is left out");
      front_.segment.span.to -= size;
      front_.segment.approximate = true;
    }
    if (const std::size_t size = approximately(rest())) {
      drop(size);
      front_.segment.approximate = true;
    } else if (tilde) {
      front_.notes.push_back("`~` in front of the number is left out");
    }
    return std::move(front_);
  }

 private:
  std::string_view rest() const { return at(text_, front_.segment.span); }

  void drop(std::size_t size) {
    Span& span = front_.segment.span;
    front_.notes.push_back(quoted(ascii::trim(rest().substr(0, size))) +
                           " in front of the number is left out");
    span = trimmed(text_, {span.from + size, span.to});
  }

  std::string_view text_;
  NumberFront front_;
};

}  // namespace

NumberFront without_front(std::string_view text, Segment segment, bool in_list) {
  return FrontReader(text, segment).run(in_list);
}

}  // namespace grader
