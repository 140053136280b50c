"""Writes golden.json: values of the elementary functions at points of all sizes, computed with 80 digits and rounded to doubles.

Usage: pip install mpmath==1.3.0 && python3 golden.py > golden.json
"""
import json
import random
import sys

from mpmath import mp, mpc, mpf
import mpmath

mp.dps = 80
random.seed(20261126)

sizes = [1e-300, 1e-160, 1e-30, 1e-9, 1e-4, 0.1, 0.3, 0.5, 0.75, 0.9999999, 1.0, 1.0000001, 1.5, 3.0, 12.0, 21.9, 22.1, 300.0, 708.0, 1e5, 1e10, 1e80, 1e160, 1e300]
points = []
for _ in range(90):
    x = random.choice(sizes) * random.choice([1, -1]) * random.uniform(0.9, 1.1)
    y = random.choice(sizes) * random.choice([1, -1]) * random.uniform(0.9, 1.1)
    points.append((x, y))
# On the unit circle, where ln |z| cancels, and around ±1 and ±i.
for _ in range(16):
    t = random.uniform(-3.1, 3.1)
    points.append((float(mpmath.cos(t)), float(mpmath.sin(t))))
for _ in range(24):
    h = random.choice([1e-15, 1e-10, 1e-6, 1e-3])
    a, b = random.choice([(1, 0), (-1, 0), (0, 1), (0, -1)])
    points.append((a + h * random.uniform(-1, 1), b + h * random.uniform(-1, 1)))


def log1p(z):
    return mpmath.log(1 + z)


functions = {
    "sqrt": mpmath.sqrt, "exp": mpmath.exp, "expm1": lambda z: mpmath.exp(z) - 1, "log": mpmath.log, "log1p": log1p,
    "log2": lambda z: mpmath.log(z) / mpmath.log(2), "log10": lambda z: mpmath.log(z) / mpmath.log(10),
    "sin": mpmath.sin, "cos": mpmath.cos, "tan": mpmath.tan, "asin": mpmath.asin, "acos": mpmath.acos, "atan": mpmath.atan,
    "sinh": mpmath.sinh, "cosh": mpmath.cosh, "tanh": mpmath.tanh, "asinh": mpmath.asinh, "acosh": mpmath.acosh,
    "atanh": mpmath.atanh, "reciprocal": lambda z: 1 / z,
}


def usable(w):
    return all(v == 0 or mpf("1e-290") < abs(v) < mpf("1e300") for v in (w.real, w.imag))


out = {"functions": {}, "pow": [], "div": []}
for name, f in functions.items():
    rows = []
    for x, y in points:
        # Values of 1e160 take too many digits to be reduced by 2π.
        mp.dps = 80 + (330 if max(abs(x), abs(y)) > 1e20 else 0) + (620 if min(abs(x), abs(y)) < 1e-20 else 0)
        if name in ("exp", "expm1", "sin", "cos", "tan", "sinh", "cosh", "tanh") and max(abs(x), abs(y)) > 1e4:
            if max(abs(x), abs(y)) > 1e12 or (name in ("exp", "expm1") and abs(x) > 1e4):
                continue
            if abs(x) > 1e4 and name in ("sinh", "cosh", "tanh") or abs(y) > 1e4 and name in ("sin", "cos", "tan"):
                continue
        w = mpc(f(mpc(x, y)))
        if usable(w):
            rows.append([x, y, float(w.real), float(w.imag)])
    out["functions"][name] = rows
mp.dps = 80
for _ in range(80):
    z = [random.uniform(-3, 3) for _ in range(2)]
    w = random.choice([[random.uniform(-4, 4), random.uniform(-4, 4)], [random.randint(-9, 9), 0], [random.uniform(-4, 4), 0]])
    v = mpmath.power(mpc(*z), mpc(*w))
    out["pow"].append([*z, *w, float(v.real), float(v.imag)])
mp.dps = 700
for _ in range(120):
    def part():
        return random.choice([-1, 1]) * random.uniform(1, 10) * 10.0 ** random.choice([-307, -200, -100, -5, 0, 0, 3, 100, 200, 307])
    a, b, c, d = part(), part(), part(), part()
    v = mpc(a, b) / mpc(c, d)
    if usable(v):
        out["div"].append([a, b, c, d, float(v.real), float(v.imag)])
json.dump(out, sys.stdout)
