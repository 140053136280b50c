"""Writes arrangement.json: values by NumPy of shapes, indexing, sorting and products of arrays.

Usage: pip install numpy==2.4.6 && python3 arrangement.py > arrangement.json
Each case is the name of our function, its arguments, and shapes and elements of what it gives.
"""

import json
import numpy as np

rng = np.random.default_rng(7)
A = rng.integers(-9, 10, (3, 4)).astype(float)
B = rng.integers(-9, 10, (2, 3, 4)).astype(float)
C = rng.integers(-9, 10, (4, 3)).astype(float)
S = np.array([[1.0, 2.0], [3.0, 4.0]])
V = np.array([3.0, 1.0, 2.0, 1.0, -4.0, 3.0])
T = np.array([1, 3, 2, 3, 0, 3])
N = np.array([2.0, np.nan, -1.0, np.inf, np.nan, 0.0, -np.inf])
M = A > 0
cases = []


def plain(x):
    if isinstance(x, np.ndarray):
        return plain(x.tolist())
    if isinstance(x, (list, tuple)):
        return [plain(y) for y in x]
    if isinstance(x, (np.bool_, np.integer, np.floating)):
        return plain(x.item())
    if isinstance(x, float) and not np.isfinite(x):
        return str(x)
    return x


def value(x):
    a = np.asarray(x)
    return {"shape": list(a.shape), "data": plain(a.astype(float).ravel())}


def case(name, args, result):
    several = isinstance(result, (list, tuple))
    cases.append([name, plain(args), [value(x) for x in result] if several else value(result)])


for shape in ([4, 3], [-1], [2, -1, 2], [12, 1]):
    case("reshape", [A, shape], A.reshape(shape))
for source, to in ((0, -1), (-1, 0), ([0, 1], [1, 2]), ([2, 0], [0, 1])):
    case("moveaxis", [B, source, to], np.moveaxis(B, source, to))
case("swapaxes", [B, 0, -1], np.swapaxes(B, 0, -1))
for axis in (None, 0, [0, 2], -1):
    case("flip", [B, axis], np.flip(B, axis if axis is None or isinstance(axis, int) else tuple(axis)))
for k in range(-2, 4):
    for axes in ([0, 1], [1, 0], [2, 0]):
        case("rot90", [B, k, axes], np.rot90(B, k, axes))
for offset in (-5, -1, 0, 2, 4):
    for axes in ((0, 1), (2, 0)):
        case("diagonal", [B, offset, *axes], np.diagonal(B, offset, *axes))
ranges = [[None, None, -1], [1, None, 1], [-2, None, 1], [None, -1, 2], [5, 1, -2], [-9, 9, 3], [3, 1, 1], [None, 2, -1], [-1, -9, -1]]
for r in ranges:
    case("slice", [A, None, r], A[:, slice(*r)])
    case("slice", [B, 1, "...", r], B[1, ..., slice(*r)])
case("slice", [B, "newaxis", -1, None, "newaxis", 2], B[None, -1, :, None, 2])
for parts, axis in ((2, 1), ([1, 3], 1), ([2, 1, -1], 1), (3, 0)):
    case("split", [A, parts, axis], np.split(A, parts, axis))
for parts in (3, 5, 1):
    case("arraySplit", [A, parts, 1], np.array_split(A, parts, 1))
case("concat", [[A, A[:1]]], np.concatenate([A, A[:1]]))
case("concat", [[A, A[:, :2], A], -1], np.concatenate([A, A[:, :2], A], -1))
for axis in (0, 1, 2, -1, -3):
    case("stack", [[A, 2 * A], axis], np.stack([A, 2 * A], axis))
for name, function in (("vstack", np.vstack), ("hstack", np.hstack), ("dstack", np.dstack), ("columnStack", np.column_stack)):
    case(name, [[V, V]], function([V, V]))
    case(name, [[A, A]], function([A, A]))
for name, function in (("atleast1d", np.atleast_1d), ("atleast2d", np.atleast_2d), ("atleast3d", np.atleast_3d)):
    for x in (3.0, V, A, B):
        case(name, [x], function(x))
for reps in (2, [2, 1], [1, 3], [2, 1, 2], [0, 1], []):
    case("tile", [A, reps], np.tile(A, reps))
    case("tile", [V, reps], np.tile(V, reps))
case("repeat", [A, 2], np.repeat(A, 2))
case("repeat", [A, [0, 2, 1], 0], np.repeat(A, [0, 2, 1], 0))
case("repeat", [A, 3, 1], np.repeat(A, 3, 1))
for shift, axis in ((2, None), (-5, None), (1, 0), (-6, 1), ([1, 2], [0, 1]), ([1, 2], [1, 1])):
    numpy_axis = tuple(axis) if isinstance(axis, list) else axis
    case("roll", [A, shift, axis], np.roll(A, tuple(shift) if isinstance(shift, list) else shift, numpy_axis))
for mode in ("edge", "reflect", "symmetric", "wrap"):
    for width in (2, [1, 6], [[0, 3], [9, 0]]):
        case("pad", [A, width, {"mode": mode}], np.pad(A, width, mode))
case("pad", [A, [[1, 0], [2, 1]], {"constantValues": 7}], np.pad(A, [[1, 0], [2, 1]], constant_values=7))
case("broadcastArrays", [A[:, :1], V], np.broadcast_arrays(A[:, :1], V))

for indices in ([2, 0, -1], [[0, 1], [2, 2]], 1, []):
    index = np.array(indices, dtype=int)
    case("take", [B, indices, 1], np.take(B, index, 1))
    case("take", [B, indices], np.take(B, index))
order = np.argsort(B, 1)
case("takeAlongAxis", [B, order, 1], np.take_along_axis(B, order, 1))
case("takeAlongAxis", [B, [[[0], [2]]], 1], np.take_along_axis(B, np.array([[[0], [2]]]), 1))
put = A.copy()
np.put(put, [1, -1, 5, 1], [7, 8, 9, 10])
case("put", [A, [1, -1, 5, 1], [7, 8, 9, 10]], put)
put = A.copy()
np.put_along_axis(put, np.array([[1], [0], [3]]), 99, 1)
case("putAlongAxis", [A, [[1], [0], [3]], 99, 1], put)
added = A.copy()
np.add.at(added, [0, 2, 0], np.array([[1.0], [10.0], [100.0]]))
case("indexAdd", [A, 0, [0, 2, 0], [[1], [10], [100]]], added)
case("booleanMask", [A, M], A[M])
case("booleanMask", [B, [True, False]], B[[True, False]])
case("compress", [[True, False, True], A, 1], np.compress([True, False, True], A, 1))
case("compress", [[0, 1, 1, 0, 1], A], np.compress([0, 1, 1, 0, 1], A))
case("nonzero", [M], np.nonzero(M))
case("argwhere", [M], np.argwhere(M))
case("bincount", [T], np.bincount(T))
case("bincount", [T, V, 9], np.bincount(T, V, 9))

for axis in (-1, 0, 1, None):
    case("sort", [B, axis], np.sort(B, axis, kind="stable"))
    case("argsort", [B, axis], np.argsort(B, axis, kind="stable"))
case("sort", [N], np.sort(N))
case("argsort", [N], np.argsort(N, kind="stable"))
sorted_list = np.sort(V)
for side in ("left", "right"):
    case("searchsorted", [sorted_list, A, side], np.searchsorted(sorted_list, A, side))
    case("searchsorted", [np.sort(N), N, side], np.searchsorted(np.sort(N), N, side))
for right in (False, True):
    case("digitize", [A, [-3, 0, 2, 2, 5], right], np.digitize(A, [-3, 0, 2, 2, 5], right))
    case("digitize", [A, [5, 2, 0, -3], right], np.digitize(A, [5, 2, 0, -3], right))
nodes, values = np.array([-3.0, -1.0, 0.5, 2.0, 2.5, 7.0]), V
case("interp", [A, nodes, values], np.interp(A, nodes, values))
case("interp", [A, nodes, values, {"left": -5, "right": 50}], np.interp(A, nodes, values, -5, 50))
case("interp", [[2.0, -3.0, 7.0, 0.1, 0.2], nodes, values], np.interp([2.0, -3.0, 7.0, 0.1, 0.2], nodes, values))
for n in (0, 1, 2, 3):
    for axis in (-1, 0):
        case("diff", [A, n, axis], np.diff(A, n, axis))
case("trapezoid", [A, {"dx": 0.25}], np.trapezoid(A, dx=0.25))
case("trapezoid", [A, {"x": [0.0, 1.0, 4.0], "axis": 0}], np.trapezoid(A, [0.0, 1.0, 4.0], axis=0))
case("cross", [C, [1, 2, 3]], np.cross(C, [1, 2, 3]))
case("cross", [A, A[:, ::-1], 0], np.cross(A, A[:, ::-1], axis=0))

for subscripts, operands in (
    ("ij,jk", (A, C)), ("ij,jk->ki", (A, C)), ("ji", (A,)), ("ii", (S,)), ("ii->i", (S,)), ("ij->", (A,)), ("...i,...i", (B, A)),
    ("b...,...b->...b", (A, C)), ("...ij,jk->...ik", (B, C)), ("i,j,k->kji", (V, V[:2], V[:3])), ("bij,jk,kl,bl->bi", (B, C, A, B[:, 0])),
    (" i j , j ", (A, V[:4])), ("aab,b", (np.stack([S, S]), V[:2])), ("...", (B,)), ("...,...", (A, 2.0)), ("...i->i...", (B,)),
):
    case("einsum", [subscripts, *operands], np.einsum(subscripts, *operands))
for x, y in ((V, V), (A, C), (B, C), (A, V[:4]), (2.0, A), (B, B.transpose(0, 2, 1))):
    case("dot", [x, y], np.dot(x, y))
for x, y in ((V, V), (A, B), (A, 3.0), (V[:4], A)):
    case("inner", [x, y], np.inner(x, y))
case("outer", [A, V], np.outer(A, V))
case("vdot", [A, C], np.vdot(A, C))
case("vecdot", [B, A], np.vecdot(B, A))
for axes in (1, 0):
    case("tensordot", [A, C, axes], np.tensordot(A, C, axes))
case("tensordot", [B, A, [[1, 2], [0, 1]]], np.tensordot(B, A, [[1, 2], [0, 1]]))
case("tensordot", [B, B, [[0, -1], [0, -1]]], np.tensordot(B, B, [[0, -1], [0, -1]]))
for x, y in ((A, S), (V, A), (B, S), (2.0, V)):
    case("kron", [x, y], np.kron(x, y))

print("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]")
