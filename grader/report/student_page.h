// The page that a student gets: one HTML file, offline, without script.
#pragma once

#include <memory>
#include <string>

#include "grader/exam/exam.h"
#include "grader/scoring/verdict.h"

namespace grader {

// Makes the pages of an exam's students. What all students share (templates, keys, worked steps)
// is prepared once; const use is thread-safe.
class StudentPages {
 public:
  explicit StudentPages(const Exam& exam);  // `exam` must outlive it
  ~StudentPages();
  StudentPages(const StudentPages&) = delete;
  StudentPages& operator=(const StudentPages&) = delete;

  // A complete HTML5 document: the same score gives the same bytes. Whatever students typed is
  // escaped, isolated from the direction of the text around it, and cannot act. `score` is of this
  // exam: its parts' indices name parts of it.
  std::string page(const Score& score) const;

 private:
  struct Shared;
  std::unique_ptr<const Shared> shared_;
};

}  // namespace grader
