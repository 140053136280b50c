import { expect } from 'chai';
import {
  add,
  broadcastTo,
  checkGradient,
  derivative,
  div,
  expandDims,
  gradient,
  matmul,
  matrixTranspose,
  mul,
  NDArray,
  pullback,
  square,
  squeeze,
  sub,
  sum,
  tanh,
  transpose,
} from '@diffjs/runtime';

const W = (): NDArray => new NDArray(Float64Array.of(0.1, 0.2, -0.3, 0.4, 0.5, 0.6), [2, 3]);
const x = (): NDArray => new NDArray(Float64Array.of(0.7, -0.2, 0.3));

/** Each is checked in both modes and both orders, as compiled code and as traced code. */
const cases: Readonly<Record<string, (W: NDArray, x: NDArray) => unknown>> = {
  'a layer': /* @differentiable */ (W, x) => tanh(add(matmul(W, x), 0.5)),
  'a quadratic form': /* @differentiable */ (W, x) => sum(square(matmul(transpose(W), matmul(W, x)))),
  'broadcast operands': /* @differentiable */ (W, x) => div(sub(mul(W, x), x), add(square(x), 2)),
  'sums over axes': /* @differentiable */ (W, x) =>
    mul(sum(square(W), { axis: 1, keepdims: true }), sum(mul(W, x), { axis: 0 })),
  shapes: /* @differentiable */ (W, x) =>
    squeeze(matmul(expandDims(W, 0), matrixTranspose(broadcastTo(x, [2, 4, 3])))),
  'an operand used twice': /* @differentiable */ (W) => mul(mul(W, W), W),
  'what is stored later': /* @differentiable */ (W, x) => {
    const y = mul(W, W);
    const z = mul(y, x);
    y.set(0, 1, W.get(0, 0) * z.get(0, 2));
    W.set(1, 1, 3 * W.get(0, 1));
    return add(sum(mul(y, z)), sum(square(W)));
  },
  'views that are stored into': /* @differentiable */ (W, x) => {
    const column = transpose(W).pick(1);
    const before = mul(column, column);
    column.set(0, column.get(1) * x.get(0));
    return add(mul(before, 3), sum(square(W)));
  },
  'numbers and arrays': /* @differentiable */ (W, x) => {
    let s = 0;
    const y = mul(W, x.get(1));
    for (let i = 0; i < 3; i++) s += y.get(1, i) * sum(mul(x, y.get(0, i)));
    return s;
  },
};

describe('rules of arrays', () => {
  for (const [name, f] of Object.entries(cases)) {
    it(name, () => {
      expect(checkGradient(f, [W(), x()], { order: 2 }).ok).to.equal(true);
      expect(checkGradient(f, [W().step(-1, 1), new NDArray(x().data, [3], [-1])], { order: 2 }).ok).to.equal(
        true,
      );
    });

    it(`${name}, in traced code`, () => {
      const one = /* @differentiable */ (z: number): number => z;
      const traced = /* @differentiable */ (a: NDArray, b: NDArray): unknown => {
        derivative(one, 1);
        return f(a, b);
      };
      expect(checkGradient(traced, [W(), x()]).ok).to.equal(true);
    });
  }

  it('takes nested arrays, typed arrays and numbers', () => {
    const f = /* @differentiable */ (a: number[][], b: Float64Array, c: number): NDArray =>
      square(mul(add(a, b), mul(a, c)));
    const args = [
      [
        [1, 2],
        [3, 4],
      ],
      Float64Array.of(0.5, -0.5),
      2,
    ] as const;
    expect(checkGradient(f, args as never, { order: 2 }).ok).to.equal(true);
    const [a, b, c] = gradient(
      /* @differentiable */ (...xs: Parameters<typeof f>) => sum(f(...xs)),
      ...(args as unknown as Parameters<typeof f>),
    );
    expect(a).to.be.an('array');
    expect(b).to.be.instanceOf(Float64Array);
    expect(c).to.be.a('number');
  });

  it('sums over what nested arrays were repeated to, and gives arrays in lists theirs', () => {
    const repeated = /* @differentiable */ (a: number[], b: NDArray): NDArray => square(mul(a, b));
    expect(checkGradient(repeated, [[1, 2, 3], W()], { order: 2 }).ok).to.equal(true);
    const stacked = /* @differentiable */ (a: NDArray): NDArray => square(add([a, a], [[[1]], [[2]]]));
    expect(checkGradient(stacked, [W()], { order: 2 }).ok).to.equal(true);
  });

  it('gives zero for a zero cotangent, whatever the partial derivative is', () => {
    const f = /* @differentiable */ (a: NDArray): number => sum(mul(div(1, a), [1, 0]));
    expect(gradient(f, new NDArray(Float64Array.of(2, 0)))[0].toArray()).to.deep.equal([-0.25, 0]);
  });

  it('reads typed arrays and lists as they were when it was called, in derivatives of derivatives too', () => {
    const typed = /* @differentiable */ (a: number): number => {
      const v = new Float64Array(2);
      v[0] = a;
      v[1] = 2 * a;
      const y = mul(v, v);
      v[0] = a * a;
      return sum(mul(y, v));
    };
    const single = /* @differentiable */ (v: Float32Array): number => {
      const y = mul(v, v);
      v[1] = y.get(0) * 3;
      return sum(mul(y, v));
    };
    const list = /* @differentiable */ (a: number): number => {
      const v = [a, 2 * a];
      const y = mul(v, v);
      v[0] = a * a;
      return sum(mul(y, v));
    };
    expect(checkGradient(typed, [0.7], { order: 2 }).ok).to.equal(true);
    expect(checkGradient(list, [0.7], { order: 2 }).ok).to.equal(true);
    expect(
      checkGradient(single, [Float32Array.of(1, 2)], { order: 2, rtol: 1e-3, atol: 1e-3, step: 0.1 }).ok,
    ).to.equal(true);
  });

  it('can be pulled back more than once', () => {
    const [, back] = pullback(/* @differentiable */ (a: NDArray) => tanh(mul(a, a)), x());
    const first = back([1, 2, 3] as never)[0].toArray();
    back([5, 5, 5] as never);
    expect(back([1, 2, 3] as never)[0].toArray()).to.deep.equal(first);
  });

  it('sums the parts of a matrix product in place', () => {
    const f = /* @differentiable */ (a: NDArray, b: NDArray) => sum(add(matmul(a, b), matmul(a, square(b))));
    expect(
      checkGradient(f, [W(), new NDArray(Float64Array.of(1, 2, 3, 4, 5, 6), [3, 2])], { order: 2 }).ok,
    ).to.equal(true);
  });
});
