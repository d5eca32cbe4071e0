// The keywords and symbols of the language, and what is a name.
#pragma once

#include <string_view>

namespace reference::language {

bool is_keyword(std::string_view word);

// The one that `text` begins with, or empty.
std::string_view symbol_of(std::string_view text);

// The bracket that closes `open`.
std::string_view closing(std::string_view open);

// What keeps `text` from being a name, as a hint for its author; empty for a name.
std::string_view why_no_name(std::string_view text);

}  // namespace reference::language
