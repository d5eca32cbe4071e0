# OpenCV::core and OpenCV::imgproc. OpenCV's own CMake files come with Debian's libopencv-dev only,
# which brings all modules and what they need (a gigabyte); these two have packages of their own.
find_path(OpenCVCore_INCLUDE_DIR opencv2/imgproc.hpp PATH_SUFFIXES opencv4)
# cvconfig.h and the like of one architecture.
find_path(OpenCVCore_ARCH_INCLUDE_DIR opencv2/cvconfig.h PATH_SUFFIXES opencv4)
find_library(OpenCVCore_core_LIBRARY opencv_core)
find_library(OpenCVCore_imgproc_LIBRARY opencv_imgproc)

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenCVCore REQUIRED_VARS OpenCVCore_core_LIBRARY
                                  OpenCVCore_imgproc_LIBRARY OpenCVCore_INCLUDE_DIR)
mark_as_advanced(OpenCVCore_INCLUDE_DIR OpenCVCore_ARCH_INCLUDE_DIR OpenCVCore_core_LIBRARY
                 OpenCVCore_imgproc_LIBRARY)

if(OpenCVCore_FOUND AND NOT TARGET OpenCV::core)
  foreach(module core imgproc)
    add_library(OpenCV::${module} UNKNOWN IMPORTED)
    set_target_properties(OpenCV::${module} PROPERTIES
                          IMPORTED_LOCATION "${OpenCVCore_${module}_LIBRARY}"
                          INTERFACE_INCLUDE_DIRECTORIES
                          "${OpenCVCore_INCLUDE_DIR};$<$<BOOL:${OpenCVCore_ARCH_INCLUDE_DIR}>:${OpenCVCore_ARCH_INCLUDE_DIR}>")
  endforeach()
  set_property(TARGET OpenCV::imgproc PROPERTY INTERFACE_LINK_LIBRARIES OpenCV::core)
endif()
