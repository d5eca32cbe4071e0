#include "reference/ndarray/npy.h"

#include <doctest/doctest.h>

#include <cstring>

#include "reference/ndarray/views.h"

namespace reference::ndarray {

TEST_SUITE_BEGIN("npy");

namespace {

// A file of one version with this header, and these bytes of numbers.
std::string file(std::string header, const std::string& data, int major = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += static_cast<char>(major);
  bytes += '\0';
  header += '\n';
  const auto length = static_cast<std::uint32_t>(header.size());
  for (int i = 0; i < (major == 1 ? 2 : 4); ++i) bytes += static_cast<char>(length >> (8 * i));
  return bytes + header + data;
}

std::string refusal(const std::string& bytes) {
  const Budget budget;
  const auto array = read_npy(budget, bytes);
  return array ? "read" : array.error().message;
}

constexpr const char* bytes_2x3 = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";

}  // namespace

TEST_CASE("every type is written and read back") {
  const Budget budget;
  for (const DType dtype : all_dtypes) {
    CAPTURE(std::string(name(dtype)));
    for (const Extents& shape : {Extents{}, Extents{3}, Extents{2, 3}, Extents{0, 4}}) {
      const NDArray array = make(budget, dtype, shape);
      const auto bytes = static_cast<std::size_t>(array.size() * item_size(dtype));
      for (std::size_t i = 0; i < bytes; ++i) {
        array.data()[i] = std::byte(dtype == DType::boolean ? i % 2 : i * 7 + 1);
      }
      const std::string written = write_npy(budget, array);
      CHECK((written.size() - bytes) % 64 == 0);
      const auto read = read_npy(budget, written);
      REQUIRE(read);
      CHECK(read->dtype == dtype);
      CHECK(read->shape == shape);
      CHECK(std::memcmp(read->data(), array.data(), bytes) == 0);
    }
  }
}

TEST_CASE("a header is written as NumPy 1.24 writes it") {
  const Budget budget;
  const std::string written = write_npy(budget, make(budget, DType::uint8, {2, 3}));
  const std::string expected = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";
  CHECK(written.substr(0, 10) == std::string("\x93NUMPY\x01\0\x76\0", 10));
  CHECK(written.substr(10, expected.size()) == expected);
  CHECK(written.size() == 128 + 6);
  CHECK(written[127] == '\n');
  const std::string vector = write_npy(budget, make(budget, DType::float64, {5}));
  CHECK(vector.substr(10).starts_with("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }"));
}

TEST_CASE("all versions, column order and what is written in other ways are read") {
  const Budget budget;
  for (const int major : {1, 2, 3}) {
    const auto array = read_npy(budget, file(bytes_2x3, "abcdef", major));
    REQUIRE(array);
    CHECK(array->shape == Extents{2, 3});
    CHECK(to_int64(pick(pick(*array, 0, 1), 0, 0)) == 'd');
  }
  const auto columns =
      read_npy(budget, file("{\"shape\":(2,3),'fortran_order':True,'descr':'<u1'}", "abcdef"));
  REQUIRE(columns);
  CHECK(columns->shape == Extents{2, 3});
  CHECK(to_int64(pick(pick(*columns, 0, 1), 0, 0)) == 'b');
  const auto truths = read_npy(
      budget, file("{'descr': '|b1', 'fortran_order': False, 'shape': (2,), }", "\x02\xff"));
  REQUIRE(truths);
  CHECK(elements<std::uint8_t>(*truths)[1] == 1);
}

TEST_CASE("what is no array of numbers is refused") {
  const auto with = [](const std::string& descr, const std::string& shape) {
    return file("{'descr': " + descr + ", 'fortran_order': False, 'shape': " + shape + ", }", "");
  };
  struct Case {
    std::string bytes;
    std::string message;
  };
  const Case cases[] = {
      {"", "is no .npy file"},
      {"PK\x03\x04", "is no .npy file"},
      {"\x93NUMPY", "ends within its header"},
      {std::string("\x93NUMPY\x01\0\x76", 9), "ends within its header"},
      {std::string("\x93NUMPY\x01\0\x76\0{", 11), "ends within its header"},
      {std::string("\x93NUMPY\x04\0", 8), "has version 4.0 of the format; 1.0 to 3.0 are known"},
      {std::string("\x93NUMPY\x02\0\xff\xff\xff\xff", 12),
       "has a header of 4294967295 bytes; more than 10000 are refused"},
      {file(bytes_2x3, "abcde"), "holds 5 bytes of numbers; its header says 6"},
      {file(bytes_2x3, "abcdefg"), "holds 7 bytes of numbers; its header says 6"},
      {with("'>f8'", "(1,)"), "holds big-endian numbers (`>f8`), which are not supported"},
      {with("'<c8'", "(1,)"), "holds numbers of type `<c8`, which is not supported"},
      {with("'|O'", "(1,)"), "holds numbers of type `|O`, which is not supported"},
      {with("''", "(1,)"), "holds numbers of type ``, which is not supported"},
      {with("[('a', '<f8')]", "(1,)"), "holds records or objects, not numbers of one type"},
      {with("'<f8'", "(-1,)"), "has a header that is not NumPy's: no `shape`"},
      {with("'<f8'", "(3)"), "has a header that is not NumPy's: no `shape`"},
      {with("'<f8'", "(99999999999999999999,)"), "has a header that is not NumPy's: no `shape`"},
      {with("'<f8'", "(4611686018427387904, 4)"),
       "is refused: array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum "
       "possible size."},
      {with("'<f8'", "(10000000000,)"), "holds 0 bytes of numbers; its header says 80000000000"},
      {file("{'descr': '|u1', 'shape': (1,)}", "a"),
       "has a header that is not NumPy's: keys missing"},
      {file("{'descr': '|u1', 'descr': '|u1'}", "a"),
       "has a header that is not NumPy's: keys that do not belong"},
      {file("__import__('os')", ""), "has a header that is not NumPy's: no dict"},
      {file("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), } + 1", "a"),
       "has a header that is not NumPy's: more than a dict"},
      {file("{", ""), "has a header that is not NumPy's: no dict"},
  };
  for (const Case& c : cases) CHECK(refusal(c.bytes) == c.message);
  std::string many;
  for (int i = 0; i < 33; ++i) many += "1, ";
  CHECK(refusal(with("'|u1'", "(" + many + ")")) == "has a header that is not NumPy's: no `shape`");
}

TEST_SUITE_END();

}  // namespace reference::ndarray
