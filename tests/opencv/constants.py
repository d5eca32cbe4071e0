"""Prints the whole numbers of cv2 that belong to core and imgproc (and imread's flags), one
"name value" a line, sorted: those whose names, in whatever case, stand in the headers of the two.
With --table, prints reference/opencv/constants.cpp. Needs Debian's python3-opencv and
libopencv-imgproc-dev."""

import glob
import re
import sys

import cv2

HEADERS = "/usr/include/opencv4/opencv2/"
FRONT = """// Made by tests/opencv/constants.py --table from Debian's python3-opencv (4.6.0): the whole numbers
// of cv2 that belong to core and imgproc, and imread's flags.
#include "reference/opencv/call.h"

namespace reference::opencv {
namespace {

constexpr snippet::Constant table[] = {
"""
BACK = """};

}  // namespace

std::span<const snippet::Constant> constants() { return table; }

}  // namespace reference::opencv
"""


def constants():
    files = [HEADERS + "core.hpp", HEADERS + "imgproc.hpp"]
    for module in "core", "imgproc":
        files += glob.glob(HEADERS + module + "/**/*.h*", recursive=True)
    words = set()
    for file in files:
        with open(file, errors="ignore") as text:
            words |= {word.upper() for word in re.findall(r"\w+", text.read())}
    for name in sorted(dir(cv2)):
        if not name[0].isupper() or type(getattr(cv2, name)) is not int:
            continue
        if name.upper() in words or name.startswith("IMREAD_"):
            yield name, getattr(cv2, name)


if sys.argv[1:] == ["--table"]:
    lines = "".join(f'    {{"cv2.{name}", {value}}},\n' for name, value in constants())
    print(FRONT + lines + BACK, end="")
else:
    for name, value in constants():
        print(name, value)
