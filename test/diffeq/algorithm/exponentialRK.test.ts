import { expect } from 'chai';
import {
  ETDRK2,
  ETDRK3,
  ETDRK4,
  exponentialTableau,
  HochOst4,
  LawsonEuler,
  NorsettEuler,
  SplitODEProblem,
  solve,
  Tsit5,
} from '@diffjs/diffeq';
import type { Algorithm, Solution } from '@diffjs/diffeq';

const smooth = new SplitODEProblem(
  (u: Float64Array) => [-3 * u[0]! + u[1]!, -2 * u[1]! - u[0]!],
  (u: Float64Array, _p: unknown, t: number) => [-t * u[0]! * u[0]! * u[1]!, Math.cos(t) - u[0]! * u[1]!],
  [1, 0.3],
  [0, 2],
  undefined,
  { linear: true },
);
const reference = solve(smooth, Tsit5(), { rtol: 1e-13, atol: 1e-14 });

const difference = (x: ArrayLike<number>, y: ArrayLike<number>): number =>
  Math.max(...Array.from(y, (value, i) => Math.abs(x[i]! - value)));

const fixed = (algorithm: Algorithm, steps: number): Solution =>
  solve(smooth, algorithm, { adaptive: false, dt: 2 / steps });

const endError = (algorithm: Algorithm, steps: number): number =>
  difference(fixed(algorithm, steps).u.at(-1) as Float64Array, reference(2) as Float64Array);

const insideError = (algorithm: Algorithm, steps: number): number => {
  const solution = fixed(algorithm, steps);
  let worst = 0;
  for (let t = 0.0087; t < 2; t += 0.0121) {
    worst = Math.max(worst, difference(solution(t) as Float64Array, reference(t) as Float64Array));
  }
  return worst;
};

/** u_t = u_xx − u³ + forcing with u = cos t · sin πx, on 63 inner points; the grid's own eigenvalue makes it exact. */
const N = 63;
const stiff = 4 * (N + 1) ** 2 * Math.sin(Math.PI / (2 * (N + 1))) ** 2;
const mode = Array.from({ length: N }, (_, i) => Math.sin((Math.PI * (i + 1)) / (N + 1)));
const heat = new SplitODEProblem(
  (du: Float64Array, u: Float64Array, _p: unknown, _t: number): void => {
    for (let i = 0; i < N; i++) du[i] = (N + 1) ** 2 * ((u[i - 1] ?? 0) - 2 * u[i]! + (u[i + 1] ?? 0));
  },
  (du: Float64Array, u: Float64Array, _p: unknown, t: number): void => {
    for (let i = 0; i < N; i++) {
      du[i] = -(u[i]! ** 3) + (stiff * Math.cos(t) - Math.sin(t)) * mode[i]! + (Math.cos(t) * mode[i]!) ** 3;
    }
  },
  mode,
  [0, 1],
  undefined,
  { linear: true },
);

describe('exponential Runge–Kutta methods', () => {
  const methods: [algorithm: Algorithm, steps: number][] = [
    [LawsonEuler(), 128],
    [NorsettEuler(), 64],
    [ETDRK2(), 64],
    [ETDRK3(), 128],
    [ETDRK4(), 32],
    [HochOst4(), 16],
  ];
  for (const [algorithm, steps] of methods) {
    const { name, order } = algorithm;
    it(`${name} has order ${order}, and its dense output`, () => {
      const observed = Math.log2(endError(algorithm, steps) / endError(algorithm, 2 * steps));
      expect(observed).to.be.closeTo(order, 0.2);
      const dense = Math.log2(insideError(algorithm, 128) / insideError(algorithm, 512)) / 2;
      expect(dense).to.be.closeTo(order, 0.3);
    });
  }

  it('steps may be far longer than the stiffness of L', () => {
    for (const [algorithm, tolerance] of [
      [NorsettEuler(), 0.05],
      [ETDRK2(), 5e-3],
      [ETDRK4(), 1e-4],
      [HochOst4(), 1e-5],
    ] as const) {
      const { u, code } = solve(heat, algorithm, { adaptive: false, dt: 1 / 16, dense: false });
      expect(code).to.equal('Success');
      const wanted = mode.map((x) => Math.cos(1) * x);
      expect(difference(u.at(-1) as Float64Array, wanted)).to.be.below(tolerance);
    }
  });

  it('HochOst4 keeps order 4 on the stiff problem', () => {
    const errorAt = (steps: number): number => {
      const { u } = solve(heat, HochOst4(), { adaptive: false, dt: 1 / steps, dense: false });
      return difference(
        u.at(-1) as Float64Array,
        mode.map((x) => Math.cos(1) * x),
      );
    };
    expect(Math.log2(errorAt(32) / errorAt(128)) / 2).to.be.within(3.7, 4.2);
  });

  it('refuses problems that are not split, or whose first part is not known to be linear', () => {
    const code = (run: () => unknown): string => {
      try {
        run();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return 'none';
    };
    const unknown = new SplitODEProblem(
      (u: number) => -u,
      () => 1,
      1,
      [0, 1],
    );
    expect(code(() => solve(unknown, ETDRK4(), { adaptive: false, dt: 0.1 }))).to.equal('DIFF5064');
    expect(
      code(() => exponentialTableau({ name: 'x', order: 1, c: [0], a: [[]], b: [[[2, 1, 1]]] })),
    ).to.equal('DIFF5012');
  });
});
