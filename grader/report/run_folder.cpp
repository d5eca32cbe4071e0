#include "grader/report/run_folder.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <exception>

#include "grader/base/system_failure.h"
#include "grader/report/page_name.h"
#include "grader/report/result_json.h"
#include "grader/report/run_json.h"

namespace grader {
namespace {

Failure failure_at(const std::string& path, const Failure& why) {
  return {fmt::format("cannot write `{}`: {}", path, why.message)};
}

Result<void> at(const std::string& path, const Result<void>& result) {
  return result ? result : Result<void>(failure_at(path, result.error()));
}

Result<void> remove_file(const std::string& path) {
  if (::unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  return Failure{fmt::format("cannot remove `{}`: {}", path, system_failure(errno).message)};
}

// Pages written (and stale ones removed) through a link would be somebody else's files.
Result<void> check_own_folder(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return {};  // made when it is needed
  if (!S_ISLNK(status.st_mode)) return {};
  return failure_at(path, {"is a symbolic link; remove it, or name another folder with -o"});
}

}  // namespace

bool Pages::wanted(const std::string& student) const {
  return which == Which::all || (which == Which::some && students.contains(student));
}

Result<std::unique_ptr<RunFolder>> RunFolder::open(const Files& files, const std::string& path,
                                                   const Exam& exam, const Selection& selection,
                                                   Pages pages) {
  if (const auto made = make_folder(path); !made) return failure_at(path, made.error());
  if (const auto checked = check_own_folder(path + "/students"); !checked) return checked.error();
  const std::string earlier = path + "/results.jsonl";
  auto results = WholeFile::create(earlier);
  if (!results) return failure_at(earlier, results.error());
  std::unique_ptr<RunFolder> folder(
      new RunFolder(path, exam, selection, std::move(pages), *std::move(results)));
  if (const auto content = files.read(earlier)) {
    for (const std::string& student : students_of_results(*content)) {
      folder->earlier_.push_back(page_name(student) + ".html");
    }
  }
  if (const auto removed = remove_file(path + "/run.json"); !removed) return removed.error();
  return folder;
}

RunFolder::RunFolder(std::string path, const Exam& exam, const Selection& selection, Pages pages,
                     WholeFile results)
    : path_(std::move(path)),
      exam_(exam),
      pages_(std::move(pages)),
      results_(std::move(results)),
      grades_(exam, selection),
      errors_(errors_header()) {}

Result<void> RunFolder::add(const StudentResult& result) {
  grades_.add(result);
  // Who handed in nothing has no line; who is excused or could not be graded has no page, which
  // could only mislead.
  if (result.status == Status::missing || result.score.parts.empty()) return {};
  const std::string line = result_line(exam_, result) + "\n";
  if (const auto done = results_.append(line); !done) return at(in("results.jsonl"), done);
  const bool told = result.status != Status::error && result.status != Status::excused;
  const bool page = told && pages_.wanted(result.score.student);
  return page ? write_page(result.score) : Result<void>();
}

Result<void> RunFolder::add(const Incident& incident) {
  errors_ += errors_row(incident);
  return {};
}

Result<void> RunFolder::write_page(const Score& score) {
  const std::string folder = in("students");
  if (!maker_) {
    if (const auto made = make_folder(folder); !made) return at(folder, made);
    maker_.emplace(exam_);
  }
  const std::string name = page_name(score.student) + ".html";
  const std::string path = folder + "/" + name;
  std::string page;
  try {
    page = maker_->page(score);
  } catch (const std::exception& error) {
    // A page costs no marks: they are written before it.
    failed_pages_.push_back(fmt::format("the page of `{}`: {}", score.student, error.what()));
    return {};
  }
  auto file = WholeFile::create(path);
  if (!file) return failure_at(path, file.error());
  if (const auto done = file->append(page); !done) return at(path, done);
  if (const auto done = file->commit(WholeFile::Sync::no); !done) return at(path, done);
  written_.insert(name);
  return {};
}

Result<void> RunFolder::remove_stale_pages() {
  for (const std::string& name : earlier_) {
    if (written_.contains(name)) continue;
    if (const auto done = remove_file(in("students/" + name)); !done) return done;
  }
  return {};
}

Result<void> RunFolder::finish(const RunSummary& summary, const RunFacts& facts) {
  // Stale pages go while the earlier results still tell of them.
  if (const auto done = remove_stale_pages(); !done) return done;
  if (!written_.empty()) {
    if (const auto done = sync_folder(in("students")); !done) return at(in("students"), done);
  }
  if (const auto done = results_.commit(); !done) return at(in("results.jsonl"), done);
  const std::pair<std::string, std::string> rest[] = {
      {in("grades.csv"), grades_.text()},
      {in("errors.csv"), errors_},
      {in("run.json"), run_json(exam_, summary, facts)},
  };
  for (const auto& [path, content] : rest) {
    if (const auto done = write_whole(path, content); !done) return at(path, done);
  }
  return at(path_, sync_folder(path_));
}

}  // namespace grader
