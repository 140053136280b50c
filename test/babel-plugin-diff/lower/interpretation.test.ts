import vm from 'node:vm';
import { expect } from 'chai';
import { interpretHIR, type Outer } from '../../support/interpretHIR.js';
import { lowerSource } from '../../support/lowerSource.js';
import { randomProgram } from '../../support/randomProgram.js';

/** Everything that can be seen of a run: result or exception, calls made, and the objects afterwards. */
function observe(
  run: (outer: Outer, args: unknown[]) => unknown,
  inputs: readonly [number, number],
): unknown {
  const trace: unknown[] = [];
  let ticks = 0;
  const outer: Outer = {
    log: (x: unknown) => {
      trace.push(x);
      if (trace.length > 400) throw new Error('too long');
      return x;
    },
    tick: () => {
      if (++ticks > 60) throw new Error('too many turns');
      return true;
    },
  };
  const xs = [0.5, -1, 2, 3.25];
  const o = {
    x: 1.5,
    y: -0.25,
    z: { w: 2 },
    method(this: unknown, x: number, y: number) {
      trace.push(this === o);
      return x - y;
    },
  };
  let outcome: unknown;
  try {
    outcome = run(outer, [...inputs, xs, o]);
  } catch (error) {
    outcome = { thrown: error instanceof Error ? error.message : error };
  }
  return { outcome, trace, xs, o: { ...o, method: null } };
}

/** Runs the program as it is. */
function runOriginal(source: string, outer: Outer, args: unknown[]): unknown {
  const make = vm.runInThisContext(`(function ({ log, tick }) { ${source}\nreturn f; })`) as (
    outer: Outer,
  ) => (...args: unknown[]) => unknown;
  return make(outer)(...args);
}

describe('lowering, interpreted', () => {
  const first = 1;
  const count = Number(process.env['DIFFJS_PROGRAMS'] ?? 200);

  it(`does what the program does, in the same order, for ${count} random programs`, () => {
    for (let seed = first; seed < first + count; seed++) {
      const source = randomProgram(seed);
      const f = lowerSource(source).find(({ known }) => known.name === 'f');
      for (const inputs of [
        [1, 2],
        [-0.5, 3],
      ] as const) {
        const expected = observe((outer, args) => runOriginal(source, outer, args), inputs);
        const actual = observe((outer, args) => interpretHIR(f!.known.hir, args, outer), inputs);
        expect(actual, `seed ${seed}, inputs ${inputs.join(', ')}:\n${source}`).to.deep.equal(expected);
      }
    }
  });
});
