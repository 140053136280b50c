import { DAEProblem, DFBDF, FBDF, ODEProblem, QNDF, solve } from '@diffjs/diffeq';
import type { Initialization } from '@diffjs/diffeq';
import { expect } from 'chai';
import { stiffSolutions } from '../support/reference';
import { stiffRightHandSides } from '../support/stiffRightHandSides';

const { p, u0 } = stiffSolutions.pendulum;
const mass = [1, 1, 1, 1, 0];
const f = stiffRightHandSides.pendulum;

/** The pendulum with another tension. */
const massForm = (tension: number, initialization?: Initialization): ODEProblem =>
  new ODEProblem(f, [...u0.slice(0, 4), tension], [0, 0.1], p, {
    massMatrix: mass,
    ...(initialization && { initialization }),
  }) as unknown as ODEProblem;

const residual = (out: Float64Array, du: Float64Array, u: Float64Array, q: number[], t: number): void => {
  f(out, u, q, t);
  mass.forEach((m, i) => (out[i] = m * du[i] - out[i]));
};
const implicitForm = (tension: number, initialization?: Initialization, du0 = [0, 0, 0, 0, 0]): DAEProblem =>
  new DAEProblem(residual, du0, [...u0.slice(0, 4), tension], [0, 0.1], p, {
    ...(initialization && { initialization }),
  }) as unknown as DAEProblem;

const firstState = (problem: ODEProblem | DAEProblem): number[] =>
  Array.from(solve(problem, problem instanceof DAEProblem ? DFBDF() : FBDF()).u[0] as Float64Array);

describe('diffeq/initialization', () => {
  for (const form of [massForm, implicitForm]) {
    it(`${form.name}: algebraic components are computed, differential ones kept`, () => {
      for (const tension of [0, 50, -1e6]) {
        const found = firstState(form(tension));
        expect(found.slice(0, 4)).to.deep.equal(u0.slice(0, 4));
        expect(found[4]).to.be.closeTo(u0[4], 1e-9);
      }
    });

    it(`${form.name}: 'check' refuses what misses an equation by more than the tolerance, naming it`, () => {
      expect(() => firstState(form(50, 'check'))).to.throw(/DIFF5017.*component [24] /);
    });

    it(`${form.name}: 'none' takes what it is given`, () => {
      const problem = form(u0[4] + 1e-3, 'none');
      expect(firstState(problem)[4]).to.equal(u0[4] + 1e-3);
    });
  }

  it("'check' takes what is right to the tolerance, and leaves it", () => {
    expect(firstState(massForm(u0[4] + 1e-5, 'check'))[4]).to.equal(u0[4] + 1e-5);
    const slopes = [0, 0, -u0[4] * u0[0], -u0[4] * u0[1] - p[0], 0];
    expect(firstState(implicitForm(u0[4], 'check', slopes))[4]).to.equal(u0[4]);
    expect(() => firstState(implicitForm(u0[4], 'check'))).to.throw('DIFF5017'); // the derivatives are wrong
  });

  it('Newton steps that lead away are shortened', () => {
    // arctan v = u: from v = 3 Newton's method diverges.
    for (const start of [3, -8, 20]) {
      const problem = new ODEProblem(
        (u: Float64Array) => [-u[0], Math.atan(u[1]) - u[0]],
        [0.5, start],
        [0, 1],
        0,
        {
          massMatrix: [1, 0],
        },
      );
      expect(solve(problem, QNDF()).u[0][1]).to.be.closeTo(Math.tan(0.5), 1e-9);
    }
  });

  it('M u0 is kept where M is full', () => {
    const massMatrix = [
      [1, 1],
      [0, 0],
    ];
    const regular = new ODEProblem(
      (u: Float64Array, _p: unknown, t: number) => [-u[0], u[0] - u[1] - t],
      [1, 5],
      [0, 1],
      0,
      {
        massMatrix,
      },
    );
    const [x, y] = solve(regular, FBDF()).u[0];
    expect(x).to.be.closeTo(3, 1e-6);
    expect(y).to.be.closeTo(3, 1e-6);
    const ofIndex2 = new ODEProblem(
      (u: Float64Array, _p: unknown, t: number) => [u[0], u[0] + u[1] - t],
      [1, 5],
      [0, 1],
      0,
      {
        massMatrix,
      },
    );
    expect(() => solve(ofIndex2, FBDF())).to.throw('DIFF5017');
  });

  it('an index above 1 is told from values that are only wrong', () => {
    const ofIndex2 = (initialization: Initialization): DAEProblem =>
      new DAEProblem(
        (du: Float64Array, u: Float64Array) => [du[0] - u[1], u[0] - 1],
        [0, 0],
        [3, 0],
        [0, 1],
        undefined,
        { initialization },
      ) as unknown as DAEProblem;
    expect(() => firstState(ofIndex2('fix'))).to.throw(/DIFF5017.*index is above 1/);
    expect(() => firstState(ofIndex2('check'))).to.throw(/DIFF5017.*component 1 .* is 2 instead of 0/);
  });

  it('the choice is checked', () => {
    expect(() => massForm(0, 'repair' as Initialization).begin()).to.throw('DIFF5008');
    expect(() => implicitForm(0, 'repair' as Initialization)).to.throw('DIFF5008');
  });
});
