#pragma once

#include <span>
#include <string_view>

namespace reference::opencv {

// All that cv2 has, supported or not.
std::span<const std::string_view> known_names();

}  // namespace reference::opencv
