// grader relate: whether two snippets do the same.
#include <boost/json.hpp>
#include <cmath>

#include "grader/cli/commands.h"
#include "grader/cli/options.h"
#include "grader/cli/snippets.h"
#include "grader/report/json.h"
#include "reference/relation/study.h"

namespace grader {
namespace {

namespace json = boost::json;
namespace evaluator = reference::evaluator;
namespace relation = reference::relation;

OptionsSpec relate_options() {
  OptionsSpec spec;
  add_snippet_options(spec.options);
  spec.options.add_options()("json", "relation, max_abs_diff, share_different and how, as JSON");
  spec.arguments = {{"LEFT", true, false}, {"RIGHT", true, false}};
  spec.details =
      "LEFT and RIGHT are files of code with numpy (np) and cv2; `-` is standard input, and what "
      "names\n"
      "no file is the code itself. Both run on images of 100 x 100 pixels, which decide, and on "
      "others,\n"
      "which show where what holds there does not hold; with --set, on the arrays given alone. "
      "See\n"
      "`grader run --help` for the variables.\n\n"
      "  equal       the same numbers; types and axes of extent 1 do not count\n"
      "  within1     whole numbers, none off by more than 1 (written `within 1`)\n"
      "  within_eps  fractions, equal but for rounding\n"
      "  related     one is the other flipped, rotated, shifted by a pixel or with its channels "
      "reversed\n"
      "  different   none of these\n\n"
      "  grader relate 'cv2.flip(img, 0)' 'img[::-1]'\n\n"
      "Exit code: 1 if a snippet fails.\n";
  return spec;
}

// A number, or null where there is none.
json::value number_or_null(double number) {
  if (std::isnan(number)) return nullptr;
  return json_number(number);
}

void print_relation(Env& env, const relation::Pair& pair, bool as_json) {
  const relation::Relation& found = pair.relation;
  if (as_json) {
    const std::string& how = found.how.empty() ? pair.caveat : found.how;
    print(env.out, "{}\n",
          json_text({{"relation", json::string(id(found.kind))},
                     {"max_abs_diff", number_or_null(found.max_abs_diff)},
                     {"share_different", number_or_null(found.share_different)},
                     {"how", how}}));
    return;
  }
  std::string text(words(found.kind));
  if (found.kind == relation::Kind::related) {
    text += ": the right one is the left one " + found.how;
  } else if (!found.how.empty()) {
    text += ": " + found.how;
  }
  if (!pair.caveat.empty()) text += ", " + pair.caveat;
  print(env.out, "{}\n", printable_line(text));
  if (std::isnan(found.max_abs_diff) || found.max_abs_diff == 0) return;
  print(env.out, "largest difference {:.4g}; {:.4g} % of the numbers differ\n", found.max_abs_diff,
        100 * found.share_different);
}

int fail(Env& env, const SnippetText& snippet, std::string_view side, std::string_view scene,
         const evaluator::Failure& failure, bool as_json) {
  if (as_json) {
    json::object object = failure_json(failure).as_object();
    object["relation"] = "different";
    object["max_abs_diff"] = nullptr;
    object["share_different"] = nullptr;
    object["how"] = fmt::format("the {} one raises {}: {}", side, failure.type, failure.message);
    print(env.out, "{}\n", json_text(object));
  } else {
    std::string text = failure_text(snippet, failure);
    if (!scene.empty()) text += fmt::format("\n  on the image `{}`", scene);
    print(env.err, "{}: {}\n", side, printable(text));
  }
  return exit_code::findings;
}

int relate_codes(Env& env, const SnippetText (&snippets)[2], const relation::Columns& columns,
                 bool as_json) {
  const auto study = relation::study(columns);
  if (!study) {
    const relation::SnippetFailure& failed = study.error().front();
    return fail(env, snippets[failed.left ? 0 : 1], failed.left ? "left" : "right", failed.scene,
                failed.failure, as_json);
  }
  print_relation(env, study->pairs[0][0], as_json);
  return exit_code::done;
}

int run(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, relate_command, relate_options(), args);
  if (!values) return values.error();
  const auto options = snippet_options(env, "relate", *values);
  if (!options) return options.error();
  relation::Columns columns;
  columns.options = *options;
  columns.scenes = relation::scenes({});
  if (sets_variables(*values)) {
    columns.scenes.resize(1);
    const auto set = set_variables(env, "relate", *values, columns.scenes.front().inputs);
    if (!set) return set.error();
  }
  const std::string names[2] = {argument(*values, "LEFT"), argument(*values, "RIGHT")};
  if (names[0] == "-" && names[1] == "-") {
    print_error(env, "relate: standard input is one of LEFT and RIGHT, not both");
    return exit_code::usage;
  }
  SnippetText snippets[2];
  for (std::size_t i = 0; i < 2; ++i) {
    auto snippet = read_snippet(env, "relate", names[i]);
    if (!snippet) return snippet.error();
    snippets[i] = std::move(*snippet);
  }
  const bool as_json = values->contains("json");
  for (std::size_t i = 0; i < 2; ++i) {
    auto code = evaluator::Code::parse(snippets[i].text);
    if (!code) return fail(env, snippets[i], i == 0 ? "left" : "right", "", code.error(), as_json);
    (i == 0 ? columns.left : columns.right).push_back(std::move(*code));
  }
  return relate_codes(env, snippets, columns, as_json);
}

}  // namespace

const Command relate_command{"relate", "LEFT RIGHT", "Says how the values of two snippets relate",
                             run};

}  // namespace grader
