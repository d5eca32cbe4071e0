// Convolutions: x [batch, channels, rows, columns] (the first, or the first two, may be missing),
// w [out channels, channels a group, rows, columns]; in one dimension without rows. As in networks
// they are cross-correlations unless the convention `convolution` says otherwise.
#include <fmt/core.h>

#include <numeric>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/products.h"
#include "reference/steps/windows.h"

namespace reference::steps {
namespace {

struct Convolution {
  Window window;
  std::int64_t batch = 1;
  std::int64_t groups = 1;
  std::int64_t in = 1;   // channels a group
  std::int64_t out = 1;  // filters a group
  bool flipped = false;
  Shape shape;  // of the result
};

// visit(entry of x, of w, of the result) of each product.
template <typename Visit>
void for_each_product(const Convolution& c, Visit visit) {
  const Sliding& rows = c.window[0];
  const Sliding& columns = c.window[1];
  const std::int64_t input = rows.in * columns.in;
  const std::int64_t taps = rows.kernel * columns.kernel;
  const std::int64_t output = rows.out * columns.out;
  for (std::int64_t filter = 0; filter < c.batch * c.groups * c.out; ++filter) {
    const std::int64_t image = filter / (c.groups * c.out);
    const std::int64_t weights = filter % (c.groups * c.out);
    const std::int64_t group = weights / c.out;
    for (std::int64_t channel = 0; channel < c.in; ++channel) {
      const std::int64_t x = ((image * c.groups + group) * c.in + channel) * input;
      const std::int64_t w = (weights * c.in + channel) * taps;
      for (std::int64_t at = 0; at < output; ++at) {
        for_each_tap(c.window, at / columns.out, at % columns.out,
                     [&](std::int64_t tap, std::int64_t place) {
                       visit(static_cast<std::size_t>(x + place),
                             static_cast<std::size_t>(w + (c.flipped ? taps - 1 - tap : tap)),
                             static_cast<std::size_t>(filter * output + at));
                     });
      }
    }
  }
}

// The arguments behind x, w and b in their order.
enum Argument : std::size_t { stride = 3, padding, dilation, groups, kind, output_padding };

struct Shapes {
  Shape x;  // batch, channels, rows, columns
  Shape w;
  std::size_t missing = 0;  // axes in front that x does not have
};

// Completes the shapes to four axes.
Result<Shapes> full_shapes(std::string_view name, Inputs a, std::size_t dims) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (!View::of(*a[i])) return not_numbers(name, *a[i]);
  }
  Shapes s{grader::shape_of(*a[0]), grader::shape_of(*a[1]), 0};
  const bool plain = s.x.size() == dims && s.w.size() == dims;
  const bool stacked = (s.x.size() == dims + 1 || s.x.size() == dims + 2) && s.w.size() == dims + 2;
  if (!plain && !stacked) return shapes_differ(name, *a[0], *a[1]);
  const std::ptrdiff_t leading = static_cast<std::ptrdiff_t>(s.w.size() - dims);
  if (dims == 1) s.w.insert(s.w.begin() + leading, 1);
  if (dims == 1) s.x.insert(s.x.end() - 1, 1);
  s.missing = 4 - s.x.size();
  s.x.insert(s.x.begin(), s.missing, 1);
  s.w.insert(s.w.begin(), 4 - s.w.size(), 1);
  return s;
}

// As much on both sides that the result has ceil(in / stride) entries, one more behind if odd.
void pad_the_same(Sliding& axis) {
  const std::int64_t out = (axis.in + axis.stride - 1) / axis.stride;
  const std::int64_t all =
      std::max<std::int64_t>((out - 1) * axis.stride + axis.reach() - axis.in, 0);
  axis.before = all / 2;
  axis.after = all - all / 2;
}

// Kernel, stride, dilation and padding; `in` is set already.
std::optional<Failure> read_window(std::string_view name, Inputs a, std::size_t dims,
                                   const Shape& w, Window& window) {
  const auto strides = pair_argument(name, "stride", a[stride], dims, 1, 1);
  if (!strides) return strides.error();
  const auto dilations = pair_argument(name, "dilation", a[dilation], dims, 1, 1);
  if (!dilations) return dilations.error();
  const auto* text = a[padding] ? std::get_if<Text>(a[padding]) : nullptr;
  const bool same = text != nullptr && *text == "same";
  if (text != nullptr && !same && *text != "valid") {
    return Failure{
        fmt::format("`padding` of `{}` is a count, `same` or `valid`, not `{}`", name, *text)};
  }
  const auto paddings =
      pair_argument(name, "padding", text != nullptr ? nullptr : a[padding], dims, 0, 0);
  if (!paddings) return paddings.error();
  for (std::size_t i = 0; i < 2; ++i) {
    if (dims == 1 && i == 0) continue;
    Sliding& axis = window[i];
    axis.kernel = w[2 + i];
    axis.stride = (*strides)[i];
    axis.dilation = (*dilations)[i];
    axis.before = axis.after = (*paddings)[i];
    if (axis.kernel < 1) return Failure{fmt::format("the kernel of `{}` has no entries", name)};
    if (same) pad_the_same(axis);
  }
  return std::nullopt;
}

Result<bool> read_kind(std::string_view name, Inputs a) {
  static constexpr std::string_view kinds[] = {"correlation", "convolution"};
  const auto chosen = choice(name, "kind", a[kind], kinds);
  if (!chosen) return chosen.error();
  return *chosen == 1;
}

std::optional<Failure> check_size(std::string_view name, const Convolution& c) {
  const std::int64_t sizes[] = {c.batch, c.groups * c.out, c.window[0].out, c.window[1].out};
  const auto n = entries(sizes);
  if (!n) return too_large();
  double work = static_cast<double>(*n) * static_cast<double>(c.in);
  for (const Sliding& axis : c.window) work *= static_cast<double>(axis.kernel);
  if (work > static_cast<double>(max_multiplications)) return too_much_work(name);
  return std::nullopt;
}

// The shape of a result with these channels, with as few axes as x has.
Shape result_shape(const Shapes& s, std::size_t dims, std::int64_t channels, std::int64_t rows,
                   std::int64_t columns) {
  Shape shape = {s.x[0], channels, rows, columns};
  shape.erase(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(s.missing));
  if (dims == 1) shape.erase(shape.end() - 2);
  return shape;
}

Result<Convolution> plan(std::string_view name, Inputs a, std::size_t dims) {
  const auto s = full_shapes(name, a, dims);
  if (!s) return s.error();
  const auto number = count_or(name, "groups", a[groups], 1, max_entries, 1);
  if (!number) return number.error();
  const auto flipped = read_kind(name, a);
  if (!flipped) return flipped.error();
  if (s->x[1] != s->w[1] * *number || s->w[0] % *number != 0) {
    return shapes_differ(name, *a[0], *a[1]);
  }
  Convolution c;
  c.flipped = *flipped;
  c.batch = s->x[0];
  c.groups = *number;
  c.in = s->w[1];
  c.out = s->w[0] / *number;
  for (std::size_t i = 0; i < 2; ++i) c.window[i].in = s->x[2 + i];
  if (auto failure = read_window(name, a, dims, s->w, c.window)) return *failure;
  if (auto failure = slide(name, c.window, dims, false)) return *failure;
  if (auto failure = check_size(name, c)) return *failure;
  c.shape = result_shape(*s, dims, s->w[0], c.window[0].out, c.window[1].out);
  return c;
}

// A transposed convolution is the way back through the convolution from its result to x: w is
// [channels, out channels a group, ..], and `in` of the plan belongs to the result.
Result<Convolution> transposed_plan(std::string_view name, Inputs a) {
  const auto s = full_shapes(name, a, 2);
  if (!s) return s.error();
  const auto number = count_or(name, "groups", a[groups], 1, max_entries, 1);
  if (!number) return number.error();
  const auto flipped = read_kind(name, a);
  if (!flipped) return flipped.error();
  const auto more = pair_argument(name, "output_padding", a[output_padding], 2, 0, 0);
  if (!more) return more.error();
  if (s->x[1] != s->w[0] || s->w[0] % *number != 0) return shapes_differ(name, *a[0], *a[1]);
  if (a[padding] != nullptr && std::holds_alternative<Text>(*a[padding])) {
    return Failure{fmt::format("`padding` of `{}` is a count", name)};
  }
  Convolution c;
  c.flipped = *flipped;
  c.batch = s->x[0];
  c.groups = *number;
  c.in = s->w[1];
  c.out = s->w[0] / *number;
  if (auto failure = read_window(name, a, 2, s->w, c.window)) return *failure;
  for (std::size_t i = 0; i < 2; ++i) {
    Sliding& axis = c.window[i];
    axis.out = s->x[2 + i];
    axis.in = (axis.out - 1) * axis.stride + axis.reach() - axis.before - axis.after + (*more)[i];
    if (axis.out < 1 || axis.in < 1) return shapes_differ(name, *a[0], *a[1]);
  }
  if (auto failure = check_size(name, c)) return *failure;
  c.shape = result_shape(*s, 2, c.in * c.groups, c.window[0].in, c.window[1].in);
  if (!entries(c.shape)) return too_large();
  return c;
}

// How many entries of the result share a channel's bias, and the number of channels.
struct Planes {
  std::size_t channels = 1;
  std::size_t size = 1;
};

Planes planes_of(const Convolution& c, bool transposed) {
  const auto product = [](std::int64_t x, std::int64_t y) {
    return static_cast<std::size_t>(x * y);
  };
  const Sliding& rows = c.window[0];
  const Sliding& columns = c.window[1];
  if (transposed) return {product(c.groups, c.in), product(rows.in, columns.in)};
  return {product(c.groups, c.out), product(rows.out, columns.out)};
}

std::optional<Failure> add_bias(std::string_view name, Array& result, Inputs a,
                                const Planes& planes) {
  if (a[2] == nullptr) return std::nullopt;
  const auto bias = View::of(*a[2]);
  if (!bias) return not_numbers(name, *a[2]);
  if (bias->shape().size() > 1 || (!bias->is_scalar() && bias->size() != planes.channels)) {
    return Failure{
        fmt::format("the bias of `{}` has shape {} and does not fit a result of shape {}", name,
                    grader::shape_text(grader::shape_of(*a[2])), grader::shape_text(result.shape))};
  }
  result.counts = result.counts && bias->counts();
  for (std::size_t i = 0; i < result.data.size(); ++i) {
    result.data[i] += bias->data()[bias->is_scalar() ? 0 : i / planes.size % planes.channels];
  }
  return std::nullopt;
}

template <bool transposed>
Result<Value> convolved(std::string_view name, Inputs a, Result<Convolution> c) {
  if (!c) return c.error();
  const View x = *View::of(*a[0]);
  const View w = *View::of(*a[1]);
  Array result{c->shape, std::vector<double>(*entries(c->shape), 0), x.counts() && w.counts()};
  for_each_product(*c, [&](std::size_t i, std::size_t j, std::size_t k) {
    result.data[transposed ? i : k] += x.data()[transposed ? k : i] * w.data()[j];
  });
  if (auto failure = add_bias(name, result, a, planes_of(*c, transposed))) return *failure;
  return finish(std::move(result));
}

template <bool transposed>
Result<Cotangents> pull_convolved(Inputs a, const Value& cotangent, const Result<Convolution>& c) {
  if (!c) return c.error();
  const View x = *View::of(*a[0]);
  const View w = *View::of(*a[1]);
  const View g = *View::of(cotangent);
  Array by_x = zeros_like(*a[0]);
  Array by_w = zeros_like(*a[1]);
  for_each_product(*c, [&](std::size_t i, std::size_t j, std::size_t k) {
    const double by = g.data()[transposed ? i : k];
    by_x.data[transposed ? k : i] += passed(w.data()[j], by);
    by_w.data[j] += passed(x.data()[transposed ? k : i], by);
  });
  Cotangents cotangents(a.size());
  cotangents[0] = as_cotangent(std::move(by_x));
  cotangents[1] = as_cotangent(std::move(by_w));
  if (a[2] != nullptr) {
    Array by_bias = zeros_like(*a[2]);
    const Planes planes = planes_of(*c, transposed);
    for (std::size_t i = 0; i < g.size(); ++i) {
      by_bias.data[by_bias.shape.empty() ? 0 : i / planes.size % planes.channels] += g.data()[i];
    }
    cotangents[2] = as_cotangent(std::move(by_bias));
  }
  return cotangents;
}

Result<Value> conv1d(Inputs a) { return convolved<false>("conv1d", a, plan("conv1d", a, 1)); }
Result<Cotangents> pull_conv1d(Inputs a, const Value&, const Value& cotangent) {
  return pull_convolved<false>(a, cotangent, plan("conv1d", a, 1));
}
Result<Value> conv2d(Inputs a) { return convolved<false>("conv2d", a, plan("conv2d", a, 2)); }
Result<Cotangents> pull_conv2d(Inputs a, const Value&, const Value& cotangent) {
  return pull_convolved<false>(a, cotangent, plan("conv2d", a, 2));
}
Result<Value> conv_transpose2d(Inputs a) {
  return convolved<true>("conv_transpose2d", a, transposed_plan("conv_transpose2d", a));
}
Result<Cotangents> pull_conv_transpose2d(Inputs a, const Value&, const Value& cotangent) {
  return pull_convolved<true>(a, cotangent, transposed_plan("conv_transpose2d", a));
}

constexpr Builtin table[] = {
    {"conv1d",
     "x, w, b=None, stride=1, padding=0, dilation=1, groups=1, kind=conventions.convolution",
     conv1d, pull_conv1d},
    {"conv2d",
     "x, w, b=None, stride=1, padding=0, dilation=1, groups=1, kind=conventions.convolution",
     conv2d, pull_conv2d},
    {"conv_transpose2d",
     "x, w, b=None, stride=1, padding=0, dilation=1, groups=1, kind=conventions.convolution, "
     "output_padding=0",
     conv_transpose2d, pull_conv_transpose2d},
};

}  // namespace

std::span<const Builtin> convolutions() { return table; }

}  // namespace reference::steps
