// What puts several nodes together: concatenation over channels or features, and sums.
#include <fmt/core.h>

#include "reference/network/arithmetic.h"
#include "reference/network/fields.h"
#include "reference/network/layers.h"

namespace reference::network {
namespace {

using grader::yaml::MapReader;
using YamlNode = grader::yaml::Node;

using Part = std::optional<QuantityIndex> Extents::*;

std::vector<QuantityIndex> all_of(const Quantities& q, Part extent) {
  std::vector<QuantityIndex> indices;
  for (std::size_t i = 0; i < q.input_count(); ++i) indices.push_back(*(q.in(i).*extent));
  return indices;
}

// An extent in which all have to be alike.
void add_common(Quantities& q, std::string_view name, Part extent) {
  if (!(q.in().*extent)) return;
  q.out().*extent = q.define(name, "{0}", all_of(q, extent), common_value);
}

class Concat final : public Layer {
 public:
  void add(Quantities& q) const override {
    const bool image = q.in().channels.has_value();
    const Part depth = image ? &Extents::channels : &Extents::features;
    q.out().*depth = q.sum(image ? "channels" : "features", all_of(q, depth));
    add_common(q, "height", &Extents::height);
    add_common(q, "width", &Extents::width);
    add_common(q, "length", &Extents::length);
    join_fields(q);
  }
};

class Sum final : public Layer {
 public:
  void add(Quantities& q) const override {
    add_common(q, "channels", &Extents::channels);
    add_common(q, "height", &Extents::height);
    add_common(q, "width", &Extents::width);
    add_common(q, "length", &Extents::length);
    add_common(q, "features", &Extents::features);
    join_fields(q);
  }
};

// `of: [a, b]`: at least two layers of one layout.
std::vector<std::size_t> read_inputs(MapReader& reader, Builder& builder) {
  std::vector<std::size_t> inputs;
  const YamlNode* of = reader.require("of");
  if (of == nullptr) return inputs;
  if (!of->is_list() || of->items.size() < 2) {
    builder.diagnostics().error(grader::code::wrong_type, of->where,
                                "`of` should be a list of two or more layers",
                                "such as `of: [a, b]`");
    return inputs;
  }
  for (const YamlNode& item : of->items) {
    if (const auto input = builder.find(item, "of")) inputs.push_back(*input);
  }
  return inputs;
}

using Add = std::size_t (*)(Builder&, const Start&, std::vector<std::size_t>);

void read_merge(const YamlNode& settings, std::string_view kind, Builder& builder, Add add) {
  MapReader reader(settings, std::string(kind), builder.diagnostics());
  const Start start = builder.start(reader, kind);
  std::vector<std::size_t> inputs = read_inputs(reader, builder);
  reader.finish();
  for (const std::size_t input : inputs) {
    if (!builder.expect(input, {builder.node(inputs.front()).layout}, kind, settings.where)) return;
  }
  if (!inputs.empty()) add(builder, start, std::move(inputs));
}

void read_concat(const YamlNode& settings, std::string_view kind, Builder& builder) {
  read_merge(settings, kind, builder, add_concat);
}

void read_add(const YamlNode& settings, std::string_view kind, Builder& builder) {
  read_merge(settings, kind, builder, add_sum);
}

constexpr LayerKind table[] = {{"concat", read_concat}, {"add", read_add}};

}  // namespace

std::size_t add_sum(Builder& builder, const Start& start, std::vector<std::size_t> inputs) {
  const Node& first = builder.node(inputs.front());
  const Layout layout = first.layout;
  const std::int64_t channels = first.channels;
  return builder.add(start, std::move(inputs), std::make_shared<Sum>(), layout, channels);
}

std::size_t add_concat(Builder& builder, const Start& start, std::vector<std::size_t> inputs) {
  std::int64_t channels = 0;
  for (const std::size_t input : inputs) {
    if (__builtin_add_overflow(channels, builder.node(input).channels, &channels)) channels = 0;
  }
  const Layout layout = builder.node(inputs.front()).layout;
  return builder.add(start, std::move(inputs), std::make_shared<Concat>(), layout, channels);
}

std::span<const LayerKind> merges() { return table; }

}  // namespace reference::network
