#include "grader/report/templates.h"

#include <array>
#include <cassert>
#include <utility>

#include "comparison_html.embedded.h"
#include "part_html.embedded.h"
#include "steps_html.embedded.h"
#include "student_page_html.embedded.h"

namespace grader {
namespace {

constexpr ctemplate::Strip strip = ctemplate::STRIP_BLANK_LINES;

using Word = std::pair<std::string_view, std::string_view Strings::*>;

// Holes that the same words fill on every page.
constexpr std::array words{
    Word{"LANGUAGE", &Strings::language},
    Word{"DIRECTION", &Strings::direction},
    Word{"SKIP", &Strings::skip},
    Word{"RESULT_OF", &Strings::result_of},
    Word{"STUDENT_ID", &Strings::student_id},
    Word{"MADE_OF", &Strings::made_of},
    Word{"FAILED_TEXT", &Strings::failed},
    Word{"OVERVIEW", &Strings::overview},
    Word{"PART_COLUMN", &Strings::part_column},
    Word{"RESULT_COLUMN", &Strings::result_column},
    Word{"POINTS_COLUMN", &Strings::points_column},
    Word{"TOTAL", &Strings::total},
    Word{"EXTRA_TITLE", &Strings::extra},
    Word{"EXTRA_SENTENCE", &Strings::extra_sentence},
    Word{"QUANTITY_COLUMN", &Strings::quantity_column},
    Word{"YOURS_COLUMN", &Strings::yours_column},
    Word{"KEY_COLUMN", &Strings::key_column},
    Word{"FOOTER", &Strings::footer},
    Word{"REASON_TITLE", &Strings::reason},
    Word{"MISTAKE_TITLE", &Strings::mistake},
    Word{"YOUR_ANSWER", &Strings::your_answer},
    Word{"NOTHING_TEXT", &Strings::nothing},
    Word{"NOTES_TITLE", &Strings::notes},
    Word{"STEPS_TITLE", &Strings::steps},
    Word{"READ_AS", &Strings::read_as},
    Word{"SCROLL", &Strings::scroll},
    Word{"STEPS_LEFT_OUT", &Strings::steps_left_out},
};

}  // namespace

void set_optional(Dictionary& dictionary, std::string_view section, std::string_view value) {
  if (!value.empty()) set(add_section(dictionary, section), "TEXT", value);
}

Templates::Templates() {
  const std::pair<const char*, std::string_view> files[] = {
      {"student_page.html", embedded::student_page_html},
      {"part.html", embedded::part_html},
      {"comparison.html", embedded::comparison_html},
      {"steps.html", embedded::steps_html},
  };
  for (const auto& [name, text] : files) {
    [[maybe_unused]] const bool parsed =
        cache_.StringToTemplateCache(name, text.data(), text.size(), strip);
    assert(parsed);
  }
  cache_.Freeze();
}

Dictionary& Templates::include(Dictionary& dictionary, std::string_view name, const char* file) {
  Dictionary* included = dictionary.AddIncludeDictionary(hole(name));
  included->SetFilename(file);
  return *included;
}

void Templates::set_words(Dictionary& dictionary, const Strings& strings) {
  for (const auto& [name, word] : words) {
    dictionary.SetTemplateGlobalValue(hole(name), hole(strings.*word));
  }
}

std::string Templates::expand(const char* file, const Dictionary& dictionary) const {
  std::string page;
  [[maybe_unused]] const bool expanded =
      cache_.ExpandNoLoad(file, strip, &dictionary, nullptr, &page);
  assert(expanded);
  return page;
}

}  // namespace grader
