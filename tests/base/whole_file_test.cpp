#include "grader/base/whole_file.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "grader/base/files.h"
#include "tests/temporary_folder.h"

namespace grader {
namespace {

using Names = std::vector<std::string>;

std::string content_of(const std::string& path) {
  const auto content = DiskFiles().read(path);
  return content ? *content : content.error().message;
}

Names names_in(const TemporaryFolder& folder) { return *DiskFiles().list(folder.path().string()); }

TEST_SUITE_BEGIN("base");

TEST_CASE("a file written in pieces appears when it is committed") {
  const TemporaryFolder folder;
  const std::string piece(50'000, 'x');
  REQUIRE(write_whole(folder / "results", "old"));
  auto file = WholeFile::create(folder / "results");
  REQUIRE(file);
  for (int i = 0; i < 3; ++i) REQUIRE(file->append(piece));
  CHECK(content_of(folder / "results") == "old");
  REQUIRE(file->commit());
  CHECK(content_of(folder / "results") == piece + piece + piece);
  CHECK(names_in(folder) == Names{"results"});
}

TEST_CASE("a file that is not committed leaves nothing behind") {
  const TemporaryFolder folder;
  {
    auto file = WholeFile::create(folder / "results");
    REQUIRE(file);
    REQUIRE(file->append("begun"));
    WholeFile moved = *std::move(file);
    REQUIRE(moved.append(", and more"));
  }
  CHECK(names_in(folder).empty());
}

TEST_CASE("nothing is written through a link that stands where the temporary file goes") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "precious", "old"));
  std::filesystem::create_symlink("precious", folder / "results.part");
  REQUIRE(write_whole(folder / "results", "new"));
  CHECK(content_of(folder / "precious") == "old");
  CHECK(content_of(folder / "results") == "new");
  CHECK(names_in(folder) == Names{"precious", "results"});
}

TEST_CASE("what an interrupted run left behind is in nobody's way") {
  const TemporaryFolder folder;
  REQUIRE(write_whole(folder / "results.part", "half a"));
  REQUIRE(write_whole(folder / "results", "new"));
  CHECK(content_of(folder / "results") == "new");
  CHECK(names_in(folder) == Names{"results"});
}

TEST_CASE("a file that takes another's place gives up its own") {
  const TemporaryFolder folder;
  auto first = WholeFile::create(folder / "first");
  auto second = WholeFile::create(folder / "second");
  REQUIRE(first);
  REQUIRE(second);
  REQUIRE(second->append("2"));
  *first = *std::move(second);
  REQUIRE(first->commit(WholeFile::Sync::no));
  CHECK(content_of(folder / "second") == "2");
  CHECK(names_in(folder) == Names{"second"});
}

TEST_CASE("what keeps a file from being written is said in words for people") {
  const TemporaryFolder folder;
  const auto missing = WholeFile::create(folder / "missing/results");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "does not exist");
  REQUIRE(make_folder(folder / "taken/below"));
  auto taken = WholeFile::create(folder / "taken");
  REQUIRE(taken);
  const auto committed = taken->commit();
  REQUIRE_FALSE(committed);
  CHECK(committed.error().message == "is a folder");
  CHECK(names_in(folder) == Names{"taken"});
  CHECK(sync_folder(folder.path().string()));
  CHECK_FALSE(sync_folder(folder / "missing"));
}

TEST_SUITE_END();

}  // namespace
}  // namespace grader
