#include <algorithm>
#include <cmath>

#include "reference/ndarray/iterate.h"
#include "reference/numpy/families.h"
#include "reference/numpy/ordering.h"

namespace reference::numpy {
namespace {

using ndarray::value_error;

void charge_sorting(const Budget& budget, std::int64_t elements, std::int64_t lane) {
  budget.work(elements, 5 * std::log2(static_cast<double>(std::max<std::int64_t>(lane, 2))));
  budget.require(lane * 24);
}

// Calls run(pointers) for every lane along the last axis of arrays of one shape.
template <std::size_t N, typename Run>
void for_each_lane(const std::array<const NDArray*, N>& arrays, Run run) {
  std::array<NDArray, N> outer;
  std::array<const NDArray*, N> pointers{};
  for (std::size_t k = 0; k < N; ++k) {
    outer[k] = *arrays[k];
    outer[k].shape.pop_back();
    outer[k].strides.pop_back();
    pointers[k] = &outer[k];
  }
  ndarray::for_each_run<N>(pointers, [&](std::int64_t count, auto places, auto steps) {
    for (; count > 0; --count) {
      run(places);
      for (std::size_t k = 0; k < N; ++k) places[k] += steps[k];
    }
  });
}

template <typename T>
void sort_lanes(const NDArray& array) {
  if (array.size() == 0) return;  // however many empty lanes, or none that are long
  const std::int64_t count = array.shape.back();
  const std::int64_t stride = array.strides.back();
  // Not std::vector<bool>.
  const auto lane = std::make_unique<T[]>(at(count));
  for_each_lane<1>({&array}, [&](auto places) {
    for (std::int64_t i = 0; i < count; ++i) lane[at(i)] = ndarray::load<T>(places[0] + i * stride);
    std::stable_sort(lane.get(), lane.get() + count, comes_before<T>);
    for (std::int64_t i = 0; i < count; ++i) ndarray::store(places[0] + i * stride, lane[at(i)]);
  });
}

// NumPy's default sort of indices, so that equal elements come in its order: quicksort by the
// median of three, insertion for 16 and fewer, heapsort where that goes too deep
// (numpy/core/src/npysort/quicksort.cpp and heapsort.cpp describe the same steps).
template <typename T>
class IndexSort {
 public:
  IndexSort(const T* values, std::int64_t* order) : values_(values), order_(order) {}

  void sort(std::int64_t count) {
    int limit = 0;
    for (std::int64_t n = count; n > 1; n >>= 1) limit += 2;
    std::vector<Part> waiting{{0, count - 1, limit}};
    while (!waiting.empty()) {
      const Part next = waiting.back();
      waiting.pop_back();
      if (next.depth < 0) {
        heap(next.left, next.right - next.left + 1);
      } else {
        split(next, waiting);
      }
    }
  }

 private:
  struct Part {
    std::int64_t left;
    std::int64_t right;
    int depth;
  };

  bool less(std::int64_t a, std::int64_t b) const {
    return comes_before(values_[order_[a]], values_[order_[b]]);
  }
  void swap(std::int64_t a, std::int64_t b) { std::swap(order_[a], order_[b]); }

  // The larger sides wait, with the depth that is left to them.
  void split(Part part, std::vector<Part>& waiting) {
    while (part.right - part.left > 15) {
      const std::int64_t pivot = partition(part.left, part.right);
      --part.depth;
      if (pivot - part.left < part.right - pivot) {
        waiting.push_back({pivot + 1, part.right, part.depth});
        part.right = pivot - 1;
      } else {
        waiting.push_back({part.left, pivot - 1, part.depth});
        part.left = pivot + 1;
      }
    }
    insert(part.left, part.right);
  }

  std::int64_t partition(std::int64_t left, std::int64_t right) {
    const std::int64_t middle = left + ((right - left) >> 1);
    if (less(middle, left)) swap(middle, left);
    if (less(right, middle)) swap(right, middle);
    if (less(middle, left)) swap(middle, left);
    const T value = values_[order_[middle]];
    std::int64_t i = left;
    std::int64_t j = right - 1;
    swap(middle, j);
    for (;;) {
      do {
        ++i;
      } while (comes_before(values_[order_[i]], value));
      do {
        --j;
      } while (comes_before(value, values_[order_[j]]));
      if (i >= j) break;
      swap(i, j);
    }
    swap(i, right - 1);
    return i;
  }

  void insert(std::int64_t left, std::int64_t right) {
    for (std::int64_t i = left + 1; i <= right; ++i) {
      const std::int64_t index = order_[i];
      std::int64_t j = i;
      for (; j > left && comes_before(values_[index], values_[order_[j - 1]]); --j) {
        order_[j] = order_[j - 1];
      }
      order_[j] = index;
    }
  }

  void sift(std::int64_t* heap, std::int64_t from, std::int64_t count) {
    const std::int64_t index = heap[from];
    for (std::int64_t child = 2 * from; child <= count;) {
      if (child < count && comes_before(values_[heap[child]], values_[heap[child + 1]])) ++child;
      if (!comes_before(values_[index], values_[heap[child]])) break;
      heap[from] = heap[child];
      from = child;
      child += child;
    }
    heap[from] = index;
  }

  void heap(std::int64_t left, std::int64_t count) {
    std::int64_t* heap = order_ + left - 1;  // counted from 1
    for (std::int64_t from = count >> 1; from > 0; --from) sift(heap, from, count);
    for (std::int64_t last = count; last > 1; --last) {
      std::swap(heap[1], heap[last]);
      sift(heap, 1, last - 1);
    }
  }

  const T* values_;
  std::int64_t* order_;
};

template <typename T>
void order_lanes(const NDArray& array, const NDArray& order, bool stable) {
  if (array.size() == 0) return;
  const std::int64_t count = array.shape.back();
  const auto lane = std::make_unique<T[]>(at(count));
  std::vector<std::int64_t> places(at(count));
  for_each_lane<2>({&array, &order}, [&](auto pointers) {
    for (std::int64_t i = 0; i < count; ++i) {
      lane[at(i)] = ndarray::load<T>(pointers[0] + i * array.strides.back());
      places[at(i)] = i;
    }
    if (stable) {
      std::stable_sort(places.begin(), places.end(), [&](std::int64_t a, std::int64_t b) {
        return comes_before(lane[at(a)], lane[at(b)]);
      });
    } else {
      IndexSort<T>(lane.get(), places.data()).sort(count);
    }
    for (std::int64_t i = 0; i < count; ++i) {
      ndarray::store(pointers[1] + i * order.strides.back(), places[at(i)]);
    }
  });
}

// Whether kind= asks for an order in which equal elements stay.
bool stable_kind(const Call& call, std::size_t i) {
  const std::string kind = call.text(i, "quicksort");
  if (kind.empty()) value_error("Empty string passed for sort kind");
  const char first = kind[0];
  if (first == 's' || first == 'm' || first == 'S' || first == 'M') return true;
  if (first == 'q' || first == 'Q') return false;
  if (first == 'h' || first == 'H') ndarray::not_supported(call.name(), "with kind='heapsort'");
  value_error("sort kind must be one of 'quick', 'heap', or 'stable' (got '{}')", kind);
}

// What to sort: the array along its axis, or all of it for axis=None.
struct Lanes {
  NDArray array;
  int axis;
};

Lanes lanes_of(const Call& call, std::size_t i) {
  NDArray array = as_array(call.budget(), call.array(0));
  if (call.passed(i) && call[i].is_none()) return {ravel(call.budget(), array), 0};
  return {array, ndarray::normalize_axis(call.integer(i, -1), array.ndim())};
}

Object sort(Call& call) {
  stable_kind(call, 2);
  refuse(call, 3, "order");
  const Lanes lanes = lanes_of(call, 1);
  return snippet::of(sorted(call.budget(), lanes.array, lanes.axis));
}

Object sort_method(Call& call) {
  stable_kind(call, 2);
  refuse(call, 3, "order");
  const NDArray array = call.array(0);
  if (!array.writeable) value_error("sort array is read-only");
  const int axis = ndarray::normalize_axis(call.integer(1, -1), array.ndim());
  sort_in_place(call.budget(), array, axis);
  return {};
}

Object argsort(Call& call) {
  refuse(call, 3, "order");
  const bool stable = stable_kind(call, 2);
  const Lanes lanes = lanes_of(call, 1);
  return snippet::of(sorting_order(call.budget(), lanes.array, lanes.axis, stable));
}

void check_kth(const Call& call, const Lanes& lanes) {
  const std::int64_t extent = lanes.array.shape[at(lanes.axis)];
  for (const std::int64_t kth : call.integers(1)) {
    if (kth >= -extent && kth < extent) continue;
    value_error("kth(={}) out of bounds ({})", kth < 0 ? kth + extent : kth, extent);
  }
}

// Sorted wholly, which is one of the results that partition() may give.
Object partition(Call& call) {
  refuse(call, 4, "order");
  const Lanes lanes = lanes_of(call, 2);
  check_kth(call, lanes);
  return snippet::of(sorted(call.budget(), lanes.array, lanes.axis));
}

Object partition_method(Call& call) {
  refuse(call, 4, "order");
  const Lanes lanes = lanes_of(call, 2);
  check_kth(call, lanes);
  if (!lanes.array.writeable) value_error("partition array is read-only");
  sort_in_place(call.budget(), lanes.array, lanes.axis);
  return {};
}

Object argpartition(Call& call) {
  refuse(call, 4, "order");
  const Lanes lanes = lanes_of(call, 2);
  check_kth(call, lanes);
  return snippet::of(sorting_order(call.budget(), lanes.array, lanes.axis, true));
}

Object lexsort(Call& call) {
  const Budget& budget = call.budget();
  const std::vector<NDArray> keys = arrays_of(budget, call[0]);
  if (keys.empty()) {
    ndarray::type_error("need sequence of keys with len > 0 in lexsort");
  }
  for (const NDArray& key : keys) {
    if (key.shape != keys[0].shape) value_error("all keys need to be the same shape");
  }
  if (keys[0].ndim() == 0) return snippet::of(number(call.rules(), std::int64_t{0}).array);
  if (keys[0].ndim() != 1) {
    ndarray::not_supported("np.lexsort", "of keys with several dimensions");
  }
  // By the least important key first; each pass keeps the order of the ones before.
  NDArray order = sorting_order(budget, keys[0], 0, true);
  for (std::size_t i = 1; i < keys.size(); ++i) {
    const std::vector<std::int64_t> before = integers_of(budget, order);
    const NDArray next = sorting_order(budget, gather(budget, keys[i], 0, before), 0, true);
    order = gather(budget, order, 0, integers_of(budget, next));
  }
  return snippet::of(order);
}

Object sort_complex(Call& call) {
  const NDArray a = call.array(0);
  if (ndarray::item_size(a.dtype) < 4 || a.dtype == DType::float32) {
    ndarray::not_supported("np.sort_complex", "of types that give complex64");
  }
  const NDArray numbers = ndarray::cast(call.budget(), a, DType::complex128);
  return snippet::of(sorted(call.budget(), numbers, numbers.ndim() - 1));
}

constexpr Builtin functions[] = {
    {"np.sort", "a, axis=, kind=, order=", sort},
    {"ndarray.sort", "self, axis=, kind=, order=", sort_method},
    {"np.argsort", "a, axis=, kind=, order=", argsort},
    {"ndarray.argsort", "self, axis=, kind=, order=", argsort},
    {"np.partition", "a, kth, axis=, kind=, order=", partition},
    {"ndarray.partition", "self, kth, axis=, kind=, order=", partition_method},
    {"np.argpartition", "a, kth, axis=, kind=, order=", argpartition},
    {"ndarray.argpartition", "self, kth, axis=, kind=, order=", argpartition},
    {"np.lexsort", "keys, axis=", lexsort},
    {"np.sort_complex", "a", sort_complex},
};

}  // namespace

void sort_in_place(const Budget& budget, const NDArray& array, int axis) {
  charge_sorting(budget, array.size(), array.shape[at(axis)]);
  const NDArray lanes = move_axis(array, axis, array.ndim() - 1);
  if (array.size() == 0) return;
  ndarray::visit_dtype(array.dtype, [&](auto type) { sort_lanes<decltype(type)>(lanes); });
}

NDArray sorted(const Budget& budget, const NDArray& array, int axis) {
  const NDArray made = copy_in(budget, array, array.dtype, Order::keep);
  sort_in_place(budget, made, axis);
  return made;
}

NDArray sorting_order(const Budget& budget, const NDArray& array, int axis, bool stable) {
  const NDArray order = ndarray::make(budget, DType::int64, array.shape);
  charge_sorting(budget, array.size(), array.shape[at(axis)]);
  if (array.size() == 0) return order;
  const NDArray lanes = move_axis(array, axis, array.ndim() - 1);
  const NDArray target = move_axis(order, axis, array.ndim() - 1);
  ndarray::visit_dtype(array.dtype,
                       [&](auto type) { order_lanes<decltype(type)>(lanes, target, stable); });
  return order;
}

std::span<const Builtin> sorting_functions() { return functions; }

}  // namespace reference::numpy
