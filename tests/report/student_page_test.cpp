#include "grader/report/student_page.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "grader/base/files.h"
#include "grader/base/words.h"
#include "grader/report/strings.h"
#include "tests/report/page_sample.h"

using namespace grader;
using namespace grader::page_sample;

namespace {

std::string golden_path() { return std::string(GRADER_SOURCE_DIR) + "/tests/golden/page/ada.html"; }

// A page for one verdict of the part `i` (a loss), alone in its exam.
std::string page_of(Verdict verdict) {
  Exam exam = page_sample::exam();
  Score score;
  score.student = "s1";
  put(score, exam, 1, 0, std::move(verdict));
  return StudentPages(exam).page(score);
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++n;
  return n;
}

// Relative luminance (WCAG 2.1) of the first `--name: #rrggbb` behind `from`.
double luminance(const std::string& css, std::size_t from, const std::string& name) {
  const std::size_t at = css.find("--" + name + ": #", from);
  REQUIRE(at != std::string::npos);
  const std::string hex = css.substr(at + name.size() + 5, 6);
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(hex.substr(2 * i, 2), nullptr, 16) / 255.0;
    sum += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

TEST_SUITE_BEGIN("report");

TEST_CASE("the page of the golden student is as recorded") {
  const Exam exam = page_sample::exam();
  const std::string page = StudentPages(exam).page(ada(exam));
  if (std::getenv("GRADER_REFRESH_GOLDEN") != nullptr) {
    REQUIRE(write_whole(golden_path(), page));
  }
  const auto golden = DiskFiles().read(golden_path());
  REQUIRE(golden.has_value());
  const bool same = *golden == page;
  CHECK_MESSAGE(same, "see the change with GRADER_REFRESH_GOLDEN=1 ctest -R report; git diff");
  CHECK(page.size() < 40 * 1024);
}

TEST_CASE("every outcome is told with its symbol, its name and its sentence") {
  struct Case {
    Outcome outcome;
    const OutcomeWords& words;
  };
  const Strings& strings = english();
  const Case cases[] = {
      {Outcome::correct, strings.correct},
      {Outcome::partly_correct, strings.partly_correct},
      {Outcome::incorrect, strings.incorrect},
      {Outcome::blank, strings.blank},
      {Outcome::unreadable, strings.unreadable},
      {Outcome::wrong_type, strings.wrong_type},
      {Outcome::wrong_shape, strings.wrong_shape},
      {Outcome::nonfinite, strings.nonfinite},
      {Outcome::pending, strings.pending_outcome},
      {Outcome::not_marked, strings.not_marked},
  };
  for (const Case& c : cases) {
    CAPTURE(c.words.name);
    Verdict verdict;
    verdict.outcome = c.outcome;
    verdict.text = "x";
    verdict.leaves = {bare_leaf(c.outcome, "x", "0.371", "the reason for it")};
    const std::string page = page_of(verdict);
    CHECK_FALSE(c.words.sentence.empty());
    CHECK(contains(page, c.words.symbol));
    CHECK(contains(page, fmt::format("> {}</strong>", c.words.name)));
    CHECK(contains(page, fmt::format("<p>{}", c.words.sentence)));
    CHECK(contains(page, "The reason for it."));
  }
}

TEST_CASE("marks by hand, excuses, follow-through and mistakes are told in words") {
  Verdict by_hand;
  by_hand.hand_marked = true;
  by_hand.by = "M. Curie";
  by_hand.reason = "nearly";
  by_hand.points = Fraction(7, 2);
  CHECK(contains(page_of(by_hand), "M. Curie read this part and gave it 3.5 of 5 points."));
  CHECK(contains(page_of(by_hand), "<bdi>nearly</bdi>"));

  Verdict excused = by_hand;
  excused.excused = true;
  excused.points = 0;
  CHECK(contains(page_of(excused), english().excused.sentence));
  CHECK(contains(page_of(excused), "0 of 0 points"));

  Verdict followed = verdict("0.4", Real{0.371}, {leaf("", "0.4", 0.371, 0.0018)});
  followed.followed = Followed{{"z", "p"}, false, Real{0.4}, 1, {leaf("", "0.4", 0.4, 0.002)}, {}};
  followed.credit = 1;
  followed.mistake = NamedMistake{"sign", "the gradient at the logits is p - y, not y - p", 0};
  const std::string page = page_of(followed);
  CHECK(contains(page,
                 "With your own z and p this would be 0.4, and that is what you found: full "
                 "marks here."));
  CHECK(contains(page, "Compared with what follows from your own z and p"));
  CHECK(contains(page, "0.398 to 0.402"));
  CHECK(contains(page, "The gradient at the logits is p - y, not y - p."));

  followed.credit = Fraction(1, 2);
  CHECK(contains(page_of(followed), "By the rules of this exam that earns 2.5 of 5 points."));
  followed.followed->credit = Fraction(1, 2);
  CHECK(contains(page_of(followed), "Measured against that, you get 2.5 of 5 points here."));
  followed.credit = followed.followed->credit = 1;
  followed.followed->used_right = true;
  CHECK(contains(page_of(followed), "rounded as you wrote them"));
}

TEST_CASE("nothing that a student types can act on the page") {
  using namespace std::string_literals;
  const std::string texts[] = {
      "<script>alert(1)</script>"s,
      "</style><img src=x onerror=alert(1)>"s,
      "\" onmouseover=\"alert(1)\" x=\""s,
      "' autofocus onfocus='alert(1)"s,
      "</title></bdi></td></table><h1>owned</h1><!--"s,
      "javascript:alert(1)"s,
      "{{STYLE:none}}{{#PART}}<b>"s,
      "a\0b\xFF\xC0\x80\x1B[31m"s,
      "\u202E\u2066\u0645\u0631\u064A\u0645\u2069"s,
  };
  const Exam exam = page_sample::exam();
  const StudentPages pages(exam);
  const std::string plain = pages.page(ada(exam));
  for (const std::string& text : texts) {
    CAPTURE(text);
    Score score = ada(exam);
    score.student = score.name = score.grade = text;
    for (PartScore& part : score.parts) {
      Verdict& verdict = part.verdict;
      verdict.text = verdict.by = verdict.reason = text;
      verdict.notes = {text};
      for (LeafVerdict& leaf : verdict.leaves) leaf.typed = leaf.read = leaf.reason = text;
    }
    for (ExtraAnswer& extra : score.extra) extra.text = extra.read = text;
    const std::string page = pages.page(score);
    CHECK(is_utf8(page));
    CHECK(page.find('\0') == std::string::npos);
    CHECK(page.find('\x1B') == std::string::npos);
    for (const char* tag : {"<script", "<img", "<b>", "<!--", "onerror=alert(1)>", "\" onmouse",
                            "' autofocus", "\u202E", "\u2066"}) {
      CHECK_FALSE(contains(page, tag));
    }
    // The document is built as it was: text changes no structure.
    for (const char* tag :
         {"<h1", "</style>", "</title>", "<h3", "<table", "<style", "<!doctype"}) {
      CHECK(count(page, tag) == count(plain, tag));
    }
    CHECK(count(page, "<bdi") == count(page, "</bdi>"));
  }
}

TEST_CASE("an author's words are escaped too") {
  Exam exam = page_sample::exam();
  exam.title = "<i>title</i>";
  exam.problems[1].title = "A < B & \"C\"";
  exam.problems[1].parts[0].prompt = "Is <W> 'new'?";
  Score score = ada(exam);
  for (PartScore& part : score.parts) {
    if (part.verdict.mistake) part.verdict.mistake->message = "<u>sign</u>";
  }
  const std::string page = StudentPages(exam).page(score);
  CHECK(contains(page, "&lt;u&gt;sign"));
  CHECK_FALSE(contains(page, "<i>"));
  CHECK_FALSE(contains(page, "<W>"));
  CHECK_FALSE(contains(page, "<u>"));
  CHECK(contains(page, "2. A &lt; B &amp; &quot;C&quot;"));
}

TEST_CASE("the page is one document that needs nothing from outside") {
  const Exam exam = page_sample::exam();
  const std::string page = StudentPages(exam).page(ada(exam));
  CHECK(page.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"));
  CHECK(contains(page, "content=\"default-src &#39;none&#39;") == false);
  CHECK(contains(page, "default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
  CHECK(count(page, "<h1") == 1);
  CHECK(count(page, "<table") == count(page, "<caption"));
  for (const char* outside : {"http:", "https:", "<script", "<link", "src=", "url(", "@import"}) {
    CHECK_FALSE(contains(page, outside));
  }
}

TEST_CASE("the score says what it is made of, and what is still open") {
  const Exam exam = page_sample::exam();
  Score score = ada(exam);
  const std::string open = StudentPages(exam).page(score);
  CHECK(contains(open, "36.17 points so far, of 55"));
  CHECK(contains(open, "One part, worth 5 points, is still to be read by a person."));
  CHECK(contains(open, "<dt>Marked by the program</dt><dd>32.17</dd>"));
  CHECK(contains(open, "<dt>Marked by a person</dt><dd>4</dd>"));
  CHECK(contains(open, "<dt>Still to be marked</dt><dd>5</dd>"));

  score.parts.back().verdict.outcome = Outcome::correct;
  score.pending = false;
  score.final_points = Fraction(73, 2);
  score.grade = "B";
  const std::string done = StudentPages(exam).page(score);
  CHECK(contains(done, "36.17 of 55 points"));
  CHECK(contains(done, "Final points: 36.5"));
  CHECK(contains(done, "Grade: B"));
  CHECK_FALSE(contains(done, "Still to be marked"));
}

TEST_CASE("a student with neither name nor answers still gets a page") {
  Score score;
  score.student = "s9";
  const Exam exam = page_sample::exam();
  CHECK(contains(StudentPages(exam).page(score), "Result of <bdi>s9</bdi>"));
}

TEST_CASE("a large matrix shows only what is not right") {
  Exam exam = page_sample::exam();
  const Array key = matrix(30, std::vector<double>(900, 1.5));
  std::vector<std::string> typed(900, "1.5");
  typed[31] = "2.5";
  Score score;
  put(score, exam, 1, 1, verdict("...", key, entries(key, typed)));
  const std::string page = StudentPages(exam).page(score);
  CHECK(contains(page, "899 of 900 entries are right."));
  CHECK(contains(page, "899 more entries are not shown here."));
  CHECK(contains(page, "<bdi>[1][1]</bdi>"));
  CHECK(page.size() < 40 * 1024);
}

TEST_CASE("a long prompt stands below the part's name, a short one is the name") {
  Exam exam = page_sample::exam();
  CHECK(contains(StudentPages(exam).page(ada(exam)),
                 "-h\"><bdi>(i) The loss L</bdi></h3>\n<p class"));
  const std::string prompt = "What is the loss?\n" + std::string(100, 'x');
  exam.problems[1].parts[0].prompt = prompt;
  const std::string page = StudentPages(exam).page(ada(exam));
  CHECK(contains(page, "<bdi>Part i</bdi></h3>"));
  CHECK(contains(page, "<p class=\"prompt\"><bdi>" + prompt + "</bdi></p>"));
}

TEST_CASE("a step that an earlier part has shown is named, not repeated") {
  const Exam exam = page_sample::exam();
  const std::string page = StudentPages(exam).page(ada(exam));
  CHECK(count(page, "softmax([2.9, 2.1])") == 1);
  CHECK(contains(page, "z, p and dz: see the working of an earlier part."));
}

TEST_CASE("the words stand out from their ground in light and in dark") {
  const auto css =
      DiskFiles().read(std::string(GRADER_SOURCE_DIR) + "/grader/report/templates/page.css");
  REQUIRE(css.has_value());
  const std::size_t dark = css->find("prefers-color-scheme: dark");
  REQUIRE(dark != std::string::npos);
  const std::pair<const char*, const char*> pairs[] = {
      {"text", "page"},      {"text", "card"},      {"quiet", "page"},     {"quiet", "card"},
      {"link", "page"},      {"good", "page"},      {"good", "good-card"}, {"part", "page"},
      {"part", "part-card"}, {"off", "page"},       {"off", "off-card"},   {"wait", "page"},
      {"wait", "wait-card"}, {"wait", "card"},      {"text", "good-card"}, {"text", "part-card"},
      {"text", "off-card"},  {"text", "wait-card"},
  };
  for (const std::size_t from : {std::size_t{0}, dark}) {
    for (const auto& pair : pairs) {
      CAPTURE(pair.first);
      CAPTURE(pair.second);
      const double a = luminance(*css, from, pair.first);
      const double b = luminance(*css, from, pair.second);
      CHECK((std::max(a, b) + 0.05) / (std::min(a, b) + 0.05) >= 4.5);
    }
  }
}

TEST_SUITE_END();
