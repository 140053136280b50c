import { checkKeys } from '../diagnostics/checkKeys.js';
import { shown, solverError } from '../diagnostics/solverError.js';

/** Options of `solve` for boundary value problems. */
export interface BVPOptions {
  /**
   * Relative tolerance, dimensionless; default 1e-6. Of collocation, how far u' − f may be from 0 over each interval, in units of 1 + |f|; of shooting, that of
   * integration and of Newton's method.
   */
  rtol?: number;
  /** Absolute tolerance: of collocation, in the unit of u'; of shooting, in that of u. Default `rtol`. */
  atol?: number;
  /** Largest number of nodes of a collocation mesh; default 5000. */
  maxNodes?: number;
  /** Number of nodes of the first mesh, equally spaced, where the guess brings none; default 21. */
  nodes?: number;
  /** Whether the mesh is refined until the tolerance is met; default true. */
  adaptive?: boolean;
  /** Whether failure throws DIFF5011; default false. */
  throwOnFailure?: boolean;
}

export type ResolvedBVPOptions = Readonly<Required<BVPOptions>>;

/**
 * @throws DIFF5001 tolerance, DIFF5005 unknown option, DIFF5008 other values
 */
export function bvpOptions(given: BVPOptions): ResolvedBVPOptions {
  checkKeys(given, ['rtol', 'atol', 'maxNodes', 'nodes', 'adaptive', 'throwOnFailure'], 'solve');
  const {
    rtol = 1e-6,
    atol = rtol,
    maxNodes = 5000,
    nodes = 21,
    adaptive = true,
    throwOnFailure = false,
  } = given;
  for (const [name, value] of Object.entries({ rtol, atol })) {
    if (value > 0 && value < Infinity) continue;
    throw solverError('DIFF5001', `solve: ${name} is ${shown(value)}`, 'A tolerance is a positive number.');
  }
  for (const [name, value] of Object.entries({ maxNodes, nodes })) {
    if (Number.isInteger(value) && value >= 2) continue;
    throw solverError('DIFF5008', `solve: ${name} is ${shown(value)}`, 'It is a whole number from 2.');
  }
  for (const [name, value] of Object.entries({ adaptive, throwOnFailure })) {
    if (typeof value === 'boolean') continue;
    throw solverError('DIFF5008', `solve: ${name} is ${shown(value)}`, 'It is true or false.');
  }
  return { rtol, atol, maxNodes, nodes, adaptive, throwOnFailure };
}
