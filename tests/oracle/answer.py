#!/usr/bin/python3
"""The oracle: runs the cases with NumPy 1.24 and cv2 4.6 and writes what came out.

    write_probes PROBES                     the program built beside the tests
    answer.py PROBES                        writes answers/snippets.jsonl, answers/expressions.jsonl
    answer.py PROBES --full FOLDER          besides, whole arrays as FOLDER/<case>/<probe>[.<item>].npy
    answer.py PROBES --check                compares with the answers that are there instead
    answer.py PROBES --show ID              prints what one case gives on each probe

README.md says what the fields of an answer mean and how two are compared.
"""

import argparse
import ast
import json
import math
import os
import sys
import types
import warnings
import zlib

import cases

try:
    import cv2
    import numpy as np
except ImportError as error:
    print(f"answer.py: the oracle is not installed: {error}", file=sys.stderr)
    sys.exit(77)  # ctest takes it for skipped

PROBES = ("natural", "random", "natural_other", "tiny", "labels", "dark", "odd", "gradient",
          "impulses", "zeros", "wide")
IMAGES = ("img", "img2", "mask", "gray", "gray2")
WHOLE = 48  # arrays of up to as many elements are written whole
SAMPLES = 32  # elements written of larger ones, besides the checksum of all;
SAMPLES_OF_EXACT = 8  # fewer where the checksum must agree and they only help to see what is wrong


# ---- running ----

class Noting(ast.NodeTransformer):
    """Notes what may be the snippet's value, outside of functions: `__note__(value)` for a statement
    that is an expression, `__wrote__("x", ...)` after an assignment."""

    def visit_FunctionDef(self, node):
        return [node, self.note(ast.Name(node.name, ast.Load()), node)]

    def visit_Expr(self, node):
        return self.note(node.value, node)

    def note(self, value, node):
        call = ast.Call(ast.Name("__note__", ast.Load()), [value], [])
        return ast.fix_missing_locations(ast.copy_location(ast.Expr(call), node))

    def visit_Assign(self, node):
        return [node, self.mark(node, node.targets[0])]

    def visit_AugAssign(self, node):
        return [node, self.mark(node, node.target)]

    def mark(self, node, target):
        names = tuple(dict.fromkeys(roots(target)))
        mark = ast.parse(f"__wrote__({names!r})").body[0]
        return ast.fix_missing_locations(ast.copy_location(mark, node))


def roots(target):
    """The names that an assignment to `target` writes to: of `a[0], b.T[1:]`, a and b."""
    if isinstance(target, (ast.Tuple, ast.List)):
        return [name for element in target.elts for name in roots(element)]
    while isinstance(target, (ast.Subscript, ast.Attribute)):
        target = target.value
    return [target.id] if isinstance(target, ast.Name) else []


class Result:
    """What was noted last: a value, or the names of variables."""

    def __init__(self):
        self.value, self.names = None, ()

    def note(self, value):
        if value is not None:
            self.value, self.names = value, ()

    def wrote(self, names):
        if names:
            self.names = names

    def get(self, variables):
        written = [variables[name] for name in self.names]
        return self.value if not written else written[0] if len(written) == 1 else tuple(written)


def run(code, images):
    """The value of a snippet: of what was executed last outside of functions, an expression as a
    statement with a value other than None, a def, or an assignment. Of an assignment, what the variable
    that it wrote to holds in the end (of a tuple target, the tuple of the distinct variables)."""
    result = Result()
    names = {"np": np, "cv2": cv2, "print": lambda *values, **options: None,
             "__note__": result.note, "__wrote__": result.wrote}
    for name, image in images.items():
        names[name] = image.copy()
    if images:
        names["H"], names["W"] = images["img"].shape[:2]
    exec(compile(Noting().visit(ast.parse(code)), "<snippet>", "exec"), names)
    return result.get(names)


# ---- writing values ----

def number(value):
    """A number as JSON: integers as they are, reals as the shortest text that reads back in their
    type, complex numbers as pairs."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (complex, np.complexfloating)):
        return [number(value.real), number(value.imag)]
    if math.isnan(value):
        return "nan"
    return str(value) if isinstance(value, np.floating) else repr(value)


def canonical(array):
    """Little-endian, C-contiguous, and every NaN the same."""
    array = np.array(array, dtype=array.dtype.newbyteorder("<"), order="C")
    if array.dtype.kind == "c":
        for part in (array.real, array.imag):
            part[np.isnan(part)] = np.nan
    elif array.dtype.kind == "f":
        array[np.isnan(array)] = np.nan
    return array


def sampled(count, samples):
    """The places of the sampled elements: of n samples, the k-th is k * (count - 1) / (n - 1),
    rounded down, for k from 0."""
    return [k * (count - 1) // (samples - 1) for k in range(samples)]


def described(value, samples):
    """A value as an answer: see README.md."""
    if value is None:
        return {"kind": "none"}
    if isinstance(value, np.ndarray):
        if value.dtype.name not in DTYPES:
            raise Unwritable(f"an array of {value.dtype}")
        answer = {"kind": "array", "dtype": value.dtype.name, "shape": list(value.shape)}
        flat = canonical(value).ravel()
        if flat.size <= WHOLE:
            answer["data"] = [number(element) for element in flat]
        else:
            answer["crc32"] = f"{zlib.crc32(flat.tobytes()):08x}"
            answer["samples"] = [number(flat[place]) for place in sampled(flat.size, samples)]
        return answer
    if isinstance(value, np.generic):
        return {"kind": "scalar", "dtype": value.dtype.name, "value": number(value)}
    for kind, of_type in (("bool", bool), ("int", int), ("float", float), ("complex", complex)):
        if isinstance(value, of_type):
            return {"kind": kind, "value": number(value)}
    if isinstance(value, str):
        return {"kind": "str", "value": value}
    if isinstance(value, np.dtype):
        return {"kind": "dtype", "value": value.name}
    if isinstance(value, types.FunctionType):
        return {"kind": "function"}
    if isinstance(value, (tuple, list)):
        kind = "tuple" if isinstance(value, tuple) else "list"
        return {"kind": kind, "items": [described(item, samples) for item in value]}
    if isinstance(value, dict):
        items = {key: described(item, samples) for key, item in value.items()}
        return {"kind": "dict", "items": items}
    raise Unwritable(f"a value of {type(value)}")


DTYPES = ("bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 "
          "complex128").split()


class Unwritable(Exception):
    pass


def arrays(value, name):
    if isinstance(value, (np.ndarray, np.generic)):
        yield name, np.asarray(value)
    elif isinstance(value, (tuple, list)):
        for i, item in enumerate(value):
            yield from arrays(item, f"{name}.{i}")


def type_of(error):
    """The public name of an exception's type."""
    if isinstance(error, cv2.error):
        return "cv2.error"
    return next(t.__name__ for t in type(error).__mro__ if not t.__name__.startswith("_"))


def answer(case, probe, images, full=None):
    start = {"case": case.id, "probe": probe}
    if "refused" in case.options:
        return {**start, "refused": case.options["refused"]}
    try:
        value = run(case.code, images)
        result = described(value, SAMPLES_OF_EXACT if case.tolerance == "exact" else SAMPLES)
    except Unwritable:
        raise
    except Exception as error:
        # What cv2 says names files of its sources; only that it refuses is part of the contract.
        message = "" if isinstance(error, cv2.error) else str(error)
        found = {"type": type_of(error), "message": message}
        if isinstance(error, SyntaxError):
            found |= {"message": error.msg, "line": error.lineno, "column": error.offset}
        return {**start, "error": found}
    if full:
        for name, array in arrays(value, probe or "none"):
            os.makedirs(os.path.join(full, case.id), exist_ok=True)
            np.save(os.path.join(full, case.id, name + ".npy"), array)
    return {**start, **result}


# ---- comparing ----

def near(a, b, dtype, tolerance, scale):
    """Whether two numbers as written in answers agree."""
    if isinstance(a, list):
        return all(near(x, y, dtype, tolerance, scale) for x, y in zip(a, b))
    if a == b:
        return True
    if tolerance == "off1":
        return not isinstance(a, str) and abs(a - b) <= 1
    if tolerance == "exact" or not isinstance(a, str):
        return False
    of_type = np.dtype("float64" if dtype == "complex128" else dtype).type
    x, y = float(a), float(b)
    if not (math.isfinite(x) and math.isfinite(y)):
        return x == y
    step = float(np.spacing(of_type(max(abs(x), scale))))
    return abs(x - y) <= int(tolerance[3:]) * step


def magnitude(numbers):
    if isinstance(numbers, list):
        return max((magnitude(n) for n in numbers), default=0.0)
    size = abs(float(numbers)) if isinstance(numbers, str) else 0.0
    return size if math.isfinite(size) else 0.0


def agree(expected, got, tolerance):
    """Whether an answer is the oracle's, by the case's tolerance; if not, why."""
    for key in ("kind", "dtype", "shape", "error", "refused"):
        if expected.get(key) != got.get(key):
            return f"{key} is {got.get(key)}, expected {expected.get(key)}"
    if "items" in expected:
        one, other = expected["items"], got["items"]
        if len(one) != len(other):
            return f"{len(other)} items instead of {len(one)}"
        for key in (one if isinstance(one, dict) else range(len(one))):
            why = agree(one[key], other[key], tolerance)
            if why:
                return f"item {key}: {why}"
        return None
    if expected.get("kind") in ("str", "dtype"):
        return None if expected["value"] == got["value"] else "another text"
    name, _, scaled = tolerance.partition(" scale=")
    if "crc32" in expected and expected["crc32"] == got["crc32"]:
        return None
    if name == "exact" and expected.get("crc32") != got.get("crc32"):
        return "another checksum"
    key = next((k for k in ("data", "samples", "value") if k in expected), None)
    if key is None:
        return None
    one, other = expected[key], got[key]
    if not isinstance(one, list) or key == "value":
        one, other = [one], [other]
    scale = magnitude(one) if scaled == "max" else float(scaled or 0)
    dtype = expected.get("dtype", "float64")
    for i, (a, b) in enumerate(zip(one, other)):
        if not near(a, b, dtype, name, scale):
            return f"{key} {i} is {b} instead of {a}"
    return None


# ---- the program ----

def require_oracle():
    """Ends the program, as skipped, if these are not the versions that answers are wanted of."""
    if not (np.__version__.startswith("1.24.") and cv2.__version__.startswith("4.6.")):
        print(f"the oracle is NumPy 1.24 and cv2 4.6, not {np.__version__} and {cv2.__version__}",
              file=sys.stderr)
        sys.exit(77)
    cv2.setNumThreads(1)


def load_probes(folder):
    return {probe: {name: np.load(os.path.join(folder, probe, name + ".npy")) for name in IMAGES}
            for probe in PROBES}


def probes_of(case, written):
    """Those that a case runs on; None stands for no images."""
    if "refused" in case.options or not cases.uses_images(case):
        return (None,)
    return PROBES if written else ("tiny",)


def surprise(case, answers):
    """What is not as the case says, about exceptions."""
    raised = [a["error"]["type"] if "error" in a else None for a in answers]
    detail = next((a["error"] for a in answers if "error" in a), None)
    wanted, sometimes = case.options.get("raises"), case.options.get("sometimes")
    if wanted and any(r != wanted for r in raised):
        return f"raises {wanted} not always: {raised}"
    if sometimes and (set(raised) != {None, sometimes}):
        return f"raises {sometimes} on all probes or on none: {raised}"
    if not wanted and not sometimes and detail:
        return f"raises {detail['type']}: {detail['message']}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("probes", help="the folder that write_probes wrote")
    parser.add_argument("--full", metavar="FOLDER", help="write whole arrays there, too")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--show", metavar="ID", help="print one case's answers only")
    options = parser.parse_args()
    require_oracle()
    warnings.simplefilter("ignore")
    images = load_probes(options.probes)
    images[None] = {}
    wrong = 0
    for name, list_of_cases in (("snippets", cases.snippets()),
                                ("expressions", cases.expressions())):
        path = os.path.join(cases.HERE, "answers", name + ".jsonl")
        lines = []
        for case in list_of_cases:
            if options.show not in (None, case.id):
                continue
            try:
                answers = [answer(case, probe, images[probe], options.full)
                           for probe in probes_of(case, name == "snippets")]
            except Unwritable as error:
                sys.exit(f"answer.py: `{case.id}` gives {error}")
            why = surprise(case, answers)
            if why:
                wrong += 1
                print(f"{name}.txt:{case.line}: `{case.id}` {why}")
            lines += answers
        text = [json.dumps(line, separators=(",", ":")) for line in lines]
        if options.show:
            print("\n".join(text))
        elif options.check:
            wrong += differences(list_of_cases, lines, path)
        elif not wrong:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(text) + "\n")
            print(f"{len(list_of_cases)} cases, {len(text)} answers: {path}")
    if wrong:
        sys.exit(f"{wrong} wrong")


def differences(list_of_cases, lines, path):
    with open(path, encoding="utf-8") as file:
        there = {(a["case"], a["probe"]): a for a in map(json.loads, file)}
    tolerance = {case.id: case.tolerance for case in list_of_cases}
    wrong = 0
    for line in lines:
        expected = there.pop((line["case"], line["probe"]), {"kind": "nothing"})
        why = agree(expected, line, tolerance[line["case"]])
        if why:
            wrong += 1
            print(f"`{line['case']}` on {line['probe']} ({tolerance[line['case']]}): {why}")
    for case, probe in there:
        wrong += 1
        print(f"`{case}` on {probe}: an answer to no case")
    return wrong


if __name__ == "__main__":
    main()
