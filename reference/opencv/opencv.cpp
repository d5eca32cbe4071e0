#include "reference/opencv/opencv.h"

#include <fmt/core.h>

#include <exception>
#include <opencv2/core.hpp>
#include <opencv2/core/utility.hpp>

#include "reference/ndarray/raised.h"
#include "reference/opencv/allocator.h"
#include "reference/opencv/call.h"
#include "reference/opencv/names.h"

namespace reference::opencv {
namespace {

constexpr double nanoseconds_per_call = 2000;

const std::vector<std::span<const snippet::Builtin>>& families() {
  static const std::vector<std::span<const snippet::Builtin>> all = {
      arithmetic(), channels(), colour(), contours(),   drawing(), edges(),      files(),
      filters(),    geometry(), linear(), morphology(), regions(), statistics(), warps()};
  return all;
}

const snippet::Builtin& line_of(std::string_view name) {
  static const snippet::Builtin unknown{"cv2.?", "", nullptr};
  for (const auto& family : families()) {
    for (const snippet::Builtin& builtin : family) {
      if (builtin.name == name) return builtin;
    }
  }
  return unknown;
}

[[noreturn]] void raise_refused(const Unfit& unfit, const snippet::Builtin& builtin, Kind kind) {
  if (kind == Kind::of_numbers) ndarray::raise("TypeError", std::string(unfit.reason));
  const std::string second =
      unfit.umat.empty() ? unfit.reason
                         : fmt::format("Expected Ptr<cv::UMat> for argument '{}'", unfit.umat);
  ndarray::raise("cv2.error",
                 "OpenCV(4.6.0) :-1: error: (-5:Bad argument) in function '{}'\n"
                 "> Overload resolution failed:\n>  - {}\n>  - {}\n",
                 builtin.name.substr(builtin.name.find('.') + 1), unfit.reason, second);
}

}  // namespace

Object guarded(snippet::Call& call, Body body, Kind kind) {
  const snippet::Builtin& builtin = line_of(call.name());
  try {
    call.budget().work(1, nanoseconds_per_call);
    const Charged charged(call.budget());
    Arguments arguments(call, builtin);
    return body(arguments);
  } catch (const Unfit& unfit) {
    raise_refused(unfit, builtin, kind);
  } catch (const cv::Exception& exception) {
    if (exception.code == cv::Error::StsNoMem) ndarray::limit_exceeded("more memory than there is");
    ndarray::raise("cv2.error", std::string(exception.what()));
  } catch (const std::exception&) {  // std::bad_alloc, std::length_error
    ndarray::limit_exceeded("more memory than there is");
  }
}

snippet::Library library() {
  cv::setNumThreads(1);
  install_allocator();
  snippet::Library library;
  library.functions = families();
  library.constants = {constants()};
  library.known = {known_names()};
  return library;
}

}  // namespace reference::opencv
