"""Writes elementwise.json: functions of elements, comparisons, reductions and arrays that are made, by NumPy.

Usage: pip install numpy==2.4.6 && python3 elementwise.py > elementwise.json
"""
import json
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")
x = np.array([-np.inf, -2.5, -1, -0.5, -0.0, 0.0, 1e-9, 0.5, 0.75, 1, 1.5, 2.5, 30, np.inf, np.nan])


def text(values):
    """Numbers, those that JSON does not have as words."""
    flat = np.asarray(values)
    if np.iscomplexobj(flat):
        flat = np.ascontiguousarray(flat).view(float)
    return [float(v) if np.isfinite(v) else str(float(v)) for v in flat.astype(float).ravel()]


def both(value):
    return {"shape": list(np.shape(value)), "data": text(value)}


unary = {
    "neg": np.negative, "square": np.square, "reciprocal": np.reciprocal, "abs": np.abs, "sign": np.sign, "exp": np.exp,
    "expm1": np.expm1, "log": np.log, "log1p": np.log1p, "log2": np.log2, "log10": np.log10, "sqrt": np.sqrt,
    "cbrt": np.cbrt, "sin": np.sin, "cos": np.cos, "tan": np.tan, "asin": np.arcsin, "acos": np.arccos,
    "atan": np.arctan, "sinh": np.sinh, "cosh": np.cosh, "tanh": np.tanh, "asinh": np.arcsinh, "acosh": np.arccosh,
    "atanh": np.arctanh, "floor": np.floor, "ceil": np.ceil, "trunc": np.trunc, "round": np.round, "isnan": np.isnan,
    "isfinite": np.isfinite, "isinf": np.isinf, "logicalNot": np.logical_not, "angle": np.angle,
}
binary = {
    "add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide, "pow": np.power, "mod": np.mod,
    "fmod": np.fmod, "floorDivide": np.floor_divide, "maximum": np.maximum, "minimum": np.minimum, "hypot": np.hypot,
    "atan2": np.arctan2, "equal": np.equal, "notEqual": np.not_equal, "less": np.less, "lessEqual": np.less_equal,
    "greater": np.greater, "greaterEqual": np.greater_equal, "logicalAnd": np.logical_and, "logicalOr": np.logical_or,
    "logicalXor": np.logical_xor, "isclose": np.isclose,
}
complex_unary = {
    "neg": np.negative, "square": np.square, "reciprocal": np.reciprocal, "abs": np.abs, "exp": np.exp, "log": np.log,
    "sqrt": np.sqrt, "sin": np.sin, "cos": np.cos, "sinh": np.sinh, "cosh": np.cosh, "conj": np.conj, "real": np.real,
    "imag": np.imag, "angle": np.angle,
}
random = np.random.default_rng(7)
z = random.standard_normal(6) + 1j * random.standard_normal(6)
w = random.standard_normal(6) + 1j * random.standard_normal(6)
a = np.round(random.standard_normal((3, 4, 5)), 1)
reductions = {
    "sum": np.sum, "mean": np.mean, "variance": np.var, "std": np.std, "max": np.max, "min": np.min, "ptp": np.ptp,
    "prod": np.prod, "median": np.median, "argmax": np.argmax, "argmin": np.argmin, "countNonzero": np.count_nonzero,
    "all": np.all, "any": np.any,
}
axes = [None, 0, 1, -1, [0, 2]]
out = {
    "x": text(x),
    "unary": {name: text(f(x)) for name, f in unary.items()},
    "rounded": {str(d): text(np.round(a * 123.456, d)) for d in (-2, 0, 1)},
    "binary": {name: text(f(x[:, None], x)) for name, f in binary.items()},
    "z": text(z),
    "w": text(w),
    "complexUnary": {name: text(f(z)) for name, f in complex_unary.items()},
    "complexBinary": {n: text(f(z, w)) for n, f in (("add", np.add), ("sub", np.subtract), ("mul", np.multiply), ("div", np.divide))},
    "a": text(a),
    "reductions": {
        name: [
            both(f(a, axis=None if axis is None else tuple(np.atleast_1d(axis)) if isinstance(axis, list) else axis))
            if not (name.startswith("arg") and isinstance(axis, list)) else None
            for axis in axes
        ]
        for name, f in reductions.items()
    },
    "sampleVariance": both(np.var(a, axis=1, ddof=1)),
    "quantiles": {
        method: [both(np.quantile(a, q, axis=1, method=method)) for q in (0, 0.1, 0.5, 0.75, 1)]
        for method in ("linear", "lower", "higher", "nearest", "midpoint")
    },
    "norms": {str(p): both(np.linalg.vector_norm(a, axis=1, ord=float(p))) for p in ("0", "1", "2", "3.5", "inf", "-inf")},
    "cumulative": {n: [both(f(a, axis=axis)) for axis in (None, 0, -1)] for n, f in (("cumsum", np.cumsum), ("cumprod", np.cumprod))},
    "average": both(np.average(a, axis=1, weights=[1, 2, 3, 4])),
    "linspace": both(np.linspace(-1, 2, 7)),
    "openLinspace": both(np.linspace(-1, 2, 7, endpoint=False)),
    "logspace": both(np.logspace(-1, 2, 5, base=3)),
    "arange": both(np.arange(-1, 2, 0.3)),
    "eye": both(np.eye(3, 4, 1)),
    "tri": both(np.tri(3, 4, -1)),
    "tril": both(np.tril(a, 1)),
    "triu": both(np.triu(a, -1)),
    "diag": both(np.diag(a[0], 1)),
    "onDiag": both(np.diag(a[0, 0], -1)),
}
print(json.dumps(out))
