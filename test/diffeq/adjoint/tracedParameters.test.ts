import {
  DiscreteAdjoint,
  ForwardSensitivity,
  InterpolatingAdjoint,
  ODEProblem,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import type { SensitivityMethod } from '@diffjs/diffeq';
import { derivative, gradient } from '@diffjs/runtime';
import { expect } from 'chai';

interface Rates {
  readonly a: number[];
  readonly v: Float64Array;
}

const known: Rates = { a: [0.7, 0.2], v: Float64Array.of(0.3) };
const other = Float64Array.of(0.4);

/* What names a derivative runs as traced code, which finds the shadows of parameters by the objects. */

/** The parameters are read as the argument and as the object that they are outside. */
/* @differentiable */
function rates(du: Float64Array, u: Float64Array, p: Rates, _t: number): void {
  du[0] = -derivative((x: number) => x * p.a[0], 1) * u[0] - p.v[0] * known.v[0] * known.a[1];
}

/* @differentiable */
function outside(du: Float64Array, u: Float64Array, p: Rates, _t: number): void {
  du[0] = -derivative((x: number) => x * p.a[0], 1) * u[0] * other[0];
}

type RightHandSide = typeof rates;

/* @differentiable */
function loss(
  f: RightHandSide,
  sensitivity: SensitivityMethod,
  start: number,
  p: Rates,
  _o: Float64Array,
): number {
  const problem = new ODEProblem(f, [start], [0, 1], p);
  const { u } = solve(problem, Tsit5(), { rtol: 1e-10, atol: 1e-10, sensitivity });
  return (u[u.length - 1] as Float64Array)[0];
}

describe('diffeq/adjoint: parameters of right-hand sides that run as traced code', () => {
  const derivatives = (method: SensitivityMethod): readonly number[] => {
    const [, , start$, p$] = gradient(loss, rates, method, 1.5, known, other);
    return [start$, ...p$.a, ...p$.v];
  };

  for (const method of [InterpolatingAdjoint(), ForwardSensitivity()]) {
    it(`are no captured variables of it: ${method.name}`, () => {
      const wanted = derivatives(DiscreteAdjoint());
      derivatives(method).forEach((d, i) => expect(d).to.be.closeTo(wanted[i], 1e-8));
      // ∂u(1)/∂u(0) = exp(−0.7)
      expect(wanted[0]).to.be.closeTo(Math.exp(-0.7), 1e-8);
    });

    it(`do not hide other objects that it reads: ${method.name}`, () => {
      expect(() => gradient(loss, outside, method, 1.5, known, other)).to.throw(/DIFF5014/);
    });
  }
});
