// Random graphs, schemes and answers, the same for the same seed, for tests of properties.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "grader/exam/problem.h"
#include "tests/scoring/computed.h"

namespace grader {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t count) { return engine_() % count; }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(engine_);
  }
  double sign() { return chance(50) ? 1 : -1; }
  template <typename T>
  const T& pick(const std::vector<T>& items) {
    return items[below(items.size())];
  }
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

// The numbers of a value, changed one by one; a count stays one where it can.
inline Value mapped(const Value& value, const std::function<double(double)>& change) {
  if (const auto* array = std::get_if<Array>(&value)) {
    Array result = *array;
    for (double& entry : result.data) entry = change(entry);
    return result;
  }
  if (const auto* count = std::get_if<Count>(&value)) {
    const double changed = change(static_cast<double>(*count));
    if (changed == std::floor(changed) && std::abs(changed) < 1e15) {
      return static_cast<Count>(changed);
    }
    return changed;
  }
  return change(std::get<Real>(value));
}

using Two = std::function<double(double, double)>;

// Entry by entry; a number stands beside every entry of an array.
inline Result<Value> combined(const Value& a, const Value& b, const Two& combine) {
  const std::vector<double> x = numbers(a);
  const std::vector<double> y = numbers(b);
  const Value& larger = x.size() >= y.size() ? a : b;
  if (x.size() != y.size() && x.size() != 1 && y.size() != 1) return Failure{"shapes differ"};
  std::size_t i = 0;
  const bool counts = std::holds_alternative<Count>(a) && std::holds_alternative<Count>(b);
  const Value form = counts || std::holds_alternative<Array>(larger) ? larger : Value(0.0);
  return mapped(form, [&](double) {
    const double result = combine(x[x.size() == 1 ? 0 : i], y[y.size() == 1 ? 0 : i]);
    ++i;
    return result;
  });
}

inline const std::vector<Two>& operations() {
  static const std::vector<Two> all = {
      [](double a, double b) { return a + b; },
      [](double a, double b) { return a - 2 * b; },
      [](double a, double b) { return a * b; },
      [](double a, double b) { return 3 * a + b - 1; },
      [](double a, double b) { return std::tanh(a) + b; },
      [](double a, double b) { return a > 0 ? a + b * b : b - 1.5; },
  };
  return all;
}

inline Function operation(std::size_t which) {
  return [which](Inputs in) { return combined(*in[0], *in[1], operations()[which]); };
}

inline Scheme random_scheme(Random& random, const Value& key) {
  Scheme scheme;
  switch (random.below(8)) {
    case 0:
      scheme.tolerance = {true, random.between(0, 0.2), 0, std::nullopt};
      break;
    case 1:
      scheme.tolerance = {true, 0, random.between(0, 0.1), std::nullopt};
      break;
    case 2:
      scheme.digits = Digits{random.chance(50) ? Digits::Of::figures : Digits::Of::decimals,
                             static_cast<int>(1 + random.below(4)), random.chance(30),
                             Fraction(3, 4), Fraction(1, 4)};
      break;
    case 3:
      scheme.rounded = static_cast<int>(1 + random.below(3));
      break;
    case 4:
      scheme.unit = UnitRule{{{"m", 1}, {"cm", Fraction(1, 100)}}, Fraction(1, 2)};
      break;
    default:
      break;
  }
  const std::size_t size = numbers(key).size();
  if (random.chance(20)) scheme.sharing = Scheme::Sharing::all_or_nothing;
  if (random.chance(20)) {
    scheme.sharing = Scheme::Sharing::steps;
    scheme.steps = {{1, 1}, {Fraction(1, 2), Fraction(2, 5)}};
  }
  if (random.chance(20)) {
    for (std::size_t i = 0; i < size; ++i) scheme.weights.emplace_back(1 + random.below(3));
  }
  if (random.chance(20)) scheme.strict_shape = true;
  if (random.chance(20)) {
    scheme.any_of.push_back({mapped(key, [](double x) { return x + 1; }), scheme, Fraction(1, 2)});
  }
  if (random.chance(20)) scheme.follow = Scheme::Follow::always;
  if (random.chance(20)) scheme.follow_cap = Fraction(3, 4);
  if (random.chance(20)) scheme.follow_penalty = Fraction(1, 8);
  return scheme;
}

// Numbers, counts, vectors and a matrix, each computed from two that went before; most are asked
// for. Then a table.
inline Problem random_problem(Random& random) {
  Problem problem;
  problem.id = "p";
  Graph& graph = problem.graph;
  const auto real = [&] { return random.sign() * random.between(0.3, 4); };
  graph.add(given("a", real(), {}));
  graph.add(given("b", real(), {}));
  graph.add(given("n", static_cast<Count>(2 + random.below(60)), {}));
  graph.add(given("k", static_cast<Count>(2 + random.below(9)), {}));
  graph.add(given("v", Array{{3}, {real(), 0, real()}, false}, {}));
  graph.add(given("M", Array{{2, 3}, {real(), real(), real(), real(), 0, real()}, false}, {}));
  const std::size_t first = graph.size();
  const std::size_t count = 3 + random.below(5);
  for (std::size_t i = 0; i < count; ++i) {
    Evaluation so_far = evaluate(graph);
    while (graph.size() == first + i) {
      const QuantityIndex x = random.below(graph.size());
      const QuantityIndex y = random.below(graph.size());
      const Function function = operation(random.below(operations().size()));
      const Value* inputs[] = {&*so_far[x], &*so_far[y]};
      if (!function(inputs)) continue;
      graph.add(computed(fmt::format("q{}", i), {x, y}, function));
    }
  }
  const Evaluation key = evaluate(graph);
  for (QuantityIndex q = first; q < graph.size(); ++q) {
    if (random.chance(20)) continue;
    Part part;
    part.id = graph[q].name;
    part.points = 1;
    part.quantity = q;
    part.scheme = random_scheme(random, *key[q]);
    problem.parts.push_back(std::move(part));
  }
  for (QuantityIndex q = first; q < graph.size(); ++q) {
    if (random.chance(50)) continue;
    const QuantityIndex x = graph[q].inputs[0];
    Mistake mistake;
    mistake.id = fmt::format("m{}", q);
    mistake.credit = Fraction(static_cast<std::int64_t>(random.below(4)), 4);
    mistake.edits.push_back(
        {q, Definition{{x, graph[q].inputs[1]}, operation(random.below(operations().size())), {}}});
    problem.mistakes.push_back(std::move(mistake));
  }
  Part table;
  table.id = "table";
  table.points = 1;
  table.ask = Ask::key;
  table.quantity =
      graph.add(given("key(table)", Table{{{"a", "1"}, {"b", "2"}, {"c", "3"}}, {}}, {}));
  if (random.chance(30)) table.scheme.penalty = Fraction(1, 2);
  problem.parts.push_back(std::move(table));
  return problem;
}

// One number as somebody may write it: exactly, or rounded.
inline std::string written(Random& random, double value) {
  const std::string plain = to_text(value);
  switch (random.below(12)) {
    case 0:
      return fmt::format("{:.3g}", value);
    case 1:
      return fmt::format("{:.2f}", value);
    case 2:
      return fmt::format("{:e}", value);
    case 3:
      return to_text(value * 100) + " %";
    case 4:
      return to_text(value * 2) + "/2";
    case 5:
      return fmt::format("{:.3f} x 10^2", value / 100);
    case 6:
      return value < 0 ? "−" + to_text(-value) : "+" + plain;
    case 7:
      return plain + " m";
    default:
      return plain;
  }
}

inline std::string written_alone(Random& random, double value) {
  const std::string number = written(random, value);
  switch (random.below(9)) {
    case 0:
      return "x = " + number;
    case 1:
      return "$" + number + "$";
    case 2:
      return "(" + number + ")";
    case 3:
      return "~" + number;
    case 4:
      return " " + number + "\n";
    default:
      return number;
  }
}

inline std::string joined_numbers(Random& random, const std::vector<double>& values,
                                  std::string_view separator) {
  std::string text;
  for (const double value : values) {
    if (!text.empty()) text += separator;
    text += random.chance(3)   ? "?"
            : random.chance(3) ? ""
            : random.chance(3) ? "nan"
                               : written(random, value);
  }
  return text;
}

inline std::string written_array(Random& random, const Array& array) {
  const bool matrix = array.shape.size() == 2;
  if (!matrix) {
    const char* separator = random.chance(70) ? ", " : random.chance(50) ? " " : "; ";
    const std::string inside = joined_numbers(random, array.data, separator);
    switch (random.below(6)) {
      case 0:
        return inside;
      case 1:
        return "(" + inside + ")";
      case 2:
        return "[[" + inside + "]]";
      case 3:
        return "np.array([" + inside + "])";
      default:
        return "[" + inside + "]";
    }
  }
  const auto columns = static_cast<std::ptrdiff_t>(array.shape[1]);
  std::string text;
  const bool matlab = random.chance(40);
  for (auto row = array.data.begin(); row != array.data.end(); row += columns) {
    const std::string inside =
        joined_numbers(random, std::vector<double>(row, row + columns), matlab ? " " : ", ");
    if (!text.empty()) text += matlab ? "; " : ", ";
    text += matlab ? inside : "[" + inside + "]";
  }
  return random.chance(10) ? text : "[" + text + "]";
}

inline std::string written(Random& random, const Value& value) {
  if (const auto* array = std::get_if<Array>(&value)) return written_array(random, *array);
  if (const auto* count = std::get_if<Count>(&value)) {
    return random.chance(60) ? std::to_string(*count)
                             : written_alone(random, static_cast<double>(*count));
  }
  if (std::holds_alternative<Table>(value)) {
    std::vector<std::string> choices = {"1", "2", "3"};
    if (random.chance(60)) random.shuffle(choices);
    static const std::vector<std::string> forms = {"a{} b{} c{}", "{}{}{}", "{},{},{}",
                                                   "a: {}, b: {}, c: {}", "a{} b{}{}"};
    return fmt::format(fmt::runtime(random.pick(forms)), choices[0], choices[1], choices[2]);
  }
  return written_alone(random, std::get<Real>(value));
}

// What a student may make of a value: it itself, a little off, or wrong in a way that is known.
inline Value answered(Random& random, const Value& value) {
  if (std::holds_alternative<Table>(value)) return value;
  const double noise = random.between(-0.01, 0.01);
  const double any = random.sign() * random.between(0.1, 9);
  switch (random.below(10)) {
    case 0:
      return mapped(value, [&](double x) { return x * (1 + noise); });
    case 1:
      return mapped(value, [](double x) { return -x; });
    case 2:
      return mapped(value, [](double x) { return 10 * x; });
    case 3:
      return mapped(value, [](double x) { return x / 2; });
    case 4:
      return mapped(value, [&](double x) { return x + any; });
    case 5: {
      Value other = value;
      if (auto* array = std::get_if<Array>(&other)) random.shuffle(array->data);
      return other;
    }
    default:
      return value;
  }
}

}  // namespace grader
