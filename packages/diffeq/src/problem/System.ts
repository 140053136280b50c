import type { Initialization } from '../initialization/Initialization.js';
import type { ProblemParts } from './ProblemParts.js';
import type { RightHandSide } from './RightHandSide.js';

/** What a solve cost. */
export interface SolveStats {
  /** Evaluations of the right-hand side; for split problems, of either part. */
  nf: number;
  /** Evaluations of the Jacobian ∂f/∂u. */
  njac: number;
  /** Matrices factored for linear systems. */
  nfactor: number;
  /** Linear systems solved with them. */
  nsolve: number;
  /** Iterations of Newton's method and its kin. */
  nnewton: number;
  /** Attempted steps whose iteration did not converge. */
  nnewtonfail: number;
  /** Steps that were kept. */
  accepted: number;
  /** Steps that were tried and discarded. */
  rejected: number;
}

/** Counts of nothing yet. */
export function zeroStats(): SolveStats {
  return { nf: 0, njac: 0, nfactor: 0, nsolve: 0, nnewton: 0, nnewtonfail: 0, accepted: 0, rejected: 0 };
}

/** M in M du/dt = f(u, p, t): its diagonal [n], or all of it [n·n], row-major. Singular for differential-algebraic equations. */
export interface MassMatrix {
  readonly diagonal: Float64Array | undefined;
  readonly dense: Float64Array | undefined;
  /** Indices of the algebraic equations, whose rows are zero; empty if M is regular. */
  readonly algebraic: readonly number[];
}

/** Jacobians as the user describes them. */
export interface JacobianHints {
  /** Writes ∂fᵢ/∂uⱼ into `J[i·n + j]`; entries it leaves are 0. */
  readonly jac: ((J: Float64Array, u: Float64Array, p: unknown, t: number) => void) | undefined;
  /** Writes ∂f/∂t into `out`. */
  readonly tgrad: ((out: Float64Array, u: Float64Array, p: unknown, t: number) => void) | undefined;
  /** The places (row, column) that can be other than 0. */
  readonly pattern: readonly (readonly [number, number])[] | undefined;
  /** Numbers of diagonals below and above the main one that can be other than 0. */
  readonly bandwidth: readonly [lower: number, upper: number] | undefined;
}

/**
 * A problem as steppers see it: M du/dt = f(u, t) over flat states, with what is known of f's derivatives, and everything counted.
 * The parameters can change between steps.
 */
export interface System extends RightHandSide {
  /** Writes f at (u, t) into `du`, [n], and counts. */
  evaluate(du: Float64Array, u: Float64Array, t: number): void;
  /** Counted by whoever does the work; accepted and rejected by the loop. */
  readonly stats: SolveStats;
  /** Parameters handed to f. */
  p: unknown;
  /** f as a differentiable function of (u, p, t) or (du, u, p, t); undefined if it has no such form. */
  readonly form: StandardForm | undefined;
  readonly hints: JacobianHints;
  /** Undefined for the identity. */
  readonly mass: MassMatrix | undefined;
  /** What is done about initial values that contradict algebraic equations. */
  readonly initialization: Initialization;
  /** The parts of a split, partitioned or implicit problem; undefined for a plain one. */
  readonly parts: ProblemParts | undefined;
}

/** A right-hand side over a number or a flat vector, in the two forms that users write: what differentiates it works with these. */
export interface StandardForm {
  readonly f: (...args: never[]) => unknown;
  /** Whether f is f(du, u, p, t). */
  readonly inPlace: boolean;
  /** Whether the state is a number. */
  readonly scalar: boolean;
  readonly n: number;
}
