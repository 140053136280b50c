import { Complex, complex } from '@diffjs/runtime';
import { testRule } from '../../support/testRule.js';

/* @differentiable */
const onParts =
  (f: (z: Complex) => Complex) =>
  (x: number, y: number): number[] => {
    const w = f(complex(x, y));
    return [w.re, w.im];
  };

/** Points on all sides of the cuts, and near to them. */
const points = [
  [0.7, 0.4],
  [-0.6, 0.8],
  [-1.3, -0.5],
  [1.6, -0.9],
  [-1.5, 0.05],
  [-1.5, -0.05],
  [1.4, 0.05],
  [0.05, 1.4],
  [-0.05, -1.4],
];

describe('second derivatives of complex functions', () => {
  const methods = [
    'sqrt', 'exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh',
    'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'reciprocal',
  ] as const; // prettier-ignore
  for (const name of methods) {
    it(name, () => {
      const f = onParts(/* @differentiable */ (z) => z[name]());
      testRule(f, points, { rtol: 1e-5, atol: 1e-7, step: 2e-3 });
    });
  }

  const others: Record<string, (z: Complex) => Complex> = {
    'a power by a whole number': /* @differentiable */ (z) => z.pow(3),
    'a power by a real number': /* @differentiable */ (z) => z.pow(2.5),
    'a power by itself': /* @differentiable */ (z) => z.pow(z),
    'a quotient': /* @differentiable */ (z) => z.add(1).div(z.mul(z).add(complex(0.5, 0.25))),
    'a conjugate': /* @differentiable */ (z) => z.conj().mul(z.exp()),
    'modulus and angle': /* @differentiable */ (z) => Complex.polar(z.abs() * z.norm2(), z.arg() / 2),
  };
  for (const [name, f] of Object.entries(others)) {
    it(name, () => {
      testRule(onParts(f), points, { rtol: 1e-5, atol: 1e-7, step: 2e-3 });
    });
  }
});
