// The values that a snippet handles: Python's, NumPy's, and what stands for modules and functions.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "reference/ndarray/indexing.h"
#include "reference/ndarray/ndarray.h"

namespace reference::snippet {

using ndarray::Budget;
using ndarray::Complex;
using ndarray::DType;
using ndarray::Extents;
using ndarray::NDArray;

struct Builtin;
struct Function;  // `def` in a snippet; see scope.h
struct Object;

struct None {
  bool operator==(const None&) const = default;
};
struct Ellipsis {
  bool operator==(const Ellipsis&) const = default;
};
// A Python int from 2^63 on that fits uint64. Smaller ones are std::int64_t, larger ones refused.
struct LargeInt {
  std::uint64_t value;
};
struct Text {
  std::shared_ptr<const std::string> text;
};
struct Array {  // also NumPy scalars
  std::shared_ptr<const NDArray> array;
};
struct SliceBounds;
struct Slice {
  std::shared_ptr<const SliceBounds> bounds;
};
struct Range {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  std::int64_t size() const;
};
struct DTypeObject {
  DType dtype;
  bool is_class = false;  // np.uint8, which can be called; else np.dtype('uint8')
};
struct Module {
  std::string_view path;  // "np", "np.linalg", "cv2"
};
struct Bound {  // a method and what it was taken from
  const Builtin* method;
  std::shared_ptr<const Object> self;
};

// A list or a tuple. What it holds alive is charged to the budget (an item as much as bytes_of()
// says, in each list that holds it). Lists are shared and change;
// tuples are shared and do not. What would make a list contain itself is refused.
class Sequence {
 public:
  Sequence(const Budget& budget, std::vector<Object> items);
  ~Sequence();  // without recursion, however deep the items nest
  Sequence(const Sequence&) = delete;
  Sequence& operator=(const Sequence&) = delete;

  const std::vector<Object>& items() const { return items_; }
  void set(std::size_t index, Object item);
  void append(Object item);
  void insert(std::size_t index, Object item);
  void erase(std::size_t begin, std::size_t end);
  void replace(std::vector<Object> items);  // all of them

 private:
  void make_room();  // for one more item
  void charge(std::size_t bytes);
  void admit(const Object& item) const;
  Budget budget_;
  std::vector<Object> items_;
  std::size_t held_ = 0;     // bytes_of() all items
  std::size_t charged_ = 0;  // bytes
  std::unique_ptr<const Budget::Lease> lease_;
};
struct List {
  std::shared_ptr<Sequence> sequence;
};
struct Tuple {
  std::shared_ptr<const Sequence> sequence;
};

// A generator, zip, enumerate, ..: calls `take` with one item after the other until it returns
// false. Can be used once.
using Take = std::function<bool(Object)>;
struct Iterator {
  std::string_view type;  // "generator", "zip"
  std::shared_ptr<std::function<void(const Take& take)>> each;
  int depth = 0;  // of iterators that go over iterators
};

// A dict that a function returned (cv2.moments): read by its keys, never written.
struct Dictionary {
  std::shared_ptr<const std::vector<std::pair<std::string, Object>>> entries;
};

struct Object {
  std::variant<None, bool, std::int64_t, LargeInt, double, Complex, Text, Array, Tuple, List,
               Dictionary, Range, Slice, Ellipsis, DTypeObject, Module, const Builtin*, Bound,
               std::shared_ptr<const Function>, Iterator>
      value;

  bool is_none() const { return std::holds_alternative<None>(value); }
  template <typename T>
  const T* get() const {
    return std::get_if<T>(&value);
  }
  const NDArray* array() const;              // null if it is none
  const std::vector<Object>* items() const;  // of a list or a tuple, else null
  const std::string* text() const;
};

// What an object takes as an item, without elements and lists, which are charged where they are
// made.
std::size_t bytes_of(const Object& object);

struct SliceBounds {  // as written; None where nothing is
  Object start;
  Object stop;
  Object step;
};

Object of(NDArray array);
Object of(std::string text);
// Charges for a text that is about to be made or copied; refuses one that is too long. Texts are
// not leased.
inline constexpr std::int64_t longest_text = 1'000'000;  // characters
void charge_text(const Budget& budget, std::int64_t size);
Object of_bool(bool value);
Object of_int(std::int64_t value);
Object of_unsigned(std::uint64_t value);
Object of_float(double value);
Object make_tuple(const Budget& budget, std::vector<Object> items);
Object make_list(const Budget& budget, std::vector<Object> items);
// A tuple of ints, such as a shape.
Object make_int_tuple(const Budget& budget, const Extents& numbers);

// Throws NotSupported for bounds that are neither numbers nor None.
Object make_slice(SliceBounds bounds);
// `over` is what `each` goes over. Throws RecursionError for a hundred iterators over each other.
Object make_iterator(std::string_view type, std::function<void(const Take&)> each,
                     const Object& over);

// Ends objects without recursion, however deep they hold each other.
void let_go(std::vector<Object> objects);

std::size_t parameter_count(const Function& function);

// Python's name of the type: "int", "numpy.ndarray", "numpy.uint8", "tuple", "NoneType".
std::string type_name(const Object& object);

}  // namespace reference::snippet
