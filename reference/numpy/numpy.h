// NumPy as snippets see it.
#pragma once

#include "reference/snippet/builtin.h"

namespace reference::numpy {

snippet::Library library();

}  // namespace reference::numpy
