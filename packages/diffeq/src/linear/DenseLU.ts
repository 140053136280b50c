import { constantCall } from '../algorithm/constantCall.js';
import { DenseFactors } from './DenseFactors.js';
import type { LinearSolver } from './LinearSolver.js';
import { MatrixSystem } from './MatrixSystem.js';

const solver: LinearSolver = {
  name: 'DenseLU',
  create: ({ of, jacobian, massSource }) =>
    new MatrixSystem({
      of,
      pattern: undefined,
      jacobian: jacobian(undefined),
      massSource: massSource?.(undefined),
      factors: new DenseFactors(of.n),
    }),
};

/**
 * Elimination with partial pivoting of full matrices: the default where no pattern is known.
 *
 * Cost: 2n³/3 operations a factorisation, 2n² a solve; 4 n² numbers of memory.
 *
 * @example solve(problem, Rodas5P({ linearSolver: DenseLU() }))
 */
export function DenseLU(): LinearSolver {
  return solver;
}

constantCall(DenseLU);
