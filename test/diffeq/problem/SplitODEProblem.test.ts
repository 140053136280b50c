import { Bosh3, KenCarp4, solve, SplitODEProblem } from '@diffjs/diffeq';
import { gradient } from '@diffjs/runtime';
import { expect } from 'chai';

/* @differentiable */
function decay(u: number, p: number[], _t: number): number {
  return -p[0] * u;
}

/* @differentiable */
function drive(_u: number, p: number[], t: number): number {
  return p[1] * Math.cos(t);
}

/* @differentiable */
function driveInPlace(du: Float64Array, _u: Float64Array, p: number[], t: number): void {
  du[0] = p[1] * Math.cos(t);
  du[1] = 0;
}

/* @differentiable */
function decayOfTwo(u: Float64Array, p: number[], _t: number): number[] {
  return [-p[0] * u[0], -2 * p[0] * u[1]];
}

/* @differentiable */
function endOfDecay(u0: number, q: number[]): number {
  const problem = new SplitODEProblem(decay, drive, u0, [0, 2], q);
  const solution = solve(problem, Bosh3(), { rtol: 1e-9, atol: 1e-10 });
  return solution.u[solution.u.length - 1] as number;
}

/** u' = −a u + b cos t. */
function exactDecay(u0: number, [a, b]: readonly number[], t: number): number {
  const particular = (s: number): number => (b * (a * Math.cos(s) + Math.sin(s))) / (1 + a * a);
  return (u0 - particular(0)) * Math.exp(-a * t) + particular(t);
}

const p = [2, 3];

describe('diffeq/problem/SplitODEProblem', () => {
  it('solves numbers, by methods that split and by others', () => {
    for (const algorithm of [KenCarp4(), Bosh3()]) {
      const solution = solve(new SplitODEProblem(decay, drive, 1, [0, 2], p), algorithm, {
        rtol: 1e-8,
        atol: 1e-9,
      });
      expect(solution.u.at(-1)).to.be.closeTo(exactDecay(1, p, 2), 1e-7);
    }
  });

  it('takes one part that returns and one that writes, over vectors and trees', () => {
    const { u } = solve(new SplitODEProblem(decayOfTwo, driveInPlace, [1, 1], [0, 2], p), KenCarp4(), {
      rtol: 1e-8,
      atol: 1e-9,
    });
    expect(u.at(-1)![0]).to.be.closeTo(exactDecay(1, p, 2), 1e-7);
    expect(u.at(-1)![1]).to.be.closeTo(Math.exp(-8), 1e-7);
    interface Pair {
      x: number;
      y: number;
    }
    const tree = solve(
      new SplitODEProblem(
        ({ x, y }: Pair) => ({ x: -x, y: -2 * y }),
        () => ({ x: 1, y: 0 }),
        { x: 0, y: 1 },
        [0, 1],
      ),
      KenCarp4(),
      { rtol: 1e-8, atol: 1e-9 },
    );
    expect((tree.u.at(-1) as Pair).x).to.be.closeTo(1 - Math.exp(-1), 1e-7);
  });

  it('is differentiable with respect to u0 and p', () => {
    const [u0Bar, pBar] = gradient(endOfDecay, 1, p) as [number, number[]];
    expect(u0Bar).to.be.closeTo(Math.exp(-4), 1e-7);
    const h = 1e-4;
    pBar.forEach((bar, i) => {
      const moved = (sign: number): number =>
        endOfDecay(
          1,
          p.map((x, j) => (j === i ? x + sign * h : x)),
        );
      expect(bar).to.be.closeTo((moved(1) - moved(-1)) / (2 * h), 1e-6);
    });
  });

  it('finds the matrix of a linear part', () => {
    const linear = (options: object): Float64Array | undefined => {
      const { system } = new SplitODEProblem(decayOfTwo, driveInPlace, [1, 1], [0, 2], p, options).begin();
      return system.parts?.kind === 'split' ? system.parts.linear : undefined;
    };
    expect(Array.from(linear({ linear: true })!, (x) => x + 0)).to.deep.equal([-2, 0, 0, -4]); // −0 is 0
    expect([...linear({ linear: [-2, -4] })!]).to.deep.equal([-2, 0, 0, -4]);
    expect([
      ...linear({
        linear: [
          [-2, 1],
          [0, -4],
        ],
      })!,
    ]).to.deep.equal([-2, 1, 0, -4]);
    expect(linear({})).to.equal(undefined);
    expect(() => linear({ linear: [1, 2, 3] })).to.throw('DIFF5008');
  });

  it('refuses what makes no sense', () => {
    const make = SplitODEProblem as unknown as new (...args: unknown[]) => unknown;
    expect(() => new make(decay, undefined, 1, [0, 1])).to.throw('DIFF5006');
    expect(() => new make(decay, drive, 1, [0, NaN])).to.throw('DIFF5003');
    expect(() => new make(decay, drive, 'x', [0, 1])).to.throw('DIFF5004');
    expect(() => new make(decay, driveInPlace, 1, [0, 1])).to.throw('DIFF5004');
    expect(() => new make(decay, drive, 1, [0, 1], p, { jak: 1 })).to.throw('DIFF5005');
  });

  it('says which part returns the wrong length', () => {
    const problem = new SplitODEProblem(decayOfTwo, () => [1], [1, 1], [0, 1], p);
    expect(() => solve(problem, KenCarp4())).to.throw('DIFF5002');
  });
});
