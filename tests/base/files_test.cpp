#include "grader/base/files.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>

#include "tests/temporary_folder.h"

namespace grader {

TEST_SUITE_BEGIN("base");

namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

std::string content_of(const std::string& path) {
  const auto content = DiskFiles().read(path);
  REQUIRE(content);
  return *content;
}

template <typename T, typename E>
std::string error_of(const Result<T, E>& result) {
  return result ? "no error" : result.error().message;
}

}  // namespace

TEST_CASE("files in memory behave like files") {
  const MemoryFiles files(
      {{"bank/exam.yaml", "title: x"}, {"bank/b/q.yaml", "q"}, {"bank/a", "a"}, {"bank2", ""}});
  CHECK(files.kind("bank") == Files::Kind::folder);
  CHECK(files.kind("bank/b") == Files::Kind::folder);
  CHECK(files.kind("bank/exam.yaml") == Files::Kind::file);
  CHECK(files.kind("ban") == Files::Kind::missing);
  CHECK(*files.read("bank/exam.yaml") == "title: x");
  CHECK(files.read("bank2")->empty());
  CHECK(error_of(files.read("bank")) == "is a folder");
  CHECK(error_of(files.read("nothing")) == "does not exist");
  CHECK(*files.list("bank") == Names{"a", "b", "exam.yaml"});
  CHECK(*files.list("bank/b") == Names{"q.yaml"});
  CHECK(error_of(files.list("bank2")) == "is not a folder");
  CHECK(error_of(files.list("nothing")) == "does not exist");
}

TEST_CASE("files on the disk are read whole") {
  const TemporaryFolder folder;
  std::string content(300'000, 'x');
  content[70'000] = '\0';
  REQUIRE(write_whole(folder / "file", content));
  CHECK(content_of(folder / "file") == content);
  REQUIRE(write_whole(folder / "empty", ""));
  CHECK(content_of(folder / "empty").empty());
  REQUIRE(write_whole(folder / "A", "A"));
  REQUIRE(make_folder(folder / "sub"));
  const DiskFiles files;
  CHECK(files.kind(folder / "file") == Files::Kind::file);
  CHECK(files.kind(folder / "sub") == Files::Kind::folder);
  CHECK(files.kind(folder / "nothing") == Files::Kind::missing);
  CHECK(*files.list(folder.path().string()) == Names{"A", "empty", "file", "sub"});
}

TEST_CASE("only regular files are read, and nothing is waited for") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_symlink("/dev/zero", folder / "endless");
  fs::create_symlink("/dev/null", folder / "nothing");
  REQUIRE(write_whole(folder / "file", "x"));
  fs::create_symlink("file", folder / "link");
  const DiskFiles files;
  for (const char* name : {"pipe", "endless", "nothing"}) {
    CAPTURE(name);
    const auto content = files.read(folder / name);
    CHECK(error_of(content) == "is not a regular file");
    CHECK(content.error().code == &code::unreadable_file);
  }
  CHECK(content_of(folder / "link") == "x");
}

TEST_CASE("a file that is too large is not read") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "file", "12345"));
  REQUIRE(write_whole(folder / "huge", ""));
  fs::resize_file(folder / "huge", std::uintmax_t{1} << 40);
  const DiskFiles disk;
  const MemoryFiles memory(std::map<std::string, std::string>{{"file", "12345"}});
  CHECK(*disk.read(folder / "file", 5) == "12345");
  CHECK(error_of(disk.read(folder / "file", 4)) == "is larger than 4 bytes");
  CHECK(*memory.read("file", 5) == "12345");
  CHECK(error_of(memory.read("file", 4)) == "is larger than 4 bytes");
  const auto huge = disk.read(folder / "huge", largest::student_file);
  CHECK(error_of(huge) == "is larger than 4 MiB");
  CHECK(huge.error().code == &code::too_large);
  CHECK(error_of(disk.read(folder / "huge", largest::table)) == "is larger than 1 GiB");
  // A file of /proc says that it has no bytes.
  CHECK(error_of(disk.read("/proc/self/status", 10)) == "is larger than 10 bytes");
}

TEST_CASE("what cannot be read says why") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "file", "x"));
  fs::create_symlink("nowhere", folder / "dangling");
  fs::create_symlink("loop", folder / "loop");
  const DiskFiles files;
  CHECK(error_of(files.read(folder.path().string())) == "is a folder");
  CHECK(error_of(files.read(folder / "nothing")) == "does not exist");
  CHECK(error_of(files.read(folder / "file/below")) == "is not a folder");
  CHECK(error_of(files.read(folder / "dangling")) == "does not exist");
  CHECK_FALSE(files.read(folder / "loop"));
  CHECK(files.kind(folder / "dangling") == Files::Kind::missing);
  CHECK(error_of(files.list(folder / "file")) == "is not a folder");
  CHECK(error_of(files.list(folder / "nothing")) == "does not exist");
  REQUIRE(::chmod((folder / "file").c_str(), 0) == 0);
  if (::geteuid() != 0) CHECK(error_of(files.read(folder / "file")) == "permission denied");
}

TEST_CASE("a file is written whole or not at all, and nothing is left beside it") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "report", "old and long"));
  REQUIRE(write_whole(folder / "report", "new"));
  CHECK(content_of(folder / "report") == "new");
  CHECK(error_of(write_whole(folder / "missing/report", "x")) == "does not exist");
  REQUIRE(make_folder(folder / "taken/below"));
  CHECK(error_of(write_whole(folder / "taken", "x")) == "is a folder");
  CHECK(DiskFiles().kind(folder / "taken/below") == Files::Kind::folder);
  CHECK(*DiskFiles().list(folder.path().string()) == Names{"report", "taken"});
}

TEST_CASE("a reader who has the old file open keeps it whole") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "report", "old"));
  std::ifstream reader(folder / "report");
  REQUIRE(write_whole(folder / "report", "new content"));
  std::string seen;
  std::getline(reader, seen);
  CHECK(seen == "old");
}

TEST_CASE("folders are made with their parents, once") {
  const TemporaryFolder folder;
  CHECK(make_folder(folder / "a/b/c"));
  CHECK(make_folder(folder / "a/b/c"));
  CHECK(make_folder(folder / "a/b/c/"));
  REQUIRE(write_whole(folder / "file", "x"));
  CHECK(error_of(make_folder(folder / "file")) == "is not a folder");
  CHECK(error_of(make_folder(folder / "file/below")) == "is not a folder");
}

TEST_CASE("names in a file are seen from its folder") {
  struct Case {
    std::string file;
    std::string name;
    std::string expected;
  };
  const Case cases[] = {
      {"problems/exam.yaml", "roster.csv", "problems/roster.csv"},
      {"problems/exam.yaml", "../submissions", "submissions"},
      {"problems/exam.yaml", "./a/../b.yaml", "problems/b.yaml"},
      {"exam.yaml", "roster.csv", "roster.csv"},
      {"exam.yaml", "../submissions", "../submissions"},
      {"/data/exam.yaml", "roster.csv", "/data/roster.csv"},
      {"problems/exam.yaml", "/data/roster.csv", "/data/roster.csv"},
      {"../bank/exam.yaml", "../answers", "../answers"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.file);
    CAPTURE(c.name);
    CHECK(beside(c.file, c.name) == c.expected);
  }
}

TEST_SUITE_END();

}  // namespace grader
