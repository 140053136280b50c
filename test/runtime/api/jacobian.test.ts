import { defineRule, jacobian } from '@diffjs/runtime';
import { expect } from 'chai';
import { cube, pair, weightedSquares } from '../support/handWritten';

const calls = { vjp: 0, jvp: 0 };

/** Any linear map by its matrix, counting sweeps. */
function linear(matrix: number[][]): (x: ArrayLike<number>) => number[] {
  const apply = (x: ArrayLike<number>): number[] =>
    matrix.map((row) => row.reduce((s, a, j) => s + a * x[j], 0));
  const f = (x: ArrayLike<number>): number[] => apply(x);
  return defineRule(f, {
    vjp: (x) => {
      calls.vjp++;
      return [
        apply(x),
        (d: number[]) => [Array.from(x, (_, j) => matrix.reduce((s, row, i) => s + row[j] * d[i], 0))],
      ];
    },
    jvp: ([x], [x_]) => {
      calls.jvp++;
      return [apply(x), apply(x_ as number[])];
    },
  });
}

describe('jacobian', () => {
  const tall = [
    [1, 2],
    [3, 4],
    [5, 6],
  ];
  const wide = [
    [1, 2, 3],
    [4, 5, 6],
  ];

  it('is a number for a number and a gradient for a number-valued function', () => {
    expect(jacobian(cube, 2)).to.equal(12);
    expect(jacobian(weightedSquares, [1, 2])).to.deep.equal([2, 8]);
  });

  it('is [output][input], by reverse mode where inputs are many', () => {
    calls.vjp = calls.jvp = 0;
    expect(jacobian(linear(wide), [1, 1, 1])).to.deep.equal(wide);
    expect(calls).to.deep.equal({ vjp: 1, jvp: 0 });
  });

  it('is [output][input], by forward mode where outputs are many', () => {
    calls.vjp = calls.jvp = 0;
    expect(jacobian(linear(tall), [1, 1])).to.deep.equal(tall);
    expect(calls.jvp).to.equal(2);
  });

  it('has rows of the kind of the input', () => {
    expect(jacobian(linear(tall), Float64Array.of(1, 1))).to.deep.equal(
      tall.map((row) => Float64Array.from(row)),
    );
    expect(jacobian(linear(wide), Float32Array.of(1, 1, 1))).to.deep.equal(
      wide.map((row) => Float32Array.from(row)),
    );
  });

  it('mirrors trees on both sides', () => {
    const f = ({ a, b }: { a: number; b: number[] }): { u: number; v: Float64Array } => ({
      u: a * b[0],
      v: Float64Array.of(b[1], a),
    });
    defineRule(f, {
      vjp: (x) => [
        f(x),
        (d: { u: number; v: number[] }) => [{ a: d.u * x.b[0] + d.v[1], b: [d.u * x.a, d.v[0]] }],
      ],
    });
    expect(jacobian(f, { a: 2, b: [3, 4] })).to.deep.equal({
      u: { a: 3, b: [2, 0] },
      v: [
        { a: 0, b: [0, 1] },
        { a: 1, b: [0, 0] },
      ],
    });
  });

  it('of several numbers uses the first argument only', () => {
    const f = defineRule((x: number): [number, number] => pair(x, 3), {
      vjp: (x: number) => [[x * 3, x + 3] as [number, number], (d: number[]) => [3 * d[0] + d[1]]],
      jvp: ([x], [d]) => [[x * 3, x + 3] as [number, number], [3 * d, d]],
    });
    expect(jacobian(f, 2)).to.deep.equal([3, 1]);
  });
});
