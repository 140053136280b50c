import { mirroringOf, type ViewMirroring } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';
import { describe } from '../errors/describe.js';

/*
 * Trees that stand for arrays with axes: an array of the same shape, nested arrays of it, or a flat list of all numbers.
 */

function viewOf(tree: unknown): ViewMirroring | undefined {
  return typeof tree === 'object' && tree !== null ? mirroringOf(tree)?.view : undefined;
}

/** The numbers of a tree that lie one after the other in a Float64Array. */
export function flatNumbers(tree: unknown): Float64Array | undefined {
  if (tree instanceof Float64Array) return tree;
  if (viewOf(tree)?.isWhole !== true) return undefined;
  const { data } = tree as { readonly data: unknown };
  return data instanceof Float64Array ? data : undefined;
}

/** Has a tree this shape? A flat list has any. */
export function fitsView(tree: unknown, shape: readonly number[]): boolean {
  const view = viewOf(tree);
  return view === undefined || areEqual(view.shape, shape);
}

/**
 * Visits the numbers of a tree in the order of the indices.
 * @param count  how many there have to be
 * @param visit  is given what holds the number, its key there, and its place in the order
 * @returns whether the tree has the shape
 */
export function eachGiven(
  tree: unknown,
  shape: readonly number[],
  count: number,
  visit: (holder: object, key: number, i: number) => void,
): boolean {
  const view = viewOf(tree);
  if (view !== undefined) {
    if (!areEqual(view.shape, shape)) return false;
    const positions = view.positions();
    if (positions.length !== count) return false;
    const { data } = tree as { readonly data: object };
    for (let i = 0; i < count; i++) visit(data, positions[i]!, i);
    return true;
  }
  if (shape.length === 0) {
    if (typeof tree !== 'number') return false;
    visit([tree], 0, 0);
    return true;
  }
  if (!isList(tree)) return false;
  if (typeof tree[0] !== 'object' || tree[0] === null) {
    if (tree.length !== count) return false;
    for (let i = 0; i < count; i++) visit(tree, i, i);
    return true;
  }
  const places: [object, number][] = [];
  // The parts of complex numbers may stand in pairs.
  if (!collect(tree, shape, 0, places) && !collect(tree, [...shape, 2], 0, places)) return false;
  if (places.length !== count) return false;
  places.forEach(([holder, key], i) => {
    visit(holder, key, i);
  });
  return true;
}

function collect(tree: unknown, shape: readonly number[], axis: number, places: [object, number][]): boolean {
  if (axis === 0) places.length = 0;
  if (!isList(tree) || tree.length !== shape[axis]) return false;
  for (let i = 0; i < tree.length; i++) {
    if (axis === shape.length - 1) {
      if (typeof tree[i] === 'object' && tree[i] !== null) return false;
      places.push([tree, i]);
    } else if (!collect(tree[i], shape, axis + 1, places)) return false;
  }
  return true;
}

function isList(tree: unknown): tree is ArrayLike<unknown> & object {
  return Array.isArray(tree) || (ArrayBuffer.isView(tree) && !(tree instanceof DataView));
}

function areEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

/** What a tree is, for messages. */
export function describeShaped(tree: unknown): string {
  const view = viewOf(tree);
  return view === undefined ? describe(tree) : `an array of shape [${view.shape.join(', ')}]`;
}

/**
 * Is an object an ndarray that nothing tells of? Its gradient would be one with respect to shape and strides too.
 * @returns the error that says so
 */
export function unknownView(x: object, where: () => string): DiffError | undefined {
  const { data, shape, stride, offset } = x as Readonly<Record<string, unknown>>;
  if (typeof data !== 'object' || data === null || typeof offset !== 'number') return undefined;
  if (!Array.isArray(shape) || !Array.isArray(stride)) return undefined;
  const isKnownData = Array.isArray(data) || ArrayBuffer.isView(data);
  return new DiffError(
    'DIFF3105',
    isKnownData
      ? `${where()} is an ndarray of another library, and what @diffjs/runtime knows of these is not part of this bundle. ` +
          'Hand in asarray(x), or import @diffjs/runtime/ndarray once.'
      : `${where()} is an ndarray whose elements are kept by ${describe(data)}. Copy them into one over a Float64Array first, or use stopGradient.`,
  );
}
