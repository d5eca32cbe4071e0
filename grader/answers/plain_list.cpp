#include "grader/answers/folded.h"
#include "grader/answers/list_tree.h"
#include "grader/answers/plain.h"
#include "grader/answers/plain_decimal.h"

namespace grader {
namespace {

class PlainListReader {
 public:
  PlainListReader(std::string_view text, std::int64_t rows, std::int64_t columns,
                  std::span<double> entries)
      : at_(text.data()),
        end_(text.data() + text.size()),
        rows_(rows),
        columns_(columns),
        entries_(entries) {}

  bool read() {
    skip_blanks();
    const char close = closing(peek());
    if (close == '\0') return numbers('\0');
    ++at_;
    skip_blanks();
    if (!(closing(peek()) == '\0' ? numbers(close) : lists(close))) return false;
    skip_blanks();
    return at_ == end_;
  }

 private:
  static char closing(char open) { return open == '[' ? ']' : open == '(' ? ')' : '\0'; }

  char peek() const { return at_ == end_ ? '\0' : *at_; }
  void skip_spaces() {
    while (at_ != end_ && plain::space(*at_)) ++at_;
  }
  void skip_blanks() {
    while (at_ != end_ && plain::blank(*at_)) ++at_;
  }

  bool entry() {
    plain::Decimal decimal;
    if (next_ == entries_.size() || !plain::scan(at_, end_, decimal)) return false;
    entries_[next_++] = plain::value_of(decimal);
    at_ = decimal.end;
    return true;
  }

  // What stands between two entries: spaces with at most one comma, or the end of a row.
  enum class Between { nothing, spaces, comma, semicolon, line_end };

  Between between() {
    const char* from = at_;
    skip_spaces();
    const char c = peek();
    if (c == ',') {
      ++at_;
      skip_spaces();
      return Between::comma;
    }
    if (c != ';' && !plain::line_end(c)) return at_ == from ? Between::nothing : Between::spaces;
    ++at_;
    skip_blanks();
    return c == ';' ? Between::semicolon : Between::line_end;
  }

  // Rows of numbers up to `close`, or to the end of the text if that is NUL.
  bool numbers(char close) {
    std::int64_t rows = 1;
    std::int64_t in_row = 0;
    std::int64_t longest = 0;
    while (true) {
      if (!entry()) return false;
      ++in_row;
      const Between seen = between();
      const bool done = close == '\0' ? at_ == end_ : peek() == close;
      const bool separator = seen == Between::comma || seen == Between::semicolon;
      if (done) {
        if (close != '\0') ++at_;
        return !separator && fits(rows, std::max(longest, in_row), close != '\0');
      }
      if (seen == Between::nothing) return false;
      if (seen != Between::semicolon && seen != Between::line_end) continue;
      longest = std::max(longest, in_row);
      ++rows;
      in_row = 0;
    }
  }

  // With all entries read, even rows are those of which none is longer than they should be.
  bool fits(std::int64_t rows, std::int64_t longest, bool bracketed) const {
    if (next_ != entries_.size()) return false;
    if (rows_ > 1) return rows == rows_ && longest == columns_ && (bracketed || columns_ > 1);
    return rows == 1 || (longest == 1 && !bracketed);  // of a column without brackets
  }

  // `[..], [..]` up to `close`.
  bool lists(char close) {
    if (rows_ == 1) return false;
    for (std::int64_t row = 0; row < rows_; ++row) {
      if (!list()) return false;
      const Between seen = between();
      if (seen == Between::comma) skip_blanks();
      if (peek() != close) continue;
      ++at_;
      return row + 1 == rows_ && seen != Between::comma && seen != Between::semicolon;
    }
    return false;
  }

  // One row in brackets.
  bool list() {
    const char close = closing(peek());
    if (close == '\0') return false;
    ++at_;
    skip_spaces();
    for (std::int64_t column = 0; column < columns_; ++column) {
      if (!entry()) return false;
      const Between seen = between();
      if (column + 1 == columns_) {
        if (peek() != close || (seen != Between::nothing && seen != Between::spaces)) return false;
      } else if (seen != Between::comma && seen != Between::spaces) {
        return false;
      }
    }
    ++at_;
    return true;
  }

  const char* at_;
  const char* end_;
  std::int64_t rows_;
  std::int64_t columns_;
  std::span<double> entries_;
  std::size_t next_ = 0;
};

}  // namespace

bool read_plain_list(std::string_view text, std::int64_t rows, std::int64_t columns,
                     std::span<double> entries) {
  constexpr auto most = static_cast<std::int64_t>(most_entries);
  if (text.size() > longest_answer || rows < 1 || columns < 1 || rows > most || columns > most ||
      rows * columns > most) {
    return false;
  }
  return PlainListReader(text, rows, columns, entries).read();
}

}  // namespace grader
