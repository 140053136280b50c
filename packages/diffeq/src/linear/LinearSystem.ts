/**
 * The linear systems of implicit methods: (s M − J) x = b with J = ∂f/∂u of M du/dt = f(u, t), for shifts s that change more often than
 * J does. Of F(du/dt, u, t) = 0 it is s ∂F/∂u̇ + ∂F/∂u, so that M stands for ∂F/∂u̇ and −J for ∂F/∂u.
 *
 * Call `update` at a point, then `factor` for a shift, then `solve` as often as wanted. Nothing allocates after the first round.
 */
export interface LinearSystem {
  /** Length n of the state. */
  readonly n: number;
  /**
   * Takes J at (u, t), where f is `du`, all [n]; counts in `stats.njac`. For F(du/dt, u, t) = 0, `du` is du/dt. Without derivatives of f
   * it is found by finite differences, which evaluate f.
   */
  update(u: Float64Array, t: number, du: Float64Array): void;
  /** Factors s M − J; false if it is singular or not finite. Counts in `stats.nfactor`. */
  factor(shift: number): boolean;
  /** Solves (s M − J) x = b in place of b [n]; false if an iteration did not converge. Counts in `stats.nsolve`. */
  solve(b: Float64Array): boolean;
  /** Factors (re + i im) M − J beside the real one; false if it is singular or not finite. Counts in `stats.nfactor`. */
  factorComplex(re: number, im: number): boolean;
  /** Solves with it in place of b, given by its parts, [n] each; false if an iteration did not converge. Counts in `stats.nsolve`. */
  solveComplex(bRe: Float64Array, bIm: Float64Array): boolean;
  /** Writes M x into `out` [n], which is another array. */
  multiplyMass(x: Float64Array, out: Float64Array): void;
  /** Writes J x into `out` [n], which is another array. */
  multiply(x: Float64Array, out: Float64Array): void;
  /** Writes ∂f/∂t at (u, t), where f is `du`, into `out` [n]. */
  timeDerivative(out: Float64Array, u: Float64Array, t: number, du: Float64Array): void;
  /**
   * A system with the J that this one takes by `update` and factors of its own, for methods that need several at a time; absent or undefined if
   * there is no such thing.
   */
  sibling?(): LinearSystem | undefined;
}
