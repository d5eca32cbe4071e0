file(READ ${INPUT} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "(................................................................................)" "\\1\n    " bytes "${bytes}")
file(WRITE ${OUTPUT} "#pragma once

#include <string_view>

namespace embedded {
namespace ${NAME}_detail {
inline constexpr unsigned char bytes[] = {
    ${bytes}0};
}
inline const std::string_view ${NAME}{reinterpret_cast<const char*>(${NAME}_detail::bytes),
                                      sizeof(${NAME}_detail::bytes) - 1};
}  // namespace embedded
")
