import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import { ODEProblem, Tsit5, solve } from '@diffjs/diffeq';

interface Parameters {
  u0: Float64Array;
  k: number;
}

/* @differentiable */
function decay(du: Float64Array, u: Float64Array, p: Parameters, _t: number): void {
  du[0] = -p.k * u[0]!;
}

/* @differentiable */
function endFromOneTree(p: Parameters): number {
  const { u } = solve(new ODEProblem(decay, p.u0, [0, 1], p), Tsit5(), { rtol: 1e-10, atol: 1e-12 });
  return u[u.length - 1]![0]!;
}

/* @differentiable */
function endOfScalar(u0: number, k: number): number {
  const problem = new ODEProblem(growth, u0, [0, 1], k);
  const { u } = solve(problem, Tsit5(), { rtol: 1e-10, atol: 1e-12 });
  return u[u.length - 1]!;
}

/* @differentiable */
function growth(u: number, k: number, _t: number): number {
  return k * u;
}

describe('ODEProblem in differentiated code', () => {
  it('counts a state that is part of the parameters once', () => {
    const [p] = gradient(endFromOneTree, { u0: Float64Array.of(1), k: 1 });
    expect(p.u0[0]).to.be.closeTo(Math.exp(-1), 1e-9);
    expect(p.k).to.be.closeTo(-Math.exp(-1), 1e-9);
  });

  it('takes numbers for state and parameters, in both modes', () => {
    const [du0, dk] = gradient(endOfScalar, 2, 0.5);
    expect(du0).to.be.closeTo(Math.exp(0.5), 1e-9);
    expect(dk).to.be.closeTo(2 * Math.exp(0.5), 1e-8);
    const [, tangent] = jvp(endOfScalar, [2, 0.5], [0.3, 0.7]);
    expect(tangent).to.be.closeTo(0.3 * du0 + 0.7 * dk, 1e-8);
  });
});
