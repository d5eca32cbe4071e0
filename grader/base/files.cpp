#include "grader/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>
#include <system_error>

namespace grader {
namespace {

namespace fs = std::filesystem;

Failure failure_of(int error) {
  switch (error) {
    case ENOENT:
      return {"does not exist"};
    case EACCES:
    case EPERM:
      return {"permission denied"};
    case EISDIR:
      return {"is a folder"};
    case ENOTDIR:
      return {"is not a folder"};
    case ENOSPC:
      return {"no space left on the disk"};
    case EROFS:
      return {"the file system is read-only"};
    default:
      return {std::generic_category().message(error)};
  }
}

// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  bool valid() const { return fd_ >= 0; }
  // Some file systems report a failed write only here.
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Files::Kind DiskFiles::kind(const std::string& path) const {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Kind::missing;
  return fs::is_directory(status) ? Kind::folder : Kind::file;
}

Result<std::string> DiskFiles::read(const std::string& path) const {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return failure_of(errno);
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return failure_of(errno);
    if (size == 0) return content;
    content.append(buffer, static_cast<std::size_t>(size));
  }
}

Result<std::vector<std::string>> DiskFiles::list(const std::string& path) const {
  std::error_code error;
  std::vector<std::string> names;
  for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  if (error) return failure_of(error.value());
  std::sort(names.begin(), names.end());
  return names;
}

Files::Kind MemoryFiles::kind(const std::string& path) const {
  if (files_.contains(path)) return Kind::file;
  const auto below = files_.lower_bound(path + "/");
  const bool has_children = below != files_.end() && below->first.starts_with(path + "/");
  return has_children ? Kind::folder : Kind::missing;
}

Result<std::string> MemoryFiles::read(const std::string& path) const {
  const auto found = files_.find(path);
  if (found != files_.end()) return found->second;
  return failure_of(kind(path) == Kind::folder ? EISDIR : ENOENT);
}

Result<std::vector<std::string>> MemoryFiles::list(const std::string& path) const {
  if (kind(path) != Kind::folder) return failure_of(kind(path) == Kind::file ? ENOTDIR : ENOENT);
  std::set<std::string> names;
  const std::string prefix = path + "/";
  for (auto at = files_.lower_bound(prefix); at != files_.end() && at->first.starts_with(prefix);
       ++at) {
    names.insert(
        at->first.substr(prefix.size(), at->first.find('/', prefix.size()) - prefix.size()));
  }
  return std::vector<std::string>(names.begin(), names.end());
}

Result<void> write_whole(const std::string& path, std::string_view content) {
  const std::string temporary = path + ".part";
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.valid()) return failure_of(errno);
  const bool written = write_all(file.get(), content) && ::fsync(file.get()) == 0;
  if (written && file.close() == 0 && ::rename(temporary.c_str(), path.c_str()) == 0) {
    return {};
  }
  const int error = errno;
  ::unlink(temporary.c_str());
  return failure_of(error);
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return failure_of(error.value());
  return {};
}

std::string beside(const std::string& file, const std::string& name) {
  return (fs::path(file).parent_path() / name).lexically_normal().string();
}

}  // namespace grader
