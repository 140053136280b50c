import { gradient } from '@diffjs/runtime';
import { blackScholes } from '../objectives/finance';
import { keplerOrbit, lorenz, simpson } from '../objectives/numerics';
import { recurrence, sineChain, taylorSine } from '../objectives/recurrences';
import { adjointSuite } from '../support/adjointSuite';
import { check } from '../support/Case';
import type { DerivativeCase } from '../support/DerivativeCase';
import { forward } from '../support/forward';
import { rotated, sum } from '../support/operands';
import { blackScholesAdjoint } from '../yardsticks/finance';
import { keplerOrbitAdjoint, lorenzAdjoint, simpsonAdjoint } from '../yardsticks/numerics';
import { recurrenceAdjoint, sineChainAdjoint, taylorSineAdjoint } from '../yardsticks/recurrences';

export function scalarCases(): DerivativeCase[] {
  return [
    {
      name: 'scalar recurrence, 1000 turns',
      contenders: {
        primal: (turn) => recurrence(rotated(0.7, turn), 0.8, 1000),
        gradient: (turn) => sum(gradient(recurrence, rotated(0.7, turn), 0.8, 1000)),
        'by hand': (turn) => sum(recurrenceAdjoint(rotated(0.7, turn), 0.8, 1000)),
        ...forward(recurrence, [0.7, 0.8, 1000], 0),
      },
      check: check(recurrence, recurrenceAdjoint, () => [0.7, 0.8, 20]),
    },
    {
      name: 'x = sin(x)·a + x·b, 1000 turns',
      contenders: {
        primal: (turn) => sineChain(rotated(0.7, turn), 0.8, 0.3, 1000),
        gradient: (turn) => sum(gradient(sineChain, rotated(0.7, turn), 0.8, 0.3, 1000)),
        'by hand': (turn) => sum(sineChainAdjoint(rotated(0.7, turn), 0.8, 0.3, 1000)),
        ...forward(sineChain, [0.7, 0.8, 0.3, 1000], 0),
      },
      check: check(sineChain, sineChainAdjoint, () => [0.7, 0.8, 0.3, 20]),
    },
    taylorCase('Taylor sine to 1e-12 at 0.7 (9 terms)', 0.7),
    { ...taylorCase('Taylor sine to 1e-12 at 30 (60 terms)', 30), rounding: 1e-4 },
    {
      name: 'Black–Scholes call price',
      contenders: {
        primal: (turn) => blackScholes(rotated(100, turn), 95, 0.03, 0.25, 0.7),
        gradient: (turn) => sum(gradient(blackScholes, rotated(100, turn), 95, 0.03, 0.25, 0.7)),
        'by hand': (turn) => sum(blackScholesAdjoint(rotated(100, turn), 95, 0.03, 0.25, 0.7)),
        ...forward(blackScholes, [100, 95, 0.03, 0.25, 0.7], 0),
      },
      check: check(blackScholes, blackScholesAdjoint, () => [100, 104, 0.03, 0.25, 0.7]),
    },
    {
      name: 'Lorenz by RK4, 100 steps',
      contenders: {
        primal: (turn) => lorenz(rotated(1, turn), 1.1, 20, 10, 28, 2.6667, 0.01, 100),
        gradient: (turn) => sum(gradient(lorenz, rotated(1, turn), 1.1, 20, 10, 28, 2.6667, 0.01, 100)),
        'by hand': (turn) => sum(lorenzAdjoint(rotated(1, turn), 1.1, 20, 10, 28, 2.6667, 0.01, 100)),
        ...forward(lorenz, [1, 1.1, 20, 10, 28, 2.6667, 0.01, 100], 0),
      },
      check: check(lorenz, lorenzAdjoint, () => [1, 1.1, 20, 10, 28, 2.6667, 0.01, 5]),
    },
    {
      name: 'Simpson with a helper function, 200 parts',
      contenders: {
        primal: (turn) => simpson(rotated(0.4, turn), 3, 0.01, 200),
        gradient: (turn) => sum(gradient(simpson, rotated(0.4, turn), 3, 0.01, 200)),
        'by hand': (turn) => sum(simpsonAdjoint(rotated(0.4, turn), 3, 0.01, 200)),
        ...forward(simpson, [0.4, 3, 0.01, 200], 0),
      },
      check: check(simpson, simpsonAdjoint, () => [0.4, 3, 0.1, 20]),
    },
    {
      name: 'Kepler by Newton to 1e-12, 100 points',
      contenders: {
        primal: (turn) => keplerOrbit(rotated(0.1, turn), 0.4, 100, 1e-12),
        gradient: (turn) => sum(gradient(keplerOrbit, rotated(0.1, turn), 0.4, 100, 1e-12)),
        'by hand': (turn) => sum(keplerOrbitAdjoint(rotated(0.1, turn), 0.4, 100, 1e-12)),
        ...forward(keplerOrbit, [0.1, 0.4, 100, 1e-12], 0),
      },
      check: check(keplerOrbit, keplerOrbitAdjoint, () => [0.1, 0.4, 5, 1e-12]),
    },
  ];
}

function taylorCase(name: string, at: number): DerivativeCase {
  return {
    name,
    contenders: {
      primal: (turn) => taylorSine(rotated(at, turn), 1e-12),
      gradient: (turn) => gradient(taylorSine, rotated(at, turn), 1e-12)[0],
      'by hand': (turn) => taylorSineAdjoint(rotated(at, turn), 1e-12),
      ...forward(taylorSine, [at, 1e-12], 0),
    },
    check: check(
      taylorSine,
      (x, tolerance) => [taylorSineAdjoint(x, tolerance)],
      () => [at / 10, 1e-12],
    ),
  };
}

export const scalarSuite = adjointSuite('scalars', scalarCases);
