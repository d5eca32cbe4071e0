#include "grader/answers/list_tree.h"

#include <algorithm>
#include <iterator>

#include "grader/answers/list_shape.h"
#include "grader/answers/number_words.h"
#include "grader/answers/text.h"

namespace grader {
namespace {

using Kind = ListToken::Kind;

constexpr int deepest = 64;
// An entry or a list comes with a separator, and a list with its two brackets.
constexpr std::size_t most_tokens = 5 * most_entries;

using Node = ListNode;
using Row = std::vector<Node>;

char closing(char open) { return open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' : '>'; }

// Whether a number that ends so goes on: `3 *`, `2x`, a lone sign.
bool wants_more(std::string_view text) {
  const char last = text.back();
  if (std::string_view("*/^=~+-").find(last) != std::string_view::npos) return true;
  if (last != 'x' && last != 'X') return false;
  return text.size() == 1 || ascii::digit(text[text.size() - 2]) || text[text.size() - 2] == ' ';
}

// Whether a piece belongs to the number in front of it: `* 2`, a lone sign, a unit.
bool continues(std::string_view front, std::string_view piece) {
  if (piece == "-" || piece == "+" || piece == "x" || piece == "X") return true;
  if (std::string_view("*/^=").find(piece[0]) != std::string_view::npos) return true;
  if (piece[0] != '%' && !ascii::wordy(piece[0])) return false;
  const char last = front.back();
  return (ascii::digit(last) || last == '.' || last == ')') && !nonfinite_word(piece);
}

class TreeBuilder {
 public:
  TreeBuilder(std::string_view text, const ListMode& mode, std::int64_t row_length)
      : text_(text), row_length_(row_length), tokens_(list_tokens(text, mode, most_tokens)) {}

  ListTree run() {
    Node root = level(0, '\0', 0, false);
    if (tokens_.size() == most_tokens && next_ == most_tokens) too_long(tokens_.back().from);
    if (ok()) measure_list(text_, std::move(root), tree_);
    if (ok() && tree_.entries.size() > most_entries) too_long(tree_.entries[most_entries].from);
    if (!ok()) {
      tree_.shape.clear();
      tree_.entries.clear();
    }
    return std::move(tree_);
  }

 private:
  bool ok() const { return tree_.outcome == ListTree::Outcome::readable; }

  void fail(std::string reason, std::size_t at) {
    if (!ok()) return;
    tree_.outcome = ListTree::Outcome::unreadable;
    tree_.reason = std::move(reason);
    tree_.failed_at = at;
  }

  void too_long(std::size_t at) {
    tree_.outcome = ListTree::Outcome::readable;  // whatever the end that is no end led to
    fail("the list has more than " + std::to_string(most_entries) + " entries", at);
  }

  std::string_view text(const ListEntry& entry) const {
    return text_.substr(entry.from, entry.to - entry.from);
  }

  // What collects while one level of brackets is read.
  struct Level {
    std::vector<Row> rows;
    Row row;
    Row slot;  // since the last separator
    bool after_comma = false;
    bool after_semicolon = false;
  };

  // Reads up to the bracket that closes `open`, or to the end for the level without brackets.
  Node level(int depth, char open, std::size_t from, bool call) {
    Level now;
    bool next_is_call = false;
    while (ok() && next_ < tokens_.size()) {
      const ListToken token = tokens_[next_++];
      switch (token.kind) {
        case Kind::open:
          open_group(now, token, depth, next_is_call);
          break;
        case Kind::close:
          if (open == '\0' || token.character != closing(open)) {
            fail(open == '\0' ? "a bracket is closed that was not opened"
                              : std::string("a bracket opened with `") + open +
                                    "` is closed with `" + token.character + "`",
                 token.from);
            return {};
          }
          end_row(now);
          return finished(std::move(now), open, {from, token.to}, call);
        case Kind::comma:
          end_slot(now);
          now.after_comma = true;
          break;
        case Kind::semicolon:
          end_row(now, true);
          now.after_semicolon = true;
          break;
        case Kind::newline:
          if (open != '\0' && now.after_comma && now.slot.empty()) break;
          end_row(now);
          break;
        case Kind::transposed:
          transpose(token, depth);
          break;
        case Kind::entry:
        case Kind::quoted:
          add_entry(now, token);
          break;
        case Kind::call:
          break;
      }
      next_is_call = token.kind == Kind::call;
    }
    if (ok() && open != '\0') fail("a bracket is opened and not closed", from);
    end_row(now);
    return finished(std::move(now), open, {from, text_.size()}, call);
  }

  void open_group(Level& now, const ListToken& token, int depth, bool call) {
    if (depth >= deepest) {
      fail("the brackets are nested too deeply", token.from);
      return;
    }
    now.slot.push_back(level(depth + 1, token.character, token.from, call));
  }

  void transpose(const ListToken& token, int depth) {
    if (depth == 0 && next_ == tokens_.size()) {
      tree_.transposed = !tree_.transposed;
    } else if (depth != 0 || tokens_[next_].kind != Kind::transposed) {
      fail("a sign of transposition may only stand behind the whole list", token.from);
    } else {
      tree_.transposed = !tree_.transposed;
    }
  }

  void add_entry(Level& now, const ListToken& token) {
    const bool quoted = token.kind == Kind::quoted;
    if (!now.slot.empty() && !now.slot.back().list) {
      ListEntry& front = now.slot.back().entry;
      const std::string_view piece = text_.substr(token.from, token.to - token.from);
      if (!front.quoted &&
          (wants_more(text(front)) || (!quoted && continues(text(front), piece)))) {
        front.to = token.to;
        return;
      }
    }
    Node node;
    node.entry = {token.from, token.to, quoted};
    now.slot.push_back(std::move(node));
  }

  // At a comma.
  void end_slot(Level& now) {
    if (now.slot.empty() && (now.after_comma || now.row.empty())) now.row.emplace_back();
    std::move(now.slot.begin(), now.slot.end(), std::back_inserter(now.row));
    now.slot.clear();
    now.after_semicolon = false;
  }

  void end_row(Level& now, bool semicolon = false) {
    const bool trailing_comma = now.after_comma && now.slot.empty();
    std::move(now.slot.begin(), now.slot.end(), std::back_inserter(now.row));
    now.slot.clear();
    now.after_comma = false;
    const bool all_entries =
        std::none_of(now.row.begin(), now.row.end(), [](const Node& node) { return node.list; });
    if (trailing_comma && all_entries &&
        static_cast<std::int64_t>(now.row.size()) + 1 == row_length_) {
      now.row.emplace_back();
    }
    if (now.row.empty() && semicolon && (now.after_semicolon || now.rows.empty())) {
      now.row.emplace_back();  // `1;;3`
    }
    if (!now.row.empty()) now.rows.push_back(std::move(now.row));
    now.row.clear();
    if (!semicolon) now.after_semicolon = false;
  }

  Node finished(Level now, char open, ListEntry where, bool call) {
    Node node;
    node.list = true;
    node.entry = where;
    node.open = open;
    for (Row& row : now.rows) bracketed_numbers(row);
    if (call) arguments(now.rows);
    const auto only_lists = [](const Row& row) {
      return std::all_of(row.begin(), row.end(), [](const Node& n) { return n.list; });
    };
    const bool column = open == '\0' && std::all_of(now.rows.begin(), now.rows.end(),
                                                    [](const Row& r) { return r.size() == 1; });
    if (now.rows.size() == 1 || column ||
        std::all_of(now.rows.begin(), now.rows.end(), only_lists)) {
      for (Row& row : now.rows) {
        std::move(row.begin(), row.end(), std::back_inserter(node.children));
      }
    } else {
      for (Row& row : now.rows) {
        Node& child = node.children.emplace_back();
        child.list = true;
        child.children = std::move(row);
      }
    }
    return node;
  }

  // `(1/3)` among numbers is one of them.
  static void bracketed_numbers(Row& row) {
    if (std::all_of(row.begin(), row.end(), [](const Node& node) { return node.list; })) return;
    for (Node& node : row) {
      if (node.list && node.open == '(' && node.children.size() == 1 && !node.children[0].list) {
        Node entry;
        entry.entry = node.entry;
        node = std::move(entry);
      }
    }
  }

  // Of `np.array([..], dtype=float)` only the list counts.
  static void arguments(std::vector<Row>& rows) {
    if (rows.empty() || rows[0].empty() || !rows[0][0].list) return;
    Node list = std::move(rows[0][0]);
    rows.clear();
    rows.emplace_back();
    rows[0] = std::move(list.children);
  }

  std::string_view text_;
  std::int64_t row_length_;
  std::vector<ListToken> tokens_;
  std::size_t next_ = 0;
  ListTree tree_;
};

}  // namespace

ListTree list_tree(std::string_view text, const ListMode& mode, std::int64_t row_length) {
  return TreeBuilder(text, mode, row_length).run();
}

}  // namespace grader
