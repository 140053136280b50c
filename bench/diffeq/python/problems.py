"""The right-hand sides of bench/diffeq/problems.ts, f(t, u) for a given p, as one writes them in Python."""

import json
import math
import pathlib

import numpy as np

REFERENCE = pathlib.Path(__file__).parents[2] / "data" / "diffeq" / "reference.json"


def exponential(p):
    (a,) = p
    return lambda t, u: [-a * u[0]]


def oscillator(p):
    (a,) = p
    return lambda t, u: [u[1], -a * u[0]]


def lotka_volterra(p):
    a, b, c, d = p

    def f(t, u):
        x, y = u
        return [a * x - b * x * y, -c * y + d * x * y]

    return f


def van_der_pol(p):
    (mu,) = p

    def f(t, u):
        x, v = u
        return [v, mu * (1 - x * x) * v - x]

    return f


def van_der_pol_scaled(p):
    (mu,) = p

    def f(t, u):
        x, v = u
        return [v, mu * ((1 - x * x) * v - x)]

    return f


def rober(p):
    a, b, c = p

    def f(t, u):
        x, y, z = u
        slow, fast, back = a * x, b * y * y, c * y * z
        return [-slow + back, slow - fast - back, fast]

    return f


def hires(p):
    p = tuple(p)

    def f(t, u):
        u0, u1, u2, u3, u4, u5, u6, u7 = u
        pair = p[9] * u5 * u7
        return [
            -p[0] * u0 + p[1] * u1 + p[2] * u2 + p[3],
            p[0] * u0 - p[4] * u1,
            -p[5] * u2 + p[1] * u3 + p[6] * u4,
            p[2] * u1 + p[0] * u2 - p[7] * u3,
            -p[8] * u4 + p[1] * (u5 + u6),
            -pair + p[10] * u3 + p[0] * u4 - p[1] * u5 + p[10] * u6,
            pair - p[11] * u6,
            -pair + p[11] * u6,
        ]

    return f


def pleiades(p):
    mass = np.arange(1.0, 8.0)

    def f(t, u):
        x, y = u[:7], u[7:14]
        dx, dy = x[None, :] - x[:, None], y[None, :] - y[:, None]
        square = dx * dx + dy * dy
        np.fill_diagonal(square, 1.0)
        weight = mass[None, :] / (square * np.sqrt(square))
        du = np.empty(28)
        du[:14] = u[14:]
        du[14:21] = (weight * dx).sum(axis=1)
        du[21:] = (weight * dy).sum(axis=1)
        return du

    return f


def brusselator(p):
    a, b, alpha = p

    def f(t, u):
        x, y = u[:32], u[32:]
        made = x * x * y
        du = np.empty(64)
        du[:32] = alpha * (np.roll(x, 1) + np.roll(x, -1) - 2 * x) + a + made - (b + 1) * x
        du[32:] = alpha * (np.roll(y, 1) + np.roll(y, -1) - 2 * y) + b * x - made
        return du

    return f


def rigid_body(p):
    a, b, c = p

    def f(t, u):
        x, y, z = u
        return [a * y * z, b * x * z, c * x * y]

    return f


def spiral(p):
    def f(t, u):
        x, y = u[0] ** 3, u[1] ** 3
        return [-0.1 * x - 2 * y, 2 * x - 0.1 * y]

    return f


def lorenz(p):
    sigma, rho, beta = p

    def f(t, u):
        x, y, z = u
        return [sigma * (y - x), x * (rho - z) - y, x * y - beta * z]

    return f


def orego(p):
    s, q, w = p

    def f(t, u):
        x, y, z = u
        return [s * (y + x * (1 - q * x - y)), (z - (1 + x) * y) / s, w * (x - z)]

    return f


RIGHT_HAND_SIDES = {
    "exp_decay": exponential,
    "harmonic_oscillator": oscillator,
    "lotka_volterra": lotka_volterra,
    "lotka_volterra_long": lotka_volterra,
    "vdp_1": van_der_pol,
    "vdp_10": van_der_pol,
    "vdp_1e6": van_der_pol_scaled,
    "rober": rober,
    "rober_long": rober,
    "hires": hires,
    "pleiades": pleiades,
    "brusselator": brusselator,
    "rigid_body": rigid_body,
    "spiral": spiral,
    "lorenz": lorenz,
    "orego": orego,
}


def read():
    """The problems of the reference file, each with its right-hand side as `rhs`."""
    problems = json.loads(REFERENCE.read_text())["problems"]
    for name, problem in problems.items():
        problem["rhs"] = RIGHT_HAND_SIDES[name](problem["p"])
        problem["u0"] = np.array(problem["u0"], dtype=float)
    return problems


def error_at_end(u, end):
    """The largest relative error of a component; infinite if one is not a number."""
    error = max(abs((a - b) / b) for a, b in zip(u, end))
    return math.inf if any(math.isnan(a) for a in u) else float(error)
