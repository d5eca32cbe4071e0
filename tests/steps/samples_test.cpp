#include "tests/steps/samples.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <string>

namespace reference::steps {
namespace {

Shape shape_from(std::string_view text) {
  Shape shape;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("x,]"), text.size());
    shape.push_back(std::strtoll(std::string(text.substr(0, end)).c_str(), nullptr, 10));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return shape;
}

std::vector<double> numbers_of(char kind, std::size_t n, std::size_t line, std::mt19937& random) {
  std::vector<double> data(n);
  std::normal_distribution<double> normal;
  std::uniform_real_distribution<double> uniform(0.1, 0.9);
  std::uniform_real_distribution<double> positive(0.3, 2);
  for (double& x : data) {
    x = kind == 'n' ? normal(random) : kind == 'p' ? positive(random) : uniform(random);
    if (kind == 'w' && static_cast<std::size_t>(&x - data.data()) % (line + 1) == 0) x += 2;
  }
  if (kind == 'd') {
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    for (std::size_t i = 0; i < n; ++i) {
      data[i] = 0.2 * static_cast<double>(order[i]) - 0.1 * static_cast<double>(n) + 0.05 +
                0.05 * data[i];
    }
  }
  if (kind == 's') {
    for (std::size_t first = 0; first < n; first += line) {
      const auto from = data.begin() + static_cast<std::ptrdiff_t>(first);
      const double sum = std::accumulate(from, from + static_cast<std::ptrdiff_t>(line), 0.0);
      std::for_each(from, from + static_cast<std::ptrdiff_t>(line), [&](double& x) { x /= sum; });
    }
  }
  return data;
}

Value value_from(std::string_view text, std::mt19937& random) {
  const char kind = text.front();
  const std::string rest(text.substr(1));
  if (kind == '#') return Count{std::strtoll(rest.c_str(), nullptr, 10)};
  if (kind == '=') return Real{std::strtod(rest.c_str(), nullptr)};
  if (kind == '\'') return Text(rest.substr(0, rest.size() - 1));
  if (kind == '-') return Text();
  const Shape shape = shape_from(rest);
  if (kind == '[') {
    return Array{{static_cast<std::int64_t>(shape.size())}, {shape.begin(), shape.end()}, true};
  }
  const std::size_t n = *entries(shape);
  const auto line = shape.empty() ? std::size_t{1} : static_cast<std::size_t>(shape.back());
  std::vector<double> data = numbers_of(kind, n, line, random);
  if (shape.empty()) return data.front();
  return Array{shape, std::move(data), false};
}

constexpr Sample samples[] = {
#include "tests/steps/samples.inc"
};

}  // namespace

bool differentiated(char kind) {
  return std::string_view("npudsw").find(kind) != std::string_view::npos;
}

Drawn draw(std::string_view arguments, std::mt19937& random) {
  Drawn drawn;
  while (!arguments.empty()) {
    const std::size_t end = std::min(arguments.find(' '), arguments.size());
    drawn.kinds.push_back(arguments.front());
    drawn.values.push_back(value_from(arguments.substr(0, end), random));
    arguments.remove_prefix(std::min(end + 1, arguments.size()));
  }
  for (std::size_t i = 0; i < drawn.values.size(); ++i) {
    drawn.inputs.push_back(drawn.kinds[i] == '-' ? nullptr : &drawn.values[i]);
  }
  return drawn;
}

std::span<const Sample> function_samples() { return samples; }

}  // namespace reference::steps
