#include "reference/snippet/operators.h"

#include <algorithm>
#include <limits>

#include "reference/snippet/conversions.h"
#include "reference/snippet/numbers.h"

namespace reference::snippet {
namespace {

using ndarray::type_error;

constexpr int max_compared_depth = 100;

std::string_view ufunc_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::add:
      return "add";
    case BinaryOperator::subtract:
      return "subtract";
    case BinaryOperator::multiply:
      return "multiply";
    case BinaryOperator::divide:
      return "true_divide";
    case BinaryOperator::floor_divide:
      return "floor_divide";
    case BinaryOperator::modulo:
      return "remainder";
    case BinaryOperator::power:
      return "power";
    case BinaryOperator::bit_and:
      return "bitwise_and";
    case BinaryOperator::bit_or:
      return "bitwise_or";
    case BinaryOperator::bit_xor:
      return "bitwise_xor";
    case BinaryOperator::shift_left:
      return "left_shift";
    case BinaryOperator::shift_right:
      return "right_shift";
    default:
      return "matmul";
  }
}

std::string_view ufunc_of(ComparisonOperator op) {
  switch (op) {
    case ComparisonOperator::less:
      return "less";
    case ComparisonOperator::less_equal:
      return "less_equal";
    case ComparisonOperator::greater:
      return "greater";
    case ComparisonOperator::greater_equal:
      return "greater_equal";
    case ComparisonOperator::not_equal:
      return "not_equal";
    default:
      return "equal";
  }
}

// What an array can be combined with.
bool is_operand(const Object& object) {
  return object.array() != nullptr || object.items() != nullptr || is_number(object) ||
         object.get<Range>() != nullptr;
}

bool is_list(const Object& object) { return object.get<List>() != nullptr; }

Object same_sequence(const Budget& budget, const Object& like, std::vector<Object> items) {
  return is_list(like) ? make_list(budget, std::move(items)) : make_tuple(budget, std::move(items));
}

// An int, also one of NumPy's, but no array.
std::optional<std::int64_t> times_of(const Object& object) {
  if (const auto* number = object.get<std::int64_t>()) return *number;
  if (object.get<LargeInt>() != nullptr) return std::numeric_limits<std::int64_t>::max();
  if (const auto* flag = object.get<bool>()) return *flag ? 1 : 0;
  const NDArray* array = object.array();
  if (array != nullptr && array->scalar && ndarray::is_integer(array->dtype)) {
    return ndarray::to_int64(*array);
  }
  return std::nullopt;
}

// Of a list or a tuple that is about to be made.
void charge_items(const Budget& budget, std::int64_t count) {
  budget.require(count * static_cast<std::int64_t>(sizeof(Object)));
  budget.work(count, 5);
}

Object repeated(const Budget& budget, const Object& sequence, std::int64_t times) {
  times = std::max<std::int64_t>(times, 0);
  // How many there will be, at most 2^40 of them.
  const auto total = [&](std::size_t size) {
    const std::int64_t most = std::int64_t{1} << 40;
    const auto each = static_cast<std::int64_t>(size);
    return each == 0 || times < most / each ? times * each : most;
  };
  if (const std::string* text = sequence.text()) {
    charge_text(budget, total(text->size()));
    std::string whole;
    whole.reserve(static_cast<std::size_t>(total(text->size())));
    for (std::int64_t i = 0; i < times && !text->empty(); ++i) whole += *text;
    return of(std::move(whole));
  }
  const std::vector<Object>& items = *sequence.items();
  charge_items(budget, total(items.size()));
  std::vector<Object> whole;
  whole.reserve(static_cast<std::size_t>(total(items.size())));
  for (std::int64_t i = 0; i < times && !items.empty(); ++i) {
    whole.insert(whole.end(), items.begin(), items.end());
  }
  return same_sequence(budget, sequence, std::move(whole));
}

std::optional<Object> on_sequences(const Budget& budget, BinaryOperator op, const Object& left,
                                   const Object& right) {
  const auto is_sequence = [](const Object& o) {
    return o.items() != nullptr || o.text() != nullptr;
  };
  if (op == BinaryOperator::multiply && (is_sequence(left) || is_sequence(right))) {
    const Object& sequence = is_sequence(left) ? left : right;
    const Object& other = is_sequence(left) ? right : left;
    if (const auto times = times_of(other)) return repeated(budget, sequence, *times);
    if (other.array() != nullptr) return std::nullopt;
    type_error("can't multiply sequence by non-int of type '{}'", type_name(other));
  }
  if (op == BinaryOperator::modulo && left.text() != nullptr) {
    ndarray::not_supported("%", "on a text");
  }
  if (op != BinaryOperator::add || !is_sequence(left) || right.array() != nullptr) {
    return std::nullopt;
  }
  if (left.text() != nullptr && right.text() != nullptr) {
    charge_text(budget, static_cast<std::int64_t>(left.text()->size() + right.text()->size()));
    return of(*left.text() + *right.text());
  }
  if (type_name(left) != type_name(right)) {
    type_error("can only concatenate {} (not \"{}\") to {}", type_name(left), type_name(right),
               type_name(left));
  }
  charge_items(budget, static_cast<std::int64_t>(left.items()->size() + right.items()->size()));
  std::vector<Object> whole = *left.items();
  whole.insert(whole.end(), right.items()->begin(), right.items()->end());
  return same_sequence(budget, left, std::move(whole));
}

// The type that Python names where an array meets what it cannot be combined with.
std::string operand_name(const Object& object) {
  const NDArray* array = object.array();
  if (array == nullptr) return type_name(object);
  switch (ndarray::kind(array->dtype)) {
    case ndarray::DKind::boolean:
      return "bool";
    case ndarray::DKind::integer:
      return "int";
    case ndarray::DKind::real:
      return "float";
    default:
      return "complex";
  }
}

[[noreturn]] void unsupported(std::string_view op, const Object& left, const Object& right) {
  type_error("unsupported operand type(s) for {}: '{}' and '{}'", op, operand_name(left),
             operand_name(right));
}

std::string_view symbol_of(BinaryOperator op) {
  return op == BinaryOperator::power ? "** or pow()" : language::symbol(op);
}

bool is_order(ComparisonOperator op) {
  return op == ComparisonOperator::less || op == ComparisonOperator::less_equal ||
         op == ComparisonOperator::greater || op == ComparisonOperator::greater_equal;
}

bool broadcast(const NDArray& a, const NDArray& b) {
  const std::size_t common = std::min(a.shape.size(), b.shape.size());
  for (std::size_t i = 1; i <= common; ++i) {
    const std::int64_t x = a.shape[a.shape.size() - i];
    const std::int64_t y = b.shape[b.shape.size() - i];
    if (x != y && x != 1 && y != 1) return false;
  }
  return true;
}

class Comparing {
 public:
  explicit Comparing(const Rules& rules) : rules_(rules) {}

  Object compare(ComparisonOperator op, const Object& left, const Object& right, int depth = 0) {
    rules_.budget.step();
    if (depth > max_compared_depth) {
      ndarray::raise("RecursionError", "maximum recursion depth exceeded in comparison");
    }
    if (left.array() != nullptr || right.array() != nullptr) return arrays(op, left, right);
    if (is_number(left) && is_number(right)) {
      if (const auto holds = compare_numbers(op, left, right)) return of_bool(*holds);
      return unordered(op, left, right);
    }
    if (left.text() != nullptr && right.text() != nullptr) {
      rules_.budget.work(static_cast<std::int64_t>(left.text()->size()), 0.1);
      return of_bool(by_order(op, left.text()->compare(*right.text())));
    }
    if (left.items() != nullptr && right.items() != nullptr && is_list(left) == is_list(right)) {
      return sequences(op, left, right, depth);
    }
    if (is_order(op)) return unordered(op, left, right);
    if (is_dtype(left) || is_dtype(right)) {
      return of_bool(same_dtype(left, right) == (op == ComparisonOperator::equal));
    }
    return of_bool(identical(left, right) == (op == ComparisonOperator::equal));
  }

  // np.dtype('uint8'), which equals all that means the same type.
  static bool is_dtype(const Object& object) {
    const auto* dtype = object.get<DTypeObject>();
    return dtype != nullptr && !dtype->is_class;
  }
  static bool same_dtype(const Object& left, const Object& right) {
    if (left.is_none() || right.is_none()) return false;
    try {
      return to_dtype(left) == to_dtype(right);
    } catch (const ndarray::Raised&) {
      return false;
    }
  }

  static bool identical(const Object& left, const Object& right) {
    if (left.value.index() != right.value.index()) return false;
    if (left.is_none() || left.get<Ellipsis>() != nullptr) return true;
    if (const auto* a = left.get<bool>()) return *a == *right.get<bool>();
    if (const auto* a = left.get<std::int64_t>()) return *a == *right.get<std::int64_t>();
    if (const auto* a = left.get<LargeInt>()) return a->value == right.get<LargeInt>()->value;
    if (const auto* a = left.get<Array>()) return a->array == right.get<Array>()->array;
    if (left.items() != nullptr) return left.items() == right.items();
    if (const auto* a = left.get<DTypeObject>()) {
      return a->dtype == right.get<DTypeObject>()->dtype;
    }
    if (const auto* a = left.get<const Builtin*>()) return *a == *right.get<const Builtin*>();
    if (const auto* a = left.get<Module>()) return a->path == right.get<Module>()->path;
    if (const auto* a = left.get<Range>()) {
      const auto* b = right.get<Range>();
      return a->start == b->start && a->stop == b->stop && a->step == b->step;
    }
    return false;
  }

 private:
  static bool by_order(ComparisonOperator op, int order) {
    switch (op) {
      case ComparisonOperator::less:
        return order < 0;
      case ComparisonOperator::less_equal:
        return order <= 0;
      case ComparisonOperator::greater:
        return order > 0;
      case ComparisonOperator::greater_equal:
        return order >= 0;
      case ComparisonOperator::not_equal:
        return order != 0;
      default:
        return order == 0;
    }
  }

  [[noreturn]] static Object unordered(ComparisonOperator op, const Object& left,
                                       const Object& right) {
    type_error("'{}' not supported between instances of '{}' and '{}'", language::symbol(op),
               operand_name(left), operand_name(right));
  }

  Object arrays(ComparisonOperator op, const Object& left, const Object& right) {
    if (is_operand(left) && is_operand(right)) {
      const ndarray::Operand a = to_operand(rules_.budget, left);
      const ndarray::Operand b = to_operand(rules_.budget, right);
      // Arrays whose shapes do not fit are not equal; from NumPy 1.25 on they are an error.
      if (!is_order(op) && rules_.numpy == ndarray::Numpy::v1 && !broadcast(a.array, b.array)) {
        return of_bool(op == ComparisonOperator::not_equal);
      }
      return of(ndarray::apply(rules_, ufunc_of(op), a, b));
    }
    if (is_order(op)) return unordered(op, left, right);
    const Object& other = left.array() != nullptr ? right : left;
    const NDArray& array = left.array() != nullptr ? *left.array() : *right.array();
    const bool differ = op == ComparisonOperator::not_equal;
    if (!other.is_none() || array.scalar) return of_bool(differ);
    NDArray result = ndarray::make(rules_.budget, DType::boolean, array.shape);
    std::fill_n(result.data(), result.size(), std::byte{differ});
    return of(std::move(result));
  }

  Object sequences(ComparisonOperator op, const Object& left, const Object& right, int depth) {
    const std::vector<Object>& a = *left.items();
    const std::vector<Object>& b = *right.items();
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
      if (identical(a[i], b[i])) continue;
      if (to_truth(compare(ComparisonOperator::equal, a[i], b[i], depth + 1))) continue;
      if (op == ComparisonOperator::equal) return of_bool(false);
      if (op == ComparisonOperator::not_equal) return of_bool(true);
      return compare(op, a[i], b[i], depth + 1);
    }
    const int order = a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
    return of_bool(by_order(op, order));
  }

  const Rules& rules_;
};

bool contains(const Rules& rules, const Object& whole, const Object& item) {
  if (const std::string* text = whole.text()) {
    if (item.text() == nullptr) {
      type_error("'in <string>' requires string as left operand, not {}", type_name(item));
    }
    // The worst case: all of one compared at each place of the other.
    rules.budget.work(static_cast<std::int64_t>(text->size()),
                      1 + 0.1 * static_cast<double>(item.text()->size()));
    return text->find(*item.text()) != std::string::npos;
  }
  if (const NDArray* array = whole.array(); array != nullptr && !array->scalar) {
    const Object equal = Comparing(rules).compare(ComparisonOperator::equal, whole, item);
    const NDArray* hits = equal.array();
    if (hits == nullptr) return to_truth(equal);
    const NDArray dense = ndarray::as_contiguous(rules.budget, *hits);
    const auto flags = ndarray::elements<bool>(dense);
    return std::find(flags.begin(), flags.end(), true) != flags.end();
  }
  if (const auto* dictionary = whole.get<Dictionary>()) {
    return item.text() != nullptr &&
           std::any_of(dictionary->entries->begin(), dictionary->entries->end(),
                       [&](const auto& entry) { return entry.first == *item.text(); });
  }
  const auto* range = whole.get<Range>();
  const auto* number = item.get<std::int64_t>();
  if (range != nullptr && number != nullptr) {
    if (range->step > 0 ? *number < range->start || *number >= range->stop
                        : *number > range->start || *number <= range->stop) {
      return false;
    }
    const auto distance =
        static_cast<std::uint64_t>(*number) - static_cast<std::uint64_t>(range->start);
    const auto step = static_cast<std::uint64_t>(range->step);
    return range->step > 0 ? distance % step == 0 : (0 - distance) % (0 - step) == 0;
  }
  if (whole.items() == nullptr && whole.get<Range>() == nullptr &&
      whole.get<Iterator>() == nullptr) {
    type_error("argument of type '{}' is not iterable", type_name(whole));
  }
  bool found = false;
  for_each(rules.budget, whole, [&](const Object& one) {
    found = Comparing::identical(one, item) ||
            to_truth(Comparing(rules).compare(ComparisonOperator::equal, one, item));
    return !found;
  });
  return found;
}

// NumPy's complex scalars have no `%` and no `//`.
bool lacks_operator(BinaryOperator op, const Object& left, const Object& right) {
  if (op != BinaryOperator::modulo && op != BinaryOperator::floor_divide) return false;
  const auto is_scalar = [](const Object& object) {
    return is_number(object) || (object.array() != nullptr && object.array()->scalar);
  };
  const auto is_complex = [](const Object& object) {
    return object.array() != nullptr && object.array()->dtype == DType::complex128;
  };
  return is_scalar(left) && is_scalar(right) && (is_complex(left) || is_complex(right));
}

Object in_place(const Rules& rules, BinaryOperator op, const NDArray& target, const Object& right) {
  const ndarray::Operand operands[] = {{target, false}, to_operand(rules.budget, right)};
  if (op == BinaryOperator::power) {
    return of(ndarray::raise_to_power(rules, operands[0], operands[1], target));
  }
  ndarray::UfuncOptions options;
  options.out = {target};
  ndarray::apply(rules, *ndarray::find_ufunc(ufunc_of(op)), operands, options);
  return of(target);
}

}  // namespace

Object binary(const Rules& rules, BinaryOperator op, const Object& left, const Object& right) {
  if (is_number(left) && is_number(right)) {
    if (auto result = number_operation(op, left, right)) return std::move(*result);
    unsupported(symbol_of(op), left, right);
  }
  if (auto result = on_sequences(rules.budget, op, left, right)) return std::move(*result);
  const bool arrays = left.array() != nullptr || right.array() != nullptr;
  if (!arrays || !is_operand(left) || !is_operand(right)) unsupported(symbol_of(op), left, right);
  if (lacks_operator(op, left, right)) {
    type_error("unsupported operand type(s) for {}: '{}' and '{}'", symbol_of(op), type_name(left),
               type_name(right));
  }
  const ndarray::Operand a = to_operand(rules.budget, left);
  const ndarray::Operand b = to_operand(rules.budget, right);
  if (op == BinaryOperator::power) return of(ndarray::raise_to_power(rules, a, b));
  return of(ndarray::apply(rules, ufunc_of(op), a, b));
}

Object augment(const Rules& rules, BinaryOperator op, const Object& left, const Object& right) {
  const NDArray* array = left.array();
  if (array != nullptr && !array->scalar) {
    if (!is_operand(right)) {
      unsupported(std::string(language::symbol(op)) + "=", left, right);
    }
    in_place(rules, op, *array, right);
    return left;
  }
  if (const auto* list = left.get<List>()) {
    if (op == BinaryOperator::add) {
      for (Object& item : to_items(rules.budget, right)) list->sequence->append(std::move(item));
      return left;
    }
    if (op == BinaryOperator::multiply && times_of(right)) {
      const Object whole = repeated(rules.budget, left, *times_of(right));
      charge_items(rules.budget, static_cast<std::int64_t>(whole.items()->size()));
      list->sequence->replace(*whole.items());
      return left;
    }
  }
  return binary(rules, op, left, right);
}

Object unary(const Rules& rules, UnaryOperator op, const Object& operand) {
  if (op == UnaryOperator::logical_not) return of_bool(!to_truth(operand));
  if (is_number(operand)) {
    if (auto result = number_operation(op, operand)) return std::move(*result);
  }
  if (const NDArray* array = operand.array()) {
    if (op == UnaryOperator::plus && array->dtype == DType::boolean && !array->scalar) {
      return of(ndarray::copy(rules.budget, *array));  // np.positive has no such loop
    }
    const std::string_view ufunc = op == UnaryOperator::minus    ? "negative"
                                   : op == UnaryOperator::invert ? "invert"
                                                                 : "positive";
    return of(ndarray::apply(rules, ufunc, to_operand(rules.budget, operand)));
  }
  type_error("bad operand type for unary {}: '{}'", language::symbol(op), type_name(operand));
}

Object compare(const Rules& rules, ComparisonOperator op, const Object& left, const Object& right) {
  switch (op) {
    case ComparisonOperator::in:
      return of_bool(contains(rules, right, left));
    case ComparisonOperator::not_in:
      return of_bool(!contains(rules, right, left));
    case ComparisonOperator::is:
      return of_bool(Comparing::identical(left, right));
    case ComparisonOperator::is_not:
      return of_bool(!Comparing::identical(left, right));
    default:
      return Comparing(rules).compare(op, left, right);
  }
}

}  // namespace reference::snippet
