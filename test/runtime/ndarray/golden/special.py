"""Writes special.json: values of special functions, computed with 60 digits and rounded to doubles.

Usage: pip install mpmath==1.4.1 && python3 special.py > special.json
Each row is [arguments …, value]; for functions that oscillate also the size of what they oscillate with, to which errors are relative.
"""
import json
import random

from mpmath import mp, mpf
import mpmath

mp.dps = 60
random.seed(20261126)


def spread(low, high, count):
    """Points spread evenly in the logarithm."""
    return [float(mpf(low) * (mpf(high) / low) ** mpf(random.random())) for _ in range(count)]


def uniform(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def signed(xs):
    return [x * random.choice([1, -1]) for x in xs]


def rows(f, points):
    out = []
    for point in points:
        args = point if isinstance(point, tuple) else (point,)
        # Where zeros lie close to what can be told from 1, digits cancel.
        value = f(*[mpf(x) for x in args])
        if value is None or not mpmath.isfinite(value):
            continue
        out.append([*args, float(value)])
    return out


def order(f):
    return lambda n, x: f(int(n), x)


def amplitude(rows):
    return [[*row, max(abs(row[-1]), float(mpmath.sqrt(2 / (mpmath.pi * abs(row[-2])))) if abs(row[-2]) > 8 else 0)] for row in rows]


wide = signed(spread(1e-300, 1e-3, 10)) + uniform(-5, 5, 60)
positive = spread(1e-290, 1e-2, 10) + uniform(0, 3, 40) + uniform(0, 30, 40) + uniform(3, 170, 20)
large = spread(10, 1e15, 30)
near = [1 + h for h in (1e-15, 1e-9, -1e-9, 1e-4, -1e-4)] + [2 + h for h in (1e-15, 1e-9, -1e-9, 1e-4, -1e-4)] + [1.4616321449683622]
negative = [x for x in uniform(-12, 0, 40) if abs(x - round(x)) > 0.05]
oscillating = spread(1e-10, 1, 10) + uniform(0, 8, 60) + uniform(8, 60, 30) + spread(60, 1e6, 20)
orders = [(random.randrange(-3, 60), x) for x in uniform(0.1, 80, 80)] + [(random.randrange(2, 12), x) for x in spread(1e-3, 1, 20)]
unit = uniform(0, 1, 60) + spread(1e-300, 1e-3, 10) + [1 - h for h in spread(1e-15, 1e-2, 10)]
pairs = list(zip(uniform(0.01, 9, 30), uniform(0.01, 9, 30))) + list(zip(uniform(0.01, 9, 20), uniform(10, 150, 20))) + list(zip(uniform(10, 400, 30), uniform(10, 400, 30)))


shapes = list(zip(spread(1e-6, 1, 15), spread(1e-6, 5, 15))) + list(zip(uniform(0.1, 20, 40), uniform(0, 30, 40)))
shapes += [(a, a * random.uniform(0.3, 2.2)) for a in spread(20, 1e4, 40)] + [(a, a * (1 + random.uniform(-3, 3) / a ** 0.5)) for a in spread(20, 1e6, 20)]
shares = list(zip(uniform(0.1, 9, 30), uniform(0.1, 9, 30), uniform(0, 1, 30)))
for a, b in zip(spread(1, 1e4, 30), spread(1, 1e4, 30)):
    mean = a / (a + b)
    shares.append((a, b, min(0.999, max(0.001, mean + random.uniform(-3, 3) * (mean * (1 - mean) / (a + b + 1)) ** 0.5))))


def gammainc(a, x):
    """By its series of positive terms, which needs no more than time."""
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** -58:
        n += 1
        term *= x / (a + n)
        total += term
    return total * mpmath.exp(a * mpmath.log(x) - x - mpmath.loggamma(a + 1))


def betainc(a, b, x):
    term = total = mpf(1)
    n = 0
    while term > total * mpf(10) ** -58:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return total * mpmath.exp(a * mpmath.log(x) + b * mpmath.log(1 - x) - mpmath.log(mpmath.beta(a, b))) / a


def erfcinv(y):
    return mpmath.findroot(lambda x: mpmath.log(mpmath.erfc(x)) - mpmath.log(y), mpmath.sqrt(-mpmath.log(y)) if y < 0.1 else mpmath.erfinv(1 - y))


functions = {
    "erf": rows(mpmath.erf, wide),
    "erfc": rows(mpmath.erfc, wide + uniform(0, 26, 40)),
    "erfinv": rows(mpmath.erfinv, signed(unit)),
    "erfcinv": rows(erfcinv, unit),
    "gamma": rows(mpmath.gamma, positive + negative + [171.6, 171.624, -150.5, -170.3]),
    "lgamma": rows(mpmath.loggamma, positive + large + near),
    "digamma": rows(mpmath.digamma, positive + large + near + negative),
    "polygamma": rows(order(mpmath.polygamma), [(random.randrange(1, 9), x) for x in uniform(0.01, 40, 60) + spread(1e-6, 1e8, 20) + negative]),
    "beta": rows(mpmath.beta, pairs),
    "betaln": rows(lambda a, b: mpmath.log(mpmath.beta(a, b)), pairs + list(zip(spread(10, 1e9, 20), spread(10, 1e9, 20)))),
    "gammainc": rows(gammainc, shapes),
    "gammaincc": [row for row in rows(lambda a, x: 1 - gammainc(a, x), shapes) if row[-1] > 1e-30],
    "betainc": rows(betainc, shares),
    "j0": amplitude(rows(mpmath.j0, oscillating)),
    "j1": amplitude(rows(mpmath.j1, oscillating)),
    "y0": amplitude(rows(lambda x: mpmath.bessely(0, x), oscillating)),
    "y1": amplitude(rows(lambda x: mpmath.bessely(1, x), oscillating)),
    "jn": amplitude(rows(order(mpmath.besselj), orders)),
    "yn": amplitude(rows(order(mpmath.bessely), orders)),
    "i0": rows(lambda x: mpmath.besseli(0, x), signed(oscillating[:70]) + uniform(8, 712, 30)),
    "i1": rows(lambda x: mpmath.besseli(1, x), signed(oscillating[:70]) + uniform(8, 712, 30)),
    "i0e": rows(lambda x: mpmath.besseli(0, x) * mpmath.exp(-abs(x)), signed(oscillating)),
    "i1e": rows(lambda x: mpmath.besseli(1, x) * mpmath.exp(-abs(x)), signed(oscillating)),
    "k0": rows(lambda x: mpmath.besselk(0, x), oscillating[:70] + uniform(8, 600, 30)),
    "k1": rows(lambda x: mpmath.besselk(1, x), oscillating[:70] + uniform(8, 600, 30)),
    "k0e": rows(lambda x: mpmath.besselk(0, x) * mpmath.exp(x), oscillating),
    "k1e": rows(lambda x: mpmath.besselk(1, x) * mpmath.exp(x), oscillating),
    "iv": rows(order(mpmath.besseli), orders),
    "kn": rows(order(mpmath.besselk), orders),
    "expit": rows(lambda x: 1 / (1 + mpmath.exp(-x)), uniform(-40, 40, 60) + [-700.0]),
    "logit": rows(lambda p: mpmath.log(p / (1 - p)), unit + [0.5 + h for h in signed(spread(1e-15, 0.3, 20))]),
    "logExpit": rows(lambda x: -mpmath.log1p(mpmath.exp(-x)), uniform(-40, 40, 60) + [-700.0]),
    "xlogy": rows(lambda x, y: x * mpmath.log(y), list(zip(uniform(-3, 3, 20), uniform(0, 3, 20)))),
    "relEntr": rows(lambda x, y: x * mpmath.log(x / y), list(zip(uniform(0, 3, 40), uniform(0, 3, 40)))),
    "sinc": rows(lambda x: mpmath.sinc(mpmath.pi * x), uniform(-30, 30, 40) + spread(1e-20, 1, 10)),
}

print(json.dumps(functions))
