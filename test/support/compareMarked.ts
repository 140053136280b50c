import { jvp, pullback } from '@diffjs/runtime';
import { expect } from 'chai';
import { limits } from '../../packages/runtime/dist/cjs/checkpoints/CheckpointedLoop.cjs';
import { loadProgram } from './fuzz/loadProgram.js';
import { cloneTree, mapNumbers } from './fuzz/trees.js';

export type F = (...args: unknown[]) => unknown;

/** The program with its loops marked, and without. */
export function both(source: string): { marked: F; plain: F } {
  const marked = loadProgram<{ f: F }>(source, 'program.js', 'compiled').f;
  const plain = loadProgram<{ f: F }>(
    source.replaceAll(/\/\* @checkpoint.*?\*\//g, ''),
    'program.js',
    'compiled',
  ).f;
  return { marked, plain };
}

/** Runs with stretches of so many numbers on the tape. */
function withStretches<T>(numbersOnTape: number, run: () => T): T {
  const before = limits.numbersOnTape;
  limits.numbersOnTape = numbersOnTape;
  try {
    return run();
  } finally {
    limits.numbersOnTape = before;
  }
}

/** Everything that a pullback gives, and what it leaves in the arguments. */
function observe(f: F, args: readonly unknown[]): unknown {
  const own = cloneTree([...args]);
  const plainArgs = cloneTree([...args]);
  const primal = f(...plainArgs);
  const [value, back] = pullback(f, ...own) as [unknown, (w: unknown) => unknown[]];
  expect(value).to.deep.equal(primal);
  expect(own).to.deep.equal(plainArgs);
  const ones = mapNumbers(value, () => 1);
  const first = back(ones);
  expect(own).to.deep.equal(plainArgs);
  expect(back(ones)).to.deep.equal(first);
  const thrice = back(mapNumbers(value, () => 3));
  return { value, own, first, thrice };
}

/** Compares a program with the same without its marks, whatever the stretches are; `make` gives arguments. */
export function compare(source: string, ...cases: unknown[][]): void {
  const { marked, plain } = both(source);
  for (const args of cases) {
    const expected = observe(plain, args);
    for (const numbersOnTape of [1, 40, 1 << 16])
      withStretches(numbersOnTape, () => {
        expectClose(observe(marked, args), expected);
      });
    const v = mapNumbers(args, () => 0.5);
    const [y, tangent] = jvp(marked, cloneTree(args) as never, v as never) as [unknown, unknown];
    const [y2, tangent2] = jvp(plain, cloneTree(args) as never, v as never) as [unknown, unknown];
    expect([y, tangent]).to.deep.equal([y2, tangent2]);
  }
}

/** Sums over turns may be added up in another order. */
export function expectClose(actual: unknown, expected: unknown): void {
  const numbers: number[] = [];
  const note = (tree: unknown): void => {
    mapNumbers(tree, (x) => {
      numbers.push(x);
      return x;
    });
  };
  note(expected);
  const wanted = numbers.splice(0);
  note(actual);
  expect(numbers.length).to.equal(wanted.length);
  numbers.forEach((x, i) => {
    if (!Object.is(x, wanted[i])) expect(x).to.be.closeTo(wanted[i]!, 1e-12 * (1 + Math.abs(wanted[i]!)));
  });
}
