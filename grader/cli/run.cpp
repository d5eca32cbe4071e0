// grader run: the value of a snippet.
#include <boost/json.hpp>

#include "grader/base/words.h"
#include "grader/cli/commands.h"
#include "grader/cli/options.h"
#include "grader/cli/snippets.h"
#include "grader/report/json.h"
#include "reference/ndarray/npy.h"
#include "reference/ndarray/raised.h"
#include "reference/relation/numbers.h"

namespace grader {
namespace {

namespace po = boost::program_options;
namespace evaluator = reference::evaluator;
namespace relation = reference::relation;

// "a, b,\n  c": the lines as wide as those around them.
std::string probe_names() {
  constexpr std::size_t width = 90;
  std::string text;
  std::size_t used = std::string_view("Probes:").size();
  for (const relation::Scene& scene : relation::scenes({})) {
    if (!text.empty()) text += ",";
    const bool wraps = !text.empty() && used + scene.name.size() + 3 > width;
    if (wraps) used = 1;
    if (!text.empty()) text += wraps ? "\n  " : " ";
    text += scene.name;
    used += scene.name.size() + 2;
  }
  return text;
}

OptionsSpec run_options() {
  OptionsSpec spec;
  spec.options.add_options()  //
      ("probe", po::value<std::string>()->default_value("natural")->value_name("NAME"),
       "the image that it runs on");
  add_snippet_options(spec.options);
  spec.options.add_options()  //
      ("save", po::value<std::string>()->value_name("FILE.npy"), "writes the array")(
          "json", "dtype, shape and data, or the error, as JSON");
  spec.arguments = {{"FILE", true, false}};
  spec.details =
      "FILE holds code with numpy (np) and cv2; `-` is standard input, and what names no file is "
      "the\n"
      "code itself. It finds img and img2 (blue, green, red; 100 x 100 bytes on the probe "
      "`natural`),\n"
      "gray and gray2 (their green channels), mask (0 and 255), H and W. Its value is that of its "
      "last\n"
      "expression, or of the variable that it writes last; no Python is needed.\n\n"
      "Probes: " +
      probe_names() +
      ".\n\n"
      "  grader run 'np.flip(img, 0)[0, :2]'\n"
      "  grader run filter.py --set img=photo.npy --save filtered.npy\n\n"
      "Exit code: 1 if the code fails.\n";
  return spec;
}

std::optional<evaluator::Inputs> inputs_of(Env& env, const std::string& probe) {
  std::vector<std::string> names;
  for (relation::Scene& scene : relation::scenes({})) {
    if (scene.name == probe) return std::move(scene.inputs);
    names.push_back(scene.name);
  }
  print_error(env, fmt::format("run: no probe `{}`; {}", probe, suggestion(probe, names)));
  return std::nullopt;
}

int save(Env& env, const std::string& path, const evaluator::Object& value) {
  const reference::ndarray::Budget budget;
  const auto array = relation::as_array(budget, value);
  if (!array) {
    print_error(env, fmt::format("run: nothing to save: the snippet {}", array.error().message));
    return exit_code::findings;
  }
  const auto written = write_whole(path, write_npy(budget, *array));
  if (written) return exit_code::done;
  print_error(env, fmt::format("run: {}: {}", printable_line(path), written.error().message));
  return exit_code::failed;
}

int print_failure(Env& env, const SnippetText& snippet, const evaluator::Failure& failure,
                  bool as_json) {
  if (as_json) {
    print(env.out, "{}\n", json_text(failure_json(failure)));
  } else {
    print(env.err, "{}\n", printable(failure_text(snippet, failure)));
  }
  return exit_code::findings;
}

int run(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, run_command, run_options(), args);
  if (!values) return values.error();
  const auto options = snippet_options(env, "run", *values);
  if (!options) return options.error();
  auto inputs = inputs_of(env, (*values)["probe"].as<std::string>());
  if (!inputs) return exit_code::usage;
  if (const auto set = set_variables(env, "run", *values, *inputs); !set) return set.error();
  const auto snippet = read_snippet(env, "run", argument(*values, "FILE"));
  if (!snippet) return snippet.error();
  const bool as_json = values->contains("json");
  const auto code = evaluator::Code::parse(snippet->text);
  if (!code) return print_failure(env, *snippet, code.error(), as_json);
  const auto outcome = code->run(*inputs, *options, {"img", "img2"});
  if (!outcome) return print_failure(env, *snippet, outcome.error(), as_json);
  if (values->contains("save")) {
    const int saved = save(env, (*values)["save"].as<std::string>(), outcome->value);
    if (saved != exit_code::done) return saved;
  }
  if (as_json) {
    print(env.out, "{}\n", json_text(object_json(outcome->value)));
  } else {
    print(env.out, "{}\n", printable(object_text(outcome->value)));
  }
  if (outcome->undefined_cast) {
    print_error(
        env,
        "run: a float was converted to an integer that cannot hold it; other processors may "
        "give another number");
  }
  return exit_code::done;
}

}  // namespace

const Command run_command{"run", "FILE", "Runs a snippet of NumPy and cv2 code", run};

}  // namespace grader
