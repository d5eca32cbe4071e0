// Einstein's sums, and what else multiplies arrays in more ways than `@`.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>

#include "reference/steps/builtin.h"
#include "reference/steps/derivative.h"
#include "reference/steps/products.h"

namespace reference::steps {
namespace {

// One axis of the sum for each letter, first those of the result.
struct Sum {
  std::string letters;
  Shape extents;               // of each letter
  std::vector<Shape> strides;  // of each operand along each letter
  Shape result;                // the shape of the result
  std::size_t n = 0;           // all combinations
  std::size_t inner = 0;       // those that are added into one entry
};

Failure bad_subscripts(std::string_view why) {
  return {fmt::format("`einsum` takes subscripts such as \"ij,jk->ik\": {}", why)};
}

struct Subscripts {
  std::vector<std::string> operands;
  std::string result;
};

Result<Subscripts> subscripts_of(const Value& value) {
  const auto* text = std::get_if<Text>(&value);
  if (text == nullptr) return bad_subscripts("not " + grader::describe(value));
  std::string compact;
  std::copy_if(text->begin(), text->end(), std::back_inserter(compact),
               [](char c) { return c != ' '; });
  const std::size_t arrow = compact.find("->");
  const std::string left = compact.substr(0, arrow);
  Subscripts subscripts;
  subscripts.operands.emplace_back();
  std::map<char, int> found;
  for (const char c : left) {
    if (c == ',') {
      subscripts.operands.emplace_back();
    } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      subscripts.operands.back() += c;
      ++found[c];
    } else {
      return bad_subscripts(fmt::format("`{}` is no letter", c));
    }
  }
  if (arrow != std::string::npos) {
    subscripts.result = compact.substr(arrow + 2);
  } else {  // the letters that occur once, in order
    for (const auto& [c, times] : found) {
      if (times == 1) subscripts.result += c;
    }
  }
  for (const char c : subscripts.result) {
    if (found.count(c) == 0) return bad_subscripts(fmt::format("no operand has `{}`", c));
    if (std::count(subscripts.result.begin(), subscripts.result.end(), c) > 1) {
      return bad_subscripts(fmt::format("the result has `{}` twice", c));
    }
  }
  return subscripts;
}

// The letter's place, newly made if need be; fails where its extents differ.
std::optional<std::size_t> place_of(Sum& sum, char letter, std::int64_t extent) {
  const std::size_t at = sum.letters.find(letter);
  if (at != std::string::npos) {
    if (sum.extents[at] < 0) sum.extents[at] = extent;
    return sum.extents[at] == extent ? std::optional(at) : std::nullopt;
  }
  sum.letters += letter;
  sum.extents.push_back(extent);
  return sum.letters.size() - 1;
}

std::optional<Failure> add_operand(Sum& sum, const std::string& letters, const Value& value,
                                   std::size_t number) {
  const auto view = View::of(value);
  if (!view) return not_numbers("einsum", value);
  if (letters.size() != view->shape().size()) {
    return Failure{fmt::format("`{}` of `einsum` is not for {}", letters, grader::describe(value))};
  }
  const Shape own = broadcast_strides(view->shape(), view->shape());
  Shape& strides = sum.strides[number];
  for (std::size_t axis = 0; axis < letters.size(); ++axis) {
    const auto at = place_of(sum, letters[axis], view->shape()[axis]);
    if (!at) {
      const std::size_t place = sum.letters.find(letters[axis]);
      return Failure{fmt::format("`{}` of `einsum` is {} and, in shape {}, {}", letters[axis],
                                 sum.extents[place], grader::shape_text(grader::shape_of(value)),
                                 view->shape()[axis])};
    }
    strides.resize(std::max(strides.size(), *at + 1), 0);
    strides[*at] += own[axis];
  }
  return std::nullopt;
}

Result<Sum> plan(Inputs a) {
  const auto subscripts = subscripts_of(*a[0]);
  if (!subscripts) return subscripts.error();
  const std::size_t operands = subscripts->operands.size();
  if (operands != a.size() - 1) {
    return bad_subscripts(fmt::format("{} operands, but {} were given", operands, a.size() - 1));
  }
  Sum sum;
  sum.letters = subscripts->result;
  sum.extents.assign(sum.letters.size(), -1);
  sum.strides.resize(operands);
  for (std::size_t i = 0; i < operands; ++i) {
    if (auto failure = add_operand(sum, subscripts->operands[i], *a[i + 1], i)) return *failure;
  }
  sum.result.assign(sum.extents.begin(),
                    sum.extents.begin() + static_cast<std::ptrdiff_t>(subscripts->result.size()));
  const auto n = entries(sum.result);
  if (!n) return too_large();
  double work = static_cast<double>(operands);
  for (const std::int64_t extent : sum.extents) work *= static_cast<double>(extent);
  if (work > static_cast<double>(max_multiplications)) return too_much_work("einsum");
  sum.n = 1;
  for (const std::int64_t extent : sum.extents) sum.n *= static_cast<std::size_t>(extent);
  sum.inner = *n == 0 ? 0 : sum.n / *n;
  for (Shape& strides : sum.strides) strides.resize(sum.letters.size(), 0);
  return sum;
}

// visit(offsets of the operands, entry of the result) of each combination.
template <typename Visit>
void for_each_combination(const Sum& sum, Visit visit) {
  Shape index(sum.letters.size(), 0);
  Shape offsets(sum.strides.size(), 0);
  for (std::size_t k = 0; k < sum.n; ++k) {
    visit(offsets, k / sum.inner);
    for (std::size_t axis = index.size(); axis-- > 0;) {
      const bool more = ++index[axis] < sum.extents[axis];
      for (std::size_t i = 0; i < offsets.size(); ++i) {
        offsets[i] += sum.strides[i][axis] * (more ? 1 : 1 - sum.extents[axis]);
      }
      if (more) break;
      index[axis] = 0;
    }
  }
}

std::vector<View> views_of(Inputs operands) {
  std::vector<View> views;
  for (const Value* operand : operands) views.push_back(*View::of(*operand));
  return views;
}

Result<Value> np_einsum(Inputs a) {
  auto sum = plan(a);
  if (!sum) return sum.error();
  const std::vector<View> views = views_of(a.subspan(1));
  Array result;
  result.counts = std::all_of(views.begin(), views.end(), [](const View& v) { return v.counts(); });
  result.shape = sum->result;
  result.data.assign(*entries(sum->result), 0);
  for_each_combination(*sum, [&](const Shape& offsets, std::size_t to) {
    double product = 1;
    for (std::size_t i = 0; i < views.size(); ++i) product *= views[i].data()[offsets[i]];
    result.data[to] += product;
  });
  return finish(std::move(result));
}

Result<Cotangents> pull_einsum(Inputs a, const Value&, const Value& cotangent) {
  const auto sum = plan(a);
  if (!sum) return sum.error();
  const std::vector<View> views = views_of(a.subspan(1));
  const View g = *View::of(cotangent);
  std::vector<Array> by;
  for (const Value* operand : a.subspan(1)) by.push_back(zeros_like(*operand));
  for_each_combination(*sum, [&](const Shape& offsets, std::size_t from) {
    for (std::size_t i = 0; i < views.size(); ++i) {
      double others = 1;
      for (std::size_t k = 0; k < views.size(); ++k) {
        if (k != i) others *= views[k].data()[offsets[k]];
      }
      by[i].data[static_cast<std::size_t>(offsets[i])] += passed(others, g.data()[from]);
    }
  });
  Cotangents cotangents(1);
  for (Array& part : by) cotangents.push_back(as_cotangent(std::move(part)));
  return cotangents;
}

// Every entry of a times the whole of b.
struct Blocks {
  std::int64_t rows_a = 1;
  std::int64_t columns_a = 1;
  std::int64_t rows_b = 1;
  std::int64_t columns_b = 1;
  Shape shape;
};

Result<Blocks> blocks(Inputs a) {
  Blocks b;
  const Shape shapes[] = {grader::shape_of(*a[0]), grader::shape_of(*a[1])};
  for (std::size_t i = 0; i < 2; ++i) {
    if (!View::of(*a[i])) return not_numbers("kron", *a[i]);
    if (shapes[i].size() <= 2) continue;
    return Failure{
        fmt::format("`kron` takes vectors and matrices, not {}", grader::describe(*a[i]))};
  }
  const auto extent = [&](std::size_t i, std::size_t from_behind) {
    return shapes[i].size() > from_behind ? shapes[i][shapes[i].size() - 1 - from_behind] : 1;
  };
  b.rows_a = extent(0, 1);
  b.columns_a = extent(0, 0);
  b.rows_b = extent(1, 1);
  b.columns_b = extent(1, 0);
  const std::size_t rank = std::max(shapes[0].size(), shapes[1].size());
  if (rank == 2) b.shape.push_back(b.rows_a * b.rows_b);
  if (rank >= 1) b.shape.push_back(b.columns_a * b.columns_b);
  if (!entries(b.shape)) return too_large();
  return b;
}

// visit(entry of a, of b, of the result)
template <typename Visit>
void for_each_block_entry(const Blocks& b, Visit visit) {
  std::size_t k = 0;
  for (std::int64_t i = 0; i < b.rows_a * b.rows_b; ++i) {
    for (std::int64_t j = 0; j < b.columns_a * b.columns_b; ++j) {
      visit(i / b.rows_b * b.columns_a + j / b.columns_b,
            i % b.rows_b * b.columns_b + j % b.columns_b, k++);
    }
  }
}

Result<Value> np_kron(Inputs a) {
  const auto b = blocks(a);
  if (!b) return b.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(*a[1]);
  Array result{b->shape, std::vector<double>(*entries(b->shape)), x.counts() && y.counts()};
  for_each_block_entry(*b, [&](std::int64_t i, std::int64_t j, std::size_t k) {
    result.data[k] = x.data()[i] * y.data()[j];
  });
  return finish(std::move(result));
}

Result<Cotangents> pull_kron(Inputs a, const Value&, const Value& cotangent) {
  const auto b = blocks(a);
  if (!b) return b.error();
  const View x = *View::of(*a[0]);
  const View y = *View::of(*a[1]);
  const View g = *View::of(cotangent);
  Array by_x = zeros_like(*a[0]);
  Array by_y = zeros_like(*a[1]);
  for_each_block_entry(*b, [&](std::int64_t i, std::int64_t j, std::size_t k) {
    by_x.data[static_cast<std::size_t>(i)] += passed(y.data()[j], g.data()[k]);
    by_y.data[static_cast<std::size_t>(j)] += passed(x.data()[i], g.data()[k]);
  });
  return Cotangents{as_cotangent(std::move(by_x)), as_cotangent(std::move(by_y))};
}

// Of vectors of 3, or of rows of 3.
Result<Value> np_cross(Inputs a) {
  for (std::size_t i = 0; i < 2; ++i) {
    const Shape shape = grader::shape_of(*a[i]);
    if (shape.empty() || shape.back() != 3) {
      return Failure{fmt::format("`cross` takes vectors of 3, not {}", grader::describe(*a[i]))};
    }
  }
  if (grader::shape_of(*a[0]) != grader::shape_of(*a[1])) {
    return shapes_differ("cross", *a[0], *a[1]);
  }
  const View x = *View::of(*a[0]);
  const View y = *View::of(*a[1]);
  Array result = zeros_like(*a[0]);
  result.counts = x.counts() && y.counts();
  for (std::size_t i = 0; i < x.size(); ++i) {
    const std::size_t first = i / 3 * 3;
    const std::size_t next = first + (i + 1) % 3;
    const std::size_t last = first + (i + 2) % 3;
    result.data[i] = x.data()[next] * y.data()[last] - x.data()[last] * y.data()[next];
  }
  return finish(std::move(result));
}

// y x g and g x x
Result<Cotangents> pull_cross(Inputs a, const Value&, const Value& cotangent) {
  const Value* const first[] = {a[1], &cotangent};
  const Value* const second[] = {&cotangent, a[0]};
  return Cotangents{*np_cross(first), *np_cross(second)};
}

constexpr Builtin table[] = {
    {"np.einsum", "subscripts, *operands", np_einsum, pull_einsum},
    {"np.kron", "a, b", np_kron, pull_kron},
    {"np.cross", "a, b", np_cross, pull_cross},
};

}  // namespace

std::span<const Builtin> einsums() { return table; }

}  // namespace reference::steps
