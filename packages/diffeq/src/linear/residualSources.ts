import type { SparsityPattern } from '@diffjs/runtime';
import type { ImplicitParts } from '../problem/ProblemParts.js';
import type { System } from '../problem/System.js';
import { DifferenceJacobian } from './DifferenceJacobian.js';
import { ExactJacobian } from './ExactJacobian.js';
import { largest } from './largest.js';
import { hasDerivative } from './hasDerivative.js';
import type { JacobianSource } from './JacobianSource.js';
import { firstThat } from './JacobianSource.js';
import type { DerivativeForm, Linearised } from './Linearised.js';

/** F(u̇, u, t) = 0 as something linearised: of f = −F, by u. */
export function residualOf(
  system: System,
  parts: ImplicitParts,
): Linearised & { readonly form: DerivativeForm } {
  const slope = new Float64Array(system.n);
  return {
    system,
    n: system.n,
    evaluate: (out, u, t) => parts.residual(out, slope, u, t),
    form: { f: parts.residual, arity: 4, output: 0, u: 2, p: -1, t: 3, du: 1, scalar: false },
    hints: system.hints,
    mass: undefined,
  };
}

/** The source of −∂F/∂u, or of ∂F/∂u̇ if `by` says so: exact if the residual is differentiable, else by differences. */
export function residualSource(
  of: Linearised & { readonly form: DerivativeForm },
  parts: ImplicitParts,
  by: 'u' | 'du',
  pattern: SparsityPattern | undefined,
  typical: Float64Array | undefined,
): JacobianSource {
  const sign = by === 'u' ? -1 : 1;
  const differences = (): JacobianSource => new ResidualDifferences(of.n, parts, by, pattern, typical);
  const source = hasDerivative(of.form.f)
    ? firstThat(new ExactJacobian(of, of.form, pattern, of.form[by]), differences)
    : differences();
  return sign > 0 ? source : new Negated(source);
}

class Negated implements JacobianSource {
  constructor(private readonly source: JacobianSource) {}

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    this.source.evaluate(J, u, t, du);
    for (let e = 0; e < J.length; e++) J[e] = -J[e];
  }
}

/** ∂F/∂u with u̇ held, or ∂F/∂u̇ with u held. */
class ResidualDifferences implements JacobianSource {
  private readonly value: Float64Array;
  private readonly inner: DifferenceJacobian;
  /** Sizes below which u̇ does not count: where u̇ is 0, it is F that bounds what a difference can show. */
  private readonly slopes: Float64Array;
  private held: Float64Array;

  constructor(
    n: number,
    private readonly parts: ImplicitParts,
    private readonly by: 'u' | 'du',
    pattern: SparsityPattern | undefined,
    typical: Float64Array | undefined,
  ) {
    this.value = new Float64Array(n);
    this.slopes = new Float64Array(n);
    this.held = this.value;
    const evaluate: Linearised['evaluate'] =
      by === 'u'
        ? (out, moved, t) => parts.residual(out, this.held, moved, t)
        : (out, moved, t) => parts.residual(out, moved, this.held, t);
    this.inner = new DifferenceJacobian({ n, evaluate }, pattern, by === 'u' ? typical : this.slopes);
  }

  evaluate(J: Float64Array, u: Float64Array, t: number, du: Float64Array): void {
    const { by, parts, inner, value } = this;
    parts.residual(value, du, u, t);
    this.held = by === 'u' ? du : u;
    if (by === 'du') this.slopes.fill(Math.max(largest(value), largest(du)) || 1);
    inner.evaluate(J, by === 'u' ? u : du, t, value);
  }
}
