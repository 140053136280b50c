import { DiffError } from '../../errors/DiffError.js';
import { axisOf, type Shape, shapeText } from '../shape.js';

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
  /** Of numbers, of singular values, of sums over columns or of sums over rows. */
  readonly of: 'numbers' | 'values' | 'columns' | 'rows';
  /** The order of the norm of these. */
  readonly p: number;
  /** The axes that the norm is over; null for all of a vector. */
  readonly axes: number[] | null;
  /** All axes, those of matrices last. */
  readonly order: number[];
  /** The axes to put in again, of length 1; none if `keepdims` is not asked for. */
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
  const axes = axis === null ? null : given;
  return {
    axes: kind === 'matrix' ? given : axes,
    order: [...all.filter((k) => !given.includes(k)), ...given],
    restored: keepdims ? [...given].sort((p, q) => p - q) : [],
    ...(kind === 'matrix' ? planOfMatrices(ord ?? 'fro') : { of: 'numbers', p: (ord ?? 2) as number }),
  };
}

function isOrder(ord: number | null, kind: 'vector' | 'matrix'): boolean {
  if (ord === null) return true;
  if (kind === 'vector') return typeof ord === 'number' && !Number.isNaN(ord);
  return [1, -1, 2, -2, Infinity, -Infinity].includes(ord);
}
