// Arrays for tests, made by hand.
#pragma once

#include <initializer_list>
#include <vector>

#include "reference/snippet/object.h"

namespace reference::relation {

template <typename T>
ndarray::NDArray array_of(ndarray::Extents shape, const std::vector<T>& numbers) {
  const ndarray::Budget budget;
  ndarray::NDArray array = make(budget, ndarray::dtype_of<T>(), shape);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    ndarray::store(array.data() + i * sizeof(T), static_cast<T>(numbers[i]));
  }
  return array;
}

template <typename T>
snippet::Object object_of(ndarray::Extents shape, const std::vector<T>& numbers) {
  return snippet::of(array_of<T>(std::move(shape), numbers));
}

// An image without any symmetry.
inline ndarray::NDArray uneven(std::int64_t height, std::int64_t width, std::int64_t channels) {
  std::vector<std::uint8_t> numbers;
  for (std::int64_t i = 0; i < height * width * channels; ++i) {
    numbers.push_back(static_cast<std::uint8_t>((i * i * 37 + i * 11) % 251));
  }
  ndarray::Extents shape{height, width};
  if (channels > 1) shape.push_back(channels);
  return array_of(shape, numbers);
}

}  // namespace reference::relation
