// A small exam made in code, and scores made by hand, for the tests of the students' pages.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "grader/exam/exam.h"
#include "grader/scoring/verdict.h"

namespace grader::page_sample {

inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

inline Array vector(std::vector<double> data) {
  const auto n = static_cast<std::int64_t>(data.size());
  return Array{{n}, std::move(data), false};
}

inline Array matrix(std::int64_t rows, std::vector<double> data) {
  const auto columns = static_cast<std::int64_t>(data.size()) / rows;
  return Array{{rows, columns}, std::move(data), false};
}

// A quantity whose formula is `formula` and whose value is given here: a page only shows them.
inline QuantityIndex add(Graph& graph, std::string name, std::vector<QuantityIndex> inputs,
                         Formula formula, Value value) {
  Quantity quantity = given(std::move(name), std::move(value), {});
  quantity.inputs = std::move(inputs);
  quantity.formula = std::move(formula);
  return graph.add(std::move(quantity));
}

inline Part part(std::string id, std::string prompt, int points, Ask ask = Ask::written,
                 QuantityIndex quantity = 0) {
  Part made;
  made.id = std::move(id);
  made.prompt = std::move(prompt);
  made.points = points;
  made.ask = ask;
  made.quantity = quantity;
  return made;
}

inline Problem network() {
  Problem problem;
  problem.id = "inception-3a";
  problem.title = "Inception module and GoogLeNet";
  Graph& graph = problem.graph;
  const auto in = graph.add(given("m.in_channels", Count{192}, {}));
  const auto one = add(graph, "parameters(m.conv1x1)", {in}, {"1 x 1 x ", std::size_t{0}, " x 64"},
                       Count{12288});
  const auto two =
      add(graph, "parameters(m.project)", {in}, {"1 x 1 x ", std::size_t{0}, " x 32"}, Count{6144});
  const auto sum = add(graph, "parameters(m)", {one, two}, {std::size_t{0}, " + ", std::size_t{1}},
                       Count{163328});
  const auto channels = add(graph, "channels(m.concat)", {}, {"64 + 128 + 32 + 32"}, Count{256});
  problem.parts = {
      part("purpose", "Why do 1x1 convolutions come before 3x3 and 5x5?", 5),
      part("parameters", "Number of trainable parameters (show your calculation)", 10,
           Ask::quantity, sum),
      part("channels", "Channels after filter concatenation", 5, Ask::quantity, channels),
  };
  return problem;
}

inline Problem training() {
  Problem problem;
  problem.id = "last-layers";
  problem.title = "One training step of the last layers";
  Graph& graph = problem.graph;
  const auto w = graph.add(given("W", matrix(2, {5, 4, 3, 3, 4, 2}), {}));
  const auto h = graph.add(given("h", vector({0.3, 0.2, 0.2}), {}));
  const auto y = graph.add(given("y", vector({1, 0}), {}));
  const auto step = graph.add(given("step", Real{2}, {}));
  const std::size_t a = 0;
  const std::size_t b = 1;
  const auto z = add(graph, "z", {w, h}, {a, " @ ", b}, vector({2.9, 2.1}));
  const auto p =
      add(graph, "p", {z}, {"softmax(", a, ")"}, vector({0.6899744811276125, 0.3100255188723876}));
  const auto loss =
      add(graph, "L", {p, y}, {"cross_entropy(", a, ", ", b, ")"}, Real{0.37110066594777763});
  const auto dz =
      add(graph, "dz", {p, y}, {a, " - ", b}, vector({-0.3100255188723875, 0.3100255188723876}));
  const double g = 0.3100255188723876;
  const auto dw = add(graph, "dW", {dz, h}, {"np.outer(", a, ", ", b, ")"},
                      matrix(2, {-.3 * g, -.2 * g, -.2 * g, .3 * g, .2 * g, .2 * g}));
  const auto dh = add(graph, "dh", {w, dz}, {a, ".T @ ", b}, vector({-0.6200510377447751, 0, -g}));
  const auto next = add(graph, "W_next", {w, step, dw}, {a, " - ", b, " * ", std::size_t{2}},
                        matrix(2, {5.186, 4.124, 3.124, 2.814, 3.876, 1.876}));
  problem.parts = {
      part("i", "(i) The loss L", 5, Ask::quantity, loss),
      part("ii", "(ii) The gradient of L with respect to W", 5, Ask::quantity, dw),
      part("iii", "(iii) The gradient of L with respect to h(l-2)", 5, Ask::quantity, dh),
      part("iv", "(iv) The new W after one step of gradient descent", 5, Ask::quantity, next),
  };
  return problem;
}

inline Problem matching() {
  Problem problem;
  problem.id = "opencv-numpy";
  problem.title = "OpenCV and NumPy";
  const Table key{{{"a", "3"}, {"b", "1"}, {"c", "4"}, {"d", "5"}, {"e", "2"}}, {}};
  const auto table = problem.graph.add(given("matching", key, {}));
  problem.parts = {part("match", "Choose the best matches", 10, Ask::key, table),
                   part("meaning", "What do the pairs mean?", 5)};
  return problem;
}

inline Exam exam() {
  Exam exam;
  exam.title = "Computer vision, mid-term";
  exam.problems = {network(), training(), matching()};
  exam.scale = {1, 1, 1};
  return exam;
}

// A leaf under a tolerance of 0.5 %, marked as the rules say.
inline LeafVerdict leaf(std::string label, std::string typed, double key, double allowed) {
  LeafVerdict made;
  made.label = std::move(label);
  made.read = typed;
  made.typed = std::move(typed);
  made.key = to_text(key, 6);
  made.low = key - allowed;
  made.high = key + allowed;
  made.distance = std::abs(std::stod(made.typed) - key) / allowed;
  const bool right = made.distance <= 1;
  made.outcome = right ? Outcome::correct : Outcome::incorrect;
  made.credit = right ? 1 : 0;
  return made;
}

inline LeafVerdict bare_leaf(Outcome outcome, std::string typed, std::string key,
                             std::string reason = "") {
  LeafVerdict made;
  made.outcome = outcome;
  made.typed = std::move(typed);
  made.key = std::move(key);
  made.low = made.high = made.distance = none;
  made.reason = std::move(reason);
  if (outcome == Outcome::correct) made.credit = 1;
  return made;
}

inline LeafVerdict row(std::string label, std::string typed, std::string key) {
  const Outcome outcome = typed == key ? Outcome::correct : Outcome::incorrect;
  LeafVerdict made = bare_leaf(typed.empty() ? Outcome::blank : outcome, typed, std::move(key));
  made.label = std::move(label);
  made.read = std::move(typed);
  return made;
}

// Leaves for every entry of `key`, under 0.5 % of it (of the largest where it is zero).
inline std::vector<LeafVerdict> entries(const Array& key, const std::vector<std::string>& typed) {
  double largest = 0;
  for (const double t : key.data) largest = std::max(largest, std::abs(t));
  std::vector<LeafVerdict> leaves;
  for (std::size_t i = 0; i < key.data.size(); ++i) {
    const double t = key.data[i];
    leaves.push_back(
        leaf(entry_name("", key.shape, i), typed[i], t, 5e-3 * (t == 0 ? largest : std::abs(t))));
  }
  return leaves;
}

// A verdict with what follows from its leaves.
inline Verdict verdict(std::string text, std::optional<Value> key,
                       std::vector<LeafVerdict> leaves) {
  Verdict made;
  made.text = std::move(text);
  made.key = std::move(key);
  made.leaves = std::move(leaves);
  for (const LeafVerdict& one : made.leaves) made.credit += one.credit;
  if (!made.leaves.empty()) made.credit /= static_cast<int>(made.leaves.size());
  made.outcome = made.credit == 1          ? Outcome::correct
                 : made.credit > 0         ? Outcome::partly_correct
                 : made.leaves.size() == 1 ? made.leaves.front().outcome
                                           : Outcome::incorrect;
  return made;
}

// The value of a part's quantity.
inline Value key_of(const Exam& exam, std::size_t problem, std::size_t part) {
  const Problem& of = exam.problems[problem];
  return *evaluate(of.graph)[of.parts[part].quantity];
}

// Adds a part's verdict and its points to `score`.
inline void put(Score& score, const Exam& exam, std::size_t problem, std::size_t part,
                Verdict verdict) {
  const Fraction possible = exam.problems[problem].parts[part].points;
  if (!verdict.hand_marked) verdict.points = verdict.credit * possible;
  if (!verdict.excused) score.possible += possible;
  score.points += verdict.points;
  if (verdict.hand_marked) score.by_hand += verdict.points;
  score.pending = score.pending || verdict.outcome == Outcome::pending;
  score.parts.push_back({problem, part, std::move(verdict)});
}

// A student who got the sign of dz wrong and went on correctly, with one slip and one wrong row.
inline Score ada(const Exam& exam) {
  Score score;
  score.student = "s0042";
  score.name = "Ada Lovelace";
  Verdict purpose;
  purpose.hand_marked = true;
  purpose.by = "M. Curie";
  purpose.reason = "Fewer channels, so fewer parameters: yes. The added non-linearity is missing.";
  purpose.text = "They reduce the number of channels, so the big kernels cost less.";
  purpose.points = 4;
  purpose.outcome = Outcome::partly_correct;
  put(score, exam, 0, 0, purpose);
  LeafVerdict parameters = bare_leaf(Outcome::correct, "159.5K", "163,328", "rounded correctly");
  parameters.read = "163,328";
  put(score, exam, 0, 1, verdict("159.5K", Count{163328}, {parameters}));
  LeafVerdict channels = bare_leaf(Outcome::incorrect, "320", "256");
  channels.read = "320";
  put(score, exam, 0, 2, verdict("320", Count{256}, {channels}));

  put(score, exam, 1, 0,
      verdict("0.371", key_of(exam, 1, 0), {leaf("", "0.371", 0.37110066594777763, 0.0018555)}));
  const auto dw = std::get<Array>(key_of(exam, 1, 1));
  Verdict gradient = verdict("[[.093 .062 .062]\n [-.093 -.062 -.072]]", dw,
                             entries(dw, {".093", ".062", ".062", "-.093", "-.062", "-.072"}));
  const std::vector<std::string> own{".093", ".062", ".062", "-.093", "-.062", "-.072"};
  const double g = 0.31;
  const Array own_dw = matrix(2, {.3 * g, .2 * g, .2 * g, -.3 * g, -.2 * g, -.2 * g});
  gradient.mistake = NamedMistake{"sign", "the gradient at the logits is p - y, not y - p", 0};
  gradient.followed = Followed{{"dz"}, false, own_dw, Fraction(5, 6), entries(own_dw, own), {}};
  gradient.credit = Fraction(5, 6);
  gradient.outcome = Outcome::partly_correct;
  put(score, exam, 1, 1, gradient);
  const auto dh = std::get<Array>(key_of(exam, 1, 2));
  Verdict back = verdict("0.62, 0, 0.31", dh, entries(dh, {"0.62", "0", "0.31"}));
  const Array own_dh = vector({.62, 0, .31});
  back.followed = Followed{{"dz"}, false, own_dh, 1, entries(own_dh, {"0.62", "0", "0.31"}), {}};
  back.credit = 1;
  back.outcome = Outcome::correct;
  back.notes = {"the commas separate entries"};
  put(score, exam, 1, 2, back);
  put(score, exam, 1, 3,
      verdict("", key_of(exam, 1, 3),
              {bare_leaf(Outcome::blank, "", to_text(key_of(exam, 1, 3)))}));
  score.extra.push_back({1, "dz", "0.31 -0.31", Outcome::incorrect, "[0.31, -0.31]"});

  Verdict match = verdict("31452 -> a3 b1 c5 d5 e2", key_of(exam, 2, 0),
                          {row("a", "3", "3"), row("b", "1", "1"), row("c", "5", "4"),
                           row("d", "5", "5"), row("e", "2", "2")});
  put(score, exam, 2, 0, match);
  Verdict meaning;
  meaning.outcome = Outcome::pending;
  meaning.text = "a is grey, b swaps red and blue";
  put(score, exam, 2, 1, meaning);
  return score;
}

}  // namespace grader::page_sample
