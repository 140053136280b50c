import { constantCall } from '../algorithm/constantCall.js';
import { DoubledFactors } from './DoubledFactors.js';
import { requirePattern } from './knownPattern.js';
import type { LinearSolver } from './LinearSolver.js';
import { MatrixSystem } from './MatrixSystem.js';
import { SparseFactors } from './SparseFactors.js';

const solver: LinearSolver = {
  name: 'SparseLU',
  create({ of, jacobian, massSource }) {
    const pattern = requirePattern(of);
    return new MatrixSystem({
      of,
      pattern,
      jacobian: jacobian(pattern),
      massSource: massSource?.(pattern),
      factors: new DoubledFactors(pattern, (places) => new SparseFactors(places)),
    });
  },
};

/**
 * Sparse elimination over the places that the problem's option `jacPattern` (or `bandwidth`) tells, in an order of few neighbours first:
 * the default for large sparse Jacobians. Derivatives need one evaluation for each colour of the pattern instead of each column.
 *
 * Cost: by the fill-in; where the graph is a grid in the plane, about n^1.5 operations a factorisation and n log n a solve.
 *
 * @throws DIFF5050, from the solve, if the problem tells no places
 * @example solve(problem, Rodas5P({ linearSolver: SparseLU() }))
 *
 * Reference: Gilbert & Peierls, SIAM J. Sci. Stat. Comput. 9(5), 1988.
 */
export function SparseLU(): LinearSolver {
  return solver;
}

constantCall(SparseLU);
