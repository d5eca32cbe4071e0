// How the values of two snippets on one image relate to each other.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "reference/relation/transform.h"
#include "reference/snippet/object.h"

namespace reference::relation {

using snippet::Object;

// From best to worst.
enum class Kind : std::uint8_t { equal, within1, within_eps, related, different };

inline constexpr Kind all_kinds[] = {Kind::equal, Kind::within1, Kind::within_eps, Kind::related,
                                     Kind::different};

std::string_view id(Kind kind);  // "equal", "within1", "within_eps", ..
std::optional<Kind> kind_of(std::string_view id);
std::string_view words(Kind kind);  // "equal", "within 1", "within eps", ..
// Whether it says that two snippets do the same.
inline bool settles(Kind kind) { return kind <= Kind::within_eps; }

struct Relation {
  Kind kind = Kind::different;
  // Of the numbers in the same place; NaN where there are none (shapes that differ, no numbers).
  double max_abs_diff;
  double share_different;  // 0 .. 1, of the elements that are not exactly equal
  // Of related: what has to be done to the left one to get the right one ("flipped upside down").
  // Of different: what keeps them from being compared; empty if nothing does.
  std::string how;
  std::optional<Transform> transform = std::nullopt;
};

Relation not_comparable(std::string reason);

// Axes of extent 1 do not count, nor do types: numbers are compared; see as_array() for what a
// value stands for. NaN equals NaN.
//   equal       every number
//   within1     whole numbers that range over at least 16, none off by more than 1
//   within_eps  at least one side has fractions: none off by more than a share of the largest size,
//               1e-9, or 1e-5 if a side is float32, or 2e-3 (four units in the last place) if a
//               side is float16
//   related     one of these after one of the transforms of transform.h, where both overlap. What
//   is
//               constant there is related to nothing: a black image is every flip of itself.
Relation relate(const Object& left, const Object& right);

// Why a value is not even equal to itself: "gives nothing (None)"; empty if it is.
std::string incomparable(const Object& object);

// The worst of the relations of a pair on several images: the largest differences, and `related`
// only if it is so in the same way.
Relation worst(std::span<const Relation> relations);

}  // namespace reference::relation
