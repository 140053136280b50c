"""Writes conv.json: convolutions, transposed convolutions and pooling by JAX on the CPU.

Usage: pip install jax==0.10.2 && python3 conv.py > conv.json
Transposed convolutions are computed as convolutions of images with zeros in between, with the kernel reversed.
"""
import json

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(11)
LAYOUT = {1: ("NCH", "OIH", "NCH"), 2: ("NCHW", "OIHW", "NCHW"), 3: ("NCDHW", "OIDHW", "NCDHW")}
cases = []


def save(name, x, w, options, y):
    y = np.asarray(y)
    cases.append({
        "name": name, "xShape": x.shape, "x": x.ravel().tolist(), "options": options,
        **({} if w is None else {"wShape": w.shape, "w": w.ravel().tolist()}),
        "yShape": y.shape, "y": y.ravel().tolist(),
    })


def draw(*shape):
    return np.round(random.standard_normal(shape), 3)


def pairs(padding, axes):
    if isinstance(padding, str):
        return padding.upper()
    if isinstance(padding, int):
        return [(padding, padding)] * axes
    return [p if isinstance(p, tuple) else (p, p) for p in padding]


def conv(xShape, wShape, stride=1, padding=0, dilation=1, groups=1):
    axes = len(xShape) - 2
    x, w = draw(*xShape), draw(*wShape)
    per = lambda v: (v,) * axes if isinstance(v, int) else v
    y = jax.lax.conv_general_dilated(x, w, per(stride), pairs(padding, axes), rhs_dilation=per(dilation),
                                     dimension_numbers=LAYOUT[axes], feature_group_count=groups)
    save(f"conv{axes}d", x, w, {"stride": stride, "padding": padding, "dilation": dilation, "groups": groups}, y)


def transposed(xShape, wShape, stride=1, padding=0, outputPadding=0, dilation=1, groups=1):
    axes = len(xShape) - 2
    x, w = draw(*xShape), draw(*wShape)
    per = lambda v: (v,) * axes if isinstance(v, int) else v
    # [in, out/groups, …] → [out, in/groups, …], reversed
    i, o = wShape[:2]
    v = np.flip(w, tuple(range(2, 2 + axes)))
    v = np.concatenate([v[g * i // groups:(g + 1) * i // groups].swapaxes(0, 1) for g in range(groups)])
    around = [(d * (k - 1) - lo, d * (k - 1) - hi + m) for (lo, hi), d, k, m in
              zip(pairs(padding, axes), per(dilation), wShape[2:], per(outputPadding))]
    y = jax.lax.conv_general_dilated(x, v, (1,) * axes, around, lhs_dilation=per(stride), rhs_dilation=per(dilation),
                                     dimension_numbers=LAYOUT[axes], feature_group_count=groups)
    save(f"convTranspose{axes}d", x, w,
         {"stride": stride, "padding": padding, "outputPadding": outputPadding, "dilation": dilation, "groups": groups}, y)


def pool(name, xShape, kernel, stride, padding=0, dilation=1, countIncludePad=True):
    axes = len(kernel)
    x = draw(*xShape)
    lead = (1,) * (len(xShape) - axes)
    per = lambda v: (v,) * axes if isinstance(v, int) else v
    around = pairs(padding, axes)
    around = around if isinstance(around, str) else [(0, 0)] * len(lead) + around
    window = dict(window_dimensions=lead + kernel, window_strides=lead + per(stride), padding=around,
                  window_dilation=lead + per(dilation))
    options = {"kernel": kernel, "stride": stride, "padding": padding, "dilation": dilation}
    if name == "maxPool":
        y = jax.lax.reduce_window(x, -np.inf, jax.lax.max, **window)
    else:
        options["countIncludePad"] = countIncludePad
        y = jax.lax.reduce_window(x, 0.0, jax.lax.add, **window)
        y = y / (np.prod(kernel) if countIncludePad else jax.lax.reduce_window(jnp.ones_like(x), 0.0, jax.lax.add, **window))
    save(f"{name}{axes}d", x, None, options, y)


conv((2, 3, 8), (4, 3, 3))
conv((2, 4, 9), (6, 2, 3), stride=2, padding=((2, 1),), dilation=2, groups=2)
conv((1, 2, 5, 6), (3, 2, 3, 2), padding=1)
conv((2, 2, 5, 6), (2, 1, 3, 3), stride=(2, 1), padding="same", groups=2)
conv((1, 2, 7, 6), (3, 2, 2, 3), stride=3, padding=((1, 2), (0, 1)), dilation=(2, 1))
conv((2, 3, 4, 4), (5, 3, 1, 1))
conv((1, 2, 3, 4, 5), (2, 2, 2, 2, 3), padding=(0, 1, 1))
conv((1, 2, 4, 4, 4), (2, 2, 3, 3, 3), stride=2, padding="same")
transposed((2, 3, 5), (3, 2, 3))
transposed((1, 4, 5), (4, 3, 3), stride=2, padding=1, outputPadding=1, groups=2)
transposed((1, 2, 3, 4), (2, 3, 3, 2), stride=(2, 3), padding=((1, 0), (1, 1)), outputPadding=(0, 2))
transposed((2, 2, 3, 3), (2, 1, 2, 2), stride=2, dilation=2, groups=2)
transposed((1, 2, 2, 3, 2), (2, 2, 2, 2, 2), stride=2)
for kind in ("maxPool", "avgPool"):
    pool(kind, (2, 3, 8), (3,), 2)
    pool(kind, (2, 3, 6, 7), (2, 3), (2, 2), padding=1)
    pool(kind, (1, 2, 6, 7), (2, 2), 1, padding="same", dilation=2)
    pool(kind, (1, 2, 4, 4, 5), (2, 2, 2), 2, padding=((0, 1), (1, 0), (1, 1)))
pool("avgPool", (2, 3, 6, 7), (2, 3), (2, 2), padding=1, countIncludePad=False)
pool("avgPool", (3, 5, 5), (3, 3), 2, padding="same", countIncludePad=False)

print(json.dumps(cases))
