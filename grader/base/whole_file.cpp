#include "grader/base/whole_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "grader/base/system_failure.h"

namespace grader {
namespace {

constexpr std::size_t buffer_size = 1 << 16;

Failure last_failure() { return system_failure(errno); }

std::string temporary_name(const std::string& path) { return path + ".part"; }

}  // namespace

Result<WholeFile> WholeFile::create(std::string path) {
  const std::string temporary = temporary_name(path);
  // What an interrupted run left there goes. A link does too: what it names is never written.
  ::unlink(temporary.c_str());
  const int fd =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (fd < 0) return last_failure();
  return WholeFile(std::move(path), fd);
}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      buffer_(std::move(other.buffer_)) {}

WholeFile& WholeFile::operator=(WholeFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  fd_ = std::exchange(other.fd_, -1);
  buffer_ = std::move(other.buffer_);
  return *this;
}

WholeFile::~WholeFile() { discard(); }

void WholeFile::discard() {
  if (fd_ < 0) return;
  ::close(std::exchange(fd_, -1));
  ::unlink(temporary_name(path_).c_str());
}

Result<void> WholeFile::append(std::string_view text) {
  buffer_ += text;
  return buffer_.size() < buffer_size ? Result<void>() : flush();
}

Result<void> WholeFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return last_failure();
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
  return {};
}

Result<void> WholeFile::commit(Sync sync) {
  Result<void> written = flush();
  if (written && sync == Sync::yes && ::fsync(fd_) != 0) written = last_failure();
  if (!written) {
    discard();
    return written;
  }
  // Some file systems report a failed write only when the file is closed.
  const std::string temporary = temporary_name(path_);
  if (::close(std::exchange(fd_, -1)) == 0 && ::rename(temporary.c_str(), path_.c_str()) == 0) {
    return {};
  }
  const Failure failure = last_failure();
  ::unlink(temporary.c_str());
  return failure;
}

Result<void> sync_folder(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return last_failure();
  const bool synced = ::fsync(fd) == 0;
  const Failure failure = last_failure();
  ::close(fd);
  return synced ? Result<void>() : Result<void>(failure);
}

}  // namespace grader
