#!/usr/bin/python3
"""Writes into values.txt what NumPy says: after each snippet its value, indented.

usage: values.py FILE...   (in place; needs python3-numpy 1.24)
"""
import ast
import sys
import warnings

import numpy as np


def number(value):
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    if isinstance(value, (complex, np.complexfloating)):
        value = complex(value)
        return "(%s%s%sj)" % (real(value.real), "" if real(value.imag)[0] == "-" else "+",
                              real(value.imag))
    return real(float(value))


def real(value):
    text = "%.9g" % value
    return "0" if text == "-0" else text


def shown(value):
    if value is None:
        return "None"
    if isinstance(value, np.dtype):
        return "<%s>" % value.name
    if isinstance(value, type):
        return "<%s>" % np.dtype(value).name
    if isinstance(value, (np.ndarray, np.generic)):
        shape = " scalar" if isinstance(value, np.generic) else str(value.shape).replace(" ", "")
        flat = " ".join(number(one) for one in np.asarray(value).ravel())
        return "%s%s %s" % (value.dtype.name, shape, flat)
    if isinstance(value, (list, tuple)):
        text = ", ".join(shown(one) for one in value)
        if isinstance(value, list):
            return "[%s]" % text
        return "(%s%s)" % (text, "," if len(value) == 1 else "")
    if isinstance(value, str):
        return "'%s'" % value
    return number(value)


def evaluate(snippet):
    names = {"np": np, "u": np.arange(12, dtype=np.uint8).reshape(3, 4) * 21,
             "x": np.array([[2.0, 1.0, 0.5], [1.0, 3.0, -1.0], [0.5, -1.0, 4.0]])}
    body = ast.parse(snippet)
    try:
        last = body.body.pop()
        exec(compile(body, "", "exec"), names)
        return shown(eval(compile(ast.Expression(last.value), "", "eval"), names))
    except Exception as error:
        return "%s: %s" % (type(error).__name__, str(error).split("\n")[0])


def main():
    warnings.simplefilter("ignore")
    for path in sys.argv[1:]:
        with open(path) as file:
            lines = [line.rstrip("\n") for line in file if not line.startswith("    ")]
        with open(path, "w") as file:
            for line in lines:
                file.write(line + "\n")
                if line and not line.startswith("#"):
                    file.write("    " + evaluate(line).rstrip() + "\n")


if __name__ == "__main__":
    main()
