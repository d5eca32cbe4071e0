// Measures of classifiers and detectors.
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "reference/steps/axes.h"
#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"

namespace reference::steps {
namespace {

// y, yhat, classes, first: rows are the true classes, columns the predicted ones.
Result<Value> confusion_matrix(Inputs a) {
  constexpr std::string_view name = "confusion_matrix";
  static constexpr std::string_view firsts[] = {"from_zero", "from_one"};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto* array = std::get_if<Array>(a[i]);
    if (array != nullptr && array->counts && array->shape.size() == 1) continue;
    return Failure{
        fmt::format("`{}` takes vectors of classes, not {}", name, grader::describe(*a[i]))};
  }
  const auto& truth = std::get<Array>(*a[0]);
  const auto& found = std::get<Array>(*a[1]);
  if (truth.shape != found.shape) return shapes_differ(name, *a[0], *a[1]);
  const auto classes = count_argument(name, "classes", *a[2], 1, 3000);
  if (!classes) return classes.error();
  const auto from_one = choice(name, "first", a[3], firsts);
  if (!from_one) return from_one.error();
  const double first = static_cast<double>(*from_one);
  const auto n = static_cast<double>(*classes);
  Array result{{*classes, *classes},
               std::vector<double>(static_cast<std::size_t>(*classes * *classes), 0),
               true};
  for (std::size_t i = 0; i < truth.data.size(); ++i) {
    const double row = truth.data[i] - first;
    const double column = found.data[i] - first;
    for (const double at : {row, column}) {
      if (at >= 0 && at < n) continue;
      return Failure{
          fmt::format("class {} is not among the {} classes of `{}`", at + first, *classes, name)};
    }
    ++result.data[static_cast<std::size_t>(row * n + column)];
  }
  return finish(std::move(result));
}

// A box is [x1, y1, x2, y2]. `more` is 1 where the ends belong to it (pixels), else 0.
double overlap(const double* a, const double* b, double more) {
  const auto side = [&](double low, double high) { return std::max(high - low + more, 0.0); };
  const double both = side(std::max(a[0], b[0]), std::min(a[2], b[2])) *
                      side(std::max(a[1], b[1]), std::min(a[3], b[3]));
  const double all = side(a[0], a[2]) * side(a[1], a[3]) + side(b[0], b[2]) * side(b[1], b[3]);
  return both / (all - both);
}

Result<double> extra_side(std::string_view name, const Value* ends) {
  static constexpr std::string_view words[] = {"exclusive", "inclusive"};
  const auto chosen = choice(name, "ends", ends, words);
  if (!chosen) return chosen.error();
  return static_cast<double>(*chosen);
}

// Boxes, one or a list.
Result<View> boxes(std::string_view name, const Value& value) {
  const auto view = View::of(value);
  const std::size_t rank = view ? view->shape().size() : 0;
  if (rank >= 1 && rank <= 2 && view->shape().back() == 4) return *view;
  return Failure{fmt::format("`{}` takes boxes [x1, y1, x2, y2] or a list of them, not {}", name,
                             grader::describe(value))};
}

// Of each box of a with each of b.
Result<Value> iou(Inputs a) {
  const auto first = boxes("iou", *a[0]);
  if (!first) return first.error();
  const auto second = boxes("iou", *a[1]);
  if (!second) return second.error();
  const auto more = extra_side("iou", a[2]);
  if (!more) return more.error();
  Array result;
  if (first->shape().size() == 2) result.shape.push_back(first->shape()[0]);
  if (second->shape().size() == 2) result.shape.push_back(second->shape()[0]);
  const auto n = entries(result.shape);
  if (!n) return too_large();
  for (std::size_t i = 0; i < first->size(); i += 4) {
    for (std::size_t j = 0; j < second->size(); j += 4) {
      result.data.push_back(overlap(first->data() + i, second->data() + j, *more));
    }
  }
  return finish(std::move(result));
}

// The places from the largest score down; equal ones in their order.
std::vector<std::size_t> descending(const View& scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) {
    return scores.data()[i] > scores.data()[j] ||
           (std::isnan(scores.data()[j]) && !std::isnan(scores.data()[i]));
  });
  return order;
}

constexpr std::size_t max_boxes = 20'000;  // each is compared with each that is kept

// Greedy non-maximum suppression: the numbers, from 0, of the boxes that are kept, best first. A
// box goes if it overlaps one that is kept by more than the threshold.
Result<Value> nms(Inputs a) {
  const auto all = boxes("nms", *a[0]);
  if (!all) return all.error();
  const auto scores = View::of(*a[1]);
  if (!scores) return not_numbers("nms", *a[1]);
  if (all->shape().size() != 2 || scores->shape().size() != 1 ||
      scores->shape()[0] != all->shape()[0]) {
    return shapes_differ("nms", *a[0], *a[1]);
  }
  if (scores->size() > max_boxes) return Failure{fmt::format("more than {} boxes", max_boxes)};
  const auto threshold = number_or("nms", "threshold", a[2], 0.5);
  if (!threshold) return threshold.error();
  const auto more = extra_side("nms", a[3]);
  if (!more) return more.error();
  Array kept;
  kept.counts = true;
  for (const std::size_t i : descending(*scores)) {
    const bool suppressed = std::any_of(kept.data.begin(), kept.data.end(), [&](double k) {
      return overlap(all->data() + 4 * i, all->data() + 4 * static_cast<std::size_t>(k), *more) >
             *threshold;
    });
    if (!suppressed) kept.data.push_back(static_cast<double>(i));
  }
  kept.shape = {static_cast<std::int64_t>(kept.data.size())};
  return finish(std::move(kept));
}

struct Point {
  double recall = 0;
  double precision = 0;
};

// After each detection, best first.
std::vector<Point> curve_of(const View& scores, const View& hits, double positives) {
  std::vector<Point> curve;
  double found = 0;
  for (const std::size_t i : descending(scores)) {
    if (hits.data()[i] != 0) ++found;
    curve.push_back({found / positives, found / static_cast<double>(curve.size() + 1)});
  }
  return curve;
}

// The area under the curve whose precisions are raised to the best at a higher recall (Pascal VOC
// 2010), the mean of those at the recalls 0, 0.1, .., 1 (Pascal VOC 2007), or the sum of the
// precisions at each hit by the steps of recall.
double average_of(std::vector<Point> curve, std::size_t points) {
  if (points < 2) {
    for (std::size_t i = curve.size(); i-- > 1;) {
      curve[i - 1].precision = std::max(curve[i - 1].precision, curve[i].precision);
    }
  }
  double sum = 0;
  if (points == 1) {
    for (int step = 0; step <= 10; ++step) {
      const auto reached = std::find_if(curve.begin(), curve.end(), [&](const Point& point) {
        return point.recall >= step / 10.0 - 1e-12;
      });
      sum += reached == curve.end() ? 0 : reached->precision / 11;
    }
    return sum;
  }
  double before = 0;
  for (const Point& point : curve) {
    sum += (point.recall - before) * point.precision;
    before = point.recall;
  }
  return sum;
}

// scores, hits, positives, points
Result<Value> average_precision(Inputs a) {
  constexpr std::string_view name = "average_precision";
  static constexpr std::string_view words[] = {"all_point", "eleven_point", "every_hit"};
  const auto scores = View::of(*a[0]);
  if (!scores) return not_numbers(name, *a[0]);
  const auto hits = View::of(*a[1]);
  if (!hits) return not_numbers(name, *a[1]);
  if (scores->shape().size() != 1 || grader::shape_of(*a[0]) != grader::shape_of(*a[1])) {
    return shapes_differ(name, *a[0], *a[1]);
  }
  const std::int64_t found =
      std::count_if(hits->data(), hits->data() + hits->size(), [](double hit) { return hit != 0; });
  const auto positives =
      count_or(name, "positives", a[2], std::max<std::int64_t>(found, 1), max_entries, found);
  if (!positives) return positives.error();
  if (*positives == 0) return Failure{fmt::format("`{}` without any positive", name)};
  const auto points = choice(name, "points", a[3], words);
  if (!points) return points.error();
  return Value(average_of(curve_of(*scores, *hits, static_cast<double>(*positives)), *points));
}

constexpr Builtin table[] = {
    {"confusion_matrix", "y, yhat, classes, first=conventions.class_index", confusion_matrix,
     no_cotangents},
    {"iou", "a, b, ends=conventions.box_ends", iou},
    {"nms", "boxes, scores, threshold=0.5, ends=conventions.box_ends", nms, no_cotangents},
    {"average_precision", "scores, hits, positives=None, points=conventions.average_precision",
     average_precision, no_cotangents},
};

}  // namespace

std::span<const Builtin> metrics() { return table; }

}  // namespace reference::steps
