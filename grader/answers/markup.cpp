#include "grader/answers/markup.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "grader/answers/characters.h"
#include "grader/answers/latex.h"
#include "grader/answers/markup_output.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

bool plain_number(std::string_view text) {
  return !text.empty() && text.size() <= 15 && std::all_of(text.begin(), text.end(), ascii::digit);
}

class Unwrapper {
 public:
  explicit Unwrapper(std::string_view in) : in_(in), out_(4 * in.size()) {}

  Unwrapped run() {
    while (at_ < in_.size()) {
      out_.set_origin(at_);
      const char c = in_[at_];
      if (c == '\\') {
        command();
      } else if (c == '{') {
        open_brace();
      } else if (c == '}') {
        ++at_;
        close_brace();
      } else if (!ascii::beyond(c) || !vulgar()) {
        ++at_;
        out_.emit(c);
      }
    }
    return out_.take();
  }

 private:
  enum class Brace { plain, unwrapped, power, numerator, denominator };
  struct Open {
    Brace brace;
    std::size_t start = 0;   // of a fraction in the output
    std::size_t middle = 0;  // behind its numerator
  };

  void open_brace() {
    ++at_;
    if (out_.last() == '^') {
      out_.emit('(');
      open_.push_back({Brace::power});
    } else if (out_.last() == '_') {
      open_.push_back({Brace::unwrapped});
    } else {
      out_.emit('{');
      open_.push_back({Brace::plain});
    }
  }

  void close_brace() {
    if (open_.empty()) {
      out_.emit('}');
      return;
    }
    const Open open = open_.back();
    open_.pop_back();
    close(open);
  }

  void close(const Open& open) {
    switch (open.brace) {
      case Brace::plain:
        out_.emit('}');
        return;
      case Brace::unwrapped:
        return;
      case Brace::power:
        out_.emit(')');
        return;
      case Brace::numerator: {
        const std::size_t middle = out_.text().size();
        out_.emit(")/(");
        argument({Brace::denominator, open.start, middle});
        return;
      }
      case Brace::denominator:
        finish_fraction(open);
        return;
    }
  }

  // The next argument of a command: in braces, or one letter or digit.
  void argument(const Open& open) {
    skip_spaces();
    if (at_ >= in_.size()) return;
    if (in_[at_] == '{') {
      ++at_;
      open_.push_back(open);
    } else if (ascii::digit(in_[at_]) || ascii::letter(in_[at_])) {
      out_.emit(in_[at_++]);
      close(open);
    }
  }

  // `((a)/(b))` stays where something else would bind to a or b; else it becomes `a/b`.
  void finish_fraction(const Open& open) {
    out_.emit("))");
    const std::string_view text = out_.text();
    const std::string top(text.substr(open.start + 2, open.middle - open.start - 2));
    const std::string bottom(
        text.substr(open.middle + 3, text.size() - 2 - std::min(text.size() - 2, open.middle + 3)));
    if (!plain_number(top) || !plain_number(bottom)) return;
    out_.replace_tail(text.size() - open.start, shown(open.start, top, bottom));
  }

  // The fraction of two plain numbers at `from` in the output.
  std::string shown(std::size_t from, std::string_view top, std::string_view bottom) const {
    const bool alone = stands_alone(from);
    std::string result = alone ? "" : "((";
    result.append(top).append("/").append(bottom);
    return alone ? result : result + "))";
  }

  // ½, or one of its kin, here; false if it is none.
  bool vulgar() {
    const CodePoint next = decode(in_.substr(at_));
    const auto fraction = vulgar_fraction(next.value);
    if (!fraction) return false;
    at_ += next.size;
    const std::string bottom = std::to_string(fraction->denominator);
    std::string top = std::to_string(fraction->numerator);
    std::size_t from = out_.text().size();
    if (from > 0 && ascii::digit(out_.text()[from - 1])) {
      const auto whole = mixed(from, *fraction);
      if (!whole) {
        out_.append("((" + top + ")/(" + bottom + "))");
        return true;
      }
      top = std::to_string(*whole);
      while (from > 0 && ascii::digit(out_.text()[from - 1])) --from;
    }
    const std::string text = shown(from, top, bottom);
    if (from < out_.text().size()) {
      out_.replace_tail(out_.text().size() - from, text);
    } else {
      out_.append(text);
    }
    return true;
  }

  // 1½ is 3/2: the numerator of the digits in front of `from` and the fraction.
  std::optional<std::int64_t> mixed(std::size_t from, VulgarFraction fraction) const {
    std::size_t begin = from;
    while (begin > 0 && from - begin <= 12 && ascii::digit(out_.text()[begin - 1])) --begin;
    if (from - begin > 12) return std::nullopt;
    if (begin > 0 &&
        std::string_view(".,'_").find(out_.text()[begin - 1]) != std::string_view::npos) {
      return std::nullopt;
    }
    const std::int64_t whole = number(std::string_view(out_.text()).substr(begin, from - begin));
    return whole * fraction.denominator + fraction.numerator;
  }

  static std::int64_t number(std::string_view digits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }

  bool stands_alone(std::size_t from) const {
    const char next = at_ < in_.size() ? in_[at_] : ' ';
    if (std::string_view(" \n,;)]}>=+-*/&~:").find(next) == std::string_view::npos) return false;
    std::size_t before = from;
    while (before > 0 && out_.text()[before - 1] == ' ') --before;
    if (before == 0) return true;
    const char previous = out_.text()[before - 1];
    if (previous == '/' || previous == '^') return false;
    const bool adjacent = before == from;
    return !adjacent || (!ascii::digit(previous) && !ascii::wordy(previous) && previous != '.' &&
                         previous != ')' && previous != ']');
  }

  void command() {
    ++at_;
    if (at_ >= in_.size() || ascii::beyond(in_[at_])) return;
    const std::size_t begin = at_;
    while (at_ < in_.size() && ascii::letter(in_[at_])) ++at_;
    if (at_ == begin) {
      symbol(in_[at_++]);
    } else {
      named(in_.substr(begin, at_ - begin));
    }
  }

  void symbol(char c) {
    if (c == '\\') {
      out_.emit(';');
      skip_row_distance();
    } else if (std::string_view(",;: >").find(c) != std::string_view::npos) {
      out_.emit(' ');
    } else if (c == '\n') {
      out_.emit('\n');
    } else if (std::string_view("!()[]").find(c) == std::string_view::npos) {
      out_.emit(c);
    }
  }

  void named(std::string_view name) {
    if (latex::fraction(name)) {
      const std::size_t start = out_.text().size();
      out_.emit("((");
      argument({Brace::numerator, start});
      return;
    }
    if (name == "begin" || name == "end") {
      environment(name == "begin");
      return;
    }
    if (latex::wrapper(name)) {
      if (at_ < in_.size() && in_[at_] == '{') {
        ++at_;
        open_.push_back({Brace::unwrapped});
      }
      return;
    }
    out_.emit(latex::symbol(name).value_or(name));
  }

  void environment(bool begin) {
    const std::string_view name = braced();
    const bool array = name.starts_with("array");
    if (!array && name.find("matrix") == std::string_view::npos) return;
    out_.emit(begin ? '[' : ']');
    if (begin && array) braced();  // its columns
  }

  // The content of a short group in braces that follows here, skipped; empty if there is none.
  std::string_view braced() {
    skip_spaces();
    if (at_ >= in_.size() || in_[at_] != '{') return "";
    const std::string_view near = in_.substr(at_ + 1, 40);
    const auto end = near.find('}');
    if (end == std::string_view::npos) return "";
    at_ += end + 2;
    return near.substr(0, end);
  }

  // `\\[2pt]`
  void skip_row_distance() {
    const std::string_view near = in_.substr(at_, 12);
    const auto end = near.find(']');
    if (!near.starts_with('[') || end == std::string_view::npos || end < 4) return;
    const std::string_view unit = near.substr(end - 2, 2);
    if (unit == "pt" || unit == "em" || unit == "ex" || unit == "mm" || unit == "cm") {
      at_ += end + 1;
    }
  }

  void skip_spaces() {
    while (at_ < in_.size() && in_[at_] == ' ') ++at_;
  }

  std::string_view in_;
  std::size_t at_ = 0;
  MarkupOutput out_;
  std::vector<Open> open_;
};

}  // namespace

bool has_markup(std::string_view text) {
  // Every fraction of one character begins with one of the last two bytes.
  constexpr std::string_view signs = "\\{}>\xC2\xE2";
  while (true) {
    const std::size_t at = ascii::find_any(text, signs);
    if (at == std::string_view::npos) return false;
    text.remove_prefix(at);
    if (!ascii::beyond(text[0]) || vulgar_fraction(decode(text).value)) return true;
    text.remove_prefix(1);
  }
}

Unwrapped unwrap_markup(std::string_view text) { return Unwrapper(text).run(); }

}  // namespace grader
