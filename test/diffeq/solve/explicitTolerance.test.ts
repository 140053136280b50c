import { ODEProblem, solve } from '@diffjs/diffeq';
import { expect } from 'chai';
import { explicitMethods, isBootstrapped } from '../support/explicitMethods';
import { referenceSolutions } from '../support/reference';
import { rightHandSides } from '../support/rightHandSides';

const { p, u0, tspan, t, u } = referenceSolutions.rigid_body;

/** Largest error over the reference times, which lie inside steps. */
function errorOf(name: string, rtol: number): number {
  const problem = new ODEProblem(rightHandSides.rigid_body, u0, tspan, p);
  const solution = solve(problem, explicitMethods.get(name), { rtol, atol: rtol, saveat: t, maxSteps: 1e6 });
  expect(solution.code).to.equal('Success');
  return Math.max(...u.flatMap((state, k) => state.map((value, i) => Math.abs(solution.u[k][i] - value))));
}

describe('diffeq/solve: tolerances of the explicit methods', () => {
  for (const [name, { adaptive, order }] of explicitMethods) {
    if (!adaptive) continue;
    // Two orders of magnitude in the tolerance are to be two in the error; low orders would need very many steps.
    const tolerances = order < 3 ? [1e-4, 1e-6] : order < 5 ? [1e-5, 1e-7, 1e-9] : [1e-5, 1e-7, 1e-9, 1e-11];
    it(`the error of ${name} follows the tolerance`, () => {
      const errors = tolerances.map((rtol) => errorOf(name, rtol));
      // Bootstrapped output is of lower order than the steps, which are long.
      const growth = isBootstrapped(name) ? 500 : 200;
      errors.forEach((error, i) => expect(error).to.be.lessThan(growth * tolerances[i]));
      const decades = Math.log10(errors[0] / errors.at(-1)!);
      const wanted = Math.log10(tolerances[0] / tolerances.at(-1)!);
      expect(decades / wanted).to.be.within(0.75, isBootstrapped(name) ? 1.6 : 1.3);
    });
  }
});
