#include "reference/stage/stage.h"

#include <fmt/core.h>

namespace reference::stage {
namespace {

namespace code = grader::code;
using grader::yaml::MapReader;
using grader::yaml::Node;

std::optional<std::int64_t> read_extent(MapReader& reader, std::string_view key) {
  const auto extent = reader.count(key);
  constexpr std::int64_t most = 1'000'000;
  if (!extent || (*extent >= 1 && *extent <= most)) return extent;
  reader.diagnostics().error(code::bad_value, reader.node().find(key)->where,
                             fmt::format("`{}` should be between 1 and {}", key, most));
  return std::nullopt;
}

void read_image(const Node& node, Stage& stage, grader::Diagnostics& diagnostics) {
  MapReader reader(node, "image", diagnostics);
  const auto height = read_extent(reader, "height");
  const auto width = read_extent(reader, "width");
  const auto channels = reader.count("channels", 3);
  if (channels && *channels != 1 && *channels != 3) {
    diagnostics.error(code::bad_value, node.find("channels")->where, "`channels` should be 1 or 3");
  }
  if (!reader.finish() || !height || !width || !channels) return;
  constexpr std::int64_t most = relation::most_pixels;
  if (*height > most / *width) {
    diagnostics.error(code::bad_value, node.where,
                      fmt::format("the image has more than {} pixels", most));
    return;
  }
  stage.image = {*height, *width, *channels};
  stage.image_where = node.where;
}

void read_numpy(MapReader& reader, Stage& stage) {
  const auto version = reader.count("numpy", 1);
  if (!version) return;
  stage.numpy = *version == 2 ? 2 : 1;
  if (*version == 1 || *version == 2) return;
  reader.diagnostics().error(code::bad_value, reader.node().find("numpy")->where,
                             "`numpy` should be 1 or 2", "whose rules of types");
}

}  // namespace

Stage read_stage(MapReader& block) {
  Stage stage;
  stage.image_where = block.node().where;
  if (const Node* image = block.find("image")) read_image(*image, stage, block.diagnostics());
  if (const Node* setup = block.find("setup")) {
    stage.setup = read_snippet(*setup, "setup", block.diagnostics());
  }
  read_numpy(block, stage);
  return stage;
}

std::optional<Snippet> read_snippet(const Node& node, std::string_view key,
                                    grader::Diagnostics& diagnostics) {
  auto text = as_text(node, key, diagnostics);
  if (!text) return std::nullopt;
  return Snippet{std::move(*text), node.where, node.text_place()};
}

evaluator::Options options_of(int numpy) {
  evaluator::Options options;
  options.numpy = numpy == 2 ? ndarray::Numpy::v2 : ndarray::Numpy::v1;
  return options;
}

grader::Result<std::vector<relation::Scene>, evaluator::Failure> scenes_of(
    const relation::ImageSize& image, const std::string& setup, const evaluator::Options& options) {
  if (setup.empty()) return relation::scenes(image);
  const auto code = evaluator::Code::parse(setup);
  if (!code) return code.error();
  return relation::scenes(image, *code, options);
}

}  // namespace reference::stage
