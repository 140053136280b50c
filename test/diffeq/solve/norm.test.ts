import { expect } from 'chai';
import type { SolveOptions } from '@diffjs/diffeq';
import { FBDF, ODEProblem, solve } from '@diffjs/diffeq';
import { everyAlgorithm } from '../support/everyAlgorithm';

/** One component that moves beside nine that rest, which the root mean square counts in. */
const mostlyAtRest = new ODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, t: number) => {
    du.fill(0);
    du[0] = Math.cos(2 * t) * Math.sin(u[0]!);
  },
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  [0, 20],
  undefined,
  { inPlace: true },
);

describe('diffeq/solve: norms', () => {
  for (const algorithm of everyAlgorithm().filter(
    ({ anyNorm, needs }) => anyNorm === true && needs === undefined,
  )) {
    if (!algorithm.adaptive) continue;
    it(`${algorithm.name} judges its steps as it is told`, () => {
      const steps = (norm: SolveOptions['norm']): number =>
        solve(mostlyAtRest, algorithm, { rtol: 1e-6, atol: 1e-9, norm }).stats.accepted;
      const rms = (scaled: Float64Array): number =>
        Math.sqrt(scaled.reduce((sum, x) => sum + x * x, 0) / scaled.length);
      expect(steps(undefined)).to.equal(steps('rms'));
      if (algorithm.name === 'RadauIIA')
        expect(steps('max')).to.not.equal(steps('rms')); // another order, other steps
      else expect(steps('max')).to.be.greaterThan(steps('rms'));
      expect(steps(rms)).to.be.closeTo(steps('rms'), 1);
      expect(steps((scaled) => Math.max(...scaled.map(Math.abs)))).to.be.closeTo(steps('max'), 1);
    });
  }

  it('refuses what is no norm, and methods with a norm of their own', () => {
    const withNorm = (norm: unknown) => () => solve(mostlyAtRest, undefined, { norm } as SolveOptions);
    expect(withNorm('two')).to.throw(/norm is "two"/);
    expect(() => solve(mostlyAtRest, FBDF(), { norm: 'max' })).to.throw(
      /FBDF judges its steps by the root mean square/,
    );
  });
});
