// The pages' templates: files under grader/report/templates, embedded, with every value escaped for
// where it stands.
#pragma once

#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <string>
#include <string_view>

#include "grader/report/strings.h"

namespace grader {

// A template with holes to fill: sections, values and included templates.
using Dictionary = ctemplate::TemplateDictionary;

inline ctemplate::TemplateString hole(std::string_view text) { return {text.data(), text.size()}; }

inline void set(Dictionary& dictionary, std::string_view name, std::string_view value) {
  dictionary.SetValue(hole(name), hole(value));
}

inline Dictionary& add_section(Dictionary& dictionary, std::string_view name) {
  return *dictionary.AddSectionDictionary(hole(name));
}

// A section that holds one value, TEXT; left out where the value is empty.
void set_optional(Dictionary& dictionary, std::string_view section, std::string_view value);

// All templates, parsed once. Const use is thread-safe.
class Templates {
 public:
  Templates();

  // Includes the template `file` where `dictionary`'s template says `{{>name}}`.
  static Dictionary& include(Dictionary& dictionary, std::string_view name, const char* file);

  // The page's words that do not change, for this template and all that it includes.
  static void set_words(Dictionary& dictionary, const Strings& strings);

  // Requires: `file` is one of the templates ("student_page.html").
  std::string expand(const char* file, const Dictionary& dictionary) const;

 private:
  ctemplate::TemplateCache cache_;
};

}  // namespace grader
