#include "reference/steps/kinks.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace reference::steps {
namespace {

constexpr double distance = 1e-12;
constexpr double units = 1.5e-14;  // 64 units in the last place
constexpr std::size_t most_entries = 100'000;

constexpr std::string_view cornered[] = {
    "relu",    "leaky_relu", "np.abs", "np.maximum", "np.minimum", "np.max",     "np.min",
    "np.amax", "np.amin",    "max",    "min",        "np.clip",    "max_pool2d", "hinge",
};

bool reaches(const Trace& trace, const std::vector<bool>& active) {
  if (trace.operation->kind == Operation::Kind::input) return active[trace.operation->input];
  return std::any_of(trace.arguments.begin(), trace.arguments.end(),
                     [&](const Trace& argument) { return reaches(argument, active); });
}

// The arguments with their active numbers moved by `step`, up where `pattern` is set in the place
// of the entry, else down. Any two entries are moved apart by the pattern of some bit of their
// places.
class Moved {
 public:
  Moved(const Trace& call, const std::vector<bool>& active) {
    for (const Trace& argument : call.arguments) {
      values_.push_back(argument.value);
      const bool moves = argument.value && View::of(*argument.value) && reaches(argument, active);
      if (!moves) continue;
      moving_.push_back(values_.size() - 1);
      const std::vector<double> all = grader::numbers(*argument.value);
      size_ += all.size();
      largest_ = std::max(largest_, grader::largest_size(all));
    }
  }

  std::size_t size() const { return size_; }
  double step() const { return std::max(distance, units * largest_); }

  Result<Value> run(Callable function, std::size_t pattern, double step) const {
    std::vector<Value> own;
    own.reserve(moving_.size());
    std::vector<const Value*> arguments = values_;
    std::size_t place = 0;
    for (const std::size_t index : moving_) {
      own.push_back(moved(*values_[index], pattern, step, place));
      arguments[index] = &own.back();
    }
    return function(arguments);
  }

 private:
  static Value moved(const Value& value, std::size_t pattern, double step, std::size_t& place) {
    const auto move = [&](double x) {
      const bool up = pattern == 0 || (place & pattern) != 0;
      ++place;
      return x + (up ? step : -step);
    };
    const auto* array = std::get_if<Array>(&value);
    if (array == nullptr) return move(grader::numbers(value).front());
    Array result = *array;
    result.counts = false;
    for (double& x : result.data) x = move(x);
    return result;
  }

  std::vector<const Value*> values_;
  std::vector<std::size_t> moving_;
  std::size_t size_ = 0;
  double largest_ = 0;
};

// Whether f goes on with another slope than it came with: |f(+) + f(-) - 2 f| is not small beside
// |f(+) - f| + |f(-) - f|.
bool bends(const std::vector<double>& up, const std::vector<double>& here,
           const std::vector<double>& down) {
  constexpr double share = 0.02;
  for (std::size_t i = 0; i < here.size(); ++i) {
    const double rise = up[i] - here[i];
    const double fall = down[i] - here[i];
    if (std::abs(rise + fall) > share * (std::abs(rise) + std::abs(fall))) return true;
  }
  return false;
}

bool has_corner(const Trace& call, const std::vector<bool>& active) {
  const Moved moved(call, active);
  if (moved.size() == 0 || moved.size() > most_entries) return false;
  const std::vector<double> here = grader::numbers(*call.value);
  for (std::size_t pattern = 0; pattern < moved.size(); pattern = pattern == 0 ? 1 : 2 * pattern) {
    const auto up = moved.run(call.operation->function, pattern, moved.step());
    const auto down = moved.run(call.operation->function, pattern, -moved.step());
    if (!up || !down) return false;
    const std::vector<double> ups = grader::numbers(*up);
    const std::vector<double> downs = grader::numbers(*down);
    if (ups.size() != here.size() || downs.size() != here.size()) return false;
    if (bends(ups, here, downs)) return true;
  }
  return false;
}

void find(const Trace& trace, const std::vector<bool>& active, std::vector<Kink>& found) {
  for (const Trace& argument : trace.arguments) find(argument, active, found);
  const Operation& operation = *trace.operation;
  if (operation.kind != Operation::Kind::call) return;
  const bool listed =
      std::find(std::begin(cornered), std::end(cornered), operation.name) != std::end(cornered);
  if (listed && has_corner(trace, active)) found.push_back({operation.name, operation.where});
}

}  // namespace

std::vector<Kink> kinks(const Trace& trace, const std::vector<bool>& active) {
  std::vector<Kink> found;
  find(trace, active, found);
  return found;
}

}  // namespace reference::steps
