import { type Pass, pass2, pass3, pass4, pass5, passOf, type Stage, stageOf } from './passes.js';
import { type Roots, rootsOfUnity } from './roots.js';
import type { Transform } from './Transform.js';

interface Step {
  readonly pass: Pass;
  readonly stage: Stage;
}

/**
 * The transform of a length with small prime factors, in a pass for each: factors 4, 2, 3 and 5 have passes of their own.
 * Reference: Temperton, J. Comput. Phys. 52, 1983 (self-sorting mixed radix).
 */
export class MixedRadix implements Transform {
  readonly n: number;
  private readonly steps: readonly Step[];
  private readonly re: Float64Array;
  private readonly im: Float64Array;

  constructor(n: number) {
    this.n = n;
    this.steps = stepsOf(n);
    this.re = new Float64Array(n);
    this.im = new Float64Array(n);
  }

  run(re: Float64Array, im: Float64Array): void {
    const { n, steps } = this;
    let fromRe = re;
    let fromIm = im;
    let toRe = this.re;
    let toIm = this.im;
    for (const { pass, stage } of steps) {
      pass(fromRe, fromIm, toRe, toIm, stage);
      [fromRe, toRe] = [toRe, fromRe];
      [fromIm, toIm] = [toIm, fromIm];
    }
    if (fromRe === re) return;
    for (let i = 0; i < n; i++) {
      re[i] = fromRe[i];
      im[i] = fromIm[i];
    }
  }
}

/** The factors of n: fours first, then primes in ascending order. */
export function factorsOf(n: number): number[] {
  const factors: number[] = [];
  let rest = n;
  while (rest % 4 === 0) {
    factors.push(4);
    rest /= 4;
  }
  for (let p = 2; p * p <= rest; p++) {
    while (rest % p === 0) {
      factors.push(p);
      rest /= p;
    }
  }
  if (rest > 1) factors.push(rest);
  return factors;
}

const passes: Readonly<Record<number, Pass>> = { 2: pass2, 3: pass3, 4: pass4, 5: pass5 };

function stepsOf(n: number): Step[] {
  const steps: Step[] = [];
  let l = 1;
  for (const r of factorsOf(n)) {
    const m = n / (l * r);
    const stage = stageOf(r, m, l, twiddlesOf(r, m));
    steps.push({ pass: passes[r] ?? passOf(r, rootsOfUnity(r, r)), stage });
    l *= r;
  }
  return steps;
}

function twiddlesOf(r: number, m: number): Roots {
  const all = rootsOfUnity(r * m, r * m);
  const re = new Float64Array((r - 1) * m);
  const im = new Float64Array((r - 1) * m);
  for (let p = 1; p < r; p++) {
    for (let i = 0; i < m; i++) {
      re[(p - 1) * m + i] = all.re[p * i];
      im[(p - 1) * m + i] = all.im[p * i];
    }
  }
  return { re, im };
}
