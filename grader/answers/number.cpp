#include "grader/answers/number.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "grader/answers/calculation.h"
#include "grader/answers/plain.h"
#include "grader/answers/reading.h"
#include "grader/answers/text.h"
#include "grader/graph/value.h"

namespace grader {
namespace {

struct Span {
  std::size_t from, to;
  bool empty() const { return from >= to; }
};

// Part of an answer between `=` or `~` signs.
struct Segment {
  Span span;
  bool approximate = false;  // `~` stands in front
};

Span trimmed(std::string_view text, Span span) {
  while (!span.empty() && ascii::space(text[span.from])) ++span.from;
  while (!span.empty() && ascii::space(text[span.to - 1])) --span.to;
  return span;
}

std::string_view at(std::string_view text, Span span) {
  return text.substr(span.from, span.to - span.from);
}

char closing(char open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '"':
    case '\'':
    case '`':
      return open;
    default:
      return '\0';
  }
}

// `(L = 3)` and `"3"`: without what stands around the whole.
Span without_wrapping(std::string_view text, Span span) {
  span = trimmed(text, span);
  if (span.to - span.from < 2) return span;
  const char open = text[span.from];
  if (closing(open) == '\0' || text[span.to - 1] != closing(open)) return span;
  const std::string_view inside = text.substr(span.from + 1, span.to - span.from - 2);
  const bool quote = open == '"' || open == '\'' || open == '`';
  if (quote ? inside.find(open) != std::string_view::npos
            : inside.find_first_of("=~:") == std::string_view::npos ||
                  inside.find_first_of("()[]{}") != std::string_view::npos) {
    return span;
  }
  return trimmed(text, {span.from + 1, span.to - 1});
}

// Words for "approximately" at the front; the bytes they take.
std::size_t approximately(std::string_view text) {
  constexpr std::string_view words[] = {"approximately", "approx.", "approx", "about",
                                        "roughly",       "around",  "circa",  "ca."};
  for (const std::string_view word : words) {
    if (text.size() > word.size() && ascii::equal_folded(text.substr(0, word.size()), word) &&
        !ascii::wordy(text[word.size()])) {
      return word.size();
    }
  }
  return 0;
}

// `(i)` or `b)` at the front and a space: the part's own label; the bytes it takes.
std::size_t part_label(std::string_view text) {
  std::size_t i = text.starts_with('(') ? 1 : 0;
  const std::size_t from = i;
  while (i < text.size() && ascii::letter(text[i])) ++i;
  if (i == from || i - from > 4 || i + 1 >= text.size()) return 0;
  return text[i] == ')' && ascii::space(text[i + 1]) ? i + 1 : 0;
}

bool whole(const Number& number) {
  const auto exact = exact_value(number);
  if (exact) return exact->is_whole();
  const auto* decimal = std::get_if<Decimal>(&number.written);
  return decimal == nullptr || decimal->exponent >= 0;
}

// Half a unit of the last digit that counts, in units of the value; empty for a fraction.
std::optional<Fraction> half_a_digit(const Number& number) {
  const auto* decimal = std::get_if<Decimal>(&number.written);
  if (decimal == nullptr) return std::nullopt;
  int position = decimal->zero() ? -number.decimals : decimal->exponent;
  if (number.approximate || number.suffixed() || number.scientific) {
    position += number.figures_high - number.figures_low;
  }
  const auto unit = to_fraction(Decimal{false, "1", position});
  if (!unit) return std::nullopt;
  return Fraction(*unit * number.factor / 2);
}

bool agree(const Number& calculated, const Number& stated) {
  const auto a = exact_value(calculated);
  const auto b = exact_value(stated);
  if (!a || !b) return true;
  const Fraction difference = abs(*a - *b);
  return difference <= half_a_digit(stated).value_or(0);
}

Decimal written(const PlainNumber& plain) {
  Decimal value{plain.negative, "", 0};
  if (plain.significand.empty()) return value;
  const auto point = plain.significand.find('.');
  value.digits = plain.significand.substr(0, point);
  if (point != std::string_view::npos) value.digits += plain.significand.substr(point + 1);
  value.exponent = -plain.decimals;
  return value;
}

// The most common answer; does what the long way does, only faster.
std::optional<NumberReading> read_plain(std::string_view text, const NumberRules& rules) {
  const std::optional<PlainNumber> plain = read_plain_number(text);
  if (!plain) return std::nullopt;
  if (rules.count && !plain->whole()) return std::nullopt;  // the long way has the note
  NumberReading reading;
  Number& number = reading.readings.emplace_back();
  number.value = plain->value;
  number.figures_low = plain->figures_low;
  number.figures_high = plain->figures_high;
  number.decimals = plain->decimals;
  number.written = written(*plain);
  return reading;
}

class Reader {
 public:
  Reader(const Folded& folded, const NumberRules& rules)
      : folded_(folded), text_(folded.text()), rules_(rules) {}

  NumberReading read(Span span) {
    span = without_wrapping(text_, span);
    split(span);
    if (segments_.empty()) return blank();
    if (open_end_ && segments_.size() == 1 && is_label(at(text_, segments_[0].span))) {
      return blank();
    }
    if (open_end_) note("nothing stands behind the last `=`; what stands in front of it counts");
    read_answer(segments_.back());
    if (segments_.size() > 1) read_front();
    return std::move(reading_);
  }

 private:
  NumberReading blank() {
    reading_.outcome = Outcome::blank;
    return std::move(reading_);
  }

  void note(std::string sentence) { reading_.notes.push_back(std::move(sentence)); }

  void fail(std::string reason, std::size_t place) {
    reading_.readings.clear();
    reading_.outcome = Outcome::unreadable;
    reading_.reason = std::move(reason);
    reading_.column = folded_.column(place);
  }

  // At `=`, `:=`, `==`, `=>` and `~`, but not at `<=`, `>=`, `!=`.
  void split(Span span) {
    Segment segment{{span.from, span.from}};
    bool tilde = false;
    const auto close = [&](std::size_t end) {
      segment.span.to = end;
      segment.span = trimmed(text_, segment.span);
      open_end_ = segment.span.empty() && !segments_.empty();
      if (!segment.span.empty()) {
        segment.approximate = tilde;
        tilde = false;
        segments_.push_back(segment);
      }
    };
    for (std::size_t i = span.from; i < span.to; ++i) {
      const char c = text_[i];
      const char previous = i > span.from ? text_[i - 1] : '\0';
      const bool comparison = previous == '<' || previous == '>' || previous == '!';
      if (c != '~' && (c != '=' || comparison)) continue;
      close(i > span.from && c == '=' && previous == ':' ? i - 1 : i);
      if (c == '~') tilde = true;
      if (c == '=' && i + 1 < span.to && text_[i + 1] == '>') ++i;
      segment.span.from = i + 1;
    }
    close(span.to);
  }

  // `a: 64, b`: what stands in front of the last colon holds an answer itself.
  static bool states_more(std::string_view label) {
    const auto colon = label.find(':');
    return colon != std::string_view::npos &&
           label.find_first_of("0123456789", colon) != std::string_view::npos;
  }

  // Labels and words in front of the number.
  Segment without_front(Segment segment) {
    std::string_view text = at(text_, segment.span);
    const auto drop = [&](std::size_t size) {
      note(quoted(ascii::trim(text.substr(0, size))) + " in front of the number is left out");
      segment.span = trimmed(text_, {segment.span.from + size, segment.span.to});
      text = at(text_, segment.span);
    };
    if (const auto colon = text.rfind(':'); colon != std::string_view::npos &&
                                            is_label(text.substr(0, colon)) &&
                                            !states_more(text.substr(0, colon))) {
      drop(colon + 1);
    }
    if (const std::size_t size = part_label(text)) drop(size);
    if (const std::size_t size = approximately(text)) {
      drop(size);
      segment.approximate = true;
    } else if (segment.approximate) {
      note("`~` in front of the number is left out");
    }
    return segment;
  }

  CalculationRules calculation_rules(bool terms) const {
    CalculationRules rules{rules_.units, rules_.count, true, false, {}};
    rules.sums = !rules_.in_list;
    rules.terms = terms;
    rules.literal.in_list = rules_.in_list;
    rules.literal.comma_is_decimal = rules_.comma_is_decimal;
    return rules;
  }

  void read_answer(Segment segment) {
    segment = without_front(segment);
    const std::string_view text = at(text_, segment.span);
    if (text.empty()) {
      reading_.outcome = Outcome::blank;
      return;
    }
    if (const auto value = nonfinite_word(text)) {
      reading_.outcome = Outcome::nonfinite;
      reading_.nonfinite = *value;
      return;
    }
    CalculationRules rules = calculation_rules(rules_.working && segments_.size() == 1);
    Calculation calculation = calculate(text, rules);
    if (!calculation.number) {
      fail(std::move(calculation.reason), segment.span.from + calculation.failed_at);
      return;
    }
    if (calculation.elided) {
      fail("`...` leaves numbers out, and no result is stated", segment.span.from);
    }
    if (!read_tail(segment, calculation)) return;
    if (rules.terms && calculation.terms.size() > 1) {
      reading_.working = Working{std::move(calculation.terms), calculation.elided, true};
    }
    if (calculation.elided) return;
    if (calculation.ambiguous) {
      rules.literal.ambiguous_is_decimal = true;
      rules.terms = false;
      take_both(std::move(*calculation.number), calculate(text, rules),
                folded_.typed(segment.span.from, segment.span.from + calculation.end));
    } else {
      if (calculation.decimal_comma && !rules_.comma_is_decimal) {
        note("the comma is read as a decimal point");
      }
      reading_.readings.push_back(std::move(*calculation.number));
    }
    finish(segment, calculation);
  }

  void take_both(Number thousands, Calculation decimal, std::string_view text) {
    if (!decimal.number || (rules_.count && whole(thousands) && !whole(*decimal.number))) {
      reading_.readings.push_back(std::move(thousands));
      return;
    }
    note("the comma in " + quoted(text) +
         " may separate thousands or be a decimal point; the reading that is right counts");
    reading_.readings.push_back(std::move(thousands));
    reading_.readings.push_back(std::move(*decimal.number));
  }

  void finish(const Segment& segment, const Calculation& calculation) {
    if (calculation.small_million) note("`m` is read as million");
    for (Number& number : reading_.readings) number.approximate = segment.approximate;
    if (rules_.count && reading_.readings.size() == 1) {
      const Number& number = reading_.readings[0];
      const bool plain = !number.suffixed() && !number.scientific && !number.approximate;
      if (plain && !whole(number)) note("what is asked for is a count, a whole number");
    }
  }

  // What stands behind the number; true if nothing speaks against it.
  bool read_tail(const Segment& segment, const Calculation& calculation) {
    Span tail = trimmed(text_, {segment.span.from + calculation.end, segment.span.to});
    while (!tail.empty()) {
      const std::string_view text = at(text_, tail);
      if (const std::size_t size = own_word(text)) {
        note(quoted(text.substr(0, size)) + " behind the number is left out");
        tail = trimmed(text_, {tail.from + size, tail.to});
      } else if (text.size() == 1 &&
                 std::string_view(".,;!").find(text[0]) != std::string_view::npos) {
        return true;
      } else if (rules_.ignore_tail && ascii::wordy(text[0])) {
        note(quoted(text) + " behind the number is left out");
        return true;
      } else {
        explain_tail(segment, calculation, tail);
        return false;
      }
    }
    return true;
  }

  void explain_tail(const Segment& segment, const Calculation& calculation, Span tail) {
    const std::string_view text = at(text_, tail);
    const std::string all = quoted(folded_.typed(segment.span.from, segment.span.to));
    const std::string rest = quoted(folded_.typed(tail.from, tail.to));
    const char c = text[0];
    if (calculation.after_number && c != ',') {
      if (text.find('/') != std::string_view::npos) {
        fail(all + " could be a sum or a product; write one fraction, or `+` between the two",
             tail.from);
      } else {
        fail(all + " could be two numbers or one; write " + joined(segment.span), tail.from);
      }
    } else if (c == ',' || c == ';') {
      fail("one number is asked for; " + all + " looks like a list", tail.from);
    } else if (c == '(' || c == '[' || c == '{') {
      fail("a sign such as `*` is missing in front of " + rest, tail.from);
    } else if (c == ')' || c == ']' || c == '}') {
      fail("a bracket is closed that was not opened", tail.from);
    } else {
      fail(rest + " behind the number is no unit that this question knows", tail.from);
    }
  }

  // `12 3` as one number: 123.
  std::string joined(Span span) const {
    std::string result;
    for (const char c : at(text_, span)) {
      if (!ascii::space(c) && result.size() < 30) result += c;
    }
    const bool plain = std::all_of(result.begin(), result.end(), ascii::digit);
    return plain ? result : "one number without spaces";
  }

  // The bytes of one of the quantity's own words at the front, with or without a plural s.
  std::size_t own_word(std::string_view text) const {
    std::size_t best = 0;
    for (std::string_view word : rules_.own_words) {
      if (word.empty() || text.size() < word.size() ||
          !ascii::equal_folded(text.substr(0, word.size()), word)) {
        if (!word.ends_with('s')) continue;
        word.remove_suffix(1);
        if (word.empty() || !ascii::equal_folded(text.substr(0, word.size()), word)) continue;
      }
      std::size_t size = word.size();
      if (size < text.size() && ascii::lower(text[size]) == 's') ++size;
      if (size < text.size() && (ascii::wordy(text[size]) || ascii::digit(text[size]))) continue;
      best = std::max(best, size);
    }
    return best;
  }

  // What stands in front of the last `=`: labels, and calculations that lead to the result.
  void read_front() {
    bool calculated = false;
    for (std::size_t i = 0; i + 1 < segments_.size() && !calculated; ++i) {
      Span span = segments_[i].span;
      std::string_view text = at(text_, span);
      if (const auto colon = text.rfind(':');
          colon != std::string_view::npos && is_label(text.substr(0, colon))) {
        span = trimmed(text_, {span.from + colon + 1, span.to});
        text = at(text_, span);
      }
      if (is_label(text)) {
        if (i == 0) {
          note(quoted(text) + " in front of the number is left out");
        }
        continue;
      }
      calculated = read_working(text, i);
    }
  }

  bool read_working(std::string_view text, std::size_t index) {
    Calculation calculation = calculate(text, calculation_rules(rules_.working));
    std::string_view tail =
        calculation.number ? ascii::trim(text.substr(calculation.end)) : std::string_view("?");
    if (const std::size_t size = own_word(tail)) tail = ascii::trim(tail.substr(size));
    if (!calculation.number || !tail.empty()) {
      if (rules_.working && index + 2 == segments_.size()) {
        note("the calculation in front of `=` cannot be read" +
             (calculation.reason.empty() ? "" : ": " + calculation.reason));
      }
      return false;
    }
    const bool agrees =
        calculation.elided || reading_.readings.empty() ||
        std::any_of(reading_.readings.begin(), reading_.readings.end(),
                    [&](const Number& stated) { return agree(*calculation.number, stated); });
    if (!agrees) {
      note("the calculation in front of `=` gives " + to_text(calculation.number->value) +
           "; the number behind the last `=` counts");
    }
    if (rules_.working) {
      reading_.working = Working{std::move(calculation.terms), calculation.elided, agrees};
    }
    return true;
  }

  const Folded& folded_;
  std::string_view text_;
  const NumberRules& rules_;
  std::vector<Segment> segments_;
  bool open_end_ = false;  // nothing stands behind the last `=`
  NumberReading reading_;
};

}  // namespace

std::optional<Fraction> exact_value(const Number& number) {
  if (const auto* fraction = std::get_if<Fraction>(&number.written)) {
    return Fraction(*fraction * number.factor);
  }
  const auto written = to_fraction(std::get<Decimal>(number.written));
  if (!written) return std::nullopt;
  return Fraction(*written * number.factor);
}

std::optional<double> nonfinite_word(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text = ascii::trim(text.substr(1));
  constexpr std::string_view prefixes[] = {"np.", "numpy.", "math.", "torch.", "."};
  for (const std::string_view prefix : prefixes) {
    if (text.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      break;
    }
  }
  constexpr std::string_view infinities[] = {"inf", "infinity", "infinite", "infty"};
  for (const std::string_view word : infinities) {
    if (ascii::equal_folded(text, word)) {
      const double infinity = std::numeric_limits<double>::infinity();
      return negative ? -infinity : infinity;
    }
  }
  if (ascii::equal_folded(text, "nan")) return std::numeric_limits<double>::quiet_NaN();
  return std::nullopt;
}

bool is_label(std::string_view text) { return label_begins(text) != std::string_view::npos; }

std::size_t label_begins(std::string_view text) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t at = 0;
  while (at < text.size() && ascii::space(text[at])) ++at;
  if (at < text.size() && text[at] == '#') return at;
  // A letter that stands before any digit: `L`, `dL/dW`, `(ii) x_1`, `|W|`, but not `3 K`.
  while (at < text.size() && !ascii::wordy(text[at]) && !ascii::digit(text[at])) ++at;
  return at < text.size() && ascii::wordy(text[at]) ? at : none;
}

NumberReading read_number(const Folded& folded, std::size_t from, std::size_t to,
                          const NumberRules& rules) {
  const std::string_view text = std::string_view(folded.text()).substr(from, to - from);
  if (auto plain = read_plain(text, rules)) return std::move(*plain);
  return Reader(folded, rules).read({from, to});
}

NumberReading read_number(std::string_view text, const NumberRules& rules) {
  if (text.size() > longest_answer) {
    NumberReading reading;
    reading.outcome = Outcome::unreadable;
    reading.reason = "the answer is longer than 64 KiB";
    reading.column = 1;
    return reading;
  }
  if (auto plain = read_plain(text, rules)) return std::move(*plain);
  const Folded folded(text);
  return read_number(folded, 0, folded.text().size(), rules);
}

}  // namespace grader
