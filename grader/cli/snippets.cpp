#include "grader/cli/snippets.h"

#include <fmt/format.h>

#include <cctype>

#include "grader/base/text.h"
#include "grader/base/words.h"
#include "reference/ndarray/npy.h"
#include "reference/ndarray/raised.h"

namespace grader {
namespace {

namespace po = boost::program_options;
namespace evaluator = reference::evaluator;

constexpr std::size_t largest_snippet = std::size_t{1} << 20;
constexpr std::size_t largest_array = std::size_t{64} << 20;  // bytes of a file

std::optional<std::string> read_input(Env& env) {
  std::string text;
  std::string line;
  while (env.in != nullptr && env.in->line(line)) {
    text += line + "\n";
    if (text.size() > largest_snippet) return std::nullopt;
  }
  return text;
}

bool looks_like_file(const std::string& argument) {
  return argument.ends_with(".py") || argument.ends_with(".txt") || argument.ends_with("/");
}

bool is_name(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text[0])) != 0) return false;
  for (const char c : text) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_') return false;
  }
  return true;
}

}  // namespace

Result<SnippetText, int> read_snippet(Env& env, std::string_view command,
                                      const std::string& argument) {
  if (argument == "-") {
    auto text = read_input(env);
    if (text && is_utf8(*text)) return SnippetText{"standard input", std::move(*text)};
    print_error(env, fmt::format("{}: standard input {}", command,
                                 text ? "is not UTF-8 text" : "is larger than 1 MiB"));
    return exit_code::refused;
  }
  if (env.files.kind(argument) == Files::Kind::missing && !looks_like_file(argument)) {
    return SnippetText{"the code", argument};
  }
  auto text = env.files.read(argument, largest_snippet);
  if (text && is_utf8(*text)) {
    drop_byte_order_mark(*text);
    return SnippetText{argument, std::move(*text)};
  }
  print_error(env, fmt::format("{}: {} {}", command, printable_line(argument),
                               text ? "is not UTF-8 text" : text.error().message));
  return exit_code::refused;
}

void add_snippet_options(po::options_description& options) {
  options.add_options()  //
      ("set", po::value<std::vector<std::string>>()->value_name("NAME=FILE.npy"),
       "an array in place of a variable, or a new one; as often as you like")  //
      ("numpy", po::value<std::string>()->default_value("1")->value_name("1|2"),
       "whose rules of types: NumPy 1.24, or NumPy 2");
}

Result<evaluator::Options, int> snippet_options(Env& env, std::string_view command,
                                                const po::variables_map& values) {
  evaluator::Options options;
  const auto& numpy = values["numpy"].as<std::string>();
  if (numpy == "1") return options;
  if (numpy == "2") {
    options.numpy = reference::ndarray::Numpy::v2;
    return options;
  }
  print_error(env, fmt::format("{}: --numpy takes 1 or 2", command));
  return exit_code::usage;
}

bool sets_variables(const po::variables_map& values) { return values.count("set") > 0; }

Result<void, int> set_variables(Env& env, std::string_view command, const po::variables_map& values,
                                evaluator::Inputs& inputs) {
  if (!sets_variables(values)) return {};
  const reference::ndarray::Budget budget;
  for (const std::string& setting : values["set"].as<std::vector<std::string>>()) {
    const std::size_t equals = std::min(setting.find('='), setting.size());
    const std::string name = setting.substr(0, equals);
    if (equals == setting.size() || !is_name(name)) {
      print_error(env, fmt::format("{}: --set takes NAME=FILE.npy", command));
      return exit_code::usage;
    }
    const std::string path = setting.substr(equals + 1);
    const auto refuse = [&](const std::string& message) {
      print_error(env, fmt::format("{}: {} {}", command, printable_line(path), message));
      return exit_code::refused;
    };
    const auto bytes = env.files.read(path, largest_array);
    if (!bytes) return refuse(bytes.error().message);
    auto array = reference::ndarray::read_npy(budget, *bytes);
    if (!array) return refuse(array.error().message);
    reference::relation::set_variable(inputs, name, reference::snippet::of(std::move(*array)));
  }
  return {};
}

std::string failure_text(const SnippetText& snippet, const evaluator::Failure& failure) {
  const auto& [line, column] = failure.where;
  std::string text =
      fmt::format("{}:{}:{}: {}: {}", snippet.name, line, column, failure.type, failure.message);
  const std::string source = without_controls(line_of(snippet.text, line));
  if (source.empty()) return text;
  return text + fmt::format("\n  {}\n  {:>{}}", source, "^", column);
}

}  // namespace grader
