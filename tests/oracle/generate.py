#!/usr/bin/python3
"""Writes expressions.txt: small expressions over arrays of every type and shape, in the form that
cases.py tells. Always the same ones: the random numbers have a fixed seed.

    generate.py PROBES            PROBES is the folder that write_probes wrote
    generate.py PROBES --check    says whether the file is what it would write

The oracle is asked only what raises, and to leave out what has no value by NumPy's rules (a cast of
a number that does not fit, a type that is none of the thirteen).
"""

import random
import sys
import warnings

import answer
import cases

SEED = 20240611

INTEGERS = "int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()
FLOATS = "float16 float32 float64".split()
REAL = ["bool"] + INTEGERS + FLOATS
ALL = REAL + ["complex128"]

# Floats are sums of few powers of two, so that sums of them do not depend on their order; there is
# no -0.0, since which of two zeros a maximum gives is left open.
MODERATE = {
    "bool": ["True", "False"],
    "signed": ["-7", "-3", "-1", "0", "1", "2", "5", "9", "13", "42", "100", "-100"],
    "unsigned": ["0", "1", "2", "3", "7", "20", "64", "100", "127", "150", "200", "250"],
    "float": ["-3.5", "-1.25", "-1.0", "0.0", "0.5", "0.75", "1.0", "2.0", "2.5", "7.0", "100.0"],
    "complex": ["1+2j", "-0.5j", "3.0", "-1+1j", "2-3j", "0.5+0.25j", "4j"],
}
SPECIAL = ["np.nan", "np.inf", "-np.inf"]


def kind(dtype):
    for of_kind in ("bool", "uint", "int", "float", "complex"):
        if dtype.startswith(of_kind):
            return {"uint": "unsigned", "int": "signed"}.get(of_kind, of_kind)
    raise ValueError(dtype)


def name(dtype):
    return "np.bool_" if dtype == "bool" else f"np.{dtype}"


class Maker:
    def __init__(self):
        self.random = random.Random(SEED)
        self.lines = []
        self.codes = set()
        self.counts = {}  # of the expressions kept, by family
        self.errors = {}  # of those that raise, by the beginning of the message
        self.images = {}

    def pick(self, things):
        return self.random.choice(things)

    def chance(self, share):
        return self.random.random() < share

    def values(self, dtype, count, edges=False, special=False):
        values = list(MODERATE[kind(dtype)])
        if edges and kind(dtype) in ("signed", "unsigned"):
            bits = int("".join(c for c in dtype if c.isdigit()))
            signed = kind(dtype) == "signed"
            top = 2 ** (bits - signed)
            values += [str(top - 1), str(top - 2)] * 2 + ([str(-top)] * 2 if signed else [])
        if special and kind(dtype) == "float":
            values += SPECIAL
        return [self.pick(values) for _ in range(count)]

    def nested(self, values, shape):
        if not shape:
            return values[0]
        step = len(values) // shape[0] if shape[0] else 0
        parts = [self.nested(values[i * step:(i + 1) * step], shape[1:]) for i in range(shape[0])]
        return "[" + ", ".join(parts) + "]"

    def array(self, dtype, shape, **options):
        count = 1
        for length in shape:
            count *= length
        if count == 0:
            return f"np.zeros({shape}, dtype={name(dtype)})"
        values = self.values(dtype, count, **options)
        return f"np.array({self.nested(values, shape)}, dtype={name(dtype)})"

    def viewed(self, dtype, shape, **options):
        """An array of that shape, often as a view of another: turned, strided, or broadcast."""
        way = self.random.randrange(7)
        if not shape or 0 in shape or way < 2:
            return self.array(dtype, shape, **options)
        if way == 2:
            return self.array(dtype, shape, **options) + "[::-1]"
        if way == 3:
            return self.array(dtype, shape[::-1], **options) + ".T"
        if way == 4 and shape[-1] <= 3:
            wide = shape[:-1] + (shape[-1] * 2,)
            return self.array(dtype, wide, **options) + "[..., ::2]"
        if way == 5 and len(shape) > 1 and shape[-1] <= 4:
            wide = shape[:-1] + (shape[-1] + 1,)
            return self.array(dtype, wide, **options) + "[..., :0:-1]"
        if way == 6 and len(shape) > 1:
            return f"np.broadcast_to({self.array(dtype, shape[1:], **options)}, {shape})"
        return self.array(dtype, shape, **options)

    def shape(self, empty=0.05):
        if self.chance(empty):
            return self.pick([(0,), (2, 0), (0, 3), (2, 0, 3)])
        return self.pick([(), (1,), (3,), (4,), (5,), (2, 3), (3, 2), (3, 4), (1, 4), (3, 1),
                          (2, 2, 3), (2, 1, 3), (2, 3, 1, 2)])

    def filled_shape(self):
        return self.pick([(3,), (5,), (2, 3), (3, 4), (4, 2), (2, 3, 2), (1, 5), (2, 2, 2, 2)])

    def shapes_that_broadcast(self):
        return self.pick([((3,), (3,)), ((2, 3), (3,)), ((3,), (2, 3)), ((2, 1), (1, 3)), ((), (3,)),
                          ((2, 3), ()), ((3, 1), (4,)), ((2, 3, 1), (2,)), ((1,), (4,)), ((), ()),
                          ((2, 2, 3), (2, 3)), ((0,), (1,)), ((2, 0), (1,)), ((2, 3), (2, 3)),
                          ((2, 3), (2, 3)), ((4,), (4,)), ((1, 2, 1, 3), (2, 2, 1))])

    def add(self, family, code, tolerance="exact", undefined=None):
        """Keeps an expression if it is new and the oracle can answer it. Whether it did."""
        if code in self.codes:
            return False
        number = self.counts.get(family, 0) + 1
        case = cases.Case(f"{family}-{number}", family, code, 0, {"tolerance": tolerance})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if not undefined:
                warnings.filterwarnings("error", message="invalid value encountered in cast")
            images = self.images if cases.uses_images(case) else {}
            try:
                got = answer.answer(case, None, images)
            except answer.Unwritable:
                return False
        options = [] if tolerance == "exact" else [f"tolerance: {tolerance}"]
        if "error" in got:
            if got["error"]["type"] == "RuntimeWarning":
                return False
            # A few of each message are enough.
            key = got["error"]["message"].split("(")[0][:60]
            self.errors[key] = self.errors.get(key, 0) + 1
            if self.errors[key] > 4:
                return False
            options = [f"raises: {got['error']['type']}"]
        if undefined and "error" not in got:
            options.append(f"undefined: {undefined}")
        self.codes.add(code)
        self.counts[family] = number
        self.lines.append(f"{case.id} | {', '.join(options)} | {code}")
        return True

    def family(self, family, count, make):
        """`count` expressions: `make()` gives (code, tolerance) or (code, tolerance, undefined)."""
        kept = tries = 0
        while kept < count and tries < count * 20:
            tries += 1
            kept += self.add(family, *make())


ARITHMETIC = ["+", "-", "*", "/", "//", "%"]
BITWISE = ["&", "|", "^"]
COMPARED = ["<", "<=", ">", ">=", "==", "!="]
COMPLEX_TOLERANCE = "ulp4 scale=max"


def tolerance_of(operator, *dtypes):
    if "complex128" in dtypes and operator in ("/", "**"):
        return "ulp16 scale=max"
    return "ulp4" if operator == "**" else "exact"


def operator_pairs(m):
    """Every pair of types with each of the arithmetic operators over time, then at random."""
    turn = 0
    for one in ALL:
        for other in ALL:
            for _ in range(3):
                operator = ARITHMETIC[turn % len(ARITHMETIC)]
                turn += 1
                a, b = m.shapes_that_broadcast()
                edges = "complex128" not in (one, other)
                if other == "complex128" and operator == "/":
                    operator = "*"
                code = (f"x = {m.viewed(one, a, edges=edges, special=edges)}; "
                        f"y = {m.viewed(other, b, edges=edges, special=edges)}; x {operator} y")
                m.add("operator", code, tolerance_of(operator, one, other))


def bitwise(m):
    one, other = m.pick(["bool"] + INTEGERS), m.pick(["bool"] + INTEGERS)
    a, b = m.shapes_that_broadcast()
    operator = m.pick(BITWISE)
    return (f"x = {m.viewed(one, a, edges=True)}; y = {m.viewed(other, b, edges=True)}; "
            f"x {operator} y"), "exact"


def shift(m):
    dtype = m.pick(INTEGERS)
    bits = int("".join(c for c in dtype if c.isdigit()))
    counts = [str(m.pick([0, 1, 2, 3, bits // 2, bits - 1, bits, bits + 1])) for _ in range(3)]
    operator = m.pick(["<<", ">>"])
    by = m.pick([f"np.array([{', '.join(counts)}], dtype={name(dtype)})", counts[0],
                 f"np.uint8({counts[1]})"])
    return f"x = {m.viewed(dtype, (2, 3), edges=True)}; x {operator} {by}", "exact"


def power(m):
    one = m.pick(ALL)
    way = m.random.randrange(4)
    if kind(one) in ("float", "complex"):
        by = m.pick(["2", "3", "0", "1", "0.5", "-1", "2.5", "np.float32(2)",
                     "np.array([0, 1, 2], dtype=np.int8)"])
    elif way == 0:
        by = f"np.array([0, 1, 3], dtype={name(m.pick(INTEGERS))})"
    else:
        by = m.pick(["2", "0", "1", "3", "7", "0.5", "2.0", "np.uint8(2)", "np.float32(1.5)"])
    tolerance = "ulp16 scale=max" if one == "complex128" else "ulp4"
    return f"x = {m.array(one, (3,), edges=True)}; x ** {by}", tolerance


def scalar(m, dtype=None):
    """A number as Python writes it, a NumPy scalar or an array without axes."""
    way = m.random.randrange(4)
    if way < 2:
        return m.pick(["0", "1", "-1", "2", "7", "100", "127", "128", "200", "255", "256", "300",
                       "-128", "-129", "1000", "40000", "70000", "-70000", "3000000000",
                       "2 ** 40", "True", "False", "0.5", "2.0", "-1.5", "1e6", "1e300",
                       "np.nan", "np.inf", "2j", "np.pi"])
    dtype = dtype or m.pick(ALL)
    value = m.pick(MODERATE[kind(dtype)])
    if way == 2:
        return f"{name(dtype)}({value})"
    return f"np.array({value}, dtype={name(dtype)})"


def promotion(m):
    dtype = m.pick(ALL)
    operator = m.pick(ARITHMETIC + ["+", "-", "*"])
    with_scalar = scalar(m)
    array = m.array(dtype, m.pick([(3,), (2, 2), (1,), ()]))
    tolerance = tolerance_of(operator, "complex128" if "j" in array + with_scalar else dtype)
    if m.chance(0.3) and not (operator == "/" and dtype == "complex128"):
        return f"x = {array}; {with_scalar} {operator} x", tolerance
    return f"x = {array}; x {operator} {with_scalar}", tolerance


def promotion_bitwise(m):
    dtype = m.pick(["bool"] + INTEGERS)
    operand = m.pick(["1", "3", "255", "-1", "256", "True", "np.int16(5)", "np.uint8(9)", "0xF0",
                      "np.array(3)", "70000"])
    array = m.array(dtype, (3,), edges=True)
    operator = m.pick(BITWISE)
    if m.chance(0.3):
        return f"x = {array}; {operand} {operator} x", "exact"
    return f"x = {array}; x {operator} {operand}", "exact"


def numbers(m):
    """NumPy scalars among themselves and with Python's numbers."""
    one, other = m.pick(ALL), m.pick(ALL)
    left = f"{name(one)}({m.pick(MODERATE[kind(one)])})"
    right = m.pick([f"{name(other)}({m.pick(MODERATE[kind(other)])})", "3", "-2", "300", "2.5", "True",
                    "70000"])
    if m.chance(0.25) and "(" in right:
        left = m.pick(["3", "-2", "300", "2.5", "True"])
    operator = m.pick(ARITHMETIC + COMPARED + ["+", "*", "-"])
    dtypes = ["complex128"] if "j" in left + right else []
    return f"{left} {operator} {right}", tolerance_of(operator, *dtypes)


def python_numbers(m):
    left, right = (m.pick(["7", "-7", "2", "3", "0", "-1", "2.5", "-2.5", "1e3", "0.1", "True", "255",
                           "10**9"]) for _ in range(2))
    operator = m.pick(ARITHMETIC + COMPARED + ["**", "&", "|", "^", "<<", ">>", "and", "or"])
    if operator in ("<<", "**") and ("9" in right or "255" in right or "1e3" in right):
        right = "5"
    left = f"({left})"
    return f"{left} {operator} {right}", "ulp4" if operator == "**" else "exact"


def comparison(m):
    one, other = m.pick(ALL), m.pick(ALL)
    a, b = m.shapes_that_broadcast()
    operator = m.pick(COMPARED)
    right = m.viewed(other, b, special=True) if m.chance(0.7) else scalar(m)
    return f"x = {m.viewed(one, a, special=True)}; y = {right}; x {operator} y", "exact"


def augmented(m):
    one, other = m.pick(ALL), m.pick(ALL)
    operator = m.pick(ARITHMETIC + BITWISE + ["**"])
    shape = m.pick([(3,), (2, 3)])
    if operator == "**":
        right = "2"
    elif operator == "/" and other == "complex128":
        right = "4"
    else:
        right = m.pick([m.array(other, (3,)), scalar(m)])
    target = m.pick(["x", "x", "x[1:]", "x[..., ::-1]", "x[..., 1]"])
    if target in ("x[1:]", "x[..., 1]") and right.startswith("np.array(["):
        right = "2"
    return (f"x = {m.array(one, shape)}; {target} {operator}= {right}; x",
            tolerance_of(operator, "complex128" if one == "complex128" else "int8"))


def unary(m):
    dtype = m.pick(ALL)
    return f"x = {m.viewed(dtype, m.shape(), edges=True, special=True)}; {m.pick('-+~')}x", "exact"


EXACT_UFUNCS = ("abs sign square rint floor ceil trunc isnan isfinite isinf negative positive "
                "logical_not conj real imag fabs sqrt absolute around round").split()
ULP_UFUNCS = ("exp log sin cos tan arctan tanh exp2 log2 log10 log1p expm1 cbrt sinh cosh arcsinh "
              "deg2rad rad2deg").split()


def ufunc(m):
    dtype = m.pick(ALL if m.chance(0.9) else ["float16", "uint8"])
    function = m.pick(EXACT_UFUNCS)
    edges = function not in ("square",)
    array = m.viewed(dtype, m.shape(), edges=edges, special=function not in ("sqrt", "sign"))
    if function == "sqrt" and kind(dtype) not in ("unsigned", "bool"):
        array = f"np.abs({array})"
    exact = dtype != "complex128" or function not in ("sqrt", "abs", "absolute", "square")
    return f"x = {array}; np.{function}(x)", "exact" if exact else "ulp16 scale=max"


def ufunc_inexact(m):
    dtype = m.pick(REAL)
    function = m.pick(ULP_UFUNCS)
    positive = function in ("log", "log2", "log10", "log1p")
    array = m.viewed(dtype, m.shape(), special=not positive and function not in ("sin", "cos", "tan"))
    if function in ("exp", "exp2", "expm1", "sinh", "cosh", "sin", "cos", "tan"):
        array = f"({array} / 16).astype({name(dtype)})" if kind(dtype) == "float" else array
    if positive:
        array = f"np.abs({array}) + 1"
    scale = " scale=1" if function in ("sin", "cos", "tan") else ""
    return f"x = {array}; np.{function}(x)", f"ulp4{scale}"


BINARY_UFUNCS = ("add subtract multiply divide floor_divide mod minimum maximum fmin fmax "
                 "logical_and logical_or logical_xor equal not_equal less greater less_equal "
                 "greater_equal true_divide remainder").split()


def binary_ufunc(m):
    one, other = m.pick(REAL), m.pick(REAL)
    a, b = m.shapes_that_broadcast()
    function = m.pick(BINARY_UFUNCS)
    if one == other == "bool" and function == "subtract":
        function = "add"
    right = m.viewed(other, b, special=True) if m.chance(0.7) else scalar(m, other)
    return f"x = {m.viewed(one, a, special=True)}; y = {right}; np.{function}(x, y)", "exact"


def ufunc_keywords(m):
    dtype = m.pick(INTEGERS + FLOATS)
    array = m.viewed(dtype, (2, 3))
    wider = m.pick(["np.float64", "np.int64", "np.float32", "np.uint8", "np.int16"])
    return m.pick([
        f"x = {array}; np.add(x, 1, dtype={wider})",
        f"x = {array}; np.multiply(x, x, dtype={wider})",
        f"x = {array}; y = np.zeros((2, 3), dtype={wider}); np.add(x, 1, out=y); y",
        f"x = {array}; np.add.reduce(x)",
        f"x = {array}; np.maximum.reduce(x, axis=1)",
        f"x = {array}; np.add.accumulate(x, axis=1)",
    ]), "exact"


def axis_of(m, shape, tuples=True):
    choices = ["None"] + [str(i) for i in range(-len(shape), len(shape))]
    if tuples and len(shape) > 1:
        choices += ["(0, 1)", "(0, -1)"]
    if m.chance(0.03):
        choices = [str(len(shape))]
    return m.pick(choices)


def reduction(m):
    dtype = m.pick(ALL)
    shape = m.filled_shape() if m.chance(0.85) else m.shape(empty=0.5)
    function = m.pick(["sum", "prod", "min", "max", "mean", "any", "all", "argmin", "argmax", "std",
                       "var", "ptp"] + ["sum", "min", "max", "mean"])
    axis = axis_of(m, shape, tuples=function not in ("argmin", "argmax"))
    options = f"axis={axis}"
    if m.chance(0.35) and function != "ptp":
        options += ", keepdims=True"
    if function in ("sum", "prod", "mean") and m.chance(0.3):
        options += f", dtype={m.pick(['np.float64', 'np.float32', 'np.int64', 'np.uint8', 'float'])}"
        if dtype == "complex128":
            dtype = "int16"
    if function in ("any", "all") and dtype == "complex128":
        dtype = "float32"
    array = m.viewed(dtype, shape, special=function in ("min", "max", "any", "all") and m.chance(0.3))
    method = m.chance(0.4)
    code = f"x.{function}({options})" if method else f"np.{function}(x, {options})"
    inexact = function in ("mean", "std", "var") or kind(dtype) in ("float", "complex")
    many = function in ("std", "var", "prod")
    tolerance = ("ulp16 scale=max" if many else "ulp4 scale=max") if inexact else "exact"
    if function in ("min", "max", "any", "all", "argmin", "argmax", "ptp"):
        tolerance = "exact"
    return f"x = {array}; {code}", tolerance


def cumulative(m):
    dtype = m.pick(ALL)
    shape = m.filled_shape() if m.chance(0.9) else m.shape(empty=0.5)
    function = m.pick(["cumsum", "cumprod", "diff"])
    if function == "diff":
        axis = m.pick(["-1"] + [str(i) for i in range(len(shape))])
        n = m.pick(["", ", n=2"])
        return f"x = {m.viewed(dtype, shape)}; np.diff(x, axis={axis}{n})", "exact"
    axis = axis_of(m, shape, tuples=False)
    code = m.pick([f"np.{function}(x, axis={axis})", f"x.{function}(axis={axis})"])
    tolerance = "ulp4 scale=max" if kind(dtype) in ("float", "complex") else "exact"
    return f"x = {m.viewed(dtype, shape)}; {code}", tolerance


def order(m):
    dtype = m.pick(ALL)
    shape = m.filled_shape() if m.chance(0.9) else m.shape(empty=0.5)
    axis = m.pick(["-1", "0", "None"])
    array = m.viewed(dtype, shape, special=m.chance(0.3))
    real = m.viewed("float32" if dtype == "complex128" else dtype, shape)
    code = m.pick([
        (array, f"np.sort(x, axis={axis})"),
        (array, f"np.argsort(x, axis={axis}, kind='stable')"),
        (array, "np.unique(x)"),
        (real, "np.unique(x, return_counts=True)"),
        (real, "np.unique(x, return_inverse=True)"),
        (real, "np.unique(x, return_index=True)"),
        (real, f"np.median(x, axis={axis})"),
        (real, f"np.percentile(x, {m.pick(['50', '25', '[0, 30, 100]', '99.5'])}, axis={axis})"),
        (real, "np.argwhere(x)"), (array, "np.nonzero(x)"), (array, "np.flatnonzero(x)"),
        (array, "np.count_nonzero(x)"),
        (real, "np.searchsorted(np.sort(x, axis=None), [0, 1, 2])"),
    ])
    bool_percentile = "percentile" in code[1] and "bool" in code[0]
    if bool_percentile:
        code = (real, "np.median(x)")
    inexact = "median" in code[1] or "percentile" in code[1]
    return f"x = {code[0]}; {code[1]}", "ulp4 scale=max" if inexact else "exact"


def index_part(m, length):
    return m.pick([
        ":", ":", "::-1", "::2", "1:", ":-1", "-1:", "::-2", "1:100", "0:0", f"{length - 1}::-1",
        str(m.random.randrange(length)), str(-1 - m.random.randrange(length)),
    ])


def fancy_part(m, length):
    places = [str(m.random.randrange(-length, length)) for _ in range(2)]
    return m.pick([f"[{places[0]}, {places[1]}]", f"np.array([{places[0]}, {places[1]}])",
                   f"np.array([[{places[0]}], [{places[1]}]])", f"[{places[0]}]"])


def boolean_part(m, length):
    return "np.array([" + ", ".join(m.pick(["True", "False"]) for _ in range(length)) + "])"


def index(m, shape):
    parts = []
    for length in shape[:m.pick([len(shape), len(shape), max(1, len(shape) - 1)])]:
        way = m.random.random()
        parts.append(index_part(m, length) if way < 0.6 else
                     fancy_part(m, length) if way < 0.88 else boolean_part(m, length))
    if m.chance(0.2):
        parts.insert(m.random.randrange(len(parts) + 1), "None")
    if m.chance(0.25):
        if len(parts) >= len(shape) and m.chance(0.5):
            parts.pop()
        parts.insert(m.random.randrange(len(parts) + 1), "...")
    if m.chance(0.03):
        parts[0] = m.pick(["99", "[99]", "1.0", "-99"])
    return ", ".join(parts)


def indexed(m):
    dtype = m.pick(["uint8", "int64", "float32", "int16", "complex128", "bool"])
    shape = m.pick([(5,), (3, 4), (4, 3), (2, 3, 4), (2, 3, 2), (2, 2, 2, 3)])
    way = m.random.randrange(8)
    size = 1
    for length in shape:
        size *= length
    base = f"np.arange({size}).reshape({shape}).astype({name(dtype)})"
    if way == 0:
        base += ".T"
        shape = shape[::-1]
    elif way == 1:
        base += "[::-1]"
    if way == 2:
        return f"x = {base}; x[x {m.pick(COMPARED)} {m.pick(['3', '5', '7'])}]", "exact"
    if way == 3:
        return f"x = {base}; y = x[{index(m, shape)}]; y[{m.pick(['...', '0', '-1', '::-1'])}]", "exact"
    return f"x = {base}; x[{index(m, shape)}]", "exact"


def assigned(m):
    dtype = m.pick(["uint8", "int64", "float32", "int16", "bool", "float64", "int8", "uint16"])
    shape = m.pick([(5,), (3, 4), (4, 3), (2, 3, 4)])
    size = 1
    for length in shape:
        size *= length
    base = f"np.arange({size}).reshape({shape}).astype({name(dtype)})"
    way = m.random.randrange(7)
    # A place that is written twice gets the last value: not promised, so only constants there.
    value = m.pick(["7", "0", "2.75", "True", "np.uint8(200)", "np.float32(1.5)", "[9]", "-1", "300"])
    if kind(dtype) in ("signed", "unsigned") and "-1" in value and kind(dtype) == "unsigned":
        value = "1"
    if way == 0:
        return f"x = {base}; x[x {m.pick(COMPARED)} 4] = {value}; x", "exact"
    if way == 1:
        return f"x = {base}; x[x > 3] {m.pick(['+', '-', '*'])}= 2; x", "exact"
    if way == 2 and len(shape) > 1:
        row = ", ".join(m.values(dtype, shape[-1]))
        return f"x = {base}; x[{m.pick(['1:', '::-1', '...', '0', '[0, 1]'])}] = [{row}]; x", "exact"
    if way == 3:
        return f"x = {base}; y = x[{m.pick(['1:', '::-1', '::2'])}]; y[...] = {value}; x", "exact"
    if way == 4:
        return f"x = {base}; x[{m.pick(['1:', '::-1'])}] = x[{m.pick([':-1', '::-1', '1:'])}]; x", "exact"
    return f"x = {base}; x[{index(m, shape)}] = {value}; x", "exact"


def shaped(m):
    dtype = m.pick(ALL)
    shape = m.pick([(6,), (2, 3), (3, 4), (2, 3, 4), (4, 4), (2, 1, 3), (2, 2, 1, 3)])
    rank, size = len(shape), 1
    for length in shape:
        size *= length
    axis = m.random.randrange(-rank, rank)
    other = m.random.randrange(rank)
    axes = list(range(rank))
    m.random.shuffle(axes)
    choices = [
        f"np.transpose(x, {tuple(axes)})", f"x.transpose({', '.join(map(str, axes))})", "x.T",
        f"np.swapaxes(x, {axis}, {other})", f"np.moveaxis(x, {axis}, {other})",
        f"x.reshape(-1)", f"x.reshape({size})", f"x.reshape({size // 2}, -1)",
        f"x.reshape(2, -1, order='F')", f"np.ravel(x, order='F')", "x.ravel()", "x.flatten()",
        "np.squeeze(x)", f"np.expand_dims(x, {axis})", f"np.flip(x, {axis})", "np.flip(x)",
        f"np.roll(x, {m.pick([1, -2, 5])}, axis={axis})", f"np.roll(x, {m.pick([1, -2, 7])})",
        f"np.repeat(x, 2, axis={axis})", "np.repeat(x, 3)", "np.tile(x, 2)", "np.tile(x, (2, 1, 2))",
        f"np.concatenate([x, x], axis={axis})", f"np.stack([x, x], axis={axis})",
        f"np.array_split(x, 2, axis={axis})", "np.hstack([x, x])", "np.vstack([x, x])",
        "np.dstack([x, x])", f"np.delete(x, 0, axis={axis})", f"np.append(x, x, axis={axis})",
        f"np.take(x, [0, -1, 0], axis={axis})", f"np.atleast_3d(x)",
        f"np.pad(x, {m.pick([1, 2])}, mode='{m.pick(['edge', 'reflect', 'symmetric', 'wrap', 'constant'])}')",
        f"np.pad(x, 1, constant_values={m.pick(['1', '7', '0'])})",
        f"(x.shape, x.ndim, x.size, x.dtype, len(x))", "x.tolist()",
        f"np.broadcast_to(x, {(2,) + shape})", f"np.copy(x)[{axis}]",
    ]
    if rank >= 2:
        choices += [f"np.rot90(x, {m.pick([1, 2, 3, -1])})", "np.fliplr(x)", "np.flipud(x)",
                    "np.tril(x)", "np.triu(x, 1)", "np.diagonal(x)", "np.trace(x)",
                    "np.rot90(x, axes=(1, 0))", f"np.roll(x, (1, 1), axis=(0, 1))"]
        choices += [f"np.diag(x, {m.pick([0, 1, -1])})"] if rank == 2 else []
        choices += [f"np.lib.stride_tricks.sliding_window_view(x, 2, axis={axis})"]
    else:
        choices += ["np.diag(x)", "np.diag(x, -1)", "np.kron(x, [1, 0])", "x[:, None] + x"]
    return f"x = {m.viewed(dtype, shape)}; {m.pick(choices)}", "exact"


def joined(m):
    one, other = m.pick(ALL), m.pick(ALL)
    shape = m.pick([(3,), (2, 3)])
    a, b = m.viewed(one, shape), m.viewed(other, shape)
    code = m.pick(["np.concatenate([x, y])", "np.stack([x, y], axis=-1)", "np.hstack((x, y))",
                   "np.where(x != 0, x, y)", "np.array([x, y])", "np.column_stack((x, y))",
                   "np.append(x, y)", "np.where(y, x, 0)", "np.where(x, 1, y)",
                   "np.concatenate([x, y], axis=None)", "np.array_equal(x, y)",
                   "np.allclose(x, y)", "np.isclose(x, y)", "np.isin(x, y)",
                   "np.result_type(x, y)", "np.broadcast_to(x, (2, 3)) == y"])
    return f"x = {a}; y = {b}; {code}", "exact"


def clipped(m):
    dtype = m.pick(REAL[1:])
    low, high = m.pick([("0", "10"), ("-1", "1"), ("0.5", "2.5"), ("None", "3"), ("2", "None"),
                        ("0", "255"), ("0", "300"), ("np.uint8(1)", "np.uint8(9)"), ("5", "2")])
    array = m.viewed(dtype, m.filled_shape())
    return m.pick([f"x = {array}; np.clip(x, {low}, {high})",
                   f"x = {array}; x.clip({low}, {high})"]), "exact"


def products(m):
    one = m.pick(ALL)
    other = one if m.chance(0.6) else m.pick(ALL)
    a, b = m.pick([((2, 3), (3, 2)), ((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 2)),
                   ((2, 2, 3), (3, 2)), ((2, 2, 3), (2, 3, 1)), ((1, 3), (3, 1)), ((0, 3), (3, 2))])
    code = m.pick(["x @ y", "np.dot(x, y)", "np.matmul(x, y)", "x.dot(y)"])
    if len(a) > 2:
        code = m.pick(["x @ y", "np.matmul(x, y)"])
    inexact = {kind(one), kind(other)} & {"float", "complex"}
    return (f"x = {m.viewed(one, a)}; y = {m.viewed(other, b)}; {code}",
            "ulp16 scale=max" if inexact else "exact")


def other_products(m):
    dtype = m.pick(ALL)
    vector, other = m.viewed(dtype, (3,)), m.viewed(m.pick(ALL), (2,))
    matrix = m.viewed(dtype, (2, 3))
    code = m.pick([
        f"x = {vector}; y = {other}; np.outer(x, y)",
        f"x = {vector}; np.inner(x, x)",
        f"x = {matrix}; np.inner(x, x)",
        f"x = {matrix}; np.einsum('ij->ji', x)",
        f"x = {matrix}; np.einsum('ij,ij->', x, x)",
        f"x = {matrix}; np.einsum('ij,kj->ik', x, x)",
        f"x = {matrix}; np.einsum('ij->j', x)",
        f"x = {matrix}; np.tensordot(x, x.T, axes=1)",
        f"x = {matrix}; np.kron(x, x[:, :1])",
        f"x = {vector}; np.convolve(x, [1, 2])",
        f"x = {vector}; y = {other}; np.convolve(x, y, 'same')",
        f"x = {vector}; np.vdot(x, x)",
    ])
    return code, "ulp16 scale=max"


def cast_all(m):
    """Every type to every other, of values that fit, and what wraps among integers."""
    for one in ALL:
        for other in ALL:
            edges = kind(one) in ("bool", "signed", "unsigned")
            array = m.viewed(one, (4,), edges=edges)
            if kind(one) in ("float", "complex") and kind(other) == "unsigned":
                array = f"np.abs({array})" if one != "complex128" else array.replace("-", "")
            m.add("astype", f"x = {array}; x.astype({name(other)})")
            if one != other and kind(one) != "complex":
                value = m.pick([v for v in MODERATE[kind(one)]
                                if not (v.startswith("-") and kind(other) == "unsigned")])
                m.add("astype", f"{name(other)}({name(one)}({value}))")


def cast_to_uint8(m):
    dtype = m.pick(FLOATS)
    values = ["-1.5", "255.9", "256.5", "300.0", "-300.75", "np.nan", "np.inf", "-0.5", "1000.0",
              "-1000.0", "65000.0"] + ([] if dtype == "float16" else ["1e10", "-1e10", "3e9"])
    some = [m.pick(values) for _ in range(4)]
    return (f"np.array([{', '.join(some)}], dtype={name(dtype)}).astype(np.uint8)", "exact",
            "float to uint8")


def cast_text(m):
    dtype = m.pick(REAL)
    to = m.pick(["'uint8'", "'float32'", "'int32'", "int", "float", "bool", "'int'", "'float'", "'bool'",
                 "'u1'", "'f4'", "'f8'", "'i8'", "'int16'", "'complex128'", "complex"])
    array = m.viewed(dtype, (3,))
    if "u" in to and kind(dtype) != "unsigned":
        array = f"np.abs({array})"
    return f"x = {array}; x.astype({to})", "exact"


def created(m):
    n, k = m.random.randrange(1, 6), m.random.randrange(-2, 3)
    dtype = m.pick(ALL)
    return m.pick([
        (f"np.arange({n}, {n + 7}, {m.pick([1, 2, 3])}, dtype={name(dtype)})", "exact"),
        (f"np.arange({n}, {-n}, {-m.pick([1, 2])})", "exact"),
        (f"np.arange({n} / 2, {n + 2}, 0.25)", "exact"),
        (f"np.linspace({k}, {n}, {m.random.randrange(0, 7)})", "ulp4 scale=max"),
        (f"np.linspace(0, {n * 10}, {n}, endpoint=False, dtype={name(m.pick(['int64', 'float32']))})",
         "ulp4 scale=max"),
        (f"np.full(({n}, 2), {m.pick(['3', '2.5', 'True', '1j', 'np.nan'])})", "exact"),
        (f"np.full({n}, 7, dtype={name(dtype)})", "exact"),
        (f"np.eye({n}, {m.random.randrange(1, 5)}, k={k}, dtype={name(dtype)})", "exact"),
        (f"np.ones(({n}, 1, 2), dtype={name(dtype)})", "exact"),
        (f"np.zeros({n}, dtype={name(dtype)})", "exact"),
        (f"np.zeros_like({m.viewed(dtype, (2, 3))})", "exact"),
        (f"np.ones_like({m.viewed(dtype, (3,))}, dtype={name(m.pick(ALL))})", "exact"),
        (f"np.full_like({m.viewed(dtype, (3,))}, 1)", "exact"),
        (f"np.tri({n}, k={k}, dtype={name(dtype)})", "exact"),
        (f"np.array([{', '.join(m.values(m.pick(ALL), 2) + m.values(m.pick(ALL), 2))}])", "exact"),
        (f"np.array([[{m.pick(['1', '2.5'])}, {m.pick(['True', '3'])}], [4, {m.pick(['5', '6j'])}]])",
         "exact"),
        (f"np.array([{m.array(dtype, (2,))}, {m.array(m.pick(ALL), (2,))}])", "exact"),
        (f"np.mgrid[{k}:{k + n}, 0:{n}:2]", "exact"),
        (f"np.meshgrid(np.arange({n}), {m.array(dtype, (2,))})", "exact"),
        (f"np.indices(({n}, 2))", "exact"),
        (f"np.bincount([{', '.join(str(m.random.randrange(6)) for _ in range(6))}], minlength={n})",
         "exact"),
        (f"np.histogram({m.array('float64', (6,))}, bins={n + 1}, range=(-4, 8))", "ulp4 scale=max"),
        (f"np.diag({m.array(dtype, (n,))}, {k})", "exact"),
    ])


def rounded(m):
    dtype = m.pick(FLOATS)
    function = m.pick(["np.round(x)", "np.around(x)", "np.rint(x)", "x.round()", "np.floor(x)",
                       "np.ceil(x)", "np.trunc(x)", "np.round(x, 1)", "np.round(x, -1)",
                       "np.round(x.astype(np.int32), -1)"])
    values = ["0.5", "1.5", "2.5", "-0.5", "-1.5", "-2.5", "0.25", "125.0", "135.0", "-4.75", "1e4"]
    some = ", ".join(m.pick(values) for _ in range(5))
    return f"x = np.array([{some}], dtype={name(dtype)}); {function}", "ulp4"


def on_image(m):
    image = m.pick(["gray", "gray2", "img", "img2", "mask"])
    colour = image in ("img", "img2")
    rows = m.pick(["1:4", "::2", "::-1", "-3:", "2", ":"])
    columns = m.pick(["2:5", "::3", "::-1", ":4", "5"])
    part = f"{image}[{rows}, {columns}]"
    operand = m.pick(["50", "-20", "2", "300", "0.5", "np.uint8(9)", "np.int16(-3)", "gray[1, 2]"])
    whole = ["+", "-", "*", "//", "%", "/"]
    return m.pick([
        (f"{part} {m.pick(whole)} {operand}", "exact"),
        (f"{part} {m.pick(whole)} {part.replace(image, 'img2' if colour else 'gray2')}", "exact"),
        (f"({part} > {m.pick(['100', '127', '30'])}) * 255", "exact"),
        (f"{part}.astype(np.{m.pick(['int8', 'int16', 'float32', 'uint16'])}) * 3", "exact"),
        (f"np.where({part} > 100, {part}, {m.pick(['0', '255', '1.5'])})", "exact"),
        (f"{image}[{m.pick(['[0, 2]', 'mask[:, 0] > 0', '...', '1, None', '-1, [0, 3]'])}]", "exact"),
        (f"{part}.sum(axis=0)", "exact"), (f"{part}.max()", "exact"),
        (f"{part}.mean(axis=0)", "ulp4"), (f"np.cumsum({part})", "exact"),
        (f"np.sort({part}, axis=0)", "exact"), (f"np.clip({part} + 60, 20, 230)", "exact"),
        (f"{part}.T", "exact"), (f"np.bitwise_xor({part}, {m.pick(['255', '15'])})", "exact"),
        (f"{part} << 1 >> 1", "exact"), (f"-{part}", "exact"), (f"np.median({part}, axis=0)", "exact"),
        (f"{part} & 0x0F | 64", "exact"), (f"np.std({part}, axis=0)", "ulp16 scale=max"),
        (f"[int(v) for v in {image}[1, :4].ravel()]", "exact"),
        (f"sum({image}[:3])", "exact"), (f"max({image}[0].ravel()) - min({image}[0].ravel())", "exact"),
        (f"x = {image}[::2]; x[...] = x[::-1]; {image}[:4]", "exact"),
        (f"cv2.add({image}, {m.pick(['20', '200', '-40', '0.6'])})[{rows}]", "exact"),
        (f"cv2.flip({image}[{rows.replace('2', '2:3') if rows == '2' else rows}], {m.pick(['0', '1', '-1'])})",
         "exact"),
    ])


FAMILIES = [
    ("bitwise", 80, bitwise), ("shift", 60, shift), ("power", 110, power),
    ("promotion", 330, promotion), ("promotion", 50, promotion_bitwise), ("number", 130, numbers),
    ("python", 90, python_numbers), ("compare", 100, comparison), ("augmented", 140, augmented),
    ("unary", 60, unary), ("ufunc", 150, ufunc), ("inexact", 120, ufunc_inexact),
    ("binary", 130, binary_ufunc), ("keyword", 50, ufunc_keywords), ("reduce", 240, reduction),
    ("cumulate", 80, cumulative), ("order", 150, order), ("index", 200, indexed),
    ("assign", 140, assigned), ("shape", 260, shaped), ("join", 120, joined), ("clip", 60, clipped),
    ("product", 90, products), ("product", 60, other_products), ("cast", 30, cast_to_uint8),
    ("astype", 60, cast_text), ("create", 130, created), ("round", 50, rounded),
    ("image", 130, on_image),
]


def main():
    if len(sys.argv) < 2 or sys.argv[2:] not in ([], ["--check"]):
        sys.exit("usage: generate.py PROBES [--check]")
    answer.require_oracle()
    m = Maker()
    m.images = answer.load_probes(sys.argv[1])["tiny"]
    operator_pairs(m)
    cast_all(m)
    for family, count, make in FAMILIES:
        m.family(family, count, lambda make=make: make(m))
    head = "# Written by generate.py: `family-number | options | code`, see cases.py.\n"
    text = head + "\n".join(m.lines) + "\n"
    path = f"{cases.HERE}/expressions.txt"
    if sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            if file.read() != text:
                sys.exit(f"{path} is not what generate.py writes")
        return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{len(m.lines)} expressions: {path}")


if __name__ == "__main__":
    main()
