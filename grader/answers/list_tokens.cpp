#include "grader/answers/list_tokens.h"

#include <algorithm>
#include <iterator>

#include "grader/answers/text.h"

namespace grader {
namespace {

constexpr std::string_view constructors[] = {
    "array",
    "np.array",
    "numpy.array",
    "np.asarray",
    "asarray",
    "np.matrix",
    "numpy.matrix",
    "np.mat",
    "matrix",
    "Matrix",
    "tensor",
    "torch.tensor",
    "torch.Tensor",
    "Tensor",
    "torch.FloatTensor",
    "torch.DoubleTensor",
    "tf.constant",
    "tf.Tensor",
    "jnp.array",
    "list",
    "tuple",
    "vector",
    "Vector",
    "vec",
    "c",
    "sympy.Matrix",
    "np.float32",
    "np.float64",
};

bool is_constructor(std::string_view name) {
  return std::find(std::begin(constructors), std::end(constructors), name) !=
         std::end(constructors);
}

constexpr std::uint32_t unmatched = 0xFFFFFFFF;

// For each `(` the place of its `)`.
std::vector<std::uint32_t> matching_brackets(std::string_view text) {
  std::vector<std::uint32_t> matches;
  if (text.find('(') == std::string_view::npos) return matches;
  matches.assign(text.size(), unmatched);
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') {
      open.push_back(i);
    } else if (text[i] == ')' && !open.empty()) {
      matches[open.back()] = i;
      open.pop_back();
    }
  }
  return matches;
}

class Tokenizer {
 public:
  using Kind = ListToken::Kind;

  Tokenizer(std::string_view text, const ListMode& mode)
      : text_(text),
        mode_(mode),
        angles_(text.find('<') != std::string_view::npos),
        matches_(matching_brackets(text)) {}

  std::vector<ListToken> run(std::size_t most) {
    while (at_ < text_.size() && tokens_.size() < most) step();
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  void push(Kind kind, std::size_t size) {
    tokens_.push_back({kind, at_, at_ + size, text_[at_]});
    at_ += size;
  }

  bool opens(char c) const { return c == '(' || c == '[' || c == '{' || c == '<'; }
  bool closes(char c) const { return c == ')' || c == ']' || c == '}' || (c == '>' && angles_); }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      if (mode_.newline_is_space || (!tokens_.empty() && tokens_.back().kind == Kind::newline)) {
        ++at_;
      } else {
        push(Kind::newline, 1);
      }
    } else if (c == ' ' || c == '|') {
      ++at_;
    } else if (c == ',' || c == '&') {
      push(Kind::comma, 1);
    } else if (c == ';') {
      push(mode_.semicolon_is_comma ? Kind::comma : Kind::semicolon, 1);
    } else if (closes(c)) {
      push(Kind::close, 1);
    } else if (const std::size_t size = transposition(at_); size > 0 && behind_something()) {
      push(Kind::transposed, size);
    } else if ((c == '"' || c == '\'' || c == '`') && quoted(c)) {
    } else if (opens(c) && !(c == '(' && begins_expression())) {
      push(Kind::open, 1);
    } else {
      entry();
    }
  }

  // `(1)/(3)` is an entry, not a list.
  bool begins_expression() const {
    const std::uint32_t end = matches_[at_];
    if (end == unmatched || transposition(end + 1) > 0) return false;
    const char next = peek(end + 1);
    return next == '/' || next == '*' || next == '^';
  }

  // Whether an entry or a closing bracket stands right in front.
  bool behind_something() const {
    return !tokens_.empty() && tokens_.back().to == at_ &&
           (tokens_.back().kind == Kind::entry || tokens_.back().kind == Kind::close ||
            tokens_.back().kind == Kind::transposed);
  }

  // The bytes of `^T`, `^(T)`, `.T` or `'` at `at`.
  std::size_t transposition(std::size_t at) const {
    const std::string_view rest = text_.substr(std::min(at, text_.size()), 5);
    const auto ends = [&](std::size_t size) {
      return size >= rest.size() || !(ascii::wordy(rest[size]) || ascii::digit(rest[size]));
    };
    if (rest.starts_with("^(T)") || rest.starts_with("^(t)")) return 4;
    if ((rest.starts_with("^T") || rest.starts_with("^t") || rest.starts_with(".T")) && ends(2)) {
      return 2;
    }
    if (rest.starts_with("'") && !(ascii::digit(peek(at + 1)) || ascii::wordy(peek(at + 1)))) {
      return 1;
    }
    return 0;
  }

  bool quoted(char quote) {
    bool& none_left = quote == '"' ? no_double_ : quote == '\'' ? no_single_ : no_back_;
    if (none_left) return false;
    const auto end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) {
      none_left = true;
      return false;
    }
    tokens_.push_back({Kind::quoted, at_ + 1, end, quote});
    at_ = end + 1;
    return true;
  }

  bool decimal_comma(std::size_t at) const {
    return mode_.comma_is_decimal && text_[at] == ',' && at > 0 && ascii::digit(text_[at - 1]) &&
           ascii::digit(peek(at + 1));
  }

  void entry() {
    const std::size_t from = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (ascii::space(c) || c == '|' || c == ';' || c == '&' || closes(c)) break;
      if (c == ',' && !decimal_comma(at_)) break;
      if (at_ > from && (c == '"' || c == '`' || c == '[' || c == '{' || c == '<')) break;
      if (c == '\'' && at_ > from && text_[at_ - 1] == '=' && !no_single_) {
        const auto end = text_.find('\'', at_ + 1);  // `device='cuda:0'`
        no_single_ = end == std::string_view::npos;
        at_ = no_single_ ? at_ + 1 : end + 1;
        continue;
      }
      if (at_ > from && transposition(at_) > 0) break;
      if (c == '(' && at_ > from && is_constructor(text_.substr(from, at_ - from))) {
        tokens_.push_back({Kind::call, from, at_, '\0'});
        return;
      }
      if (c == '(' && matches_[at_] != unmatched) {
        at_ = matches_[at_];
      } else if (c == '(' && at_ > from) {
        break;
      }
      ++at_;
    }
    tokens_.push_back({Kind::entry, from, at_, '\0'});
  }

  std::string_view text_;
  const ListMode& mode_;
  bool angles_;
  bool no_double_ = false, no_single_ = false, no_back_ = false;
  std::size_t at_ = 0;
  std::vector<std::uint32_t> matches_;
  std::vector<ListToken> tokens_;
};

}  // namespace

std::vector<ListToken> list_tokens(std::string_view text, const ListMode& mode, std::size_t most) {
  return Tokenizer(text, mode).run(most);
}

}  // namespace grader
