#include "reference/snippet/builtin.h"

#include <fmt/core.h>

#include <algorithm>

#include "grader/base/words.h"
#include "reference/ndarray/views.h"
#include "reference/snippet/conversions.h"

namespace reference::snippet {
namespace {

using ndarray::type_error;

struct Parameter {
  std::string_view name;
  bool optional = false;
  bool by_position = true;
  bool by_name = true;
};

struct Signature {
  std::vector<Parameter> parameters;
  bool takes_rest = false;
};

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

Signature read_signature(std::string_view text) {
  Signature signature;
  bool by_position = true;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string_view item = trim(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (item == "/") {
      for (Parameter& parameter : signature.parameters) parameter.by_name = false;
    } else if (item.starts_with('*')) {
      by_position = false;
      signature.takes_rest = item.size() > 1;
    } else {
      const bool optional = item.ends_with('=');
      if (optional) item.remove_suffix(1);
      signature.parameters.push_back({item, optional, by_position, true});
    }
  }
  return signature;
}

// "sum" for "np.sum": what Python's messages name.
std::string_view short_name(std::string_view name) { return name.substr(name.rfind('.') + 1); }

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'".
std::string listed(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) text += names.size() == 2 ? " and " : last ? ", and " : ", ";
    text += fmt::format("'{}'", names[i]);
  }
  return text;
}

const Object none{};

// cv2 tries its overloads, for Mat and UMat, and says of all why they do not fit. Functions of
// numbers have no overloads.
[[noreturn]] void not_bound(std::string_view name, std::string message) {
  constexpr std::string_view of_numbers[] = {"cv2.cubeRoot",           "cv2.fastAtan2",
                                             "cv2.getTextSize",        "cv2.getGaborKernel",
                                             "cv2.getGaussianKernel",  "cv2.borderInterpolate",
                                             "cv2.getOptimalDFTSize",  "cv2.getStructuringElement",
                                             "cv2.getRotationMatrix2D"};
  const bool overloaded =
      name.starts_with("cv2.") &&
      std::find(std::begin(of_numbers), std::end(of_numbers), name) == std::end(of_numbers);
  ndarray::raise(overloaded ? "cv2.error" : "TypeError", std::move(message));
}

template <typename... T>
[[noreturn]] void not_bound(std::string_view name, fmt::format_string<T...> format, T&&... values) {
  not_bound(name, fmt::format(format, std::forward<T>(values)...));
}

}  // namespace

Call::Call(const Environment& environment, const Builtin& builtin, std::vector<Object> positional,
           std::vector<std::pair<std::string_view, Object>> keywords)
    : environment_(environment), builtin_(builtin) {
  const Signature signature = read_signature(builtin.parameters);
  const std::string_view function = short_name(builtin.name);
  arguments_.resize(signature.parameters.size());
  std::size_t used = 0;
  for (std::size_t i = 0; i < arguments_.size() && used < positional.size(); ++i) {
    if (signature.parameters[i].by_position) arguments_[i] = std::move(positional[used++]);
  }
  if (used < positional.size() && !signature.takes_rest) {
    not_bound(builtin.name, "{}() takes {} but {} given", function,
              grader::counted(used, "positional argument"),
              positional.size() == 1 ? "1 was" : fmt::format("{} were", positional.size()));
  }
  for (; used < positional.size(); ++used) rest_.push_back(std::move(positional[used]));
  for (auto& keyword : keywords) {
    const std::string_view name = keyword.first;
    const auto found =
        std::find_if(signature.parameters.begin(), signature.parameters.end(),
                     [&](const Parameter& p) { return p.by_name && p.name == name; });
    if (found == signature.parameters.end()) {
      not_bound(builtin.name, "{}() got an unexpected keyword argument '{}'", function, name);
    }
    auto& slot = arguments_[static_cast<std::size_t>(found - signature.parameters.begin())];
    if (slot) {
      not_bound(builtin.name, "{}() got multiple values for argument '{}'", function, name);
    }
    slot = std::move(keyword.second);
  }
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < arguments_.size(); ++i) {
    if (!arguments_[i] && !signature.parameters[i].optional) {
      missing.push_back(signature.parameters[i].name);
    }
  }
  if (missing.empty()) return;
  not_bound(builtin.name, "{}() missing {}: {}", function,
            grader::counted(missing.size(), "required positional argument"), listed(missing));
}

const Object& Call::operator[](std::size_t i) const { return passed(i) ? *arguments_[i] : none; }

NDArray Call::array(std::size_t i) const { return to_array(budget(), (*this)[i]); }

std::int64_t Call::integer(std::size_t i) const { return to_index((*this)[i]); }
std::int64_t Call::integer(std::size_t i, std::int64_t fallback) const {
  return given(i) ? integer(i) : fallback;
}

double Call::real(std::size_t i) const { return to_real((*this)[i]); }
double Call::real(std::size_t i, double fallback) const { return given(i) ? real(i) : fallback; }

bool Call::flag(std::size_t i, bool fallback) const {
  return given(i) ? to_truth((*this)[i]) : fallback;
}

std::string Call::text(std::size_t i, std::string_view fallback) const {
  if (!given(i)) return std::string(fallback);
  const std::string* text = (*this)[i].text();
  if (text == nullptr) {
    type_error("{}() expected a str, not '{}'", short_name(name()), type_name((*this)[i]));
  }
  return *text;
}

std::optional<DType> Call::dtype(std::size_t i) const {
  if (!given(i)) return std::nullopt;
  return to_dtype((*this)[i]);
}

Extents Call::integers(std::size_t i) const {
  Extents numbers;
  const Object& argument = (*this)[i];
  if (argument.items() == nullptr && argument.array() == nullptr) {
    numbers.push_back(to_index(argument));
    return numbers;
  }
  if (argument.array() != nullptr && argument.array()->ndim() == 0) {
    numbers.push_back(to_index(argument));
    return numbers;
  }
  for_each(budget(), argument, [&](const Object& item) {
    numbers.push_back(to_index(item));
    return true;
  });
  return numbers;
}

Extents Call::axes(std::size_t i, int ndim) const {
  Extents axes;
  if (given(i)) return ndarray::normalize_axes(integers(i), ndim);
  for (int axis = 0; axis < ndim; ++axis) axes.push_back(axis);
  return axes;
}

}  // namespace reference::snippet
