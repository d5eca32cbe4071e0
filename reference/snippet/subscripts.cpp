#include "reference/snippet/subscripts.h"

#include <algorithm>
#include <limits>

#include "reference/ndarray/raised.h"
#include "reference/snippet/conversions.h"
#include "reference/snippet/numbers.h"

namespace reference::snippet {
namespace {

using ndarray::index_error;
using ndarray::type_error;

bool is_whole(const Object& index) {
  const NDArray* array = index.array();
  return index.get<std::int64_t>() != nullptr || index.get<bool>() != nullptr ||
         (array != nullptr && array->ndim() == 0 && ndarray::is_integer(array->dtype));
}

// The position that `index` means among `size` items; `what` is "list", "tuple".
std::size_t position(const Object& index, std::size_t size, std::string_view what,
                     std::string_view assigning = "") {
  if (index.get<LargeInt>() != nullptr) {
    index_error("cannot fit 'int' into an index-sized integer");
  }
  if (!is_whole(index)) {
    type_error("{} indices must be integers or slices, not {}", what, type_name(index));
  }
  std::int64_t at = to_index(index);
  if (at < 0) at += static_cast<std::int64_t>(size);
  if (at < 0 || at >= static_cast<std::int64_t>(size)) {
    index_error("{}{} index out of range", what, assigning);
  }
  return static_cast<std::size_t>(at);
}

std::vector<Object> sliced(const Budget& budget, const std::vector<Object>& items,
                           const Slice& slice) {
  const auto range =
      ndarray::resolve(to_slice(*slice.bounds), static_cast<std::int64_t>(items.size()));
  budget.require(range.count * static_cast<std::int64_t>(sizeof(Object)));
  budget.work(range.count, 10);
  std::vector<Object> taken;
  for (std::int64_t i = 0; i < range.count; ++i) {
    taken.push_back(items[static_cast<std::size_t>(range.start + i * range.step)]);
  }
  return taken;
}

// Whether these are whole numbers for all of the axes.
bool is_element(const std::vector<ndarray::Index>& indices, int ndim) {
  return static_cast<int>(indices.size()) == ndim &&
         std::all_of(indices.begin(), indices.end(), [](const ndarray::Index& one) {
           return std::holds_alternative<std::int64_t>(one);
         });
}

Object of_text(const Budget& budget, const Object& index, const std::string& text) {
  require_ascii(text);
  if (const auto* slice = index.get<Slice>()) {
    const auto range =
        ndarray::resolve(to_slice(*slice->bounds), static_cast<std::int64_t>(text.size()));
    charge_text(budget, range.count);
    std::string taken;
    for (std::int64_t i = 0; i < range.count; ++i) {
      taken += text[static_cast<std::size_t>(range.start + i * range.step)];
    }
    return of(std::move(taken));
  }
  return of(std::string(1, text[position(index, text.size(), "string")]));
}

__extension__ using Wide = __int128;

// A bound or a step that no item needs may lie beyond 64 bits.
std::int64_t clamped(Wide value) {
  return static_cast<std::int64_t>(std::clamp<Wide>(value, std::numeric_limits<std::int64_t>::min(),
                                                    std::numeric_limits<std::int64_t>::max()));
}

Object of_range(const Object& index, const Range& range) {
  if (const auto* slice = index.get<Slice>()) {
    const auto part = ndarray::resolve(to_slice(*slice->bounds), range.size());
    const Wide start = range.start + Wide{part.start} * range.step;
    const Wide step = Wide{range.step} * part.step;
    return {Range{clamped(start), clamped(start + part.count * step), clamped(step)}};
  }
  const std::size_t at = position(index, static_cast<std::size_t>(range.size()), "range object");
  return of_int(clamped(range.start + Wide{at} * range.step));
}

Object of_dictionary(const Object& index, const Dictionary& dictionary) {
  for (const auto& [key, value] : *dictionary.entries) {
    if (index.text() != nullptr && *index.text() == key) return value;
  }
  ndarray::raise("KeyError",
                 index.text() != nullptr ? fmt::format("'{}'", *index.text()) : type_name(index));
}

void set_slice(const Budget& budget, Sequence& list, const Slice& slice, const Object& value) {
  const auto size = static_cast<std::int64_t>(list.items().size());
  budget.require(size * static_cast<std::int64_t>(sizeof(Object)));
  budget.work(size, 20);
  std::vector<Object> items = list.items();
  std::vector<Object> with = to_items(budget, value);
  const auto range =
      ndarray::resolve(to_slice(*slice.bounds), static_cast<std::int64_t>(items.size()));
  if (range.step != 1) {
    if (static_cast<std::int64_t>(with.size()) != range.count) {
      ndarray::value_error("attempt to assign sequence of size {} to extended slice of size {}",
                           with.size(), range.count);
    }
    for (std::int64_t i = 0; i < range.count; ++i) {
      items[static_cast<std::size_t>(range.start + i * range.step)] =
          std::move(with[static_cast<std::size_t>(i)]);
    }
  } else {
    const auto begin = items.begin() + range.start;
    items.insert(items.erase(begin, begin + range.count), with.begin(), with.end());
  }
  list.replace(std::move(items));
}

}  // namespace

Object get_item(const Budget& budget, const Object& object, const Object& index) {
  if (const NDArray* array = object.array()) {
    const std::vector<ndarray::Index> list = to_index_list(budget, index);
    const bool plain = std::any_of(list.begin(), list.end(), [](const ndarray::Index& one) {
      return std::holds_alternative<std::int64_t>(one) ||
             std::holds_alternative<ndarray::SliceIndex>(one);
    });
    if (array->scalar && plain) index_error("invalid index to scalar variable.");
    return of(ndarray::get_item(budget, *array, list));
  }
  if (const auto* items = object.items()) {
    const bool list = object.get<List>() != nullptr;
    if (const auto* slice = index.get<Slice>()) {
      std::vector<Object> taken = sliced(budget, *items, *slice);
      return list ? make_list(budget, std::move(taken)) : make_tuple(budget, std::move(taken));
    }
    return (*items)[position(index, items->size(), list ? "list" : "tuple")];
  }
  if (const std::string* text = object.text()) return of_text(budget, index, *text);
  if (const auto* range = object.get<Range>()) return of_range(index, *range);
  if (const auto* dictionary = object.get<Dictionary>()) return of_dictionary(index, *dictionary);
  type_error("'{}' object is not subscriptable", type_name(object));
}

void set_item(const Budget& budget, const Object& object, const Object& index,
              const Object& value) {
  if (const NDArray* array = object.array(); array != nullptr && !array->scalar) {
    const auto indices = to_index_list(budget, index);
    if (value.items() != nullptr && is_element(indices, array->ndim())) {
      ndarray::value_error("setting an array element with a sequence.");
    }
    // Python's own numbers are converted as int() does: 1e30 does not fit, NaN neither.
    const NDArray converted =
        is_number(value) ? to_array(budget, value, array->dtype) : to_array(budget, value);
    ndarray::set_item(budget, *array, indices, converted);
    return;
  }
  if (const auto* list = object.get<List>()) {
    if (const auto* slice = index.get<Slice>()) {
      set_slice(budget, *list->sequence, *slice, value);
    } else {
      list->sequence->set(position(index, list->sequence->items().size(), "list", " assignment"),
                          value);
    }
    return;
  }
  type_error("'{}' object does not support item assignment", type_name(object));
}

}  // namespace reference::snippet
