import { solverError } from '../diagnostics/solverError.js';
import type { PartialRightHandSide } from './ProblemParts.js';
import type { StandardForm, System } from './System.js';

/** Right-hand sides in the forms that standard forms have. */
type Writing = (du: Float64Array, u: Float64Array, p: unknown, t: number) => void;
type Returning = (u: Float64Array, p: unknown, t: number) => ArrayLike<number>;
type OfNumber = (u: number, p: unknown, t: number) => number;

/** One of two right-hand sides as a differentiable function (out, u, t) over flat vectors, which reads the parameters of the system and counts. */
export function partOf(form: StandardForm, system: System): PartialRightHandSide {
  if (form.scalar) return partOfNumber(form.f as unknown as OfNumber, system);
  if (form.inPlace) return partWriting(form.f as unknown as Writing, system);
  return partReturning(form.f as unknown as Returning, system, form.n);
}

/* @differentiable */
function partOfNumber(f: OfNumber, system: System): PartialRightHandSide {
  return (out: Float64Array, u: Float64Array, t: number): void => {
    system.stats.nf++;
    out[0] = f(u[0], system.p, t);
  };
}

/* @differentiable */
function partWriting(f: Writing, system: System): PartialRightHandSide {
  return (out: Float64Array, u: Float64Array, t: number): void => {
    system.stats.nf++;
    f(out, u, system.p, t);
  };
}

/* @differentiable */
function partReturning(f: Returning, system: System, n: number): PartialRightHandSide {
  return (out: Float64Array, u: Float64Array, t: number): void => {
    system.stats.nf++;
    const value = f(u, system.p, t);
    if (value.length !== n) throw wrongLength(value.length, n);
    for (let i = 0; i < n; i++) out[i] = value[i];
  };
}

/** The sum of two right-hand sides in standard form, for what differentiates it. */
export function sumForm(first: StandardForm, second: StandardForm): StandardForm {
  const { n, scalar } = first;
  if (scalar) {
    const f = sumOfNumbers(first.f as unknown as OfNumber, second.f as unknown as OfNumber);
    return { f, inPlace: false, scalar, n };
  }
  const f = sumWriting(writing(first), writing(second), n);
  return { f, inPlace: true, scalar, n };
}

/* @differentiable */
function sumOfNumbers(f: OfNumber, g: OfNumber): OfNumber {
  return (u: number, p: unknown, t: number): number => f(u, p, t) + g(u, p, t);
}

/* @differentiable */
function sumWriting(f: Writing, g: Writing, n: number): Writing {
  return (du: Float64Array, u: Float64Array, p: unknown, t: number): void => {
    const other = new Float64Array(n);
    f(du, u, p, t);
    g(other, u, p, t);
    for (let i = 0; i < n; i++) du[i] += other[i];
  };
}

function writing(form: StandardForm): Writing {
  return form.inPlace
    ? (form.f as unknown as Writing)
    : writingWhatReturns(form.f as unknown as Returning, form.n);
}

/* @differentiable */
function writingWhatReturns(f: Returning, n: number): Writing {
  return (du: Float64Array, u: Float64Array, p: unknown, t: number): void => {
    const value = f(u, p, t);
    if (value.length !== n) throw wrongLength(value.length, n);
    for (let i = 0; i < n; i++) du[i] = value[i];
  };
}

function wrongLength(given: number, n: number): Error {
  return solverError(
    'DIFF5002',
    `a part of the right-hand side returned ${given} numbers, and u0 has length ${n}`,
    'Return one derivative for each entry of u0.',
  );
}
