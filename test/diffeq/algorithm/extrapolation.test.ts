import { expect } from 'chai';
import {
  ExtrapolationMidpointHairerWanner,
  ImplicitEulerExtrapolation,
  ODEProblem,
  Rodas5P,
  solve,
} from '@diffjs/diffeq';
import type { Algorithm, ExtrapolationOptions } from '@diffjs/diffeq';

type Method = (options?: ExtrapolationOptions) => Algorithm;

/** u = (cos φ, −sin φ) with φ = 3t + t²/2: nonlinear, and dependent on time. */
const smooth = new ODEProblem(
  (u: Float64Array, _p: unknown, t: number) => {
    const speed = (3 + t) * (u[0]! * u[0]! + u[1]! * u[1]!);
    return [speed * u[1]!, -speed * u[0]!];
  },
  [1, 0],
  [0, 2],
);
const exact = (t: number): [number, number] => [
  Math.cos(3 * t + (t * t) / 2),
  -Math.sin(3 * t + (t * t) / 2),
];

const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Math.max(...Array.from(y, (value, i) => Math.abs(x[i]! - value)));

const fixedError = (algorithm: Algorithm, steps: number): number =>
  difference(solve(smooth, algorithm, { adaptive: false, dt: 2 / steps, dense: false }).u.at(-1)!, exact(2));

function worstInside(solution: (t: number) => ArrayLike<number>): number {
  let worst = 0;
  for (let t = 0.003; t < 2; t += 0.0107) worst = Math.max(worst, difference(solution(t), exact(t)));
  return worst;
}

const insideError = (algorithm: Algorithm, steps: number): number =>
  worstInside(solve(smooth, algorithm, { adaptive: false, dt: 2 / steps }));

/** The orbit of Arenstorf, which comes back after one period. */
const orbit = new ODEProblem(
  (u: Float64Array) => {
    const mu = 0.012277471;
    const [x, y, vx, vy] = u as unknown as [number, number, number, number];
    const d1 = Math.hypot(x + mu, y) ** 3;
    const d2 = Math.hypot(x - 1 + mu, y) ** 3;
    return [
      vx,
      vy,
      x + 2 * vy - ((1 - mu) * (x + mu)) / d1 - (mu * (x - 1 + mu)) / d2,
      y - 2 * vx - ((1 - mu) * y) / d1 - (mu * y) / d2,
    ];
  },
  [0.994, 0, 0, -2.00158510637908252240537862224],
  [0, 17.0652165601579625588917206249],
);

const robertson = (massMatrix?: number[]): ODEProblem<number[], undefined> =>
  new ODEProblem(
    (u: Float64Array) => {
      const [fast, slow] = [3e7 * u[1]! * u[1]!, 1e4 * u[1]! * u[2]!];
      return massMatrix === undefined
        ? [-0.04 * u[0]! + slow, 0.04 * u[0]! - slow - fast, fast]
        : [-0.04 * u[0]! + slow, 0.04 * u[0]! - slow - fast, u[0]! + u[1]! + u[2]! - 1];
    },
    [1, 0, 0],
    [0, 1e5],
    undefined,
    massMatrix === undefined ? {} : { massMatrix },
  );

describe('extrapolation methods', () => {
  const orders: [Method, columns: number, order: number, steps: number][] = [
    [ExtrapolationMidpointHairerWanner, 2, 4, 64],
    [ExtrapolationMidpointHairerWanner, 3, 6, 64],
    [ExtrapolationMidpointHairerWanner, 4, 8, 32],
    [ExtrapolationMidpointHairerWanner, 5, 10, 16],
    [ImplicitEulerExtrapolation, 2, 2, 1024],
    [ImplicitEulerExtrapolation, 3, 3, 64],
    [ImplicitEulerExtrapolation, 4, 4, 1024],
    [ImplicitEulerExtrapolation, 5, 5, 128],
  ];
  for (const [method, columns, order, steps] of orders) {
    const algorithm = method({ columns });
    it(`${algorithm.name} with ${columns} columns has order ${order}, and its dense output`, () => {
      // With five columns of the midpoint rule, rounding comes before the limit.
      const least = order - (order === 10 ? 0.5 : 0.2);
      const observed = Math.log2(fixedError(algorithm, steps) / fixedError(algorithm, 2 * steps));
      expect(observed).to.be.within(least, order + 0.2);
      const dense = Math.log2(insideError(algorithm, steps) / insideError(algorithm, 2 * steps));
      expect(dense).to.be.within(least - 0.05, order + 0.2);
    });
  }

  for (const method of [ExtrapolationMidpointHairerWanner, ImplicitEulerExtrapolation]) {
    it(`the error of ${method.name} follows the tolerance, and its order rises`, () => {
      const runs = [1e-4, 1e-7, 1e-10].map((tolerance) => {
        const { u, code, stats } = solve(smooth, method(), {
          rtol: tolerance,
          atol: tolerance,
          dense: false,
        });
        expect(code).to.equal('Success');
        expect(difference(u.at(-1)!, exact(2))).to.be.below(100 * tolerance);
        return stats;
      });
      expect(runs[2]!.accepted).to.be.below(4 * runs[0]!.accepted);
      expect(runs[2]!.nf / runs[2]!.accepted).to.be.above(1.5 * (runs[0]!.nf / runs[0]!.accepted));
    });
  }

  it('dense output is as accurate as the ends of the long steps', () => {
    for (const [algorithm, factor] of [
      [ExtrapolationMidpointHairerWanner(), 100],
      [ImplicitEulerExtrapolation(), 500],
    ] as const) {
      for (const tolerance of [1e-6, 1e-9]) {
        const options = { rtol: tolerance, atol: tolerance };
        const solution = solve(smooth, algorithm, options);
        expect(worstInside(solution)).to.be.below(factor * tolerance);
        const saved = solve(smooth, algorithm, { ...options, saveat: [0.71, 1.3] });
        expect(difference(saved.u[1]!, solution(1.3))).to.be.below(1e-14);
      }
    }
  });

  it('without dense output of its own the midpoint rule takes fewer evaluations, and has the same orders', () => {
    const options = { rtol: 1e-9, atol: 1e-9, dense: false };
    const cheap = solve(smooth, ExtrapolationMidpointHairerWanner({ dense: false }), options);
    const dear = solve(smooth, ExtrapolationMidpointHairerWanner(), options);
    expect(cheap.stats.nf).to.be.below(dear.stats.nf);
    expect(difference(cheap.u.at(-1)!, exact(2))).to.be.below(1e-7);
    for (const [columns, steps] of [
      [2, 64],
      [3, 64],
    ] as const) {
      const algorithm = ExtrapolationMidpointHairerWanner({ dense: false, columns });
      const observed = Math.log2(fixedError(algorithm, steps) / fixedError(algorithm, 2 * steps));
      expect(observed).to.be.closeTo(2 * columns, 0.2);
    }
  });

  it('the midpoint rule follows an orbit to 1e-10 in few long steps', () => {
    const { u, stats, code } = solve(orbit, ExtrapolationMidpointHairerWanner(), {
      rtol: 1e-12,
      atol: 1e-12,
      dense: false,
    });
    expect(code).to.equal('Success');
    expect(Math.hypot(u.at(-1)![0]! - 0.994, u.at(-1)![1]!)).to.be.below(1e-9);
    expect(stats.nf).to.be.below(6000);
    expect(stats.accepted).to.be.below(120);
  });

  it('the implicit method solves stiff problems, and leaves a low order where a higher one pays', () => {
    const vanDerPol = new ODEProblem(
      (u: Float64Array) => [u[1]!, 1e6 * ((1 - u[0]! * u[0]!) * u[1]! - u[0]!)],
      [2, 0],
      [0, 2],
    );
    // Reference: Hairer & Wanner, Solving ODEs II, test set.
    const wanted = [1.706167732170483, -0.8928097010247975];
    for (const [tolerance, steps] of [
      [1e-4, 400],
      [1e-6, 600],
      [1e-9, 800],
    ] as const) {
      const { u, stats, code } = solve(vanDerPol, ImplicitEulerExtrapolation(), {
        rtol: tolerance,
        atol: tolerance * 1e-4,
        dense: false,
      });
      expect(code).to.equal('Success');
      expect(difference(u.at(-1)!, wanted)).to.be.below(100 * tolerance);
      expect(stats.accepted).to.be.below(steps);
    }
  });

  it('the implicit method takes singular mass matrices', () => {
    const options = { rtol: 1e-7, atol: 1e-11, dense: false };
    const plain = solve(robertson(), ImplicitEulerExtrapolation(), options).u.at(-1)!;
    const constrained = solve(robertson([1, 1, 0]), ImplicitEulerExtrapolation(), options).u.at(-1)!;
    const wanted = solve(robertson(), Rodas5P(), { rtol: 1e-9, atol: 1e-13, dense: false }).u.at(-1)!;
    expect(difference(plain, wanted)).to.be.below(1e-6);
    expect(difference(constrained, wanted)).to.be.below(1e-6);
    const dense = solve(robertson([1, 1, 0]), ImplicitEulerExtrapolation(), { rtol: 1e-7, atol: 1e-11 });
    for (const t of [0.3, 17, 4000]) {
      const [y1, y2, y3] = Array.from(dense(t)) as [number, number, number];
      expect(y1 + y2 + y3).to.be.closeTo(1, 1e-7);
      const there = solve(robertson(), Rodas5P(), { rtol: 1e-9, atol: 1e-13, saveat: [t], dense: false })
        .u[0]!;
      expect(difference([y1, y2, y3], there)).to.be.below(2e-6);
    }
  });

  it('refuses options that it does not have', () => {
    const code = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    expect(code(() => ExtrapolationMidpointHairerWanner({ order: 3 } as never))).to.equal('DIFF5005');
    expect(code(() => ExtrapolationMidpointHairerWanner({ maxColumns: 40 }))).to.equal('DIFF5008');
    expect(code(() => ImplicitEulerExtrapolation({ columns: 1 }))).to.equal('DIFF5008');
    expect(code(() => ImplicitEulerExtrapolation({ linearSolver: 3 as never }))).to.equal('DIFF5008');
  });
});
