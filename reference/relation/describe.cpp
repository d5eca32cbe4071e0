#include "reference/relation/describe.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "grader/base/words.h"
#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"
#include "reference/relation/numbers.h"
#include "reference/relation/relation.h"

namespace reference::relation {
namespace {

using ndarray::DType;

std::string sides_text(const ndarray::Extents& shape) {
  std::string text;
  for (const std::int64_t extent : shape) {
    if (!text.empty()) text += " x ";
    text += fmt::format("{}", extent);
  }
  return text;
}

std::vector<double> reals(const Budget& budget, const NDArray& array) {
  const NDArray flat = as_contiguous(budget, as_type(budget, array, DType::float64));
  const auto elements = ndarray::elements<double>(flat);
  return {elements.begin(), elements.end()};
}

bool is_whole(const NDArray& array) {
  return array.dtype == DType::boolean || ndarray::is_integer(array.dtype);
}

// One value with what it may be compared with.
class Description {
 public:
  Description(const Budget& budget, const NDArray& array, const NDArray* image)
      : budget_(budget), array_(array), image_(image) {}

  std::string text() const {
    switch (array_.ndim()) {
      case 0:
        return "a number";
      case 1:
        return vector();
      case 2:
        return plane();
      default:
        return is_colour(array_) ? colour() : fmt::format("a {} array", sides_text(array_.shape));
    }
  }

  // Without a look at the numbers.
  std::string form() const {
    if (array_.ndim() == 0) return "a number";
    if (array_.ndim() == 1) return fmt::format("a vector of {}", numbers_text(array_.shape[0]));
    if (array_.ndim() == 2 && !is_plane()) return matrix();
    if (array_.ndim() == 2) return sized("one channel");
    return is_colour(array_) ? sized("a colour image")
                             : fmt::format("a {} array", sides_text(array_.shape));
  }

 private:
  static bool is_colour(const NDArray& array) { return array.ndim() == 3 && array.shape[2] == 3; }

  static std::string numbers_text(std::int64_t count) {
    return grader::counted(static_cast<std::size_t>(count), "number");
  }

  std::string matrix() const { return fmt::format("a {} matrix", sides_text(array_.shape)); }

  bool has_size_of_image() const {
    return image_ != nullptr && image_->ndim() >= 2 && array_.shape[0] == image_->shape[0] &&
           array_.shape[1] == image_->shape[1];
  }

  // Not a matrix of a few numbers.
  bool is_plane() const {
    constexpr std::int64_t small = 16;
    return has_size_of_image() || std::min(array_.shape[0], array_.shape[1]) > small;
  }

  // With the size, if it is not that of the image.
  std::string sized(std::string text) const {
    if (!has_size_of_image()) {
      text += fmt::format(" of {} x {}", array_.shape[0], array_.shape[1]);
    }
    return is_whole(array_) ? text : text + " with fractions";
  }

  std::string vector() const {
    const std::vector<double> all = reals(budget_, array_);
    double sum = 0;
    for (const double number : all) sum += number;
    constexpr double noise = 1e-6;
    const bool shares = all.size() > 1 && std::abs(sum - 1) <= noise;
    return form() + (shares ? " that add up to 1" : "");
  }

  Relation to(const NDArray& other) const {
    return relate(snippet::of(other), snippet::of(array_));
  }

  bool same(const NDArray& other) const { return settles(to(other).kind); }

  // Zero and one other number, 1 or 255, both of them there.
  bool black_and_white() const {
    if (array_.dtype == DType::boolean) return true;
    const std::vector<double> all = reals(budget_, array_);
    const auto ends = std::minmax_element(all.begin(), all.end());
    if (all.empty() || *ends.first != 0) return false;
    const double high = *ends.second;
    if (high != 1 && high != 255) return false;
    return std::all_of(all.begin(), all.end(), [&](double x) { return x == 0 || x == high; });
  }

  // cv2.cvtColor's grey, of bytes: fixed point, half up.
  NDArray grey_of_image() const {
    const NDArray colour = as_contiguous(budget_, as_type(budget_, *image_, DType::uint8));
    NDArray grey = make(budget_, DType::uint8, {image_->shape[0], image_->shape[1]});
    const auto from = ndarray::elements<std::uint8_t>(colour);
    std::size_t i = 0;
    for (std::uint8_t& pixel : ndarray::elements<std::uint8_t>(grey)) {
      pixel = static_cast<std::uint8_t>(
          (3735 * from[i] + 19235 * from[i + 1] + 9798 * from[i + 2] + 16384) >> 15);
      i += 3;
    }
    return grey;
  }

  std::string plane() const {
    if (!is_plane()) return matrix();
    if (black_and_white()) {
      const bool truths = array_.dtype == DType::boolean;
      const char* words = truths ? "a mask of True and False" : "a black-and-white image";
      return has_size_of_image() ? words : fmt::format("{} of {}", words, sides_text(array_.shape));
    }
    if (image_ == nullptr) return sized("one channel");
    if (image_->ndim() == 2) return altered("image").value_or(sized("one channel"));
    if (!is_colour(*image_)) return sized("one channel");
    if (same(grey_of_image())) return "one grey channel";
    static constexpr const char* names[] = {"blue", "green", "red"};
    for (int channel = 0; channel < 3; ++channel) {
      if (same(ndarray::pick(*image_, 2, channel))) {
        return fmt::format("the {} channel", names[channel]);
      }
    }
    return sized("one channel");
  }

  std::string colour() const {
    const bool of_colour = image_ != nullptr && is_colour(*image_);
    const auto known = of_colour ? altered("colour image") : std::nullopt;
    return known.value_or(sized("a colour image"));
  }

  // The image in another form, if it is that.
  std::optional<std::string> altered(const std::string& noun) const {
    const Relation relation = to(*image_);
    if (settles(relation.kind)) return "the image unchanged";
    if (relation.transform) return transformed(noun, *relation.transform);
    if (has_size_of_image() && array_.dtype == DType::uint8 && is_negative()) {
      return "the negative of the image";
    }
    return std::nullopt;
  }

  static std::string transformed(const std::string& noun, const Transform& transform) {
    std::string before = noun.starts_with("image") ? "an " : "a ";
    std::string behind;
    const Turn turn = transform.turn;
    if (turn == Turn::upside_down || turn == Turn::left_to_right) {
      behind = " " + words(turn, false);
    } else if (turn == Turn::transposed || turn == Turn::other_diagonal) {
      before = "a transposed ";
    } else if (turn != Turn::none) {
      before = "a rotated ";
    }
    if (transform.channels_reversed) {
      behind += std::string(behind.empty() ? "" : " and") + " with its channels reversed";
    }
    if (transform.shifts()) {
      behind += std::string(behind.empty() ? " " : " and ") + shift_words(transform, false, true);
    }
    return before + noun + behind;
  }

  bool is_negative() const {
    const std::vector<double> mine = reals(budget_, array_);
    const std::vector<double> image = reals(budget_, *image_);
    for (std::size_t i = 0; i < mine.size(); ++i) {
      if (mine[i] != 255 - image[i]) return false;
    }
    return mine.size() == image.size();
  }

  const Budget& budget_;
  const NDArray& array_;
  const NDArray* image_;
};

struct Described {
  std::string text;
  std::string form;
};

Described described(const Budget& budget, const Observation& observation) {
  const Object& value = *observation.value;
  if (value.is_none()) return {"nothing", "nothing"};
  if (value.text() != nullptr) return {"a text", "a text"};
  if (value.get<bool>() != nullptr) return {"True or False", "True or False"};
  const auto array = as_array(budget, value);
  if (!array) {
    const std::string type = fmt::format("a `{}`", type_name(value));
    return {type, type};
  }
  const Object* image = find_variable(*observation.inputs, "img");
  const NDArray plain = squeezed(*array);
  const Description description(budget, plain, image == nullptr ? nullptr : image->array());
  return {description.text(), description.form()};
}

}  // namespace

std::string describe(std::span<const Observation> observations) {
  const Budget budget;
  try {
    std::optional<Described> first;
    for (const Observation& observation : observations) {
      Described now = described(budget, observation);
      if (!first) {
        first = std::move(now);
        continue;
      }
      if (now.text != first->text) first->text = first->form;
      if (now.form != first->form) return "another form for each image";
    }
    return first->text;
  } catch (const ndarray::Raised&) {
    return "something too large to compare";
  }
}

}  // namespace reference::relation
