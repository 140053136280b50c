import { gradient } from '@diffjs/runtime';
import { denseLayer, matrixProduct, nBodyStep } from '../objectives/arrays';
import type { Case, Suite } from '../support/Case';
import { numbers, rotated } from '../support/operands';
import { denseLayerAdjoint, matrixProductAdjoint, nBodyStepAdjoint } from '../yardsticks/arrays';

function cases(): Case[] {
  const n = 64;
  const [W, b, x] = [numbers(n * n), numbers(n), numbers(n)];
  const size = 48;
  const [A, B] = [numbers(size * size), numbers(size * size)];
  const bodies = 32;
  const [state, mass] = [numbers(6 * bodies), numbers(bodies).map(Math.abs)];
  return [
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
  ];
}

export const arraySuite: Suite = { name: 'typed arrays', cases };
