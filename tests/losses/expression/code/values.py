"""What the Python checks of generated code have in common: the exact values, and when a result agrees with one."""
import csv
import math


def rows(path):
    """Each row of values.csv: the name of the loss, the rest as numbers or, where it is not defined, None."""
    with open(path, encoding="utf-8") as file:
        for row in csv.reader(file):
            numbers = [float(field) if field else None for field in row[1:]]
            yield row[0], *numbers[:5], numbers[5:]


class Failures:
    def __init__(self):
        self.lines = []
        self.count = 0

    def compare(self, what, ours, exact, absolute, relative=1e-12):
        self.count += 1
        ours = float(ours)
        same = ours == exact if math.isinf(exact) else abs(ours - exact) <= relative * abs(exact) + absolute
        if not same:
            self.lines.append(f"{what}: {ours!r}, not {exact!r}")

    def report(self, at_least):
        for line in self.lines[:40]:
            print(line)
        print(f"{self.count} compared, {len(self.lines)} differ")
        return 1 if self.lines or self.count < at_least else 0
