import { constantCall } from '../algorithm/constantCall.js';
import { DenseFactors } from './DenseFactors.js';
import { knownPattern } from './knownPattern.js';
import type { LinearSolver } from './LinearSolver.js';
import { MatrixSystem } from './MatrixSystem.js';

const solver: LinearSolver = {
  name: 'DenseLU',
  create({ of, jacobian, massSource }) {
    const pattern = knownPattern(of);
    return new MatrixSystem({
      of,
      pattern,
      jacobian: jacobian(pattern),
      massSource: massSource?.(pattern),
      factors: new DenseFactors(of.n, pattern),
    });
  },
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
