// What is written in any supported notation is read back as it was; nothing that is typed breaks
// the reading. Fixed seeds.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <functional>
#include <random>

#include "grader/answers/folded.h"
#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/tables.h"
#include "grader/base/words.h"
#include "tests/answers/hostile.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

using Random = std::mt19937_64;

int pick(Random& random, int below) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(below));
}

struct Written {
  bool negative;
  std::string whole;     // without leading zeros, at least one digit
  std::string decimals;  // maybe empty
};

Written random_number(Random& random) {
  Written number{pick(random, 2) == 0, std::to_string(random() % 10'000'000'000ULL), ""};
  for (int i = pick(random, 6); i > 0; --i)
    number.decimals += static_cast<char>('0' + pick(random, 10));
  return number;
}

// The last group has three digits, the others `size`.
std::string grouped(const std::string& digits, const std::string& separator, std::size_t size) {
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t left = digits.size() - i;
    if (i > 0 && left >= 3 && (left - 3) % size == 0) result += separator;
    result += digits[i];
  }
  return result;
}

std::string plain(const Written& n) {
  return (n.negative ? "-" : "") + n.whole + (n.decimals.empty() ? "" : "." + n.decimals);
}

std::string scientific(const Written& n, const std::string& times) {
  const std::string digits = n.whole + n.decimals;
  return (n.negative ? "-" : "") + digits.substr(0, 1) + "." + digits.substr(1) + times +
         std::to_string(n.whole.size() - 1);
}

std::string separated(const Written& n, const std::string& group, const std::string& point,
                      std::size_t size = 3) {
  return (n.negative ? "−" : "") + grouped(n.whole, group, size) +
         (n.decimals.empty() ? "" : point + n.decimals);
}

std::string brackets(const std::string& text) { return "(" + text + ")"; }

// In units of 10^places.
std::string scaled(const Written& n, int places) {
  std::string digits = n.whole + n.decimals;
  int decimals = static_cast<int>(n.decimals.size()) + places;
  for (; decimals < 0; ++decimals) digits += '0';
  while (digits.size() <= static_cast<std::size_t>(decimals)) digits.insert(0, "0");
  digits.insert(digits.size() - static_cast<std::size_t>(decimals), ".");
  return (n.negative ? "-" : "") + digits;
}

// `10^12` as 10¹².
std::string raised(const std::string& text) {
  constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  const auto at = text.find('^');
  std::string result = text.substr(0, at);
  for (const char c : text.substr(at + 1)) result += digits[c - '0'];
  return result;
}

std::string full_width(const std::string& text) {
  std::string result;
  for (const char c : text) {  // U+FF01 looks like `!`
    const int code = 0xFF01 + (c - '!');
    result += static_cast<char>(0xE0 | (code >> 12));
    result += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    result += static_cast<char>(0x80 | (code & 0x3F));
  }
  return result;
}

TEST_CASE("a number printed in any notation is read back") {
  struct Notation {
    const char* name;
    std::function<std::string(const Written&)> print;
  };
  const Notation notations[] = {
      {"plain", plain},
      {"letter exponent", [](const Written& n) { return scientific(n, "e"); }},
      {"power of ten", [](const Written& n) { return scientific(n, " x 10^"); }},
      {"LaTeX", [](const Written& n) { return "$" + scientific(n, "\\times 10^{") + "}$"; }},
      {"groups by commas", [](const Written& n) { return separated(n, ",", "."); }},
      {"groups by spaces", [](const Written& n) { return separated(n, " ", "."); }},
      {"groups by apostrophes", [](const Written& n) { return separated(n, "’", "."); }},
      {"groups by points", [](const Written& n) { return separated(n, ".", ","); }},
      {"fraction",
       [](const Written& n) {
         return (n.negative ? "-" : "") + n.whole + n.decimals + "/1" +
                std::string(n.decimals.size(), '0');
       }},
      {"bold power of ten", [](const Written& n) { return scientific(n, "*10**"); }},
      {"middle dot and superscripts",
       [](const Written& n) { return raised(scientific(n, "·10^")); }},
      {"HTML", [](const Written& n) { return scientific(n, " x 10<sup>") + "</sup>"; }},
      {"LaTeX with thin spaces", [](const Written& n) { return separated(n, "\\,", "."); }},
      {"LaTeX with {,}", [](const Written& n) { return "$" + separated(n, "{,}", ".") + "$"; }},
      {"groups by narrow spaces", [](const Written& n) { return separated(n, "\u202f", ","); }},
      {"groups by underscores", [](const Written& n) { return separated(n, "_", "."); }},
      {"groups of two", [](const Written& n) { return separated(n, ",", ".", 2); }},
      {"full-width", [](const Written& n) { return full_width(plain(n)); }},
      {"LaTeX fraction",
       [](const Written& n) {
         return (n.negative ? "-" : "") + ("\\frac{" + n.whole + n.decimals + "}{1") +
                std::string(n.decimals.size(), '0') + "}";
       }},
      {"sum", [](const Written& n) { return "1 + " + brackets(plain(n)) + " - 1"; }},
      {"result", [](const Written& n) { return "W = 2*x ≈ " + plain(n); }},
      {"thousands", [](const Written& n) { return scaled(n, 3) + " K"; }},
      {"millions", [](const Written& n) { return scaled(n, 6) + " million"; }},
      {"percent", [](const Written& n) { return scaled(n, -2) + "%"; }},
      {"label", [](const Written& n) { return "L = (" + plain(n) + ")"; }},
  };
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    const Written number = random_number(random);
    const Fraction value = to_fraction(parse_decimal(plain(number)).value()).value();
    for (const Notation& notation : notations) {
      const std::string typed = notation.print(number);
      CAPTURE(notation.name);
      CAPTURE(typed);
      const NumberReading reading = read_number(typed, {});
      REQUIRE(!reading.readings.empty());
      bool found = false;
      for (const Number& read : reading.readings) found = found || exact_value(read) == value;
      CHECK(found);
    }
  }
}

TEST_CASE("the fast way for a plain decimal agrees with the long way") {
  Random random(2);
  for (int i = 0; i < 2000; ++i) {
    const std::string typed = plain(random_number(random));
    CAPTURE(typed);
    const NumberReading fast = read_number(typed, {});
    const NumberReading slow = read_number("(" + typed + ")", {});
    REQUIRE(fast.readings.size() == 1);
    REQUIRE(slow.readings.size() == 1);
    CHECK(fast.readings[0].value == slow.readings[0].value);
    CHECK(fast.readings[0].figures_low == slow.readings[0].figures_low);
    CHECK(fast.readings[0].figures_high == slow.readings[0].figures_high);
    CHECK(fast.readings[0].decimals == slow.readings[0].decimals);
    CHECK(exact_value(fast.readings[0]) == exact_value(slow.readings[0]));
  }
}

std::string matrix_text(const std::vector<std::string>& entries, std::size_t columns,
                        const std::string& open, const std::string& between,
                        const std::string& rows, const std::string& close) {
  std::string text = open;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i > 0) text += i % columns == 0 ? rows : between;
    text += entries[i];
  }
  return text + close;
}

TEST_CASE("a matrix printed in any notation is read back") {
  struct Notation {
    const char *open, *between, *rows, *close;
  };
  constexpr Notation notations[] = {
      {"[[", ", ", "], [", "]]"},
      {"[[", ",", "],[", "]]"},
      {"[[", " ", "]\n [", "]]"},
      {"[", " ", "; ", "]"},
      {"[", ", ", "; ", "]"},
      {"", " ", "; ", ""},
      {"", " ", "\n", ""},
      {"", "\t", "\r\n", ""},
      {"((", ", ", "), (", "))"},
      {"np.array([[", ", ", "],\n       [", "]], dtype=np.float64)"},
      {"torch.tensor([[", ", ", "], [", "]])"},
      {"\\begin{pmatrix} ", " & ", " \\\\ ", " \\end{pmatrix}"},
      {"$W = \\begin{bmatrix}", "&", "\\\\", "\\end{bmatrix}$"},
      {"[[\"", "\", \"", "\"], [\"", "\"]]"},
      {"", "; ", "\n", ""},
      {"row: ", " ", "\nrow: ", ""},
      {"x = ", " y = ", "\nx = ", ""},
  };
  Random random(3);
  for (int i = 0; i < 500; ++i) {
    const auto rows = static_cast<std::size_t>(2 + pick(random, 3));
    const auto columns = static_cast<std::size_t>(2 + pick(random, 3));
    std::vector<std::string> entries;
    for (std::size_t n = 0; n < rows * columns; ++n)
      entries.push_back(plain(random_number(random)));
    const std::vector<std::int64_t> shape = {static_cast<std::int64_t>(rows),
                                             static_cast<std::int64_t>(columns)};
    for (const Notation& n : notations) {
      const std::string typed = matrix_text(entries, columns, n.open, n.between, n.rows, n.close);
      CAPTURE(typed);
      const ArrayReading reading = read_array(typed, {}, shape);
      REQUIRE(reading.outcome == Outcome::correct);
      CHECK(reading.shape == shape);
      CHECK(reading.texts == entries);
      for (std::size_t k = 0; k < entries.size(); ++k) {
        REQUIRE(reading.entries[k].readings.size() == 1);
        CHECK(reading.entries[k].readings[0].value == to_double(*parse_decimal(entries[k])));
      }
    }
  }
}

TEST_CASE("a table printed in any notation is read back") {
  const std::vector<std::string> labels = {"a", "b", "c", "d", "e"};
  const std::vector<std::string> choices = {"1", "2", "3", "4", "5", "6"};
  struct Notation {
    const char *open, *pair, *rows, *close;
  };
  constexpr Notation notations[] = {{"", "", " ", ""},  {"", " ", "\n", ""}, {"{", ": ", ", ", "}"},
                                    {"", "→", " ", ""}, {"", "-", "; ", ""}, {"", ") ", ", ", ""}};
  Random random(4);
  for (int i = 0; i < 500; ++i) {
    std::vector<std::string> chosen;
    std::string order;
    for (std::size_t k = 0; k < labels.size(); ++k) {
      chosen.push_back(choices[static_cast<std::size_t>(pick(random, 6))]);
      order += chosen.back();
    }
    std::vector<std::string> written = {order};
    for (const Notation& n : notations) {
      std::string typed = n.open, turned = n.open;
      for (std::size_t k = 0; k < labels.size(); ++k) {
        typed += (k > 0 ? n.rows : "") + labels[k] + n.pair + chosen[k];
        turned += (k > 0 ? n.rows : "") + chosen[k] + n.pair + labels[k];
      }
      written.push_back(typed + n.close);
      written.push_back(turned + n.close);
    }
    for (const std::string& typed : written) {
      CAPTURE(typed);
      const TableReading reading = read_table(typed, labels, choices);
      REQUIRE(reading.rows.size() == labels.size());
      for (std::size_t k = 0; k < labels.size(); ++k) CHECK(reading.rows[k].choice == chosen[k]);
    }
  }
}

std::string random_text(Random& random) {
  std::string text;
  for (int i = pick(random, 25); i >= 0; --i) {
    text += hostile_pieces[pick(random, static_cast<int>(std::size(hostile_pieces)))];
  }
  return text;
}

void check_number(const NumberReading& reading) {
  const bool unread = reading.outcome != Outcome::correct;
  CHECK(reading.readings.empty() == unread);
  CHECK(reading.readings.size() <= 2);
  CHECK((reading.outcome == Outcome::unreadable) == !reading.reason.empty());
  CHECK(is_utf8(reading.reason));
  for (const std::string& note : reading.notes) CHECK(is_utf8(note));
}

TEST_CASE("whatever is typed is read or refused with a reason (30,000 random texts)") {
  Random random(5);
  NumberRules rules;
  rules.units.declared = {{"K", 1024}, {"M", 1048576}};
  for (int i = 0; i < 30000; ++i) {
    const std::string text = random_text(random);
    CAPTURE(text);
    rules.working = i % 2 == 0;
    rules.count = i % 3 == 0;
    rules.ignore_tail = i % 5 == 0;
    const std::string folded = fold(text);
    CHECK(fold(folded) == folded);
    CHECK(is_utf8(folded));
    check_number(read_number(text, rules));
    const ArrayReading array = read_array(text, rules, {2, 2});
    for (const NumberReading& entry : array.entries) check_number(entry);
    CHECK(array.entries.size() == array.texts.size());
    CHECK(is_utf8(array.reason));
    if (array.outcome == Outcome::correct) {
      std::int64_t size = 1;
      for (const std::int64_t extent : array.shape) size *= extent;
      CHECK(size == static_cast<std::int64_t>(array.entries.size()));
    }
    const TableReading table = read_table(text, {"a", "b", "c"}, {"1", "2", "3"});
    CHECK(table.rows.size() == (table.outcome == Outcome::correct ? 3 : 0));
  }
}

TEST_CASE("64 KiB of anything are read or refused") {
  for (const char* piece : hostile_pieces) {
    CAPTURE(piece);
    const std::string text = repeated(piece, longest_answer);
    check_number(read_number(text, {}));
    CHECK(is_utf8(read_array(text, {}, {3}).reason));
    CHECK(is_utf8(read_table(text, {"a", "b"}, {"1", "2"}).reason));
  }
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
