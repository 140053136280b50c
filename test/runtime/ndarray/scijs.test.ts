import { expect } from 'chai';
import { build } from 'esbuild';
import ndarray, { type NdArray } from 'ndarray';
import {
  add,
  asarray,
  checkGradient,
  checkpoint,
  derivative,
  gradient,
  hvp,
  jvp,
  matmul,
  mul,
  NDArray,
  pullback,
  ravel,
  square,
  sum,
  treeMap,
  zerosLike,
} from '@diffjs/runtime';
import { codeOf } from '../../support/codeOf.js';

type Matrix = NdArray<Float64Array>;

const A = (): Matrix => ndarray(Float64Array.of(0.4, -0.7, 1.1, 0.3, 0.9, -0.2), [2, 3]);
const x = (): Matrix => ndarray(Float64Array.of(0.5, 9, -1.5, 9, 2.5), [3], [2]);

/** Each is checked in both modes and both orders. */
const cases: Readonly<Record<string, (a: Matrix, b: Matrix) => unknown>> = {
  'a matrix times a vector': /* @differentiable */ (a, b) => {
    const y = ndarray(new Float64Array(a.shape[0]!), [a.shape[0]!]);
    for (let i = 0; i < a.shape[0]!; i++) {
      let s = 0;
      for (let j = 0; j < a.shape[1]!; j++) s += a.get(i, j) * Math.sin(b.get(j));
      y.set(i, s * s);
    }
    return y;
  },
  views: /* @differentiable */ (a, b) => {
    const row = a.pick(1, -1);
    const corner = a.lo(0, 1).hi(2, 2);
    const back = b.step(-1);
    const t = a.transpose(1, 0);
    let s = 0;
    for (let i = 0; i < 3; i++) s += row.get(i) * back.get(i) * t.get(i, 0);
    for (let i = 0; i < 2; i++) s += corner.get(i, i) ** 2 * a.data[a.index(i, 2)]!;
    return s * a.size * a.order[0]! * a.dimension;
  },
  'stores through views': /* @differentiable */ (a, b) => {
    const row = a.pick(0, -1);
    for (let i = 0; i < 3; i++) row.set(i, row.get(i) * b.get(i));
    a.transpose(1, 0).set(2, 1, a.get(0, 1) * a.get(0, 2));
    let s = 0;
    for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) s += a.get(i, j) ** 3;
    return s;
  },
  'the value of set': /* @differentiable */ (a, b) => a.set(0, 1, b.get(0) ** 2) * b.set(1, 3) * a.get(0, 1),
  'what is stored over': /* @differentiable */ (a, b) => {
    a.set(0, 0, b.get(0));
    a.set(0, 0, 2);
    return a.get(0, 0) * a.get(0, 1);
  },
  'arrays of plain numbers': /* @differentiable */ (a, b) => {
    const list = ndarray([a.get(0, 0), a.get(1, 2) * b.get(0), 5, 0], [2, 2]);
    list.set(1, 1, list.get(0, 1) * list.get(0, 0));
    list.pick(0).set(0, b.get(2));
    return list.get(1, 1) * list.get(0, 0) + list.get(1, 0);
  },
  'a number as an array, and one without axes': /* @differentiable */ (a) => {
    const one = ndarray((a.get(0, 1) ** 2) as unknown as number[]);
    const none = ndarray(Float64Array.of(a.get(1, 1)), []);
    none.set(none.get() * one.get(0));
    return none.get() * one.get(0);
  },
  'four axes': /* @differentiable */ (a, b) => {
    const t = ndarray(new Float64Array(16), [2, 2, 2, 2]);
    t.set(1, 0, 1, 0, a.get(0, 0) * b.get(1));
    t.pick(1, -1, -1, 1).set(1, 1, a.get(0, 1) ** 2);
    return t.get(1, 0, 1, 0) * t.get(1, 1, 1, 1) * (t.order.length + t.size);
  },
  'array functions': /* @differentiable */ (a, b) => add(matmul(a, square(b)), mul(sum(a), b.get(1))),
  'array functions on what was made of loops': /* @differentiable */ (a, b) => {
    const y = ndarray(new Float64Array(6), [2, 3]);
    for (let i = 0; i < 2; i++) for (let j = 0; j < 3; j++) y.set(i, j, a.get(i, j) * b.get(j));
    return sum(mul(asarray(y).transpose(1, 0), square(a.transpose(1, 0))));
  },
  'a result that is such an array': /* @differentiable */ (a, b) => {
    a.set(1, 1, b.get(1) * a.get(0, 0));
    return a.pick(1, -1);
  },
};

const one = /* @differentiable */ (z: number): number => z;

describe('ndarrays of scijs', () => {
  for (const [name, f] of Object.entries(cases)) {
    it(name, () => {
      expect(checkGradient(f, [A(), x()], { order: 2 }).ok).to.equal(true);
      const turned = ndarray(Float64Array.of(1.4, -1.7, 0.1, 1.3, 1.9, -1.2, 8), [2, 3], [1, 2], 1);
      expect(checkGradient(f, [turned, x().step(-1)], { order: 2 }).ok).to.equal(true);
    });

    it(`${name}, within a checkpoint`, () => {
      const again = /* @differentiable */ (a: Matrix, b: Matrix): unknown => checkpoint(f, a, b);
      expect(checkGradient(again, [A(), x()]).ok).to.equal(true);
    });

    it(`${name}, in arrays that the function makes`, () => {
      const own = /* @differentiable */ (a: Float64Array, b: Float64Array): unknown =>
        f(ndarray(a, [2, 3]), ndarray(b, [3], [-1]));
      const given = (): [Float64Array, Float64Array] => [A().data, Float64Array.of(1.1, 0.4, -0.6)];
      expect(checkGradient(own, given(), { order: 2 }).ok).to.equal(true);
      const nested = /* @differentiable */ (a: Float64Array, b: Float64Array): unknown => {
        derivative(one, 1);
        return own(a, b);
      };
      expect(checkGradient(nested, given()).ok).to.equal(true);
    });
  }

  it('have gradients that are arrays of their shape', () => {
    const f = /* @differentiable */ (a: Matrix): number => a.get(0, 1) ** 2 + a.get(1, 2);
    const [g] = gradient(f, A().transpose(1, 0).step(1, -1));
    expect(g).to.be.instanceOf(NDArray);
    expect(g.shape).to.deep.equal([3, 2]);
    expect(g.dtype).to.equal('float64');
    const single = ndarray(Float32Array.of(1, 2, 3, 4), [2, 2], [1, 2]) as unknown as Matrix;
    const [h] = gradient(/* @differentiable */ (a: Matrix) => a.get(0, 1) ** 2, single);
    expect([h.dtype, h.toArray()]).to.deep.equal([
      'float32',
      [
        [0, 6],
        [0, 0],
      ],
    ]);
    const list = ndarray([1, 2, 3, 4], [2, 2]) as unknown as Matrix;
    const [k] = gradient(/* @differentiable */ (a: Matrix) => a.get(0, 1) ** 2, list);
    expect([k.dtype, k.toArray()]).to.deep.equal([
      'float64',
      [
        [0, 4],
        [0, 0],
      ],
    ]);
    const [none] = gradient(
      /* @differentiable */ (a: NdArray<Int32Array>, z: number) => a.get(1) * z,
      ndarray(Int32Array.of(1, 2)),
      3,
    );
    expect(none).to.equal(null);
  });

  it('of plain arrays', () => {
    const list = (): Matrix => ndarray([0.3, -0.8, 1.2, 0.4], [2, 2]) as unknown as Matrix;
    const f = /* @differentiable */ (a: Matrix): number => {
      a.set(1, 1, a.get(0, 0) * a.get(1, 0));
      return a.get(1, 1) * a.get(0, 1) + (sum(square(a.data as never)) as number);
    };
    expect(checkGradient(f, [list()], { order: 2 }).ok).to.equal(true);
  });

  it('of integers take a value without its derivative', () => {
    const f = /* @differentiable */ (z: number): number => {
      const n = ndarray(new Int32Array(2));
      n.set(0, z * 3);
      return n.get(0) * z;
    };
    expect(gradient(f, 1.5)).to.deep.equal([4]);
    expect(jvp(f, [1.5], [1])).to.deep.equal([6, 4]);
  });

  it('from outside of the function', () => {
    const weights = ndarray(Float64Array.of(1, 2, 3));
    const scratch = ndarray(new Float64Array(3));
    const f = /* @differentiable */ (a: number): number => {
      for (let i = 0; i < 3; i++) scratch.set(i, weights.get(i) * a);
      return scratch.get(1) * scratch.get(2);
    };
    expect(checkGradient(f, [0.7], { order: 2 }).ok).to.equal(true);
    expect(gradient(f, 2)).to.deep.equal([24]);
  });

  it('go through trees', () => {
    expect(ravel({ a: A().transpose(1, 0) })).to.deep.equal(Float64Array.of(0.4, 0.3, -0.7, 0.9, 1.1, -0.2));
    const list = ndarray([1, 2]);
    expect(String(treeMap((v) => v / 4, list))).to.equal('[0.25 0.5 ]');
    expect(String(zerosLike(A().pick(0)))).to.equal('[0. 0. 0.]');
  });

  it('take cotangents and tangents of their shape, in any form', () => {
    const f = /* @differentiable */ (a: Matrix): Matrix => {
      a.set(0, 0, a.get(0, 0) * a.get(1, 1));
      return a;
    };
    const [, back] = pullback(f, A());
    const flat = [1, 2, 3, 4, 5, 6];
    const nested = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const expected = [
      [0.9, 2, 3],
      [4, 5.4, 6],
    ];
    for (const d of [flat, nested, ndarray(Float64Array.from(flat), [2, 3]), asarray(nested)])
      expect(back(d as never)[0].toArray()).to.deep.equal(expected);
    expect(codeOf(() => back([1, 2] as never))).to.equal('DIFF3003');
    const [, tangent] = jvp(f, [A()], [ndarray(Float64Array.from(flat), [2, 3])] as never);
    expect((tangent as unknown as NDArray).toArray()).to.deep.equal([
      [1 * 0.9 + 5 * 0.4, 2, 3],
      [4, 5, 6],
    ]);
    expect(hvp(/* @differentiable */ (a: Matrix) => a.get(0, 0) ** 3, A(), A()).toArray()).to.deep.equal([
      [6 * 0.4 * 0.4, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('that keep their elements elsewhere are refused', () => {
    const store = (): unknown => {
      const numbers = new Map<number, number>([[0, 1]]);
      return {
        length: 2,
        get: (i: number) => numbers.get(i) ?? 0,
        set: (i: number, v: number) => numbers.set(i, v),
      };
    };
    const generic = (): Matrix => ndarray(store() as never, [2]) as unknown as Matrix;
    expect(codeOf(() => gradient(/* @differentiable */ (a: Matrix) => a.get(0), generic()))).to.equal(
      'DIFF3105',
    );
    const f = /* @differentiable */ (z: number): number => {
      const a = generic();
      a.set(0, z);
      return a.get(0);
    };
    expect(codeOf(() => gradient(f, 1))).to.equal('DIFF3101');
  });

  it('are refused, or known, in a bundle', async () => {
    const program = (entry: string, given: string): string => `
      import ndarray from 'ndarray';
      import { gradient ${given === 'a' ? '' : ', asarray'} } from '@diffjs/runtime';
      import { attach } from '@diffjs/runtime/compiled';
      ${entry}
      const f = attach((a) => 0, 'f', 1, () => ({ forward: (t) => 0, reverse: () => 0, tangent: () => 0 }));
      const a = ndarray(new Float64Array(2));
      try { globalThis.seen = String(gradient(f, ${given})[0]); } catch (error) { globalThis.seen = error.code; }`;
    const seen = async (entry: string, given: string): Promise<unknown> => {
      const { outputFiles } = await build({
        stdin: { contents: program(entry, given), resolveDir: __dirname },
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        logLevel: 'error',
      });
      const scope = globalThis as { seen?: unknown };
      // eslint-disable-next-line no-eval -- it is what a browser would run
      (0, eval)(outputFiles[0]!.text);
      const { seen: result } = scope;
      delete scope.seen;
      return result;
    };
    expect(await seen('', 'a')).to.equal('DIFF3105');
    expect(await seen('', 'asarray(a)')).to.equal('[0. 0.]');
    expect(await seen("import '@diffjs/runtime/ndarray';", 'a')).to.equal('[0. 0.]');
  });
});
