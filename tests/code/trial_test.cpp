#include "reference/code/trial.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "grader/base/fraction.h"
#include "reference/code/transport.h"

using grader::Fraction;
using grader::Outcome;
using grader::TableReading;
using reference::code::attempt;
using reference::code::Task;
using reference::evaluator::Code;

namespace {

Task task_of(const char* solution, std::vector<std::string> forbidden = {}) {
  const auto code = Code::parse(solution);
  REQUIRE(code);
  auto task = reference::code::solve(reference::relation::scenes({40, 40, 3}), *code, {"img"}, {});
  REQUIRE(task);
  task->options.forbidden = std::move(forbidden);
  return std::move(*task);
}

// What an answer is worth in the end: its worst row.
Fraction worth(const Task& task, const TableReading& reading) {
  const grader::Table key = key_of(task);
  REQUIRE(reading.rows.size() == key.rows.size());
  Fraction least = 1;
  for (std::size_t i = 0; i < key.rows.size(); ++i) {
    least = std::min(least, key.credit(i, reading.rows[i].choice));
  }
  return least;
}

const std::string& first_choice(const TableReading& reading) {
  REQUIRE(!reading.rows.empty());
  return reading.rows.front().choice;
}

}  // namespace

TEST_SUITE("code") {
  TEST_CASE("an answer is worth the worst relation that it reaches") {
    const Task task = task_of("cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)");
    struct Case {
      const char* text;
      const char* relation;  // on the first image
      Fraction worth;
    };
    const Case cases[] = {
        {"cv2.cvtColor(img, 6)", "equal", 1},
        {"g = cv2.cvtColor(img, 6)\ng.astype(float)[None]", "equal", 1},
        {"np.rint(img @ [0.114, 0.587, 0.299]).astype(np.uint8)", "within 1", Fraction(1, 2)},
        {"def grey(image):\n  return cv2.cvtColor(image, 6)", "equal", 1},
        {"cv2.cvtColor(img, 6)[::-1]", "related", 0},
        {"img[:, :, 1]", "different", 0},
        {"cv2.cvtColor(img, 6)[:40, :40]", "equal", Fraction(4, 5)},
        {"cv2.cvtColor(img, 6).reshape(40, 40)", "equal", Fraction(4, 5)},
        {"(cv2.cvtColor(img, 6) + 0.3).astype(np.float16)", "different", 0},
        {"img + 'a'", "fails", 0},
        {"x = 1", "different", 0},
        {"None", "different", 0},
    };
    for (const Case& one : cases) {
      CAPTURE(std::string(one.text));
      const TableReading reading = attempt(task, one.text);
      CHECK(reading.outcome == Outcome::correct);
      CHECK(first_choice(reading) == one.relation);
      CHECK(worth(task, reading) == one.worth);
    }
  }

  TEST_CASE("of several functions the one that is asked for counts, wherever it stands") {
    Task task = task_of("img[::-1]");
    const char* const in_front =
        "def turn(img):\n  return rows(img)\ndef rows(x):\n  return x[::-1]";
    const char* const helper_in_front =
        "def rows(x):\n  return x[::-1]\ndef turn(img):\n  return rows(rows(rows(img)))";
    const char* const other_name = "def flip(img):\n  return img[::-1]";
    const char* const no_function = "turn = 3\nimg[::-1]";
    for (const char* text : {in_front, helper_in_front, other_name, no_function}) {
      CAPTURE(std::string(text));
      task.options.function = "turn";
      CHECK(worth(task, attempt(task, text)) == 1);
    }
    const char* const wrong =
        "def turn(img):\n  return img[:, ::-1]\ndef other(x):\n  return x[::-1]";
    CHECK(worth(task, attempt(task, wrong)) == 0);
    task.options.function = "";
    CHECK(worth(task, attempt(task, wrong)) == 1);
  }

  TEST_CASE("what an author says a relation is worth, it is worth") {
    Task task = task_of("img[::-1]");
    task.worth.related = Fraction(1, 4);
    CHECK(worth(task, attempt(task, "img[:, ::-1]")) == Fraction(1, 4));
    CHECK(worth(task, attempt(task, "img[::-1]")) == 1);
    task.worth.elsewhere = 0;
    CHECK(worth(task, attempt(task, "img[39::-1]")) == 0);
  }

  TEST_CASE("a variable unchanged earns nothing, whatever it is related to") {
    Task flipped = task_of("img[::-1]");
    flipped.worth.related = Fraction(1, 2);
    CHECK(worth(flipped, attempt(flipped, "img")) == 0);
    CHECK(worth(flipped, attempt(flipped, "img[:, ::-1]")) == Fraction(1, 2));
    Task even = task_of("gray & 254");
    even.worth.within1 = 1;
    const TableReading same = attempt(even, "gray");
    CHECK(worth(even, same) == 0);
    REQUIRE(!same.rows.empty());
    CHECK(same.rows.front().reason == "this is `gray`, unchanged");
    CHECK(worth(even, attempt(even, "gray // 2 * 2")) == 1);
  }

  TEST_CASE("a constant earns nothing where the solution varies with other images only") {
    const Task bright = task_of("(gray > 100).any()");
    CHECK(worth(bright, attempt(bright, "True")) == 0);
    CHECK(worth(bright, attempt(bright, "gray.max() > 100")) == 1);
  }

  TEST_CASE("whose fault it is decides what becomes of code that does not run") {
    const Task task = task_of("img[::-1]", {"cv2"});
    struct Case {
      const char* text;
      Outcome outcome;
      const char* reason;
    };
    const Case cases[] = {
        {"", Outcome::blank, ""},
        {" \n\t\n", Outcome::blank, ""},
        {"img[::-1", Outcome::unreadable, "SyntaxError: '[' was never closed (line 1, column 4)"},
        {"np.random.rand(3)", Outcome::pending,
         "the grader could not run this code, a person will look at it: `np.random` is not "
         "supported (line 1, column 1)"},
        {"while True: pass", Outcome::pending,
         "the grader could not run this code, a person will look at it: `while` is not supported "
         "(line 1, column 1)"},
        {"np.zeros((10**6, 10**6))", Outcome::pending,
         "the grader could not run this code, a person will look at it: more than 256 MB of memory "
         "(line 1, column 1)"},
    };
    for (const Case& one : cases) {
      CAPTURE(std::string(one.text));
      const TableReading reading = attempt(task, one.text);
      CHECK(reading.outcome == one.outcome);
      CHECK(reading.reason == one.reason);
    }
    const TableReading wrong = attempt(task, "import cv2\ncv2.flip(img, 0)");
    CHECK(first_choice(wrong) == "fails");
    CHECK(wrong.rows.front().reason == "NotAllowed: `cv2` may not be used here (line 2, column 1)");
  }

  TEST_CASE("students are told what their code gives") {
    const Task task = task_of("cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)");
    const TableReading other = attempt(task, "img[..., ::-1]");
    REQUIRE(other.notes.size() == 1);
    CHECK(other.notes.front() ==
          "your code gives a colour image with its channels reversed; one grey channel was asked "
          "for");
    const TableReading square = attempt(task_of("np.rot90(img)"), "img.transpose(1, 0, 2)[::-1]");
    CHECK(square.notes.empty());
    const TableReading sized = attempt(task, "cv2.cvtColor(img, 6)[:40, :40]");
    REQUIRE(sized.notes.size() == 1);
    CHECK(sized.notes.front().starts_with("right on images of the size that was given, but "));
  }

  TEST_CASE("a reading survives the way from one process to another") {
    const Task task = task_of("img[::-1]");
    for (const char* text : {"img", "img[", "np.random.rand(1)", "img + '\"\\n\xC3\xA4'"}) {
      const TableReading before = attempt(task, text);
      const TableReading after = reference::code::to_reading(reference::code::to_text(before));
      CHECK(after.outcome == before.outcome);
      CHECK(after.reason == before.reason);
      CHECK(after.notes == before.notes);
      REQUIRE(after.rows.size() == before.rows.size());
      for (std::size_t i = 0; i < after.rows.size(); ++i) {
        CHECK(after.rows[i].choice == before.rows[i].choice);
        CHECK(after.rows[i].outcome == before.rows[i].outcome);
        CHECK(after.rows[i].reason == before.rows[i].reason);
      }
    }
  }

  TEST_CASE("an argument that is missing is not skipped") {
    const auto code = Code::parse("def f(a, b):\n  return b");
    REQUIRE(code);
    const auto task = reference::code::solve(reference::relation::scenes({40, 40, 3}), *code,
                                             {"img", "mine", "img2"}, {});
    REQUIRE(!task);
    CHECK(task.error().type == "NameError");
    CHECK(task.error().message == "name 'mine' is not defined");
  }

  TEST_CASE("a solution that fails where it decides is no solution") {
    const auto code = Code::parse("img[:, :, 5]");
    REQUIRE(code);
    const auto task =
        reference::code::solve(reference::relation::scenes({40, 40, 3}), *code, {}, {});
    REQUIRE(!task);
    CHECK(task.error().type == "IndexError");
  }
}
