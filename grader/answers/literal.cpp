#include "grader/answers/literal.h"

#include <algorithm>

#include "grader/answers/folded.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

constexpr int largest_exponent = 1'000'000;
constexpr std::size_t no_point = static_cast<std::size_t>(-1);
constexpr std::size_t malformed = static_cast<std::size_t>(-2);

std::string digits_only(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (ascii::digit(c) && digits.size() < 30) digits += c;
  }
  return digits;
}

}  // namespace

bool number_begins(std::string_view text, std::size_t at, const LiteralRules& rules) {
  const auto digit = [&](std::size_t i) { return i < text.size() && ascii::digit(text[i]); };
  if (digit(at)) return true;
  if (at >= text.size() || !digit(at + 1)) return false;
  return text[at] == '.' || (text[at] == ',' && (!rules.in_list || rules.comma_is_decimal));
}

void LiteralScanner::fail(std::string reason, std::size_t at) {
  if (!reason_.empty()) return;
  reason_ = std::move(reason);
  failed_at_ = at;
}

std::size_t LiteralScanner::skip_spaces(std::size_t at) const {
  while (ascii::space(peek(at))) ++at;
  return at;
}

std::size_t LiteralScanner::scan(std::string_view text, std::size_t at, const LiteralRules& rules) {
  text_ = text;
  begin_ = at_ = at;
  rules_ = rules;
  literal_ = Literal{};
  reason_.clear();
  collect_runs();
  const std::size_t point = find_point();
  if (point == malformed) return at_;
  build(point);
  exponent();
  literal_.text = text_.substr(begin_, at_ - begin_);
  return at_;
}

// The runs of digits that separators join: `1 234,5` has three.
void LiteralScanner::collect_runs() {
  runs_.clear();
  trailing_point_ = false;
  const auto digits_end = [&](std::size_t at) {
    while (ascii::digit(peek(at))) ++at;
    return at;
  };
  const std::size_t first = digits_end(at_);
  runs_.push_back({'\0', at_, first});
  at_ = first;
  while (true) {
    const char c = peek(at_);
    const bool digit_follows = ascii::digit(peek(at_ + 1));
    if (c == '.' && !digit_follows) {
      // `5.` and `5.K`, but not `5...`
      const bool pointed = std::any_of(runs_.begin(), runs_.end(),
                                       [](const Run& run) { return run.separator == '.'; });
      if (peek(at_ + 1) == '.' || pointed || runs_[0].begin == runs_[0].end) return;
      trailing_point_ = true;
      ++at_;
      return;
    }
    if (!digit_follows) return;
    const std::size_t end = digits_end(at_ + 1);
    const bool joins = c == '.' || c == '\'' || c == '_' ||
                       (c == ',' && (!rules_.in_list || rules_.comma_is_decimal)) ||
                       (c == ' ' && !rules_.in_list && end - at_ == 4);
    if (!joins) return;
    runs_.push_back({c, at_ + 1, end});
    at_ = end;
  }
}

// Runs [from, to) as groups of one kind of separator: 1 234 567, or 12,34,567.
bool LiteralScanner::well_grouped(std::size_t from, std::size_t to) const {
  if (to - from == 1) return true;
  const auto size = [&](std::size_t i) { return runs_[i].end - runs_[i].begin; };
  if (size(from) < 1 || size(from) > 3 || peek(runs_[from].begin) == '0') return false;
  if (size(to - 1) != 3) return false;
  bool threes = true;
  bool twos = size(from) <= 2;
  for (std::size_t i = from + 1; i < to; ++i) {
    if (runs_[i].separator != runs_[from + 1].separator) return false;
    if (i + 1 == to) break;
    threes = threes && size(i) == 3;
    twos = twos && size(i) == 2;
  }
  return threes || twos;
}

// Runs [from, to) behind the point: 0.123 456.
bool LiteralScanner::thirds(std::size_t from, std::size_t to) const {
  if (to - from <= 1) return true;
  for (std::size_t i = from; i < to; ++i) {
    if (runs_[i].end - runs_[i].begin != 3) return false;
    if (i > from && (runs_[i].separator != runs_[from + 1].separator || runs_[i].separator == ',' ||
                     runs_[i].separator == '.')) {
      return false;
    }
  }
  return true;
}

// The index of the first run behind the point, no_point, or malformed.
std::size_t LiteralScanner::find_point() {
  std::size_t dots = 0, commas = 0, others = 0, last = 0;
  for (std::size_t i = 1; i < runs_.size(); ++i) {
    const char c = runs_[i].separator;
    if (c == '.' || c == ',') last = i;
    dots += c == '.' ? 1 : 0;
    commas += c == ',' ? 1 : 0;
    others += c != '.' && c != ',' ? 1 : 0;
  }
  std::size_t point = no_point;
  if (dots > 0 && commas > 0) {
    point = last;
  } else if (dots == 1) {
    point = last;
  } else if (commas == 1) {
    const Run& first = runs_[0];
    const Run& second = runs_[1];
    literal_.ambiguous = !rules_.comma_is_decimal && others == 0 && !trailing_point_ &&
                         first.end - first.begin >= 1 && first.end - first.begin <= 3 &&
                         peek(first.begin) != '0' && second.end - second.begin == 3;
    const bool groups = literal_.ambiguous ? !rules_.ambiguous_is_decimal : trailing_point_;
    point = groups ? no_point : last;
  }
  if (point != no_point && trailing_point_) {
    fail(quoted(text_.substr(begin_, at_ - begin_)) + " has two points", at_ - 1);
    return malformed;
  }
  const std::size_t whole = point == no_point ? runs_.size() : point;
  const bool fraction_fits = point == no_point || thirds(point, runs_.size());
  if (well_grouped(0, whole) && fraction_fits) {
    literal_.decimal_comma = point != no_point && runs_[point].separator == ',';
    return point;
  }
  const std::string_view shown = text_.substr(begin_, at_ - begin_);
  if (dots + commas == 0 && shown.find(' ') != std::string_view::npos) {
    fail(quoted(shown) + " could be two numbers or one; write " + digits_only(shown), begin_);
  } else {
    fail("the separators of " + quoted(shown) +
             " form no groups of three digits; write it with a point and nothing else",
         begin_);
  }
  return malformed;
}

void LiteralScanner::build(std::size_t point) {
  Decimal& value = literal_.value;
  std::size_t decimals = 0;
  value.digits.reserve(at_ - begin_);
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    std::string_view digits = text_.substr(runs_[i].begin, runs_[i].end - runs_[i].begin);
    if (point != no_point && i >= point) decimals += digits.size();
    if (value.digits.empty()) {
      digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    }
    value.digits += digits;
  }
  literal_.decimals = static_cast<int>(decimals);
  const bool pointed = point != no_point || trailing_point_;
  if (value.zero()) {
    literal_.figures_low = literal_.figures_high = std::max(1, literal_.decimals);
    return;
  }
  value.exponent = -literal_.decimals;
  literal_.figures_high = static_cast<int>(value.digits.size());
  literal_.figures_low =
      pointed ? literal_.figures_high : static_cast<int>(value.digits.find_last_not_of('0') + 1);
}

// `e5`, `E-3`, `x 10^-3`, `* 10 ** (-3)` behind the digits.
void LiteralScanner::exponent() {
  std::size_t at = rules_.in_list ? at_ : skip_spaces(at_);
  if (peek(at) == 'e' || peek(at) == 'E') {
    exponent_digits(rules_.in_list ? at + 1 : skip_spaces(at + 1), Exponent::letter);
    return;
  }
  if (!rules_.power_of_ten) return;
  at = skip_spaces(at_);
  if (std::string_view("*xX").find(peek(at)) == std::string_view::npos || peek(at) == '\0') return;
  at = skip_spaces(at + 1);
  if (peek(at) != '1' || peek(at + 1) != '0') return;
  at = skip_spaces(at + 2);
  if (peek(at) == '^') {
    at = skip_spaces(at + 1);
  } else if (peek(at) == '*' && peek(at + 1) == '*') {
    at = skip_spaces(at + 2);
  } else {
    return;
  }
  if (peek(at) == '(') {
    exponent_digits(skip_spaces(at + 1), Exponent::bracketed_power);
  } else {
    exponent_digits(at, Exponent::power);
  }
}

// Takes a whole exponent, or leaves at_ where it is.
void LiteralScanner::exponent_digits(std::size_t at, Exponent style) {
  const std::size_t from = at;
  const bool negative = peek(at) == '-';
  if (negative || peek(at) == '+') ++at;
  if (!rules_.in_list) at = skip_spaces(at);
  if (!ascii::digit(peek(at))) return;
  int exponent = 0;
  for (; ascii::digit(peek(at)); ++at) {
    exponent = std::min(exponent * 10 + (text_[at] - '0'), largest_exponent + 1);
  }
  if (style == Exponent::bracketed_power) {
    at = skip_spaces(at);
    if (peek(at) != ')') return;
    ++at;
  }
  // `3*10^2^2` and `3*10^2.5` are arithmetic.
  const bool goes_on =
      peek(skip_spaces(at)) == '^' || (peek(at) == '.' && ascii::digit(peek(at + 1)));
  if (style != Exponent::letter && goes_on) return;
  if (exponent > largest_exponent) return fail("the exponent is beyond a million", from);
  if (!literal_.value.zero()) literal_.value.exponent += negative ? -exponent : exponent;
  literal_.scientific = true;
  at_ = at;
}

}  // namespace grader
