#include "reference/relation/transform.h"

#include <fmt/core.h>

#include <vector>

namespace reference::relation {
namespace {

constexpr Turn turns[] = {Turn::upside_down,       Turn::left_to_right, Turn::half,
                          Turn::counter_clockwise, Turn::clockwise,     Turn::transposed,
                          Turn::other_diagonal};

constexpr int steps[][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}};

std::vector<Transform> all_of_images() {
  std::vector<Transform> all;
  for (const Turn turn : turns) all.push_back({turn, false, 0, 0});
  all.push_back({Turn::none, true, 0, 0});
  for (const auto& step : steps) all.push_back({Turn::none, false, step[0], step[1]});
  for (const Turn turn : turns) all.push_back({turn, true, 0, 0});
  for (const Turn turn : turns) {
    for (const auto& step : steps) all.push_back({turn, false, step[0], step[1]});
  }
  for (const auto& step : steps) all.push_back({Turn::none, true, step[0], step[1]});
  return all;
}

}  // namespace

std::span<const Transform> image_transforms() {
  static const std::vector<Transform> all = all_of_images();
  return all;
}

std::span<const Transform> vector_transforms() {
  static const std::vector<Transform> all = {{Turn::upside_down, false, 0, 0},
                                             {Turn::none, false, 1, 0},
                                             {Turn::none, false, -1, 0},
                                             {Turn::upside_down, false, 1, 0},
                                             {Turn::upside_down, false, -1, 0}};
  return all;
}

std::string words(Turn turn, bool vector) {
  switch (turn) {
    case Turn::none:
      return "";
    case Turn::upside_down:
      return vector ? "reversed" : "flipped upside down";
    case Turn::left_to_right:
      return "flipped left to right";
    case Turn::half:
      return "rotated by 180 degrees";
    case Turn::counter_clockwise:
      return "rotated by 90 degrees counter-clockwise";
    case Turn::clockwise:
      return "rotated by 90 degrees clockwise";
    case Turn::transposed:
      return "transposed";
    default:
      return "transposed along the other diagonal";
  }
}

std::string shift_words(const Transform& transform, bool vector, bool direction) {
  if (vector) return "shifted by one entry";
  if (transform.down != 0 && transform.right != 0) {
    return "shifted by one row and one column";
  }
  const bool row = transform.down != 0;
  const char* way = row ? (transform.down > 0 ? "down " : "up ")
                        : (transform.right > 0 ? "to the right " : "to the left ");
  return fmt::format("shifted {}by one {}", direction ? way : "", row ? "row" : "column");
}

std::string words(const Transform& transform, bool vector) {
  std::string text = words(transform.turn, vector);
  const auto add = [&text](const std::string& more) {
    if (!text.empty()) text += " and ";
    text += more;
  };
  if (transform.channels_reversed) add("with its channels reversed");
  if (transform.shifts()) add(shift_words(transform, vector, text.empty()));
  return text;
}

bool swaps_sides(Turn turn) {
  return turn == Turn::counter_clockwise || turn == Turn::clockwise || turn == Turn::transposed ||
         turn == Turn::other_diagonal;
}

Origin origin(const Transform& transform, std::int64_t height, std::int64_t width) {
  const bool swaps = swaps_sides(transform.turn);
  const Turn turn = transform.turn;
  const bool row_back = turn == Turn::upside_down || turn == Turn::half ||
                        turn == Turn::clockwise || turn == Turn::other_diagonal;
  const bool column_back = turn == Turn::left_to_right || turn == Turn::half ||
                           turn == Turn::counter_clockwise || turn == Turn::other_diagonal;
  const std::int64_t row_step = row_back ? -1 : 1;
  const std::int64_t column_step = column_back ? -1 : 1;
  // Of the turned image element [v, u] the row of the source follows v, or u if the sides swap; and
  // v = y - down, u = x - right.
  Origin from{};
  from.row_by_y = swaps ? 0 : row_step;
  from.row_by_x = swaps ? row_step : 0;
  from.column_by_y = swaps ? column_step : 0;
  from.column_by_x = swaps ? 0 : column_step;
  from.row = (row_back ? height - 1 : 0) - from.row_by_y * transform.down -
             from.row_by_x * transform.right;
  from.column = (column_back ? width - 1 : 0) - from.column_by_y * transform.down -
                from.column_by_x * transform.right;
  return from;
}

}  // namespace reference::relation
