import { solverError } from '../diagnostics/solverError.js';
import type { PartitionedParts } from './ProblemParts.js';
import type { System } from './System.js';

/** The halves of a partitioned problem; that it is one was checked before. */
export function partitionedParts({ parts }: System): PartitionedParts {
  return parts as PartitionedParts;
}

/**
 * The halves of a second-order problem.
 *
 * @throws DIFF5062 if du/dt is another function than v
 */
export function secondOrderParts(system: System, method: string): PartitionedParts {
  const parts = partitionedParts(system);
  if (parts.drift === undefined) return parts;
  throw solverError(
    'DIFF5062',
    `solve: ${method} is for u'' = f, and du/dt of the problem is a function of its own`,
    'Pose it as a SecondOrderODEProblem if du/dt = v, or choose a method for both halves, such as KahanLi8() or Tsit5().',
  );
}
