"""Writes fft.json: transforms by NumPy of arrays of some shapes, axes, lengths and norms.

Usage: pip install numpy==2.4.6 && python3 fft.py > fft.json
Complex numbers are given as [re, im], arrays flat.
"""
import json

import numpy as np

random = np.random.default_rng(7)


def flat(a):
    a = np.asarray(a)
    if np.iscomplexobj(a):
        return [[z.real, z.imag] for z in a.ravel().tolist()]
    return a.ravel().tolist()


cases = []


def case(name, x, **options):
    y = getattr(np.fft, name)(x, **options)
    cases.append({
        "name": name, "shape": list(x.shape), "complex": bool(np.iscomplexobj(x)), "x": flat(x),
        "options": {k: list(v) if isinstance(v, tuple) else v for k, v in options.items()},
        "outShape": list(y.shape), "y": flat(y),
    })


def real(*shape):
    return random.standard_normal(shape)


def complex_(*shape):
    return random.standard_normal(shape) + 1j * random.standard_normal(shape)


for norm in ("backward", "ortho", "forward"):
    for name in ("fft", "ifft"):
        case(name, complex_(6), norm=norm)
        case(name, real(5), norm=norm)
        case(name, complex_(3, 4), axis=0, n=5, norm=norm)
        case(name, complex_(3, 7), n=4, norm=norm)
    case("rfft", real(8), norm=norm)
    case("rfft", real(3, 7), axis=0, norm=norm)
    case("rfft", real(2, 5), n=8, norm=norm)
    case("rfft", real(2, 9), n=5, norm=norm)
    case("irfft", complex_(5), norm=norm)
    case("irfft", complex_(5), n=9, norm=norm)
    case("irfft", complex_(4, 3), axis=0, n=5, norm=norm)
    case("irfft", complex_(3), n=10, norm=norm)
    case("fftn", complex_(2, 3, 4), norm=norm)
    case("ifftn", real(2, 3, 4), axes=(0, 2), norm=norm)
    case("fft2", real(2, 3, 4), norm=norm)
    case("ifft2", complex_(3, 4), s=(2, 5), norm=norm)
for n in (1, 2, 5, 8):
    for name in ("fftfreq", "rfftfreq"):
        cases.append({"name": name, "n": n, "y": getattr(np.fft, name)(n, 0.5).tolist()})
for name in ("fftshift", "ifftshift"):
    case(name, real(5))
    case(name, complex_(4, 3))
    case(name, real(2, 5, 4), axes=(1,))

print(json.dumps(cases))
