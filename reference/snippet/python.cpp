#include "reference/snippet/python.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "grader/base/text.h"
#include "reference/snippet/conversions.h"
#include "reference/snippet/numbers.h"
#include "reference/snippet/operators.h"

namespace reference::snippet {
namespace {

using ndarray::type_error;
using ndarray::value_error;

// Decimals beyond these change no double.
constexpr std::int64_t max_decimals = 400;

__extension__ using Wide = __int128;

Object length(Call& call) {
  const Object& whole = call[0];
  if (const auto* items = whole.items()) return of_int(static_cast<std::int64_t>(items->size()));
  if (const auto* range = whole.get<Range>()) return of_int(range->size());
  if (const std::string* text = whole.text()) {
    require_ascii(*text);
    return of_int(static_cast<std::int64_t>(text->size()));
  }
  if (const auto* dictionary = whole.get<Dictionary>()) {
    return of_int(static_cast<std::int64_t>(dictionary->entries->size()));
  }
  if (const NDArray* array = whole.array(); array != nullptr && !array->scalar) {
    if (array->ndim() == 0) type_error("len() of unsized object");
    return of_int(array->shape[0]);
  }
  type_error("object of type '{}' has no len()", type_name(whole));
}

Object absolute(Call& call) {
  const Object& value = call[0];
  if (value.array() != nullptr) {
    return of(ndarray::apply(call.rules(), "absolute", to_operand(call.budget(), value)));
  }
  if (const auto* number = value.get<Complex>()) return of_float(std::abs(*number));
  if (const auto* number = value.get<double>()) return of_float(std::fabs(*number));
  if (!is_number(value)) type_error("bad operand type for abs(): '{}'", type_name(value));
  const bool negative = to_index(value) < 0;
  return unary(call.rules(),
               negative ? language::UnaryOperator::minus : language::UnaryOperator::plus, value);
}

// Of the items of the only argument, or of the arguments.
Object extreme(Call& call, ComparisonOperator better) {
  const bool one = call.rest().size() == 1;
  if (call.rest().empty()) {
    type_error("{} expected at least 1 argument, got 0", call.name());
  }
  std::optional<Object> best;
  std::optional<Object> best_key;
  const auto consider = [&](Object item) {
    Object key = call.given(0) ? call.invoke()(call[0], {item}) : item;
    if (!best || to_truth(compare(call.rules(), better, key, *best_key))) {
      best = std::move(item);
      best_key = std::move(key);
    }
    return true;
  };
  if (one) {
    for_each(call.budget(), call.rest().front(), consider);
  } else {
    for (const Object& item : call.rest()) consider(item);
  }
  if (best) return *best;
  if (call.passed(1)) return call[1];
  value_error("{}() arg is an empty sequence", call.name());
}

Object minimum(Call& call) { return extreme(call, ComparisonOperator::less); }
Object maximum(Call& call) { return extreme(call, ComparisonOperator::greater); }

Object sum(Call& call) {
  Object total = call.passed(1) ? call[1] : of_int(0);
  if (total.text() != nullptr) {
    type_error("sum() can't sum strings [use ''.join(seq) instead]");
  }
  for_each(call.budget(), call[0], [&](const Object& item) {
    total = binary(call.rules(), BinaryOperator::add, total, item);
    return true;
  });
  return total;
}

Object any(Call& call) {
  bool found = false;
  for_each(call.budget(), call[0], [&](const Object& item) { return !(found = to_truth(item)); });
  return of_bool(found);
}

Object all(Call& call) {
  bool whole = true;
  for_each(call.budget(), call[0], [&](const Object& item) { return whole = to_truth(item); });
  return of_bool(whole);
}

double rounded(double value, std::int64_t decimals) {
  if (!std::isfinite(value) || decimals > max_decimals) return value;
  if (decimals < -max_decimals) return std::copysign(0.0, value);
  if (decimals >= 0) {
    return std::strtod(fmt::format("{:.{}f}", value, decimals).c_str(), nullptr);
  }
  // Python rounds the exact value to tens, hundreds, ..
  const double unit = std::pow(10.0, static_cast<double>(-decimals));
  const double quotient = std::nearbyint(value / unit);
  return quotient * unit;
}

std::int64_t rounded(std::int64_t value, std::int64_t decimals) {
  if (decimals >= 0) return value;
  if (decimals < -19) return 0;
  Wide unit = 1;
  for (; decimals < 0; ++decimals) unit *= 10;
  const Wide rest = ((value % unit) + unit) % unit;
  const Wide below = value - rest;
  const bool up = rest > unit - rest || (rest == unit - rest && (below / unit) % 2 != 0);
  const Wide result = up ? below + unit : below;
  const auto fitting = static_cast<std::int64_t>(result);
  if (fitting != result) ndarray::not_supported("int", "beyond 64 bits");
  return fitting;
}

std::int64_t whole_number(double value) {
  if (std::isnan(value)) value_error("cannot convert float NaN to integer");
  if (std::isinf(value)) {
    ndarray::raise("OverflowError", "cannot convert float infinity to integer");
  }
  if (std::fabs(value) >= 0x1p63) ndarray::not_supported("int", "beyond 64 bits");
  return static_cast<std::int64_t>(value);
}

Object round(Call& call) {
  const Object& value = call[0];
  const bool to_whole = !call.given(1);
  if (const NDArray* array = value.array()) {
    if (!array->scalar) {
      if (to_whole && array->ndim() > 0) {
        type_error("type numpy.ndarray doesn't define __round__ method");
      }
      ndarray::not_supported("round", "of an array; use np.round");
    }
    const Object plain = unboxed(value);
    if (to_whole) {
      return of_int(plain.get<double>() ? whole_number(std::nearbyint(*plain.get<double>()))
                                        : to_index(plain));
    }
    if (array->dtype == DType::float64) {
      return of(make_scalar(call.budget(), rounded(*plain.get<double>(), call.integer(1))));
    }
    ndarray::not_supported("round", "of this NumPy type to decimals; use np.round");
  }
  if (const auto* number = value.get<double>()) {
    if (to_whole) return of_int(whole_number(std::nearbyint(*number)));
    return of_float(rounded(*number, call.integer(1)));
  }
  if (!is_number(value) || value.get<Complex>() != nullptr) {
    type_error("type {} doesn't define __round__ method", type_name(value));
  }
  return of_int(rounded(to_index(value), call.integer(1, 0)));
}

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n\f\v") - first + 1));
}

Object to_int(Call& call) {
  if (!call.passed(0)) return of_int(0);
  const Object& value = call[0];
  if (value.get<LargeInt>() != nullptr) return value;
  if (const std::string* text = value.text()) {
    charge_text(call.budget(), static_cast<std::int64_t>(text->size()));
    const std::string digits = trimmed(*text);
    const char* begin = digits.c_str() + (digits.starts_with('+') ? 1 : 0);
    const char* end = digits.c_str() + digits.size();
    std::int64_t number = 0;
    auto read = std::from_chars(begin, end, number);
    if (read.ec == std::errc{} && read.ptr == end) return of_int(number);
    std::uint64_t large = 0;
    if (read.ec == std::errc::result_out_of_range) read = std::from_chars(begin, end, large);
    if (read.ec == std::errc{} && read.ptr == end && large != 0) return of_unsigned(large);
    if (read.ec == std::errc::result_out_of_range) ndarray::not_supported("int", "beyond 64 bits");
    value_error("invalid literal for int() with base 10: '{}'", *text);
  }
  if (const NDArray* array = value.array()) {
    if (array->size() != 1) type_error("only size-1 arrays can be converted to Python scalars");
    if (array->dtype == DType::complex128) type_error("can't convert complex to int");
    const Object plain = unboxed(value);
    if (const auto* number = plain.get<double>()) return of_int(whole_number(*number));
    return plain.get<bool>() != nullptr ? of_int(to_index(plain)) : plain;
  }
  if (const auto* number = value.get<double>()) return of_int(whole_number(*number));
  if (!is_number(value) || value.get<Complex>() != nullptr) {
    type_error("int() argument must be a string, a bytes-like object or a real number, not '{}'",
               type_name(value));
  }
  return of_int(to_index(value));
}

Object to_float(Call& call) {
  if (!call.passed(0)) return of_float(0);
  if (const std::string* text = call[0].text()) {
    charge_text(call.budget(), static_cast<std::int64_t>(text->size()));
    const std::string digits = grader::lower_case(trimmed(*text));
    const bool hexadecimal = digits.find('x') != std::string::npos;
    char* end = nullptr;
    const double number = std::strtod(digits.c_str(), &end);
    if (digits.empty() || hexadecimal || *end != '\0') {
      value_error("could not convert string to float: '{}'", *text);
    }
    return of_float(number);
  }
  return of_float(to_real(call[0]));
}

Object to_bool(Call& call) { return of_bool(call.passed(0) && to_truth(call[0])); }

Object to_complex(Call& call) {
  if (call.passed(0) && call[0].text() != nullptr) {
    ndarray::not_supported("complex", "of a text");
  }
  const auto part = [&](std::size_t i) {
    if (!call.passed(i)) return Complex{};
    if (const auto* number = call[i].get<Complex>()) return *number;
    if (const NDArray* array = call[i].array(); array != nullptr && array->size() == 1) {
      return ndarray::to_complex(*array);
    }
    return Complex{to_real(call[i])};
  };
  return {part(0) + Complex(0, 1) * part(1)};
}

Object to_list(Call& call) {
  return make_list(call.budget(),
                   call.passed(0) ? to_items(call.budget(), call[0]) : std::vector<Object>{});
}

Object to_tuple(Call& call) {
  return make_tuple(call.budget(),
                    call.passed(0) ? to_items(call.budget(), call[0]) : std::vector<Object>{});
}

Object range(Call& call) {
  const std::vector<Object>& bounds = call.rest();
  if (bounds.empty() || bounds.size() > 3) {
    type_error("range expected at {} {} argument{}, got {}", bounds.empty() ? "least" : "most",
               bounds.empty() ? 1 : 3, bounds.empty() ? "" : "s", bounds.size());
  }
  Range range;
  range.stop = to_index(bounds[bounds.size() == 1 ? 0 : 1]);
  if (bounds.size() > 1) range.start = to_index(bounds[0]);
  if (bounds.size() > 2) range.step = to_index(bounds[2]);
  if (range.step == 0) value_error("range() arg 3 must not be zero");
  return {range};
}

// Python takes from each in turn, and no more than it needs: what is left of an iterator here is
// not what would be left there.
void close(const Object& object) {
  const auto* iterator = object.get<Iterator>();
  if (iterator == nullptr) return;
  *iterator->each = [type = iterator->type](const Take&) {
    ndarray::not_supported(type, "once a part of it was used");
  };
}

Object zip(Call& call) {
  std::vector<Object> columns;
  const Budget& budget = call.budget();
  for (const Object& one : call.rest()) {
    columns.push_back(make_tuple(budget, to_items(budget, one)));
    close(one);
  }
  const auto each = [columns, budget](const Take& take) {
    for (std::size_t i = 0; !columns.empty(); ++i) {
      std::vector<Object> items;
      for (const Object& column : columns) {
        if (i == column.items()->size()) return;
        items.push_back((*column.items())[i]);
      }
      if (!take(make_tuple(budget, std::move(items)))) return;
    }
  };
  return make_iterator("zip", each, {});
}

Object enumerate(Call& call) {
  const std::int64_t start = call.integer(1, 0);
  if (start > std::int64_t{1} << 62) ndarray::not_supported("int", "beyond 64 bits");
  const auto each = [whole = call[0], budget = call.budget(), start](const Take& take) {
    std::int64_t index = start;
    for_each(budget, whole, [&](Object item) {
      std::vector<Object> pair;
      pair.push_back(of_int(index++));
      pair.push_back(std::move(item));
      return take(make_tuple(budget, std::move(pair)));
    });
  };
  return make_iterator("enumerate", each, call[0]);
}

Object reversed(Call& call) {
  if (call[0].get<Iterator>() != nullptr) {
    type_error("'{}' object is not reversible", type_name(call[0]));
  }
  std::vector<Object> items = to_items(call.budget(), call[0]);
  std::reverse(items.begin(), items.end());
  const Object tuple = make_tuple(call.budget(), std::move(items));
  const auto each = [tuple](const Take& take) {
    for (const Object& item : *tuple.items()) {
      if (!take(item)) return;
    }
  };
  return make_iterator("reversed", each, {});
}

Object map(Call& call) {
  if (call.rest().size() != 1) ndarray::not_supported("map", "over several");
  const Object& whole = call.rest().front();
  const bool callable = call[0].get<const Builtin*>() != nullptr ||
                        call[0].get<Bound>() != nullptr || call[0].get<DTypeObject>() != nullptr ||
                        call[0].get<std::shared_ptr<const Function>>() != nullptr;
  if (!callable) type_error("'{}' object is not callable", type_name(call[0]));
  const auto each = [function = call[0], whole, budget = call.budget(),
                     invoke = call.invoke()](const Take& take) {
    for_each(budget, whole, [&](Object item) { return take(invoke(function, {std::move(item)})); });
  };
  return make_iterator("map", each, whole);
}

Object sorted(Call& call) {
  struct Keyed {
    Object key;
    Object item;
  };
  std::vector<Keyed> all;
  for (Object& item : to_items(call.budget(), call[0])) {
    Object key = call.given(1) ? call.invoke()(call[1], {item}) : item;
    all.push_back({std::move(key), std::move(item)});
  }
  const bool descending = call.flag(2, false);
  // A merge sort: stable, and safe whatever the comparison says.
  std::vector<Keyed> merged(all.size());
  for (std::size_t width = 1; width < all.size(); width *= 2) {
    for (std::size_t begin = 0; begin < all.size(); begin += 2 * width) {
      std::size_t a = begin;
      const std::size_t middle = std::min(begin + width, all.size());
      std::size_t b = middle;
      const std::size_t end = std::min(begin + 2 * width, all.size());
      for (std::size_t to = begin; to < end; ++to) {
        const auto second_first = [&] {
          const Object& x = descending ? all[a].key : all[b].key;
          const Object& y = descending ? all[b].key : all[a].key;
          return to_truth(compare(call.rules(), ComparisonOperator::less, x, y));
        };
        const bool take_second = a == middle || (b < end && second_first());
        merged[to] = std::move(all[take_second ? b++ : a++]);
      }
    }
    std::swap(all, merged);
  }
  std::vector<Object> items;
  items.reserve(all.size());
  for (Keyed& one : all) items.push_back(std::move(one.item));
  return make_list(call.budget(), std::move(items));
}

Object print(Call&) { return {}; }

Object power(Call& call) {
  if (call.given(2)) ndarray::not_supported("pow", "with three arguments");
  return binary(call.rules(), BinaryOperator::power, call[0], call[1]);
}

Object divmod(Call& call) {
  std::vector<Object> both;
  both.push_back(binary(call.rules(), BinaryOperator::floor_divide, call[0], call[1]));
  both.push_back(binary(call.rules(), BinaryOperator::modulo, call[0], call[1]));
  return make_tuple(call.budget(), std::move(both));
}

Object slice(Call& call) {
  const std::vector<Object>& bounds = call.rest();
  if (bounds.empty() || bounds.size() > 3) type_error("slice expected 1 to 3 arguments");
  SliceBounds made;
  made.stop = bounds[bounds.size() == 1 ? 0 : 1];
  if (bounds.size() > 1) made.start = bounds[0];
  if (bounds.size() > 2) made.step = bounds[2];
  return make_slice(std::move(made));
}

constexpr Builtin functions[] = {
    {"len", "obj, /", length},
    {"abs", "x, /", absolute},
    {"min", "*args, key=, default=", minimum},
    {"max", "*args, key=, default=", maximum},
    {"sum", "iterable, /, start=", sum},
    {"any", "iterable, /", any},
    {"all", "iterable, /", all},
    {"round", "number, ndigits=", round},
    {"int", "x=, /", to_int},
    {"float", "x=, /", to_float},
    {"bool", "x=, /", to_bool},
    {"complex", "real=, imag=", to_complex},
    {"list", "iterable=, /", to_list},
    {"tuple", "iterable=, /", to_tuple},
    {"range", "*bounds", range},
    {"zip", "*iterables", zip},
    {"enumerate", "iterable, start=", enumerate},
    {"reversed", "sequence, /", reversed},
    {"map", "function, *iterables", map},
    {"sorted", "iterable, /, *, key=, reverse=", sorted},
    {"print", "*values, sep=, end=", print},
    {"pow", "base, exp, mod=", power},
    {"divmod", "x, y, /", divmod},
    {"slice", "*bounds", slice},
};

}  // namespace

std::span<const Builtin> python_functions() { return functions; }

}  // namespace reference::snippet
