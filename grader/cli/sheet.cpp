// grader sheet: an empty answer sheet.
#include "grader/submission/sheet.h"
#include "grader/base/files.h"
#include "grader/cli/commands.h"
#include "grader/cli/inputs.h"
#include "grader/cli/options.h"

namespace grader {
namespace {

namespace po = boost::program_options;

OptionsSpec sheet_options() {
  OptionsSpec spec;
  spec.options.add_options()                                                                  //
      ("output,o", po::value<std::string>()->value_name("FILE"), "the sheet; `-` is stdout")  //
      ("force", "write over a sheet that exists");
  spec.arguments = {{"EXAM"}};
  spec.details =
      "A row for each student of the roster, a column a part (`problem.part`); `problem.part!`\n"
      "takes the points of a part that is marked by hand. Cells hold answers as typed.\n";
  return spec;
}

int write_sheet(Env& env, const std::string& path, const std::string& sheet, bool force) {
  if (path == "-") {
    env.out.write(sheet);
    return exit_code::done;
  }
  if (!force && env.files.kind(path) == Files::Kind::file) {
    print_error(env, fmt::format("`{}` exists and may hold answers; --force writes over it", path));
    return exit_code::usage;
  }
  if (const auto written = write_whole(path, sheet); !written) {
    print_error(env, fmt::format("cannot write `{}`: {}", path, written.error().message));
    return exit_code::failed;
  }
  return exit_code::done;
}

int run_sheet(Env& env, std::span<const std::string> args) {
  const auto values = parse_options(env, sheet_command, sheet_options(), args);
  if (!values) return values.error();
  if (!values->contains("output")) {
    print_error(env, "sheet: -o FILE.csv is missing");
    return exit_code::usage;
  }
  const std::optional<Exam> exam = load_exam_for(env, argument(*values, "EXAM"));
  if (!exam) return exit_code::refused;
  if (!exam->roster) print_error(env, "the exam has no roster; the sheet has no rows");
  return write_sheet(env, (*values)["output"].as<std::string>(), empty_sheet(*exam),
                     values->contains("force"));
}

}  // namespace

const Command sheet_command{"sheet", "EXAM -o FILE.csv",
                            "Writes an answer sheet to fill in, a row a student", run_sheet};

}  // namespace grader
