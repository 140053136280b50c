import type { LinearSystem } from '../linear/LinearSystem.js';
import type { ImplicitParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';

/** The equation that each step solves for its slope s and state u, all vectors [n]. */
export interface MultistepEquation {
  /** Writes f(u, t), or F(s, u, t). */
  evaluate(value: Float64Array, s: Float64Array, u: Float64Array, t: number): void;
  /** Writes what a Newton step solves for, f − M s or −F. */
  residual(out: Float64Array, value: Float64Array, s: Float64Array, linear: LinearSystem): void;
  /** Takes the derivatives at the point of the last `evaluate`. */
  linearise(linear: LinearSystem, value: Float64Array, s: Float64Array, u: Float64Array, t: number): void;
}

/**
 * M s = f(u, t) or F(s, u, t) = 0, whichever the system is.
 *
 * @param of  'implicit' for the stiff part of a split problem alone
 */
export function multistepEquation(system: System, of: 'whole' | 'implicit' = 'whole'): MultistepEquation {
  const { parts, mass } = system;
  if (parts?.kind === 'implicit') return new ResidualEquation(parts);
  const evaluate: MultistepEquation['evaluate'] =
    parts?.kind === 'split' && of === 'implicit'
      ? (value, _s, u, t) => parts.implicit(value, u, t)
      : (value, _s, u, t) => system.evaluate(value, u, t);
  return new MassEquation(evaluate, mass === undefined, mass?.diagonal);
}

class MassEquation implements MultistepEquation {
  constructor(
    readonly evaluate: MultistepEquation['evaluate'],
    private readonly isIdentity: boolean,
    private readonly diagonal: Float64Array | undefined,
  ) {}

  residual(out: Float64Array, value: Float64Array, s: Float64Array, linear: LinearSystem): void {
    const { diagonal } = this;
    const n = out.length;
    if (this.isIdentity) {
      for (let i = 0; i < n; i++) out[i] = value[i] - s[i];
    } else if (diagonal !== undefined) {
      for (let i = 0; i < n; i++) out[i] = value[i] - diagonal[i] * s[i];
    } else {
      linear.multiplyMass(s, out);
      for (let i = 0; i < n; i++) out[i] = value[i] - out[i];
    }
  }

  linearise(linear: LinearSystem, value: Float64Array, _s: Float64Array, u: Float64Array, t: number): void {
    linear.update(u, t, value);
  }
}

class ResidualEquation implements MultistepEquation {
  constructor(private readonly parts: ImplicitParts) {}

  evaluate(value: Float64Array, s: Float64Array, u: Float64Array, t: number): void {
    this.parts.residual(value, s, u, t);
  }

  residual(out: Float64Array, value: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = -value[i];
  }

  linearise(linear: LinearSystem, _value: Float64Array, s: Float64Array, u: Float64Array, t: number): void {
    linear.update(u, t, s);
  }
}
