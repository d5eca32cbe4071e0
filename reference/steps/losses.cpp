// Losses between distributions over classes, and one-hot targets.
#include "reference/steps/losses.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/softmax.h"

namespace reference::steps {
namespace {

const Value* argument(Inputs a, std::size_t i) { return i < a.size() ? a[i] : nullptr; }

// Two arrays of one shape: a sample a line along the last axis, its classes along it.
struct Samples {
  const double* first = nullptr;
  const double* target = nullptr;
  std::size_t classes = 0;
  std::size_t entries = 0;
  double scale = 1;  // of the sum of all samples
};

Result<Samples> samples(std::string_view name, Inputs a) {
  for (std::size_t i = 0; i < 2; ++i) {
    const auto* array = std::get_if<Array>(a[i]);
    if (array != nullptr && !array->data.empty()) continue;
    return Failure{
        fmt::format("`{}` takes vectors or matrices, not {}", name, grader::describe(*a[i]))};
  }
  const auto& first = std::get<Array>(*a[0]);
  const auto& target = std::get<Array>(*a[1]);
  if (first.shape != target.shape) return shapes_differ(name, *a[0], *a[1]);
  const auto log = log_scale(argument(a, 2));
  if (!log) return log.error();
  const auto classes = static_cast<std::size_t>(first.shape.back());
  const auto reduction = reduction_scale(name, argument(a, 3), first.data.size() / classes);
  if (!reduction) return reduction.error();
  return Samples{first.data.data(), target.data.data(), classes, first.data.size(),
                 *log * *reduction};
}

// term(first, target) of each pair of entries, added up.
template <typename F>
Result<Value> total(std::string_view name, Inputs a, F term) {
  const auto s = samples(name, a);
  if (!s) return s.error();
  double sum = 0;
  for (std::size_t i = 0; i < s->entries; ++i) sum += term(s->first[i], s->target[i]);
  return Value(sum * s->scale);
}

// slopes(first, target) of each pair.
template <typename F>
Result<Cotangents> pull_total(std::string_view name, Inputs a, const Value& cotangent, F slopes) {
  const auto s = samples(name, a);
  if (!s) return s.error();
  const double g = *View::of(cotangent)->data() * s->scale;
  Array by_first = zeros_like(*a[0]);
  Array by_target = zeros_like(*a[1]);
  for (std::size_t i = 0; i < s->entries; ++i) {
    const Slopes by = slopes(s->first[i], s->target[i]);
    by_first.data[i] = passed(by.a, g);
    by_target.data[i] = passed(by.b, g);
  }
  Cotangents cotangents(a.size());
  cotangents[0] = as_cotangent(std::move(by_first));
  cotangents[1] = as_cotangent(std::move(by_target));
  return cotangents;
}

// -sum y log p; a class that the target leaves out adds nothing, whatever its probability.
Result<Value> cross_entropy(Inputs a) {
  return total("cross_entropy", a,
               [](double p, double y) { return y != 0 ? -y * std::log(p) : 0; });
}

Result<Cotangents> pull_cross_entropy(Inputs a, const Value&, const Value& cotangent) {
  return pull_total("cross_entropy", a, cotangent, [](double p, double y) {
    return Slopes{y != 0 ? -y / p : 0, -std::log(p)};
  });
}

// sum p log(p / q); what p leaves out adds nothing.
Result<Value> kl(Inputs a) {
  return total("kl", a, [](double p, double q) { return p != 0 ? p * std::log(p / q) : 0; });
}

Result<Cotangents> pull_kl(Inputs a, const Value&, const Value& cotangent) {
  return pull_total("kl", a, cotangent, [](double p, double q) {
    return Slopes{std::log(p / q) + 1, p != 0 ? -p / q : 0};
  });
}

// -sum p log p: the cross-entropy of p with itself.
Result<Value> entropy(Inputs a) {
  const Value* const all[] = {a[0], a[0], a[1], a[2]};
  return total("entropy", all, [](double p, double) { return p != 0 ? -p * std::log(p) : 0; });
}

Result<Cotangents> pull_entropy(Inputs a, const Value&, const Value& cotangent) {
  const Value* const all[] = {a[0], a[0], a[1], a[2]};
  auto both = pull_total("entropy", all, cotangent, [](double p, double) {
    return Slopes{-std::log(p) - 1, 0};
  });
  if (!both) return both;
  Cotangents cotangents(a.size());
  cotangents[0] = std::move((*both)[0]);
  return cotangents;
}

// Number of the first class, the convention `class_index`.
Result<std::int64_t> first_class(const Value* convention) {
  static constexpr std::string_view words[] = {"from_zero", "from_one"};
  const auto* text = convention ? std::get_if<Text>(convention) : nullptr;
  if (convention == nullptr || (text != nullptr && *text == words[0])) return 0;
  if (text != nullptr && *text == words[1]) return 1;
  return Failure{"classes are counted `from_zero` or `from_one`"};
}

Result<Value> one_hot(Inputs a) {
  const auto classes = count_argument("one_hot", "classes", *a[1], 1, max_entries);
  if (!classes) return classes.error();
  const auto first = first_class(a[2]);
  if (!first) return first.error();
  const auto indices = View::of(*a[0]);
  if (!indices || (!indices->is_scalar() && !indices->counts())) {
    return Failure{fmt::format("`index` of `one_hot` is a whole number or a list of them, not {}",
                               grader::describe(*a[0]))};
  }
  Array result;
  result.shape.assign(indices->shape().begin(), indices->shape().end());
  result.shape.push_back(*classes);
  const auto n = entries(result.shape);
  if (!n) return too_large();
  result.data.assign(*n, 0);
  for (std::size_t i = 0; i < indices->size(); ++i) {
    const Value one = indices->is_scalar() ? *a[0] : Value(static_cast<Count>(indices->data()[i]));
    const auto index = count_argument("one_hot", "index", one, *first, *first + *classes - 1);
    if (!index) return index.error();
    result
        .data[i * static_cast<std::size_t>(*classes) + static_cast<std::size_t>(*index - *first)] =
        1;
  }
  return Value(std::move(result));
}

constexpr Builtin table[] = {
    {"cross_entropy", "p, y, base=conventions.log, reduction=conventions.reduction", cross_entropy,
     pull_cross_entropy},
    {"cross_entropy_of_logits", "z, y, base=conventions.log, reduction=conventions.reduction",
     cross_entropy_of_logits, cross_entropy_of_logits_pullback},
    {"kl", "p, q, base=conventions.log, reduction=conventions.reduction", kl, pull_kl},
    {"entropy", "p, base=conventions.log, reduction=conventions.reduction", entropy, pull_entropy},
    {"one_hot", "index, classes, first=conventions.class_index", one_hot, no_cotangents},
};

}  // namespace

Result<double> log_scale(const Value* base) {
  if (base == nullptr) return 1.0;
  if (const auto* text = std::get_if<Text>(base)) {
    if (*text == "natural") return 1.0;
    if (*text == "base2") return 1 / std::log(2.0);
    if (*text == "base10") return 1 / std::log(10.0);
    return Failure{fmt::format("unknown logarithm `{}`", *text)};
  }
  const auto number = View::of(*base);
  if (!number || !number->is_scalar() || !(*number->data() > 0) || *number->data() == 1) {
    return Failure{"the base of a logarithm is positive and not 1"};
  }
  return 1 / std::log(*number->data());
}

Result<double> reduction_scale(std::string_view function, const Value* reduction, std::size_t n) {
  static constexpr std::string_view words[] = {"mean", "sum"};
  const auto chosen = choice(function, "reduction", reduction, words);
  if (!chosen) return chosen.error();
  return *chosen == 0 ? 1 / static_cast<double>(n) : 1.0;
}

Result<Value> cross_entropy_of_logits(Inputs a) {
  const auto s = samples("cross_entropy", a);
  if (!s) return s.error();
  double sum = 0;
  for (std::size_t line = 0; line < s->entries; line += s->classes) {
    const double all = log_sum_exp(s->first + line, s->classes, 1);
    for (std::size_t i = line; i < line + s->classes; ++i) {
      if (s->target[i] != 0) sum += s->target[i] * (all - s->first[i]);
    }
  }
  return Value(sum * s->scale);
}

// softmax(z) sum y - y
Result<Cotangents> cross_entropy_of_logits_pullback(Inputs a, const Value&,
                                                    const Value& cotangent) {
  const auto s = samples("cross_entropy", a);
  if (!s) return s.error();
  const double g = *View::of(cotangent)->data() * s->scale;
  Array by_logits = zeros_like(*a[0]);
  Array by_target = zeros_like(*a[1]);
  for (std::size_t line = 0; line < s->entries; line += s->classes) {
    const double all = log_sum_exp(s->first + line, s->classes, 1);
    softmax_line(s->first + line, s->classes, 1, by_logits.data.data() + line);
    double targets = 0;
    for (std::size_t i = line; i < line + s->classes; ++i) targets += s->target[i];
    for (std::size_t i = line; i < line + s->classes; ++i) {
      by_logits.data[i] = passed(by_logits.data[i] * targets - s->target[i], g);
      by_target.data[i] = passed(all - s->first[i], g);
    }
  }
  Cotangents cotangents(a.size());
  cotangents[0] = as_cotangent(std::move(by_logits));
  cotangents[1] = as_cotangent(std::move(by_target));
  return cotangents;
}

std::span<const Builtin> losses() { return table; }

}  // namespace reference::steps
