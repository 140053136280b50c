import { pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { limits } from '../../../../packages/runtime/dist/cjs/checkpoints/CheckpointedLoop.cjs';
import { loadProgram } from '../../../support/fuzz/loadProgram.js';
import { randomLoop } from '../../../support/fuzz/randomLoop.js';
import { mapNumbers } from '../../../support/fuzz/trees.js';

type F = (...args: unknown[]) => unknown;

const makeArgs = (): unknown[] => [
  0.4,
  -0.7,
  1.1,
  new Float64Array([0.3, -0.2, 0.8]),
  { k: 0.6, p: { q: 0.2 } },
  9,
];

/** Value, arguments afterwards and gradients, as one list; `back` twice has to give the same and to leave memory alone. */
function observe(f: F): number[] {
  const [args, own] = [makeArgs(), makeArgs()];
  const primal = f(...args);
  const [value, back] = pullback(f, ...own) as [unknown, (w: unknown) => unknown[]];
  expect([value, own]).to.deep.equal([primal, args]);
  const ones = mapNumbers(value, () => 1);
  expect(back(ones)).to.deep.equal(back(ones));
  expect([value, own]).to.deep.equal([primal, args]);
  const numbers: number[] = [];
  mapNumbers([value, own, back(mapNumbers(value, () => 0.7))], (x) => {
    numbers.push(x);
    return x;
  });
  return numbers;
}

describe('random loops marked @checkpoint', () => {
  const count = Number(process.env['DIFFJS_PROGRAMS'] ?? 15);

  it(`have the gradients of the same ${count} without the mark, whatever the stretches are`, function () {
    this.timeout(600_000);
    const { numbersOnTape } = limits;
    try {
      for (let seed = 1; seed <= count; seed++) {
        const source = randomLoop(seed);
        const without = source.replaceAll(/\/\* @checkpoint.*?\*\//g, '');
        const expected = observe(loadProgram<{ f: F }>(without, 'loop.js', 'compiled').f);
        const { f } = loadProgram<{ f: F }>(source, 'loop.js', 'compiled');
        for (limits.numbersOnTape of [1, 30, 1 << 16]) {
          const found = observe(f);
          const what = `seed ${seed}, ${limits.numbersOnTape} numbers:\n${source}`;
          expect(found.length, what).to.equal(expected.length);
          // Turns may be summed up in another order.
          found.forEach((x, i) => {
            if (!Object.is(x, expected[i]))
              expect(x, what).to.be.closeTo(expected[i]!, 1e-11 * (1 + Math.abs(x)));
          });
        }
      }
    } finally {
      limits.numbersOnTape = numbersOnTape;
    }
  });
});
