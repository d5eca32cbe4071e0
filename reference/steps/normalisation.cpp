// Batch and layer normalisation: (x - mean) / sqrt(variance + eps) * gamma + beta with the variance
// over n.
#include <fmt/core.h>

#include <cmath>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// Which entries have a mean together, and which of gamma and beta belongs to each.
struct Groups {
  std::size_t size = 0;      // entries
  std::size_t count = 0;     // groups
  std::size_t features = 0;  // entries of gamma
  std::size_t inner = 1;     // how far features are apart
  bool by_feature = false;   // a group a feature, else a group a line along the last axis

  double entries_each() const {
    const std::size_t each = size / count;
    return static_cast<double>(each);
  }
  std::size_t feature(std::size_t i) const { return i / inner % features; }
  std::size_t group(std::size_t i) const { return by_feature ? feature(i) : i / features; }
};

// Features are the channels, axis 1 of [batch, channels, ..]; a vector is a batch of one feature.
Groups batch_groups(const Array& x) {
  Groups g;
  g.size = x.data.size();
  g.by_feature = true;
  g.features = x.shape.size() < 2 ? 1 : static_cast<std::size_t>(x.shape[1]);
  for (std::size_t i = 2; i < x.shape.size(); ++i) g.inner *= static_cast<std::size_t>(x.shape[i]);
  g.count = g.features;
  return g;
}

// Features lie along the last axis.
Groups layer_groups(const Array& x) {
  Groups g;
  g.size = x.data.size();
  g.features = static_cast<std::size_t>(x.shape.back());
  g.count = g.size / g.features;
  return g;
}

struct Normalised {
  Groups groups;
  std::vector<double> x;         // before gamma and beta
  std::vector<double> inverses;  // 1 / sqrt(variance + eps) of each group
  const Value* gamma = nullptr;
  const Value* beta = nullptr;
};

// x, gamma, beta, eps
template <bool batch>
Result<Normalised> normalised(Inputs a) {
  constexpr std::string_view name = batch ? "batch_norm" : "layer_norm";
  const auto* array = std::get_if<Array>(a[0]);
  if (array == nullptr || array->data.empty()) {
    return Failure{fmt::format("`{}` takes an array, not {}", name, grader::describe(*a[0]))};
  }
  const auto eps = number_or(name, "eps", a[3], 1e-5);
  if (!eps) return eps.error();
  Normalised n;
  n.groups = batch ? batch_groups(*array) : layer_groups(*array);
  for (std::size_t i = 1; i < 3; ++i) {
    if (a[i] == nullptr) continue;
    const auto view = View::of(*a[i]);
    if (!view) return not_numbers(name, *a[i]);
    if (view->is_scalar()) continue;
    if (view->shape().size() != 1 || view->size() != n.groups.features) {
      return shapes_differ(name, *a[0], *a[i]);
    }
  }
  n.gamma = a[1];
  n.beta = a[2];
  const double entries_each = n.groups.entries_each();
  std::vector<double> means(n.groups.count, 0);
  n.inverses.assign(n.groups.count, 0);
  n.x = array->data;
  for (std::size_t i = 0; i < n.x.size(); ++i) means[n.groups.group(i)] += n.x[i] / entries_each;
  for (std::size_t i = 0; i < n.x.size(); ++i) {
    n.x[i] -= means[n.groups.group(i)];
    n.inverses[n.groups.group(i)] += n.x[i] * n.x[i] / entries_each;
  }
  for (double& inverse : n.inverses) inverse = 1 / std::sqrt(inverse + *eps);
  for (std::size_t i = 0; i < n.x.size(); ++i) n.x[i] *= n.inverses[n.groups.group(i)];
  return n;
}

// Of gamma or beta.
double at(const Value* values, std::size_t feature, double otherwise) {
  if (values == nullptr) return otherwise;
  const View view = *View::of(*values);
  return view.data()[view.is_scalar() ? 0 : feature];
}

template <bool batch>
Result<Value> norm(Inputs a) {
  auto n = normalised<batch>(a);
  if (!n) return n.error();
  for (std::size_t i = 0; i < n->x.size(); ++i) {
    const std::size_t feature = n->groups.feature(i);
    n->x[i] = n->x[i] * at(n->gamma, feature, 1) + at(n->beta, feature, 0);
  }
  return finish({std::get<Array>(*a[0]).shape, std::move(n->x), false});
}

// With h the normalised x and d the cotangent of h: (d - mean d - h mean(d h)) / deviation.
Array pull_x(const Normalised& n, const Shape& shape, const View& g) {
  const double entries_each = n.groups.entries_each();
  std::vector<double> means(n.groups.count, 0);
  std::vector<double> slopes(n.groups.count, 0);
  Array result{shape, std::vector<double>(n.x.size()), false};
  for (std::size_t i = 0; i < n.x.size(); ++i) {
    result.data[i] = passed(at(n.gamma, n.groups.feature(i), 1), g.data()[i]);
    means[n.groups.group(i)] += result.data[i] / entries_each;
    slopes[n.groups.group(i)] += result.data[i] * n.x[i] / entries_each;
  }
  for (std::size_t i = 0; i < n.x.size(); ++i) {
    const std::size_t group = n.groups.group(i);
    result.data[i] = (result.data[i] - means[group] - n.x[i] * slopes[group]) * n.inverses[group];
  }
  return result;
}

template <bool batch>
Result<Cotangents> pull_norm(Inputs a, const Value&, const Value& cotangent) {
  const auto n = normalised<batch>(a);
  if (!n) return n.error();
  const View g = *View::of(cotangent);
  Cotangents cotangents = only_first(a.size(), pull_x(*n, std::get<Array>(*a[0]).shape, g));
  for (std::size_t k = 1; k < 3; ++k) {
    if (a[k] == nullptr) continue;
    Array by = zeros_like(*a[k]);
    for (std::size_t i = 0; i < n->x.size(); ++i) {
      by.data[by.shape.empty() ? 0 : n->groups.feature(i)] +=
          passed(k == 1 ? n->x[i] : 1, g.data()[i]);
    }
    cotangents[k] = as_cotangent(std::move(by));
  }
  return cotangents;
}

constexpr Builtin table[] = {
    {"batch_norm", "x, gamma=1, beta=0, eps=1e-5", norm<true>, pull_norm<true>},
    {"layer_norm", "x, gamma=1, beta=0, eps=1e-5", norm<false>, pull_norm<false>},
};

}  // namespace

std::span<const Builtin> normalisations() { return table; }

}  // namespace reference::steps
