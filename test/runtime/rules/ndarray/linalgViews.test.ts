import {
  asarray,
  bandedSolve,
  cholesky,
  cond,
  Csr,
  det,
  eig,
  eigh,
  eigvals,
  eigvalsh,
  expm,
  gradient,
  imag,
  inv,
  jvp,
  logm,
  lstsq,
  matmul,
  matrixTranspose,
  NDArray,
  norm,
  pinv,
  qr,
  real,
  slogdet,
  solve,
  sqrtm,
  square,
  sum,
  svd,
  svdvals,
  trace,
  triangularSolve,
  tridiagonalSolve,
} from '@diffjs/runtime';
import { expect } from 'chai';

/** A number of a matrix with a strong diagonal, by each function. */
const functions: Readonly<Record<string, (a: NDArray) => number>> = {
  solve: /* @differentiable */ (a) => sum(square(solve(a, [1, 2, 3]))),
  'solve, of what is on the right': /* @differentiable */ (a) => sum(square(solve([[2, 1, 0], [1, 3, 1], [0, 1, 4]], a))), // prettier-ignore
  triangularSolve: /* @differentiable */ (a) => sum(triangularSolve(a, [1, 2, 3], { lower: true })),
  inv: /* @differentiable */ (a) => sum(inv(a)),
  det: /* @differentiable */ (a) => det(a) as number,
  slogdet: /* @differentiable */ (a) => slogdet(a).logabsdet as number,
  cholesky: /* @differentiable */ (a) => sum(cholesky(matmul(a, matrixTranspose(a)))),
  qr: /* @differentiable */ (a) => sum(square(qr(a).r)) + sum(qr(a).q),
  eigh: /* @differentiable */ (a) => {
    const { values, vectors } = eigh(a);
    return sum(matmul(square(vectors), square(values)));
  },
  eigvalsh: /* @differentiable */ (a) => eigvalsh(a).get(0),
  eig: /* @differentiable */ (a) => {
    const { values, vectors } = eig(a);
    return sum(square(real(vectors))) + sum(square(real(values))) + sum(square(imag(values)));
  },
  eigvals: /* @differentiable */ (a) => sum(square(real(eigvals(a)))),
  svd: /* @differentiable */ (a) => {
    const { u, s, vt } = svd(a);
    return sum(matmul(square(u), s)) + sum(matmul(s, square(vt)));
  },
  svdvals: /* @differentiable */ (a) => svdvals(a).get(1),
  expm: /* @differentiable */ (a) => sum(expm(a)),
  logm: /* @differentiable */ (a) => sum(logm(a)),
  sqrtm: /* @differentiable */ (a) => sum(sqrtm(a)),
  pinv: /* @differentiable */ (a) => sum(pinv(a)),
  lstsq: /* @differentiable */ (a) => sum(square(lstsq(a, [1, 2, 3]).x)),
  norm: /* @differentiable */ (a) => (norm(a, { ord: 2 }) as number) + sum(norm(a, { axis: 1 })),
  cond: /* @differentiable */ (a) => cond(a) as number,
  trace: /* @differentiable */ (a) => trace(a, { offset: 1 }) as number,
  bandedSolve: /* @differentiable */ (a) => sum(square(bandedSolve([1, 1], matrixTranspose(a), [1, 2, 3]))),
  tridiagonalSolve: /* @differentiable */ (a) =>
    sum(square(tridiagonalSolve([0.1, 0.2], a.pick(0), [0.3, 0.1], [1, 2, 3]))),
  'Csr.solve': /* @differentiable */ (a) => sum(square(Csr.fromDense(a).solve([1, 2, 3]))),
};

const numbers = [3, 0.2, -0.4, 0.5, 4.2, 0.3, -0.1, 0.6, 5.5];

/** The same matrix, as rows of a greater one turned round: strides 6 and −2. */
function view(data: Float64Array | Float32Array): NDArray {
  const all = new NDArray(data, [3, 6]);
  // Column 2j of row 2 − i is entry (j, i).
  return all.step(-1, 2).transpose(1, 0);
}

function laid(): Float64Array {
  const data = new Float64Array(18).fill(99);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) data[(2 - j) * 6 + 2 * i] = numbers[3 * i + j];
  return data;
}

function expectNear(a: NDArray, b: NDArray, tolerance: number): void {
  const [x, y] = [asarray(a.toArray()).data, asarray(b.toArray()).data];
  expect(x.length).to.equal(y.length);
  let size = 1;
  for (const value of y) size = Math.max(size, Math.abs(value));
  for (let i = 0; i < y.length; i++) expect(Math.abs(x[i] - y[i])).to.be.at.most(tolerance * size);
}

describe('linear algebra of views and of single precision', () => {
  const compact = (): NDArray => new NDArray(Float64Array.from(numbers), [3, 3]);
  const v = new NDArray(Float64Array.of(1, -2, 3, 0.5, 1, -1, 2, 0.1, 0.7), [3, 3]);

  it('has a view that is the matrix', () => {
    expect(view(laid()).toArray()).to.deep.equal(compact().toArray());
  });

  for (const [name, f] of Object.entries(functions)) {
    it(`${name} of a view is that of a copy, with its derivatives`, () => {
      expect(f(view(laid()))).to.equal(f(compact()));
      const [da] = gradient(f, compact());
      const [db] = gradient(f, view(laid()));
      expect(db.shape).to.deep.equal([3, 3]);
      expectNear(db, da, 1e-14);
      const along = (a: NDArray): number => jvp(f, [a], [v] as never)[1];
      expect(along(view(laid()))).to.be.closeTo(along(compact()), 1e-13 * (1 + Math.abs(along(compact()))));
    });

    it(`${name} in single precision is near to that in double precision, with its derivatives`, () => {
      const single = view(Float32Array.from(laid()));
      expect(f(single)).to.be.closeTo(f(compact()), 1e-5 * (1 + Math.abs(f(compact()))));
      const [da] = gradient(f, single);
      expect(da.dtype).to.equal('float32');
      expectNear(da, gradient(f, compact())[0], 3e-5);
    });
  }
});
