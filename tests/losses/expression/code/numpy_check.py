"""Runs the losses written as NumPy on exact values: numpy_check.py FOLDER, with FOLDER/values.csv."""
import sys
import warnings

import numpy as np

from values import Failures, rows

warnings.simplefilter("ignore")
folder = sys.argv[1]
functions = {}
failures = Failures()


def load(name):
    if name not in functions:
        space = {}
        with open(f"{folder}/{name}.py", encoding="utf-8") as file:
            exec(compile(file.read(), name, "exec"), space)
        functions[name] = [space[name], space[name + "_gradient"], space[name + "_curvature"]]
    return functions[name]


for name, x, value, gradient, curvature, absolute, parameters in rows(f"{folder}/values.csv"):
    for function, exact, slack, what in zip(
        load(name), (value, gradient, curvature), (absolute, absolute, 1e-15 + absolute), ("value", "gradient", "curvature")
    ):
        if exact is None:
            continue
        # An array, so that what is given for one number is given for many.
        try:
            ours = function(np.array([x, x]), *parameters)
        except ArithmeticError as error:
            failures.lines.append(f"{name}{tuple(parameters)} {what} at {x}: {error!r}")
            continue
        if np.shape(ours) != (2,) or ours.dtype != np.float64:
            failures.lines.append(f"{name} {what} of an array of two: {ours!r}")
            continue
        failures.compare(f"{name}{tuple(parameters)} {what} at {x}", ours[1], exact, slack)
sys.exit(failures.report(8000))
