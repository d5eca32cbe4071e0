// run.json, and reading back what an earlier run wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/class/results.h"
#include "grader/report/run_folder.h"

namespace grader {

// Version, SHA-256 of all inputs and counts; the same for the same input wherever and whenever it
// is run.
std::string run_json(const Exam& exam, const RunSummary& summary, const RunFacts& facts);

// The ids of the students in a results.jsonl; lines that are no results are skipped.
std::vector<std::string> students_of_results(std::string_view results);

}  // namespace grader
