import { gradient } from '@diffjs/runtime';
import { arraysOfArrays, vectorObjects } from '../objectives/arrays';
import type { Case, Suite } from '../support/Case';
import { numbers, rotated, sum } from '../support/operands';
import { arraysOfArraysAdjoint, vectorObjectsAdjoint } from '../yardsticks/arrays';

function cases(): Case[] {
  const n = 64;
  const [W, x] = [numbers(n * n), numbers(n)];
  const rows = Array.from({ length: n }, (_, i) => [...W.subarray(i * n, (i + 1) * n)]);
  const row = [...x];
  return [
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
  ];
}

export const objectSuite: Suite = { name: 'objects and arrays of arrays', cases };
