// Any text as a snippet, with small limits: it has a value or a reason why not, soon, and its
// inputs stay as they were.
#include <algorithm>

#include "grader/base/words.h"
#include "reference/evaluator/code.h"
#include "reference/probes/probes.h"
#include "tests/fuzz/check.h"

namespace reference::evaluator {
namespace {

using grader::fuzz::check;
using ndarray::NDArray;

constexpr ndarray::Limits limits{20'000, std::int64_t{16} * 1024 * 1024, 20'000'000};

NDArray image(const probes::Image& image) {
  ndarray::Extents shape{image.height, image.width};
  if (image.channels > 1) shape.push_back(image.channels);
  NDArray array = make(ndarray::Budget(), ndarray::DType::uint8, shape);
  std::copy(image.pixels.begin(), image.pixels.end(),
            ndarray::elements<std::uint8_t>(array).begin());
  return array;
}

Inputs make_inputs() {
  for (const probes::Probe& probe : probes::probes(8, 8, 3)) {
    if (probe.name != "tiny") continue;
    Inputs inputs;
    inputs.image_file = image(probe.img);
    NDArray gray = image(probe.mask);
    inputs.variables = {
        {"img", snippet::of(image(probe.img))},   {"img2", snippet::of(image(probe.img2))},
        {"mask", snippet::of(image(probe.mask))}, {"gray", snippet::of(std::move(gray))},
        {"H", snippet::of_int(probe.img.height)}, {"W", snippet::of_int(probe.img.width)}};
    return inputs;
  }
  return {};
}

void check_value(const Object& value) {
  if (const NDArray* array = value.array()) {
    check(array->shape.size() == array->strides.size(), "a stride an axis");
    check(array->ndim() <= ndarray::max_dimensions, "no more axes than NumPy has");
    // Reads every element, under the sanitizers.
    const NDArray whole = copy(ndarray::Budget(), *array);
    check(whole.size() == array->size(), "a copy has as many elements");
  }
  if (const std::vector<Object>* items = value.items(); items != nullptr) {
    for (const Object& item : *items) {
      if (item.items() == nullptr) check_value(item);
    }
  }
}

bool same_bytes(const NDArray& a, const NDArray& b) { return a.buffer->bytes == b.buffer->bytes; }

void run(const std::string& text) {
  static const Inputs inputs = make_inputs();
  static const Inputs untouched = make_inputs();
  const auto code = Code::parse(text);
  if (!code) {
    check(!code.error().type.empty(), "what cannot be parsed says why");
    return;
  }
  const auto outcome = code->run(inputs, {limits, ndarray::Numpy::v1}, {"img", "gray"});
  for (std::size_t i = 0; i < inputs.variables.size(); ++i) {
    const NDArray* array = inputs.variables[i].second.array();
    if (array == nullptr) continue;
    check(same_bytes(*array, *untouched.variables[i].second.array()), "inputs stay as they are");
  }
  if (outcome) {
    check_value(outcome->value);
    return;
  }
  const Failure& failure = outcome.error();
  check(!failure.type.empty(), "a failure has a type");
  check(grader::is_utf8(failure.message) || !grader::is_utf8(text), "a message is UTF-8");
  check(failure.where.line >= 1, "a failure has a place");
}

}  // namespace
}  // namespace reference::evaluator

// NOLINTNEXTLINE(readability-identifier-naming): the name that libFuzzer calls
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  reference::evaluator::run({reinterpret_cast<const char*>(data), size});
  return 0;
}
