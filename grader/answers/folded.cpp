#include "grader/answers/folded.h"

#include <algorithm>

#include "grader/answers/characters.h"
#include "grader/answers/markup.h"
#include "grader/answers/number.h"

namespace grader {
namespace {

// ASCII without anything that folding changes.
bool plain(std::string_view raw) {
  return std::all_of(raw.begin(), raw.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 || c == '\n') && byte < 0x7F && c != '\\' && c != '$' && c != '{' &&
           c != '}' && c != '>';
  });
}

}  // namespace

// Phase 1: one code point after the other.
class CharacterFold {
 public:
  explicit CharacterFold(Folded& folded) : folded_(folded) {}

  void run() {
    std::string_view rest = folded_.raw_;
    while (!rest.empty()) {
      const CodePoint next = decode(rest);
      take(next.value, rest.substr(0, next.size));
      rest.remove_prefix(next.size);
      at_.byte += static_cast<std::uint32_t>(next.size);
      at_.column += 1;
    }
    if (in_superscript_) emit(")");
    folded_.origins_.push_back(at_);
  }

 private:
  void take(char32_t c, std::string_view bytes) {
    if (const std::string_view raised = superscript(c); !raised.empty()) {
      if (!in_superscript_) emit("^(");
      in_superscript_ = true;
      emit(raised);
      return;
    }
    if (in_superscript_) emit(")");
    in_superscript_ = false;
    if (c == '\r') {
      const std::size_t after = at_.byte + 1;
      if (after < folded_.raw_.size() && folded_.raw_[after] == '\n') return;
      emit("\n");
      return;
    }
    if (const auto replacement = look_alike(c)) {
      emit(*replacement);
    } else if (const char folded = folded_ascii(c)) {
      emit(std::string_view(&folded, 1));
    } else if (c == replacement_character) {
      emit("\xEF\xBF\xBD");
    } else {
      emit(bytes);
    }
  }

  void emit(std::string_view text) {
    folded_.text_ += text;
    for (std::size_t i = 0; i < text.size(); ++i) folded_.origins_.push_back(at_);
  }

  Folded& folded_;
  Folded::Origin at_{0, 1};
  bool in_superscript_ = false;
};

// Phase 2: LaTeX, <sup> and fractions such as ½.
class MarkupFold {
 public:
  static void run(Folded& folded) {
    if (!has_markup(folded.text_)) return;
    Unwrapped unwrapped = unwrap_markup(folded.text_);
    folded.text_ = std::move(unwrapped.text);
    folded.unwrapped_from_ = std::move(unwrapped.origins);
  }
};

Folded::Folded(std::string_view raw) : raw_(raw) {
  if (plain(raw)) {
    text_ = raw;
    return;
  }
  text_.reserve(raw.size());
  origins_.reserve(raw.size() + 1);
  CharacterFold(*this).run();
  MarkupFold::run(*this);
}

Folded::Origin Folded::origin(std::size_t at) const {
  if (!unwrapped_from_.empty()) {
    at = at < unwrapped_from_.size() ? unwrapped_from_[at] : origins_.size() - 1;
  }
  if (!origins_.empty()) return origins_[std::min(at, origins_.size() - 1)];
  const auto byte = static_cast<std::uint32_t>(std::min(at, text_.size()));
  return {byte, byte + 1};
}

int Folded::column(std::size_t at) const { return static_cast<int>(origin(at).column); }

// Behind the character that byte `at` of the text was made of; of a command or a tag, which have
// more of them, the end is not known.
std::size_t Folded::end_of_character(std::size_t at) const {
  const std::size_t byte = origin(at).byte;
  if (byte >= raw_.size() || raw_[byte] == '\\' || raw_[byte] == '<') return raw_.size();
  return byte + decode(raw_.substr(byte)).size;
}

std::string_view Folded::typed(std::size_t from, std::size_t to) const {
  if (from >= to) return {};
  const std::size_t begin = origin(from).byte;
  const std::size_t end = std::min<std::size_t>(origin(to).byte, end_of_character(to - 1));
  std::string_view typed = raw_.substr(begin, std::max(begin, end) - begin);
  while (typed.ends_with('$')) typed.remove_suffix(1);
  constexpr std::string_view white = " \t\r\n\v\f";
  const auto first = typed.find_first_not_of(white);
  if (first == std::string_view::npos) return {};
  return typed.substr(first, typed.find_last_not_of(white) - first + 1);
}

std::string quoted(std::string_view text) {
  constexpr int longest = 40;
  std::string shown = "`";
  int count = 0;
  while (!text.empty() && count < longest) {
    const CodePoint next = decode(text);
    if (next.value == replacement_character) {
      shown += "\xEF\xBF\xBD";
    } else if (next.value < 0x20 || next.value == 0x7F) {
      shown += ' ';
    } else {
      shown += text.substr(0, next.size);
    }
    text.remove_prefix(next.size);
    ++count;
  }
  return shown + (text.empty() ? "`" : "...`");
}

std::string fold(std::string_view text) { return Folded(text).text(); }

}  // namespace grader
