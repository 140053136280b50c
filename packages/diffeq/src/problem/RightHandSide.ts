import { shown, solverError } from '../diagnostics/solverError.js';
import type { SystemParts } from './ProblemSystem.js';
import type { StandardForm } from './System.js';

/** The right-hand side in the one form that steppers call, whatever the form in which the user wrote it. */
export interface RightHandSide {
  /** Length n of the state. */
  readonly n: number;
  /** Writes du/dt at (u, t) into `du`; `du` and `u` are [n]. */
  evaluate(du: Float64Array, u: Float64Array, t: number): void;
}

/**
 * A standard form as `call(du, u, p, t)`.
 *
 * @throws DIFF5002 from the call, if `f` returns something of the wrong length
 */
export function callOf(form: StandardForm): SystemParts['call'] {
  const { n, inPlace, scalar } = form;
  if (scalar) {
    const f = form.f as unknown as (u: number, p: unknown, t: number) => number;
    return (du, u, p, t) => {
      const value = f(u[0], p, t);
      if (typeof value !== 'number') throw wrongResult(form, value);
      du[0] = value;
    };
  }
  if (inPlace) return form.f as unknown as SystemParts['call'];
  const f = form.f as unknown as (u: Float64Array, p: unknown, t: number) => ArrayLike<number>;
  return (du, u, p, t) => {
    const value = f(u, p, t);
    if (value === null || typeof value !== 'object' || value.length !== n) throw wrongResult(form, value);
    for (let i = 0; i < n; i++) du[i] = value[i];
  };
}

/**
 * Checks the first evaluation of a solve: an entry that `f(du, u, p, t)` left unwritten shows as the NaN it was filled
 * with, and is told from a NaN that `f` computed by a second call over zeros.
 *
 * @param first  du/dt at (u, t), written over NaN
 * @throws DIFF5002
 */
export function checkFirst(
  system: RightHandSide & { readonly form: StandardForm | undefined },
  first: Float64Array,
  u: Float64Array,
  t: number,
): void {
  const { n, form } = system;
  if (form === undefined || !form.inPlace) return;
  if (!first.some(Number.isNaN)) return;
  const du = new Float64Array(n);
  system.evaluate(du, u, t);
  const isUnwritten = (value: number, i: number): boolean => Number.isNaN(value) && du[i] === 0;
  const unwritten = first.findIndex(isUnwritten);
  if (unwritten < 0) return;
  const all = first.every(isUnwritten);
  throw solverError(
    'DIFF5002',
    all
      ? `the right-hand side${nameOf(form)} writes no entry of du, and u0 has length ${n}`
      : `the right-hand side${nameOf(form)} leaves du[${unwritten}] unwritten, and u0 has length ${n}`,
    all
      ? 'With four parameters it is taken as f(du, u, p, t); if it returns the derivative, give ODEProblem { inPlace: false }.'
      : 'Write every entry of du at every call.',
  );
}

function wrongResult(form: StandardForm, value: unknown): Error {
  const wanted = form.scalar ? 'u0 is a number' : `u0 has length ${form.n}`;
  const advice =
    value === undefined
      ? 'f(u, p, t) returns the derivative; one that writes it has four parameters, f(du, u, p, t), or { inPlace: true }.'
      : form.scalar
        ? 'Return du/dt as a number too, or give u0 as an array.'
        : 'Return one derivative for each entry of u0.';
  return solverError(
    'DIFF5002',
    `the right-hand side${nameOf(form)} returned ${shown(value)}, and ${wanted}`,
    advice,
  );
}

function nameOf(form: StandardForm): string {
  return form.f.name === '' ? '' : ` ${form.f.name}`;
}
