# grader_embed(TARGET NAME FILE)
# Makes the content of FILE available as `std::string_view embedded::NAME` in "NAME.embedded.h",
# as a raw string in pieces short enough for every compiler.
function(grader_embed target name file)
  set(header ${PROJECT_BINARY_DIR}/embedded/${name}.embedded.h)
  add_custom_command(
    OUTPUT ${header}
    COMMAND ${CMAKE_COMMAND} -DNAME=${name} -DINPUT=${PROJECT_SOURCE_DIR}/${file} -DOUTPUT=${header}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    DEPENDS ${PROJECT_SOURCE_DIR}/${file} ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${header})
endfunction()
