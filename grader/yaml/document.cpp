#include "grader/yaml/document.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>

#include "grader/base/text.h"
#include "grader/base/words.h"
#include "grader/yaml/tree_builder.h"

namespace grader::yaml {
namespace {

// What the parser says, in words that say what to do.
struct Wording {
  std::string_view parser;
  std::string_view message;
  std::string_view hint;
};

constexpr Wording wordings[] = {
    {"illegal map value", "a `:` stands where no value can begin",
     "put a text that holds `: ` into quotes, and check the indentation"},
    {"illegal map key", "a key stands where none can", "check the indentation"},
    {"illegal block entry", "a `- ` stands where no list can begin",
     "begin the list on a line of its own, or put the text into quotes"},
    {"illegal flow end", "a closing bracket without an opening one", ""},
    {"end of map not found", "this does not continue the map above it",
     "check the indentation and quotes of this line and the one before"},
    {"end of sequence not found", "this does not continue the list above it",
     "check the indentation and quotes of this line and the one before"},
    {"end of map flow not found", "a `{` is not closed by here, or a `,` is missing", ""},
    {"end of sequence flow not found", "a `[` is not closed by here, or a `,` is missing", ""},
    {"illegal EOF in scalar", "a quote is never closed", ""},
    {"illegal document indicator in scalar", "a quote is never closed before this `---`", ""},
    {"unknown token", "this character cannot stand here", "put the text into quotes"},
    {"alias not found after *", "no value begins with `*`", "put the text into quotes"},
    {"anchor not found after &", "no value begins with `&`", "put the text into quotes"},
    {"the referenced anchor is not defined", "no `&` above names what this `*` stands for",
     "put a text that begins with `*` into quotes"},
};

// A tab in front of the character at `offset`, with nothing but blanks before it.
std::optional<std::size_t> indenting_tab(std::string_view text, std::size_t offset) {
  const std::size_t line = text.rfind('\n', offset == 0 ? 0 : offset - 1);
  const std::size_t begin = line == std::string_view::npos ? 0 : line + 1;
  const std::size_t end = std::min(text.find_first_not_of(" \t", begin), text.size());
  const std::size_t tab = text.find('\t', begin);
  if (tab < end) return tab;
  return std::nullopt;
}

void report(const YAML::Exception& exception, Positions& positions, const Source& source,
            Diagnostics& diagnostics) {
  constexpr std::string_view escape = "unknown escape character";
  if (exception.mark.is_null()) {
    diagnostics.error(code::yaml_syntax, whole_file(source.name), exception.msg);
    return;
  }
  const auto offset = static_cast<std::size_t>(exception.mark.pos);
  if (const auto tab = indenting_tab(source.text, std::min(offset, source.text.size()))) {
    diagnostics.error(code::yaml_syntax, positions.at(*tab), "a tab in the indentation",
                      "indent with blanks");
  } else if (exception.msg == "bad file") {
    diagnostics.error(code::too_deep, positions.at(offset), "lists and maps are nested too deeply");
  } else if (exception.msg.starts_with(escape)) {
    diagnostics.error(code::yaml_syntax, positions.at(offset < 2 ? 0 : offset - 2),
                      "a backslash in double quotes, and no escape that YAML knows",
                      "use single quotes, or write `\\\\`");
  } else {
    const auto* known = std::find_if(std::begin(wordings), std::end(wordings),
                                     [&](const Wording& w) { return w.parser == exception.msg; });
    const bool found = known != std::end(wordings);
    diagnostics.error(code::yaml_syntax, positions.at(offset),
                      found ? std::string(known->message) : exception.msg,
                      found ? std::string(known->hint) : "");
  }
}

// Reads all documents of `text` into `builder`, which refuses the second.
void parse(const std::string& text, TreeBuilder& builder) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(builder)) {
  }
}

// The parser finds an unterminated double quote at the end of the file only. Closed there, the
// builder finds where it began.
bool report_open_quote(const std::shared_ptr<const Source>& source, Diagnostics& diagnostics) {
  TreeBuilder builder(source, diagnostics);
  try {
    parse(source->text + '"', builder);
  } catch (const Stop&) {
    return true;
  } catch (const std::exception&) {
    return false;
  }
  return false;
}

// Characters that YAML does not allow; one of them (U+0004) would end the parser's input.
bool check_characters(Positions& positions, const Source& source, Diagnostics& diagnostics) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
  };
  const auto bad = std::find_if(source.text.begin(), source.text.end(), is_control);
  if (bad == source.text.end()) return true;
  Place place = positions.at(static_cast<std::size_t>(bad - source.text.begin()));
  place.source = std::make_shared<const Source>(Source{source.name, ""});  // not for a terminal
  diagnostics.error(code::yaml_syntax, place,
                    fmt::format("control character U+{:04X}", static_cast<unsigned char>(*bad)),
                    "is this a YAML file, saved as UTF-8?");
  return false;
}

bool check_text(const std::string& name, const std::string& text, Diagnostics& diagnostics) {
  if (is_utf8(text)) return true;
  diagnostics.error(code::not_utf8, bad_utf8_line(name, text), "the file is not UTF-8 text",
                    "save it with the encoding UTF-8");
  return false;
}

std::optional<Node> build(const std::shared_ptr<const Source>& source, Positions& positions,
                          Diagnostics& diagnostics) {
  TreeBuilder builder(source, diagnostics);
  try {
    parse(source->text, builder);
    return builder.take();
  } catch (const Stop&) {
  } catch (const YAML::Exception& exception) {
    const bool found =
        exception.msg == "illegal EOF in scalar" && report_open_quote(source, diagnostics);
    if (!found) report(exception, positions, *source, diagnostics);
  } catch (const std::exception& exception) {
    diagnostics.error(code::yaml_syntax, whole_file(source->name),
                      fmt::format("the YAML parser failed: {}", exception.what()));
  }
  return std::nullopt;
}

}  // namespace

std::optional<Node> load_text(std::string name, std::string text, Diagnostics& diagnostics) {
  drop_byte_order_mark(text);
  if (!check_text(name, text, diagnostics)) return std::nullopt;
  const auto source = std::make_shared<const Source>(Source{std::move(name), std::move(text)});
  Positions positions(source);
  if (!check_characters(positions, *source, diagnostics)) return std::nullopt;
  const std::size_t before = diagnostics.count(Severity::error);
  auto root = build(source, positions, diagnostics);
  if (diagnostics.count(Severity::error) != before) return std::nullopt;
  if (!root || (root->is_null() && root->text.empty())) {
    diagnostics.error(code::empty_file, whole_file(source->name), "the file is empty");
    return std::nullopt;
  }
  return root;
}

std::optional<Node> load(const Files& files, const std::string& path, Diagnostics& diagnostics) {
  auto text = files.read(path, largest::problem_file);
  if (!text) {
    diagnostics.error(*text.error().code, whole_file(path),
                      fmt::format("the file {}", text.error().message));
    return std::nullopt;
  }
  return load_text(path, std::move(*text), diagnostics);
}

}  // namespace grader::yaml
