import { mirroringOf, type ViewMirroring } from '../complex/protocol.js';
import { DiffError } from '../errors/DiffError.js';
import { describe, step } from '../errors/describe.js';
import { supportedKindOf } from '../shadow/kindOf.js';
import { setOwn } from '../shadow/Layout.js';
import { mapEntries } from '../shadow/mapEntries.js';
import { eachGiven } from '../shadow/views.js';

/**
 * A new tree with `f` applied to every number of `tree`, together with the numbers at the same places of the others.
 *
 * Arrays, `Float64Array`, `Float32Array` and Maps and complex numbers keep their kind; objects, class instances and functions with properties become
 * plain objects; everything else (text, integer arrays, bare functions, …) is kept as it is. An object that stands at several
 * places is mapped once. Where another tree has null or nothing, `f` gets 0.
 *
 * @param f  gets one number from each tree
 * @param tree  gives the shape
 * @param others  trees of the same shape, gradients for example
 * @returns the new tree
 * @throws DIFF3003 if another tree has another shape
 * @example
 * treeMap((w, d) => w - 0.1 * d, { w: [1, 2] }, { w: [10, 0] })   // { w: [0, 2] }
 */
export function treeMap<T>(f: (...numbers: number[]) => number, tree: T, ...others: readonly unknown[]): T {
  return mapAt(f, tree, others, 'the tree', new Map()) as T;
}

type NumberFunction = (...numbers: number[]) => number;

function mapAt(
  f: NumberFunction,
  x: unknown,
  others: readonly unknown[],
  path: string,
  done: Map<object, unknown>,
): unknown {
  if (typeof x === 'number') return f(x, ...others.map((other) => numberAt(other, path)));
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null) return x;
  const known = done.get(x);
  if (known !== undefined) return known;
  const kind = supportedKindOf(x, path);
  if (kind === 'none') return x;
  const isView = kind === 'object' && mirroringOf(x)?.view !== undefined;
  if (!isView) for (const other of others) checkShape(x, other, path);
  const at = (value: unknown, key: string | number): unknown =>
    mapAt(
      f,
      value,
      others.map((other) => (other as Record<string | number, unknown> | null | undefined)?.[key]),
      step(path, key),
      done,
    );
  switch (kind) {
    case 'float64':
    case 'float32': {
      const from = x as Float64Array;
      const result = kind === 'float64' ? new Float64Array(from.length) : new Float32Array(from.length);
      done.set(x, result);
      for (let i = 0; i < from.length; i++) result[i] = at(from[i], i) as number;
      return result;
    }
    case 'array': {
      const result: unknown[] = [];
      done.set(x, result);
      (x as unknown[]).forEach((value, i) => (result[i] = at(value, i)));
      return result;
    }
    case 'map': {
      const result = new Map<unknown, unknown>();
      done.set(x, result);
      for (const [key, value] of mapEntries(x)) {
        const held = others.map((other) => (other as Map<unknown, unknown> | null | undefined)?.get(key));
        result.set(key, mapAt(f, value, held, `${path}.get(${describe(key)})`, done));
      }
      return result;
    }
    case 'object': {
      const mirroring = mirroringOf(x);
      if (mirroring === null) return x;
      if (mirroring?.view !== undefined) return enter(done, x, mapView(f, x, mirroring.view, others, path));
      const result = (mirroring?.make() ?? {}) as Record<string, unknown>;
      done.set(x, result);
      for (const key of mirroring?.keys ?? Object.keys(x))
        setOwn(result, key, at((x as Record<string, unknown>)[key], key));
      return result;
    }
  }
}

function enter<R>(done: Map<object, unknown>, x: object, result: R): R {
  done.set(x, result);
  return result;
}

/** A compact array of the same shape. */
function mapView(
  f: NumberFunction,
  x: object,
  view: ViewMirroring,
  others: readonly unknown[],
  path: string,
): unknown {
  const { data } = x as { readonly data: Float64Array | Float32Array };
  const positions = view.positions();
  const { length } = positions;
  const given = others.map((other) => {
    const numbers = new Float64Array(length);
    if (other === null || other === undefined) return numbers;
    const fits = eachGiven(other, view.shape, length, (holder, key, i) => {
      numbers[i] = numberAt((holder as Record<PropertyKey, unknown>)[key], step(path, i));
    });
    if (!fits) throw otherShape(x, other, path);
    return numbers;
  });
  const result = data instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
  for (let i = 0; i < length; i++)
    result[i] = f(data[positions[i]!]!, ...given.map((numbers) => numbers[i]!));
  return view.wrap(result);
}

function numberAt(other: unknown, path: string): number {
  if (other === null || other === undefined) return 0;
  if (typeof other === 'number') return other;
  throw new DiffError(
    'DIFF3003',
    `${path} is a number in the first tree and ${describe(other)} in another. The trees must have one shape.`,
  );
}

function checkShape(x: object, other: unknown, path: string): void {
  if (other === null || other === undefined) return;
  const list = isList(x);
  const fits =
    typeof other === 'object' || typeof other === 'function'
      ? list === isList(other) &&
        (!list || (x as unknown as unknown[]).length === (other as unknown[]).length) &&
        x instanceof Map === other instanceof Map
      : false;
  if (!fits) throw otherShape(x, other, path);
}

function otherShape(x: object, other: unknown, path: string): DiffError {
  return new DiffError(
    'DIFF3003',
    `${path} is ${describe(x)} in the first tree and ${describe(other)} in another. The trees must have one shape.`,
  );
}

function isList(x: unknown): boolean {
  return Array.isArray(x) || ArrayBuffer.isView(x);
}
