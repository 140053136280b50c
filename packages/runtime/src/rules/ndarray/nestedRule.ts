import type { AnyFunction } from '../../records/Companions.js';
import type { ArrayValue, CotangentPart, Jvp, ListPart, Vjp } from './arrayRule.js';
import { likeArgument, unchangingInTrace } from './likeArgument.js';

/*
 * The rule for traces over traces: the same functions, as traced code.
 */

export function nestedVjp(
  f: (...args: readonly unknown[]) => ArrayValue,
  vjp: Vjp,
  isSaved: (i: number) => boolean,
  savesOut: boolean,
): AnyFunction {
  /* @differentiable */
  return (...args: readonly unknown[]): unknown => {
    const out = f(...args);
    const kept = args.map((x, i) => (isSaved(i) ? unchangingInTrace(x) : x));
    const keptOut = savesOut ? (unchangingInTrace(out) as ArrayValue) : out;
    const back = (d: ArrayValue): unknown[] =>
      vjp(d, keptOut, kept).map((part, i) => (part === null ? null : () => formOf(part(), args[i])));
    return [out, back];
  };
}

/** A cotangent, or a list of them, in the form that the argument has. */
/* @differentiable */
function formOf(d: ReturnType<CotangentPart | ListPart>, x: unknown): unknown {
  return Array.isArray(d)
    ? (d as ReturnType<ListPart>).map((part, i) => likeArgument(part, (x as readonly unknown[])[i]))
    : likeArgument(d as ReturnType<CotangentPart>, x);
}

export function nestedJvp(f: (...args: readonly unknown[]) => ArrayValue, jvp: Jvp): AnyFunction {
  /* @differentiable */
  return (args: readonly unknown[], tangents: readonly unknown[]): unknown => {
    const out = f(...args);
    return [out, jvp(tangents, out, args) ?? null];
  };
}
