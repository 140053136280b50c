import { axpy, pullback } from '@diffjs/runtime';
import type { Sweep } from './sweepEvaluation.js';
import { jvpInSweep } from './sweepEvaluation.js';

/** Fields of a problem by name, or companions of them. */
type Fields = Readonly<Record<string, unknown>>;

/** A field that is given as a function of the parameters and, but for the time span, of t0. */
type FieldFunction = (p: unknown, t0: number) => unknown;

/** Cotangents of a problem. */
export interface FieldCotangents {
  readonly fields: Fields;
  readonly p: unknown;
  readonly tspan: readonly [number, number];
}

function functionOf(problem: object, name: string): FieldFunction | undefined {
  const field = (problem as Fields)[name];
  return typeof field === 'function' ? (field as FieldFunction) : undefined;
}

/**
 * Carries cotangents of fields that are functions of the parameters on to the parameters.
 *
 * @throws DIFF3001 if such a function is not differentiable
 */
export function pullFields(
  problem: object,
  p: unknown,
  t0: number,
  bars: FieldCotangents,
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  let pBar = bars.p;
  let [t0Bar, t1Bar] = bars.tspan;
  for (const [name, bar] of Object.entries(bars.fields)) {
    const f = functionOf(problem, name);
    if (f === undefined) {
      fields[name] = bar;
      continue;
    }
    const [, back] = pullback(f, p, t0);
    const [dp, dt0] = back(bar as never) as [unknown, number | undefined];
    pBar = sum(pBar, dp);
    t0Bar += dt0 ?? 0;
  }
  const span = functionOf(problem, 'tspan') as ((q: unknown) => readonly [number, number]) | undefined;
  if (span === undefined) return { ...fields, p: pBar, tspan: [t0Bar, t1Bar] };
  const [, back] = pullback(span, p);
  const [dp] = back([t0Bar, t1Bar] as never) as [unknown];
  return { ...fields, p: sum(pBar, dp) };
}

/**
 * The tangents of a problem, those of fields that are functions of the parameters worked out.
 *
 * @param names  the fields that u0 is made of
 * @param sweep  the sweep whose captured variables count
 * @throws DIFF3001 if such a function is not differentiable
 */
export function pushFields(
  problem: object,
  names: readonly string[],
  p: unknown,
  t0: number,
  dots: Fields,
  sweep: Sweep,
): Fields {
  const { p: pDot } = dots;
  const fields: Record<string, unknown> = { ...dots };
  const push = (f: unknown, args: readonly unknown[], tangents: readonly unknown[]): unknown => {
    const prepared = jvpInSweep(f, sweep);
    prepared.tangent(args, tangents);
    return prepared.resultTangent;
  };
  const span = functionOf(problem, 'tspan');
  if (span !== undefined) fields.tspan = push(span, [p], [pDot]);
  const t0Dot = (fields.tspan as ArrayLike<number> | null | undefined)?.[0] ?? 0;
  for (const name of names) {
    const f = functionOf(problem, name);
    if (f !== undefined) fields[name] = push(f, [p, t0], [pDot, t0Dot]);
  }
  return fields;
}

/** Sum of two cotangents of the parameters, either of which may be absent. */
function sum(a: unknown, b: unknown): unknown {
  if (a === undefined || a === null) return b;
  if (b === undefined || b === null) return a;
  return typeof a === 'number' ? a + (b as number) : axpy(1, b, a);
}
