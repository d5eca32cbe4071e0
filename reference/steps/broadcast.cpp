#include "reference/steps/broadcast.h"

namespace reference::steps {

std::optional<Shape> broadcast_shape(std::span<const std::int64_t> a,
                                     std::span<const std::int64_t> b) {
  const auto longer = a.size() >= b.size() ? a : b;
  const auto shorter = a.size() >= b.size() ? b : a;
  Shape shape(longer.begin(), longer.end());
  const std::size_t offset = longer.size() - shorter.size();
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    std::int64_t& extent = shape[offset + i];
    if (extent == 1) {
      extent = shorter[i];
    } else if (shorter[i] != 1 && shorter[i] != extent) {
      return std::nullopt;
    }
  }
  return shape;
}

Shape broadcast_strides(std::span<const std::int64_t> own, std::span<const std::int64_t> shape) {
  Shape strides(shape.size(), 0);
  std::int64_t stride = 1;
  for (std::size_t i = own.size(); i-- > 0;) {
    if (own[i] != 1) strides[shape.size() - own.size() + i] = stride;
    stride *= own[i];
  }
  return strides;
}

}  // namespace reference::steps
