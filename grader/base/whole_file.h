// A file that is written piece by piece and appears whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "grader/base/result.h"

namespace grader {

class WholeFile {
 public:
  // Begins `path`; what is there stays until commit().
  static Result<WholeFile> create(std::string path);

  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&& other) noexcept;
  ~WholeFile();  // without commit(): nothing is left behind

  Result<void> append(std::string_view text);

  // Puts the file in its place. Sync::yes: it has reached the disk before it gets its name.
  enum class Sync { yes, no };
  Result<void> commit(Sync sync = Sync::yes);

 private:
  WholeFile(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  Result<void> flush();
  void discard();

  std::string path_;
  int fd_ = -1;
  std::string buffer_;
};

// Makes the names in a folder durable (fsync of the folder).
Result<void> sync_folder(const std::string& path);

}  // namespace grader
