/** Equations over the nodes of a mesh, as Newton's method solves them: N links between neighbours, and n conditions. */
export interface NodeEquations {
  readonly n: number;
  /** Number of intervals, N. */
  readonly count: number;
  /** Nodes that the conditions are about, [q] increasing. */
  readonly at: Int32Array;
  /** Writes the residuals of the links at Y [(N + 1)·n] into `g` [N·n] and those of the conditions into `b` [n]; false if one is not finite. */
  residual(Y: Float64Array, g: Float64Array, b: Float64Array): boolean;
  /**
   * Writes the derivatives of the links by their left and right node into S and R [N·n·n], and those of the conditions into B [n, q·n].
   * `residual` was called at Y last.
   */
  linearise(Y: Float64Array, S: Float64Array, R: Float64Array, B: Float64Array): void;
}
