import { constantCall } from '../algorithm/constantCall.js';
import { BandedFactors } from './BandedFactors.js';
import { DoubledFactors } from './DoubledFactors.js';
import { bandPattern, knownPattern, requireBandwidth } from './knownPattern.js';
import type { LinearSolver } from './LinearSolver.js';
import { MatrixSystem } from './MatrixSystem.js';

const solver: LinearSolver = {
  name: 'Banded',
  create({ of, jacobian, massSource }) {
    const pattern = knownPattern(of) ?? bandPattern(of.n, requireBandwidth(of));
    return new MatrixSystem({
      of,
      pattern,
      jacobian: jacobian(pattern),
      massSource: massSource?.(pattern),
      factors: new DoubledFactors(pattern, (places) => new BandedFactors(places)),
    });
  },
};

/**
 * Elimination with partial pivoting within the band that the problem's option `bandwidth: [lower, upper]` tells, or the one that holds
 * its `jacPattern`: the default for banded Jacobians, such as those of equations in one space dimension.
 *
 * Cost: about 2 n lower (lower + upper) operations a factorisation, 2 n (2 lower + upper) a solve.
 *
 * @throws DIFF5050, from the solve, if the problem tells neither
 * @example solve(problem, Rodas5P({ linearSolver: Banded() }))
 */
export function Banded(): LinearSolver {
  return solver;
}

constantCall(Banded);
