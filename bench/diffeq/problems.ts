/**
 * The problems on which solvers are compared, and those of the golden errors; their numbers are in bench/data/diffeq/reference.json.
 * The same right-hand sides stand in native/problems.h and python/problems.py.
 */
import fs from 'node:fs';
import path from 'node:path';

/** Writes du/dt at (u, t) into `du`. */
export type BenchRhs = (du: Float64Array, u: Float64Array, p: Float64Array, t: number) => void;

/** An initial value problem whose solution at the end is known. */
export interface BenchProblem {
  readonly name: string;
  readonly stiff: boolean;
  readonly rhs: BenchRhs;
  readonly u0: Float64Array;
  readonly tspan: readonly [number, number];
  readonly p: Float64Array;
  /** The state at the end; null where the solution is chaotic, and only work at a tolerance can be compared. */
  readonly end: Float64Array | null;
}

interface Reference {
  readonly stiff: boolean;
  readonly p: number[];
  readonly u0: number[];
  readonly tspan: [number, number];
  readonly end: number[] | null;
}

const exponential: BenchRhs = (du, u, p, _t) => {
  du[0] = -p[0] * u[0];
};

const oscillator: BenchRhs = (du, u, p, _t) => {
  du[0] = u[1];
  du[1] = -p[0] * u[0];
};

const lotkaVolterra: BenchRhs = (du, u, p, _t) => {
  du[0] = p[0] * u[0] - p[1] * u[0] * u[1];
  du[1] = -p[2] * u[1] + p[3] * u[0] * u[1];
};

const vanDerPol: BenchRhs = (du, u, p, _t) => {
  du[0] = u[1];
  du[1] = p[0] * (1 - u[0] * u[0]) * u[1] - u[0];
};

/** Time scaled so that a period takes about 2. */
const vanDerPolScaled: BenchRhs = (du, u, p, _t) => {
  du[0] = u[1];
  du[1] = p[0] * ((1 - u[0] * u[0]) * u[1] - u[0]);
};

const rober: BenchRhs = (du, u, p, _t) => {
  const slow = p[0] * u[0];
  const fast = p[1] * u[1] * u[1];
  const back = p[2] * u[1] * u[2];
  du[0] = -slow + back;
  du[1] = slow - fast - back;
  du[2] = fast;
};

const hires: BenchRhs = (du, u, p, _t) => {
  const pair = p[9] * u[5] * u[7];
  du[0] = -p[0] * u[0] + p[1] * u[1] + p[2] * u[2] + p[3];
  du[1] = p[0] * u[0] - p[4] * u[1];
  du[2] = -p[5] * u[2] + p[1] * u[3] + p[6] * u[4];
  du[3] = p[2] * u[1] + p[0] * u[2] - p[7] * u[3];
  du[4] = -p[8] * u[4] + p[1] * (u[5] + u[6]);
  du[5] = -pair + p[10] * u[3] + p[0] * u[4] - p[1] * u[5] + p[10] * u[6];
  du[6] = pair - p[11] * u[6];
  du[7] = -pair + p[11] * u[6];
};

/** Seven bodies of masses 1 … 7 in the plane; u = (x, y, x', y'). */
const pleiades: BenchRhs = (du, u, _p, _t) => {
  for (let i = 0; i < 14; i++) {
    du[i] = u[i + 14];
    du[i + 14] = 0;
  }
  for (let i = 1; i < 7; i++) {
    for (let j = 0; j < i; j++) {
      const x = u[j] - u[i];
      const y = u[j + 7] - u[i + 7];
      const square = x * x + y * y;
      const cube = square * Math.sqrt(square);
      const ofJ = (j + 1) / cube;
      const ofI = (i + 1) / cube;
      du[i + 14] += ofJ * x;
      du[i + 21] += ofJ * y;
      du[j + 14] -= ofI * x;
      du[j + 21] -= ofI * y;
    }
  }
};

/** Two species on a ring of 32 points; u = (x, y), p = (A, B, α/Δx²). */
const brusselator: BenchRhs = (du, u, p, _t) => {
  const n = 32;
  for (let i = 0; i < n; i++) {
    const before = i === 0 ? n - 1 : i - 1;
    const after = i === n - 1 ? 0 : i + 1;
    const x = u[i];
    const y = u[i + n];
    const made = x * x * y;
    du[i] = p[2] * (u[before] + u[after] - 2 * x) + p[0] + made - (p[1] + 1) * x;
    du[i + n] = p[2] * (u[before + n] + u[after + n] - 2 * y) + p[1] * x - made;
  }
};

const rigidBody: BenchRhs = (du, u, p, _t) => {
  du[0] = p[0] * u[1] * u[2];
  du[1] = p[1] * u[0] * u[2];
  du[2] = p[2] * u[0] * u[1];
};

const spiral: BenchRhs = (du, u, _p, _t) => {
  const x = u[0] * u[0] * u[0];
  const y = u[1] * u[1] * u[1];
  du[0] = -0.1 * x - 2 * y;
  du[1] = 2 * x - 0.1 * y;
};

const lorenz: BenchRhs = (du, u, p, _t) => {
  du[0] = p[0] * (u[1] - u[0]);
  du[1] = u[0] * (p[1] - u[2]) - u[1];
  du[2] = u[0] * u[1] - p[2] * u[2];
};

/** The Belousov–Zhabotinskii reaction, three species. */
const oregonator: BenchRhs = (du, u, p, _t) => {
  du[0] = p[0] * (u[1] + u[0] * (1 - p[1] * u[0] - u[1]));
  du[1] = (u[2] - (1 + u[0]) * u[1]) / p[0];
  du[2] = p[2] * (u[0] - u[2]);
};

const rightHandSides: Readonly<Record<string, BenchRhs>> = {
  exp_decay: exponential,
  harmonic_oscillator: oscillator,
  lotka_volterra: lotkaVolterra,
  lotka_volterra_long: lotkaVolterra,
  vdp_1: vanDerPol,
  vdp_10: vanDerPol,
  vdp_1e6: vanDerPolScaled,
  rober,
  rober_long: rober,
  hires,
  pleiades,
  brusselator,
  rigid_body: rigidBody,
  spiral,
  lorenz,
  orego: oregonator,
};

function readProblems(): BenchProblem[] {
  const file = path.join(__dirname, '..', 'data', 'diffeq', 'reference.json');
  const { problems } = JSON.parse(fs.readFileSync(file, 'utf8')) as { problems: Record<string, Reference> };
  return Object.entries(problems).map(([name, { stiff, p, u0, tspan, end }]) => {
    const rhs = rightHandSides[name];
    if (rhs === undefined) throw new Error(`bench/diffeq/problems.ts has no right-hand side of ${name}`);
    return {
      name,
      stiff,
      rhs,
      u0: Float64Array.from(u0),
      tspan,
      p: Float64Array.from(p),
      end: end === null ? null : Float64Array.from(end),
    };
  });
}

/** Every problem with its reference, by name. */
export const benchProblems: Readonly<Record<string, BenchProblem>> = Object.fromEntries(
  readProblems().map((problem) => [problem.name, problem]),
);

/** The problem of this name. */
export function benchProblem(name: string): BenchProblem {
  const problem = benchProblems[name];
  if (problem === undefined) throw new Error(`there is no problem ${name}`);
  return problem;
}

/** The largest relative error of a component at the end; NaN counts as infinite. */
export function errorAtEnd(u: ArrayLike<number>, end: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < end.length; i++) {
    const error = Math.abs((u[i] - end[i]) / end[i]);
    if (!(error <= worst)) worst = Number.isNaN(error) ? Infinity : error;
  }
  return worst;
}
