# What the README shows is what the program prints: runs each `$ grader ...` of README beside ROOT's
# sample, in a folder of its own, and compares standard output with the rest of the block.
#   cmake -DREADME=... -DROOT=... -DGRADER=... -DFOLDER=... -P check.cmake
cmake_minimum_required(VERSION 3.25)

file(REMOVE_RECURSE ${FOLDER})
file(MAKE_DIRECTORY ${FOLDER})
foreach(sample problems submissions)
  file(CREATE_LINK ${ROOT}/${sample} ${FOLDER}/${sample} SYMBOLIC)
endforeach()

file(READ ${README} rest)
set(runs 0)
while(rest MATCHES "\n```\n\\$ grader ([^\n]*)\n(.*)$")
  set(arguments ${CMAKE_MATCH_1})
  set(rest "${CMAKE_MATCH_2}")
  string(FIND "${rest}" "```" end)
  string(SUBSTRING "${rest}" 0 ${end} expected)
  separate_arguments(command UNIX_COMMAND "${arguments}")
  execute_process(COMMAND ${GRADER} ${command} WORKING_DIRECTORY ${FOLDER}
                  OUTPUT_VARIABLE printed ERROR_VARIABLE unused)
  if(NOT printed STREQUAL expected)
    message(FATAL_ERROR "`grader ${arguments}` prints\n${printed}\nthe README shows\n${expected}")
  endif()
  math(EXPR runs "${runs} + 1")
endwhile()
if(runs EQUAL 0)
  message(FATAL_ERROR "no example in ${README}")
endif()
message(STATUS "${runs} examples are as shown")
