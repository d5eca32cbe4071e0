#!/usr/bin/python3
"""Which cases prove each function, constant, type rule and piece of syntax of the language.

    coverage.py                      fails if an item has no case
    coverage.py --write FILE         writes the table of all items as Markdown: docs/snippet-support.md
    coverage.py --check FILE         fails if that is not what is there
    coverage.py --beyond             prints the cases that use more than the items, one a line

failing.txt names the cases that fail, one a line; compare_answers sees to it that it is true.

Needs nothing but Python.
"""

import argparse
import ast
import os
import re
import sys
import warnings

import cases

NUMPY = """
transpose swapaxes moveaxis minimum maximum where clip max min amax amin sum mean pad exp sqrt log
log2 log10 sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh hypot degrees radians round rint
around floor ceil trunc array asarray concatenate stack hstack vstack dstack split array_split hsplit
vsplit dsplit abs absolute newaxis dot matmul outer einsum inner tensordot zeros ones empty full
zeros_like ones_like empty_like full_like linalg.inv linalg.solve linalg.det linalg.norm linalg.eigh
linalg.svd arange linspace meshgrid mgrid fft.fft fft.ifft fft.fft2 fft.ifft2 fft.fftshift
fft.ifftshift fft.rfft fft.irfft fft.rfft2 fft.fftfreq copy flip fliplr flipud rot90 roll reshape
ravel squeeze expand_dims eye identity lib.stride_tricks.sliding_window_view sort median argsort
percentile unique shape size ndim histogram bincount repeat tile cumsum cumprod diff nonzero argwhere
argmax argmin any all std var trace average kron bitwise_and bitwise_or bitwise_xor bitwise_not
logical_and logical_or logical_not logical_xor left_shift right_shift power mod remainder sign isnan
allclose convolve tril triu diag take put add subtract multiply divide true_divide floor_divide
negative square prod count_nonzero equal not_equal less less_equal greater greater_equal real imag
angle pi e inf nan broadcast_to ascontiguousarray
"""

DTYPES = """
bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex128
"""

METHODS = """
T transpose swapaxes reshape ravel flatten squeeze astype copy max min sum mean std var any all
argmax argmin argsort sort cumsum prod clip round dot trace nonzero repeat take fill tolist item shape
size ndim dtype conj real imag diagonal
"""

CV2 = """
cvtColor threshold copyMakeBorder resize add subtract multiply divide absdiff addWeighted
convertScaleAbs calcHist norm flip transpose rotate normalize getRotationMatrix2D getAffineTransform
getPerspectiveTransform warpAffine warpPerspective remap reduce GaussianBlur getGaussianKernel blur
boxFilter medianBlur bilateralFilter filter2D sepFilter2D Sobel Scharr Laplacian matchTemplate inRange
getStructuringElement erode dilate morphologyEx mean meanStdDev minMaxLoc countNonZero integral split
merge dft idft magnitude cartToPolar phase transform gemm compare adaptiveThreshold bitwise_and
bitwise_or bitwise_xor bitwise_not equalizeHist compareHist LUT min max hconcat vconcat repeat
extractChannel insertChannel mixChannels pow sqrt exp log Canny cornerHarris pyrDown pyrUp
getRectSubPix connectedComponents distanceTransform moments
"""

CONSTANTS = """
CV_8U CV_8S CV_16U CV_16S CV_32S CV_32F CV_64F COLOR_BGR2GRAY COLOR_RGB2GRAY COLOR_BGR2RGB
COLOR_RGB2BGR COLOR_GRAY2BGR COLOR_GRAY2RGB COLOR_BGR2HSV COLOR_HSV2BGR COLOR_RGB2HSV COLOR_BGR2HLS
COLOR_BGR2YCrCb COLOR_YCrCb2BGR COLOR_BGR2YUV COLOR_BGR2LAB COLOR_BGR2Lab COLOR_Lab2BGR COLOR_BGR2XYZ
COLOR_BGR2LUV COLOR_BGR2BGRA COLOR_BGRA2BGR THRESH_BINARY THRESH_BINARY_INV THRESH_TRUNC THRESH_TOZERO
THRESH_TOZERO_INV THRESH_OTSU THRESH_TRIANGLE ADAPTIVE_THRESH_MEAN_C ADAPTIVE_THRESH_GAUSSIAN_C
BORDER_CONSTANT BORDER_REPLICATE BORDER_REFLECT BORDER_REFLECT_101 BORDER_REFLECT101 BORDER_DEFAULT
BORDER_WRAP INTER_NEAREST INTER_LINEAR INTER_CUBIC INTER_AREA INTER_LANCZOS4 WARP_INVERSE_MAP
ROTATE_90_CLOCKWISE ROTATE_180 ROTATE_90_COUNTERCLOCKWISE NORM_L1 NORM_L2 NORM_INF NORM_MINMAX
MORPH_RECT MORPH_CROSS MORPH_ELLIPSE MORPH_OPEN MORPH_CLOSE MORPH_GRADIENT MORPH_TOPHAT MORPH_BLACKHAT
MORPH_ERODE MORPH_DILATE REDUCE_SUM REDUCE_AVG REDUCE_MAX REDUCE_MIN CMP_EQ CMP_GT CMP_GE CMP_LT
CMP_LE CMP_NE DFT_COMPLEX_OUTPUT DFT_REAL_OUTPUT DFT_SCALE DFT_INVERSE DFT_ROWS GEMM_1_T TM_SQDIFF
TM_SQDIFF_NORMED TM_CCORR TM_CCORR_NORMED TM_CCOEFF TM_CCOEFF_NORMED HISTCMP_CORREL HISTCMP_CHISQR
HISTCMP_INTERSECT HISTCMP_BHATTACHARYYA DIST_L1 DIST_L2 DIST_C FILTER_SCHARR IMREAD_COLOR IMREAD_GRAYSCALE
"""

BUILTINS = "len abs min max sum round int float bool list tuple range zip enumerate sorted print any all"

# The rules about types and about cv2's traps: cases say with `shows:` which of them they prove.
RULES = {
    "u8_wraps": "uint8 and a number that fits stays uint8 and wraps",
    "value_based_promotion": "uint8 + 300 is uint16",
    "scalar_promotion": "one uint8 element + 100 is int64, + another wraps",
    "true_division": "/ gives float64",
    "integer_division_by_zero": "integer // 0 and % 0 give 0",
    "float16_of_u8": "sqrt, exp and log of uint8 give float16",
    "reductions_of_u8": "sum, cumsum and prod of uint8 give uint64, mean float64",
    "products_of_u8_wrap": "dot, @, einsum and outer of uint8 wrap",
    "builtin_sum": "sum() over rows wraps, over elements it gives int64",
    "where_int64": "np.where(condition, 255, 0) is int64",
    "assignment_wraps": "x[0] = 300 wraps",
    "casting_error": "x *= 0.5 of uint8 raises",
    "float_to_u8": "float to uint8 truncates, wraps below 2^31, and is 0 beyond",
    "half_to_even": "rint, around and round go half to even",
    "scalar_constructors": "np.uint8(...) of a number",
    "removed_aliases": "np.float, np.int and np.bool raise",
    "aliasing": "swapping views without a copy is wrong",
    "half_even_cv": "cv2's saturating casts go half to even",
    "half_up_kernels": "cv2's integer kernels go half up",
    "add_scalar_channel_0": "cv2.add(img, 50) changes channel 0 only",
    "three_tuple_scalar": "a tuple of three as a scalar raises",
    "gaussian_kernel_table": "getGaussianKernel(5, 0) is a table",
    "int64_to_int32": "int64 becomes int32 at a call of cv2",
    "bool_refused": "cv2 refuses bool and float16",
    "negative_strides": "negative strides are copied for inputs, refused for outputs",
}

REFUSED = ("while class lambda try with global decorator star-import f-string open dunder "
           "attribute_assignment").split()


def is_a(*types):
    return lambda node: isinstance(node, types)


def assignment_to(*types):
    return lambda node: (isinstance(node, ast.Assign)
                         and any(isinstance(target, types) for target in node.targets))


def over(*names):
    """A `for` over a call of one of these, or over a display or name."""
    def check(node):
        if not isinstance(node, ast.For):
            return False
        if isinstance(node.iter, ast.Call):
            return getattr(node.iter.func, "id", None) in names
        return type(node.iter).__name__ in names
    return check


def index(check):
    """A subscript of which one part satisfies `check`."""
    def inside(node):
        if not isinstance(node, ast.Subscript):
            return False
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return any(check(part) for part in parts)
    return inside


def is_negative(node):
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def generator_in(name):
    return lambda node: (isinstance(node, ast.Call) and getattr(node.func, "id", "") == name
                         and any(isinstance(a, ast.GeneratorExp) for a in node.args))


def operator(*types):
    def check(node):
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.BoolOp)):
            return isinstance(node.op, types)
        return isinstance(node, ast.Compare) and any(isinstance(op, types) for op in node.ops)
    return check


def augmented(*types):
    return lambda node: isinstance(node, ast.AugAssign) and isinstance(node.op, types)


def constant(*types):
    return lambda node: isinstance(node, ast.Constant) and type(node.value) in types


SYNTAX = {
    "expression as a statement": is_a(ast.Expr),
    "assignment to a name": assignment_to(ast.Name),
    "chained assignment": lambda n: isinstance(n, ast.Assign) and len(n.targets) > 1,
    "tuple unpacking": assignment_to(ast.Tuple),
    "assignment to an item": assignment_to(ast.Subscript),
    "assignment to a slice": lambda n: (assignment_to(ast.Subscript)(n) and
                                        any(index(is_a(ast.Slice))(t) for t in n.targets)),
    "+=": augmented(ast.Add), "-=": augmented(ast.Sub), "*=": augmented(ast.Mult),
    "/=": augmented(ast.Div), "//=": augmented(ast.FloorDiv), "%=": augmented(ast.Mod),
    "**=": augmented(ast.Pow), "&=": augmented(ast.BitAnd), "|=": augmented(ast.BitOr),
    "^=": augmented(ast.BitXor), "<<=": augmented(ast.LShift), ">>=": augmented(ast.RShift),
    "for over range": over("range"), "for over a list": over("List"),
    "for over an array": over("Name", "Subscript"), "for over zip": over("zip"),
    "for over enumerate": over("enumerate"),
    "if": is_a(ast.If),
    "elif": lambda n: isinstance(n, ast.If) and len(n.orelse) == 1 and isinstance(n.orelse[0], ast.If),
    "else": lambda n: isinstance(n, ast.If) and bool(n.orelse) and not isinstance(n.orelse[0], ast.If),
    "def": is_a(ast.FunctionDef),
    "def with defaults": lambda n: isinstance(n, ast.FunctionDef) and bool(n.args.defaults),
    "return": is_a(ast.Return),
    "import numpy as np, import cv2": is_a(ast.Import),
    "integers": constant(int), "floats": constant(float), "imaginary numbers": constant(complex),
    "strings": constant(str), "True and False": constant(bool), "None": constant(type(None)),
    "tuples": is_a(ast.Tuple), "lists": is_a(ast.List),
    "== and !=": operator(ast.Eq, ast.NotEq), "< <= > >=": operator(ast.Lt, ast.LtE, ast.Gt, ast.GtE),
    "chained comparison": lambda n: isinstance(n, ast.Compare) and len(n.ops) > 1,
    "and": operator(ast.And), "or": operator(ast.Or), "not": operator(ast.Not),
    "+": operator(ast.Add), "-": operator(ast.Sub), "*": operator(ast.Mult), "/": operator(ast.Div),
    "//": operator(ast.FloorDiv), "%": operator(ast.Mod), "**": operator(ast.Pow),
    "@": operator(ast.MatMult), "unary -": operator(ast.USub), "unary +": operator(ast.UAdd),
    "&": operator(ast.BitAnd), "|": operator(ast.BitOr), "^": operator(ast.BitXor),
    "~": operator(ast.Invert), "<<": operator(ast.LShift), ">>": operator(ast.RShift),
    "conditional expression": is_a(ast.IfExp),
    "list comprehension": is_a(ast.ListComp),
    "comprehension with a condition": lambda n: isinstance(n, ast.comprehension) and bool(n.ifs),
    "comprehension with two fors": lambda n: isinstance(n, ast.ListComp) and len(n.generators) > 1,
    "generator in sum": generator_in("sum"), "generator in min": generator_in("min"),
    "generator in max": generator_in("max"), "generator in any": generator_in("any"),
    "generator in all": generator_in("all"), "generator in list": generator_in("list"),
    "calls with keywords": lambda n: isinstance(n, ast.Call) and bool(n.keywords),
    "method calls": lambda n: isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute),
    "slices": index(is_a(ast.Slice)),
    "slices with negative bounds": index(lambda p: isinstance(p, ast.Slice) and any(
        b is not None and is_negative(b) for b in (p.lower, p.upper))),
    "slices with a step": index(lambda p: isinstance(p, ast.Slice) and p.step is not None),
    "slices with a negative step": index(lambda p: isinstance(p, ast.Slice) and p.step is not None
                                         and is_negative(p.step)),
    "index with an ellipsis": index(lambda p: isinstance(p, ast.Constant) and p.value is ...),
    "index with None": index(lambda p: (isinstance(p, ast.Constant) and p.value is None) or
                             getattr(p, "attr", "") == "newaxis"),
    "index with a boolean mask": index(is_a(ast.Compare)),
    "index with integer arrays": index(lambda p: isinstance(p, ast.List) or (
        isinstance(p, ast.Call) and getattr(p.func, "attr", "") in ("array", "arange"))),
    "index with a mixture": lambda n: (index(is_a(ast.List))(n) and index(is_a(ast.Slice))(n)),
}
TEXT = {
    ";": re.compile(r"^[^'\"#]*;", re.M),
    "comments": re.compile(r"^[^'\"]*#", re.M),
    "lines continued in brackets": re.compile(r"[(\[,]\n"),
}
# What cases use although no list promises it.
MORE_SYNTAX = {
    "break": is_a(ast.Break), "continue": is_a(ast.Continue), "pass": is_a(ast.Pass),
    "in": operator(ast.In, ast.NotIn), "is": operator(ast.Is, ast.IsNot),
    "starred": is_a(ast.Starred),
    "list target": assignment_to(ast.List),
    "generator elsewhere": lambda n: (isinstance(n, ast.Call) and getattr(n.func, "id", "") == "tuple"
                                      and any(isinstance(a, ast.GeneratorExp) for a in n.args)),
}


def uses(case):
    """The names and pieces of syntax in a case: np.*, cv2.*, .method, builtins, and SYNTAX's keys."""
    found = {name for name, pattern in TEXT.items() if pattern.search(case.code)}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(case.code)
    except SyntaxError:
        return found
    inner = set()  # attributes that are parts of longer names: np.fft in np.fft.fft2
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node in inner:
                continue
            parts, base = [node.attr], node.value
            while isinstance(base, ast.Attribute):
                parts.insert(0, base.attr)
                inner.add(base)
                base = base.value
            root = getattr(base, "id", "")
            if root == "np" or root == "cv2":
                longest = known(root, parts)
                found.add(f"{root}.{'.'.join(parts[:longest])}")
                found.update(f".{part}" for part in parts[longest:])
            else:
                found.update(f".{part}" for part in parts)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.add(f"{node.func.id}()")
        for name, check in {**SYNTAX, **MORE_SYNTAX}.items():
            if check(node):
                found.add(name)
    return found


def known(root, parts):
    """How many parts belong to a name of a module: in np.pi.real, one; in np.fft.fft, two."""
    if root == "np" and parts[0] in ("fft", "linalg"):
        return 2
    return 3 if parts[:2] == ["lib", "stride_tricks"] else 1


def items():
    """(section, item, what a case must use or, for rules and refusals, None)."""
    for item in list(TEXT) + list(SYNTAX):
        yield "Syntax", item, item
    for word in REFUSED:
        yield "Refused", word.replace("_", " "), None
    for name in BUILTINS.split():
        yield "Builtins", f"{name}()", f"{name}()"
    for name in DTYPES.split():
        yield "Types", f"np.{name}", f"np.{name}"
    for name, text in RULES.items():
        yield "Rules", text, None
    for name in NUMPY.split():
        yield "NumPy", f"np.{name}", f"np.{name}"
    for name in METHODS.split():
        yield "Methods and attributes", f".{name}", f".{name}"
    for name in CV2.split():
        yield "cv2", f"cv2.{name}", f"cv2.{name}"
    for name in CONSTANTS.split():
        yield "cv2's constants", f"cv2.{name}", f"cv2.{name}"


def proofs():
    """Sections of (item, ids of the cases that prove it), and the ids of cases that use more."""
    of_use, of_rule, of_refusal = {}, {}, {}
    promised = {use for _, _, use in items() if use}
    beyond = {}
    for case in cases.snippets() + cases.expressions():
        if "refused" in case.options:
            of_refusal.setdefault(case.options["refused"], []).append(case.id)
            continue
        used = uses(case)
        for use in sorted(used):
            of_use.setdefault(use, []).append(case.id)
        for rule in case.shows:
            if rule not in RULES:
                sys.exit(f"`{case.id}` shows `{rule}`, which is no rule of coverage.py")
            of_rule.setdefault(RULES[rule], []).append(case.id)
        more = {use for use in used - promised
                if use in MORE_SYNTAX or re.match(r"(np|cv2)?\.", use)}
        if more and "raises" not in case.options:
            beyond[case.id] = sorted(more)
    table = {}
    for section, item, use in items():
        source = {"Rules": of_rule, "Refused": of_refusal}.get(section, of_use)
        table.setdefault(section, []).append((item, source.get(use or item, [])))
    return table, beyond


def cells(ids, failing):
    """The first few cases, failing ones before others."""
    ids = sorted(ids, key=lambda i: (i not in failing, "-" in i))
    return ", ".join(f"`{i}`" for i in ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")


def table_of(title, rows, failing):
    yield f"\n## {title}\n\n| item | works | cases |\n|---|---|---|"
    for item, ids in rows:
        wrong = failing & set(ids)
        works = "no" if wrong == set(ids) else "partly" if wrong else "yes"
        item = item.replace("|", "\\|")
        yield f"| `{item}` | {works} | {cells(ids, failing)} |"


def document(table, beyond, failing):
    with open(os.path.join(cases.HERE, "introduction.md"), encoding="utf-8") as file:
        parts = [file.read().rstrip("\n")]
    rows = [ids for rows in table.values() for _, ids in rows]
    works = sum(not failing & set(ids) for ids in rows)
    parts.append(f"\nOf {len(rows)} items {works} work wholly. Written by `tests/oracle/coverage.py`.")
    for section, items_of in table.items():
        parts += table_of(section, items_of, failing)
    more = {}
    for case, used in beyond.items():
        for use in used:
            more.setdefault(use, []).append(case)
    parts += table_of("More than is promised", sorted(more.items()), failing)
    return "\n".join(parts) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", metavar="FILE", help="write the table of all items there")
    parser.add_argument("--check", metavar="FILE", help="compare the table with the one there")
    parser.add_argument("--beyond", action="store_true", help="print cases that use more than items")
    options = parser.parse_args()
    table, beyond = proofs()
    with open(os.path.join(cases.HERE, "failing.txt"), encoding="utf-8") as file:
        failing = {line.strip() for line in file if not line.startswith("#")}
    text = document(table, beyond, failing)
    if options.write:
        with open(options.write, "w", encoding="utf-8") as file:
            file.write(text)
    if options.check:
        with open(options.check, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit(f"{options.check} is out of date: tests/oracle/coverage.py --write {options.check}")
    if options.beyond:
        print("\n".join(beyond))
    without = [item for rows in table.values() for item, ids in rows if not ids]
    for item in without:
        print(f"no case proves `{item}`", file=sys.stderr)
    if not options.beyond:
        count = sum(len(rows) for rows in table.values())
        print(f"{count} items, {count - len(without)} proved")
    sys.exit(1 if without else 0)


if __name__ == "__main__":
    main()
