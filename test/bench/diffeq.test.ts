import { expect } from 'chai';
import { exportedMethods, methodsFor } from '../../bench/diffeq/methods';
import { benchProblems, errorAtEnd } from '../../bench/diffeq/problems';
import type { Point } from '../../bench/diffeq/sweep';
import { timeToError } from '../../bench/diffeq/timeToError';
import { oursOn } from '../../bench/diffeq/worker/ours';
import { yardstickOn } from '../../bench/diffeq/worker/yardsticks';

/** Error over tolerance that a problem may show. */
const GROWTH = 1e4;

describe('bench: solvers', () => {
  for (const problem of Object.values(benchProblems)) {
    const { name, stiff, end } = problem;
    if (end === null) continue;
    it(`${stiff ? 'Rodas4' : 'Tsit5'} by hand solves ${name}`, () => {
      const rtol = 1e-7;
      const attempt = yardstickOn(stiff ? 'rodas4' : 'tsit5', problem)!(rtol, rtol * 1e-4);
      if ('failed' in attempt) expect.fail(attempt.failed);
      expect(errorAtEnd(attempt.u, end)).to.be.lessThan(GROWTH * rtol);
    });
  }

  it('Tsit5 of the package and by hand take the same steps on the Lorenz equations', () => {
    const lorenz = benchProblems.lorenz!;
    const ours = oursOn('Tsit5', lorenz)!(1e-6, 1e-9);
    const byHand = yardstickOn('tsit5', lorenz)!(1e-6, 1e-9);
    if ('failed' in ours || 'failed' in byHand) expect.fail('failed');
    // A chaotic solution turns the last bit of a sum into another orbit.
    expect(ours.accepted / byHand.accepted).to.be.within(0.95, 1.05);
  });

  it('finds the methods among the exports', () => {
    expect([...exportedMethods().keys()])
      .to.include.members(['Tsit5', 'Bosh3'])
      .and.not.include('RK4');
    expect(methodsFor(false)[0]!.leads).to.equal(true);
    expect(methodsFor(false).map(({ name }) => name))
      .to.include('Tsit5')
      .and.not.include('DPRKN6');
    expect(methodsFor(true).map(({ name }) => name)).to.not.include('Tsit5');
  });

  it('knows the time to an error between two measured ones', () => {
    const point = (error: number, ns: number): Point => {
      return { rtol: 0, error, ns, nf: 0, accepted: 0, rejected: 0 };
    };
    const points = [point(1e-2, 10), point(1e-3, 9), point(1e-5, 900), point(2e-5, 1000)];
    expect(timeToError(points, 1e-4)).to.be.closeTo(90, 1e-9);
    expect(timeToError(points, 1e-1)).to.equal(9);
    expect(timeToError(points, 1e-6)).to.equal(undefined);
  });
});
