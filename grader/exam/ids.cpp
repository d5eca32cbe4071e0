#include <fmt/format.h>

#include "grader/exam/problem_loader.h"

namespace grader {
namespace {

constexpr std::int64_t known_format = 1;
constexpr std::size_t longest_id = 80;
constexpr std::string_view id_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

}  // namespace

bool read_format(yaml::MapReader& reader) {
  const yaml::Node* node = reader.require("format");
  if (!node) return false;
  const auto format = yaml::as_count(*node, "format", reader.diagnostics());
  if (!format) return false;
  if (*format == known_format) return true;
  reader.diagnostics().error(code::bad_format_version, node->where,
                             fmt::format("format {} is not known", *format),
                             fmt::format("this grader reads `format: {}`", known_format));
  return false;
}

std::optional<std::string> read_id(yaml::MapReader& reader, std::string_view key) {
  auto id = reader.text(key);
  if (!id) return std::nullopt;
  const bool good = !id->empty() && id->size() <= longest_id &&
                    id->find_first_not_of(id_characters) == std::string::npos;
  if (good) return id;
  reader.diagnostics().error(code::bad_id, reader.node().find(key)->where,
                             id->size() > longest_id
                                 ? fmt::format("an id of more than {} characters", longest_id)
                                 : fmt::format("`{}` cannot be an id", *id),
                             "ids have letters, digits, `-` and `_`");
  return std::nullopt;
}

}  // namespace grader
