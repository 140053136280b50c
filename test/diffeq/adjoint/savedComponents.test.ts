import { expect } from 'chai';
import { gradient, jvp } from '@diffjs/runtime';
import type { SolveOptions } from '@diffjs/diffeq';
import { InterpolatingAdjoint, ODEProblem, Rodas5P, Tsit5, solve } from '@diffjs/diffeq';

/* @differentiable */
function circle(u: Float64Array, w: number, _t: number): number[] {
  return [w * u[1]!, -w * u[0]!, u[0]! * u[1]!];
}

/* @differentiable */
function ofOne(w: number, options: SolveOptions): number {
  const { u } = solve(new ODEProblem(circle, [1, 0.5, 0], [0, 1], w), Tsit5(), options);
  let sum = 0;
  for (const x of u as unknown as number[]) sum += x * x;
  return sum;
}

/* @differentiable */
function ofSome(w: number, options: SolveOptions): number {
  const sol = solve(new ODEProblem(circle, [1, 0.5, 0], [0, 1], w), Tsit5(), options);
  const inside = sol(0.37);
  const end = sol.u[sol.u.length - 1]!;
  return inside[0]! * inside[1]! + 3 * end[0]! + end[1]! * end[1]!;
}

/* @differentiable */
function withMass(w: number): number {
  const problem = new ODEProblem(circle, [1, 0.5, 0], [0, 1], w, { massMatrix: [1, 2, 1] });
  const { u } = solve(problem, Rodas5P());
  return u[u.length - 1]![0]!;
}

const tight = { rtol: 1e-10, atol: 1e-12 };
const difference = (f: (w: number, options: SolveOptions) => number, options: SolveOptions): number =>
  (f(1.3 + 1e-5, options) - f(1.3 - 1e-5, options)) / 2e-5;

describe('diffeq/adjoint: saved components', () => {
  for (const [name, f, more] of [
    ['one, at each step', ofOne, { saveIdxs: 2, saveat: [0.3, 0.7, 1] }],
    ['several, and by dense output', ofSome, { saveIdxs: [2, 0] }],
    ['the same by the continuous adjoint', ofSome, { saveIdxs: [2, 0], sensitivity: InterpolatingAdjoint() }],
  ] as const) {
    it(name, () => {
      const options: SolveOptions = { ...tight, ...more };
      const wanted = difference(f, options);
      const [dw] = gradient(f, 1.3, options);
      expect(dw).to.be.closeTo(wanted, 1e-6);
      expect(jvp(f, [1.3, options], [1, null] as never)[1]).to.be.closeTo(wanted, 1e-6);
    });
  }

  it('a mass matrix is refused in both modes', () => {
    expect(() => gradient(withMass, 1)).to.throw(/DIFF5016.*mass matrix/);
    expect(() => jvp(withMass, [1], [1])).to.throw(/DIFF5016.*mass matrix/);
  });
});
