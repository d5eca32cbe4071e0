# Ctemplate::ctemplate, from Debian's libctemplate-dev, which brings no CMake files of its own.
find_path(Ctemplate_INCLUDE_DIR ctemplate/template_cache.h)
find_library(Ctemplate_LIBRARY ctemplate)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Ctemplate REQUIRED_VARS Ctemplate_LIBRARY Ctemplate_INCLUDE_DIR)
mark_as_advanced(Ctemplate_INCLUDE_DIR Ctemplate_LIBRARY)

if(Ctemplate_FOUND AND NOT TARGET Ctemplate::ctemplate)
  find_package(Threads REQUIRED)
  add_library(Ctemplate::ctemplate UNKNOWN IMPORTED)
  set_target_properties(Ctemplate::ctemplate PROPERTIES
                        IMPORTED_LOCATION "${Ctemplate_LIBRARY}"
                        INTERFACE_INCLUDE_DIRECTORIES "${Ctemplate_INCLUDE_DIR}"
                        INTERFACE_LINK_LIBRARIES Threads::Threads)
endif()
