# Who may include whom: reads the sources of every layer below ROOT and compares their #include lines
# with LAYERS, a file of lines "folder: folder folder ...".
#   cmake -DROOT=... -DLAYERS=... -P check.cmake
# 1. A layer includes itself, grader/base and the folders it names; nothing through another folder.
# 2. Only grader/yaml knows yaml-cpp.
# 3. Only grader/cli prints.
cmake_minimum_required(VERSION 3.25)

file(STRINGS ${LAYERS} lines)
set(folders)
foreach(line IN LISTS lines)
  string(REGEX MATCH "^([^:]+): *(.*)$" unused "${line}")
  set(folder ${CMAKE_MATCH_1})
  list(APPEND folders ${folder})
  string(REPLACE " " ";" "may_include_${folder}" "${CMAKE_MATCH_2}")
  list(APPEND "may_include_${folder}" ${folder} grader/base)
endforeach()
set(may_include_grader grader/cli reference) # main.cpp, which puts the two together

set(printing "(std::(cout|cerr|clog|puts|printf|fprintf|fputs|putchar)|[^a-z_:](printf|fprintf|puts|fputs) *\\(|fmt::print|<iostream>|<fmt/ostream\\.h>|(^|[^a-z_])(stdout|stderr)[^a-z_])")
set(findings 0)
function(found file number text)
  message(NOTICE "${file}:${number}: ${text}")
  math(EXPR findings "${findings} + 1")
  set(findings ${findings} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT}
     ${ROOT}/grader/*.h ${ROOT}/grader/*.cpp ${ROOT}/reference/*.h ${ROOT}/reference/*.cpp)
list(LENGTH files read)
foreach(file IN LISTS files)
  get_filename_component(folder ${file} DIRECTORY)
  if(NOT folder IN_LIST folders AND NOT file STREQUAL "grader/main.cpp")
    found(${file} 1 "`${folder}` is no layer; list it in CMakeLists.txt")
    continue()
  endif()
  file(READ ${ROOT}/${file} content)
  # Lines as a list: `;`, `[` and `]` would split or join entries.
  string(REGEX REPLACE "[][;]" " " content "${content}")
  string(REPLACE "\\" " " content "${content}")
  string(REPLACE "\n" ";" content "${content}")
  set(number 0)
  foreach(line IN LISTS content)
    math(EXPR number "${number} + 1")
    if(line MATCHES "^ *# *include +\"((grader|reference)(/[^\"]*)?)/[^/\"]+\"")
      set(included ${CMAKE_MATCH_1})
      if(NOT included IN_LIST "may_include_${folder}")
        found(${file} ${number} "`${folder}` may not include `${included}`; see grader_layer(${folder}) in CMakeLists.txt")
      endif()
    elseif(line MATCHES "^ *# *include +[<\"]yaml-cpp" AND NOT folder STREQUAL "grader/yaml")
      found(${file} ${number} "only `grader/yaml` may include yaml-cpp")
    endif()
    string(REGEX REPLACE "(//|\").*" "" code "${line}") # neither comments nor texts
    if(NOT folder MATCHES "^grader(/cli)?$" AND code MATCHES "${printing}")
      found(${file} ${number} "only `grader/cli` prints; found `${CMAKE_MATCH_0}`")
    endif()
  endforeach()
endforeach()

if(findings GREATER 0)
  message(FATAL_ERROR "${findings} wrong in ${read} files")
elseif(read EQUAL 0)
  message(FATAL_ERROR "no sources below ${ROOT}")
endif()
message(STATUS "${read} files are in order")
