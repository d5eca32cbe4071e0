// OUT: everything that `grade` writes (see docs for the files).
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "grader/base/files.h"
#include "grader/base/whole_file.h"
#include "grader/class/results.h"
#include "grader/class/selection.h"
#include "grader/report/student_page.h"
#include "grader/report/tables.h"
#include "grader/submission/submission.h"

namespace grader {

// Which students get a page.
struct Pages {
  enum class Which { all, none, some };
  Which which = Which::all;
  std::set<std::string> students;  // for Which::some

  bool wanted(const std::string& student) const;
};

// What run.json tells about the run beside its counts.
struct RunFacts {
  std::string only;                   // as given, or empty
  std::vector<std::string> students;  // as given
  std::vector<InputFile> answers;     // known at the end
};

// Failures name the file: "cannot write `out/results.jsonl`: no space left on the disk".
class RunFolder final : public ResultSink {
 public:
  // Makes the folder if it is missing and begins a run in it: an earlier run.json goes, so that a
  // folder with a run.json holds a whole run. Pages of the earlier run that this one does not write
  // are removed at the end; no other file is ever touched, and a `students` that is a link is
  // refused. `exam` and `selection` must outlive it.
  static Result<std::unique_ptr<RunFolder>> open(const Files& files, const std::string& path,
                                                 const Exam& exam, const Selection& selection,
                                                 Pages pages);

  Result<void> add(const StudentResult& result) override;
  Result<void> add(const Incident& incident) override;

  // Puts all files in their place, run.json last.
  Result<void> finish(const RunSummary& summary, const RunFacts& facts);

  std::size_t pages_written() const { return written_.size(); }
  // Pages that we failed to make, a sentence each.
  const std::vector<std::string>& failed_pages() const { return failed_pages_; }

 private:
  RunFolder(std::string path, const Exam& exam, const Selection& selection, Pages pages,
            WholeFile results);
  Result<void> write_page(const Score& score);
  Result<void> remove_stale_pages();
  std::string in(const std::string& name) const { return path_ + "/" + name; }

  std::string path_;
  const Exam& exam_;
  Pages pages_;
  std::optional<StudentPages> maker_;
  WholeFile results_;
  GradesTable grades_;
  std::string errors_;
  std::vector<std::string> earlier_;         // pages of the earlier run
  std::unordered_set<std::string> written_;  // pages of this run
  std::vector<std::string> failed_pages_;
};

}  // namespace grader
