import fs from 'node:fs';
import path from 'node:path';

/** A problem with reference states at some times. */
export interface ReferenceSolution {
  readonly p: number[];
  readonly u0: number[];
  readonly tspan: [number, number];
  readonly t: number[];
  readonly u: number[][];
}

/** A loss with reference derivatives; times 0, 0.1, …, 10. */
export interface ReferenceGradient {
  readonly p: number[];
  readonly u0: number[];
  readonly loss: number;
  readonly dL_dp: number[];
  readonly dL_du0: number[];
  readonly adam_fit: {
    readonly loss_by_update: number[];
    readonly p_final: number[];
    readonly loss_final: number;
  };
}

function read(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'reference', name), 'utf8'));
}

export const referenceSolutions = read('ode.json') as Record<string, ReferenceSolution>;
/** Stiff problems, and one with an algebraic component. */
export const stiffSolutions = read('stiff.json') as Record<string, ReferenceSolution>;
export const referenceGradients = read('gradients.json') as Record<string, ReferenceGradient>;

/** k / 10 for k = 0 … 100, each rounded once. */
export const tenths = Array.from({ length: 101 }, (_, k) => k / 10);

/** The largest componentwise relative deviation of `x` from `reference`. */
export function relativeError(x: ArrayLike<number>, reference: ArrayLike<number>): number {
  let worst = 0;
  for (let i = 0; i < reference.length; i++) {
    worst = Math.max(worst, Math.abs(x[i] - reference[i]) / Math.abs(reference[i]));
  }
  return worst;
}

/** The largest error over the reference times, in units of 1 + |u|. */
export function worstError(states: readonly ArrayLike<number>[], { u }: ReferenceSolution): number {
  let worst = 0;
  u.forEach((state, k) => {
    state.forEach((value, i) => {
      worst = Math.max(worst, Math.abs(states[k][i] - value) / (1 + Math.abs(value)));
    });
  });
  return worst;
}
