// Snippets of Python with NumPy and cv2, run without Python.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/base/result.h"
#include "reference/snippet/session.h"

namespace reference::evaluator {

using snippet::Failure;
using snippet::Object;

// Everything that snippets can call: Python's, NumPy's and cv2's functions.
const snippet::Catalogue& catalogue();

// Names of catalogue(), to suggest one.
const std::vector<std::string>& names();
// Whether something in Python has that name, or it is a module or a type with something below it.
bool is_name(const std::string& name);

struct Options {
  ndarray::Limits limits;
  ndarray::Numpy numpy = ndarray::Numpy::v1;
  std::vector<std::string> forbidden = {};  // see snippet::Settings
  std::string function = {};                // what is asked for, if code defines it; see Code::run
};

// What is there when a snippet starts.
struct Inputs {
  // Arrays are copied for each run, so that no run sees what another one wrote.
  std::vector<std::pair<std::string, Object>> variables;
  std::optional<ndarray::NDArray> image_file;  // what cv2.imread reads
};

// Null if there is none of that name.
const Object* find_variable(const Inputs& inputs, std::string_view name);

struct Outcome {
  Object value;  // shares nothing with the inputs
  // A float was converted to an integer that cannot hold it: other processors may differ.
  bool undefined_cast = false;
};

// A snippet that was parsed once, to be run often. Copies share the program.
class Code {
 public:
  static grader::Result<Code, Failure> parse(std::string_view text);

  // Its value, see Session::execute(), or what it calls `options.function`; of a snippet whose
  // value is a function the value of that function, called with `arguments` (names of variables,
  // which must exist), as many as it takes; without arguments for one that takes some, the
  // function.
  grader::Result<Outcome, Failure> run(const Inputs& inputs, const Options& options = {},
                                       const std::vector<std::string>& arguments = {}) const;

  // The inputs of what follows: `inputs` and what this code assigns.
  grader::Result<Inputs, Failure> prepare(const Inputs& inputs, const Options& options = {}) const;

 private:
  std::shared_ptr<const language::Program> program_;
};

}  // namespace reference::evaluator
