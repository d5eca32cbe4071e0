// Images that look like photographs to the code that is run on them, in whole numbers only.
#pragma once

#include "reference/probes/image.h"

namespace reference::probes {

// Smooth shading, shapes with hard edges, a bar, and texture; the channels go together as those of
// photographs do, and differ. Each channel has one or few 0 and 255, and all between.
Image natural(std::int64_t height, std::int64_t width, std::int64_t channels, std::uint64_t seed);

// One channel: round spots of the values `levels - 1`, .., 1 times `step` on 0.
Image blobs(std::int64_t height, std::int64_t width, std::int64_t levels, std::int64_t step,
            std::uint64_t seed);

}  // namespace reference::probes
