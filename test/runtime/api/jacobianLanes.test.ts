import { detectSparsity, jacobian, jvp, prepareJacobian } from '@diffjs/runtime';
import { carriedRecord } from '@diffjs/runtime/compiled';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

/* @differentiable */
function robertson(du: Float64Array, u: Float64Array, p: readonly number[], t: number): void {
  const a = p[0] * u[0];
  const b = p[1] * u[1] * u[2];
  const c = p[2] * u[1] * u[1];
  du[0] = -a + b + t;
  du[1] = a - b - c;
  du[2] = c * t;
}

const counter = { calls: 0 };

/* @differentiable */
function curve(x: Float64Array): Float64Array {
  counter.calls++;
  const y = new Float64Array(x.length + 1);
  for (let i = 0; i < x.length; i++) {
    y[i] += Math.sqrt(x[i]) * x[(i + 1) % x.length];
    y[i + 1] += Math.abs(x[i]) ** 1.5;
  }
  x[0] = 7;
  return y;
}

/* @differentiable */
function plain(x: number[]): number[] {
  return [x[0] * x[1], x[2] / x[1], Math.exp(x[0])];
}

/* @differentiable */
function given(x: Float64Array, f: (x: number) => number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) y[i] = f(x[i]);
  return y;
}

/* @differentiable */
function square(x: number): number {
  return x * x;
}

/* @differentiable */
function viaSquare(x: Float64Array): Float64Array {
  return given(x, square);
}

/** Columns by single tangents. */
function bySingleTangents(f: (x: Float64Array) => ArrayLike<number>, x: Float64Array): number[][] {
  const columns = Array.from(x, (_, j) => {
    const unit = new Float64Array(x.length);
    unit[j] = 1;
    const tangent: unknown = jvp<[Float64Array], ArrayLike<number>>(f, [x.slice()], [unit])[1];
    return tangent as ArrayLike<number>;
  });
  return Array.from(columns[0], (_, i) => columns.map((column) => column[i]));
}

const asRows = (matrix: unknown): number[][] => (matrix as ArrayLike<number>[]).map((row) => Array.from(row));

describe('jacobian with several tangents at once', () => {
  it('is that of single tangents, bit for bit, where tangents are zero or infinite too', () => {
    for (const x of [[0.5], [0.2, 1.7], [0, -1, 2], [1, 2, 3, 0], [0, 3, 0.1, 4, 5, -0, NaN, 1, Infinity]]) {
      const at = Float64Array.from(x);
      expect(carriedRecord(curve)?.several).to.not.equal(undefined);
      expect(asRows(jacobian(curve, at.slice()))).to.deep.equal(bySingleTangents(curve, at));
    }
  });

  it('evaluates the function once for up to four inputs, on the argument itself', () => {
    const x = Float64Array.of(1, 2, 3, 4);
    counter.calls = 0;
    jacobian(curve, x);
    expect(counter.calls).to.equal(1);
    expect(x[0]).to.equal(7);
  });

  it('evaluates it once for every four inputs more, on copies', () => {
    const x = new Float64Array(10).fill(2);
    counter.calls = 0;
    jacobian(curve, x);
    expect(counter.calls).to.equal(1 + 3);
    expect(x[0]).to.equal(7);
  });

  it('takes arrays and gives rows like them', () => {
    const [x, y, z] = [0.5, 2, 3];
    expect(jacobian(plain, [x, y, z])).to.deep.equal([
      [y, x, 0],
      [0, -(z / y / y), 1 / y],
      [Math.exp(x), 0, 0],
    ]);
  });

  it('goes on with single tangents where the companion was compiled for other arguments', () => {
    /* @differentiable */
    const f = (x: unknown[]): unknown[] => [(x[0] as number) * 2, (x[1] as number) + (x[0] as number)];
    expect(carriedRecord(f)?.several).to.not.equal(undefined);
    expect(jacobian(f, [3, 4])).to.deep.equal([
      [2, 0],
      [1, 1],
    ]);
    expect(jacobian(f, [3, 'text'])).to.deep.equal([[2, null], null]);
    expect(carriedRecord(given)?.several).to.equal(undefined);
    expect(asRows(jacobian(viaSquare, Float64Array.of(3, 4)))).to.deep.equal([
      [6, 0],
      [0, 8],
    ]);
  });
});

describe('prepareJacobian', () => {
  const p = [0.04, 1e4, 3e7];
  const u = Float64Array.of(0.9, 2e-5, 0.1);
  const expected = (v: Float64Array, t: number): number[][] => [
    [-p[0]!, p[1]! * v[2]!, p[1]! * v[1]!, 1],
    [p[0]!, -p[1]! * v[2]! - 2 * p[2]! * v[1]!, -p[1]! * v[1]!, 0],
    [0, 2 * p[2]! * v[1]! * t, 0, p[2]! * v[1]! * v[1]!],
  ];

  it('writes the matrix of an in-place function in either layout', () => {
    const du = new Float64Array(3);
    const J = new Float64Array(9);
    const rows = prepareJacobian(robertson, { inputs: [1], output: 0 });
    const columns = prepareJacobian(robertson, { inputs: [1], output: 0, layout: 'column-major' });
    for (const v of [u, Float64Array.of(0.5, 1e-5, 0.3)]) {
      const wanted = expected(v, 2);
      rows.evaluate([du, v, p, 2], J);
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) expect(J[3 * i + j]).to.be.closeTo(wanted[i]![j]!, 1e-9);
      const byColumn = new Float64Array(9);
      columns.evaluate([du, v, p, 2], byColumn);
      for (let i = 0; i < 3; i++)
        for (let j = 0; j < 3; j++) expect(byColumn[3 * j + i]).to.equal(J[3 * i + j]);
      const plainDu = new Float64Array(3);
      robertson(plainDu, v, p, 2);
      expect(du).to.deep.equal(plainDu);
    }
  });

  it('differentiates by several arguments, numbers too', () => {
    const J = new Float64Array(12);
    prepareJacobian(robertson, { inputs: [1, 3], output: 0 }).evaluate([new Float64Array(3), u, p, 2], J);
    expected(u, 2)
      .flat()
      .forEach((each, at) => expect(J[at]).to.be.closeTo(each, 1e-9));
    const byP = new Float64Array(9);
    prepareJacobian(robertson, { inputs: [2], output: 0 }).evaluate([new Float64Array(3), u, p, 2], byP);
    expect(byP[0]).to.equal(-u[0]!);
    expect(byP[8]).to.equal(u[1]! * u[1]! * 2);
  });

  it('is that of jacobian for a function that returns its result, and leaves its argument as one call does', () => {
    for (const n of [1, 3, 6]) {
      const x = Float64Array.from({ length: n }, (_, i) => 0.5 + i);
      const J = new Float64Array(n * (n + 1));
      const used = x.slice();
      const value = prepareJacobian(curve).evaluate([used], J);
      expect(value).to.deep.equal(curve(x.slice()));
      expect(used[0]).to.equal(7);
      expect(Array.from(J)).to.deep.equal(bySingleTangents(curve, x).flat());
    }
  });

  it('follows arguments that change places, lengths and kinds', () => {
    const prepared = prepareJacobian(curve);
    for (const n of [2, 5, 2]) {
      const J = new Float64Array(n * (n + 1));
      const x = Float64Array.from({ length: n }, (_, i) => 1.5 + i);
      prepared.evaluate([x.slice()], J);
      expect(Array.from(J)).to.deep.equal(bySingleTangents(curve, x).flat());
    }
    const J = new Float64Array(9);
    const ofArray = prepareJacobian(plain);
    ofArray.evaluate([[0.5, 2, 3]], J);
    expect(Array.from(J.subarray(0, 3))).to.deep.equal([2, 0.5, 0]);
    ofArray.evaluate([[1, 3, 3]], J);
    expect(Array.from(J.subarray(0, 3))).to.deep.equal([3, 1, 0]);
  });

  it('goes on with single tangents where there is no companion for several', () => {
    const J = new Float64Array(25);
    const x = Float64Array.of(1, 2, 3, 4, 5);
    const prepared = prepareJacobian(given);
    for (let turn = 1; turn < 3; turn++) {
      prepared.evaluate([x, square], J);
      for (let i = 0; i < 5; i++)
        for (let j = 0; j < 5; j++) expect(J[5 * i + j]).to.equal(i === j ? 2 * x[i]! : 0);
      x.fill(turn);
    }
  });

  it('sees an input that another argument holds, or looks into', () => {
    const J = new Float64Array(1);
    /* @differentiable */
    const f = (x: Float64Array, o: { x: Float64Array }, y: Float64Array): Float64Array =>
      Float64Array.of(x[0]! * o.x[0]! * y[0]!);
    const x = Float64Array.of(3);
    prepareJacobian(f).evaluate([x, { x }, new Float64Array(x.buffer)], J);
    expect(J[0]).to.equal(27);
    prepareJacobian(f).evaluate([x, { x: Float64Array.of(2) }, x], J);
    expect(J[0]).to.equal(12);
  });

  it('takes the traced form for constants that companions do not take into account', () => {
    /* @differentiable */
    const f = (du: Float64Array, x: Float64Array, p: Iterable<number>): void => {
      const [a, b] = p;
      du[0] = a! * x[0]! + b! * x[1]! * x[1]!;
    };
    expect(carriedRecord(f)?.several).to.not.equal(undefined);
    const J = new Float64Array(2);
    const prepared = prepareJacobian(f, { inputs: [1], output: 0 });
    for (const p of [[2, 3], new Set([2, 3]), [2, 3]]) {
      J.fill(NaN);
      prepared.evaluate([new Float64Array(1), Float64Array.of(5, 7), p], J);
      expect(Array.from(J)).to.deep.equal([2, 42]);
    }
  });

  it('says what is wrong with options and arguments', () => {
    const J = new Float64Array(9);
    expectDiffError(() => prepareJacobian(robertson, { inputs: [] }), 'DIFF3003', /inputs/);
    expectDiffError(() => prepareJacobian(robertson, { inputs: [0], output: 0 }), 'DIFF3003', /argument 0/);
    expectDiffError(() => prepareJacobian(robertson, { layout: 'rows' as never }), 'DIFF3003', /layout/);
    expectDiffError(() => prepareJacobian(() => 1), 'DIFF3001', /never compiled/);
    const ofState = prepareJacobian(robertson, { inputs: [1] });
    expectDiffError(() => ofState.evaluate([u, u, p, 2], J), 'DIFF3003', /output: 0/);
    expectDiffError(() => ofState.evaluate([u, 'u', p, 2], J), 'DIFF3003', /argument 1/);
    const inPlace = prepareJacobian(robertson, { inputs: [1], output: 0 });
    expectDiffError(
      () => inPlace.evaluate([new Float64Array(3), u, p, 2], new Float64Array(8)),
      'DIFF3003',
      /9 entries/,
    );
  });
});

/* @differentiable */
function diffusion(u: Float64Array): Float64Array {
  const n = u.length;
  const y = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const left = i > 0 ? u[i - 1] : 0;
    const right = i < n - 1 ? u[i + 1] : 0;
    y[i] = left - 2 * u[i] + right + u[i] * u[i] * u[i];
  }
  return y;
}

describe('jacobian with a sparsity pattern', () => {
  const x = Float64Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const tridiagonal = Array.from(x, (_, i) => [i - 1, i, i + 1].filter((j) => j >= 0 && j < x.length));

  function expand({ rowPointers, columns, values, shape: [m, n] }: ReturnType<typeof sparse>): number[][] {
    const rows = Array.from({ length: m }, () => new Array<number>(n).fill(0));
    for (let i = 0; i < m; i++)
      for (let e = rowPointers[i]!; e < rowPointers[i + 1]!; e++) rows[i]![columns[e]!] = values[e]!;
    return rows;
  }
  const sparse = (sparsity: Parameters<typeof jacobian<Float64Array, Float64Array>>[2]) =>
    jacobian(diffusion, x, sparsity);

  it('has the entries of the dense one', () => {
    const dense = bySingleTangents(diffusion, x);
    for (const sparsity of [tridiagonal, 'detect'] as const) {
      const matrix = sparse({ sparsity });
      expect(matrix.shape).to.deep.equal([40, 40]);
      expect(matrix.values.length).to.equal(3 * 40 - 2);
      expect(expand(matrix)).to.deep.equal(dense);
    }
  });

  it('leaves the argument as it is', () => {
    const at = Float64Array.of(1, 2, 3);
    jacobian(curve, at, { sparsity: 'detect' });
    expect(Array.from(at)).to.deep.equal([1, 2, 3]);
  });

  it('refuses a pattern that lacks entries', () => {
    const lacking = tridiagonal.map((row, i) => (i === 17 ? row.slice(1) : row));
    expectDiffError(() => sparse({ sparsity: lacking }), 'DIFF3009', /row 17/);
    const J = new Float64Array(3 * 40 - 3);
    const options = { sparsity: lacking } as const;
    expectDiffError(() => prepareJacobian(diffusion, options).evaluate([x], J), 'DIFF3009', /row 17/);
    prepareJacobian(diffusion, { ...options, verify: 'never' }).evaluate([x], J);
  });

  it('refuses what is no pattern of the matrix', () => {
    expectDiffError(() => sparse({ sparsity: [[40]] }), 'DIFF3003', /column the number 40/);
    expectDiffError(() => sparse({ sparsity: [[0]] }), 'DIFF3003', /1 rows/);
    expectDiffError(
      () => sparse({ sparsity: { rowPointers: [0, 2], columns: [1] } }),
      'DIFF3003',
      /row pointers/,
    );
    expectDiffError(() => sparse({ sparsity: 'auto' as never }), 'DIFF3003', /sparsity pattern/);
    expectDiffError(() => sparse({ sparsty: [] } as never), 'DIFF3003', /did you mean `sparsity`/);
  });

  it('writes the entries again and again when it is prepared', () => {
    const prepared = prepareJacobian(diffusion, { sparsity: detectSparsity(diffusion, x) });
    const values = new Float64Array(3 * 40 - 2);
    for (const at of [x, x.map((each) => each + 1)]) {
      prepared.evaluate([at], values);
      expect(values).to.deep.equal(jacobian(diffusion, at, { sparsity: tridiagonal }).values);
    }
  });
});
