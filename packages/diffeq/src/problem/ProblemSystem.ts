import type { Initialization } from '../initialization/Initialization.js';
import type { ProblemParts } from './ProblemParts.js';
import type { JacobianHints, MassMatrix, StandardForm, System } from './System.js';
import { zeroStats } from './System.js';

/** What a system is made of. */
export interface SystemParts {
  readonly n: number;
  /** Writes f(u, p, t) into `du`. */
  readonly call: (du: Float64Array, u: Float64Array, p: unknown, t: number) => void;
  readonly form?: StandardForm;
  readonly hints?: JacobianHints;
  readonly mass?: MassMatrix;
  /** Default 'fix'. */
  readonly initialization?: Initialization;
  /** Made for the system, whose parameters its functions read at each call. */
  readonly parts?: (system: System) => ProblemParts;
}

export const noHints: JacobianHints = {
  jac: undefined,
  tgrad: undefined,
  pattern: undefined,
  bandwidth: undefined,
};

/** The one class of systems, so that the calls of steppers meet a single shape. */
export class ProblemSystem implements System {
  readonly n: number;
  readonly stats = zeroStats();
  readonly form: StandardForm | undefined;
  readonly hints: JacobianHints;
  readonly mass: MassMatrix | undefined;
  readonly initialization: Initialization;
  readonly parts: ProblemParts | undefined;
  private readonly call: SystemParts['call'];

  constructor(
    parts: SystemParts,
    public p: unknown,
  ) {
    this.n = parts.n;
    this.call = parts.call;
    this.form = parts.form;
    this.hints = parts.hints ?? noHints;
    this.mass = parts.mass;
    this.initialization = parts.initialization ?? 'fix';
    this.parts = parts.parts?.(this);
  }

  evaluate(du: Float64Array, u: Float64Array, t: number): void {
    this.stats.nf++;
    this.call(du, u, this.p, t);
  }
}

/** A system over a bare function, such as the equations of an adjoint: no parameters, no derivatives known. */
export function plainSystem(
  n: number,
  evaluate: (du: Float64Array, u: Float64Array, t: number) => void,
): System {
  return new ProblemSystem({ n, call: (du, u, _p, t) => evaluate(du, u, t) }, undefined);
}
