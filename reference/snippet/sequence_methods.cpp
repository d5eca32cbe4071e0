#include <algorithm>

#include "reference/snippet/conversions.h"
#include "reference/snippet/operators.h"
#include "reference/snippet/python.h"

namespace reference::snippet {
namespace {

using ndarray::index_error;
using ndarray::value_error;

Sequence& list_of(Call& call) { return *call[0].get<List>()->sequence; }

Object append(Call& call) {
  list_of(call).append(call[1]);
  return {};
}

Object extend(Call& call) {
  for (Object& item : to_items(call.budget(), call[1])) list_of(call).append(std::move(item));
  return {};
}

Object insert(Call& call) {
  const auto size = static_cast<std::int64_t>(list_of(call).items().size());
  std::int64_t at = call.integer(1);
  if (at < 0) at = std::max<std::int64_t>(at + size, 0);
  call.budget().work(size, 5);
  list_of(call).insert(static_cast<std::size_t>(std::min(at, size)), call[2]);
  return {};
}

Object pop(Call& call) {
  Sequence& list = list_of(call);
  const auto size = static_cast<std::int64_t>(list.items().size());
  if (size == 0) index_error("pop from empty list");
  std::int64_t at = call.integer(1, -1);
  if (at < 0) at += size;
  if (at < 0 || at >= size) index_error("pop index out of range");
  call.budget().work(size - at, 5);
  Object item = list.items()[static_cast<std::size_t>(at)];
  list.erase(static_cast<std::size_t>(at), static_cast<std::size_t>(at) + 1);
  return item;
}

// For a copy of a list or a tuple.
void charge_copy(const Call& call) {
  const auto size = static_cast<std::int64_t>(call[0].items()->size());
  call.budget().require(size * static_cast<std::int64_t>(sizeof(Object)));
  call.budget().work(size, 20);
}

Object reverse(Call& call) {
  charge_copy(call);
  std::vector<Object> items = list_of(call).items();
  std::reverse(items.begin(), items.end());
  list_of(call).replace(std::move(items));
  return {};
}

Object copy(Call& call) {
  charge_copy(call);
  return make_list(call.budget(), list_of(call).items());
}

bool equal(Call& call, const Object& a, const Object& b) {
  return to_truth(compare(call.rules(), ComparisonOperator::equal, a, b));
}

Object index(Call& call) {
  const std::vector<Object>& items = *call[0].items();
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (equal(call, items[i], call[1])) return of_int(static_cast<std::int64_t>(i));
  }
  if (call[0].get<Tuple>() != nullptr) value_error("tuple.index(x): x not in tuple");
  value_error("list.index(x): x not in list");
}

Object count(Call& call) {
  std::int64_t found = 0;
  charge_copy(call);
  const std::vector<Object> items = *call[0].items();
  for (const Object& item : items) found += equal(call, item, call[1]) ? 1 : 0;
  return of_int(found);
}

constexpr Builtin methods[] = {
    {"list.append", "self, object, /", append},
    {"list.extend", "self, iterable, /", extend},
    {"list.insert", "self, index, object, /", insert},
    {"list.pop", "self, index=, /", pop},
    {"list.reverse", "self, /", reverse},
    {"list.copy", "self, /", copy},
    {"list.index", "self, value, /", index},
    {"list.count", "self, value, /", count},
    {"tuple.index", "self, value, /", index},
    {"tuple.count", "self, value, /", count},
};

}  // namespace

std::span<const Builtin> sequence_methods() { return methods; }

}  // namespace reference::snippet
