# Every diagnostic code is shown by a recorded case: its `[code-id]` stands in an expected message
# somewhere below TESTS (tables, goldens, test programs), or `code: code-id` in a table.
#   cmake -DREGISTRY=.../codes.h -DTESTS=... -P check.cmake
cmake_minimum_required(VERSION 3.25)

file(READ ${REGISTRY} registry)
string(REGEX MATCHALL "constexpr Code [a-z0-9_]+{[ \n]*\"[^\"]+\"" entries "${registry}")
set(missing)
foreach(entry IN LISTS entries)
  string(REGEX REPLACE ".*\"([^\"]+)\"" "\\1" id "${entry}")
  list(APPEND missing ${id})
endforeach()
list(LENGTH missing known)
if(known EQUAL 0)
  message(FATAL_ERROR "no codes in ${REGISTRY}")
endif()

file(GLOB_RECURSE cases RELATIVE ${TESTS} ${TESTS}/*)
list(FILTER cases EXCLUDE REGEX "^(base|diagnostics|includes)/|CMakeLists.txt$") # made-up messages
foreach(case IN LISTS cases)
  file(READ ${TESTS}/${case} text)
  foreach(id IN LISTS missing)
    if(text MATCHES "\\[${id}\\]|code: *[\"']?${id}[^a-z0-9-]")
      list(REMOVE_ITEM missing ${id})
    endif()
  endforeach()
endforeach()

if(missing)
  list(LENGTH missing count)
  string(JOIN "\n  " missing ${missing})
  message(FATAL_ERROR "${count} of ${known} codes are shown by no case below ${TESTS}:\n  ${missing}")
endif()
message(STATUS "each of ${known} codes is shown by a case")
