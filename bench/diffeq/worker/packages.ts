/** Other packages, called as their documentation says. Each counts its evaluations through the right-hand side. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BenchProblem } from '../problems';
import type { Attempt, Solver } from './Solver';

const requireHere = createRequire(path.join(__dirname, '..', 'package.json'));

type Returning = (t: number, u: ArrayLike<number>) => number[];

interface CashKarp {
  readonly t: number;
  readonly y: Float64Array;
  step(limit: number): boolean;
}

type MakeCashKarp = (
  y0: Float64Array,
  deriv: (dydt: Float64Array, y: Float64Array, t: number) => void,
  t0: number,
  dt0: number,
  options: { tol: number; verbose: boolean },
) => CashKarp;

interface Odex {
  readonly Solver: new (n: number) => {
    absoluteTolerance: number;
    relativeTolerance: number;
    maxSteps: number;
    solve(
      f: Returning,
      t0: number,
      y0: number[],
      t1: number,
    ): { y: number[]; outcome: number; nAccept: number; nReject: number };
  };
}

interface Numeric {
  dopri(
    t0: number,
    t1: number,
    y0: number[],
    f: Returning,
    tol: number,
    maxit: number,
  ): { x: number[]; y: number[][]; msg: string };
}

interface MathJs {
  solveODE(
    f: Returning,
    span: readonly [number, number],
    y0: number[],
    options: { method: string; tol: number; maxIter: number },
  ): { t: number[]; y: number[][] };
}

/** A step to begin with, for packages that choose none. */
const FIRST_STEP = 1e-3;
const MOST_STEPS = 10_000_000;

/** The package of this name on a problem; undefined where there is none. */
export function packageOn(name: string, problem: BenchProblem): Solver | undefined {
  return packages[name]?.(problem);
}

const packages: Readonly<Record<string, (problem: BenchProblem) => Solver>> = {
  'ode45-cash-karp'({ rhs, u0, tspan, p }) {
    const ode45 = requireHere('ode45-cash-karp') as MakeCashKarp;
    return (rtol) => {
      let nf = 0;
      const deriv = (dydt: Float64Array, y: Float64Array, t: number): void => {
        nf++;
        rhs(dydt, y, p, t);
      };
      const run = ode45(Float64Array.from(u0), deriv, tspan[0], FIRST_STEP, { tol: rtol, verbose: false });
      let accepted = 1;
      while (run.step(tspan[1]) && accepted < MOST_STEPS) accepted++;
      return { u: run.y, nf, accepted, rejected: 0 };
    };
  },
  odex({ rhs, u0, tspan, p }) {
    const { Solver: Gbs } = requireHere('odex') as Odex;
    return (rtol, atol): Attempt => {
      const counted = returning(rhs, p);
      const solver = new Gbs(u0.length);
      solver.absoluteTolerance = atol;
      solver.relativeTolerance = rtol;
      solver.maxSteps = MOST_STEPS;
      const { y, outcome, nAccept, nReject } = solver.solve(counted.f, tspan[0], [...u0], tspan[1]);
      if (outcome !== 0) return { failed: `outcome ${String(outcome)}` };
      return { u: y, nf: counted.calls(), accepted: nAccept, rejected: nReject };
    };
  },
  numeric({ rhs, u0, tspan, p }) {
    const numeric = requireHere('numeric') as Numeric;
    return (rtol): Attempt => {
      const counted = returning(rhs, p);
      const { x, y, msg } = numeric.dopri(tspan[0], tspan[1], [...u0], counted.f, rtol, MOST_STEPS);
      if (x.at(-1) !== tspan[1]) return { failed: msg };
      return { u: y.at(-1)!, nf: counted.calls(), accepted: y.length - 1, rejected: 0 };
    };
  },
  mathjs({ rhs, u0, tspan, p }) {
    const { solveODE } = requireHere('mathjs') as MathJs;
    return (rtol): Attempt => {
      const counted = returning(rhs, p);
      const options = { method: 'RK45', tol: rtol, maxIter: MOST_STEPS };
      const { y } = solveODE(counted.f, tspan, [...u0], options);
      return { u: y.at(-1)!, nf: counted.calls(), accepted: y.length - 1, rejected: 0 };
    };
  },
};

/** The right-hand side in the form that returns a new array. */
function returning(
  rhs: BenchProblem['rhs'],
  p: Float64Array,
): { readonly f: Returning; readonly calls: () => number } {
  let calls = 0;
  return {
    f: (t, u) => {
      calls++;
      const du = new Array<number>(u.length).fill(0);
      rhs(du as unknown as Float64Array, u as Float64Array, p, t);
      return du;
    },
    calls: () => calls,
  };
}
