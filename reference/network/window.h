// What slides over an image: kernel, stride, padding, dilation.
#pragma once

#include "grader/yaml/map_reader.h"
#include "reference/network/nodes.h"
#include "reference/network/quantities.h"

namespace reference::network {

enum class Padding { number, same };
enum class Rounding { down, up, by_convention };

struct Window {
  Extent kernel;
  Extent stride;
  Extent padding{0, 0};            // on each side; of no meaning with Padding::same
  Extent dilation;                 // 1: the kernel as it is
  Padding kind = Padding::number;  // same: as many zeros as it takes for ceil(input / stride)
  grader::Place where;             // of the kernel

  bool dilated() const { return dilation.height != 1 || dilation.width != 1; }
  bool square(bool square_input) const;
};

// A square window of odd side that keeps height and width, but for its stride.
Window keeping_window(std::int64_t side, std::int64_t stride, const grader::Place& where);

// kernel, stride, padding; without a stride windows of a pool do not overlap. `padding` is a
// number, [height, width], `same` or `valid`.
Window read_window(grader::yaml::MapReader& reader, bool pool);

// Adds kernel_.., stride_.., padding_.. (not with `same`), dilation_.. (where it is not 1).
void add_window_givens(Quantities& quantities, const Window& window);

// Adds height and width, as often as the window fits a stride apart, and the receptive field:
//   (height(x) + 2 * padding - kernel) // stride + 1, or up instead of //. Of those rounded up the
// last window starts inside the input or the padding in front of it, as in PyTorch.
void add_positions(Quantities& quantities, const Window& window, Rounding rounding);

// Adds height and width of a transposed convolution and ends the receptive field:
//   (height(x) - 1) * stride - 2 * padding + kernel + output_padding; with `same`
//   height(x) * stride.
void add_transposed(Quantities& quantities, const Window& window, const Extent& output_padding);

}  // namespace reference::network
