// Every word of the reports, in one table: another language is another value of Strings.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace grader {

// How one outcome is told: a symbol, a word or two, and a sentence for the student.
struct OutcomeWords {
  std::string_view symbol;
  std::string_view name;
  std::string_view sentence;
  std::string_view entry;  // the name for one entry or row
};

// Words in braces, `{points}`, are filled in.
struct Strings {
  std::string_view language;   // BCP 47, for `lang`
  std::string_view direction;  // of the text: "ltr" or "rtl"

  // The head of the page
  std::string_view page_title;  // {student}, {exam}
  std::string_view result_of;
  std::string_view student_id;
  std::string_view skip;
  std::string_view score;     // {points}, {possible}
  std::string_view so_far;    // the same while parts wait
  std::string_view final;     // {points}
  std::string_view grade;     // {grade}
  std::string_view waiting;   // {parts}, {points}
  std::string_view waiting1;  // for one part; {points}
  std::string_view failed;
  std::string_view made_of;
  std::string_view by_machine;
  std::string_view by_hand;
  std::string_view pending;
  std::string_view overview;
  std::string_view part_column;
  std::string_view result_column;
  std::string_view points_column;
  std::string_view total;

  // A part
  std::string_view part;         // {id}
  std::string_view points_of;    // {points}, {possible}
  std::string_view points_open;  // {possible}
  std::string_view not_counted;
  OutcomeWords correct, partly_correct, incorrect, blank, unreadable, wrong_type, wrong_shape,
      nonfinite, pending_outcome, not_marked, excused, hand_marked, followed;
  std::string_view right_entries;  // {right}, {all}
  std::string_view right_rows;     // {right}, {all}
  std::string_view your_answer;
  std::string_view read_as;
  std::string_view nothing;
  std::string_view key;
  std::string_view accepted;
  std::string_view interval;      // {low}, {high}
  std::string_view within_share;  // {percent}
  std::string_view within;        // {amount}
  std::string_view as_count;      // what is accepted for a count
  std::string_view distance;
  std::string_view distance_short;  // {tolerances}
  std::string_view near;            // {tolerances}
  std::string_view far;             // {tolerances}
  std::string_view very_near, very_far;
  std::string_view on_key;
  std::string_view cut;  // {characters}

  // Entries and rows
  std::string_view entries;
  std::string_view rows;
  std::string_view entries_followed;  // {source}
  std::string_view against_key;
  std::string_view entries_left_out;  // {entries}
  std::string_view entry_column;
  std::string_view row_column;
  std::string_view yours_column;
  std::string_view key_column;
  std::string_view reason_at;  // {reason}, {column}: where an answer could not be read
  std::string_view scroll;

  // Why
  // What follow-through goes on with: {from} are names of quantities.
  std::string_view source_own, source_mistake, source_both;
  std::string_view followed_rounded;  // {source}, {key}: own values that are right, only rounded
  std::string_view followed_full;     // {source}, {key}, {points}
  std::string_view followed_part;     // {source}, {key}, {points}, {possible}
  std::string_view followed_cap;      // the same, for the right value but less than full marks
  std::string_view this_key;          // instead of {key} where it is long
  std::string_view mistake;
  std::string_view by_person;   // {by}, {points}, {possible}
  std::string_view by_someone;  // {points}, {possible}
  std::string_view machine_beside;
  std::string_view reason;
  std::string_view notes;
  std::string_view list_comma;
  std::string_view list_and;

  // Working
  std::string_view steps;
  std::string_view way;          // where the working may help
  std::string_view shown_above;  // {names}
  std::string_view steps_left_out;

  // Values that no part asks for
  std::string_view extra;
  std::string_view extra_sentence;
  std::string_view quantity_column;
  std::string_view agrees, differs, not_read;

  std::string_view footer;
};

const Strings& english();

// `text` with each `{name}` replaced; a name that is not among `values` stays as it is. Values are
// not searched again.
std::string fill(std::string_view text,
                 std::initializer_list<std::pair<std::string_view, std::string>> values);

}  // namespace grader
