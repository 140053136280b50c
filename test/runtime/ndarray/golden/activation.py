"""Writes activation.json: activations, softmax family, losses and normalisations by JAX on the CPU.

Usage: pip install jax==0.10.2 && python3 activation.py > activation.json
"""
import json

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)
random = np.random.default_rng(5)
x = np.concatenate([random.standard_normal(20) * 3, [0.0, -30.0, 30.0, 1e-9, -1e-9]])
nn = jax.nn
activations = {
    "relu": nn.relu, "leakyRelu": nn.leaky_relu, "elu": nn.elu, "selu": nn.selu, "softplus": nn.softplus, "silu": nn.silu,
    "gelu": lambda v: nn.gelu(v, approximate=False), "mish": nn.mish, "hardtanh": nn.hard_tanh, "sigmoid": nn.sigmoid,
    "logSigmoid": nn.log_sigmoid,
}
out = {
    "x": x.tolist(),
    "activations": {name: np.asarray(f(x)).tolist() for name, f in activations.items()},
    "geluTanh": np.asarray(nn.gelu(x, approximate=True)).tolist(),
}

a = np.round(random.standard_normal((3, 4, 5)) * 2, 3)
t = np.abs(np.round(random.standard_normal((3, 4, 5)), 3))
out["a"] = a.ravel().tolist()
out["t"] = t.ravel().tolist()
for axis in (0, 1, -1):
    out[f"softmax{axis}"] = np.asarray(nn.softmax(a, axis=axis)).ravel().tolist()
    out[f"logSoftmax{axis}"] = np.asarray(nn.log_softmax(a, axis=axis)).ravel().tolist()
    out[f"logsumexp{axis}"] = np.asarray(nn.logsumexp(a, axis=axis)).ravel().tolist()
    out[f"crossEntropy{axis}"] = np.asarray(-jnp.sum(t * nn.log_softmax(a, axis=axis), axis=axis)).ravel().tolist()
out["logsumexp"] = float(nn.logsumexp(a))
out["sigmoidCrossEntropy"] = np.asarray(-t * nn.log_sigmoid(a) - (1 - t) * nn.log_sigmoid(-a)).ravel().tolist()


def standard(v, axes, eps, centred=True):
    mean = v.mean(axes, keepdims=True) if centred else 0
    return ((v - mean) / np.sqrt(((v - mean) ** 2).mean(axes, keepdims=True) + eps)).ravel().tolist()


out["layerNorm"] = standard(a, (2,), 1e-5)
out["layerNorm12"] = standard(a, (1, 2), 1e-3)
out["rmsNorm"] = standard(a, (2,), 1e-5, False)
out["batchNorm"] = standard(a, (0, 2), 1e-5)
out["instanceNorm"] = standard(a, (2,), 1e-5)
out["groupNorm"] = standard(a.reshape(3, 2, 2, 5), (2, 3), 1e-5)

print(json.dumps(out))
