/** Writes a derivative at (u, t) into `out`; all vectors are [n]. */
export type PartialRightHandSide = (out: Float64Array, u: Float64Array, t: number) => void;

/** du/dt = f1(u, t) + f2(u, t): f1 stiff, taken implicitly, f2 explicitly. */
export interface SplitParts {
  readonly kind: 'split';
  readonly implicit: PartialRightHandSide;
  readonly explicit: PartialRightHandSide;
  /** L of f1(u, t) = L u, [n·n] row-major, for exponential methods; undefined if f1 is not known to be linear. */
  readonly linear: Float64Array | undefined;
}

/**
 * dv/dt = f1(v, u, t), du/dt = f2(v, u, t) over the flat state [v, u], v of length nv. Second-order problems u'' = f1(u', u, t)
 * have f2 = v.
 */
export interface PartitionedParts {
  readonly kind: 'partitioned';
  readonly nv: number;
  /** Writes dv/dt [nv] for the v [nv] and u [n − nv] at t. */
  readonly kick: (dv: Float64Array, v: Float64Array, u: Float64Array, t: number) => void;
  /** Writes du/dt [n − nv]; undefined for du/dt = v. */
  readonly drift: ((du: Float64Array, v: Float64Array, u: Float64Array, t: number) => void) | undefined;
}

/** F(du/dt, u, t) = 0. */
export interface ImplicitParts {
  readonly kind: 'implicit';
  /** Writes F [n]. */
  readonly residual: (out: Float64Array, du: Float64Array, u: Float64Array, t: number) => void;
  /** du/dt at t0, consistent with u0, [n]. */
  readonly du0: Float64Array;
  /** Which components occur differentiated, [n]; undefined if not said. */
  readonly differential: readonly boolean[] | undefined;
}

export type ProblemParts = SplitParts | PartitionedParts | ImplicitParts;
