#include "grader/answers/number_tail.h"

#include <algorithm>
#include <iterator>

#include "grader/answers/number_words.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

// `12 3` as one number: 123.
std::string joined(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (!ascii::space(c) && result.size() < 30) result += c;
  }
  const bool plain = std::all_of(result.begin(), result.end(), ascii::digit);
  return plain ? result : "one number without spaces";
}

class TailReader {
 public:
  TailReader(const Folded& folded, Span span, const Calculation& calculation,
             const NumberRules& rules)
      : folded_(folded),
        text_(folded.text()),
        span_(span),
        calculation_(calculation),
        rules_(rules),
        rest_(trimmed(text_, {span.from + calculation.end, span.to})) {}

  Tail run() {
    drop_own_words();
    const std::string_view text = at(text_, rest_);
    const bool mark = text.size() == 1 && std::string_view(".,;!").find(text[0]) != text.npos;
    if (text.empty() || mark) return std::move(tail_);
    if (rules_.ignore_tail && ascii::wordy(text[0])) {
      leave_out(rest_);
    } else {
      tail_.failed_at = rest_.from;
      tail_.reason = reason();
    }
    return std::move(tail_);
  }

 private:
  void leave_out(Span words) {
    tail_.notes.push_back(quoted(folded_.typed(words.from, words.to)) +
                          " behind the number is left out");
  }

  void drop_own_words() {
    Span words{rest_.from, rest_.from};
    while (true) {
      const std::string_view text = at(text_, rest_);
      const std::size_t size =
          std::max(own_word(text, rules_.own_words), own_word(text, rules_.related_words));
      if (size == 0) break;
      words.to = rest_.from + size;
      rest_ = trimmed(text_, {words.to, rest_.to});
    }
    if (!words.empty()) leave_out(words);
  }

  std::string reason() const {
    const std::string_view text = at(text_, rest_);
    const std::string all = quoted(folded_.typed(span_.from, span_.to));
    const std::string rest = quoted(folded_.typed(rest_.from, rest_.to));
    const char c = text[0];
    if (calculation_.after_number && c != ',') {
      if (text.find('/') != std::string_view::npos) {
        return all + " could be a sum or a product; write one fraction, or `+` between the two";
      }
      return all + " could be two numbers or one; write " + joined(at(text_, span_));
    }
    if (c == ',' || c == ';') return "one number is asked for; " + all + " looks like a list";
    const std::string_view inside = ascii::trim(text.substr(1));
    const bool bracket = c == '(' || c == '[' || c == '{';
    if (bracket && (inside.empty() || !ascii::wordy(inside[0]))) {
      return "a sign such as `*` is missing in front of " + rest;
    }
    if (c == ')' || c == ']' || c == '}') return "a bracket is closed that was not opened";
    const bool sign = !bracket && !ascii::wordy(c) && c != '.' && c != '%';
    if (sign) return all + " is not a number; " + rest + " cannot be read";
    return rest +
           " behind the number is no unit that this question knows; write the number without it";
  }

  const Folded& folded_;
  std::string_view text_;
  Span span_;
  const Calculation& calculation_;
  const NumberRules& rules_;
  Span rest_;  // of the tail
  Tail tail_;
};

bool opens(char c) { return c == '(' || c == '[' || c == '{'; }
bool closes(char c) { return c == ')' || c == ']' || c == '}'; }

}  // namespace

Tail read_tail(const Folded& folded, Span span, const Calculation& calculation,
               const NumberRules& rules) {
  return TailReader(folded, span, calculation, rules).run();
}

std::optional<Span> bracketed_end(std::string_view text, Span span) {
  span = trimmed(text, span);
  if (!span.empty() && text[span.to - 1] == '.') --span.to;
  if (span.empty() || (text[span.to - 1] != ')' && text[span.to - 1] != ']')) return std::nullopt;
  int depth = 0;
  for (std::size_t i = span.to; i > span.from; --i) {
    if (closes(text[i - 1])) ++depth;
    if (opens(text[i - 1]) && --depth == 0) {
      const bool behind_space = i - 1 > span.from && ascii::space(text[i - 2]);
      return behind_space ? std::optional(Span{i - 1, span.to}) : std::nullopt;
    }
  }
  return std::nullopt;
}

Wording wording(std::string_view remark) {
  constexpr std::string_view exact[] = {"exact", "exactly"};
  constexpr std::string_view approximate[] = {"rounded", "approx", "approximate", "approximately"};
  remark = ascii::trim(remark);
  std::size_t size = 0;
  while (size < remark.size() && ascii::wordy(remark[size])) ++size;
  const auto names = [&](std::string_view word) {
    return ascii::equal_folded(remark.substr(0, size), word);
  };
  if (std::any_of(std::begin(exact), std::end(exact), names)) return Wording::exact;
  if (std::any_of(std::begin(approximate), std::end(approximate), names)) {
    return Wording::approximate;
  }
  return Wording::none;
}

std::size_t trailing_dots(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && text[text.size() - 1 - size] == '.') ++size;
  const std::string_view number = text.substr(0, text.size() - size);
  const auto point = number.find_last_of(".,");
  if (size < 2 || point == std::string_view::npos || point + 1 == number.size()) return 0;
  const std::string_view digits = number.substr(point + 1);
  const std::string_view front = number.substr(0, point);
  const auto of_front = [](char c) { return ascii::digit(c) || c == '-' || c == '+'; };
  const bool lone = std::all_of(digits.begin(), digits.end(), ascii::digit) &&
                    std::all_of(front.begin(), front.end(), of_front) &&
                    front.find_last_of("+-") + 1 <= 1;
  return lone ? size : 0;
}

}  // namespace grader
