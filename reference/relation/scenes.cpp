#include "reference/relation/scenes.h"

#include <algorithm>
#include <cstring>

#include "reference/ndarray/views.h"
#include "reference/probes/natural.h"
#include "reference/probes/probes.h"

namespace reference::relation {
namespace {

using evaluator::Inputs;
using evaluator::Object;
using ndarray::Budget;
using ndarray::NDArray;

Object image_object(const Budget& budget, const probes::Image& image) {
  ndarray::Extents shape{image.height, image.width};
  if (image.channels > 1) shape.push_back(image.channels);
  NDArray array = make(budget, ndarray::DType::uint8, shape);
  if (!image.pixels.empty()) std::memcpy(array.data(), image.pixels.data(), image.pixels.size());
  return snippet::of(std::move(array));
}

Object green_of(const Budget& budget, const NDArray& image) {
  const bool has_green = image.ndim() == 3 && image.shape[2] > 1;
  return snippet::of(copy(budget, has_green ? ndarray::pick(image, 2, 1) : image));
}

void put(Inputs& inputs, const std::string& name, Object value) {
  for (auto& [known, held] : inputs.variables) {
    if (known != name) continue;
    held = std::move(value);
    return;
  }
  inputs.variables.emplace_back(name, std::move(value));
}

// The variables that hold what `img` implies.
void put_size(Inputs& inputs, const NDArray& image) {
  if (image.ndim() < 2) return;
  put(inputs, "H", snippet::of_int(image.shape[0]));
  put(inputs, "W", snippet::of_int(image.shape[1]));
}

Inputs inputs_of(const Budget& budget, const probes::Probe& probe) {
  Inputs inputs;
  const Object image = image_object(budget, probe.img);
  const Object other = image_object(budget, probe.img2);
  put(inputs, "img", image);
  put(inputs, "img2", other);
  put(inputs, "gray", green_of(budget, *image.array()));
  put(inputs, "gray2", green_of(budget, *other.array()));
  put(inputs, "mask", image_object(budget, probe.mask));
  put_size(inputs, *image.array());
  inputs.image_file = *image.array();
  return inputs;
}

probes::Probe square_probe(std::int64_t channels) {
  constexpr std::int64_t side = 77;
  constexpr std::uint64_t seed = 1200;
  return {"square", false, probes::natural(side, side, channels, seed),
          probes::natural(side, side, channels, seed + 1),
          probes::blobs(side, side, 2, 255, seed + 2)};
}

std::vector<Scene> scenes_of(const Budget& budget, const ImageSize& size) {
  std::vector<Scene> all;
  for (const probes::Probe& probe : probes::probes(size.height, size.width, size.channels)) {
    all.push_back({probe.name, probe.declared_size, inputs_of(budget, probe)});
  }
  all.push_back({"square", false, inputs_of(budget, square_probe(size.channels))});
  return all;
}

bool same_bytes(const Budget& budget, const NDArray& a, const NDArray& b) {
  if (a.dtype != b.dtype || a.shape != b.shape) return false;
  const NDArray left = as_contiguous(budget, a);
  const NDArray right = as_contiguous(budget, b);
  const auto size = static_cast<std::size_t>(left.size() * item_size(left.dtype));
  return size == 0 || std::memcmp(left.data(), right.data(), size) == 0;
}

// Whether a variable is as it was.
bool untouched(const Budget& budget, const Inputs& before, const Inputs& after,
               std::string_view name) {
  const Object* old = find_variable(before, name);
  const Object* now = find_variable(after, name);
  if (old == nullptr || now == nullptr) return now == nullptr;
  if (const NDArray* array = old->array()) {
    return now->array() != nullptr && same_bytes(budget, *array, *now->array());
  }
  const auto* number = old->get<std::int64_t>();
  const auto* current = now->get<std::int64_t>();
  return number != nullptr && current != nullptr && *number == *current;
}

bool same_size(const NDArray& a, const NDArray& b) {
  return a.ndim() >= 2 && b.ndim() >= 2 && a.shape[0] == b.shape[0] && a.shape[1] == b.shape[1];
}

// The probe of that name and number of channels in another size.
std::optional<probes::Probe> probe_of_size(const std::string& name, const NDArray& image,
                                           std::int64_t channels) {
  if (image.ndim() < 2 || image.shape[0] < 1 || image.shape[1] < 1 ||
      image.shape[0] > most_pixels / image.shape[1]) {
    return std::nullopt;
  }
  for (probes::Probe& probe : probes::probes(image.shape[0], image.shape[1], channels)) {
    if (probe.name == name) return std::move(probe);
  }
  return std::nullopt;
}

// Lets what `after` has untouched follow its `img`.
void follow(const Budget& budget, const Scene& scene, Inputs& after) {
  const Inputs& before = scene.inputs;
  const Object* found = find_variable(after, "img");
  if (found == nullptr || found->array() == nullptr) return;
  const Object img = *found;
  const NDArray& image = *img.array();
  const NDArray& old = *find_variable(before, "img")->array();
  const auto replace = [&](const char* name, const Object& value) {
    if (untouched(budget, before, after, name)) put(after, name, value);
  };
  replace("gray", green_of(budget, image));
  if (image.ndim() >= 2) {
    replace("H", snippet::of_int(image.shape[0]));
    replace("W", snippet::of_int(image.shape[1]));
  }
  if (same_size(image, old)) return;
  const std::int64_t channels = old.ndim() == 3 ? old.shape[2] : 1;
  const auto probe = probe_of_size(scene.name, image, channels);
  if (!probe) return;
  const Object other = image_object(budget, probe->img2);
  replace("img2", other);
  replace("gray2", green_of(budget, *other.array()));
  replace("mask", image_object(budget, probe->mask));
}

}  // namespace

std::vector<Scene> scenes(const ImageSize& size) { return scenes_of(Budget(), size); }

grader::Result<std::vector<Scene>, evaluator::Failure> scenes(const ImageSize& size,
                                                              const evaluator::Code& setup,
                                                              const evaluator::Options& options) {
  const Budget budget;
  std::vector<Scene> all = scenes_of(budget, size);
  for (Scene& scene : all) {
    if (!scene.decides) continue;
    auto prepared = setup.prepare(scene.inputs, options);
    if (!prepared) return prepared.error();
    follow(budget, scene, *prepared);
    scene.inputs = std::move(*prepared);
  }
  return all;
}

void set_variable(Inputs& inputs, const std::string& name, Object value) {
  const Budget budget;
  if (name != "img" || value.array() == nullptr) {
    put(inputs, name, std::move(value));
    return;
  }
  Scene scene{"natural", true, inputs};
  put(inputs, name, value);
  follow(budget, scene, inputs);
  inputs.image_file = *value.array();
}

}  // namespace reference::relation
