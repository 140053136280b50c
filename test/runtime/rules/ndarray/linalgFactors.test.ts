import {
  asarray,
  checkGradient,
  cholesky,
  eigh,
  eigvalsh,
  gradient,
  jvp,
  matmul,
  matrixTranspose,
  mul,
  NDArray,
  pullback,
  qr,
  square,
  sum,
  svd,
  svdvals,
  tanh,
  expandDims,
  type ArrayInput,
} from '@diffjs/runtime';
import { expect } from 'chai';
import { testRule } from '../../../support/testRule';
import { expectDiffError } from '../../support/expectDiffError';
import { randomArray as random, type Nested } from '../../support/randomArray';

/** A·Aᵀ + I, in nested arrays. */
function positive(seed: number, shape: readonly number[]): Nested[] {
  const a = random(seed, shape, 1);
  return matmul(a, matrixTranspose(a)).toArray() as Nested[];
}

function close(a: NDArray, b: NDArray | Nested[], tolerance = 1e-13): void {
  const [x, y] = [asarray(a.toArray()), asarray(b instanceof NDArray ? b.toArray() : b)];
  expect(x.shape).to.deep.equal(y.shape);
  x.data.forEach((value, i) => expect(value).to.be.closeTo(y.data[i], tolerance));
}

describe('cholesky', () => {
  it('gives a factor of each matrix, and takes (A + Aᵀ)/2', () => {
    expect(cholesky([[4, 2], [2, 5]]).toArray()).to.deep.equal([[2, 0], [1, 2]]); // prettier-ignore
    expect(cholesky([[4, 1], [3, 5]]).toArray()).to.deep.equal([[2, 0], [1, 2]]); // prettier-ignore
    const a = positive(1, [2, 3, 3]);
    const l = cholesky(a);
    close(matmul(l, matrixTranspose(l)), a);
  });

  it('differentiates twice, over stacks', () => {
    testRule(cholesky, [[[[4]]], [positive(2, [3, 3])], [positive(3, [2, 2, 2])]]);
  });

  it('says which pivot is not positive', () => {
    expectDiffError(() => cholesky([[1, 2], [2, 1]]), 'DIFF3204', /pivot 1 is not above 0/); // prettier-ignore
    expect(cholesky([[NaN]]).get(0, 0)).to.be.NaN;
  });
});

describe('qr', () => {
  const both = /* @differentiable */ (a: ArrayInput): NDArray[] => {
    const { q, r } = qr(a);
    return [q, r];
  };
  const complete = /* @differentiable */ (a: ArrayInput): NDArray[] => {
    const { q, r } = qr(a, { mode: 'complete' });
    return [q, r];
  };

  it('gives Q·R of each matrix', () => {
    for (const [m, n] of [
      [3, 3],
      [5, 2],
      [2, 5],
      [0, 2],
      [2, 0],
    ]) {
      // prettier-ignore
      const a = new NDArray(Float64Array.from({ length: 2 * m * n }, (_, i) => Math.sin(i)), [2, m, n]);
      const k = Math.min(m, n);
      const { q, r } = qr(a);
      expect([q.shape, r.shape]).to.deep.equal([[2, m, k], [2, k, n]]); // prettier-ignore
      if (k > 0) close(matmul(q, r), a);
      expect(qr(a, { mode: 'complete' }).q.shape).to.deep.equal([2, m, m]);
    }
  });

  it('differentiates twice, of tall and of wide matrices and over stacks', () => {
    testRule(both, [
      [[[-2]]],
      [random(1, [3, 3], 1)],
      [random(2, [4, 2], 1)],
      [random(3, [2, 4], 1)],
      [random(4, [2, 3, 2], 1)],
    ]);
    testRule(complete, [[random(3, [2, 4], 1)]]);
  });

  it('says where there is no derivative', () => {
    const f = /* @differentiable */ (a: number[][]): number => sum(qr(a).q);
    const g = /* @differentiable */ (a: number[][]): number => sum(qr(a, { mode: 'complete' }).r);
    expectDiffError(() => gradient(f, [[1, 2], [2, 4]]), 'DIFF3204'); // prettier-ignore
    expectDiffError(() => gradient(g, [[1], [2]]), 'DIFF3204', /mode 'complete'/);
    expectDiffError(() => qr([[1]], { mode: 'full' as never }), 'DIFF3202', /'full'/);
  });
});

describe('eigh and eigvalsh', () => {
  /** tanh of a symmetric matrix, and what of vectors does not depend on signs. */
  const functions = /* @differentiable */ (a: ArrayInput): NDArray[] => {
    const { values, vectors } = eigh(a);
    const scaled = mul(vectors, expandDims(tanh(values), -2));
    return [matmul(scaled, matrixTranspose(vectors)), square(vectors), values];
  };

  it('give V·Λ·Vᵀ', () => {
    const a = random(1, [2, 3, 3]);
    const { values, vectors } = eigh(a);
    const whole = matmul(mul(vectors, expandDims(values, -2)), matrixTranspose(vectors));
    close(whole, mul(0.5, sum([a, matrixTranspose(a).toArray()] as never, { axis: 0 }) as NDArray));
    close(eigvalsh(a), values);
    expect(eigh(new NDArray(new Float64Array(0), [0, 0])).vectors.shape).to.deep.equal([0, 0]);
  });

  it('differentiate twice, over stacks', () => {
    const points = [[[[2]]], [random(2, [3, 3])], [random(3, [2, 2, 2])]];
    testRule(functions, points);
    testRule(eigvalsh, points);
  });

  const unit = [[1, 0, 0], [0, 1, 0], [0, 0, 3]]; // prettier-ignore

  it('differentiate what does not depend on vectors of equal eigenvalues', () => {
    const trace = /* @differentiable */ (a: number[][]): number => sum(square(eigh(a).values));
    expect(gradient(trace, unit)[0]).to.deep.equal([[2, 0, 0], [0, 2, 0], [0, 0, 6]]); // prettier-ignore
    // The projection on the space of the first two vectors.
    const projection = /* @differentiable */ (a: number[][]): NDArray => {
      const { vectors } = eigh(a);
      const two = vectors.hi(3, 2);
      return matmul(two, matrixTranspose(two));
    };
    const [, back] = pullback(projection, unit);
    const d = asarray([[1, 2, 3], [4, 5, 6], [7, 8, 9]]); // prettier-ignore
    // V₁·V₁ᵀ·sym(d)·V₂·V₂ᵀ over 1 − 3, symmetrised.
    const [da] = back(d) as unknown as number[][][];
    close(asarray(da), [[0, 0, -2.5], [0, 0, -3.5], [-2.5, -3.5, 0]]); // prettier-ignore
  });

  it('refuse what does', () => {
    const root = /* @differentiable */ (a: ArrayInput): NDArray => {
      const { values, vectors } = eigh(a);
      return matmul(mul(vectors, expandDims(square(values), -2)), matrixTranspose(vectors));
    };
    const g = /* @differentiable */ (a: number[][]): number => {
      const w = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; // prettier-ignore
      return sum(mul(root(a), w));
    };
    expectDiffError(
      () => gradient(g, unit),
      'DIFF3204',
      /eigenvalues 0 and 1.*coincide.*expm, logm or sqrtm/,
    );
    expectDiffError(() => jvp(g, [unit], [[[0, 1, 0], [1, 0, 0], [0, 0, 0]]]), 'DIFF3204'); // prettier-ignore
    // Along changes that do not mix the vectors, all is well.
    expect(jvp(g, [unit], [[[1, 0, 0], [0, 0, 0], [0, 0, 0]]])[1]).to.be.closeTo(2, 1e-14); // prettier-ignore
  });
});

describe('svd and svdvals', () => {
  const functions = /* @differentiable */ (a: ArrayInput): NDArray[] => {
    const { u, s, vt } = svd(a);
    return [matmul(mul(u, expandDims(tanh(s), -2)), vt), square(u), s, square(vt)];
  };

  it('give U·Σ·Vᵀ of each matrix', () => {
    for (const [m, n] of [
      [3, 3],
      [4, 2],
      [2, 4],
      [0, 2],
    ]) {
      // prettier-ignore
      const a = new NDArray(Float64Array.from({ length: 2 * m * n }, (_, i) => Math.sin(i)), [2, m, n]);
      const { u, s, vt } = svd(a);
      if (m > 0) close(matmul(mul(u, expandDims(s, -2)), vt), a);
      close(svdvals(a), s);
      const full = svd(a, { fullMatrices: true });
      expect([full.u.shape, full.vt.shape]).to.deep.equal([[2, m, m], [2, n, n]]); // prettier-ignore
    }
  });

  it('differentiate twice, of tall and of wide matrices and over stacks', () => {
    const points = [
      [[[-2]]],
      [random(1, [3, 3], 1)],
      [random(2, [4, 2], 1)],
      [random(3, [2, 4], 1)],
      [random(4, [2, 3, 2], 1)],
    ];
    testRule(functions, points);
    testRule(svdvals, points);
  });

  it('differentiate what does not depend on vectors of equal singular values or of 0', () => {
    const unit = [[1, 0], [0, 1]]; // prettier-ignore
    const nuclear = /* @differentiable */ (a: number[][]): number => sum(svd(a).s);
    expect(gradient(nuclear, unit)[0]).to.deep.equal([[1, 0], [0, 1]]); // prettier-ignore
    // The orthogonal factor of A = Q·H.
    const polar = /* @differentiable */ (a: ArrayInput): NDArray => {
      const { u, vt } = svd(a);
      return matmul(u, vt);
    };
    checkGradient(polar, [unit], { modes: ['reverse'] });
    const square2 = /* @differentiable */ (a: number[][]): number => sum(square(svd(a).s));
    close(asarray(gradient(square2, [[1, 2], [2, 4]])[0]), [[2, 4], [4, 8]]); // prettier-ignore
  });

  it('refuse what does', () => {
    const f = /* @differentiable */ (a: number[][]): number => svd(a).u.get(0, 1);
    expectDiffError(() => gradient(f, [[1, 2], [2, 4], [3, 6]]), 'DIFF3204', /is 0/); // prettier-ignore
    const g = /* @differentiable */ (a: number[][]): number => sum(svd(a, { fullMatrices: true }).s);
    expectDiffError(() => gradient(g, [[1], [2]]), 'DIFF3204', /fullMatrices/);
  });
});
