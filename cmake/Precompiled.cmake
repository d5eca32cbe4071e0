# grader_precompile(TARGET)
# Lets a target use the headers that nearly all sources include, parsed once for all targets. Only
# headers of others are among them; ours change. Headers are still checked to compile alone, without
# these.
function(grader_precompile target)
  if(NOT GRADER_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET grader_precompiled)
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled.cpp CONTENT "")
    add_library(grader_precompiled OBJECT ${PROJECT_BINARY_DIR}/precompiled.cpp)
    target_link_libraries(grader_precompiled PRIVATE grader_settings grader_warnings fmt::fmt
                                                     Boost::headers)
    target_precompile_headers(
      grader_precompiled PRIVATE <fmt/format.h> <algorithm>
      <functional> <map> <memory> <optional> <string> <variant> <vector>)
  endif()
  target_precompile_headers(${target} REUSE_FROM grader_precompiled)
endfunction()
