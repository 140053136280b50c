import { solverError } from '../diagnostics/solverError.js';

/**
 * A mesh with nodes at given times: those of the mesh that nearly meet one are moved to it, the others are put in.
 *
 * @param mesh  from t0 to t1
 * @param times  within the span, in the order of the mesh
 */
export function meshWith(mesh: readonly number[], times: readonly number[]): Float64Array {
  const direction = mesh[mesh.length - 1] < mesh[0] ? -1 : 1;
  const nearly = 1e-9 * Math.abs(mesh[mesh.length - 1] - mesh[0]);
  const kept = mesh.filter((t) => times.every((s) => Math.abs(s - t) > nearly));
  return Float64Array.from([...kept, ...times].sort((a, b) => (a - b) * direction));
}

/** Equally spaced nodes from t0 to t1. */
export function uniformMesh(t0: number, t1: number, nodes: number): number[] {
  return Array.from({ length: nodes }, (_, i) => (i === nodes - 1 ? t1 : t0 + ((t1 - t0) * i) / (nodes - 1)));
}

/** The nodes at which times lie. */
export function nodesAt(mesh: Float64Array, times: readonly number[]): Int32Array {
  return Int32Array.from(times, (t) => {
    const at = mesh.indexOf(t);
    if (at >= 0) return at;
    throw solverError(
      'DIFF5068',
      `a mesh has no node at t = ${t}`,
      'Give a mesh from one end of the time span to the other.',
    );
  });
}
