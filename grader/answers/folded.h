// A text with its look-alikes folded, each of its bytes knowing where it came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

// The longest answer that is read, in bytes.
inline constexpr std::size_t longest_answer = std::size_t{64} * 1024;

class Folded {
 public:
  // `raw` must outlive it.
  explicit Folded(std::string_view raw);

  const std::string& text() const { return text_; }

  // Column in the raw text, from 1 in code points, of a byte of text() or of its end.
  int column(std::size_t at) const;

  // What the student typed for bytes [from, to) of text(), trimmed.
  std::string_view typed(std::size_t from, std::size_t to) const;

 private:
  struct Origin {
    std::uint32_t byte;
    std::uint32_t column;
  };
  friend class CharacterFold;
  friend class MarkupFold;

  Origin origin(std::size_t at) const;
  std::size_t end_of_character(std::size_t at) const;

  std::string_view raw_;
  std::string text_;
  // One a byte of the text that phase 1 leaves and one for its end; empty: the identity.
  std::vector<Origin> origins_;
  // For each byte of text_ the byte that phase 2 made it of; empty: the identity.
  std::vector<std::uint32_t> unwrapped_from_;
};

// `text` in back-ticks for a message: valid UTF-8 in one line, cut after 40 code points.
std::string quoted(std::string_view text);

}  // namespace grader
