// Reading and writing files. Input is read through an interface so that tests hold their files in
// memory.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "grader/base/result.h"

namespace grader {

class Files {
 public:
  enum class Kind { missing, file, folder };
  virtual ~Files() = default;
  virtual Kind kind(const std::string& path) const = 0;
  // The whole content. The failure's message is for people and without the path: "is a folder",
  // "does not exist", "permission denied".
  virtual Result<std::string> read(const std::string& path) const = 0;
  // Names (not paths) of a folder's files and folders, sorted by bytes.
  virtual Result<std::vector<std::string>> list(const std::string& path) const = 0;
};

class DiskFiles final : public Files {
 public:
  Kind kind(const std::string& path) const override;
  Result<std::string> read(const std::string& path) const override;
  Result<std::vector<std::string>> list(const std::string& path) const override;
};

class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  Kind kind(const std::string& path) const override;
  Result<std::string> read(const std::string& path) const override;
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
