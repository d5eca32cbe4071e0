#include "grader/yaml/tree_builder.h"

#include <fmt/format.h>

#include <algorithm>

namespace grader::yaml {
namespace {

constexpr std::size_t deepest = 100;
constexpr std::size_t most_nodes = 1'000'000;
constexpr std::size_t most_copies = 100'000;
constexpr std::size_t most_copied_bytes = std::size_t{16} << 20;
constexpr std::string_view core_tags = "tag:yaml.org,2002:";

// The tags of a scalar that say no more than its text does.
constexpr std::string_view plain_tags[] = {"str", "int", "float", "bool", "null"};

bool is_null_word(std::string_view word) {
  return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

std::size_t end_of_word(std::string_view text, std::size_t from) {
  return std::min(text.find_first_of(" \t\r\n,[]{}:#", from), text.size());
}

// True iff the quoted text that begins at `offset` has a closing quote.
bool quote_closes(std::string_view text, std::size_t offset) {
  const char quote = text[offset];
  for (std::size_t i = offset + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const bool doubled = quote == '\'' && i + 1 < text.size() && text[i + 1] == quote;
      if (!doubled) return true;
      ++i;
    }
  }
  return false;
}

// The first character that is not blank of the block scalar whose `|` or `>` stands at `offset`.
std::size_t block_begin(std::string_view text, std::size_t offset) {
  const std::size_t line_end = std::min(text.find('\n', offset), text.size());
  const std::size_t begin = text.find_first_not_of(" \r\n", line_end);
  return begin == std::string_view::npos ? offset : begin;
}

}  // namespace

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (++documents_ == 1) return;
  const auto offset = static_cast<std::size_t>(mark.pos);
  const Place place = positions_.at(offset);
  // The parser takes anything behind a complete value for a document of its own.
  const std::string_view before = std::string_view(source_->text).substr(0, offset);
  const bool separated = source_->text.compare(offset, 3, "---") == 0 ||
                         before.find("\n---") != std::string_view::npos ||
                         before.find("\n...") != std::string_view::npos;
  if (separated) {
    stop(code::second_document, place, "a second document begins here",
         "keep one document a file, without a `---` between");
  }
  stop(code::yaml_syntax, place, "this stands behind the end of the document",
       "check brackets and indentation above");
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto offset = static_cast<std::size_t>(mark.pos);
  Sized sized;
  sized.node.where = positions_.at(offset);
  const std::string_view text = source_->text;
  const std::string_view word = text.substr(
      std::min(offset, text.size()), end_of_word(text, std::min(offset, text.size())) - offset);
  if (is_null_word(word)) {
    sized.node.text = word;
  } else if (!stack_.empty() && stack_.back().key) {
    sized.node.where = stack_.back().key->where;  // the mark is that of whatever comes next
  }
  sized.node.text_line = sized.node.where.line;
  sized.node.text_column = sized.node.where.column;
  if (reading_key() && !sized.node.text.empty()) sized.node.kind = Node::Kind::scalar;
  add(std::move(sized), anchor);
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const auto offset = static_cast<std::size_t>(mark.pos);
  const Place place = positions_.at(offset);
  const std::string_view text = source_->text;
  const std::string name(text.substr(offset, end_of_word(text, offset) - offset));
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) {
    stop(code::alias_limit, place, fmt::format("alias `{}` stands inside what it names", name));
  }
  count_copies(found->second, place);
  check_depth(stack_.size() + found->second.height, place);
  add(found->second, 0);
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const auto offset = static_cast<std::size_t>(mark.pos);
  Sized sized;
  sized.node.kind = Node::Kind::scalar;
  sized.node.text = value;
  sized.node.where = positions_.at(offset);
  sized.bytes = value.size();
  check_tag(tag, true, sized.node.where);
  place_text(sized.node, skip_properties(offset));
  const bool text_tag = tag.starts_with(core_tags) && tag.ends_with(":str");
  sized.node.quoted = sized.node.quoted || text_tag;
  add(std::move(sized), anchor);
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                                  YAML::anchor_t anchor, YAML::EmitterStyle::value) {
  open(Node::Kind::list, mark, tag, anchor);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  open(Node::Kind::map, mark, tag, anchor);
}

void TreeBuilder::open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor) {
  const Place place = positions_.at(static_cast<std::size_t>(mark.pos));
  check_tag(tag, false, place);
  check_depth(stack_.size() + 1, place);
  Open open;
  open.sized.node.kind = kind;
  open.sized.node.where = place;
  open.anchor = anchor;
  stack_.push_back(std::move(open));
}

void TreeBuilder::close() {
  Open closed = std::move(stack_.back());
  stack_.pop_back();
  if (closed.sized.node.is_map()) merge(closed.sized.node);
  add(std::move(closed.sized), closed.anchor);
}

void TreeBuilder::add(Sized sized, YAML::anchor_t anchor) {
  if (++nodes_ > most_nodes) {
    stop(code::too_large, sized.node.where,
         fmt::format("the file holds more than {} values", most_nodes));
  }
  if (anchor != 0) remember(sized, anchor);
  if (stack_.empty()) {
    root_ = std::move(sized.node);
    return;
  }
  Open& parent = stack_.back();
  parent.sized.nodes += sized.nodes;
  parent.sized.bytes += sized.bytes;
  parent.sized.height = std::max(parent.sized.height, sized.height + 1);
  if (parent.sized.node.is_list()) {
    parent.sized.node.items.push_back(std::move(sized.node));
  } else {
    add_to_map(parent, std::move(sized.node));
  }
}

void TreeBuilder::add_to_map(Open& map, Node node) {
  if (map.key) {
    map.sized.node.entries.push_back({std::move(*map.key), std::move(node)});
    map.key.reset();
    return;
  }
  if (!node.is_scalar()) {
    diagnostics_.error(code::yaml_syntax, node.where,
                       fmt::format("a key should be a text, not {}", describe(node)));
  } else if (!map.keys.insert(node.text).second) {
    diagnostics_.error(code::duplicate_key, node.where,
                       fmt::format("key `{}` is given twice in this map", node.text));
  }
  map.key = std::move(node);
}

void TreeBuilder::remember(const Sized& sized, YAML::anchor_t anchor) {
  count_copies(sized, sized.node.where);
  anchors_.insert_or_assign(anchor, sized);
}

void TreeBuilder::count_copies(const Sized& sized, const Place& place) {
  copies_ += sized.nodes;
  copied_bytes_ += sized.bytes;
  if (copies_ > most_copies) {
    stop(code::alias_limit, place,
         fmt::format("aliases expand to more than {} values", most_copies));
  }
  if (copied_bytes_ > most_copied_bytes) {
    stop(code::alias_limit, place,
         fmt::format("aliases expand to more than {} MiB", most_copied_bytes >> 20));
  }
}

// `<<: *defaults` and `<<: [*a, *b]`: own keys win, then the earlier map.
void TreeBuilder::merge(Node& map) {
  const auto is_merge = [](const Node::Entry& entry) {
    return entry.first.text == "<<" && !entry.first.quoted;
  };
  const auto found = std::find_if(map.entries.begin(), map.entries.end(), is_merge);
  if (found == map.entries.end()) return;
  Node merged = std::move(found->second);
  map.entries.erase(found);
  std::vector<Node> sources;
  if (merged.is_list()) {
    sources = std::move(merged.items);
  } else {
    sources.push_back(std::move(merged));
  }
  std::unordered_set<std::string> keys;
  for (const auto& entry : map.entries) keys.insert(entry.first.text);
  for (Node& source : sources) {
    if (!source.is_map()) {
      diagnostics_.error(code::wrong_type, source.where,
                         fmt::format("`<<` merges maps, not {}", describe(source)));
    }
    for (auto& entry : source.entries) {
      if (keys.insert(entry.first.text).second) map.entries.push_back(std::move(entry));
    }
  }
}

void TreeBuilder::check_tag(const std::string& tag, bool scalar, const Place& place) {
  if (tag.empty() || tag == "?" || tag == "!") return;
  const bool core = tag.starts_with(core_tags);
  const std::string name = core ? tag.substr(core_tags.size()) : tag;
  const auto* known = std::find(std::begin(plain_tags), std::end(plain_tags), name);
  if (core && scalar && known != std::end(plain_tags)) return;
  diagnostics_.error(code::yaml_trap, place,
                     fmt::format("tag `{}{}` has no meaning here", core ? "!!" : "", name),
                     core ? "the tags of texts and numbers are !!str, !!int, !!float, !!bool and "
                            "!!null"
                          : "put a text that begins with `!` into quotes");
}

void TreeBuilder::check_depth(std::size_t depth, const Place& place) {
  if (depth <= deepest) return;
  stop(code::too_deep, place, fmt::format("lists and maps are nested more than {} deep", deepest));
}

bool TreeBuilder::reading_key() const {
  return !stack_.empty() && stack_.back().sized.node.is_map() && !stack_.back().key;
}

std::size_t TreeBuilder::skip_properties(std::size_t offset) const {
  const std::string_view text = source_->text;
  while (offset < text.size() && (text[offset] == '&' || text[offset] == '!')) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", offset), text.size());
    offset = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
  }
  return offset;
}

void TreeBuilder::place_text(Node& node, std::size_t offset) {
  const std::string_view text = source_->text;
  const char first = offset < text.size() ? text[offset] : ' ';
  std::size_t begin = offset;
  if (first == '"' || first == '\'') {
    if (!quote_closes(text, offset)) {
      stop(code::yaml_syntax, positions_.at(offset), "this quote is never closed");
    }
    begin = offset + 1;
    node.quoted = true;
  } else if (first == '|' || first == '>') {
    node.quoted = true;
    begin = block_begin(text, offset);
    // Blank lines above the first word belong to the text.
    if (begin != offset) node.text_line = positions_.at(offset).line + 1;
  }
  const Place place = positions_.at(begin);
  if (node.text_line == 0) node.text_line = place.line;
  node.text_column = place.column;
}

void TreeBuilder::stop(const Code& code, const Place& place, std::string message,
                       std::string hint) {
  diagnostics_.error(code, place, std::move(message), std::move(hint));
  throw Stop{};
}

}  // namespace grader::yaml
