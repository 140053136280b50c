import { expect } from 'chai';
import { dirkSteps, methodNamed, radauSteps } from '../support/implicitMethods';
import {
  algebraic,
  denseError,
  observedOrder,
  plain,
  split,
  stepError,
  withMass,
} from '../support/smoothProblem';

const NEAR = 0.2;

/** Below these errors rounding shows, and the step sizes of a sweep are not halved twice. */
const halvings = (order: number): number => (order > 5 ? 1 : 2);

/** Step sizes at which dense output shows its order, where they are others than those of the method. */
const denseSteps: Readonly<Record<string, number>> = { RadauIIA9: 0.1 };

describe('diffeq/stepper: orders of implicit methods', () => {
  for (const [name, coarse] of Object.entries({ ...dirkSteps, ...radauSteps })) {
    const algorithm = methodNamed(name);
    const { order, denseOrder, massMatrix } = algorithm;
    const isRadau = name in radauSteps;

    it(`${name} has order ${order}`, () => {
      const error = (dt: number): number => stepError(plain(algorithm, dt));
      expect(observedOrder(error, coarse, halvings(order))).to.be.closeTo(order, NEAR);
    });

    it(`dense output of ${name} has order ${denseOrder}`, () => {
      const error = (dt: number): number => denseError(plain(algorithm, dt));
      // the error inside a step is one power above the order of the interpolant, and no less than that at its ends
      const wanted = Math.min(order, denseOrder + 1);
      expect(observedOrder(error, denseSteps[name] ?? coarse, halvings(order))).to.be.within(
        wanted - NEAR,
        wanted + 2 * NEAR,
      );
    });

    it(`${name} keeps its order with a mass matrix`, () => {
      const error = (dt: number): number => stepError(withMass(algorithm, dt));
      expect(observedOrder(error, coarse, halvings(order))).to.be.closeTo(order, NEAR);
    });

    if (massMatrix === 'singular') {
      it(`${name} keeps its order with an algebraic equation`, () => {
        const error = (dt: number): number => stepError(algebraic(algorithm, dt));
        expect(observedOrder(error, coarse, halvings(order))).to.be.closeTo(order, NEAR);
      });

      it(`dense output of ${name} has order 2 at least with an algebraic equation`, () => {
        const error = (dt: number): number => denseError(algebraic(algorithm, dt));
        const wanted = Math.min(order, isRadau ? denseOrder : 2);
        expect(observedOrder(error, denseSteps[name] ?? coarse, halvings(order))).to.be.greaterThan(
          wanted - NEAR,
        );
      });
    } else {
      it(`${name} refuses algebraic equations`, () => {
        expect(() => algebraic(algorithm, coarse)).to.throw('DIFF5018');
      });
    }
  }

  for (const name of ['KenCarp3', 'KenCarp4', 'KenCarp47', 'KenCarp5', 'KenCarp58']) {
    const algorithm = methodNamed(name);
    const { order } = algorithm;

    it(`${name} has order ${order} on a split problem, with dense output of order 3`, () => {
      const error = (dt: number): number => stepError(split(algorithm, dt));
      const inside = (dt: number): number => denseError(split(algorithm, dt));
      expect(observedOrder(error, 0.05)).to.be.closeTo(order, NEAR);
      expect(observedOrder(inside, 0.05)).to.be.within(
        Math.min(order, 4) - NEAR,
        Math.min(order, 4) + 2 * NEAR,
      );
    });
  }

  it('methods without an explicit part solve split problems as one', () => {
    const error = (dt: number): number => stepError(split(methodNamed('Kvaerno3'), dt));
    expect(observedOrder(error, 0.05)).to.be.closeTo(3, NEAR);
  });
});
