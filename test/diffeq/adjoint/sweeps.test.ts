import { ODEProblem, RK4, solve, Tsit5 } from '@diffjs/diffeq';
import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';

const options = { rtol: 1e-10, atol: 1e-10, saveat: [1] };

type Rates = number[] | Float64Array | { 0: number; 1: number };

/* @differentiable */
function decay(du: Float64Array, u: Float64Array, p: Rates, t: number): void {
  du[0] = -p[0] * u[0] + p[1] * t;
  du[1] = p[0] * u[0] * u[1];
}

/* @differentiable */
function loss(u0: Float64Array, p: Rates): number {
  const { u } = solve(new ODEProblem(decay, u0, [0, 1], p), Tsit5(), options);
  const last = u[u.length - 1] as Float64Array;
  return last[0] * last[1];
}

/** Right-hand side that solves an equation of its own at each evaluation. */
/* @differentiable */
function nested(du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void {
  const inner = solve(new ODEProblem(decay, Float64Array.of(u[0], 1), [0, 1], p), RK4(), {
    adaptive: false,
    dt: 0.25,
  });
  const last = inner.u[inner.u.length - 1] as Float64Array;
  du[0] = -last[0];
}

/* @differentiable */
function nestedLoss(start: number, p: Float64Array): number {
  const { u } = solve(new ODEProblem(nested, Float64Array.of(start), [0, 1], p), RK4(), {
    adaptive: false,
    dt: 0.25,
  });
  return (u[u.length - 1] as Float64Array)[0];
}

function differences(f: (x: number[]) => number, x: readonly number[]): number[] {
  const h = 1e-5;
  return x.map((_, i) => {
    const at = (step: number): number => f(x.map((each, j) => (i === j ? each + step : each)));
    return (at(h) - at(-h)) / (2 * h);
  });
}

function expectClose(actual: ArrayLike<number>, expected: readonly number[]): void {
  expected.forEach((each, i) => expect(actual[i]).to.be.closeTo(each, 1e-6 * (1 + Math.abs(each))));
}

describe('diffeq/adjoint: evaluations within a sweep', () => {
  const rates = [0.7, 0.4];
  const wanted = differences(([a, b, c, d]) => loss(Float64Array.of(a, b), [c, d]), [1.2, 0.5, ...rates]);

  const kinds: Record<string, () => Rates> = {
    'a typed array': () => Float64Array.from(rates),
    'an array': () => [...rates],
    'an object': () => ({ 0: rates[0], 1: rates[1] }),
    'a typed array of an own class': () => new (class extends Float64Array {})(rates),
  };
  for (const [name, make] of Object.entries(kinds)) {
    it(`take parameters in ${name}`, () => {
      for (let again = 0; again < 3; again++) {
        const [u0Bar, pBar] = gradient(loss, Float64Array.of(1.2, 0.5), make());
        expectClose([u0Bar[0], u0Bar[1], pBar[0], pBar[1]], wanted);
      }
    });
  }

  it('stand inside of each other', () => {
    const expected = differences(([a, b, c]) => nestedLoss(a, Float64Array.of(b, c)), [1.2, ...rates]);
    for (let again = 0; again < 2; again++) {
      const [startBar, pBar] = gradient(nestedLoss, 1.2, Float64Array.from(rates));
      expectClose([startBar, pBar[0], pBar[1]], expected);
    }
  });

  it('leave nothing behind when one of them throws', () => {
    let isBroken = false;
    /* @differentiable */
    const fragile = (du: Float64Array, u: Float64Array, p: Float64Array, _t: number): void => {
      if (isBroken && u[0] < 1.1) throw new Error('broken');
      du[0] = -p[0] * u[0];
    };
    /* @differentiable */
    const end = (p: Float64Array): number => {
      const { u } = solve(new ODEProblem(fragile, Float64Array.of(1.2), [0, 1], p), RK4(), {
        adaptive: false,
        dt: 0.25,
      });
      return (u[u.length - 1] as Float64Array)[0];
    };
    const p = Float64Array.of(0.7);
    const [before] = gradient(end, p);
    isBroken = true;
    expect(() => gradient(end, p)).to.throw('broken');
    isBroken = false;
    expect(gradient(end, p)[0]).to.deep.equal(before);
    expectClose(
      before,
      differences(([k]) => end(Float64Array.of(k)), [0.7]),
    );
  });
});
