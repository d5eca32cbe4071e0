#include "grader/cli/options.h"

#include <algorithm>
#include <climits>

#include "grader/base/words.h"

namespace grader {
namespace {

namespace po = boost::program_options;

po::options_description hidden_arguments(const OptionsSpec& spec) {
  po::options_description hidden;
  for (const OptionsSpec::Argument& argument : spec.arguments) {
    hidden.add_options()(argument.name, po::value<std::vector<std::string>>());
  }
  return hidden;
}

po::positional_options_description positions(const OptionsSpec& spec) {
  po::positional_options_description result;
  for (const OptionsSpec::Argument& argument : spec.arguments) {
    result.add(argument.name, argument.many ? -1 : 1);
  }
  return result;
}

// "-o, --output OUT", as GNU programs write it.
std::string option_text(const po::option_description& option) {
  std::string text = option.canonical_display_name(po::command_line_style::allow_dash_for_short);
  text = text.starts_with("-") && !text.starts_with("--") ? text + ", " : "    ";
  text += "--" + option.long_name();
  const std::string value = option.format_parameter();
  return value.empty() ? text : text + " " + value;
}

void print_command_help(Env& env, const Command& command, const OptionsSpec& spec) {
  print(env.out, "Usage: grader {}{}{}\n\n{}.\n\n", command.name,
        command.arguments.empty() ? "" : " ", command.arguments, command.summary);
  std::size_t width = 0;
  for (const auto& option : spec.options.options()) {
    width = std::max(width, option_text(*option).size());
  }
  for (const auto& option : spec.options.options()) {
    print(env.out, "  {:<{}}  {}\n", option_text(*option), width, option->description());
  }
  if (!spec.details.empty()) print(env.out, "\n{}", spec.details);
}

std::vector<std::string> long_names(const po::options_description& options) {
  std::vector<std::string> names;
  for (const auto& option : options.options()) names.push_back("--" + option->long_name());
  return names;
}

int usage_error(Env& env, const Command& command, const std::string& message) {
  print_error(env, fmt::format("{}: {}", command.name, message));
  print(env.err, "Try `grader {} --help`.\n", command.name);
  return exit_code::usage;
}

// The message for what the parser threw.
std::string explain(const po::error& error, const po::options_description& options) {
  if (const auto* unknown = dynamic_cast<const po::unknown_option*>(&error)) {
    const std::string name = unknown->get_option_name();
    return fmt::format("unknown option `{}`; {}", name, suggestion(name, long_names(options)));
  }
  return error.what();
}

// `-0.5` is an argument: no option is a number.
std::vector<po::option> negative_number(std::vector<std::string>& args) {
  const std::string& first = args.front();
  const bool number = first.size() > 1 && first[0] == '-' &&
                      std::string_view("0123456789.,").find(first[1]) != std::string_view::npos;
  if (!number) return {};
  po::option argument;
  argument.position_key = INT_MAX;  // what the parser puts behind `--`
  argument.value = {first};
  argument.original_tokens = {first};
  args.erase(args.begin());
  return {argument};
}

po::variables_map parse(const OptionsSpec& spec, const po::options_description& all,
                        std::span<const std::string> args) {
  using namespace po::command_line_style;
  po::variables_map values;
  po::store(po::command_line_parser(std::vector<std::string>(args.begin(), args.end()))
                .options(all)
                .positional(positions(spec))
                .style(unix_style & ~allow_guessing)
                .extra_style_parser(negative_number)
                .run(),
            values);
  po::notify(values);
  return values;
}

}  // namespace

Result<po::variables_map, int> parse_options(Env& env, const Command& command,
                                             const OptionsSpec& spec,
                                             std::span<const std::string> args) {
  OptionsSpec own = spec;
  own.options.add_options()("help,h", "this text");
  po::options_description all;
  all.add(own.options).add(hidden_arguments(spec));
  try {
    po::variables_map values = parse(spec, all, args);
    if (values.contains("help")) {
      print_command_help(env, command, own);
      return exit_code::done;
    }
    for (const OptionsSpec::Argument& argument : spec.arguments) {
      if (argument.required && !values.contains(argument.name)) {
        return usage_error(env, command, fmt::format("{} is missing", argument.name));
      }
      for (const std::string& value : arguments(values, argument.name)) {
        if (value.empty() && !argument.may_be_empty) {
          return usage_error(env, command, fmt::format("{} is empty", argument.name));
        }
      }
    }
    return values;
  } catch (const po::too_many_positional_options_error&) {
    return usage_error(env, command, "too many arguments");
  } catch (const po::error& error) {
    return usage_error(env, command, explain(error, own.options));
  }
}

std::string argument(const po::variables_map& values, const char* name) {
  const std::vector<std::string> all = arguments(values, name);
  return all.empty() ? "" : all.front();
}

std::vector<std::string> arguments(const po::variables_map& values, const char* name) {
  if (!values.contains(name)) return {};
  return values[name].as<std::vector<std::string>>();
}

}  // namespace grader
