import { gradient, isDifferentiable, jvp } from '@diffjs/runtime';
import { expect } from 'chai';
import { expectDiffError } from '../support/expectDiffError';
import type { Program } from '../support/traced';
import { checkProgram, traced } from '../support/traced';
import { A, programs, square, T, weigh } from './arrayPrograms';

describe('array methods called dynamically', () => {
  for (const [name, [program, args]] of Object.entries(programs)) {
    it(name, () => checkProgram(program, args));
  }

  it('keep the value and the errors of the methods themselves', () => {
    const call = (fn: unknown, ...rest: unknown[]) =>
      gradient(
        traced((trace, a) => {
          trace.call(fn as never, a, ...rest.map((v) => trace.constant(v)));
          return trace.constant(1);
        }) as (a: unknown) => number,
        [1, 2],
      );
    expect(() => call(A.map, 3)).to.throw(TypeError, '3 is not a function');
    expect(() => call(A.reduce, undefined)).to.throw(TypeError, 'undefined is not a function');
    expect(() =>
      gradient(
        traced((trace, a) => trace.call(A.reduce, a, trace.constant(square))) as (a: unknown) => number,
        [],
      ),
    ).to.throw(TypeError, 'Reduce of empty array with no initial value');
    expectDiffError(
      () => call(A.map, (x: number) => x + 1),
      'DIFF3101',
      /the callback of Array\.prototype\.map/,
    );
  });

  it('sort exactly as the method does', () => {
    const lists: unknown[][] = [
      [3, undefined, 1, 2, undefined],
      [3, , 1, undefined, , 2], // eslint-disable-line no-sparse-arrays -- holes are the case
      [10, 9, 1, 80],
      [],
    ];
    for (const compare of [undefined, (p: number, q: number) => q - p]) {
      for (const list of lists) {
        const calls: unknown[][] = [];
        const counted =
          compare &&
          ((p: number, q: number): number => {
            calls.push([p, q]);
            return compare(p, q);
          });
        const expected = list.slice().sort(counted as never);
        const expectedCalls = calls.splice(0);
        const sorted = list.slice();
        gradient(
          traced((trace, a) => {
            trace.call(A.sort, a, trace.constant(counted));
            return trace.constant(1);
          }) as (a: unknown) => number,
          sorted,
        );
        expect(sorted).to.deep.equal(expected);
        expect(Object.keys(sorted)).to.deep.equal(Object.keys(expected));
        expect(calls).to.deep.equal(expectedCalls);
      }
    }
  });

  it('leave inactive callbacks alone', () => {
    const f = traced<[number]>((trace, x) => {
      const doubled = trace.call(
        A.map,
        trace.constant([1, 2]),
        trace.constant((v: number) => 2 * v),
      );
      return trace.multiply(trace.get(doubled, 1), x);
    });
    expect(gradient(f, 3)).to.deep.equal([4]);
  });

  it('carry no derivative through integer arrays', () => {
    const f = traced<[number]>((trace, x) => {
      const ints = trace.construct(Int32Array, trace.constant(2));
      trace.set(ints, 0, x);
      const copy = trace.call(T.slice, ints);
      return trace.add(trace.get(copy, 0), trace.get(ints, 0));
    });
    expect(gradient(f, 3)).to.deep.equal([0]);
    expect(jvp(f, [3], [1])).to.deep.equal([6, 0]);
  });

  it('refuse what could go wrong silently', () => {
    class Sub extends Array<number> {}
    const run =
      (program: Program, ...args: unknown[]) =>
      () =>
        gradient(traced(program) as (...a: unknown[]) => number, ...args);
    expectDiffError(
      run((trace, a) => weigh(trace, trace.call(A.map, a, trace.constant(square))), Sub.of(1, 2)),
      'DIFF3101',
      /Sub|array of length 2/,
    );
    expectDiffError(
      run((trace, a) => trace.call(A.push, a, trace.constant(1)), { 0: 1 }),
      'DIFF3101',
      /Array\.prototype\.push/,
    );
  });
});

describe('inactive functions called dynamically', () => {
  it('are called, and carry no derivative', () => {
    const f = traced<[number]>((trace, x) => {
      const text = trace.call(String, undefined, x);
      const back = trace.call(parseFloat, undefined, text);
      const whole = trace.call(Number.isInteger, undefined, x).v === true ? 2 : 3;
      return trace.multiply(trace.multiply(back, x), trace.constant(whole));
    });
    expect(gradient(f, 3)).to.deep.equal([6]);
    expect(jvp(f, [3], [1])).to.deep.equal([18, 6]);
  });

  it('are found even when they were replaced', () => {
    const printed: unknown[] = [];
    const { log } = console;
    console.log = (...values: unknown[]) => void printed.push(...values);
    try {
      const f = traced<[number]>((trace, x) => {
        trace.call(console.log, undefined, x);
        return trace.multiply(x, x);
      });
      expect(gradient(f, 3)).to.deep.equal([6]);
    } finally {
      console.log = log;
    }
    expect(printed).to.deep.equal([3]);
  });

  it('are differentiable in the sense of isDifferentiable', () => {
    expect(isDifferentiable(Math.sin)).to.equal(true);
    expect(isDifferentiable(isNaN)).to.equal(true);
    expect(isDifferentiable(setTimeout)).to.equal(false);
  });
});

describe('opaque functions', () => {
  const opaque = (...args: unknown[]): number => args.length;

  it('are called if no derivative can be lost', () => {
    const f = traced<[number]>((trace, x) => {
      const n = trace.call(opaque, undefined, trace.constant('text'), trace.constant({ a: 1 }), {
        v: 5,
        s: null,
        d: 0,
      });
      return trace.multiply(x, n);
    });
    expect(gradient(f, 2)).to.deep.equal([3]);
    expect(jvp(f, [2], [1])).to.deep.equal([6, 3]);
  });

  it('are an error with an active number, object, or an object that holds one', () => {
    const f =
      (program: Program, ...args: unknown[]) =>
      () =>
        gradient(traced(program) as (...a: unknown[]) => number, ...args);
    expectDiffError(
      f((trace, x) => trace.call(opaque, undefined, x), 2),
      'DIFF3101',
      /`opaque`/,
    );
    expectDiffError(
      f((trace, a) => trace.call(opaque, undefined, a), [2]),
      'DIFF3101',
    );
    const held = [2];
    expectDiffError(
      f((trace, _a) => trace.call(opaque, undefined, trace.constant({ deep: [held] })), held),
      'DIFF3101',
    );
    expectDiffError(
      () =>
        jvp(
          traced((trace, x) => trace.call(opaque, undefined, x)),
          [2],
          [1],
        ),
      'DIFF3101',
    );
  });
});
