#include "tests/oracle/cases.h"

#include <fmt/core.h>

#include <fstream>
#include <stdexcept>
#include <string_view>

namespace oracle {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
    parts.push_back(text.substr(0, at));
    text.remove_prefix(at + 1);
  }
  parts.push_back(text);
  return parts;
}

void add_option(Case& one, std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) {
    throw std::runtime_error(fmt::format("`{}`: no option: `{}`", one.id, text));
  }
  const auto key = trimmed(text.substr(0, colon));
  one.options.insert_or_assign(std::string(key), std::string(trimmed(text.substr(colon + 1))));
}

std::ifstream opened(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return file;
}

}  // namespace

std::string Case::tolerance() const {
  const auto found = options.find("tolerance");
  return found == options.end() ? "exact" : found->second;
}

std::vector<Case> read_snippets(const std::string& path) {
  std::ifstream file = opened(path);
  std::vector<Case> cases;
  Case family;
  int number = 0;
  bool in_case = false;
  int empty_lines = 0;  // that are part of a snippet if it goes on after them
  for (std::string line; std::getline(file, line);) {
    ++number;
    const std::string_view text = line;
    if (text.starts_with("== ")) {
      const auto parts = split(text.substr(3), '|');
      family = {"", std::string(trimmed(parts[0])), "", 0, {}};
      for (std::size_t i = 1; i < parts.size(); ++i) add_option(family, parts[i]);
      in_case = false;
    } else if (text.starts_with("- ")) {
      const auto parts = split(text.substr(2), '|');
      Case one = family;
      one.id = fmt::format("{}.{}", family.family, trimmed(parts[0]));
      one.line = number;
      for (std::size_t i = 1; i < parts.size(); ++i) add_option(one, parts[i]);
      cases.push_back(std::move(one));
      in_case = true;
      empty_lines = 0;
    } else if (text.starts_with("  ") && in_case) {
      std::string& code = cases.back().code;
      if (!code.empty()) code += '\n';
      code.append(static_cast<std::size_t>(empty_lines), '\n');
      code += text.substr(2);
      empty_lines = 0;
    } else if (trimmed(text).empty()) {
      ++empty_lines;
    } else if (!text.starts_with("#")) {
      throw std::runtime_error(fmt::format("{}:{}: neither family, case nor code", path, number));
    }
  }
  return cases;
}

std::vector<Case> read_expressions(const std::string& path) {
  std::ifstream file = opened(path);
  std::vector<Case> cases;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.starts_with("#") || trimmed(line).empty()) continue;
    const auto options = line.find(" | ");
    const auto code = options == std::string::npos ? options : line.find(" | ", options + 3);
    if (code == std::string::npos) {
      throw std::runtime_error(fmt::format("{}:{}: no case", path, number));
    }
    Case one{line.substr(0, options), "", line.substr(code + 3), number, {}};
    one.family = one.id.substr(0, one.id.rfind('-'));
    const auto texts = std::string_view(line).substr(options + 3, code - options - 3);
    for (const std::string_view text : split(texts, ',')) {
      if (!trimmed(text).empty()) add_option(one, text);
    }
    cases.push_back(std::move(one));
  }
  return cases;
}

}  // namespace oracle
