#include "grader/answers/number_reader.h"

#include <algorithm>
#include <iterator>

#include "grader/answers/calculation.h"
#include "grader/answers/number_front.h"
#include "grader/answers/number_tail.h"
#include "grader/answers/number_value.h"
#include "grader/answers/number_words.h"
#include "grader/answers/segments.h"
#include "grader/answers/suffix.h"
#include "grader/answers/table_answers.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

class Reader {
 public:
  Reader(const Folded& folded, const NumberRules& rules, WorkBudget& budget)
      : folded_(folded), text_(folded.text()), rules_(rules), budget_(budget) {}

  NumberReading read(Span span) {
    span = without_wrapping(text_, span);
    if (!rules_.in_list && read_two_forms(span)) return std::move(reading_);
    if (!rules_.in_list && !choose_statement(span)) return std::move(reading_);
    Segments segments = split_at_signs(text_, span);
    segments_ = std::move(segments.all);
    if (segments_.empty()) return blank();
    if (segments.open_end && segments_.size() == 1 && is_label(at(text_, segments_[0].span))) {
      return blank();
    }
    if (segments.open_end) {
      note("nothing stands behind the last `=`; what stands in front of it counts");
    }
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

  NumberReading read_part(Span span, bool working) {
    NumberRules rules = rules_;
    rules.working = working;
    Reader reader(folded_, rules, budget_);
    reader.one_form_ = true;
    return reader.read(span);
  }

  // `163328 (159.5K)`, `0.371 (rounded)`; false if the text is something else.
  bool read_two_forms(Span span) {
    const auto bracket = one_form_ ? std::nullopt : bracketed_end(text_, span);
    if (!bracket) return false;
    const WorkBudget before = budget_;
    NumberReading first = read_part({span.from, bracket->from}, rules_.working);
    const Span inside{bracket->from + 1, bracket->to - 1};
    const NumberReading second =
        first.readings.empty() ? NumberReading() : read_part(inside, false);
    const Wording remark = wording(at(text_, inside));
    if (first.readings.empty() || (second.readings.empty() && remark == Wording::none)) {
      budget_ = before;
      return false;
    }
    reading_ = std::move(first);
    take_second_form(second, remark, *bracket);
    return true;
  }

  void take_second_form(const NumberReading& second, Wording remark, Span bracket) {
    const std::string form = quoted(folded_.typed(bracket.from, bracket.to));
    const auto differs = [&](const Number& number) {
      return std::none_of(second.readings.begin(), second.readings.end(), [&](const Number& other) {
        return agree(number, other) || agree(other, number);
      });
    };
    if (second.readings.empty()) {
      for (Number& number : reading_.readings) number.approximate |= remark == Wording::approximate;
    } else {
      std::erase_if(reading_.readings, differs);
    }
    if (reading_.readings.empty()) {
      fail(form + " behind the number is another number; write one, or the sign between the two",
           bracket.from);
      reading_.contradictory = true;
    } else {
      note(form + " behind the number is left out");
    }
  }

  // `a = 3, b = 256`: if several numbers are stated, the span becomes the one whose label is the
  // quantity's own; false if there is no such one, or more than one.
  bool choose_statement(Span& span) {
    constexpr std::size_t most = 64;
    const std::vector<Statement> all = statements(text_, span, [&](std::string_view word) {
      return read_suffix(word, rules_.units, rules_.count).has_value() ||
             own_word(word, rules_.own_words) > 0 || own_word(word, rules_.related_words) > 0;
    });
    if (all.empty()) return true;
    if (all.size() <= most && !std::all_of(all.begin(), all.end(), [&](const Statement& one) {
          return no_answer(at(text_, one.value)) || !read_part(one.value, false).readings.empty();
        })) {
      return true;
    }
    const auto own = [&](const Statement& one) {
      return names_quantity(at(text_, one.label), rules_.own_words);
    };
    if (all.size() > most || std::count_if(all.begin(), all.end(), own) != 1) {
      fail("one number is asked for; " + quoted(folded_.typed(span.from, span.to)) +
               " looks like a list",
           all[1].separator);
      return false;
    }
    for (const Statement& one : all) {
      const Span stated{one.label.from, one.value.to};
      if (own(one)) {
        span = stated;
      } else {
        note(quoted(folded_.typed(stated.from, stated.to)) + " is left out");
      }
    }
    return true;
  }

  CalculationRules calculation_rules(bool terms) const {
    CalculationRules rules{rules_.units, budget_, rules_.count, true, false, {}};
    rules.sums = !rules_.in_list;
    rules.terms = terms;
    rules.literal.in_list = rules_.in_list;
    rules.literal.comma_is_decimal = rules_.comma_is_decimal;
    return rules;
  }

  void read_answer(Segment segment) {
    NumberFront front = without_front(text_, segment, rules_.in_list);
    std::move(front.notes.begin(), front.notes.end(), std::back_inserter(reading_.notes));
    segment = front.segment;
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
    Tail tail = read_tail(folded_, segment.span, calculation, rules_);
    std::move(tail.notes.begin(), tail.notes.end(), std::back_inserter(reading_.notes));
    if (!tail.reason.empty()) return fail(std::move(tail.reason), tail.failed_at);
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
    if (!decimal.number || (rules_.count && is_whole(thousands) && !is_whole(*decimal.number))) {
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
      if (plain && !is_whole(number)) note("what is asked for is a count, a whole number");
    }
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
    if (const std::size_t size = own_word(tail, rules_.own_words))
      tail = ascii::trim(tail.substr(size));
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
      note("the calculation in front of `=` gives " + shown_value(*calculation.number) +
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
  WorkBudget& budget_;
  bool one_form_ = false;  // brackets at the end hold no second form
  std::vector<Segment> segments_;
  NumberReading reading_;
};

}  // namespace

NumberReading read_long_number(const Folded& folded, std::size_t from, std::size_t to,
                               const NumberRules& rules, WorkBudget& budget) {
  return Reader(folded, rules, budget).read({from, to});
}

}  // namespace grader
