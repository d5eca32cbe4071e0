#include "grader/base/files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "grader/base/system_failure.h"
#include "grader/base/whole_file.h"

namespace grader {
namespace {

namespace fs = std::filesystem;

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

 private:
  int fd_;
};

}  // namespace

Files::Kind DiskFiles::kind(const std::string& path) const {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Kind::missing;
  return fs::is_directory(status) ? Kind::folder : Kind::file;
}

Result<std::string> DiskFiles::read(const std::string& path) const {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return system_failure(errno);
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return system_failure(errno);
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
  if (error) return system_failure(error.value());
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
  return system_failure(kind(path) == Kind::folder ? EISDIR : ENOENT);
}

Result<std::vector<std::string>> MemoryFiles::list(const std::string& path) const {
  if (kind(path) != Kind::folder)
    return system_failure(kind(path) == Kind::file ? ENOTDIR : ENOENT);
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
  auto file = WholeFile::create(path);
  if (!file) return file.error();
  if (const auto written = file->append(content); !written) return written;
  return file->commit();
}

Result<void> make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return system_failure(error.value());
  return {};
}

std::string beside(const std::string& file, const std::string& name) {
  return (fs::path(file).parent_path() / name).lexically_normal().string();
}

}  // namespace grader
