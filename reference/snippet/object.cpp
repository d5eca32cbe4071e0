#include "reference/snippet/object.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "reference/snippet/builtin.h"

namespace reference::snippet {
namespace {

// A sequence, its lease, and what the heap adds to both.
constexpr std::size_t per_sequence = sizeof(Sequence) + 128;
constexpr std::size_t per_allocation = 48;
constexpr std::size_t per_closure = 256;  // about: of iterators, slices, functions, methods

// What ends while something else does waits here.
thread_local std::vector<std::vector<Object>>* dying = nullptr;

struct TypeName {
  std::string operator()(const None&) const { return "NoneType"; }
  std::string operator()(bool) const { return "bool"; }
  std::string operator()(std::int64_t) const { return "int"; }
  std::string operator()(const LargeInt&) const { return "int"; }
  std::string operator()(double) const { return "float"; }
  std::string operator()(const Complex&) const { return "complex"; }
  std::string operator()(const Text&) const { return "str"; }
  std::string operator()(const Array& value) const {
    if (!value.array->scalar) return "numpy.ndarray";
    const DType dtype = value.array->dtype;
    return dtype == DType::boolean ? "numpy.bool_" : fmt::format("numpy.{}", name(dtype));
  }
  std::string operator()(const Tuple&) const { return "tuple"; }
  std::string operator()(const List&) const { return "list"; }
  std::string operator()(const Dictionary&) const { return "dict"; }
  std::string operator()(const Range&) const { return "range"; }
  std::string operator()(const Slice&) const { return "slice"; }
  std::string operator()(const Ellipsis&) const { return "ellipsis"; }
  std::string operator()(const DTypeObject& value) const {
    return value.is_class ? "type" : fmt::format("numpy.dtype[{}]", name(value.dtype));
  }
  std::string operator()(const Module&) const { return "module"; }
  std::string operator()(const Builtin*) const { return "builtin_function_or_method"; }
  std::string operator()(const Bound&) const { return "builtin_function_or_method"; }
  std::string operator()(const std::shared_ptr<const Function>&) const { return "function"; }
  std::string operator()(const Iterator& value) const { return std::string(value.type); }
};

}  // namespace

std::int64_t Range::size() const {
  if (step > 0 && start < stop) {
    const auto distance = static_cast<std::uint64_t>(stop) - static_cast<std::uint64_t>(start);
    return static_cast<std::int64_t>((distance - 1) / static_cast<std::uint64_t>(step) + 1);
  }
  if (step < 0 && start > stop) {
    const auto distance = static_cast<std::uint64_t>(start) - static_cast<std::uint64_t>(stop);
    return static_cast<std::int64_t>((distance - 1) / (0 - static_cast<std::uint64_t>(step)) + 1);
  }
  return 0;
}

std::size_t bytes_of(const Object& object) {
  if (object.array() != nullptr) return sizeof(Object) + sizeof(NDArray) + per_allocation;
  if (const std::string* text = object.text())
    return sizeof(Object) + text->size() + per_allocation;
  const bool light = std::holds_alternative<None>(object.value) || object.get<bool>() != nullptr ||
                     object.get<std::int64_t>() != nullptr || object.get<double>() != nullptr ||
                     object.items() != nullptr || object.get<Range>() != nullptr;
  return sizeof(Object) + (light ? 0 : per_closure);
}

Sequence::Sequence(const Budget& budget, std::vector<Object> items)
    : budget_(budget), items_(std::move(items)) {
  for (const Object& item : items_) held_ += bytes_of(item);
  charge(held_ + (items_.capacity() - items_.size()) * sizeof(Object));
}

Sequence::~Sequence() { let_go(std::move(items_)); }

void Sequence::charge(std::size_t bytes) {
  lease_.reset();
  lease_ = budget_.lease(static_cast<std::int64_t>(bytes + per_sequence));
  charged_ = bytes;
}

// In steps of half as much again, so that appending costs little. The old items and the new exist
// for a moment together.
void Sequence::make_room() {
  if (items_.size() == items_.capacity()) {
    const std::size_t room = items_.size() + items_.size() / 2 + 4;
    budget_.require(static_cast<std::int64_t>(room * sizeof(Object)));
    items_.reserve(room);
  }
  const std::size_t needed = held_ + (items_.capacity() - items_.size()) * sizeof(Object);
  if (needed > charged_) charge(needed + held_ / 2);
}

// Without cycles nothing outlives its last use. Items are looked through without recursion, each
// sequence once.
void Sequence::admit(const Object& item) const {
  std::vector<const Object*> open{&item};
  std::unordered_set<const std::vector<Object>*> seen;
  while (!open.empty()) {
    const Object& next = *open.back();
    open.pop_back();
    if (next.get<Iterator>() != nullptr) {
      ndarray::not_supported(type_name(next), "as an item that is added to a list");
    }
    if (const auto* bound = next.get<Bound>()) open.push_back(bound->self.get());
    const std::vector<Object>* items = next.items();
    if (items == nullptr || !seen.insert(items).second) continue;
    if (items == &items_) ndarray::not_supported("list", "that contains itself");
    budget_.work(static_cast<std::int64_t>(items->size()), 5);
    for (const Object& one : *items) open.push_back(&one);
  }
}

void Sequence::set(std::size_t index, Object item) {
  admit(item);
  held_ += bytes_of(item);
  held_ -= bytes_of(items_[index]);
  items_[index] = std::move(item);
  make_room();
}

void Sequence::append(Object item) {
  admit(item);
  held_ += bytes_of(item);
  make_room();
  items_.push_back(std::move(item));
}

void Sequence::insert(std::size_t index, Object item) {
  admit(item);
  held_ += bytes_of(item);
  make_room();
  items_.insert(items_.begin() + static_cast<std::ptrdiff_t>(index), std::move(item));
}

void Sequence::erase(std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) held_ -= bytes_of(items_[i]);
  items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(begin),
               items_.begin() + static_cast<std::ptrdiff_t>(end));
}

void Sequence::replace(std::vector<Object> items) {
  for (const Object& item : items) admit(item);
  std::swap(items_, items);
  held_ = 0;
  for (const Object& item : items_) held_ += bytes_of(item);
  make_room();
}

const NDArray* Object::array() const {
  const auto* holder = get<Array>();
  return holder == nullptr ? nullptr : holder->array.get();
}

const std::vector<Object>* Object::items() const {
  if (const auto* list = get<List>()) return &list->sequence->items();
  if (const auto* tuple = get<Tuple>()) return &tuple->sequence->items();
  return nullptr;
}

const std::string* Object::text() const {
  const auto* holder = get<Text>();
  return holder == nullptr ? nullptr : holder->text.get();
}

Object of(NDArray array) { return {Array{std::make_shared<const NDArray>(std::move(array))}}; }
Object of(std::string text) { return {Text{std::make_shared<const std::string>(std::move(text))}}; }

void charge_text(const Budget& budget, std::int64_t size) {
  if (size > longest_text) {
    ndarray::limit_exceeded(fmt::format("a text of more than {} characters", longest_text));
  }
  // As much as keeps all texts of a run, alive or not, within a few hundred MB.
  budget.work(size, 6);
}

Object of_bool(bool value) { return {value}; }
Object of_int(std::int64_t value) { return {value}; }
Object of_unsigned(std::uint64_t value) {
  if (value >> 63U != 0) return {LargeInt{value}};
  return of_int(static_cast<std::int64_t>(value));
}
Object of_float(double value) { return {value}; }

Object make_tuple(const Budget& budget, std::vector<Object> items) {
  return {Tuple{std::make_shared<const Sequence>(budget, std::move(items))}};
}

Object make_list(const Budget& budget, std::vector<Object> items) {
  return {List{std::make_shared<Sequence>(budget, std::move(items))}};
}

Object make_int_tuple(const Budget& budget, const Extents& numbers) {
  std::vector<Object> items;
  items.reserve(numbers.size());
  for (const std::int64_t number : numbers) items.push_back(of_int(number));
  return make_tuple(budget, std::move(items));
}

Object make_slice(SliceBounds bounds) {
  for (const Object* bound : {&bounds.start, &bounds.stop, &bounds.step}) {
    const bool plain = bound->is_none() || bound->array() != nullptr || bound->get<bool>() ||
                       bound->get<std::int64_t>() || bound->get<double>() ||
                       bound->get<Complex>() || bound->text() != nullptr;
    if (!plain) ndarray::not_supported(type_name(*bound), "as a bound of a slice");
  }
  return {Slice{std::make_shared<const SliceBounds>(std::move(bounds))}};
}

Object make_iterator(std::string_view type, std::function<void(const Take&)> each,
                     const Object& over) {
  const auto* inner = over.get<Iterator>();
  const int depth = inner == nullptr ? 0 : inner->depth + 1;
  if (depth > 100) ndarray::raise("RecursionError", "maximum recursion depth exceeded");
  return {
      Iterator{type, std::make_shared<std::function<void(const Take&)>>(std::move(each)), depth}};
}

void let_go(std::vector<Object> objects) {
  if (dying != nullptr) {
    dying->push_back(std::move(objects));
    return;
  }
  std::vector<std::vector<Object>> waiting;
  dying = &waiting;
  objects.clear();
  while (!waiting.empty()) {
    std::vector<Object> next = std::move(waiting.back());
    waiting.pop_back();
    next.clear();
  }
  dying = nullptr;
}

std::string type_name(const Object& object) { return std::visit(TypeName{}, object.value); }

}  // namespace reference::snippet
