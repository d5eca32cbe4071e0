// A run of snippets: statements executed one after the other over one set of variables.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "grader/base/result.h"
#include "reference/language/statement.h"
#include "reference/snippet/catalogue.h"

namespace reference::snippet {

// Why a snippet has no value. "NotAllowed" is what was forbidden (Settings).
struct Failure {
  ndarray::Fault fault = ndarray::Fault::python;
  std::string type;
  std::string message;
  language::Position where;
};

struct Settings {
  ndarray::Limits limits;
  ndarray::Numpy numpy = ndarray::Numpy::v1;
  std::optional<NDArray> image_file;  // what cv2.imread reads
  // What may not be used, with all that is below it: "cv2", "np.mean", "ndarray.mean".
  std::vector<std::string> forbidden;
};

class Interpreter;

class Session {
 public:
  // The catalogue must outlive the session.
  Session(const Catalogue& catalogue, Settings settings);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Budget& budget() const;

  // Binds a variable to a value with arrays of its own. Nothing, or why it cannot be copied.
  std::optional<Failure> define(std::string_view name, const Object& value);
  // A variable's value, or null. It may change when something is executed.
  const Object* variable(std::string_view name) const;
  // All variables that hold data (no modules, no functions, nor lists of them), by name.
  std::vector<std::pair<std::string, Object>> variables() const;

  // Executes the statements. The value is that of the last expression or, if an assignment comes
  // later, of the variable that it writes (of `a[0] = ..` a); None if there is neither. The program
  // must outlive the session.
  grader::Result<Object, Failure> execute(const language::Program& program);

  // Calls a function that a program defined, or any other that can be called.
  grader::Result<Object, Failure> call(const Object& function, std::vector<Object> arguments);

 private:
  template <typename Run>
  auto guarded(Run run) -> grader::Result<decltype(run()), Failure>;

  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace reference::snippet
