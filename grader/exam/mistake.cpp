#include "grader/exam/mistake.h"

namespace grader {

namespace {

constexpr CommonMistakeWords words[] = {
    {"sign", "the size is right, but the sign is not"},
    {"transposed", "the numbers are right, but rows and columns are exchanged"},
    {"percent", "the result is off by a factor of 100, as between a share and per cent"},
    {"power-of-ten", "the digits are right, but the power of ten is not"},
    {"factor-two", "the result is off by a factor of 2"},
    {"reciprocal", "this is the reciprocal of what was asked for"},
    {"thousand", "the suffix was taken as a power of 1000, which it is not in this question"},
    {"truncated", "digits were cut off where the result should be rounded"},
    {"permuted", "the numbers are right, but they stand in another order"},
};

}  // namespace

std::span<const CommonMistakeWords, common_mistake_count> common_mistake_words() { return words; }

}  // namespace grader
