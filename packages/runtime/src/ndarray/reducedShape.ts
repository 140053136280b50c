import { axesOf } from './shape.js';

/** Which axes are reduced, and how. */
export interface ReduceOptions {
  /** One axis, several, or null for all. Default null. */
  readonly axis?: number | readonly number[] | null;
  /** Whether reduced axes stay, with the length 1. Default false. */
  readonly keepdims?: boolean;
}

/** The shape that is left, with reduced axes of length 1 and without them. */
export function reducedShape(
  name: string,
  shape: readonly number[],
  { axis, keepdims = false }: ReduceOptions,
): { readonly kept: number[]; readonly shape: number[] } {
  const axes = axesOf(name, axis, shape.length);
  const kept = shape.map((n, i) => (axes.includes(i) ? 1 : n));
  return { kept, shape: keepdims ? kept : kept.filter((_, i) => !axes.includes(i)) };
}

/** Does a reduction give one number? */
export function isFull(rank: number, { axis, keepdims = false }: ReduceOptions): boolean {
  return (
    !keepdims && (axis === null || axis === undefined || (typeof axis === 'object' && axis.length === rank))
  );
}
