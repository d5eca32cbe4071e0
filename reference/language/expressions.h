// The parser of expressions: a Pratt parser with Python's precedence and associativity. Internal to
// reference/language; its members are in expressions.cpp, displays.cpp (brackets of all kinds) and
// complaints.cpp (what is said about a token that does not fit).
#pragma once

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "reference/language/literals.h"
#include "reference/language/operators.h"
#include "reference/language/parser.h"

namespace reference::language {

// What a function that has set the error returns.
struct Failed {
  operator Child() const { return nullptr; }
  operator bool() const { return false; }
};

// Every function returns null or false iff it has set the error.
class ExpressionParser {
 public:
  ExpressionParser(Tokens tokens, Escapes unknown)
      : tokens_(std::move(tokens.tokens)),
        wrong_(std::move(tokens.wrong)),
        unclosed_(tokens.unclosed),
        unknown_escapes_(unknown) {}

  Child whole();
  // Whether there is an error though all could be parsed.
  bool failed() const { return deferred_.has_value(); }
  // Requires: something failed.
  SyntaxError error() const;

 protected:
  using Kind = Token::Kind;

  // That was parsed as an expression: its tokens, where it begins.
  struct Operation {
    std::size_t start = 0;
    std::size_t end = 0;
    Position begin;
  };

  const Token& token(std::size_t ahead = 0) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
  }
  bool at_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    return token(ahead).kind == Kind::symbol && token(ahead).text == symbol;
  }
  bool at_keyword(std::string_view word, std::size_t ahead = 0) const {
    return token(ahead).kind == Kind::keyword && token(ahead).text == word;
  }
  bool skip(std::string_view symbol);
  bool skip_keyword(std::string_view word);
  // Whether an expression may begin here.
  bool starts_expression() const;

  // expressions.cpp
  Child expression();
  Child operation(int least);     // up to the first operator that binds less than `least`
  Child starred(int least);       // `*` and what it stands for
  Child list_without_brackets();  // tells `bare_` whether it is more than one expression
  Child targets();                // of a `for`
  Child make(Position where, Position begin, int height, Expression::Node node);
  // Runs `parse` one level deeper, or fails at `where`.
  template <typename Parse>
  auto nested(Position where, Parse parse) -> decltype(parse()) {
    if (nesting_ >= max_nesting) return too_deep(where);
    ++nesting_;
    auto result = parse();
    --nesting_;
    return result;
  }

  // complaints.cpp
  Failed fail(SyntaxError error);
  // For what Python finds only when all of the text can be parsed: the one of the lowest stage is
  // the error of a text that has no other.
  void defer(int stage, SyntaxError error);
  Failed unexpected();
  // The same of a `=` behind `left`, where it may be meant to compare.
  Failed unexpected_behind(const Expression& left);
  Failed too_deep(Position where);
  bool check_target(const Expression& target);
  // What Python says of `left` in front of the one `=` of an assignment, or of a condition.
  std::optional<SyntaxError> meant_to_compare(const Expression& left) const;
  // Whether `parse` gets through from here; nothing else comes of it.
  template <typename Parse>
  bool would(Parse parse) {
    const std::size_t at = at_;
    const Operation last = last_;
    const auto error = error_;
    const bool trying = std::exchange(trying_, true);
    const bool result = parse() && !error_;
    furthest_line_ = std::max(furthest_line_, token().where.line);
    trying_ = trying;
    error_ = error;
    last_ = last;
    at_ = at;
    return result;
  }

  std::size_t at_ = 0;
  std::vector<Token> tokens_;
  std::optional<SyntaxError> error_;
  bool bare_ = false;

 private:
  // expressions.cpp
  // Remembers the operation from token `start` on to here for python_guess().
  void ended(std::size_t start, const Expression& operation);
  Child binary(Child left, const BinaryRule& rule, Position begin);
  Child comparisons(Child first, Position begin);
  Child logical(Child first, const LogicalRule& rule, Position begin);
  std::optional<ComparisonOperator> comparison_here() const;
  Child prefix(int least);
  Child postfix(Child object, Position begin);
  Child primary();
  Child number();
  Child strings();
  Child word();

  // displays.cpp
  Child bracket();
  Child list();
  Child comprehension(Child element, bool is_list, const Token& open);
  bool clause(Comprehension& node, int& height);
  Child call(Child function, Position begin);
  bool argument(Call& call, std::unordered_set<std::string_view>& names);
  bool named_argument(Call& call, std::unordered_set<std::string_view>& names);
  bool generator_argument(Call& call, Child element, const Token& open);
  Child subscript(Child object, Position begin);
  bool index_into(std::vector<Child>& into, bool& tuple);
  bool item_into(std::vector<Child>& into);
  template <typename Item>
  bool items(std::string_view close, bool& trailing, Item item);

  // complaints.cpp
  SyntaxError complaint();
  std::optional<SyntaxError> python_guess();

  SyntaxError wrong_;
  Token unclosed_;
  Escapes unknown_escapes_;
  int nesting_ = 0;
  bool trying_ = false;
  int furthest_line_ = 0;  // that was looked at until it failed
  std::optional<std::pair<int, SyntaxError>> deferred_;
  Operation last_;
};

// In Python's words: "function call".
std::string_view kind_of(const Expression& expression);

int height_of(const Child& child);
int height_of(const std::vector<Child>& children);

}  // namespace reference::language
