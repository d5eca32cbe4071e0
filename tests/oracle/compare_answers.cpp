// The evaluator against what Python, NumPy and cv2 answered, which is stored: README.md. Needs no
// Python.
#include <fmt/core.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>

#include "reference/evaluator/code.h"
#include "reference/probes/probes.h"
#include "tests/oracle/agree.h"
#include "tests/oracle/cases.h"
#include "tests/oracle/describe.h"
#include "tests/oracle/npy.h"

namespace oracle {
namespace {

using namespace reference::evaluator;
using reference::ndarray::Fault;
using reference::ndarray::NDArray;
using reference::probes::Image;
namespace json = boost::json;
namespace fs = std::filesystem;

constexpr std::string_view usage =
    "usage: compare_answers [OPTION] FOLDER snippets|expressions\n"
    "  FOLDER        with snippets.txt, answers/, failing.txt, ..: tests/oracle\n"
    "  --case ID     one case, with its code and whole answers\n"
    "  --ids         prints the ids of the cases that fail, nothing else\n"
    "  --full ARRAYS compares whole arrays with those that answer.py --full wrote there, too;\n"
    "                ends with 77 if there is no such folder\n";

struct Options {
  std::string only;
  bool ids = false;
  fs::path full;
  fs::path folder;
  std::string which;
};

struct Answer {
  std::string probe;  // empty if the case uses no images
  json::object expected;
};

NDArray to_array(const Image& image, bool green) {
  reference::ndarray::Extents shape{image.height, image.width};
  if (image.channels > 1 && !green) shape.push_back(image.channels);
  const auto dtype = reference::ndarray::DType::uint8;
  NDArray array = reference::ndarray::make(reference::ndarray::Budget(), dtype, shape);
  auto* to = reinterpret_cast<std::uint8_t*>(array.data());
  for (std::size_t i = green ? 1 : 0; i < image.pixels.size(); i += green ? 3 : 1) {
    *to++ = image.pixels[i];
  }
  return array;
}

std::map<std::string, Inputs> all_inputs() {
  std::map<std::string, Inputs> all;
  all[""] = {};
  for (const auto& probe : reference::probes::probes(100, 100, 3)) {
    Inputs& inputs = all[probe.name];
    using reference::snippet::of;
    inputs.variables = {{"img", of(to_array(probe.img, false))},
                        {"img2", of(to_array(probe.img2, false))},
                        {"mask", of(to_array(probe.mask, false))},
                        {"gray", of(to_array(probe.img, true))},
                        {"gray2", of(to_array(probe.img2, true))},
                        {"H", reference::snippet::of_int(probe.img.height)},
                        {"W", reference::snippet::of_int(probe.img.width)}};
    inputs.image_file = to_array(probe.img, false);
  }
  return all;
}

std::map<std::string, std::vector<Answer>> read_answers(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::map<std::string, std::vector<Answer>> answers;
  for (std::string line; std::getline(file, line);) {
    json::object answer = json::parse(line).as_object();
    const json::value probe = answer.at("probe");
    const std::string id(answer.at("case").as_string());
    const std::string name = probe.is_null() ? "" : std::string(probe.as_string());
    answers[id].push_back({name, std::move(answer)});
  }
  return answers;
}

// "numpy.core._exceptions._UFuncNoLoopError": answers have the public name, without the module.
std::string public_name(const std::string& type) {
  if (type == "cv2.error") return type;
  const std::string name = type.substr(type.rfind('.') + 1);
  return name.starts_with("_UFunc") ? "UFuncTypeError" : name;
}

json::object described(const Failure& failure) {
  if (failure.fault != Fault::python) {
    const char* kind = failure.fault == Fault::limit ? "limit" : "refused";
    return {{kind, failure.message}};
  }
  json::object error{{"type", public_name(failure.type)}, {"message", failure.message}};
  if (failure.type == "cv2.error") error["message"] = "";
  if (failure.type.ends_with("SyntaxError") || failure.type == "IndentationError") {
    error["line"] = failure.where.line;
    error["column"] = failure.where.column;
  }
  return {{"error", std::move(error)}};
}

grader::Result<Outcome, Failure> run(const std::string& text, const Inputs& inputs) {
  const auto code = Code::parse(text);
  if (!code) return code.error();
  return code->run(inputs);
}

// Arrays in the order in which answer.py --full numbers them.
std::string compare_whole(const fs::path& path, const Object& value, const Tolerance& tolerance) {
  if (const auto* items = value.items()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      const std::string of_item = fmt::format("{}.{}", path.string(), i);
      const std::string why = compare_whole(of_item, (*items)[i], tolerance);
      if (!why.empty()) return fmt::format("item {}: {}", i, why);
    }
    return {};
  }
  if (value.array() == nullptr) return {};
  const NDArray got = as_contiguous(reference::ndarray::Budget(), *value.array());
  const NDArray expected = read_npy(path.string() + ".npy");
  if (got.dtype != expected.dtype || got.shape != expected.shape) return "another shape or type";
  // As an answer with all elements, in pieces that are answers with all elements.
  json::object one{{"kind", "array"}, {"dtype", name(got.dtype)}};
  json::object other = one;
  json::array numbers;
  json::array others;
  for (std::int64_t i = 0; i < got.size(); ++i) {
    numbers.push_back(number(expected, i));
    others.push_back(number(got, i));
  }
  one["data"] = std::move(numbers);
  other["data"] = std::move(others);
  return disagreement(one, other, tolerance);
}

std::set<std::string, std::less<>> read_ids(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::set<std::string, std::less<>> ids;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('#')) ids.insert(line);
  }
  return ids;
}

class Comparison {
 public:
  explicit Comparison(Options options) : options_(std::move(options)), inputs_(all_inputs()) {}

  int run() {
    const fs::path texts = options_.folder / (options_.which + ".txt");
    const auto cases = options_.which == "snippets" ? read_snippets(texts.string())
                                                    : read_expressions(texts.string());
    auto answers = read_answers(options_.folder / "answers" / (options_.which + ".jsonl"));
    known_ = read_ids(options_.folder / "failing.txt");
    for (const Case& one : cases) {
      const auto found = answers.find(one.id);
      if (found == answers.end()) throw std::runtime_error("no answer to `" + one.id + "`");
      if (options_.only.empty() || options_.only == one.id) check(one, found->second);
    }
    if (options_.ids) return 0;
    fmt::print("{} cases, {} answers; {} cases fail, {} of them not in failing.txt\n", cases_,
               compared_, failed_, unexpected_);
    return unexpected_ == 0 && cases_ > 0 ? 0 : 1;
  }

 private:
  void check(const Case& one, const std::vector<Answer>& answers) {
    ++cases_;
    if (!options_.only.empty()) fmt::print("{}\n", one.code);
    bool failed = false;
    for (const Answer& answer : answers) {
      ++compared_;
      json::object got;
      const std::string why = difference(one, answer, got);
      if (!options_.only.empty()) {
        fmt::print("{}: expected {}\n  got {}\n", answer.probe, json::serialize(answer.expected),
                   json::serialize(got));
      }
      // One probe tells enough.
      if (!why.empty() && !failed) report(one, answer, why);
      failed = failed || !why.empty();
    }
    failed_ += failed ? 1 : 0;
    const bool known = known_.contains(one.id);
    unexpected_ += failed != known ? 1 : 0;
    if (known && !failed && !options_.ids) {
      fmt::print("`{}` is in failing.txt, but does not fail\n", one.id);
    }
  }

  void report(const Case& one, const Answer& answer, const std::string& why) const {
    if (options_.ids) {
      fmt::print("{}\n", one.id);
      return;
    }
    fmt::print("{}.txt:{}: `{}`{}{}: {}\n", options_.which, one.line, one.id,
               answer.probe.empty() ? "" : " on ", answer.probe, why);
  }

  std::string difference(const Case& one, const Answer& answer, json::object& got) {
    const bool refused = answer.expected.contains("refused");
    const auto outcome = oracle::run(one.code, inputs_.at(refused ? "tiny" : answer.probe));
    const Tolerance tolerance = read_tolerance(one.tolerance());
    const bool exact = tolerance.kind == Tolerance::Kind::exact;
    got = outcome ? oracle::described(outcome->value, exact ? 8 : 32) : described(outcome.error());
    const json::object& expected = answer.expected;
    if (refused) {
      return got.contains("refused") ? "" : fmt::format("not refused: {}", json::serialize(got));
    }
    if (!outcome || expected.contains("error")) {
      const json::value* error = expected.if_contains("error");
      if (error != nullptr && got.contains("error") && *error == got.at("error")) return {};
      return fmt::format("{}, expected {}", brief(got),
                         error ? json::serialize(*error) : brief(expected));
    }
    const std::string why = disagreement(expected, got, tolerance);
    if (!why.empty() || options_.full.empty()) return why;
    const fs::path path = options_.full / one.id / (answer.probe.empty() ? "none" : answer.probe);
    return compare_whole(path, outcome->value, tolerance);
  }

  static std::string brief(const json::object& answer) {
    json::object without = answer;
    without.erase("case");
    without.erase("probe");
    constexpr std::size_t longest = 300;
    std::string text = json::serialize(without);
    if (text.size() > longest) text = text.substr(0, longest) + "..";
    return text;
  }

  Options options_;
  std::map<std::string, Inputs> inputs_;
  int cases_ = 0;
  int compared_ = 0;
  int failed_ = 0;
  int unexpected_ = 0;  // that fail though not known to, or the reverse
  std::set<std::string, std::less<>> known_;
};

bool read_options(int argc, char** argv, Options& options) {
  std::vector<std::string> rest;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--ids") {
      options.ids = true;
    } else if (argument == "--case" && i + 1 < argc) {
      options.only = argv[++i];
    } else if (argument == "--full" && i + 1 < argc) {
      options.full = argv[++i];
    } else {
      rest.push_back(argument);
    }
  }
  if (rest.size() != 2 || (rest[1] != "snippets" && rest[1] != "expressions")) return false;
  options.folder = rest[0];
  options.which = rest[1];
  return true;
}

}  // namespace
}  // namespace oracle

int main(int argc, char** argv) {
  try {
    oracle::Options options;
    if (!oracle::read_options(argc, argv, options)) {
      std::fputs(oracle::usage.data(), stderr);
      return 2;
    }
    if (!options.full.empty() && !std::filesystem::exists(options.full)) return 77;
    return oracle::Comparison(options).run();
  } catch (const std::exception& error) {
    fmt::print(stderr, "compare_answers: {}\n", error.what());
    return 2;
  }
}
