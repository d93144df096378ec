"""Runs the losses written as PyTorch on exact values: pytorch_check.py FOLDER, with FOLDER/values.csv."""
import sys

import torch

from values import Failures, rows

folder = sys.argv[1]
functions = {}
failures = Failures()


def load(name):
    if name not in functions:
        space = {}
        with open(f"{folder}/{name}.py", encoding="utf-8") as file:
            exec(compile(file.read(), name, "exec"), space)
        functions[name] = [space[name], space[name + "_gradient"]]
    return functions[name]


for name, x, value, gradient, curvature, absolute, parameters in rows(f"{folder}/values.csv"):
    loss, slope = load(name)
    what = f"{name}{tuple(parameters)}"
    at = torch.tensor([x, x], dtype=torch.float64, requires_grad=True)
    ours = loss(at, *parameters)
    failures.compare(f"{what} value at {x}", ours[1], value, absolute)
    if gradient is None:
        continue
    failures.compare(f"{what} gradient at {x}", slope(at.detach(), *parameters)[1], gradient, absolute)
    # By autograd where numbers are of the size that they have in training and the loss is smooth: an exact 0 between
    # the branches of torch.where, or of a probability, has no slope to hand on.
    if curvature is None or gradient == 0 or not 1e-3 < abs(x) < 300 or any(abs(p) > 1e3 for p in parameters):
        continue
    if name.startswith("bernoulli") and not 1e-9 < parameters[0] < 1 - 1e-9:
        continue
    if ours.requires_grad:
        (automatic,) = torch.autograd.grad(ours.sum(), at)
        failures.compare(f"{what} autograd at {x}", automatic[1], gradient, 1e-12, 1e-9)
sys.exit(failures.report(6000))
