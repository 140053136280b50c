import { checkpoint, defineRule, detectSparsity, forwardMode } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';

/** For each row the columns. */
function rowsOf(f: (x: never) => unknown, x: unknown): number[][] {
  const { rowPointers, columns } = detectSparsity(f, x);
  return Array.from(rowPointers.subarray(1), (end, i) => Array.from(columns.subarray(rowPointers[i], end)));
}

const norm = defineRule((v: ArrayLike<number>) => Math.hypot(...Array.from(v)), {
  vjp: () => [0, () => [null]],
});
const cubed = defineRule((x: number) => x ** 3, { vjp: (x) => [x ** 3, (d: number) => [3 * x * x * d]] });

describe('detectSparsity', () => {
  it('follows numbers through memory, calls and natives', () => {
    /* @differentiable */
    const f = (x: Float64Array) => {
      const parts = { a: x[0] * x[1], list: [x[2]] };
      parts.list.push(parts.a + 1);
      const doubled = parts.list.map((each) => 2 * each);
      const table = new Map([['key', x[3]]]);
      return [doubled[0]!, doubled[1]!, table.get('key')! + cubed(x[1]), 5, Math.max(x[0], x[3])];
    };
    const wanted = [[2], [0, 1], [1, 3], []];
    expect(rowsOf(f, Float64Array.of(1, 2, 3, 4)).slice(0, 4)).to.deep.equal(wanted);
    expect(rowsOf(f as never, [1, 2, 3, 4]).slice(0, 4)).to.deep.equal(wanted);
  });

  it('has entries that happen to be zero', () => {
    /* @differentiable */
    const f = (x: number[]) => [x[0]! * x[1]!, (x[1]! - x[0]!) ** 2];
    expect(rowsOf(f, [0, 0])).to.deep.equal([
      [0, 1],
      [0, 1],
    ]);
  });

  it('forgets what is overwritten, in the argument and in views of it', () => {
    /* @differentiable */
    const f = (x: Float64Array) => {
      const tail = x.subarray(1);
      tail[0] = x[2];
      x[2] = 1;
      return x;
    };
    expect(rowsOf(f, Float64Array.of(1, 2, 3))).to.deep.equal([[0], [2], []]);
  });

  it('is one row for a number', () => {
    /* @differentiable */
    const f = (x: Float64Array) => (x[0] > 0 ? x[1] : x[2]) * 2;
    expect(rowsOf(f, Float64Array.of(1, 2, 3))).to.deep.equal([[1]]);
    expect(rowsOf(f, Float64Array.of(-1, 2, 3))).to.deep.equal([[2]]);
    /* @differentiable */
    const one = (_x: Float64Array) => 1;
    expect(rowsOf(one, Float64Array.of(1))).to.deep.equal([[]]);
  });

  it('refuses what it cannot look into', () => {
    /* @differentiable */
    const f = (x: Float64Array) => [norm(x), x[0]];
    expectDiffError(() => detectSparsity(f, Float64Array.of(1, 2)), 'DIFF3006', /Give the pattern/);
    expectDiffError(() => detectSparsity(norm, Float64Array.of(1, 2)), 'DIFF3006', /Give the pattern/);
    expectDiffError(() => detectSparsity(f, 1), 'DIFF3003', /float array/);
    /* @differentiable */
    const tree = (x: Float64Array) => ({ y: x[0] });
    expectDiffError(() => detectSparsity(tree, Float64Array.of(1)), 'DIFF3003', /gave/);
  });

  it('looks into calls of checkpoint and forwardMode', () => {
    /* @differentiable */
    const f = (x: Float64Array) => [
      checkpoint((a: number, b: number) => a * b * x[2], x[0], x[1]),
      forwardMode((a: number) => (a - 1) ** 2 * x[2], x[3]),
      x[0],
    ];
    expect(rowsOf(f, Float64Array.of(1, 2, 3, 1))).to.deep.equal([[0, 1, 2], [2, 3], [0]]);
  });
});
