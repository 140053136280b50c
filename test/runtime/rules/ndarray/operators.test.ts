import { expect } from 'chai';
import { checkGradient, complex, derivative, gradient, NDArray, sum } from '@diffjs/runtime';

// The import of `complex` asks for operators.
/* eslint-disable @typescript-eslint/no-explicit-any -- TypeScript knows operators of numbers only. */

const one = /* @differentiable */ (z: number): number => z;

describe('operators on arrays', () => {
  const functions: Readonly<Record<string, (x: any, y: any) => any>> = {
    arithmetic: /* @differentiable */ (x, y) => (x + y) * 3 - x / y,
    powers: /* @differentiable */ (x, y) => x ** 2 + 2 ** y - -(x ** y),
    'assignments in a loop': /* @differentiable */ (x, y) => {
      let s = x;
      for (let i = 0; i < 3; i++) {
        s *= y;
        s += 1 - x;
      }
      return s;
    },
  };
  for (const [name, f] of Object.entries(functions))
    it(name, () => {
      const x = new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
      const y = new NDArray(Float64Array.of(0.5, 1.5, 0.7), [3]);
      expect(checkGradient(f, [x, y], { order: 2 }).ok).to.equal(true);
      const traced = /* @differentiable */ (a: NDArray, b: NDArray): any => {
        derivative(one, 1);
        return f(a, b);
      };
      checkGradient(traced, [x, y]);
    });

  it('with complex numbers', () => {
    const z = new NDArray(Float64Array.of(1, 2, 3, 4), [2], undefined, 0, 'complex128');
    const f = /* @differentiable */ (a: any): any => a * a - a / 2;
    expect(f(z).toArray()).to.deep.equal([
      [-3.5, 3],
      [-8.5, 22],
    ]);
    checkGradient(f, [z], { order: 2 });
    expect(complex(1, 2).mul(2).re).to.equal(2);
  });

  it('count each operand', () => {
    const f = /* @differentiable */ (a: any): number => sum(a * a * a);
    expect(gradient(f, new NDArray(Float64Array.of(1, 2)))[0].toArray()).to.deep.equal([3, 12]);
  });
});
