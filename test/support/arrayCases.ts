import { checkGradient, derivative, gradient, NDArray, sum } from '@diffjs/runtime';
import { expect } from 'chai';

/** A function of an array of shape [3, 4]. */
export type ArrayCase = (a: NDArray) => unknown;

/** Different numbers, none of them at a kink of what is tested, exact in single precision. */
export function matrix(): NDArray {
  const numbers = [0.75, -1.5, 2.25, 0.5, 1.25, -0.375, 3, -2.5, 1.75, 0.125, -0.875, 2.75];
  return new NDArray(Float64Array.from(numbers), [3, 4]);
}

/** The same numbers in other places of their data: transposed, reversed and with gaps. */
export function strided(): NDArray {
  const a = matrix();
  const data = new Float64Array(2 * 12 + 3).fill(99);
  const view = new NDArray(data, [3, 4], [2, -6], 2 + 18);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 4; j++) view.set(i, j, a.get(i, j));
  return view;
}

const one = /* @differentiable */ (z: number): number => z;

/** Checks each function in both modes: of strided arrays in both orders, of compact and nested ones, in traced code, in single precision. */
export function testArrayCases(cases: Readonly<Record<string, ArrayCase>>): void {
  for (const [name, f] of Object.entries(cases)) {
    it(name, () => {
      checkGradient(f, [matrix()]);
      checkGradient(f, [strided()], { order: 2 });
    });

    it(`${name}, in traced code`, () => {
      const traced = /* @differentiable */ (a: NDArray): unknown => {
        derivative(one, 1);
        return f(a);
      };
      checkGradient(traced, [strided()]);
    });

    it(`${name}, of a matrix in nested arrays`, () => {
      checkGradient(f, [matrix().toArray() as never]);
    });

    it(`${name}, in single precision`, () => {
      const loss = /* @differentiable */ (a: NDArray): number => sumOf(f(a));
      const a = matrix();
      const [single] = gradient(loss, new NDArray(Float32Array.from(a.data), [3, 4]));
      const [double] = gradient(loss, a);
      expect(single.dtype).to.equal('float32');
      single.data.forEach((x, i) => expect(x).to.be.closeTo(double.data[i]!, 1e-4));
    });
  }
}

/* @differentiable */
function sumOf(y: unknown): number {
  if (typeof y === 'number') return y;
  if (!Array.isArray(y)) return sum(y as NDArray);
  let s = 0;
  for (let i = 0; i < y.length; i++) s += sumOf(y[i]) * (i + 1);
  return s;
}
