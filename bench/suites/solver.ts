import { gradient } from '@diffjs/runtime';
import { lotkaVolterraThroughSolver } from '../objectives/solver';
import type { Case, Suite } from '../support/Case';
import { lotkaVolterraGradient } from '../yardsticks/tsit5LotkaVolterra';

function cases(): Case[] {
  const u0 = Float64Array.of(1, 1);
  const p = Float64Array.of(1.5, 1, 3, 1);
  return [
    {
      name: 'Tsit5 on Lotka–Volterra, (0, 10), rtol 1e-6',
      primal: () => lotkaVolterraThroughSolver(u0, p),
      gradient: () => gradient(lotkaVolterraThroughSolver, u0, p)[1][0]!,
      byHand: () => lotkaVolterraGradient(u0, p, 10, 1e-6, 1e-9).p[0]!,
    },
  ];
}

export const solverSuite: Suite = { name: 'solvers', cases };
