import { DiffError } from '../../errors/DiffError.js';
import { type ArrayInput, toArray } from '../asarray.js';
import { floatDtype, isComplexDtype, promote } from '../dtype.js';
import { NDArray } from '../NDArray.js';
import { rows3 } from '../rows.js';
import { axisOf, broadcastShapes, type Shape, shapeText, sizeOf } from '../shape.js';
import { arrayOf, doubles } from './stacks.js';

/** An order of norms of vectors: Σ|x|ᵖ to the power of 1/p, the greatest or least |x| for ±∞, how many are not 0 for 0. */
function normOf(x: Float64Array, start: number, end: number, p: number): number {
  if (p === Infinity || p === -Infinity) {
    let extreme = p > 0 ? 0 : Infinity;
    for (let i = start; i < end; i++) {
      const size = Math.abs(x[i]);
      if (p > 0 ? !(size <= extreme) : !(size >= extreme)) extreme = size;
      if (size !== size) return NaN;
    }
    return extreme;
  }
  let greatest = 0;
  for (let i = start; i < end; i++) {
    const size = Math.abs(x[i]);
    if (!(size <= greatest)) greatest = size;
  }
  if (p === 0) {
    let count = 0;
    for (let i = start; i < end; i++) if (x[i] !== 0) count++;
    return count;
  }
  if (greatest === 0 || !Number.isFinite(greatest)) return p < 0 && greatest === 0 ? 0 : greatest;
  let sum = 0;
  // Scaled, so that powers stay in the range of numbers.
  if (p === 1) for (let i = start; i < end; i++) sum += Math.abs(x[i]);
  else if (p === 2) for (let i = start; i < end; i++) sum += (x[i] / greatest) ** 2;
  else for (let i = start; i < end; i++) sum += (Math.abs(x[i]) / greatest) ** p;
  if (p === 1) return sum;
  return greatest * (p === 2 ? Math.sqrt(sum) : sum ** (1 / p));
}

function realNumbers(name: string, x: ArrayInput): NDArray {
  const a = toArray(x, name);
  if (isComplexDtype(a.dtype))
    throw new DiffError(
      'DIFF3203',
      `${name} was given an array of ${a.dtype}, and works on real numbers only.`,
    );
  return a;
}

/** Norms over the last `count` axes: a number if there are no others. */
export function vectorNorm(x: ArrayInput, count: number, p: number): NDArray | number {
  const a = realNumbers('norm', x);
  const lead = a.shape.slice(0, a.dimension - count);
  const length = sizeOf(a.shape.slice(a.dimension - count));
  const data = doubles(a);
  const norms = Float64Array.from({ length: sizeOf(lead) }, (_, k) =>
    normOf(data, k * length, (k + 1) * length, p),
  );
  return lead.length === 0 ? norms[0]! : arrayOf(norms, lead, floatDtype(a.dtype));
}

/** The derivative of the greatest or least |x|: the signs of those that are, over their number. */
export function extremeShares(x: ArrayInput, count: number, p: number): NDArray {
  const a = realNumbers('norm', x);
  const length = sizeOf(a.shape.slice(a.dimension - count));
  const data = doubles(a);
  for (let start = 0; start < data.length; start += length) {
    const extreme = normOf(data, start, start + length, p);
    let ties = 0;
    for (let i = start; i < start + length; i++) if (Math.abs(data[i]) === extreme) ties++;
    for (let i = start; i < start + length; i++)
      data[i] = Math.abs(data[i]) === extreme ? Math.sign(data[i]) / ties : 0;
  }
  return arrayOf(data, a.shape, 'float64');
}

/** |x|^q, or sign(x)·|x|^q if `odd`, element by element; |0|⁰ is 1. */
export function absPower(x: ArrayInput, q: number, odd: boolean): NDArray {
  const a = realNumbers('norm', x);
  const data = doubles(a);
  for (let i = 0; i < data.length; i++) {
    const size = q === 1 ? Math.abs(data[i]) : Math.abs(data[i]) ** q;
    data[i] = !odd ? size : data[i] === 0 ? 0 : data[i] < 0 ? -size : size;
  }
  return arrayOf(data, a.shape, floatDtype(a.dtype));
}

/** x/y element by element, broadcast; 0 where y is 0. */
export function quotient(x: ArrayInput, y: ArrayInput): NDArray {
  const [a, b] = [toArray(x, 'norm'), toArray(y, 'norm')];
  const shape = broadcastShapes('norm', a.shape, b.shape);
  const out = new NDArray(new Float64Array(sizeOf(shape)), shape.slice(), undefined, 0, 'float64');
  rows3(shape, a, b, out, (n, p, ps, q, qs, r, rs) => {
    for (let i = 0; i < n; i++, p += ps, q += qs, r += rs)
      out.data[r] = b.data[q] === 0 ? 0 : a.data[p]! / b.data[q]!;
  });
  const dtype = floatDtype(promote(a.dtype, b.dtype));
  return dtype === 'float64' ? out : arrayOf(out.data as Float64Array, shape, dtype);
}

/** The order of a norm, as NumPy names it. */
export type NormOrder = number | 'fro' | 'nuc';

/** What `norm` is asked for. */
export interface NormOptions {
  /** Default: the root of the sum of squares. */
  readonly ord?: NormOrder | null;
  /** One axis, of vectors, or two, of matrices. Default: all, of one vector; or of a matrix, if `ord` is given and there are two. */
  readonly axis?: number | readonly number[] | null;
  /** Keep the axes, of length 1? Default false. */
  readonly keepdims?: boolean;
}

/** How a norm is computed. */
export interface NormPlan {
  /** The axes in the order in which those of vectors or matrices come last. */
  readonly order: number[];
  /** Of numbers, of singular values, of sums over columns or of sums over rows. */
  readonly of: 'numbers' | 'values' | 'columns' | 'rows';
  /** How many axes a norm of numbers is over. */
  readonly count: number;
  /** The order of the norm of these. */
  readonly p: number;
  /** Axes to put in again. */
  readonly restored: number[];
}

/** How the norm of matrices of an order is computed. */
export function planOfMatrices(ord: NormOrder): Pick<NormPlan, 'of' | 'p'> {
  if (ord === 'fro') return { of: 'numbers', p: 2 };
  if (ord === 'nuc') return { of: 'values', p: 1 };
  const p = ord > 0 ? Infinity : -Infinity;
  return { of: Math.abs(ord) === 2 ? 'values' : Math.abs(ord) === 1 ? 'columns' : 'rows', p };
}

/**
 * @throws DIFF3202
 */
export function planNorm(
  shape: Shape,
  { ord = null, axis = null, keepdims = false }: NormOptions = {},
): NormPlan {
  const rank = shape.length;
  const all = Array.from({ length: rank }, (_, i) => i);
  const given =
    axis === null ? all : (typeof axis === 'number' ? [axis] : [...axis]).map((k) => axisOf('norm', k, rank));
  if (new Set(given).size !== given.length || (axis !== null && (given.length < 1 || given.length > 2)))
    throw new DiffError(
      'DIFF3202',
      `norm was given the axes ${shapeText(given)}. Give one axis, of vectors, or two different ones, of matrices.`,
    );
  if (axis === null && ord !== null && rank > 2)
    throw new DiffError(
      'DIFF3202',
      `norm was given ord ${String(ord)} for an array of shape ${shapeText(shape)}. Say by { axis } which axes are those of vectors or matrices.`,
    );
  const kind = given.length === 2 && (ord !== null || axis !== null) ? 'matrix' : 'vector';
  if (typeof ord === 'string' ? kind === 'vector' || !['fro', 'nuc'].includes(ord) : !isOrder(ord, kind))
    throw new DiffError(
      'DIFF3202',
      `norm was given ord ${String(ord)} for ${kind === 'vector' ? 'vectors' : 'matrices'}. ` +
        (kind === 'vector'
          ? 'Give a number, ±Infinity or 0 included.'
          : "Give 'fro', 'nuc', 1, −1, 2, −2, Infinity or −Infinity."),
    );
  return {
    order: [...all.filter((k) => !given.includes(k)), ...given],
    count: given.length,
    restored: keepdims ? [...given].sort((p, q) => p - q) : [],
    ...(kind === 'matrix' ? planOfMatrices(ord ?? 'fro') : { of: 'numbers', p: (ord ?? 2) as number }),
  };
}

function isOrder(ord: number | null, kind: 'vector' | 'matrix'): boolean {
  if (ord === null) return true;
  if (kind === 'vector') return typeof ord === 'number' && !Number.isNaN(ord);
  return [1, -1, 2, -2, Infinity, -Infinity].includes(ord);
}
