import { checkNumber, checkOptions } from '../errors/checkOptions.js';
import type { LineSearch } from './lineSearch.js';
import { strongWolfe } from './lineSearch.js';

/** A method for `minimize`: how it chooses directions, and how far it goes along them. */
export interface DescentMethod {
  readonly name: string;
  readonly lineSearch: LineSearch;
  /** Length of the very first step in parameter space. */
  readonly initialStep: number;
  /** The memory of one run. */
  start(): DescentMemory;
}

/** What a method remembers while it runs. */
export interface DescentMemory {
  /** A direction along which the loss falls from a point with this gradient. */
  direction(gradient: Float64Array): Float64Array;
  /** Learns from a step: its difference of positions and of gradients. */
  learn(dx: Float64Array, dg: Float64Array): void;
  /** Forgets everything. */
  reset(): void;
}

/** Options of `LBFGS`. */
export interface LBFGSOptions {
  /** How many past steps are remembered. Default 10. */
  memory?: number;
  /** How the step length is found. Default `strongWolfe()`. */
  lineSearch?: LineSearch;
  /** Length of the first step in parameter space; later steps start from 1. Default 0.1. */
  initialStep?: number;
}

/**
 * Limited-memory BFGS: a quasi-Newton method for full-batch losses, used through `minimize`.
 *
 * The direction is −H g, H built from the last steps by the two-loop recursion and started from γI, γ = sᵀy / yᵀy.
 * Steps along which the curvature sᵀy is not positive are not learnt.
 *
 * Cost per iteration: 4 · memory · n operations beside the loss and its gradient.
 *
 * @throws DIFF6004 for a wrong option
 * Reference: Liu & Nocedal, Math. Programming 45, 1989; Nocedal & Wright 2006, algorithms 7.4 and 7.5.
 */
export function LBFGS(options: LBFGSOptions = {}): DescentMethod {
  checkOptions('LBFGS', options, ['memory', 'lineSearch', 'initialStep']);
  const { memory = 10, lineSearch = strongWolfe(), initialStep = 0.1 } = options;
  checkNumber('LBFGS', 'memory', memory, (x) => Number.isInteger(x) && x > 0, 'a positive integer');
  checkNumber('LBFGS', 'initialStep', initialStep, (x) => x > 0, 'a positive number');
  return { name: 'LBFGS', lineSearch, initialStep, start: () => lbfgsMemory(memory) };
}

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

function lbfgsMemory(memory: number): DescentMemory {
  const pairs: Pair[] = [];
  return {
    direction(gradient) {
      const q = Float64Array.from(gradient, (g) => -g);
      const alpha: number[] = [];
      for (let k = pairs.length - 1; k >= 0; k--) {
        const { s, y, rho } = pairs[k];
        alpha[k] = rho * dot(s, q);
        addScaled(q, -alpha[k], y);
      }
      const newest = pairs.at(-1);
      if (newest !== undefined) {
        const gamma = 1 / (newest.rho * dot(newest.y, newest.y));
        for (let i = 0; i < q.length; i++) q[i] *= gamma;
      }
      pairs.forEach(({ s, y, rho }, k) => addScaled(q, alpha[k] - rho * dot(y, q), s));
      return q;
    },
    learn(s, y) {
      const sy = dot(s, y);
      if (!(sy > 1e-10 * Math.sqrt(dot(s, s) * dot(y, y)))) return;
      pairs.push({ s, y, rho: 1 / sy });
      if (pairs.length > memory) pairs.shift();
    },
    reset() {
      pairs.length = 0;
    },
  };
}

/** The scalar product of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** a ← a + c · b. */
function addScaled(a: Float64Array, c: number, b: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] += c * b[i];
}
