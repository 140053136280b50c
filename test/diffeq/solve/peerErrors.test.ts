/**
 * Each method against that of SciPy or SUNDIALS of the same family and order: at equal tolerances its error may be three times as large.
 * The errors of the peers are golden, made by bench/diffeq/golden/peerErrors.py; the norm is the largest relative error of a component
 * at the end of the span.
 */
import * as diffeq from '@diffjs/diffeq';
import { ODEProblem, solve, type Algorithm } from '@diffjs/diffeq';
import { expect } from 'chai';
import fs from 'node:fs';
import path from 'node:path';
import { benchProblem, errorAtEnd } from '../../../bench/diffeq/problems';

interface Golden {
  readonly tolerances: readonly number[];
  /** By the peer's method and the problem; null where it gave up. */
  readonly errors: Readonly<Record<string, Readonly<Record<string, readonly (number | null)[]>>>>;
}

const golden = JSON.parse(
  fs.readFileSync(path.join(__dirname, '..', 'reference', 'peerErrors.json'), 'utf8'),
) as Golden;

interface Pair {
  readonly ours: string;
  readonly peer: string;
  /** Larger factors than `FACTOR`, by problem and tolerance: errors of relaxation oscillations scatter. */
  readonly allow?: Readonly<Record<string, number>>;
}

/** Those whose method is not exported yet show as pending. */
const pairs: readonly Pair[] = [
  { ours: 'Tsit5', peer: 'RK45', allow: { 'spiral 1e-3': 5 } }, // a dozen steps: chance decides
  { ours: 'DP5', peer: 'RK45', allow: { 'spiral 1e-3': 5 } },
  { ours: 'DP8', peer: 'DOP853' },
  {
    ours: 'RadauIIA5',
    peer: 'Radau',
    // Ten thousand steps of rounding; chance of a few steps.
    allow: { 'harmonic_oscillator 1e-10': 15, 'vdp_10 1e-3': 5 },
  },
  { ours: 'QNDF', peer: 'BDF', allow: { 'rober_long 1e-5': 4 } }, // beside a lucky hit
  { ours: 'FBDF', peer: 'CVODE BDF' },
  { ours: 'VCABM', peer: 'CVODE Adams', allow: { 'vdp_1 1e-5': 4 } }, // beside a lucky hit
];

const FACTOR = 3;
/** Below, both are right to rounding. */
const ROUNDING = 1e-12;
/** Above, the peer has no digit right, and there is nothing to compare with. */
const NO_DIGIT = 0.1;

for (const { ours, peer, allow = {} } of pairs) {
  describe(`diffeq/solve: ${ours} against ${peer}`, () => {
    const make = (diffeq as Readonly<Record<string, unknown>>)[ours] as (() => Algorithm) | undefined;
    if (make === undefined) {
      it(`there is no ${ours} yet`);
      return;
    }
    for (const [problem, errors] of Object.entries(golden.errors[peer]!))
      it(problem, () => compare(make(), problem, errors, allow));
  });
}

function compare(
  algorithm: Algorithm,
  name: string,
  errors: readonly (number | null)[],
  allow: Readonly<Record<string, number>>,
): void {
  const { rhs, u0, tspan, p, stiff, end } = benchProblem(name);
  const problem = new ODEProblem(rhs, u0, tspan, p);
  const trend = trendOf(errors);
  golden.tolerances.forEach((rtol, i) => {
    const peer = errors[i] ?? Infinity;
    if (peer > NO_DIGIT) return;
    const atol = rtol * (stiff ? 1e-4 : 1e-3);
    const solution = solve(problem, algorithm, { rtol, atol, saveat: [tspan[1]], maxSteps: 1e7 });
    expect(solution.code, `rtol ${rtol}`).to.equal('Success');
    const factor = allow[`${name} ${rtol.toExponential()}`] ?? FACTOR;
    // A lucky hit of the peer at one tolerance is no measure; its own trend over all of them is.
    const most = factor * Math.max(peer, trend(rtol), ROUNDING);
    expect(errorAtEnd(solution.u[0]!, end!), `error at rtol ${rtol}`).to.be.at.most(most);
  });
}

/** The line of least squares through the logarithms of the errors over those of the tolerances. */
function trendOf(errors: readonly (number | null)[]): (rtol: number) => number {
  const points = errors.flatMap((error, i) =>
    error === null || error > NO_DIGIT ? [] : [[Math.log(golden.tolerances[i]!), Math.log(error)] as const],
  );
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x0, y0] = [mean(0), mean(1)];
  const xy = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0);
  const xx = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  return (rtol) => Math.exp(y0 + (xy / xx) * (Math.log(rtol) - x0));
}
