// How a function of cv2 gets into the table of builtins.
#pragma once

#include <span>

#include "reference/opencv/arguments.h"

namespace reference::opencv {

using Body = Object (*)(Arguments& arguments);

// What the binding throws for arguments that it refuses: cv2.error if it has the function for
// cv::Mat and for cv::UMat, TypeError for one that takes no arrays.
enum class Kind : std::uint8_t { of_arrays, of_numbers };

// Runs the body: matrices are charged, exceptions of OpenCV become cv2.error.
Object guarded(snippet::Call& call, Body body, Kind kind);

template <Body body, Kind kind = Kind::of_arrays>
Object call(snippet::Call& call) {
  return guarded(call, body, kind);
}

// The families, a file each.
std::span<const snippet::Builtin> arithmetic();
std::span<const snippet::Builtin> channels();
std::span<const snippet::Builtin> colour();
std::span<const snippet::Builtin> contours();
std::span<const snippet::Builtin> drawing();
std::span<const snippet::Builtin> edges();
std::span<const snippet::Builtin> files();
std::span<const snippet::Builtin> filters();
std::span<const snippet::Builtin> geometry();
std::span<const snippet::Builtin> linear();
std::span<const snippet::Builtin> morphology();
std::span<const snippet::Builtin> regions();
std::span<const snippet::Builtin> statistics();
std::span<const snippet::Builtin> warps();
std::span<const snippet::Constant> constants();

}  // namespace reference::opencv
