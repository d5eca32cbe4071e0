// The cases: snippets.txt and expressions.txt, read as cases.py reads them; its head tells the
// formats and options.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace oracle {

struct Case {
  std::string id;
  std::string family;
  std::string code;
  int line = 0;
  std::map<std::string, std::string, std::less<>> options;

  std::string tolerance() const;  // "exact" unless said
};

// Each throws std::runtime_error for what is no case.
std::vector<Case> read_snippets(const std::string& path);
std::vector<Case> read_expressions(const std::string& path);

}  // namespace oracle
