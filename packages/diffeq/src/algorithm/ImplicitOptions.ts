import { checkKeys } from '../diagnostics/checkKeys.js';
import type { LinearSolver } from '../linear/LinearSolver.js';
import { checkLinearSolver } from '../linear/linearSystems.js';
import type { Algorithm } from './Algorithm.js';

/** Options of implicit methods. */
export interface ImplicitOptions {
  /** How linear systems are solved, such as `DenseLU()`; default by the hints of the problem and its size. */
  linearSolver?: LinearSolver;
}

/**
 * An implicit method as a function of its options, whose result without options is one object.
 *
 * @param known  names of the options
 * @throws DIFF5005 for an unknown option, DIFF5008 for a `linearSolver` that is none; both from the function
 */
export function implicitAlgorithm<O extends ImplicitOptions = ImplicitOptions>(
  name: string,
  make: (options: Partial<O>) => Algorithm,
  known: readonly (keyof O & string)[] = ['linearSolver'],
): (options?: O) => Algorithm {
  const plain = make({});
  return (options) => {
    if (options === undefined) return plain;
    checkKeys(options, known, name);
    checkLinearSolver(options.linearSolver, name);
    return known.every((key) => options[key] === undefined) ? plain : make(options);
  };
}
