// grader check: findings about problem banks.
#include "grader/base/words.h"
#include "grader/check/rule.h"
#include "grader/cli/commands.h"
#include "grader/cli/options.h"
#include "grader/exam/bank.h"

namespace grader {
namespace {

namespace po = boost::program_options;

struct Checked {
  Diagnostics findings;
  std::size_t problems = 0;
};

Checked check_banks(Env& env, const std::vector<std::string>& banks) {
  Checked checked;
  for (const std::string& bank : banks) {
    const auto problems = load_bank(env.files, bank, env.reference, checked.findings);
    if (!problems) continue;
    for (const Problem& problem : *problems) check_problem(problem, checked.findings);
    checked.problems += problems->size();
  }
  return checked;
}

std::string summary(const Checked& checked) {
  const auto found = [&](Severity severity, std::string_view noun) {
    return counted(checked.findings.count(severity), noun);
  };
  return fmt::format("{} checked: {}, {}, {}", counted(checked.problems, "problem"),
                     found(Severity::error, "error"), found(Severity::warning, "warning"),
                     found(Severity::note, "note"));
}

std::optional<Severity> level(const std::string& name) {
  for (const Severity severity : {Severity::note, Severity::warning, Severity::error}) {
    if (to_text(severity) == name) return severity;
  }
  return std::nullopt;
}

int run(Env& env, std::span<const std::string> args) {
  OptionsSpec spec;
  spec.options.add_options()("fail-on", po::value<std::string>()->default_value("error"),
                             "exit with 1 at this level or above: error, warning or note");
  spec.arguments = {{"BANK", true, true}};
  spec.details =
      "BANK is a problem file, an exam file or a folder of them. Findings go to standard output.\n";
  const auto values = parse_options(env, check_command, spec, args);
  if (!values) return values.error();
  const auto fail_on = level((*values)["fail-on"].as<std::string>());
  if (!fail_on) {
    print_error(env, "check: --fail-on takes error, warning or note");
    return exit_code::usage;
  }
  const Checked checked = check_banks(env, arguments(*values, "BANK"));
  for (const Diagnostic& finding : checked.findings.all()) {
    print(env.out, "{}\n", printable(to_text(finding)));
  }
  print(env.err, "{}\n", summary(checked));
  std::size_t failing = 0;
  for (const Diagnostic& finding : checked.findings.all()) failing += finding.severity >= *fail_on;
  return failing > 0 ? exit_code::findings : exit_code::done;
}

}  // namespace

const Command check_command{
    "check", "BANK...", "Checks problem banks: printed keys against computed ones, and more", run};

}  // namespace grader
