#include "grader/check/printed_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "grader/answers/number.h"
#include "grader/answers/tables.h"
#include "grader/check/slip.h"
#include "grader/exam/solutions.h"

namespace grader {
namespace {

// Binary noise of the computed value beside a decimal tie.
constexpr double noise = 1e-12;

struct Entry {
  const PrintedEntry* printed;
  Number number;
  double computed;
  double step = 1;  // one unit of the last digit printed
};

enum class Agreement { agrees, last_digit, differs };

double last_digit(const Number& number) {
  const auto* decimal = std::get_if<Decimal>(&number.written);
  if (decimal == nullptr) return 0;  // a fraction or arithmetic: exact
  return std::pow(10.0, decimal->exponent) * number.factor.to_double();
}

Agreement agreement(const Entry& entry, bool exact) {
  const double off = std::abs(entry.number.value - entry.computed);
  const double slack = noise * std::max(std::abs(entry.computed), 1.0);
  if (exact) return off == 0 ? Agreement::agrees : Agreement::differs;
  if (off <= entry.step / 2 + slack) return Agreement::agrees;
  return off <= entry.step * 1.5 + slack ? Agreement::last_digit : Agreement::differs;
}

// The computed value as the author would have printed it.
std::string as_printed(const Entry& entry) {
  if (entry.number.suffixed()) {
    const auto factor = entry.number.factor.to_double();
    return fmt::format("{:.{}f}{}", entry.computed / factor, entry.number.decimals,
                       entry.number.unit);
  }
  if (entry.number.scientific || entry.step <= 0 || !std::isfinite(entry.computed)) {
    return to_text(entry.computed, 6);
  }
  const int decimals = std::max(0, static_cast<int>(std::lround(-std::log10(entry.step))));
  std::string text = fmt::format("{:.{}f}", entry.computed, decimals);
  if (text.find_first_of("123456789") == std::string::npos) return "0";
  if (decimals == 0) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

class PrintedCheck {
 public:
  PrintedCheck(const Graph& graph, const Evaluation& evaluation, Diagnostics& findings)
      : graph_(graph), evaluation_(evaluation), findings_(findings) {}

  void run(const Printed& printed, const Units& units) {
    const Solved& computed = evaluation_[printed.quantity];
    if (!computed || printed.entries.empty()) return;  // reported by another rule
    const auto* table = std::get_if<Table>(&*computed);
    const bool rows = !printed.entries.front().label.empty();
    if (rows != (table != nullptr) || printed.shape != shape_of(*computed)) {
      report_kind(printed, *computed);
    } else if (table != nullptr) {
      check_table(printed, *table);
    } else if (const auto* text = std::get_if<Text>(&*computed)) {
      check_text(printed, *text);
    } else if (!is_other_solution(printed, *computed, units)) {
      check_numbers(printed, *computed, units);
    }
  }

 private:
  const std::string& name(const Printed& printed) const { return graph_[printed.quantity].name; }

  void check_text(const Printed& printed, const std::string& text) {
    const PrintedEntry& entry = printed.entries.front();
    if (fold_label(entry.text) == fold_label(text)) return;
    findings_.error(code::printed_differs, entry.where,
                    fmt::format("printed `{}` = {}, computed {}", name(printed), entry.text, text));
  }

  static bool accepts(const Table& table, std::size_t row, std::string_view printed) {
    const auto is_printed = [&](const std::string& choice) {
      return fold_label(choice) == fold_label(printed);
    };
    if (is_printed(table.rows[row].second)) return true;
    return row < table.also.size() &&
           std::any_of(table.also[row].begin(), table.also[row].end(), is_printed);
  }

  void check_table(const Printed& printed, const Table& table) {
    for (const PrintedEntry& entry : printed.entries) {
      const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const auto& r) {
        return fold_label(r.first) == fold_label(entry.label);
      });
      const auto index = static_cast<std::size_t>(row - table.rows.begin());
      const bool known = index < table.rows.size();
      if (known && accepts(table, index, entry.text)) continue;
      const std::string computed = known ? table.accepted_text(index) : "no such row";
      findings_.error(code::printed_differs, entry.where,
                      fmt::format("printed `{}` has {} for row {}, computed {}", name(printed),
                                  entry.text, entry.label, computed));
    }
  }

  // Whether another answer is printed that is as right as the computed one.
  bool is_other_solution(const Printed& printed, const Value& computed, const Units& units) const {
    const auto all = graph_.find(solutions_quantity(name(printed)));
    if (!all || !evaluation_[*all]) return false;
    const std::vector<Value> others = other_solutions(computed, *evaluation_[*all]);
    return std::any_of(others.begin(), others.end(), [&](const Value& other) {
      Diagnostics differences;
      PrintedCheck(graph_, evaluation_, differences).check_numbers(printed, other, units);
      return differences.all().empty();
    });
  }

  void check_numbers(const Printed& printed, const Value& computed, const Units& units) {
    const std::optional<std::vector<Entry>> entries = read(printed, computed, units);
    if (entries) compare(printed, *entries, computed);
  }

  void report_kind(const Printed& printed, const Value& computed) {
    findings_.error(code::printed_differs, printed.entries.front().where,
                    fmt::format("printed `{}` is {}, computed is {}", name(printed),
                                described(printed), describe(computed)));
  }

  static std::string described(const Printed& printed) {
    if (!printed.shape.empty()) return describe(Array{printed.shape, {}, false});
    if (printed.entries.front().label.empty()) return "a single value";
    Table table;
    for (const PrintedEntry& entry : printed.entries) {
      table.rows.emplace_back(entry.label, entry.text);
    }
    return describe(table);
  }

  std::optional<std::vector<Entry>> read(const Printed& printed, const Value& computed,
                                         const Units& units) {
    NumberRules rules;
    rules.units = units;
    rules.count = std::holds_alternative<Count>(computed);
    const std::vector<double> values = numbers(computed);
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < values.size(); ++i) {
      const PrintedEntry& entry = printed.entries[i];
      const NumberReading reading = read_number(entry.text, rules);
      if (reading.readings.empty()) {
        findings_.error(code::printed_unreadable, entry.where,
                        fmt::format("printed `{}` is no number: `{}`",
                                    entry_name(name(printed), printed.shape, i), entry.text));
        continue;
      }
      entries.push_back(Entry{&entry, reading.readings.front(), values[i]});
    }
    if (entries.size() != values.size()) return std::nullopt;
    double finest = last_digit(entries.front().number);
    for (const Entry& entry : entries) finest = std::min(finest, last_digit(entry.number));
    for (Entry& entry : entries) entry.step = finest;
    return entries;
  }

  void compare(const Printed& printed, const std::vector<Entry>& entries, const Value& computed) {
    const bool count = std::holds_alternative<Count>(computed);
    std::vector<std::size_t> wrong;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const Number& number = entries[i].number;
      const bool exact = count && !number.suffixed() && !number.scientific;
      switch (agreement(entries[i], exact)) {
        case Agreement::agrees:
          break;
        case Agreement::last_digit:
          report_rounding(printed, entries[i], i);
          break;
        case Agreement::differs:
          wrong.push_back(i);
      }
    }
    if (wrong.size() == entries.size() && wrong.size() > 1) {
      report_all(printed, entries, wrong.front());
      return;
    }
    for (const std::size_t i : wrong) report_one(printed, entries[i], i);
  }

  void report_rounding(const Printed& printed, const Entry& entry, std::size_t index) {
    findings_.note(code::printed_rounding, entry.printed->where,
                   fmt::format("printed `{}` = {} is off in its last digit, computed {}",
                               entry_name(name(printed), printed.shape, index), entry.printed->text,
                               as_printed(entry)));
  }

  void report_one(const Printed& printed, const Entry& entry, std::size_t index) {
    const std::string computed = as_printed(entry);
    findings_.error(
        code::printed_differs, entry.printed->where,
        fmt::format("printed `{}` = {}, computed {}",
                    entry_name(name(printed), printed.shape, index), entry.printed->text, computed),
        likely_slip(entry.printed->text, computed));
  }

  void report_all(const Printed& printed, const std::vector<Entry>& entries, std::size_t first) {
    std::string typed;
    std::string computed;
    for (const Entry& entry : entries) {
      const std::string separator = typed.empty() ? "" : ", ";
      typed += separator + entry.printed->text;
      computed += separator + as_printed(entry);
    }
    findings_.error(
        code::printed_differs, entries[first].printed->where,
        fmt::format("printed `{}` = [{}], computed [{}]", name(printed), typed, computed));
  }

  const Graph& graph_;
  const Evaluation& evaluation_;
  Diagnostics& findings_;
};

}  // namespace

void check_printed_values(const Problem& problem, const Evaluation& evaluation,
                          Diagnostics& findings) {
  for (const Printed& printed : problem.printed) {
    PrintedCheck(problem.graph, evaluation, findings).run(printed, problem.scheme.units);
  }
  for (const Part& part : problem.parts) {
    if (!part.printed) continue;
    const Evaluation own = evaluate(problem, part, evaluation);
    PrintedCheck(problem.graph, own, findings).run(*part.printed, part.scheme.units);
  }
}

}  // namespace grader
