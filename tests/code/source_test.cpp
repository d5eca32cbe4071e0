#include "reference/code/source.h"

#include <doctest/doctest.h>

using reference::code::source_of;

TEST_SUITE("code") {
  TEST_CASE("code is read however it was copied, line by line where it was") {
    struct Case {
      std::string text;
      std::string source;
    };
    const Case cases[] = {
        {"img[::-1]", "img[::-1]"},
        {"  x = 1\n  x", "  x = 1\n  x"},
        {"```python\nimg.T\n```", "\nimg.T\n"},
        {"My code:\n```\na = 1\na\n```\nThanks!", "\n\na = 1\na\n\n"},
        {"```\nimg.T", "\nimg.T"},
        {">>> a = 1\n>>> a + 1\n2", "a = 1\na + 1\n"},
        {">>> for i in (1, 2):\n...     x = i\n...\n>>> x\n2\n",
         "for i in (1, 2):\n    x = i\n\nx\n\n"},
        {"a = '>>> '\na", "a = '>>> '\na"},
        {"x = 1\n...\n", "x = 1\n...\n"},
        {"`img.T`", "img.T"},
        {"w = 1\n    w + 1", "w = 1\nw + 1"},
        {"w = 1\n    if w:\n        w = 2", "w = 1\nif w:\n    w = 2"},
        {"def f(x):  # why\n    return x", "def f(x):  # why\n    return x"},
        {"w = 1\nif w:\n    w", "w = 1\nif w:\n    w"},
        {"", ""},
    };
    for (const Case& one : cases) {
      CAPTURE(one.text);
      CHECK(source_of(one.text) == one.source);
    }
  }
}
