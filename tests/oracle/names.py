#!/usr/bin/python3
"""Writes the tables of all public names that Python, NumPy and cv2 have, supported here or not: what is
missing here is reported as not supported, what is missing there as an error of the snippet.

    names.py             writes reference/{snippet/python_names,numpy/names,opencv/names}.cpp
    names.py --check     compares instead
"""

import builtins
import sys
import warnings

import answer
import cases
import cv2
import numpy as np

ROOT = cases.HERE + "/../.."


def public(thing):
    return {name for name in dir(thing) if not name.startswith("_")}


def members(**things):
    return {f"{name}.{member}" for name, thing in things.items() for member in public(thing)}


def python_names():
    return public(builtins) | members(complex=complex, dict=dict, float=float, int=int, list=list,
                                      str=str, tuple=tuple)


def numpy_names():
    modules = {"np": np, "np.fft": np.fft, "np.lib": np.lib, "np.linalg": np.linalg,
               "np.lib.stride_tricks": np.lib.stride_tricks}
    # NumPy's scalars and arrays have nearly the same; both are `ndarray` here.
    return members(**modules) | members(dtype=np.dtype, ndarray=np.ndarray, ufunc=np.ufunc)


def cv2_names():
    return members(cv2=cv2)


TABLES = (
    ("reference/snippet/python_names.cpp", "reference/snippet/python.h", "snippet", "python_names",
     "dir(builtins) of Python 3.11 and dir() of its types", python_names),
    ("reference/numpy/names.cpp", "reference/numpy/families.h", "numpy", "known_names",
     "dir() of NumPy 1.24, of its modules that snippets use and of its types", numpy_names),
    ("reference/opencv/names.cpp", "reference/opencv/names.h", "opencv", "known_names",
     "dir(cv2) of cv2 4.6", cv2_names),
)


def source(header, namespace, function, what, names):
    lines = "\n".join(f'    "{name}",' for name in sorted(names))
    return f"""#include "{header}"

namespace reference::{namespace} {{
namespace {{

// {what},
// without what begins with `_`. Written by tests/oracle/names.py.
constexpr std::string_view names[] = {{
{lines}
}};

}}  // namespace

std::span<const std::string_view> {function}() {{ return names; }}

}}  // namespace reference::{namespace}
"""


def main():
    answer.require_oracle()
    warnings.simplefilter("ignore")
    wrong = 0
    for path, header, namespace, function, what, names in TABLES:
        text = source(header, namespace, function, what, names())
        if "--check" in sys.argv:
            with open(f"{ROOT}/{path}", encoding="utf-8") as file:
                if file.read() != text:
                    wrong += 1
                    print(f"{path} is not what names.py writes")
        else:
            with open(f"{ROOT}/{path}", "w", encoding="utf-8") as file:
                file.write(text)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
