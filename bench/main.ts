/**
 * `npm run bench`: gradient time over the primal's and over a hand-written adjoint's, measured in one run on this machine.
 * `npm run bench -- --only dense` runs the cases whose names contain the text.
 * `npm run bench -- --smoke` runs everything once for a short time (for CI: it shows that the benchmarks work, not how fast they are).
 */
import os from 'node:os';
import { gradient } from '@diffjs/runtime';
import { arraysOfArrays, denseLayer, matrixProduct, nBodyStep, vectorObjects } from './objectives/arrays';
import { lotkaVolterraThroughSolver } from './objectives/solver';
import { recurrence, sineChain, taylorSine } from './objectives/scalar';
import { formatTime, measure } from './support/measure';
import {
  arraysOfArraysAdjoint,
  denseLayerAdjoint,
  matrixProductAdjoint,
  nBodyStepAdjoint,
  vectorObjectsAdjoint,
} from './yardsticks/arrays';
import { recurrenceAdjoint, sineChainAdjoint, taylorSineAdjoint } from './yardsticks/scalar';
import { lotkaVolterraGradient } from './yardsticks/tsit5LotkaVolterra';

interface Case {
  readonly name: string;
  readonly primal: (turn: number) => number;
  readonly gradient: (turn: number) => number;
  readonly byHand: (turn: number) => number;
}

/** Deterministic numbers in (−½, ½). */
function numbers(count: number): Float64Array {
  let seed = 1;
  return Float64Array.from({ length: count }, () => (seed = (seed * 48271) % 2147483647) / 2147483647 - 0.5);
}

/** Operands rotate, since V8 folds what never changes. */
const rotated = (x: number, turn: number): number => x + (turn & 7) * 0.01;

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

function cases(): Case[] {
  const n = 64;
  const [W, b, x] = [numbers(n * n), numbers(n), numbers(n)];
  const size = 48;
  const [A, B] = [numbers(size * size), numbers(size * size)];
  const bodies = 32;
  const [state, mass] = [numbers(6 * bodies), numbers(bodies).map(Math.abs)];
  const rows = Array.from({ length: n }, (_, i) => [...W.subarray(i * n, (i + 1) * n)]);
  const row = [...x];
  const u0 = Float64Array.of(1, 1);
  const p = Float64Array.of(1.5, 1, 3, 1);
  return [
    {
      name: 'scalar recurrence, 1000 turns',
      primal: (turn) => recurrence(rotated(0.7, turn), 0.8, 1000),
      gradient: (turn) => sum(gradient(recurrence, rotated(0.7, turn), 0.8, 1000) as number[]),
      byHand: (turn) => sum(recurrenceAdjoint(rotated(0.7, turn), 0.8, 1000)),
    },
    {
      name: 'x = sin(x)·a + x·b, 1000 turns',
      primal: (turn) => sineChain(rotated(0.7, turn), 0.8, 0.3, 1000),
      gradient: (turn) => sum(gradient(sineChain, rotated(0.7, turn), 0.8, 0.3, 1000) as number[]),
      byHand: (turn) => sum(sineChainAdjoint(rotated(0.7, turn), 0.8, 0.3, 1000)),
    },
    {
      name: 'Taylor sine to 1e-12 at 0.7 (9 terms)',
      primal: (turn) => taylorSine(rotated(0.7, turn), 1e-12),
      gradient: (turn) => (gradient(taylorSine, rotated(0.7, turn), 1e-12) as number[])[0]!,
      byHand: (turn) => taylorSineAdjoint(rotated(0.7, turn), 1e-12),
    },
    {
      name: 'Taylor sine to 1e-12 at 30 (60 terms)',
      primal: (turn) => taylorSine(rotated(30, turn), 1e-12),
      gradient: (turn) => (gradient(taylorSine, rotated(30, turn), 1e-12) as number[])[0]!,
      byHand: (turn) => taylorSineAdjoint(rotated(30, turn), 1e-12),
    },
    {
      name: 'dense tanh layer in loops, n = 64',
      primal: () => denseLayer(W, b, x),
      gradient: () => gradient(denseLayer, W, b, x)[1][0]!,
      byHand: () => denseLayerAdjoint(W, b, x)[1][0]!,
    },
    {
      name: 'matrix product in loops, n = 48',
      primal: () => matrixProduct(A, B, size),
      gradient: () => gradient(matrixProduct, A, B, size)[0][0]!,
      byHand: () => matrixProductAdjoint(A, B, size)[0][0]!,
    },
    {
      name: 'n-body step, 32 bodies',
      primal: (turn) => nBodyStep(state, mass, rotated(0.01, turn)),
      gradient: (turn) => gradient(nBodyStep, state, mass, rotated(0.01, turn))[0][0]!,
      byHand: (turn) => nBodyStepAdjoint(state, mass, rotated(0.01, turn))[0][0]!,
    },
    {
      name: '{x, y, z} objects, 200 steps',
      primal: (turn) => vectorObjects(1, 2, 3, rotated(0.1, turn), 200),
      gradient: (turn) => sum(gradient(vectorObjects, 1, 2, 3, rotated(0.1, turn), 200) as number[]),
      byHand: (turn) => sum(vectorObjectsAdjoint(1, 2, 3, rotated(0.1, turn), 200)),
    },
    {
      name: 'array of arrays times vector, n = 64',
      primal: () => arraysOfArrays(rows, row),
      gradient: () => gradient(arraysOfArrays, rows, row)[1][0]!,
      byHand: () => arraysOfArraysAdjoint(rows, row)[1][0]!,
    },
    {
      name: 'Tsit5 on Lotka–Volterra, (0, 10), rtol 1e-6',
      primal: () => lotkaVolterraThroughSolver(u0, p),
      gradient: () => gradient(lotkaVolterraThroughSolver, u0, p)[1][0]!,
      byHand: () => lotkaVolterraGradient(u0, p, 10, 1e-6, 1e-9).p[0]!,
    },
  ];
}

/** The text behind an option. */
function optionAfter(option: string): string | null {
  const at = process.argv.indexOf(option);
  return at < 0 ? null : (process.argv[at + 1] ?? '');
}

function main(): void {
  const smoke = process.argv.includes('--smoke');
  const options = smoke ? { rounds: 1, roundMs: 2, warmMs: 5 } : {};
  console.log(
    `Node ${process.version}, V8 ${process.versions.v8}, ${os.cpus()[0]?.model ?? 'unknown processor'}`,
  );
  console.log('medians; operands rotate; yardsticks: bench/yardsticks\n');
  const widths = [44, 12, 12, 12, 12, 12] as const;
  const line = (cells: readonly string[]): string =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('');
  console.log(line(['', 'primal', 'gradient', 'by hand', '/ primal', '/ by hand']));
  const only = optionAfter('--only');
  for (const { name, primal, gradient: compiled, byHand } of cases()) {
    if (only !== null && !name.includes(only)) continue;
    const [first, second, third] = measure({ primal, compiled, byHand }, options).map(({ median }) => median);
    console.log(
      line([
        name,
        formatTime(first!),
        formatTime(second!),
        formatTime(third!),
        (second! / first!).toFixed(2),
        (second! / third!).toFixed(2),
      ]),
    );
  }
}

main();
