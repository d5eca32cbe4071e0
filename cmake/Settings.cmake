# How everything is compiled: an INTERFACE target for language and includes, one for warnings.
include(CTest)

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

option(GRADER_WARNINGS_AS_ERRORS "Fail on our own warnings" OFF)
set(GRADER_SANITIZE "" CACHE STRING "Sanitizers, e.g. address,undefined")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(grader_settings INTERFACE)
target_compile_features(grader_settings INTERFACE cxx_std_20)
target_include_directories(grader_settings INTERFACE ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/embedded)
if(GRADER_SANITIZE)
  target_compile_options(grader_settings INTERFACE -fsanitize=${GRADER_SANITIZE}
                         -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(grader_settings INTERFACE -fsanitize=${GRADER_SANITIZE})
endif()

add_library(grader_warnings INTERFACE)
target_compile_options(grader_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                       -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False alarms of gcc 12: uninitialised members in std::variant's untaken alternatives, sizes of
  # Boost's small vectors, and overlapping copies in `"a" + text` (its bug 105651).
  target_compile_options(grader_warnings INTERFACE -Wno-maybe-uninitialized -Wno-stringop-overread
                         -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
endif()
if(GRADER_WARNINGS_AS_ERRORS)
  target_compile_options(grader_warnings INTERFACE -Werror)
endif()
