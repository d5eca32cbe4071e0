#include "grader/base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
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

ReadFailure unread(int error) { return {system_failure(error).message}; }

ReadFailure larger_than(std::size_t most) {
  constexpr std::size_t mebibyte = std::size_t{1} << 20;
  std::string size = fmt::format("{} bytes", most);
  if (most % mebibyte == 0) size = fmt::format("{} MiB", most / mebibyte);
  if (most % (1024 * mebibyte) == 0) size = fmt::format("{} GiB", most / (1024 * mebibyte));
  return {"is larger than " + size, &code::too_large};
}

const ReadFailure not_regular{"is not a regular file"};

}  // namespace

Files::Kind DiskFiles::kind(const std::string& path) const {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return Kind::missing;
  return fs::is_directory(status) ? Kind::folder : Kind::file;
}

Result<std::string, ReadFailure> DiskFiles::read(const std::string& path, std::size_t most) const {
  // Opening a pipe would wait for somebody to write, and a device may have no end.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.valid()) return errno == ENXIO ? not_regular : unread(errno);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return unread(errno);
  if (S_ISDIR(status.st_mode)) return unread(EISDIR);
  if (!S_ISREG(status.st_mode)) return not_regular;
  if (static_cast<std::uintmax_t>(status.st_size) > most) return larger_than(most);
  std::string content;
  char buffer[1 << 16];
  while (true) {
    const ssize_t size = ::read(file.get(), buffer, sizeof buffer);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return unread(errno);
    if (size == 0) return content;
    // It may grow while it is read, and the files of /proc have no size.
    if (static_cast<std::size_t>(size) > most - content.size()) return larger_than(most);
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

Result<std::string, ReadFailure> MemoryFiles::read(const std::string& path,
                                                   std::size_t most) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return unread(kind(path) == Kind::folder ? EISDIR : ENOENT);
  if (found->second.size() > most) return larger_than(most);
  return found->second;
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
