"""The cases: snippets.txt (written by hand) and expressions.txt (written by generate.py).

snippets.txt
    == family | option: value ...        a family, with options for all of its cases
    - name | option: value ...           a case; its id is `family.name`
      a line of the snippet              indented by two spaces more than the dash
expressions.txt
    family-number | options | code       one line; `; ` parts its statements
    A line that starts with `#` is a comment in both (in a snippet it is part of it).

Options
    tolerance  how a result is compared with the oracle's (see README.md); `exact` unless said
    raises     the type of the exception that Python raises on every probe
    sometimes  the type of the exception that it raises on some probes, but not on all
    shows      names of rules that the case proves (a list with spaces), for coverage.py
    refused    Python runs it, but it is no part of the language: what is refused
    undefined  C leaves the result open; snippets.md states it, and NumPy on x86 does so
"""

import os
import re
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
OPTIONS = ("tolerance", "raises", "sometimes", "shows", "refused", "undefined")
TOLERANCE = re.compile(r"exact|off1|ulp[0-9]+( scale=(max|[0-9.e+]+))?")
IMAGES = re.compile(r"\b(img2?|gray2?|mask|H|W)\b")


@dataclass
class Case:
    id: str
    family: str
    code: str
    line: int
    options: dict = field(default_factory=dict)

    @property
    def tolerance(self):
        return self.options.get("tolerance", "exact")

    @property
    def shows(self):
        return self.options.get("shows", "").split()


def options_of(texts, where):
    options = {}
    for text in texts:
        key, colon, value = text.partition(":")
        key, value = key.strip(), value.strip()
        if key not in OPTIONS or not colon or not value:
            raise SystemExit(f"{where}: no option: {text.strip()!r}")
        options[key] = value
    if not TOLERANCE.fullmatch(options.get("tolerance", "exact")):
        raise SystemExit(f"{where}: no tolerance: {options['tolerance']!r}")
    return options


def snippets(path=os.path.join(HERE, "snippets.txt")):
    cases, family, of_family, body = [], None, {}, None
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            where = f"{path}:{number}"
            line = line.rstrip("\n")
            if line.startswith("== "):
                family, *texts = line[3:].split("|")
                family, of_family, body = family.strip(), options_of(texts, where), None
            elif line.startswith("- "):
                name, *texts = line[2:].split("|")
                options = {**of_family, **options_of(texts, where)}
                cases.append(Case(f"{family}.{name.strip()}", family, "", number, options))
                body = []
            elif line.startswith("  ") and body is not None:
                body.append(line[2:])
                cases[-1].code = "\n".join(body)
            elif not line.strip():
                if body is not None:
                    body.append("")
            elif not line.startswith("#"):
                raise SystemExit(f"{where}: neither a family nor a case nor a snippet's line")
    return checked(cases, path)


def expressions(path=os.path.join(HERE, "expressions.txt")):
    cases = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if line.startswith("#") or not line.strip():
                continue
            name, options, code = line.rstrip("\n").split(" | ", 2)
            texts = [text for text in options.split(",") if text.strip()]
            family = name.rpartition("-")[0]
            cases.append(Case(name, family, code, number, options_of(texts, f"{path}:{number}")))
    return checked(cases, path)


def checked(cases, path):
    seen = set()
    for case in cases:
        if case.id in seen:
            raise SystemExit(f"{path}:{case.line}: `{case.id}` is there twice")
        seen.add(case.id)
        if not case.code.strip():
            raise SystemExit(f"{path}:{case.line}: `{case.id}` has no code")
    return cases


def uses_images(case):
    return IMAGES.search(case.code) is not None
