include(Precompiled)

# The library target of a layer's folder: grader/base -> grader_base, reference -> reference_kinds.
function(grader_layer_target folder result)
  string(REPLACE "/" "_" target ${folder})
  if(target STREQUAL "reference")
    set(target reference_kinds)
  endif()
  set(${result} ${target} PARENT_SCOPE)
endfunction()

# grader_layer(FOLDER [USES folder...] [PRIVATE target...])
# The library of one folder: every .cpp and .h in it (not below it). USES are the folders that its
# files may include, beside itself and grader/base; PRIVATE are libraries that no other folder sees.
# The global property GRADER_LAYERS lists all layers with what they use, for tests/includes.
function(grader_layer folder)
  cmake_parse_arguments(ARG "" "" "USES;PRIVATE" ${ARGN})
  string(JOIN " " uses ${ARG_USES})
  set_property(GLOBAL APPEND_STRING PROPERTY GRADER_LAYERS "${folder}: ${uses}\n")
  grader_layer_target(${folder} target)
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.h)
  if(NOT sources)
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE grader_settings)
    return()
  endif()
  add_library(${target} STATIC ${sources})
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  set(used)
  foreach(use IN LISTS ARG_USES)
    grader_layer_target(${use} use_target)
    list(APPEND used ${use_target})
  endforeach()
  target_link_libraries(${target} PUBLIC grader_settings ${used} fmt::fmt Boost::headers
                        PRIVATE grader_warnings ${ARG_PRIVATE})
  grader_precompile(${target})
endfunction()
