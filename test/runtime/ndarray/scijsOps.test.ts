import { expect } from 'chai';
import fc from 'fast-check';
import ndarray, { type NdArray } from 'ndarray';
import { checkGradient, checkpoint, gradient, jvp, NDArray, ops, type Ops, taylor } from '@diffjs/runtime';
import { ops as library } from '@diffjs/runtime/ndarray-ops';
import { codeOf } from '../../support/codeOf.js';

/** What a function takes: `z` an array that it writes into, `x` an array, `s` a number. */
type Signature = 'zxx' | 'zxs' | 'zx' | 'zs' | 'z' | 'x' | 'xx';

const between = 'add sub mul div mod band bor bxor lshift rshift rrshift and or eq neq lt gt leq geq max min';
const two = `${between} atan2 pow`.split(' ');
const one = 'not bnot neg recip abs acos asin atan ceil cos exp floor log round sin sqrt tan'.split(' ');
const toNumber = 'sum prod norm2squared norm2 norminf norm1 sup inf'.split(' ');

const signatures: Readonly<Record<string, Signature>> = Object.fromEntries([
  ...[...two, 'atan2op', 'powop'].flatMap((name): [string, Signature][] => [
    [name, 'zxx'],
    [`${name}s`, 'zxs'],
    [`${name}eq`, 'zx'],
    [`${name}seq`, 'zs'],
  ]),
  ...one.flatMap((name): [string, Signature][] => [
    [name, 'zx'],
    [`${name}eq`, 'z'],
  ]),
  ...toNumber.map((name): [string, Signature] => [name, 'x']),
  ...['any', 'all', 'argmin', 'argmax'].map((name): [string, Signature] => [name, 'x']),
  ['assign', 'zx'],
  ['assigns', 'zs'],
  ['equals', 'xx'],
  ['random', 'z'],
]);

type Run = (...args: readonly unknown[]) => unknown;
const run = (of: Ops, name: string, args: readonly unknown[]): unknown =>
  (of as unknown as Readonly<Record<string, Run>>)[name]!(...args);

type Matrix = NdArray<Float64Array>;

/** Names whose values jump, or do not depend on the elements smoothly, where differences would be taken. */
const isSmooth = (name: string): boolean => !/^(not|bnot|random|any|all|equals|arg)/.test(name);

const numbers = (seed: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => 0.15 + 0.7 * Math.abs(Math.sin(seed + 2.7 * i)));

describe('ops', () => {
  it('has all functions of ndarray-ops', () => {
    expect(Object.keys(ops).sort()).to.deep.equal(Object.keys(library).sort());
    expect(Object.keys(signatures).sort()).to.deep.equal(Object.keys(library).sort());
  });

  describe('gives bit for bit what ndarray-ops gives', () => {
    const axis = fc.integer({ min: 0, max: 4 });
    const layout = fc.record({
      shape: fc.oneof(
        fc.array(axis, { maxLength: 4 }),
        fc.constantFrom([70, 3], [3, 130], [65, 66], [2, 70, 3]),
      ),
      seed: fc.integer(),
    });
    const kinds = ['float64', 'float32', 'int32', 'uint8', 'uint8_clamped', 'array'] as const;

    /** Arrays over one buffer or several, with strides of any order and sign, which may repeat elements or overlap. */
    function randomArrays(seed: number, shape: readonly number[], count: number): Matrix[] {
      let state = seed | 0;
      const random = (below: number): number => {
        state = (Math.imul(state, 1103515245) + 12345) | 0;
        return (state >>> 8) % below;
      };
      const pool: unknown[] = [];
      return Array.from({ length: count }, () => {
        const order = shape.map((_, i) => [random(1000), i] as const).sort(([a], [b]) => a - b);
        const stride = new Array<number>(shape.length);
        let size = 1 + random(2);
        let offset = random(3);
        for (const [, i] of order) {
          const sign = random(3) === 0 ? -1 : 1;
          stride[i] = random(9) === 0 ? 0 : sign * size;
          if (stride[i]! < 0) offset += (shape[i]! - 1) * -stride[i]!;
          size *= Math.max(shape[i]!, 1);
        }
        const length = size + 8 + shape.length * 2;
        const kind = kinds[random(kinds.length + 3)] ?? 'float64';
        let data: unknown = pool[random(4)];
        if (data === undefined || (data as unknown[]).length < length) {
          const values = Array.from({ length: 3 * length }, () => {
            const picked = random(12);
            return picked === 0 ? 0 : picked === 1 ? NaN : (random(4000) - 2000) / (picked < 6 ? 1000 : 7);
          });
          data =
            kind === 'array'
              ? values
              : kind === 'float64'
                ? Float64Array.from(values)
                : kind === 'float32'
                  ? Float32Array.from(values)
                  : kind === 'int32'
                    ? Int32Array.from(values)
                    : kind === 'uint8'
                      ? Uint8Array.from(values)
                      : Uint8ClampedArray.from(values);
          pool.push(data);
        }
        return ndarray(data as Float64Array, shape.slice(), stride, offset) as Matrix;
      });
    }

    const argumentsFor = (signature: Signature, seed: number, shape: readonly number[]): unknown[] => {
      const arrays = randomArrays(seed, shape, signature.replace('s', '').length);
      return [...signature].map((kind) => (kind === 's' ? ((seed % 700) - 350) / 97 : arrays.shift()!));
    };
    const expectSame = (a: readonly unknown[], b: readonly unknown[]): void => {
      a.forEach((x, i) => {
        if (typeof x === 'number') return;
        const [mine, theirs] = [(x as Matrix).data, (b[i] as Matrix).data];
        const differs = mine.findIndex((value, k) => !Object.is(value, theirs[k]));
        if (differs >= 0)
          expect.fail(
            `argument ${i} holds ${mine[differs]} at ${differs}, and should hold ${theirs[differs]}`,
          );
      });
    };

    for (const [name, signature] of Object.entries(signatures)) {
      if (name === 'random') continue;
      it(name, () => {
        fc.assert(
          fc.property(layout, ({ shape, seed }) => {
            const theirs = argumentsFor(signature, seed, shape);
            const ours = argumentsFor(signature, seed, shape);
            const own = argumentsFor(signature, seed, shape).map((x) => {
              if (typeof x === 'number' || Array.isArray((x as Matrix).data)) return x;
              const { data, shape: s, stride, offset } = x as Matrix;
              return new NDArray(data, s, stride, offset);
            });
            const expected = run(library, name, theirs);
            const value = run(ops, name, ours);
            expectSame(ours, theirs);
            if (signature.startsWith('z')) expect(value).to.equal(ours[0]);
            else expect(value).to.deep.equal(expected);
            // Ours go through axes in their own order where strides are equal.
            if (!signature.startsWith('z') || shape.length < 2) return;
            const mine = run(library, name, own);
            const again = argumentsFor(signature, seed, shape).map((x, i) => {
              if (!(own[i] instanceof NDArray)) return x;
              const { data, shape: s, stride, offset } = x as Matrix;
              return new NDArray(data, s, stride, offset);
            });
            run(ops, name, again);
            expect(mine).to.equal(own[0]);
            expectSame(again, own);
          }),
          { numRuns: 12 },
        );
      });
    }
  });

  describe('has derivatives', () => {
    const shape = [2, 3];
    type Layout = (data: Float64Array) => Matrix | NDArray;
    const rows: Layout = (data) => ndarray(data, [2, 2]);
    const columns: Layout = (data) => new NDArray(data, [2, 2], [-1, 2], 1);
    for (const [name, signature] of Object.entries(signatures)) {
      if (!isSmooth(name)) continue;
      const isBetween = /^(band|bor|bxor|lshift|rshift|rrshift|ceil|floor|round|eq|neq|lt|gt|leq|geq)/;
      const check = (of: Ops, layout: Layout, order: 1 | 2): void => {
        const f = /* @differentiable */ (z: unknown, x: unknown, y: unknown, s: number): unknown => {
          const given: unknown[] = [];
          let used = 0;
          for (const kind of signature)
            given.push(kind === 'z' ? z : kind === 's' ? s : used++ === 0 ? x : y);
          const value = run(of, name, given);
          return typeof value === 'number' ? value : [value, x, y];
        };
        const args: [unknown, unknown, unknown, number] = [
          layout(numbers(1, 4)),
          ndarray(numbers(2, 4), [2, 2]),
          ndarray(numbers(3, 9), [2, 2], [1, -5], 7),
          1.3,
        ];
        checkGradient(f, args, { order, step: isBetween.test(name) ? 1e-4 : 1e-2 });
      };

      it(name, () => {
        check(ops, rows, 2);
        check(library, columns, 1);
      });
    }

    const programs: Readonly<Record<string, (x: Matrix, s: number) => unknown>> = {
      'of an array with itself': /* @differentiable */ (x) => ops.muleq(ops.addeq(x, x), x),
      'of transposed views of one array': /* @differentiable */ (x) => {
        ops.mul(x.hi(2, 2), x.hi(2, 2).transpose(1, 0), x.lo(0, 1));
        return ops.sum(x);
      },
      'of overlapping rows': /* @differentiable */ (x) => {
        ops.muleq(x.lo(1), x.hi(1, 3));
        const all = ndarray(x.data);
        ops.muleq(all.lo(1), all.hi(5));
        return x;
      },
      'where an element is written again and again': /* @differentiable */ (x) => {
        const total = ndarray(new Float64Array(1), [2, 3], [0, 0]);
        ops.addeq(total, x);
        const product = ndarray(Float64Array.of(1), [2, 3], [0, 0]);
        ops.muleq(product, x);
        return [total.get(0, 0) ** 2, product];
      },
      'through another view of the buffer': /* @differentiable */ (x) => {
        const data = new Float64Array(8);
        const front = ndarray(data.subarray(0, 6), [2, 3]);
        const back = ndarray(data.subarray(2), [2, 3]);
        ops.mul(front, x, x);
        ops.addeq(back, front);
        return back;
      },
      'with what was stored over': /* @differentiable */ (x, s) => {
        const y = new NDArray(new Float64Array(6), [2, 3]);
        ops.exp(y, x);
        const z = ndarray(new Float64Array(6), [2, 3]);
        ops.mul(z, y, x);
        ops.assigns(y, 2);
        ops.mulseq(z, s);
        ops.assigns(x.pick(0, -1) as never, s * s);
        return [ops.norm2(z), y, ops.norm1(x)];
      },
      'into plain arrays and single precision': /* @differentiable */ (x, s) => {
        const list = ndarray(new Array<number>(6), [2, 3]);
        ops.muls(list, x, s);
        ops.sineq(list);
        const single = ndarray(new Float32Array(6), [2, 3]);
        ops.assign(single, list);
        const whole = ndarray(new Int32Array(6), [2, 3]);
        ops.muls(whole, x, 100);
        return [list, ops.sum(ops.mul(ndarray(new Float64Array(6), [2, 3]), list, x)), ops.sum(whole) * s];
      },
      'in loops': /* @differentiable */ (x, s) => {
        const u = ndarray(new Float64Array(8), [2, 4]);
        const inner = u.lo(0, 1).hi(2, 2);
        ops.assign(u.hi(2, 3), x);
        for (let i = 0; i < 4; i++) {
          const next = ndarray(new Float64Array(4), [2, 2]);
          ops.add(next, u.hi(2, 2), u.lo(0, 2));
          ops.mulseq(next, 0.5 * s);
          ops.assign(inner, next);
        }
        return ops.norm2squared(u);
      },
      'with zeros': /* @differentiable */ (x, s) => {
        ops.mulseq(x.hi(1, 1), 0);
        return ops.prod(x) + s * ops.prod(x.lo(1));
      },
    };
    const one = /* @differentiable */ (z: number): number => z;
    for (const [name, f] of Object.entries(programs)) {
      it(name, () => {
        const tolerance = name.includes('single') ? { rtol: 1e-3, atol: 1e-4 } : {};
        checkGradient(f, [ndarray(numbers(5, 6), shape), 1.2], {
          order: name.includes('single') ? 1 : 2,
          ...tolerance,
        });
        checkGradient(f, [ndarray(numbers(5, 6), shape, [1, 2]), 1.2], tolerance);
        const again = /* @differentiable */ (x: Matrix, s: number): unknown => checkpoint(f, x, s);
        checkGradient(again, [ndarray(numbers(5, 6), shape), 1.2], tolerance);
        const own = /* @differentiable */ (data: Float64Array, s: number): unknown =>
          f(ndarray(data, shape), s);
        checkGradient(own, [numbers(6, 6), 1.2], tolerance);
      });
    }

    it('that share ties, and are zero at kinks', () => {
      const at = (f: (x: Matrix) => number, ...x: number[]): number[] => [
        ...(gradient(f, ndarray(Float64Array.from(x)))[0].data as Float64Array),
      ];
      const sup = /* @differentiable */ (x: Matrix): number => ops.sup(x);
      const norminf = /* @differentiable */ (x: Matrix): number => ops.norminf(x);
      const norms = /* @differentiable */ (x: Matrix): number => ops.norm1(x) + ops.norm2(x);
      const roots = /* @differentiable */ (x: Matrix): number => {
        const y = ndarray(new Float64Array(2));
        ops.sqrt(y, x);
        return y.get(1);
      };
      const greater = /* @differentiable */ (x: Matrix): number => {
        const y = ndarray(new Float64Array(2));
        ops.max(y, x, x.step(-1));
        return ops.sum(y);
      };
      expect(at(sup, 1, 3, 3)).to.deep.equal([0, 0.5, 0.5]);
      expect(at(norminf, -3, 3, 1)).to.deep.equal([-0.5, 0.5, 0]);
      expect(at(norms, 0, 0)).to.deep.equal([0, 0]);
      expect(at(roots, 0, 4)).to.deep.equal([0, 0.25]);
      expect(at(greater, 2, 2)).to.deep.equal([1, 1]);
      const nested =
        (f: (x: Matrix) => number): ((x: Matrix) => number) =>
        /* @differentiable */ (x) => {
          const [g] = gradient(f, x);
          return g.get(0) + 2 * g.get(1);
        };
      expect(at(nested(sup), 3, 3)).to.deep.equal([0, 0]);
      expect(at(nested(norms), 0, 0)).to.deep.equal([0, 0]);
    });

    it('in series', () => {
      const f = /* @differentiable */ (s: number): number => {
        const x = ndarray(Float64Array.of(1, 2));
        ops.mulseq(x, s);
        ops.expeq(x);
        return ops.sum(x);
      };
      expect(taylor(f, 0, 3)).to.deep.equal([2, 3, 2.5, 1.5]);
      expect(jvp(f, [0], [1])).to.deep.equal([2, 3]);
      one(0);
    });

    it('and draws of random numbers that a checkpoint gives again', () => {
      const f = /* @differentiable */ (s: number): number =>
        checkpoint(
          /* @differentiable */ (z: number) => {
            const x = ndarray(new Float64Array(5));
            ops.random(x);
            return ops.sum(x) * z;
          },
          s,
        );
      const [value, tangent] = jvp(f, [2], [1]);
      expect(tangent).to.be.closeTo(value / 2, 1e-15);
      expect(gradient(f, 2)[0]).to.be.within(0, 5);
    });
  });

  it('says what is wrong', () => {
    const x = ndarray(new Float64Array(6), [2, 3]);
    expect(codeOf(() => ops.addeq(x, ndarray(new Float64Array(6), [3, 2])))).to.equal('DIFF3201');
    expect(codeOf(() => ops.addeq(x, [1, 2] as never))).to.equal('DIFF3203');
    expect(
      codeOf(() => ops.negeq(new NDArray(new Float64Array(4), [2], undefined, 0, 'complex128'))),
    ).to.equal('DIFF3203');
    const store = { length: 2, get: (i: number) => i + 1, set: () => undefined };
    const generic = ndarray(store as never, [2]);
    expect(ops.sum(generic)).to.equal(3);
    const f = /* @differentiable */ (s: number): unknown => ops.mulseq(generic, s);
    expect(codeOf(() => gradient(f as never, 1))).to.equal('DIFF3105');
  });
});
