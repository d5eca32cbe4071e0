#include "reference/opencv/allocator.h"

#include <cstdint>
#include <vector>

#include "reference/ndarray/raised.h"
#include "reference/opencv/mat.h"

namespace reference::opencv {
namespace {

// Whom the matrices of this thread are charged to. OpenCV's allocator is one for the process, so
// what it charges cannot come with the call.
thread_local const Budget* charged_budget = nullptr;

constexpr std::size_t alignment = 64;  // as OpenCV's own

// Row-major steps, and the bytes altogether. Charges nothing; throws if they are beyond any budget.
std::int64_t lay_out(int dims, const int* sizes, int type, std::size_t* step) {
  double exact = static_cast<double>(CV_ELEM_SIZE(type));
  std::size_t total = CV_ELEM_SIZE(type);
  for (int i = dims - 1; i >= 0; --i) {
    if (step != nullptr) step[i] = total;
    total *= static_cast<std::size_t>(sizes[i]);
    exact *= static_cast<double>(sizes[i]);
  }
  if (!(exact < 0x1p60)) ndarray::limit_exceeded("more memory than a limit allows");
  return static_cast<std::int64_t>(total);
}

class ChargingAllocator : public cv::MatAllocator {
 public:
  cv::UMatData* allocate(int dims, const int* sizes, int type, void* data, std::size_t* step,
                         cv::AccessFlag flags, cv::UMatUsageFlags usage) const override {
    if (data != nullptr || charged_budget == nullptr) {
      return cv::Mat::getStdAllocator()->allocate(dims, sizes, type, data, step, flags, usage);
    }
    const std::int64_t bytes =
        lay_out(dims, sizes, type, step) + static_cast<std::int64_t>(alignment);
    auto buffer = std::make_shared<ndarray::Buffer>();
    buffer->lease = charged_budget->lease(bytes);
    buffer->bytes.resize(static_cast<std::size_t>(bytes));
    void* begin = buffer->bytes.data();
    std::size_t space = buffer->bytes.size();
    begin = std::align(alignment, space - alignment, begin, space);
    auto holder = std::make_unique<std::shared_ptr<ndarray::Buffer>>(std::move(buffer));
    auto* made = new cv::UMatData(this);
    made->data = made->origdata = static_cast<uchar*>(begin);
    made->size = static_cast<std::size_t>(bytes) - alignment;
    made->userdata = holder.release();
    return made;
  }

  bool allocate(cv::UMatData* data, cv::AccessFlag, cv::UMatUsageFlags) const override {
    return data != nullptr;
  }

  void deallocate(cv::UMatData* data) const override {
    if (data == nullptr) return;
    delete static_cast<std::shared_ptr<ndarray::Buffer>*>(data->userdata);
    data->userdata = nullptr;
    delete data;
  }
};

ChargingAllocator& allocator() {
  // Never destroyed: matrices inside of OpenCV may outlive everything else.
  static auto* instance = new ChargingAllocator;
  return *instance;
}

}  // namespace

void install_allocator() { cv::Mat::setDefaultAllocator(&allocator()); }

std::shared_ptr<ndarray::Buffer> buffer_of(const cv::Mat& mat) {
  if (mat.u == nullptr || mat.u->currAllocator != &allocator()) return nullptr;
  return *static_cast<std::shared_ptr<ndarray::Buffer>*>(mat.u->userdata);
}

Charged::Charged(const Budget& budget) : outer_(charged_budget) { charged_budget = &budget; }
Charged::~Charged() { charged_budget = outer_; }

}  // namespace reference::opencv
