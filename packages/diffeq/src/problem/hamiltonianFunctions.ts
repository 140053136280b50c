import type { PreparedVjp } from '@diffjs/runtime';
import { gradient, prepareVjp, ravel, zeroShadow } from '@diffjs/runtime';
import { numbersOfState } from './StateLayout.js';
import { part, shaped } from './pairFunction.js';
import type { PairLayout } from './PairLayout.js';
import type { PartitionedFunctions } from './partitionedSystem.js';
import type { StandardForm } from './System.js';
import type { StateLayout } from './StateLayout.js';

type Hamiltonian = (p: unknown, q: unknown, params: unknown, t: number) => number;

/**
 * dp/dt = −∂H/∂q and dq/dt = ∂H/∂p by prepared reverse sweeps through H; each asks for the one derivative that it needs.
 *
 * @throws DIFF3001 if H is not differentiable
 */
export function hamiltonianFunctions(H: unknown, layout: PairLayout): PartitionedFunctions {
  const { first, second, whole } = layout;
  const byMomentum = new PartialDerivatives(H, layout, true, false);
  const byPosition = new PartialDerivatives(H, layout, false, true);
  const byBoth = new PartialDerivatives(H, layout, true, true);
  return {
    kick(dp, p, q, params, t) {
      byPosition.evaluate(p, q, params, t);
      byPosition.readSecond(dp, -1);
    },
    drift(dq, p, q, params, t) {
      byMomentum.evaluate(p, q, params, t);
      byMomentum.readFirst(dq, 1);
    },
    both(dp, dq, p, q, params, t) {
      byBoth.evaluate(p, q, params, t);
      byBoth.readSecond(dp, -1);
      byBoth.readFirst(dq, 1);
    },
    form: { f: flowOf(H as Hamiltonian, first, second), inPlace: true, scalar: false, n: whole.n },
  };
}

/** ∂H/∂p, ∂H/∂q or both at one point at a time; states that are numbers or vectors allocate nothing. */
class PartialDerivatives {
  private readonly prepared: PreparedVjp;
  private readonly args: unknown[] = [undefined, undefined, undefined, 0];
  private readonly shadows: unknown[] = [undefined, undefined, undefined, undefined];

  constructor(
    H: unknown,
    private readonly layout: PairLayout,
    private readonly first: boolean,
    private readonly second: boolean,
  ) {
    this.prepared = prepareVjp(H);
    if (first) this.shadows[0] = shadowOf(layout.first);
    if (second) this.shadows[1] = shadowOf(layout.second);
  }

  evaluate(p: Float64Array, q: Float64Array, params: unknown, t: number): void {
    const { prepared, args, shadows, layout } = this;
    args[0] = shaped(p, layout.first);
    args[1] = shaped(q, layout.second);
    args[2] = params;
    args[3] = t;
    if (this.first) shadows[0] = clearedShadow(shadows[0], layout.first);
    if (this.second) shadows[1] = clearedShadow(shadows[1], layout.second);
    prepared.forward(args, shadows);
    prepared.reverse(1);
  }

  readFirst(out: Float64Array, factor: number): void {
    this.read(out, 0, this.layout.first, factor);
  }

  readSecond(out: Float64Array, factor: number): void {
    this.read(out, 1, this.layout.second, factor);
  }

  private read(out: Float64Array, i: number, { kind }: StateLayout, factor: number): void {
    if (kind === 'number') {
      out[0] = factor * this.prepared.numberCotangent(i);
      return;
    }
    const bar = kind === 'vector' ? (this.shadows[i] as Float64Array) : ravel(this.shadows[i]);
    for (let j = 0; j < out.length; j++) out[j] = factor * bar[j];
  }
}

function shadowOf(layout: StateLayout): unknown {
  if (layout.kind === 'number') return undefined;
  return layout.kind === 'vector' ? new Float64Array(layout.n) : zeroShadow(layout.like);
}

/** Trees are made anew at each call, and so are their shadows. */
function clearedShadow(shadow: unknown, layout: StateLayout): unknown {
  if (layout.kind === 'tree') return zeroShadow(layout.like);
  if (layout.kind === 'vector') (shadow as Float64Array).fill(0);
  return shadow;
}

/** Hamilton's equations as a differentiable right-hand side; its derivatives are second derivatives of H. */
/* @differentiable */
function flowOf(H: Hamiltonian, first: StateLayout, second: StateLayout): StandardForm['f'] {
  return (du: Float64Array, u: Float64Array, params: unknown, t: number): void => {
    const np = first.n;
    const p = shaped(part(u, 0, np), first);
    const q = shaped(part(u, np, u.length), second);
    const [pBar, qBar] = gradient(H, p, q, params, t) as unknown[];
    writeHalf(du, 0, first, qBar, -1);
    writeHalf(du, np, second, pBar, 1);
  };
}

/* @differentiable */
function writeHalf(du: Float64Array, from: number, layout: StateLayout, bar: unknown, factor: number): void {
  if (layout.kind === 'number') {
    du[from] = factor * (bar as number);
    return;
  }
  const numbers = (layout.kind === 'tree' ? numbersOfState(bar) : bar) as Float64Array;
  for (let j = 0; j < layout.n; j++) du[from + j] = factor * numbers[j];
}
