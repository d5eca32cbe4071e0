// Leaf by leaf in words: what was typed, how it was read, what was expected.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grader/scoring/mark_value.h"
#include "grader/scoring/verdict.h"

namespace grader {

// Requires: `response` was read in full from `text`.
std::vector<LeafVerdict> leaf_verdicts(const Response& response, std::string_view text,
                                       const Target& target, const Scheme& scheme);

// Why no number was read: a sentence for the student; empty where it is blank.
std::string reason_of(const NumberReading& reading);

// What a written working earned behind a wrong result, a sentence; empty if nothing.
std::string working_note(const Response& response, const Target& target, const Scheme& scheme);

// What was left out or assumed in reading, a sentence each, none twice.
std::vector<std::string> reading_notes(const Response& response);

// The response as it was read: "163,328", "[[1, 2], [3, ?]]", "a 3, b 1"; empty if it was not.
// `key` is of the type that it was read for.
std::string read_text(const Response& response, const Value& key);

}  // namespace grader
