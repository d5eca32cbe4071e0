#include "grader/report/strings.h"

namespace grader {
namespace {

constexpr Strings english_strings{
    .language = "en",
    .direction = "ltr",

    .page_title = "{student}: {exam}",
    .result_of = "Result of",
    .student_id = "Student",
    .skip = "Skip to the parts",
    .score = "{points} of {possible} points",
    .so_far = "{points} points so far, of {possible}",
    .final = "Final points: {points}",
    .grade = "Grade: {grade}",
    .waiting =
        "{parts} parts, worth {points} points, are still to be read by a person. Your result "
        "is not final until then.",
    .waiting1 =
        "One part, worth {points} points, is still to be read by a person. Your result is "
        "not final until then.",
    .failed =
        "The program failed on a part of your exam. That is our fault, not yours, and it is "
        "not held against you: the part will be looked at.",
    .made_of = "What it is made of",
    .by_machine = "Marked by the program",
    .by_hand = "Marked by a person",
    .pending = "Still to be marked",
    .overview = "Your points, part by part",
    .part_column = "Part",
    .result_column = "Result",
    .points_column = "Points",
    .total = "Total",

    .part = "Part {id}",
    .points_of = "{points} of {possible} points",
    .points_open = "open, of {possible} points",
    .not_counted = "does not count",
    .correct = {.symbol = "\u2713",
                .name = "Correct",
                .sentence = "Your answer is right.",
                .entry = "right"},
    .partly_correct = {.symbol = "\u25D0",
                       .name = "Partly correct",
                       .sentence = "A part of your answer is right and earned its points.",
                       .entry = "partly right"},
    .incorrect = {.symbol = "\u2717",
                  .name = "Not correct",
                  .sentence = "Your answer is not the one we expected. The comparison below shows "
                              "where the two differ.",
                  .entry = "not right"},
    .blank = {.symbol = "\u25CB",
              .name = "No answer",
              .sentence = "There is no answer here, so there was nothing to mark. If you did hand "
                          "one in, please tell your instructor.",
              .entry = "blank"},
    .unreadable = {.symbol = "?",
                   .name = "Could not be read",
                   .sentence =
                       "The program could not read this answer, so it was not compared with "
                       "the key. If you think that it can be read, please show this page "
                       "to your instructor.",
                   .entry = "could not be read"},
    .wrong_type = {.symbol = "\u2260",
                   .name = "Another kind of answer",
                   .sentence = "This part asks for another kind of value than you gave, so the two "
                               "could not be compared.",
                   .entry = "another kind of value"},
    .wrong_shape = {.symbol = "\u25AD",
                    .name = "Another shape",
                    .sentence = "Your numbers could be read, but not in the shape that was asked "
                                "for, so they could not be compared entry by entry.",
                    .entry = "another shape"},
    .nonfinite = {.symbol = "\u221E",
                  .name = "Not a finite number",
                  .sentence = "Your answer is infinite or not a number, and the key is finite. A "
                              "division by zero or an overflow on the way often causes this.",
                  .entry = "not finite"},
    .pending_outcome = {.symbol = "\u2026",
                        .name = "Still to be marked",
                        .sentence = "A person reads this answer. Its points are not in your score "
                                    "yet, and nothing is taken off in the meantime.",
                        .entry = "still to be marked"},
    .not_marked = {.symbol = "!",
                   .name = "Not marked: our fault",
                   .sentence = "The program failed on this part. You did nothing wrong, and it is "
                               "not held against you: please ask your instructor to look at it.",
                   .entry = "not marked"},
    .excused = {.symbol = "\u2013",
                .name = "Excused",
                .sentence = "You are excused from this part: it counts neither for nor against "
                            "you.",
                .entry = "excused"},
    .hand_marked = {.symbol = "\u270E",
                    .name = "Marked by a person",
                    .sentence = "",
                    .entry = "marked by a person"},
    .followed = {.symbol = "\u21AA",
                 .name = "Right from your own values",
                 .sentence = "",
                 .entry = "follows from your values"},
    .right_entries = "{right} of {all} entries are right.",
    .right_rows = "{right} of {all} rows are right.",
    .your_answer = "Your answer",
    .read_as = "read as",
    .nothing = "(nothing)",
    .key = "Key",
    .accepted = "Accepted",
    .interval = "{low} to {high}",
    .within_share = "within {percent} % of the key: ",
    .within = "within {amount} of the key: ",
    .as_count =
        "exactly this; written with a suffix or a power of ten, also correctly rounded to "
        "three figures or more",
    .distance = "Distance",
    .distance_short = "{tolerances} \u00D7 the allowed distance",
    .near = "{tolerances} of the allowed distance from the key",
    .far = "{tolerances} times the allowed distance from the key",
    .very_near = "less than 0.01",
    .very_far = "more than 1000",
    .on_key = "none: it is the key",
    .cut = "\u2026 (and {characters} more characters)",

    .entries = "Entry by entry",
    .rows = "Row by row",
    .entries_followed = "Compared with what follows from {source}",
    .against_key = "Compared with the key",
    .entries_left_out = "{entries} more entries are not shown here.",
    .entry_column = "Entry",
    .row_column = "Row",
    .yours_column = "Yours",
    .key_column = "Key",
    .reason_at = "{reason} It is character {column} of what you typed that we could not read.",
    .scroll = "a table that scrolls sideways",

    .source_own = "your own {from}",
    .source_mistake = "the same slip as in an earlier part",
    .source_both = "your own {from} and the slip of an earlier part",
    .followed_rounded =
        "With {source}, rounded as you wrote them, this would be {key}, and "
        "that is what you found: full marks here.",
    .followed_full =
        "With {source} this would be {key}, and that is what you found: full "
        "marks here. A difference in an earlier value is not counted twice.",
    .followed_part =
        "With {source} this would be {key}. Measured against that, you get "
        "{points} of {possible} points here. A difference in an earlier value is not "
        "counted twice.",
    .followed_cap =
        "With {source} this would be {key}, and that is what you found. By the "
        "rules of this exam that earns {points} of {possible} points.",
    .this_key = "what the last comparison below shows",
    .mistake = "What seems to have happened",
    .by_person = "{by} read this part and gave it {points} of {possible} points.",
    .by_someone = "A person read this part and gave it {points} of {possible} points.",
    .machine_beside = "What follows is the program's own comparison. It does not count here.",
    .reason = "Reason",
    .notes = "Notes on your answer",
    .list_comma = ", ",
    .list_and = " and ",

    .steps = "The working, with the numbers in place",
    .way = "The working further down shows a way to the key.",
    .shown_above = "{names}: see the working of an earlier part.",
    .steps_left_out = "Earlier steps are not shown here.",

    .extra = "Values that you gave along the way",
    .extra_sentence =
        "They earn no points of their own. They let us follow your own numbers into "
        "the later parts, so that an error costs only once.",
    .quantity_column = "Value",
    .agrees = "agrees with ours",
    .differs = "differs from ours",
    .not_read = "could not be read",

    .footer =
        "Every number on this page can be checked by hand. If you think that something was "
        "marked or read wrongly, please show this page to your instructor.",
};

}  // namespace

const Strings& english() { return english_strings; }

std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string>> values) {
  std::string filled;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open == text.npos ? text.size() : open);
    if (close == text.npos) break;
    filled += text.substr(0, open);
    const std::string_view name = text.substr(open + 1, close - open - 1);
    const auto* found = values.begin();
    while (found != values.end() && found->first != name) ++found;
    filled += found != values.end() ? std::string_view(found->second)
                                    : text.substr(open, close - open + 1);
    text.remove_prefix(close + 1);
  }
  return filled += text;
}

}  // namespace grader
