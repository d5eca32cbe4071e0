#!/usr/bin/python3
"""Times the snippets of bench/snippets.txt in Python: an id and the median nanoseconds a line.

Usage: numpy_bench.py FOLDER     with img.npy, img2.npy, gray.npy and mask.npy
"""

import ast
import statistics
import sys
import time
from pathlib import Path

import cv2
import numpy as np

REPETITIONS = 5
SECONDS = 0.1  # for each


def run_once(code, arrays):
    names = {name: array.copy() for name, array in arrays.items()}
    names.update(np=np, cv2=cv2, H=names["img"].shape[0], W=names["img"].shape[1])
    exec(code, names)


def nanoseconds(code, arrays):
    runs = 0
    start = time.perf_counter_ns()
    while time.perf_counter_ns() - start < SECONDS * 1e9:
        run_once(code, arrays)
        runs += 1
    return (time.perf_counter_ns() - start) / runs


def main():
    cv2.setNumThreads(1)
    folder = Path(sys.argv[1])
    arrays = {name: np.load(folder / f"{name}.npy") for name in ("img", "img2", "gray", "mask")}
    for line in Path(__file__).with_name("snippets.txt").read_text().splitlines():
        if line.startswith("#"):
            continue
        name, text = line.split("\t")
        code = compile(ast.parse(text), name, "exec")
        print(name, round(statistics.median(nanoseconds(code, arrays) for _ in range(REPETITIONS))))


main()
