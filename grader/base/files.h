// Reading and writing files. Input is read through an interface so that tests hold their files in
// memory.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/codes.h"
#include "grader/base/result.h"

namespace grader {

// The largest files that are read, in bytes. What is larger was not made by hand for an exam.
namespace largest {
inline constexpr std::size_t student_file = std::size_t{4} << 20;
inline constexpr std::size_t problem_file = std::size_t{32} << 20;  // and exam files
inline constexpr std::size_t table = std::size_t{1} << 30;          // CSV
inline constexpr std::size_t any = std::numeric_limits<std::size_t>::max();
}  // namespace largest

// Why a file was not read. The message is for people and without the path: "is a folder", "does not
// exist", "permission denied", "is not a regular file", "is larger than 4 MiB".
struct ReadFailure {
  std::string message;
  const Code* code = &code::unreadable_file;  // or too_large
};

class Files {
 public:
  enum class Kind { missing, file, folder };  // file: whatever is no folder
  virtual ~Files() = default;
  virtual Kind kind(const std::string& path) const = 0;
  // The whole content of a regular file of at most `most` bytes; of a larger one nothing is kept.
  // Never waits: pipes and devices are refused.
  virtual Result<std::string, ReadFailure> read(const std::string& path,
                                                std::size_t most = largest::any) const = 0;
  // Names (not paths) of a folder's files and folders, sorted by bytes.
  virtual Result<std::vector<std::string>> list(const std::string& path) const = 0;
};

class DiskFiles final : public Files {
 public:
  Kind kind(const std::string& path) const override;
  Result<std::string, ReadFailure> read(const std::string& path,
                                        std::size_t most = largest::any) const override;
  Result<std::vector<std::string>> list(const std::string& path) const override;
};

class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  Kind kind(const std::string& path) const override;
  Result<std::string, ReadFailure> read(const std::string& path,
                                        std::size_t most = largest::any) const override;
  Result<std::vector<std::string>> list(const std::string& path) const override;

 private:
  std::map<std::string, std::string> files_;  // path with `/` -> content; folders are implied
};

// Writes a file whole or not at all: a temporary file beside it, synced, then renamed.
Result<void> write_whole(const std::string& path, std::string_view content);

// Creates a folder and its parents if they are missing.
Result<void> make_folder(const std::string& path);

// `name` seen from the folder that holds `file` (absolute names stay as they are).
std::string beside(const std::string& file, const std::string& name);

}  // namespace grader
