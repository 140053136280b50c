import { gradient } from '@diffjs/runtime';
import { recurrence, sineChain, taylorSine } from '../objectives/scalar';
import type { Case, Suite } from '../support/Case';
import { rotated, sum } from '../support/operands';
import { recurrenceAdjoint, sineChainAdjoint, taylorSineAdjoint } from '../yardsticks/scalar';

function cases(): Case[] {
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
  ];
}

export const scalarSuite: Suite = { name: 'scalars', cases };
