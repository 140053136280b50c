"""Values of NumPy and SciPy for test/runtime/ndarray/linalg: python3 linalg.py > linalg.json"""

import json
import sys

import numpy as np
import scipy.linalg as sl

random = np.random.default_rng(20)


def flat(a):
    a = np.asarray(a)
    if np.iscomplexobj(a):
        return np.stack([a.real, a.imag], -1).ravel().tolist()
    return a.astype(float).ravel().tolist()


def sorted_complex(w):
    return w[np.lexsort((w.imag, np.round(w.real, 9)))]


squares = {
    "one": np.array([[-2.5]]),
    "two": np.array([[1.0, 2.0], [3.0, 4.0]]),
    "rotation": np.array([[0.6, -0.8], [0.8, 0.6]]),
    "rows to exchange": np.array([[0.0, 2, 1], [1, 0, 0], [3, 1, 0]]),
    "random 3": random.standard_normal((3, 3)),
    "random 5": random.standard_normal((5, 5)),
    "random 20": random.standard_normal((20, 20)),
    "hilbert": sl.hilbert(6),
    "companion": sl.companion([1, -10, 35, -50, 24, 1]),
    "badly scaled": np.array([[1, 1e4, 1e8], [1e-4, 2, 1e4], [1e-8, 1e-4, 3]]),
    "circulant": sl.circulant([1.0, 2, 3, 4]),
    "near to one": np.eye(4) + 1e-3 * random.standard_normal((4, 4)),
    "large norm": 40 * random.standard_normal((4, 4)),
}


def square(a):
    out = {"a": flat(a), "n": len(a)}
    s = np.linalg.slogdet(a)
    out["det"] = float(np.linalg.det(a))
    out["slogdet"] = [float(s[0]), float(s[1])]
    out["inv"] = flat(np.linalg.inv(a))
    b = np.arange(1.0, 2 * len(a) + 1).reshape(len(a), 2)
    out["solve"] = flat(np.linalg.solve(a, b))
    out["eigvals"] = flat(sorted_complex(np.linalg.eigvals(a).astype(complex)))
    sym = (a + a.T) / 2
    out["eigvalsh"] = flat(np.linalg.eigvalsh(sym))
    out["cholesky"] = flat(np.linalg.cholesky(a @ a.T + np.eye(len(a))))
    out["expm"] = flat(sl.expm(a))
    positive = a @ a.T + 0.5 * (a - a.T) + np.eye(len(a))
    out["logm"] = flat(np.real(sl.logm(positive)))
    out["sqrtm"] = flat(np.real(sl.sqrtm(positive)))
    out["cond"] = float(np.linalg.cond(a))
    return out


rank_two = random.standard_normal((5, 2)) @ random.standard_normal((2, 4))
anys = {
    "tall": random.standard_normal((6, 3)),
    "wide": random.standard_normal((2, 5)),
    "square": random.standard_normal((4, 4)),
    "rank 2": rank_two,
    "zeros": np.zeros((3, 2)),
    "column": random.standard_normal((4, 1)),
    "row": random.standard_normal((1, 4)),
    "graded": np.diag([1.0, 1e-4, 1e-8]) @ random.standard_normal((3, 3)),
}


def rectangle(a):
    m, n = a.shape
    out = {"a": flat(a), "m": m, "n": n}
    q, r = np.linalg.qr(a)
    out["q"], out["r"] = flat(q), flat(r)
    q, r = np.linalg.qr(a, mode="complete")
    out["qComplete"], out["rComplete"] = flat(q), flat(r)
    out["s"] = flat(np.linalg.svd(a, compute_uv=False))
    out["pinv"] = flat(np.linalg.pinv(a, rcond=max(m, n) * np.finfo(float).eps))
    b = np.arange(1.0, 2 * m + 1).reshape(m, 2)
    x, _, rank, _ = np.linalg.lstsq(a, b, rcond=None)
    out["lstsq"], out["rank"] = flat(x), int(rank)
    out["norms"] = {
        str(order): float(np.linalg.norm(a, order))
        for order in ["fro", "nuc", np.inf, -np.inf, 1, -1, 2, -2]
    }
    return out


def banded(lower, upper, n):
    ab = random.standard_normal((lower + upper + 1, n))
    b = random.standard_normal((n, 2))
    x = sl.solve_banded((lower, upper), ab, b)
    return {"lower": lower, "upper": upper, "n": n, "ab": flat(ab), "b": flat(b), "x": flat(x)}


json.dump(
    {
        "squares": {name: square(a) for name, a in squares.items()},
        "rectangles": {name: rectangle(a) for name, a in anys.items()},
        "banded": [banded(*s) for s in [(0, 0, 3), (1, 1, 7), (2, 1, 8), (0, 2, 6), (3, 0, 6), (1, 4, 9)]],
    },
    sys.stdout,
)
