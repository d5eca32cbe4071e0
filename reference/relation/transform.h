// The ways in which one image may be another one turned, flipped, shifted or with its channels
// reversed; and their words.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace reference::relation {

enum class Turn : std::uint8_t {
  none,
  upside_down,
  left_to_right,
  half,               // by 180 degrees
  counter_clockwise,  // by 90 degrees: np.rot90
  clockwise,
  transposed,
  other_diagonal,
};

// First the turn, then the channels, then the shift.
struct Transform {
  Turn turn = Turn::none;
  bool channels_reversed = false;
  int down = 0;  // rows, -1 to 1
  int right = 0;

  bool shifts() const { return down != 0 || right != 0; }
  bool operator==(const Transform&) const = default;
};

// Of an image, simple ones first: each alone, then two together.
std::span<const Transform> image_transforms();
// Of a vector, which is a single column: `upside_down` and shifts.
std::span<const Transform> vector_transforms();

// "flipped upside down and shifted by one row", "with its channels reversed".
std::string words(const Transform& transform, bool vector);

// "flipped upside down", "rotated by 90 degrees clockwise"; of a vector "reversed".
std::string words(Turn turn, bool vector);
// "shifted down by one row"; together with something else, which may come first or last, without
// the direction.
std::string shift_words(const Transform& transform, bool vector, bool direction);

// Where an element of the result comes from: row = row + by_row * y + by_column * x of the source,
// for the coordinates of the result; the same for the column.
struct Origin {
  std::int64_t row, row_by_y, row_by_x;
  std::int64_t column, column_by_y, column_by_x;
};
Origin origin(const Transform& transform, std::int64_t height, std::int64_t width);

// Whether the result has the width of the source as its height.
bool swaps_sides(Turn turn);

}  // namespace reference::relation
