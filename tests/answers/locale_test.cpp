// The locale of the machine changes nothing.
#include <doctest/doctest.h>

#include <clocale>
#include <locale>
#include <string>

#include "grader/answers/lists.h"
#include "grader/answers/number.h"
#include "grader/answers/plain.h"
#include "grader/graph/value.h"
#include "tests/answers/cases.h"

TEST_SUITE_BEGIN("answers");

namespace grader {
namespace {

// As in Germany, but with groups of two, so that any use of it shows.
class OddPunctuation : public std::numpunct<char> {
 protected:
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\2"; }
};

// The C++ locale with odd punctuation, and C's German one if the machine has it, until it goes.
class OddLocale {
 public:
  OddLocale() {
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"}) {
      if (std::setlocale(LC_ALL, name) != nullptr) break;
    }
  }
  ~OddLocale() {
    std::locale::global(before_);
    std::setlocale(LC_ALL, "C");
  }
  OddLocale(const OddLocale&) = delete;
  OddLocale& operator=(const OddLocale&) = delete;

 private:
  std::locale before_ =
      std::locale::global(std::locale(std::locale::classic(), new OddPunctuation));
};

// All that was read, as text.
std::string shown(const NumberReading& reading) {
  std::string all = std::string(to_text(reading.outcome)) + reading.reason + joined(reading.notes);
  for (const Number& number : reading.readings) {
    all += " " + to_text(number.value);
    if (const auto exact = exact_value(number)) all += " " + to_text(*exact);
  }
  return all;
}

std::vector<std::string> read_all() {
  std::vector<std::string> all;
  for (const char* file : {"numbers.yaml", "lists.yaml"}) {
    for (const TestGroup& group : load_groups(file)) {
      const NumberRules rules = number_rules(group.rules);
      for (const yaml::Node& row : group.rows) {
        const std::string typed = text_of(row, "typed");
        all.push_back(typed + ": " + shown(read_number(typed, rules)));
        const ArrayReading array = read_array(typed, rules, {2});
        for (const NumberReading& entry : array.entries) all.back() += " | " + shown(entry);
      }
    }
  }
  return all;
}

TEST_CASE("answers are read the same in every locale") {
  const std::vector<std::string> expected = read_all();
  const OddLocale odd;
  REQUIRE(std::use_facet<std::numpunct<char>>(std::locale()).decimal_point() == ',');
  CHECK(read_all() == expected);
  CHECK(read_plain_number("1234.5")->value == 1234.5);
  CHECK(read_plain_number("0.1000000000000000055511151231257827")->value == 0.1);
  CHECK(!read_plain_number("1234,5"));
}

}  // namespace
}  // namespace grader

TEST_SUITE_END();
