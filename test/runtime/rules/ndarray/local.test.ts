import { expect } from 'chai';
import {
  add,
  checkGradient,
  checkpoint,
  div,
  exp,
  gradient,
  hvp,
  log,
  matmul,
  max,
  mean,
  mul,
  NDArray,
  prepareVjp,
  pullback,
  relu,
  sigmoid,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  tanh,
} from '@diffjs/runtime';

const array = (shape: number[], first = 0.3): NDArray =>
  new NDArray(
    Float64Array.from({ length: shape.reduce((n, m) => n * m, 1) }, (_, i) => first + 0.37 * ((i * 7) % 5)),
    shape,
  );

/** All results but the last are seen by functions of arrays alone. */
const chain = /* @differentiable */ (x: NDArray, y: NDArray): number =>
  sum(div(sub(mul(tanh(x), y), exp(add(x, y))), add(square(y), 1)));

describe('results that stay with functions of arrays', () => {
  const shapes: Readonly<Record<string, readonly [number[], number[]]>> = {
    'of one shape': [
      [2, 3],
      [2, 3],
    ],
    'with rows that are repeated': [[4, 3], [3]],
    'with rows that are repeated on the left': [[3], [2, 2, 3]],
    'with one element': [[2, 3], [1]],
    'with one element of two axes beside a vector': [[3], [1, 1]],
    'without axes': [[2, 2], []],
    'that are broadcast otherwise': [
      [2, 1],
      [1, 3],
    ],
    'with columns that are repeated': [
      [2, 3],
      [2, 1],
    ],
    'without elements': [[0, 3], [3]],
    'of many elements': [[40, 30], [30]],
  };
  for (const [name, [left, right]] of Object.entries(shapes)) {
    it(`have derivatives: arrays ${name}`, () => {
      const args: [NDArray, NDArray] = [array(left), array(right, 0.8)];
      expect(checkGradient(chain, args, { order: left.length > 1 && left[0] === 40 ? 1 : 2 }).ok).to.equal(
        true,
      );
    });
  }

  it('have derivatives: views', () => {
    const whole = array([4, 6], 0.2);
    for (const x of [whole.transpose(1, 0), whole.step(-1, 2).transpose(1, 0), whole.lo(1, 2).hi(3, 4)])
      expect(checkGradient(chain, [x, array([x.shape[1]!], 0.9)], { order: 2 }).ok).to.equal(true);
    const other = array([4, 6], 0.9);
    expect(checkGradient(chain, [whole.lo(2), other.pick(3)], { order: 2 }).ok).to.equal(true);
    expect(checkGradient(chain, [whole.pick(1), other.step(-1)], { order: 2 }).ok).to.equal(true);
  });

  it('have derivatives: two views of the same numbers', () => {
    const f = /* @differentiable */ (x: NDArray): number => chain(x.pick(1), x);
    expect(checkGradient(f, [array([4, 6], 0.2)], { order: 2 }).ok).to.equal(true);
  });

  it('have derivatives: other types', () => {
    const f = /* @differentiable */ (x: NDArray, y: NDArray): number => sum(mul(tanh(x), add(y, x)));
    const single = new NDArray(Float32Array.of(0.3, 0.7, -0.2));
    const whole = new NDArray(Int32Array.of(1, 2, 3));
    const double = array([3]);
    for (const [x, y] of [
      [single, double],
      [double, single],
      [single, new NDArray(Float32Array.of(0.1, 0.2, 0.3))],
      [whole, double],
      [double, whole],
    ] as const) {
      const [dx, dy] = gradient(f, x, y) as (NDArray | null)[];
      const t = (i: number): number => Math.tanh(x.get(i));
      for (let i = 0; i < 3; i++) {
        const slope = 1 - t(i) ** 2;
        if (x === whole) expect(dx).to.equal(null);
        else expect(dx!.get(i)).to.be.closeTo(slope * (y.get(i) + x.get(i)) + t(i), 1e-6);
        if (y === whole) expect(dy).to.equal(null);
        else expect(dy!.get(i)).to.be.closeTo(t(i), 1e-6);
      }
    }
  });

  it('have derivatives: numbers as operands', () => {
    const f = /* @differentiable */ (x: NDArray, a: number): number =>
      sum(sub(div(1, add(mul(2, x), 3)), mul(a, div(mul(x, a), sub(4, x)))));
    expect(checkGradient(f, [array([2, 2]), 1.3], { order: 2 }).ok).to.equal(true);
  });

  it('have derivatives: products', () => {
    const f = /* @differentiable */ (x: NDArray, y: NDArray): number =>
      sum(tanh(matmul(mul(x, 0.3), add(y, 0.1))));
    const g = /* @differentiable */ (x: NDArray, y: NDArray): number => sum(square(matmul(x, y)));
    for (const [x, y] of [
      [array([2, 3]), array([3, 4])],
      [array([3]), array([3, 2])],
      [array([2, 3]), array([3])],
      [array([3]), array([3], 0.5)],
      [array([3, 2]).transpose(1, 0), array([2, 3]).transpose(1, 0)],
      [array([4, 3]).step(2, -1), array([3, 2])],
      [array([2, 2, 3]), array([3, 2])],
      [array([2, 0]), array([0, 2])],
    ] as const)
      for (const h of [f, g]) expect(checkGradient(h, [x, y], { order: 2 }).ok).to.equal(true);
    expect(() => gradient(f, array([2, 3]), array([2, 3]))).to.throw(/matmul cannot multiply/);
  });

  it('have derivatives: large products', () => {
    const f = /* @differentiable */ (x: NDArray, y: NDArray): number => sum(tanh(add(matmul(x, y), 0.5)));
    const [x, y] = [array([40, 17], -0.9), array([17, 23], -0.7)];
    const [dx, dy] = gradient(f, x, y);
    expect(dx.shape).to.deep.equal([40, 17]);
    const d = new NDArray(
      Float64Array.from({ length: 40 * 23 }, (_, k) => {
        let s = 0.5;
        for (let i = 0; i < 17; i++) s += x.get(Math.floor(k / 23), i) * y.get(i, k % 23);
        return 1 - Math.tanh(s) ** 2;
      }),
      [40, 23],
    );
    const expected = [matmul(d, y.transpose(1, 0)), matmul(x.transpose(1, 0), d)];
    [dx, dy].forEach((part, i) => {
      const differences = [...(sub(part, expected[i]!).data as Float64Array)].map(Math.abs);
      expect(Math.max(...differences)).to.be.lessThan(1e-12);
    });
  });

  it('are zero where the cotangent is zero, beside an infinite slope too', () => {
    const f = /* @differentiable */ (x: NDArray, w: NDArray): number => sum(mul(sqrt(mul(x, 1)), w));
    const [dx, dw] = gradient(f, new NDArray(Float64Array.of(0, 4)), new NDArray(Float64Array.of(0, 2)));
    expect(dx.toArray()).to.deep.equal([0, 0.5]);
    expect(dw.toArray()).to.deep.equal([0, 2]);
    const g = /* @differentiable */ (x: NDArray, y: NDArray, w: NDArray): number =>
      sum(mul(div(mul(x, 1), mul(y, 1)), w));
    const zero = new NDArray(Float64Array.of(0, 1));
    expect(
      gradient(g, zero, new NDArray(Float64Array.of(0, 1)), new NDArray(Float64Array.of(0, 1)))[1].toArray(),
    ).to.deep.equal([0, -1]);
  });

  it('see NaN and infinities as others do', () => {
    const f = /* @differentiable */ (x: NDArray): number =>
      sum(softplus(sigmoid(log(mul(relu(mul(x, 1)), 1)))));
    const g = gradient(f, new NDArray(Float64Array.of(NaN, 0, Infinity, 1)))[0];
    const of = (x: number): number => {
      const s = 1 / (1 + Math.exp(-Math.log(x)));
      return (s * (1 - s)) / (1 + Math.exp(-s)) / x;
    };
    expect(g.get(0)).to.equal(0);
    expect(g.get(2)).to.equal(0);
    expect(g.get(3)).to.be.closeTo(of(1), 1e-15);
  });
});

describe('arrays that are used again', () => {
  it('are none that the program sees', () => {
    const f = /* @differentiable */ (x: NDArray): NDArray => mul(tanh(mul(x, 2)), x);
    const [first, back] = pullback(f, array([3]));
    const kept = first.toArray();
    const g = back(array([3], 1) as never)[0].toArray();
    const [second] = pullback(f, array([3], 5));
    gradient(chain, array([3], 2), array([3], 1));
    expect(first.toArray()).to.deep.equal(kept);
    expect(second.toArray()).to.not.deep.equal(kept);
    expect(back(array([3], 1) as never)[0].toArray()).to.deep.equal(g);
  });

  it('have other shapes in other sweeps', () => {
    const f = /* @differentiable */ (x: NDArray, n: number): number => {
      let h = x;
      for (let i = 0; i < n; i++) h = i % 2 === 0 ? matmul(h, h) : tanh(mul(h, 0.5));
      return sum(mul(h, h));
    };
    for (const [size, n] of [
      [2, 3],
      [5, 4],
      [1, 7],
      [2, 3],
      [3, 0],
    ] as const) {
      const g = /* @differentiable */ (x: NDArray): number => f(x, n);
      expect(checkGradient(g, [array([size, size], -0.4)]).ok).to.equal(true);
    }
  });

  it('keep nothing of a sweep that was given up', () => {
    const f = /* @differentiable */ (x: NDArray, fails: boolean): number => {
      const h = tanh(mul(x, 2));
      if (fails) throw new RangeError('no');
      return sum(mul(h, h));
    };
    const expected = gradient(f, array([3]), false)[0].toArray();
    for (let i = 0; i < 3; i++) expect(() => gradient(f, array([3]), true)).to.throw(RangeError);
    expect(gradient(f, array([3]), false)[0].toArray()).to.deep.equal(expected);
  });

  it('hold what a pullback needs as long as it lives', () => {
    const f = /* @differentiable */ (x: NDArray): number => sum(mul(tanh(mul(x, 2)), x));
    const backs = [0.1, 0.5, 0.9].map((first) => pullback(f, array([3], first))[1]);
    const direct = [0.1, 0.5, 0.9].map((first) => gradient(f, array([3], first))[0].toArray());
    for (let turn = 0; turn < 2; turn++)
      backs.forEach((back, i) => {
        expect(back(1)[0].toArray()).to.deep.equal(direct[i]);
      });
  });

  it('serve a prepared pullback again and again', () => {
    const prepared = prepareVjp(chain);
    for (const first of [0.1, 0.6, 0.2]) {
      const args = [array([2, 3], first), array([3], first + 0.5)] as const;
      const shadows = args.map(({ data, shape }) => new NDArray(new Float64Array(data.length), shape));
      prepared.forward(args, shadows);
      prepared.reverse(1);
      expect(shadows.map((slots) => slots.toArray())).to.deep.equal(
        gradient(chain, ...args).map((part) => part.toArray()),
      );
    }
  });

  it('are apart from those of a checkpoint', () => {
    const inner = /* @differentiable */ (x: NDArray): NDArray => mul(tanh(mul(x, 2)), sigmoid(x));
    const f = /* @differentiable */ (x: NDArray): number => {
      const before = tanh(mul(x, 0.7));
      const between = checkpoint(inner, x);
      const after = sigmoid(mul(between, x));
      return sum(mul(mul(before, after), exp(mul(after, before))));
    };
    expect(checkGradient(f, [array([4])], { order: 2 }).ok).to.equal(true);
    const [, back] = pullback(f, array([4]));
    expect(back(1)[0].toArray()).to.deep.equal(back(1)[0].toArray());
  });

  it('are apart from those of turns that are run again', () => {
    const turn = /* @differentiable */ (h: NDArray, x: NDArray): number =>
      sum(mul(tanh(add(mul(h, 0.7), x)), h));
    const f = /* @differentiable */ (x: NDArray): number => {
      const before = tanh(mul(x, 0.7));
      let s = 0.3;
      /* @checkpoint */
      for (let i = 0; i < 7; i++) s = Math.sin(s) + s * turn(before, x);
      return s * sum(mul(tanh(mul(before, 2)), x));
    };
    expect(checkGradient(f, [array([3], 0.1)], { order: 2 }).ok).to.equal(true);
    const [, back] = pullback(f, array([3], 0.1));
    expect(back(1)[0].toArray()).to.deep.equal(back(1)[0].toArray());
    expect(gradient(f, array([3], 0.1))[0].toArray()).to.deep.equal(back(1)[0].toArray());
  });

  it('are apart from those of derivatives within', () => {
    const inner = /* @differentiable */ (x: NDArray): number => sum(mul(tanh(mul(x, 2)), x));
    const f = /* @differentiable */ (x: NDArray): number => {
      const h = tanh(mul(x, 3));
      const g = gradient(inner, x)[0];
      return sum(mul(mul(h, g), tanh(h)));
    };
    expect(checkGradient(f, [array([3])]).ok).to.equal(true);
    expect(hvp(inner, array([3]), array([3], 1)).toArray()).to.have.lengthOf(3);
  });

  it('are made for each call of a function that calls itself', () => {
    const f = /* @differentiable */ function f(x: NDArray, n: number): number {
      const h = tanh(mul(x, 0.5 + n));
      return n === 0 ? sum(h) : f(x, n - 1) * sum(mul(h, h));
    };
    const g = /* @differentiable */ (x: NDArray): number => f(x, 3);
    expect(checkGradient(g, [array([3])]).ok).to.equal(true);
  });

  it('do not take the place of operands that the program stores into', () => {
    const f = /* @differentiable */ (x: NDArray): number => {
      const v = new NDArray(new Float64Array(3));
      for (let i = 0; i < 3; i++) v.set(i, x.get(i) * 2);
      const y = mul(tanh(mul(v, 1)), v);
      v.set(1, x.get(0) * x.get(2));
      return sum(mul(y, v));
    };
    expect(checkGradient(f, [array([3])], { order: 2 }).ok).to.equal(true);
  });

  it('are no more than the sweep can hold', () => {
    const f = /* @differentiable */ (x: NDArray, n: number): number => {
      let h = x;
      for (let i = 0; i < n; i++) h = mul(tanh(h), 1.01);
      return mean(h) + max(h);
    };
    const x = array([40000], -0.5);
    const once = gradient(f, x, 30)[0];
    expect(gradient(f, x, 30)[0].data).to.deep.equal(once.data);
    const g = /* @differentiable */ (x: NDArray): number => f(x, 30);
    expect(checkGradient(g, [array([3])]).ok).to.equal(true);
  });
});
