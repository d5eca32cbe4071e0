// Reads YAML 1.1 as yaml-cpp does, with its traps closed: see load().
#pragma once

#include <optional>
#include <string>

#include "grader/base/diagnostics.h"
#include "grader/base/files.h"
#include "grader/yaml/node.h"

namespace grader::yaml {

// The one document of a text. Reported as errors, with line and column in code points: syntax
// (unterminated quotes too), a second document, a key given twice in a map, keys that are not
// scalars, tags other than !!str, !!int, !!float, !!bool and !!null on a scalar, nesting beyond
// 100, aliases that expand to themselves, to more than 100,000 nodes or to more than 16 MiB of
// text, text that is not UTF-8, nothing but white space and comments. How long a text may be is for
// those who read it from a file. A leading byte-order mark is dropped. `<<:` is merged as YAML 1.1
// says (own keys win).
std::optional<Node> load_text(std::string name, std::string text, Diagnostics& diagnostics);

// The same for a problem or exam file; one that cannot be read, or is too large, is reported with
// its path.
std::optional<Node> load(const Files& files, const std::string& path, Diagnostics& diagnostics);

}  // namespace grader::yaml
