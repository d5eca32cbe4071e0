#include "reference/ndarray/npy.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "reference/ndarray/raised.h"
#include "reference/ndarray/views.h"

namespace reference::ndarray {
namespace {

using grader::Failure;
using grader::Result;

constexpr std::string_view magic = "\x93NUMPY";
constexpr std::size_t longest_header = 10'000;  // as NumPy's max_header_size

struct Header {
  std::string descr;
  bool fortran_order = false;
  Extents shape;
};

// Reads the header, a dict of Python: {'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view text) : text_(text) {}

  Result<Header> read() {
    if (!accept('{')) return bad("no dict");
    bool descr = false, order = false, shape = false;
    while (!accept('}')) {
      const auto key = string();
      if (!key || !accept(':')) return bad("no dict");
      bool* seen = *key == "descr"           ? &descr
                   : *key == "fortran_order" ? &order
                   : *key == "shape"         ? &shape
                                             : nullptr;
      if (seen == nullptr || *seen) return bad("keys that do not belong");
      *seen = true;
      if (seen == &descr && !read_descr()) {
        return Failure{"holds records or objects, not numbers of one type"};
      }
      if (seen == &order && !read_order()) return bad("no `fortran_order`");
      if (seen == &shape && !read_shape()) return bad("no `shape`");
      if (!accept(',') && !next_is('}')) return bad("no dict");
    }
    blanks();
    if (at_ != text_.size()) return bad("more than a dict");
    if (!descr || !order || !shape) return bad("keys missing");
    return std::move(header_);
  }

 private:
  static Failure bad(std::string_view what) {
    return Failure{fmt::format("has a header that is not NumPy's: {}", what)};
  }

  void blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool next_is(char c) {
    blanks();
    return at_ < text_.size() && text_[at_] == c;
  }
  bool accept(char c) {
    if (!next_is(c)) return false;
    ++at_;
    return true;
  }
  bool accept_word(std::string_view word) {
    blanks();
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  std::optional<std::string> string() {
    const char quote = next_is('\'') ? '\'' : '"';
    if (!accept(quote)) return std::nullopt;
    const std::size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view found = text_.substr(at_, end - at_);
    if (found.find('\\') != std::string_view::npos) return std::nullopt;
    at_ = end + 1;
    return std::string(found);
  }

  bool read_descr() {
    const auto text = string();
    header_.descr = text.value_or("");
    return text.has_value();
  }

  bool read_order() {
    header_.fortran_order = accept_word("True");
    return header_.fortran_order || accept_word("False");
  }

  bool read_shape() {
    if (!accept('(')) return false;
    while (!accept(')')) {
      blanks();
      std::int64_t extent = 0;
      const char* begin = text_.data() + at_;
      const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), extent);
      if (error != std::errc() || extent < 0) return false;
      at_ += static_cast<std::size_t>(end - begin);
      header_.shape.push_back(extent);
      if (header_.shape.size() > max_dimensions) return false;
      // `(3)` is no tuple.
      if (!accept(',') && (!next_is(')') || header_.shape.size() == 1)) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Header header_;
};

struct Code {
  std::string_view text;  // without the byte order
  DType dtype;
};

constexpr Code codes[] = {{"b1", DType::boolean},    {"i1", DType::int8},    {"i2", DType::int16},
                          {"i4", DType::int32},      {"i8", DType::int64},   {"u1", DType::uint8},
                          {"u2", DType::uint16},     {"u4", DType::uint32},  {"u8", DType::uint64},
                          {"f2", DType::float16},    {"f4", DType::float32}, {"f8", DType::float64},
                          {"c16", DType::complex128}};

Result<DType> dtype_of_descr(std::string_view descr) {
  const std::string_view known = descr.substr(std::min<std::size_t>(1, descr.size()));
  for (const Code& code : codes) {
    if (known != code.text) continue;
    const bool one_byte = item_size(code.dtype) == 1;
    if (descr[0] == '<' || (one_byte && (descr[0] == '|' || descr[0] == '>'))) return code.dtype;
    if (descr[0] == '>') {
      return Failure{
          fmt::format("holds big-endian numbers (`{}`), which are not supported", descr)};
    }
  }
  return Failure{fmt::format("holds numbers of type `{}`, which is not supported", descr)};
}

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = bytes.size(); i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return value;
}

struct Parts {
  std::string_view header;
  std::string_view data;
};

Result<Parts> parts_of(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return Failure{"is no .npy file"};
  const std::size_t version_at = magic.size();
  if (bytes.size() < version_at + 2) return Failure{"ends within its header"};
  const int major = static_cast<unsigned char>(bytes[version_at]);
  const int minor = static_cast<unsigned char>(bytes[version_at + 1]);
  if (major < 1 || major > 3 || minor != 0) {
    return Failure{
        fmt::format("has version {}.{} of the format; 1.0 to 3.0 are known", major, minor)};
  }
  const std::size_t length_at = version_at + 2;
  const std::size_t length_size = major == 1 ? 2 : 4;
  if (bytes.size() < length_at + length_size) return Failure{"ends within its header"};
  const std::size_t length = little_endian(bytes.substr(length_at, length_size));
  if (length > longest_header) {
    return Failure{
        fmt::format("has a header of {} bytes; more than {} are refused", length, longest_header)};
  }
  const std::size_t header_at = length_at + length_size;
  if (bytes.size() - header_at < length) return Failure{"ends within its header"};
  return Parts{bytes.substr(header_at, length), bytes.substr(header_at + length)};
}

// A bool is 0 or 1, whatever the file says.
void clean_truths(const NDArray& array) {
  std::byte* at = array.data();
  for (std::int64_t i = 0; i < array.size(); ++i, ++at) *at = std::byte{*at != std::byte{0}};
}

Result<NDArray> array_of(const Budget& budget, const Header& header, std::string_view data) {
  const auto dtype = dtype_of_descr(header.descr);
  if (!dtype) return dtype.error();
  const std::int64_t size = element_count(header.shape);
  const auto needed = static_cast<std::size_t>(size) * static_cast<std::size_t>(item_size(*dtype));
  if (data.size() != needed) {
    return Failure{
        fmt::format("holds {} bytes of numbers; its header says {}", data.size(), needed)};
  }
  Extents shape = header.shape;
  if (header.fortran_order) std::reverse(shape.begin(), shape.end());
  NDArray array = make(budget, *dtype, shape);
  if (needed > 0) std::memcpy(array.data(), data.data(), needed);
  if (*dtype == DType::boolean) clean_truths(array);
  return header.fortran_order ? transpose(array) : array;
}

std::string descr_of(DType dtype) {
  for (const Code& code : codes) {
    if (code.dtype == dtype) {
      return (item_size(dtype) == 1 ? "|" : "<") + std::string(code.text);
    }
  }
  return "";
}

std::string shape_tuple(const Extents& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += fmt::format("{}{}", i > 0 ? ", " : "", shape[i]);
  }
  return text + (shape.size() == 1 ? ",)" : ")");
}

}  // namespace

Result<NDArray> read_npy(const Budget& budget, std::string_view bytes) {
  const auto parts = parts_of(bytes);
  if (!parts) return parts.error();
  const auto header = HeaderReader(parts->header).read();
  if (!header) return header.error();
  try {
    return array_of(budget, *header, parts->data);
  } catch (const Raised& raised) {
    return Failure{fmt::format("is refused: {}", raised.message)};
  }
}

std::string write_npy(const Budget& budget, const NDArray& array) {
  constexpr std::size_t alignment = 64;
  constexpr std::size_t growth = 21;  // digits that NumPy leaves for the first extent to grow
  std::string header = fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': {}, }}",
                                   descr_of(array.dtype), shape_tuple(array.shape));
  if (array.ndim() > 0) header.append(growth - fmt::format("{}", array.shape[0]).size(), ' ');
  const std::size_t before = magic.size() + 4;  // version and length
  const std::size_t filled = before + header.size() + 1;
  header.append((alignment - filled % alignment) % alignment, ' ');
  header += '\n';
  std::string bytes(magic);
  bytes += '\x01';
  bytes += '\0';
  bytes += static_cast<char>(header.size() & 0xffU);
  bytes += static_cast<char>(header.size() >> 8U);
  bytes += header;
  const NDArray flat = as_contiguous(budget, array);
  const auto size = static_cast<std::size_t>(flat.size() * item_size(flat.dtype));
  if (size > 0) bytes.append(reinterpret_cast<const char*>(flat.data()), size);
  return bytes;
}

}  // namespace reference::ndarray
