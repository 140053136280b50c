import { gradient, prepareVjp, zeroShadow } from '@diffjs/runtime';
import { type AnyFunction, carriedRecord, type Companions } from '@diffjs/runtime/compiled';
import { expect } from 'chai';

/* @differentiable */
function scale(out: Float64Array | number[], x: Float64Array | number[], k: number): void {
  out[0] = x[0]! * k;
  out[1] = x[1]! * x[0]! * k;
}

/* @differentiable */
function total(x: Iterable<number>): number {
  let sum = 0;
  for (const each of x) sum += each * each;
  return sum;
}

/* @differentiable */
function joined(x: number[]): number {
  const sum = x[0]! + x[1]!;
  return sum * sum;
}

const recordOf = (f: AnyFunction): Companions => carriedRecord(f) as Companions;

/** Cotangents of x and k for those of `out`. */
function pulled(
  prepared: ReturnType<typeof prepareVjp>,
  args: readonly unknown[],
  bar: readonly number[],
): unknown[] {
  const shadows = args.map((x) => (typeof x === 'object' && x !== null ? zeroShadow(x) : undefined));
  prepared.forward(args, shadows);
  const out$ = shadows[0] as number[];
  bar.forEach((d, i) => (out$[i] = d));
  prepared.reverse(0);
  return [Array.from(shadows[1] as number[]), prepared.numberCotangent(2)];
}

describe('compiled companions called directly', () => {
  it('take numbers and arrays', () => {
    const direct = recordOf(scale).direct!;
    expect(direct.takes([new Float64Array(2), [1, 2], 3])).to.equal(true);
  });

  it('do not take what companions have to look at', () => {
    const direct = recordOf(scale).direct!;
    expect(direct.takes([[0, 0], [1, 2], '3'])).to.equal(false);
    expect(direct.takes([[0, 0], [1, 2], [3]])).to.equal(false);
    expect(direct.takes([{ 0: 0, 1: 0 }, [1, 2], 3])).to.equal(false);
    expect(direct.takes([new Proxy(new Float64Array(2), {}), [1, 2], 3])).to.equal(false);
    expect(direct.takes([[0, 0], null, 3])).to.equal(false);
  });

  it('are not there where somebody has to begin anew, or look at iterables', () => {
    expect(recordOf(joined).direct).to.equal(undefined);
    const { direct } = recordOf(total);
    expect(direct === undefined || !direct.takes([[1, 2]])).to.equal(true);
    expect(gradient(total, new Set([2, 3]) as Iterable<number>)).to.be.an('array');
  });

  it('give the derivatives of whatever a prepared vjp is called with, in turns', () => {
    const prepared = prepareVjp(scale);
    // out₀ = x₀ k, out₁ = x₁ x₀ k
    const [x0, x1, k] = [2, 7, 3];
    const [b0, b1] = [5, 2];
    const wanted = [[b0 * k + b1 * x1 * k, b1 * x0 * k], b0 * x0 + b1 * x1 * x0];
    const kinds: (() => unknown[])[] = [
      () => [new Float64Array(2), Float64Array.of(x0, x1), k],
      () => [[0, 0], [x0, x1], k],
      () => [{ 0: 0, 1: 0 }, Float64Array.of(x0, x1), k],
      () => [new Float64Array(2), [x0, x1], k],
    ];
    for (const kind of [...kinds, ...kinds]) expect(pulled(prepared, kind(), [b0, b1])).to.deep.equal(wanted);
  });

  it('are left for the traced form when a number becomes text', () => {
    const prepared = prepareVjp(scale);
    const [out, x] = [new Float64Array(2), Float64Array.of(2, 7)];
    for (const k of [3, '3', 3]) {
      const [dx] = pulled(prepared, [out, x, k], [5, 2]);
      expect(dx).to.deep.equal([57, 12]);
    }
  });

  it('see one array passed twice', () => {
    const prepared = prepareVjp(scale);
    const x = Float64Array.of(2, 7);
    const x$ = new Float64Array(2);
    prepared.forward([x, x, 3], [x$, x$, undefined]);
    // x₀ ← k x₀, then x₁ ← x₁ (k x₀) k
    expect(x).to.deep.equal(Float64Array.of(6, 126));
    x$[0] = 5;
    x$[1] = 2;
    prepared.reverse(0);
    expect(x$).to.deep.equal(Float64Array.of(3 * (5 + 2 * 7 * 3), 2 * 6 * 3));
  });
});
