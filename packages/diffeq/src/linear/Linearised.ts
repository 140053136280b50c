import { noHints } from '../problem/ProblemSystem.js';
import type { JacobianHints, MassMatrix, System } from '../problem/System.js';

/** A differentiable function behind f(u, t), and where its arguments stand. */
export interface DerivativeForm {
  readonly f: unknown;
  /** Number of arguments. */
  readonly arity: number;
  /** Position of the result that f writes; −1 if it returns it. */
  readonly output: number;
  readonly u: number;
  /** Position of the parameters; −1 if f has none. */
  readonly p: number;
  readonly t: number;
  /** Position of du/dt, of F(du/dt, u, t) = 0; −1 otherwise. */
  readonly du: number;
  /** Whether u is a number. */
  readonly scalar: boolean;
}

/** What a linear system is of: a function over flat states, with what is known of its derivatives. */
export interface Linearised {
  readonly system: System;
  readonly n: number;
  /** Writes f(u, t) into `out`, [n], and counts. */
  readonly evaluate: (out: Float64Array, u: Float64Array, t: number) => void;
  /** Undefined if only differences will do. */
  readonly form: DerivativeForm | undefined;
  readonly hints: JacobianHints;
  /** Undefined for the identity. */
  readonly mass: MassMatrix | undefined;
}

/** The right-hand side of a system, whole. */
export function wholeOf(system: System): Linearised {
  const { n, form, hints, mass } = system;
  const first = form?.inPlace === true ? 1 : 0;
  return {
    system,
    n,
    evaluate: (out, u, t) => system.evaluate(out, u, t),
    form: form && {
      f: form.f,
      arity: first + 3,
      output: first - 1,
      u: first,
      p: first + 1,
      t: first + 2,
      du: -1,
      scalar: form.scalar,
    },
    hints,
    mass,
  };
}

/**
 * The stiff part f₁ of a split system. Hints of the problem are taken to be of f₁, the part that implicit methods ask them for.
 */
export function implicitPartOf(system: System): Linearised {
  const { n, hints, mass, parts } = system;
  if (parts?.kind !== 'split') return wholeOf(system);
  const { implicit, linear } = parts;
  const ofLinear = linear && {
    ...noHints,
    jac: (J: Float64Array) => J.set(linear),
    tgrad: (out: Float64Array) => out.fill(0),
  };
  return {
    system,
    n,
    evaluate: implicit,
    form: { f: implicit, arity: 3, output: 0, u: 1, p: -1, t: 2, du: -1, scalar: false },
    hints: ofLinear ? { ...ofLinear, pattern: hints.pattern, bandwidth: hints.bandwidth } : hints,
    mass,
  };
}
