// Tables of known mistakes. A rule speaks of one subject (a layer, a block), whose names are filled
// into its texts: {n} is the subject's name. It serves each subject by itself and all together.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/exam/kind.h"

namespace reference::network {

// The expression that a wrong way gives a quantity.
struct Change {
  std::string_view quantity;
  std::string_view expression;
};

struct Rule {
  std::string_view id;
  std::vector<Change> changes;
  std::string_view message;
};

// What stands for {n} and so on.
using Subject = std::vector<std::pair<std::string_view, std::string>>;

// Of more subjects than this only the mistake that was made with all of them is known.
inline constexpr std::size_t most_single_subjects = 8;
// Of more than this none is.
inline constexpr std::size_t most_subjects = 400;

void add_mistakes(std::span<const Rule> rules, const std::vector<Subject>& subjects,
                  std::vector<grader::KindMistake>& mistakes);

// The names n with a quantity `front`n`back`: "kernel_height(", ")".
std::vector<std::string> names_with(const grader::Graph& graph, std::string_view front,
                                    std::string_view back);

// The families
void add_inception_mistakes(const grader::Graph& graph, std::vector<grader::KindMistake>& mistakes);
void add_conv_mistakes(const grader::Graph& graph, std::vector<grader::KindMistake>& mistakes);
void add_window_mistakes(const grader::Graph& graph, std::vector<grader::KindMistake>& mistakes);
void add_field_mistakes(const grader::Graph& graph, std::vector<grader::KindMistake>& mistakes);
void add_other_mistakes(const grader::Graph& graph, std::vector<grader::KindMistake>& mistakes);

}  // namespace reference::network
