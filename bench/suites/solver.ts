import { gradient } from '@diffjs/runtime';
import { lotkaVolterraThroughSolver } from '../objectives/solver';
import { adjointSuite, type AdjointColumn } from '../support/adjointSuite';
import type { Suite } from '../support/Case';
import { lotkaVolterraGradient } from '../yardsticks/tsit5LotkaVolterra';

const u0 = Float64Array.of(1, 1);
const p = Float64Array.of(1.5, 1, 3, 1);

/** A solver is long: some thousand solutions pass before V8 has optimised all of it. */
const warmMs = 3000;

export const solverSuite: Suite<AdjointColumn> = {
  ...adjointSuite('solvers', () => [
    {
      name: 'Tsit5 on Lotka–Volterra, (0, 10), rtol 1e-6',
      contenders: {
        primal: () => lotkaVolterraThroughSolver(u0, p),
        gradient: () => gradient(lotkaVolterraThroughSolver, u0, p)[1][0]!,
        'by hand': () => lotkaVolterraGradient(u0, p, 10, 1e-6, 1e-9).p[0]!,
      },
    },
  ]),
  warmMs,
};
