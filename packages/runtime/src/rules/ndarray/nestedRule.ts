import type { NDArray } from '../../ndarray/NDArray.js';
import type { AnyFunction } from '../../records/Companions.js';
import type { ArrayValue, Jvp, PartAt } from './arrayRule.js';
import { likeArgument, likeValue, unchangingInTrace } from './likeArgument.js';

/*
 * The rule for traces over traces: the same functions, as traced code.
 */

export function nestedVjp(
  f: (...args: readonly unknown[]) => ArrayValue,
  partAt: PartAt,
  isSaved: (i: number) => boolean,
  savesOut: boolean,
): AnyFunction {
  /* @differentiable */
  return (...args: readonly unknown[]): unknown => {
    const out = f(...args);
    const kept = args.map((x, i) => (isSaved(i) ? unchangingInTrace(x) : x));
    const keptOut = savesOut ? (unchangingInTrace(out) as ArrayValue) : out;
    const back = (d: ArrayValue): unknown[] =>
      args.map((x, i) => {
        const part = partAt(i);
        return part === null || part === undefined
          ? null
          : () => formOf(part(d, keptOut, kept, undefined, i), x);
      });
    return [out, back];
  };
}

/** A cotangent, or a list of them, in the form that the argument has. */
/* @differentiable */
function formOf(d: unknown, x: unknown): unknown {
  return Array.isArray(d)
    ? d.map((part, i) => likeArgument(part as NDArray | null, (x as readonly unknown[])[i]))
    : likeArgument(d as NDArray | null, x);
}

export function nestedJvp(f: (...args: readonly unknown[]) => ArrayValue, jvp: Jvp): AnyFunction {
  /* @differentiable */
  return (args: readonly unknown[], tangents: readonly unknown[]): unknown => {
    const out = f(...args);
    return [out, likeValue(jvp(tangents, out, args), out)];
  };
}
