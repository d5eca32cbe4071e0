// A student's code as it was handed in -> the code itself.
#pragma once

#include <string>
#include <string_view>

namespace reference::code {

// Without what surrounds code that was copied: a fence of Markdown (```python .. ```) or single
// back-ticks, the prompts
// of a Python shell (`>>> `, `... `) and the output between them, and indentation that only the
// first line has lost (whoever stores a text may trim it). Line breaks stay, so that lines count as
// they were handed in.
std::string source_of(std::string_view text);

}  // namespace reference::code
