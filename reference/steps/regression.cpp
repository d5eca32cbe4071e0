// Losses entry by entry: squared and absolute errors, binary cross-entropy; and the hinge loss.
#include <fmt/core.h>

#include <array>
#include <cmath>

#include "reference/steps/activations.h"
#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/losses.h"

namespace reference::steps {
namespace {

// Two values of one shape, or an array and a number.
struct Both {
  View a;
  View b;
  std::size_t n = 0;
  double scale = 1;

  double first(std::size_t i) const { return a.data()[a.is_scalar() ? 0 : i]; }
  double second(std::size_t i) const { return b.data()[b.is_scalar() ? 0 : i]; }
};

Result<Both> both(std::string_view name, Inputs arguments) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (!View::of(*arguments[i])) return not_numbers(name, *arguments[i]);
  }
  Both two{*View::of(*arguments[0]), *View::of(*arguments[1])};
  two.n = std::max(two.a.size(), two.b.size());
  const bool fits = two.a.is_scalar() || two.b.is_scalar() ||
                    std::equal(two.a.shape().begin(), two.a.shape().end(), two.b.shape().begin(),
                               two.b.shape().end());
  if (!fits) return shapes_differ(name, *arguments[0], *arguments[1]);
  if (two.a.size() == 0 || two.b.size() == 0) return Failure{fmt::format("`{}` of nothing", name)};
  return two;
}

// term(a, b) of each pair, added up and scaled.
template <typename F>
Result<Value> total(const Result<Both>& two, F term) {
  if (!two) return two.error();
  double sum = 0;
  for (std::size_t i = 0; i < two->n; ++i) sum += term(two->first(i), two->second(i));
  return Value(sum * two->scale);
}

// slopes(a, b) of each pair.
template <typename F>
Result<Cotangents> pull_total(const Result<Both>& two, Inputs arguments, const Value& cotangent,
                              F slopes) {
  if (!two) return two.error();
  const double g = *View::of(cotangent)->data() * two->scale;
  Array a = zeros_like(*arguments[0]);
  Array b = zeros_like(*arguments[1]);
  for (std::size_t i = 0; i < two->n; ++i) {
    const Slopes by = slopes(two->first(i), two->second(i));
    a.data[two->a.is_scalar() ? 0 : i] += passed(by.a, g);
    b.data[two->b.is_scalar() ? 0 : i] += passed(by.b, g);
  }
  Cotangents cotangents(arguments.size());
  cotangents[0] = as_cotangent(std::move(a));
  cotangents[1] = as_cotangent(std::move(b));
  return cotangents;
}

// The convention `mse`: what the sum of the squares is multiplied with.
Result<Both> squares(Inputs a) {
  static constexpr std::string_view forms[] = {"mean", "half_sum", "sum", "half_mean"};
  auto two = both("mse", a);
  if (!two) return two;
  const auto form = choice("mse", "form", a[2], forms);
  if (!form) return form.error();
  const double n = static_cast<double>(two->n);
  two->scale = std::array{1 / n, 0.5, 1.0, 0.5 / n}[*form];
  return two;
}

Result<Value> mse(Inputs a) {
  return total(squares(a), [](double x, double y) { return (x - y) * (x - y); });
}
Result<Cotangents> pull_mse(Inputs a, const Value&, const Value& cotangent) {
  return pull_total(squares(a), a, cotangent, [](double x, double y) {
    return Slopes{2 * (x - y), 2 * (y - x)};
  });
}

// The mean over the entries, or their sum: the convention `reduction`.
Result<Both> reduced(std::string_view name, Inputs a, const Value* reduction) {
  auto two = both(name, a);
  if (!two) return two;
  const auto scale = reduction_scale(name, reduction, two->n);
  if (!scale) return scale.error();
  two->scale = *scale;
  return two;
}

double sign_of(double x) { return x > 0 ? 1 : x < 0 ? -1 : 0 * x; }

Result<Value> mae(Inputs a) {
  return total(reduced("mae", a, a[2]), [](double x, double y) { return std::abs(x - y); });
}
Result<Cotangents> pull_mae(Inputs a, const Value&, const Value& cotangent) {
  return pull_total(reduced("mae", a, a[2]), a, cotangent, [](double x, double y) {
    return Slopes{sign_of(x - y), sign_of(y - x)};
  });
}

// Half the square up to delta, from there on a line (Huber 1964).
Result<Value> huber(Inputs a) {
  const auto delta = number_or("huber", "delta", a[2], 1);
  if (!delta) return delta.error();
  return total(reduced("huber", a, a[3]), [&](double x, double y) {
    const double off = std::abs(x - y);
    return off <= *delta ? 0.5 * off * off : *delta * (off - 0.5 * *delta);
  });
}
Result<Cotangents> pull_huber(Inputs a, const Value&, const Value& cotangent) {
  const auto delta = number_or("huber", "delta", a[2], 1);
  if (!delta) return delta.error();
  return pull_total(reduced("huber", a, a[3]), a, cotangent, [&](double x, double y) {
    const double off = x - y;
    const double slope = std::abs(off) <= *delta ? off : *delta * sign_of(off);
    return Slopes{slope, -slope};
  });
}

// As `reduced`, in the base of the logarithm.
Result<Both> with_base(std::string_view name, Inputs a) {
  auto two = reduced(name, a, a[3]);
  if (!two) return two;
  const auto log = log_scale(a[2]);
  if (!log) return log.error();
  two->scale *= *log;
  return two;
}

// -(y log p + (1 - y) log(1 - p)); a side that the target leaves out adds nothing.
Result<Value> bce(Inputs a) {
  return total(with_base("bce", a), [](double p, double y) {
    const double one = y != 0 ? -y * std::log(p) : 0;
    return one - (y != 1 ? (1 - y) * std::log1p(-p) : 0);
  });
}
Result<Cotangents> pull_bce(Inputs a, const Value&, const Value& cotangent) {
  return pull_total(with_base("bce", a), a, cotangent, [](double p, double y) {
    const double one = y != 0 ? -y / p : 0;
    return Slopes{one + (y != 1 ? (1 - y) / (1 - p) : 0), std::log1p(-p) - std::log(p)};
  });
}

// bce(sigmoid(z), y) straight from the logits: finite and right for any finite z.
Result<Value> bce_with_logits(Inputs a) {
  return total(with_base("bce_with_logits", a),
               [](double z, double y) { return y * softplus_of(-z) + (1 - y) * softplus_of(z); });
}
Result<Cotangents> pull_bce_with_logits(Inputs a, const Value&, const Value& cotangent) {
  return pull_total(with_base("bce_with_logits", a), a, cotangent, [](double z, double y) {
    // sigmoid(z) - y without cancelling where both are near 1
    return Slopes{(1 - y) * sigmoid_of(z) - y * sigmoid_of(-z), -z};
  });
}

// Scores of the classes, a sample a line, and the true class of each.
struct Scores {
  View scores;
  std::vector<std::size_t> classes;  // of each sample
  std::size_t n = 0;                 // classes
  double margin = 1;
  double scale = 1;
};

Failure no_class(const Value& target, const Value& scores) {
  return {
      fmt::format("the target of `hinge` is a class a sample or one-hot, not {} for scores of "
                  "shape {}",
                  grader::describe(target), grader::shape_text(grader::shape_of(scores)))};
}

// Where the one-hot line has its 1.
std::optional<std::size_t> hot(const double* line, std::size_t n) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < n; ++i) {
    if (line[i] == 0) continue;
    if (line[i] != 1 || found) return std::nullopt;
    found = i;
  }
  return found;
}

std::optional<Failure> read_classes(Inputs a, Scores& s) {
  const auto target = View::of(*a[1]);
  if (!target) return no_class(*a[1], *a[0]);
  const std::size_t samples = s.scores.size() / s.n;
  const auto* text = a[4] ? std::get_if<Text>(a[4]) : nullptr;
  const double first = text != nullptr && *text == "from_one" ? 1 : 0;
  const bool one_hot = grader::shape_of(*a[1]) == grader::shape_of(*a[0]);
  if (!one_hot && (!target->counts() || target->size() != samples)) return no_class(*a[1], *a[0]);
  for (std::size_t i = 0; i < samples; ++i) {
    std::optional<std::size_t> found;
    if (one_hot) {
      found = hot(target->data() + i * s.n, s.n);
    } else if (const double at = target->data()[i] - first;
               at >= 0 && at < static_cast<double>(s.n)) {
      found = static_cast<std::size_t>(at);
    }
    if (!found && one_hot) return no_class(*a[1], *a[0]);
    if (!found) {
      return Failure{
          fmt::format("class {} is not among the {} classes of `hinge`", target->data()[i], s.n)};
    }
    s.classes.push_back(*found);
  }
  return std::nullopt;
}

// scores, target, margin, reduction, first
Result<Scores> scores_of(Inputs a) {
  const auto* array = std::get_if<Array>(a[0]);
  if (array == nullptr || array->data.empty()) {
    return Failure{
        fmt::format("`hinge` takes vectors or matrices, not {}", grader::describe(*a[0]))};
  }
  Scores s{*View::of(*a[0]), {}, static_cast<std::size_t>(array->shape.back())};
  if (auto failure = read_classes(a, s)) return *failure;
  const auto margin = number_or("hinge", "margin", a[2], 1);
  if (!margin) return margin.error();
  const auto scale = reduction_scale("hinge", a[3], s.classes.size());
  if (!scale) return scale.error();
  s.margin = *margin;
  s.scale = *scale;
  return s;
}

// visit(entry, entry of the true class, excess) of each wrong class that comes too near.
template <typename Visit>
void for_each_excess(const Scores& s, Visit visit) {
  for (std::size_t i = 0; i < s.scores.size(); ++i) {
    const std::size_t sample = i / s.n;
    const std::size_t right = sample * s.n + s.classes[sample];
    const double excess = s.scores.data()[i] - s.scores.data()[right] + s.margin;
    if (i != right && !(excess <= 0)) visit(i, right, excess);
  }
}

// sum max(0, score - score of the true class + margin) over the wrong classes (Weston and Watkins).
Result<Value> hinge(Inputs a) {
  const auto s = scores_of(a);
  if (!s) return s.error();
  double sum = 0;
  for_each_excess(*s, [&](std::size_t, std::size_t, double excess) { sum += excess; });
  return Value(sum * s->scale);
}
Result<Cotangents> pull_hinge(Inputs a, const Value&, const Value& cotangent) {
  const auto s = scores_of(a);
  if (!s) return s.error();
  const double g = *View::of(cotangent)->data() * s->scale;
  Array result = zeros_like(*a[0]);
  for_each_excess(*s, [&](std::size_t wrong, std::size_t right, double) {
    result.data[wrong] += g;
    result.data[right] -= g;
  });
  return only_first(a.size(), std::move(result));
}

constexpr Builtin table[] = {
    {"mse", "a, b, form=conventions.mse", mse, pull_mse},
    {"mae", "a, b, reduction=conventions.reduction", mae, pull_mae},
    {"huber", "a, b, delta=1, reduction=conventions.reduction", huber, pull_huber},
    {"bce", "p, y, base=conventions.log, reduction=conventions.reduction", bce, pull_bce},
    {"bce_with_logits", "z, y, base=conventions.log, reduction=conventions.reduction",
     bce_with_logits, pull_bce_with_logits},
    {"hinge",
     "scores, target, margin=1, reduction=conventions.reduction, first=conventions.class_index",
     hinge, pull_hinge},
};

}  // namespace

std::span<const Builtin> regression_losses() { return table; }

}  // namespace reference::steps
