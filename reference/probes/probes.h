// The images that snippets are run on to see what they do. Made from fixed seeds in whole numbers,
// so that they are the same bytes on every machine: results on them are part of a key.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/probes/image.h"

namespace reference::probes {

// `img2` is another image of the size of `img`; `mask` has that size and one channel.
struct Probe {
  std::string name;
  bool declared_size;  // the size that was asked for: only these decide
  Image img;
  Image img2;
  Image mask;  // 0 and 255, in blobs; of probe `labels`, 0, 1 and 2
};

// First `natural` and `random` of the declared size, then, of their own sizes, those that show what
// holds for the declared size only: `natural_other`, `tiny`, `labels`, `dark`, `odd`, `gradient`,
// `impulses`, `zeros`, `wide`. The size is at least 1 x 1, the channels are 1 or 3.
std::vector<Probe> probes(std::int64_t height, std::int64_t width, std::int64_t channels);

}  // namespace reference::probes
