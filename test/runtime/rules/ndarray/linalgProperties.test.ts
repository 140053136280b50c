import {
  asarray,
  cholesky,
  det,
  eigh,
  eigvalsh,
  expandDims,
  expm,
  inv,
  jvp,
  logm,
  lstsq,
  matmul,
  matrixTranspose,
  mul,
  NDArray,
  pinv,
  pullback,
  qr,
  slogdet,
  solve,
  sqrtm,
  square,
  sum,
  svd,
  svdvals,
  trace,
  type ArrayInput,
} from '@diffjs/runtime';
import { expect } from 'chai';
import fc from 'fast-check';

/** Entries of A/2n + I, whose eigenvalues and singular values are near to 1 and, mostly, apart. */
const nearUnit = (shape: readonly number[]): fc.Arbitrary<NDArray> => {
  const [m, n] = [shape.at(-2)!, shape.at(-1)!];
  const count = shape.reduce((size, length) => size * length, 1);
  return fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: count, maxLength: count })
    .map((numbers) => {
      const data = Float64Array.from(numbers, (x, k) => {
        const [i, j] = [Math.floor(k / n) % m, k % n];
        return x / (2 * Math.max(m, n)) + (i === j ? 1 + 0.2 * i : 0);
      });
      return new NDArray(data, [...shape]);
    });
};

const size = fc.integer({ min: 1, max: 4 });
const stacks = fc.constantFrom<number[]>([], [2]);
const squares = fc.tuple(stacks, size).chain(([lead, n]) => nearUnit([...lead, n, n]));
const rectangles = fc.tuple(stacks, size, size).chain(([lead, m, n]) => nearUnit([...lead, m, n]));

/** Numbers that depend on a seed and on where they stand. */
function weights(shape: readonly number[], seed: number): NDArray {
  const count = shape.reduce((product, length) => product * length, 1);
  return new NDArray(
    Float64Array.from({ length: count }, (_, k) => Math.sin(1.7 * k + seed)),
    [...shape],
  );
}

function expectNear(a: NDArray, b: NDArray, tolerance: number): void {
  expect(a.shape).to.deep.equal(b.shape);
  const [x, y] = [asarray(a.toArray()).data, asarray(b.toArray()).data];
  let scale = 1;
  for (const value of y) scale = Math.max(scale, Math.abs(value));
  for (let i = 0; i < y.length; i++) expect(Math.abs(x[i] - y[i])).to.be.at.most(tolerance * scale);
}

const symmetric = (x: NDArray): NDArray => {
  const turned = matrixTranspose(x).toArray();
  return mul(0.5, sum([x.toArray(), turned] as never, { axis: 0 }) as NDArray);
};

/** Functions that are the identity, whose derivatives are so too, in both modes. */
const identities: Readonly<Record<string, [(a: NDArray) => NDArray, fc.Arbitrary<NDArray>]>> = {
  'inverses of inverses': [/* @differentiable */ (a) => inv(inv(a)), squares],
  'pseudo-inverses of pseudo-inverses': [/* @differentiable */ (a) => pinv(pinv(a)), rectangles],
  'solutions with products': [
    /* @differentiable */ (a) =>
      solve(matmul(a, matrixTranspose(a)), matmul(matmul(a, matrixTranspose(a)), a)),
    squares,
  ],
  'logarithms of exponentials': [/* @differentiable */ (a) => logm(expm(mul(a, 0.5))), squares],
  'squares of roots': [/* @differentiable */ (a) => matmul(sqrtm(a), sqrtm(a)), squares],
  'Q·R': [
    /* @differentiable */ (a) => {
      const { q, r } = qr(a);
      return matmul(q, r);
    },
    rectangles,
  ],
  'U·Σ·Vᵀ': [
    /* @differentiable */ (a) => {
      const { u, s, vt } = svd(a);
      return matmul(mul(u, expandDims(s, -2)), vt);
    },
    rectangles,
  ],
};

const onSymmetric: Readonly<Record<string, (a: NDArray) => NDArray>> = {
  'L·Lᵀ': /* @differentiable */ (a) => {
    const l = cholesky(a);
    return matmul(l, matrixTranspose(l));
  },
  'V·Λ·Vᵀ': /* @differentiable */ (a) => {
    const { values, vectors } = eigh(a);
    return matmul(mul(vectors, expandDims(values, -2)), matrixTranspose(vectors));
  },
};

describe('properties of derivatives of decompositions', () => {
  for (const [name, [f, inputs]] of Object.entries(identities)) {
    it(`${name} are what they are made of, in both modes`, () => {
      const scale = name.startsWith('log') ? 0.5 : 1;
      fc.assert(
        fc.property(inputs, (a) => {
          const w = weights(a.shape, 1);
          const [value, back] = pullback(f, a);
          expectNear(value, mul(a, scale), 1e-11);
          expectNear((back(w as never) as unknown as NDArray[])[0], mul(w, scale), 1e-8);
          expectNear(jvp(f, [a], [w] as never)[1] as unknown as NDArray, mul(w, scale), 1e-8);
        }),
        { numRuns: 25 },
      );
    });
  }

  for (const [name, f] of Object.entries(onSymmetric)) {
    it(`${name} is the symmetric part, in both modes`, () => {
      fc.assert(
        fc.property(squares, (a) => {
          const w = weights(a.shape, 2);
          const [value, back] = pullback(f, a);
          expectNear(value, symmetric(a), 1e-13);
          expectNear((back(w as never) as unknown as NDArray[])[0], symmetric(w), 1e-8);
          expectNear(jvp(f, [a], [w] as never)[1] as unknown as NDArray, symmetric(w), 1e-8);
        }),
        { numRuns: 25 },
      );
    });
  }

  /** Pairs of functions that are equal. */
  const equal: Readonly<Record<string, [(a: ArrayInput) => unknown, (a: ArrayInput) => unknown]>> = {
    'log det e^A and the trace': [
      /* @differentiable */ (a) => slogdet(expm(a)).logabsdet,
      /* @differentiable */ (a) => trace(a),
    ],
    'Σs² and Σa²': [
      /* @differentiable */ (a) => sum(square(svdvals(a))),
      /* @differentiable */ (a) => sum(square(a)),
    ],
    'the sum of eigenvalues and the trace': [
      /* @differentiable */ (a) => sum(eigvalsh(a), { axis: -1 }),
      /* @differentiable */ (a) => mul(trace(a), 1),
    ],
    'det A² and (det A)²': [
      /* @differentiable */ (a) => mul(det(matmul(a, a)), 1),
      /* @differentiable */ (a) => mul(det(a), det(a)),
    ],
    'least squares and solutions': [
      /* @differentiable */ (a) => lstsq(a, matmul(a, a)).x,
      /* @differentiable */ (a) => solve(a, matmul(a, a)),
    ],
  };
  for (const [name, [f, g]] of Object.entries(equal)) {
    it(`${name} have equal derivatives, also of second order`, () => {
      fc.assert(
        fc.property(squares, (a) => {
          const w = weights(a.shape, 3);
          const [x, backF] = pullback(f, a);
          const [y, backG] = pullback(g, a);
          const d = (typeof x === 'number' ? 1 : weights((y as NDArray).shape, 4)) as never;
          const [da, db] = [backF(d), backG(d)] as unknown as NDArray[][];
          expectNear(da[0], db[0], 1e-9);
          const slope =
            (h: (a: ArrayInput) => unknown) =>
            /* @differentiable */ (z: NDArray): NDArray =>
              pullback(h, z)[1](d)[0] as NDArray;
          const second = [slope(f), slope(g)].map(
            (h) => jvp(h as (z: NDArray) => NDArray, [a], [w] as never)[1] as unknown as NDArray,
          );
          expectNear(second[0], second[1], 1e-6);
        }),
        { numRuns: 10 },
      );
    });
  }
});
